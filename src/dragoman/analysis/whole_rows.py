"""Whole ties, whole acts and texts of a laid-out copy, read row by row from files that are mapped into memory.

The place of a tie or act in its file is its `rowid` in the copy's table `tie_row` or `event_row`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dragoman.record.held import Held
from dragoman.record.rowfile import LONG, RowFile

# The columns are those of TIES_IN_FULL and ACTS_IN_FULL (tellings.py).
TIES = """
WITH held AS (
    SELECT tie, list({'role': role, 'holder': holder} ORDER BY role, number) AS parts FROM tie_role GROUP BY tie
),
featured AS (
    SELECT tie, any_value(value) FILTER (name = 'claim') AS claim, list({'name': name, 'value': value}) AS features
    FROM tie_attribute GROUP BY tie
),
cited AS (
    SELECT report, id, words, start, "end" FROM evidence WHERE owner = 'tie' AND part = 'sentence' AND number = 1
)
SELECT t.id, t.report, t.kind, t.name, t.stage, starts_with(t.because, 'verbs') AS by_verb, t.date, t.date_to,
    t.sources, t.via, t.outlet, t.published, t.title, t.url, e.words AS sentence, e.start, e."end", t.parties, b.claim,
    o.parts, b.features
FROM tie_row t
LEFT JOIN cited e ON e.id = t.id AND e.report = t.report
LEFT JOIN held o ON o.tie = t.id
LEFT JOIN featured b ON b.tie = t.id
ORDER BY t.rowid
"""
ACTS = """
WITH pieces AS (
    SELECT report, id, part, number, start, "end" FROM evidence
    WHERE owner = 'mention' AND (part = 'trigger' AND number = 1 OR part = 'status')
),
cues AS (
    SELECT report, id, list({'start': start, 'end': "end"} ORDER BY start) AS cues FROM pieces WHERE part = 'status'
    GROUP BY report, id
)
SELECT e.id, e.report, e.type, e.mode, e.actors, e.recipients, e.place, e.date, e.date_to, e.deadline_from,
    e.deadline_to, e.sources, e.via, coalesce(u.countries, [a.country]) AS speaker_countries, e.outlet,
    e.published, e.title, e.url, e.sentence,
    e.start, e."end", g.start AS trigger_start, c.cues
FROM event_row e
LEFT JOIN actor a ON a.id = e.source
LEFT JOIN joint_word u ON u.statement = e.statement
LEFT JOIN pieces g ON g.id = e.id AND g.report = e.report AND g.part = 'trigger'
LEFT JOIN cues c ON c.id = e.id AND c.report = e.report
ORDER BY e.rowid
"""
TEXTS = "SELECT id, text FROM report"


@dataclass(frozen=True, slots=True)
class WholeRows:
    """The files of a copy, and the place of each report in that of the texts."""

    ties: RowFile
    acts: RowFile
    texts: RowFile
    reports: Mapping[str, int]

    def read(self, reports: Iterable[str]) -> dict[str, str]:
        """The texts of these reports, by id."""
        found = self.texts.at([self.reports[r] for r in reports])
        return dict(zip(found["id"], found["text"], strict=True))


def whole_rows(held: Held) -> WholeRows:
    """Those of a copy, written once."""
    return held.once("whole rows", lambda _: _written(held))


def _written(held: Held) -> WholeRows:
    texts = held.rows("texts", TEXTS, LONG)
    places = {report: place for place, report in enumerate(texts.column("id"))}
    return WholeRows(held.rows("ties", TIES), held.rows("acts", ACTS), texts, places)

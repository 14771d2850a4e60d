"""The tellings that an answer rests on: of an event, a standing thing, a statement, two actors or a claim."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dragoman.errors import RowUnknown
from dragoman.record.origins import HOST
from dragoman.record.record import Record

# Every telling of some rows, with whose text its report is and who printed it. `of`: the thing that is told.
WHOSE = f"""
SELECT x.id, x.of, x.report, r.outlet, r.published, r.title, coalesce(o.first, r.id) AS text,
    coalesce(o.kind, 'own') AS how,
    coalesce(x.origin, o.publisher, p.key, '') AS origin, coalesce(p.key, '') AS printed, x.status,
    s.source, a.name AS speaker, a.country AS speaker_state, coalesce(s.via, []) AS via, x.sentence
FROM ({{rows}}) x
JOIN report r ON r.id = x.report
LEFT JOIN origin o ON o.report = r.id
LEFT JOIN publisher p ON p.name = coalesce(r.outlet, '') AND p.host = {HOST.replace("url", "r.url")}
LEFT JOIN statement s ON s.id = x.statement
LEFT JOIN actor a ON a.id = s.source
ORDER BY r.published NULLS LAST, x.report, x.id
"""
SENTENCE = """LEFT JOIN evidence e
    ON e.owner = '{owner}' AND e.id = m.id AND e.report = m.report AND e.part = '{part}' AND e.number = 1"""
EVENTS = f"""
SELECT m.id, h.happening AS of, m.report, h.origin, m.statement, m.status, e.words AS sentence
FROM happening_mention h JOIN mention m ON m.id = h.mention {SENTENCE.format(owner="mention", part="sentence")}
WHERE {{which}}
"""
TIES = f"""
SELECT m.id, m.id AS of, m.report, NULL AS origin, m.statement, m.status, e.words AS sentence
FROM tie m {SENTENCE.format(owner="tie", part="sentence")} WHERE list_contains($ids::VARCHAR[], m.id)
"""
STATEMENTS = f"""
SELECT m.id, m.id AS of, m.report, NULL AS origin, m.id AS statement, m.kind AS status, e.words AS sentence
FROM statement m {SENTENCE.format(owner="statement", part="content")} WHERE list_contains($ids::VARCHAR[], m.id)
"""
OF_HAPPENINGS = "list_contains($ids::VARCHAR[], h.happening)"
OF_PAIR = "h.happening IN (SELECT id FROM happening WHERE list_has_all(parties, $ids::VARCHAR[]))"
KINDS = """
SELECT 'happening' AS kind, id FROM happening WHERE starts_with(id, $id)
UNION ALL SELECT 'mention', id FROM mention WHERE starts_with(id, $id)
UNION ALL SELECT 'tie', id FROM tie WHERE starts_with(id, $id)
UNION ALL SELECT 'statement', id FROM statement WHERE starts_with(id, $id)
ORDER BY id LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Told:
    """One telling: `of`: the event or thing told, `text`: the earliest report of the same text, `how`: own, a copy ...

    `origin`: the key of the publisher whose words they are, `printed`: of who printed them; `speaker_state`: whom the
    cited speaker speaks for, null where the report says it in its own voice.
    """

    id: str
    of: str
    report: str
    outlet: str | None
    published: str | None
    title: str | None
    text: str
    how: str
    origin: str
    printed: str
    status: str
    source: str | None
    speaker: str | None
    speaker_state: str | None
    via: tuple[str, ...]
    sentence: str

    @property
    def is_copy(self) -> bool:
        """Whether the text of its report stood in an earlier one."""
        return self.text != self.report


def tellings_of(record: Record, identity: str) -> tuple[str, tuple[Told, ...]]:
    """(what the id is of, its tellings); the beginning of an id will do.  Raises RowUnknown."""
    found = record.sql(KINDS, {"id": identity})
    if found.is_empty() or not identity:
        raise RowUnknown("event, tie or statement", identity, "dragoman happenings, ties, statements")
    kind, whole = found.row(0)
    if kind == "mention":
        happening = record.sql("SELECT happening FROM happening_mention WHERE mention = $id", {"id": whole})
        if happening.height:
            kind, whole = "happening", happening.item()
    if kind in ("happening", "mention"):
        return "happening", told_of_events(record, [whole])
    return kind, _told(record, TIES if kind == "tie" else STATEMENTS, [whole])


def told_of_events(record: Record, happenings: Sequence[str]) -> tuple[Told, ...]:
    """Every telling of some events."""
    return _told(record, EVENTS.format(which=OF_HAPPENINGS), happenings)


def told_of_pair(record: Record, one: str, other: str) -> tuple[Told, ...]:
    """Every telling of the events in which both take part, at the level of states."""
    return _told(record, EVENTS.format(which=OF_PAIR), [one, other])


def told_of_claim(record: Record, ids: Sequence[str]) -> tuple[Told, ...]:
    """The tellings of a claim by their ids: standing things, and statements that dispute it."""
    against = (replace(t, status="disputed") for t in _told(record, STATEMENTS, ids))
    return (*_told(record, TIES, ids), *against)


def _told(record: Record, rows: str, ids: Sequence[str]) -> tuple[Told, ...]:
    frame = record.sql(WHOSE.format(rows=rows), {"ids": list(ids)})
    return tuple(_row(row) for row in frame.iter_rows(named=True))


def _row(row: Mapping[str, Any]) -> Told:
    return Told(**{**row, "via": tuple(row["via"]), "sentence": row["sentence"] or ""})

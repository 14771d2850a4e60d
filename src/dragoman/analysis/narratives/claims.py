"""The narrative claims of a record: tellings of one claim together, the form it can be tested in, and its voices."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import polars as pl

from dragoman.analysis.days import first_number, last_day, last_number
from dragoman.analysis.names import Names, names_of
from dragoman.analysis.narratives.disputes import about, doubting
from dragoman.analysis.narratives.form import Form
from dragoman.analysis.narratives.shaping import Shaped, Told, shaped, since_named
from dragoman.analysis.narratives.templates import Worded, first_told, templates, worded
from dragoman.analysis.narratives.voices import DISPUTES, Voice, voices
from dragoman.analysis.whose_word.publishers import Publisher, publishers
from dragoman.atlas.rows import Outlet
from dragoman.ontology.ontology import load_ontology
from dragoman.record.origins import HOST
from dragoman.record.record import Record

Row = Mapping[str, Any]
SAME = 400  # days within which the same words of the same parties are one claim
WHOSE = f"""
whose AS (
    SELECT r.id AS report, coalesce(o.first, r.id) AS text, o.publisher AS origin, p.key AS printed
    FROM report r LEFT JOIN origin o ON o.report = r.id
    LEFT JOIN publisher p ON p.name = coalesce(r.outlet, '') AND p.host = {HOST.replace("url", "r.url")}
),
state_of AS (
    SELECT id, CASE WHEN country IS NULL OR kind IN ('igo', 'forum', 'armed_group') THEN id ELSE country END AS who
    FROM actor
)
"""
# Ties that judge a relation or a role; parties at the level of states, in the order of the text.
TELLINGS = f"""
WITH {WHOSE},
party AS (
    SELECT p.tie AS id, list(coalesce(s.who, p.actor) ORDER BY p.number) AS parties
    FROM tie_party p LEFT JOIN state_of s ON s.id = p.actor GROUP BY p.tie
),
role AS (
    SELECT o.tie AS id, list(coalesce(s.who, o.holder) ORDER BY o.number) FILTER (o.role = 'field') AS field,
        list(coalesce(s.who, o.holder) ORDER BY o.number) FILTER (o.role = 'claimant') AS claimants
    FROM tie_role o LEFT JOIN state_of s ON s.id = o.holder GROUP BY o.tie
),
feature AS (
    SELECT tie AS id, any_value(value) FILTER (name = 'claim') AS claim,
        any_value(value) FILTER (name = 'since') AS since
    FROM tie_attribute GROUP BY tie
)
SELECT t.id, t.kind, t.name, t.status, t."date", t.date_to, f.claim, f.since, coalesce(p.parties, []) AS parties,
    coalesce(r.field, []) AS field, coalesce(r.claimants, []) AS claimants, t.sources, t.via,
    a.country AS speaker_state, t.outlet, t.published, t.report, t.sentence, w.text, w.origin, w.printed
FROM tie_row t
JOIN whose w ON w.report = t.report
LEFT JOIN party p ON p.id = t.id
LEFT JOIN role r ON r.id = t.id
LEFT JOIN feature f ON f.id = t.id
LEFT JOIN actor a ON a.id = t.source
WHERE list_contains($kinds::VARCHAR[], t.kind)
ORDER BY t.published NULLS LAST, t.report, t.start, t.id
"""
# What of one tie tells whether it is a claim.
ONE = """
SELECT t.kind, t.name, t.status, t.sentence, f.claim FROM tie_row t
LEFT JOIN (SELECT any_value(value) AS claim FROM tie_attribute WHERE tie = $tie AND name = 'claim') f ON true
WHERE t.id = $tie AND list_contains($kinds::VARCHAR[], t.kind)
"""
# Acts whose sentence may call them the first of their kind.
ACTS = f"""
WITH {WHOSE}
SELECT m.id, h.happening, m.type AS kind, m.type, m.mode, m.status, coalesce(m."date", x."date") AS "date", y.parties,
    m.sources, m.via, a.country AS speaker_state, m.outlet, m.published, m.report, m.sentence, w.text, w.origin,
    w.printed
FROM event_row m
JOIN happening_mention h ON h.mention = m.id
JOIN happening x ON x.id = h.happening
JOIN whose w ON w.report = m.report
JOIN (
    SELECT p.mention, list_sort(list(DISTINCT coalesce(s.who, p.actor))) AS parties
    FROM mention_party p LEFT JOIN state_of s ON s.id = p.actor GROUP BY p.mention
) y ON y.mention = m.id
LEFT JOIN actor a ON a.id = m.source
WHERE regexp_matches(m.sentence, '\\bfirst\\b', 'i') AND list_contains($firm::VARCHAR[], m.status)
    AND len(y.parties) > 1
ORDER BY m.published NULLS LAST, m.report, m.start, m.id
"""
REACH = "SELECT min(published) AS first, max(published) AS last FROM report WHERE length(published) >= 7"
FIRM = ("done", "ongoing")


@dataclass(frozen=True, slots=True)
class Claim:
    """A narrative claim: `id` that of its first telling; `title` what is claimed ("a golden age"), `words` how.

    `parties`: ids in the order of the text; `day`: of the claim; `form`: how it can be tested, null if it cannot;
    `problem`: what stands in the way of testing it; `voices`: every telling; `disputed_by`: ids of claims that say the
    opposite of the same parties.
    """

    id: str
    template: str | None
    title: str
    words: str
    kind: str
    parties: tuple[str, ...]
    names: tuple[str, ...]
    day: str | None
    form: Form | None
    problem: str | None
    voices: tuple[Voice, ...]
    disputed_by: tuple[str, ...] = ()

    @property
    def first(self) -> Voice:
        """The voice that made it."""
        return next((v for v in self.voices if v.does != DISPUTES), self.voices[0])


@dataclass(frozen=True, slots=True)
class _Telling:
    """A row with the template that its words fit, whom it is about and the day on which it was claimed."""

    row: Row
    worded: Worded | None
    told: Told


def claims(record: Record, own: Mapping[str, Outlet] | None = None) -> tuple[Claim, ...]:
    """The claims of a record, the earliest first; those whose words have no template say so."""
    names, known, reach = names_of(record), publishers(record, own), reach_of(record)
    tellings = [*_of_ties(record), *_of_acts(record)]
    groups = _groups(tellings)
    doubts = doubting(
        record, [t.worded.template.name for g in groups for t in g[:1] if t.worded and t.worded.template.kinds]
    )
    found = [_claim(group, names, known, reach, doubts) for group in groups]
    found.sort(key=lambda c: (c.first.published or "~", c.id))
    return tuple(replace(c, disputed_by=_opposites(c, found)) for c in found)


def reach_of(record: Record) -> tuple[str, str] | None:
    """The first and the last month of the reports; null where none has a month."""
    row = record.sql(REACH).row(0, named=True)
    return (row["first"][:7], row["last"][:7]) if row["first"] else None


def claimable(record: Record, tie: str) -> bool:
    """Whether a standing thing, by its id, is told so that it is a claim or a part of one."""
    return any(_is_of_a_claim(row, _worded(row)) for row in _firm(record.sql(ONE, {"kinds": _kinds(), "tie": tie})))


def _kinds() -> list[str]:
    """The kinds of ties that templates fit."""
    return sorted({k for t in templates().values() for k in t.kinds})


def _firm(told: pl.DataFrame) -> Iterator[Row]:
    """Those that are no mere wishes."""
    wishes = load_ontology().statuses_as("intention")
    return (r for r in told.iter_rows(named=True) if r["status"] not in wishes)


def _of_ties(record: Record) -> Iterator[_Telling]:
    for row in _firm(record.sql(TELLINGS, {"kinds": _kinds()})):
        fits = _worded(row)
        if _is_of_a_claim(row, fits):
            yield _Telling(row, fits, _told_of(row, fits))


def _worded(row: Row) -> Worded | None:
    """The template that the words of a standing thing fit, or where it is only claimed those of its sentence."""
    text = " ".join(t for t in (row["claim"], row["name"]) if t)
    return worded(text, row["kind"]) or (worded(row["sentence"] or "", row["kind"]) if _only_claimed(row) else None)


def _is_of_a_claim(row: Row, fits: Worded | None) -> bool:
    return fits is not None or _only_claimed(row) or row["status"] == "denied" and bool(row["claim"])


def _only_claimed(row: Row) -> bool:
    return row["status"] == "claimed" and (row["claim"] is not None or row["kind"] != "partnership")


def _told_of(row: Row, fits: Worded | None) -> Told:
    parties = [*row["claimants"], *(p for p in row["parties"] if p not in row["claimants"] and p not in row["field"])]
    since = row["date"] if row["since"] and row["date"] else None
    words = row["claim"] or (fits.words if fits else row["name"])
    return Told(words, tuple(dict.fromkeys(parties)), _day(row), since, tuple(row["field"]))


def _day(row: Row) -> str | None:
    """The day of the claim: that of its report, or its own where that is earlier ("a year ago Oslo spoke of ...")."""
    own = row["date_to"] or (None if row["since"] else row["date"])
    told = [last_day(d) for d in (own, row["published"]) if d]
    return min(told, default=None)


def _of_acts(record: Record) -> Iterator[_Telling]:
    for row in record.sql(ACTS, {"firm": list(FIRM)}).iter_rows(named=True):
        sentence = row["sentence"] or ""
        fits = first_told(sentence)
        if fits is not None and row["date"] and "/" not in row["date"]:
            since, problem = since_named(sentence, row["date"])
            told = Told(sentence, tuple(row["parties"]), row["date"], since, (), row["type"], row["mode"], problem)
            yield _Telling(row, fits, told)


def _groups(tellings: Iterable[_Telling]) -> list[list[_Telling]]:
    """Tellings of one claim: the same template, parties and time; of an act the same event."""
    found: dict[tuple[object, ...], list[list[_Telling]]] = {}
    for telling in sorted(tellings, key=lambda t: (t.row["published"] or "~", t.row["report"], t.row["id"])):
        groups = found.setdefault(_key(telling), [])
        group = next((g for g in groups if _close(g[0].told.day, telling.told.day)), None)
        if group is None:
            groups.append([telling])
        else:
            group.append(telling)
    return [g for groups in found.values() for g in groups]


def _key(telling: _Telling) -> tuple[object, ...]:
    name = telling.worded.template.name if telling.worded else telling.told.words.lower()
    act = telling.row.get("happening")
    return (name, act) if act else (name, telling.row["kind"], frozenset(telling.told.parties))


def _close(one: str | None, other: str | None) -> bool:
    if one is None or other is None:
        return one is other
    return abs(first_number(one) - first_number(other)) <= SAME


def _claim(
    group: Sequence[_Telling],
    names: Names,
    known: Mapping[str, Publisher],
    reach: tuple[str, str] | None,
    doubts: Mapping[str, Sequence[Row]],
) -> Claim:
    main, template = group[0], group[0].worded.template if group[0].worded else None
    words = main.worded.words if main.worded else main.told.words
    rows = [t.row for t in group]
    against = about(doubts.get(template.name, ()), main.told.parties, names, rows) if template else []
    made = Shaped(None, "no template fits these words: write a form of your own (dragoman narrative RECORD new --form)")
    if template is not None:
        made = shaped(template, main.told, reach)
    return Claim(
        id=main.row["id"],
        template=template.name if template else None,
        title=template.title if template else "something that has no test",
        words=main.told.words,
        kind=main.row["kind"],
        parties=main.told.parties,
        names=tuple(names.one(p) for p in main.told.parties),
        day=main.told.day,
        form=made.form,
        problem=made.problem,
        voices=voices([*rows, *against], words, names, known),
    )


def _opposites(claim: Claim, others: Sequence[Claim]) -> tuple[str, ...]:
    """Claims of the opposite of the same parties at about the same time."""
    if claim.template is None:
        return ()
    opposite = templates()[claim.template].opposite
    return tuple(
        c.id
        for c in others
        if c.template
        and (c.template == opposite or templates()[c.template].opposite == claim.template)
        and set(c.parties) == set(claim.parties)
        and _near(c.day, claim.day)
    )


def _near(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and abs(last_number(one) - last_number(other)) <= SAME

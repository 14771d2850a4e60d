"""The tellings that an answer rests on: of an event, a standing thing, a statement, two actors or a claim.

A frame of tellings has a row each, by the day of its report: `id`, `owner` (mention, tie or statement) and `of`, the
event or thing told; `report` with its `outlet` and day (`published`), `text`: the earliest report of the same text,
`how`: own, a copy ...; `origin`: the key of the publisher whose words they are, `reported`: of whose the report is as a
whole, `printed`: of who printed it;
`status`; `sources`: who is cited, several of a joint word, `speaker_states`: for whom they speak ('' if that is not
known), both empty where the report speaks itself.
Their words are read for those that are shown (`words_of`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from dragoman.analysis.whole_rows import whole_rows
from dragoman.errors import RowUnknown
from dragoman.record.gathering import literals
from dragoman.record.held import Held
from dragoman.record.origins import WHOSE_REPORTS
from dragoman.record.record import Record

# The reports come first, so that only the addresses of these are taken apart; a laid-out copy has done so of all.
WHOSE = f"""
WITH told AS MATERIALIZED ({{rows}}),
printed AS (SELECT id, outlet, published, url FROM report WHERE id IN (SELECT report FROM told)),
report_whose AS ({WHOSE_REPORTS.format(reports="printed")})
"""
WHOSE_LAID = "WITH told AS ({rows})"
TOLD = """,
speaking AS (
    SELECT c.sources, list(coalesce(a.country, '') ORDER BY c.number) AS states
    FROM (
        SELECT sources, unnest(sources) AS source, generate_subscripts(sources, 1) AS number
        FROM (SELECT DISTINCT sources FROM told)
    ) c LEFT JOIN actor a ON a.id = c.source
    GROUP BY c.sources
)
SELECT x.id, '{owner}' AS owner, x.of, x.report, w.outlet, w.published, w.text, w.how,
    coalesce(x.origin, w.origin) AS origin, w.origin AS reported, w.printed, x.status, x.sources,
    coalesce(s.states, []) AS speaker_states
FROM told x JOIN report_whose w ON w.report = x.report
LEFT JOIN speaking s ON s.sources = x.sources
ORDER BY w.published NULLS LAST, x.report, x.id
"""
EVENTS = """
SELECT t.mention AS id, t.happening AS of, t.report, t.origin, t.status, t.sources FROM happening_telling t
WHERE {which}
"""
TIES = """
SELECT id, id AS of, report, NULL AS origin, status, sources FROM tie_row WHERE id IN (SELECT unnest($ids::VARCHAR[]))
"""
STATEMENTS = """
SELECT x.id, x.id AS of, x.report, NULL AS origin, x.kind AS status,
    coalesce(u.sources, CASE WHEN x.source IS NULL THEN [] ELSE [x.source] END) AS sources
FROM statement x LEFT JOIN joint_word u ON u.statement = x.id
WHERE x.id IN (SELECT unnest($ids::VARCHAR[]))
"""
OF_HAPPENINGS = "t.happening IN (SELECT unnest($ids::VARCHAR[]))"
BOTH = " AND ".join(f"list_contains(parties, ($ids::VARCHAR[])[{n}])" for n in (1, 2))
OF_PAIR = f"t.happening IN (SELECT id FROM happening WHERE {BOTH})"
PIECES = {"mention": "sentence", "tie": "sentence", "statement": "content"}
# The tables that a copy keeps row by row, and the places of rows in them (whole_rows.py).
LAID = {"mention": "event_row", "tie": "tie_row"}
WORDS = """
SELECT id, words AS sentence FROM evidence WHERE owner = '{owner}' AND part = '{part}' AND number = 1
    AND report IN ({reports}) AND id IN (SELECT unnest($ids::VARCHAR[]))
"""
OF_ID = " UNION ALL ".join(
    f"SELECT '{kind}' AS kind, id FROM {kind} WHERE {{0}}" for kind in ("happening", "mention", "tie", "statement")
)
EXACTLY, BEGINS = (f"{OF_ID.format(how)} ORDER BY id LIMIT 1" for how in ("id = $id", "starts_with(id, $id)"))


@dataclass(frozen=True, slots=True)
class Words:
    """What a telling says, as far as it is shown: the title of its report and the sentence."""

    title: str | None
    sentence: str


def tellings_of(record: Record, identity: str) -> tuple[str, pl.DataFrame]:
    """(what the id is of, its tellings); the beginning of an id will do.  Raises RowUnknown."""
    found = record.sql(EXACTLY, {"id": identity})
    if found.is_empty() and identity:
        found = record.sql(BEGINS, {"id": identity})
    if found.is_empty():
        raise RowUnknown("event, tie or statement", identity, "dragoman happenings, ties, statements")
    kind, whole = found.row(0)
    if kind == "mention":
        happening = record.sql("SELECT happening FROM happening_mention WHERE mention = $id", {"id": whole})
        if happening.height:
            kind, whole = "happening", happening.item()
    if kind in ("happening", "mention"):
        return "happening", told_of_events(record, [whole])
    return kind, _told(record, TIES if kind == "tie" else STATEMENTS, kind, [whole])


def told_of_events(record: Record, happenings: Sequence[str]) -> pl.DataFrame:
    """Every telling of some events."""
    return _told(record, EVENTS.format(which=OF_HAPPENINGS), "mention", happenings)


def told_of_pair(record: Record, one: str, other: str) -> pl.DataFrame:
    """Every telling of the events in which both take part, at the level of states."""
    return _told(record, EVENTS.format(which=OF_PAIR), "mention", [one, other])


def told_of_claim(record: Record, ids: Sequence[str]) -> pl.DataFrame:
    """The tellings of a claim by their ids: standing things, then statements that dispute it."""
    against = _told(record, STATEMENTS, "statement", ids).with_columns(status=pl.lit("disputed"))
    return pl.concat([_told(record, TIES, "tie", ids), against])


def _told(record: Record, rows: str, owner: str, ids: Sequence[str]) -> pl.DataFrame:
    whose = WHOSE_LAID if record.laid else WHOSE
    asked = whose.format(rows=rows) + TOLD.format(owner=owner)
    return record.sql(asked, {"ids": list(ids)}).cast({"origin": pl.String})


def words_of(record: Record, told: pl.DataFrame, held: Held | None = None) -> Mapping[str, Words]:
    """What these tellings say, by id; `held`: the copy that the record is of, if it is one."""
    found: dict[str, Words] = {}
    for (owner,), rows in told.group_by("owner"):
        laid = held is not None and owner in LAID
        read = _laid(held, str(owner), rows) if held and laid else _read(record, str(owner), rows)
        found |= {i: Words(title, sentence or "") for i, title, sentence in read.iter_rows()}
    return found


def _read(record: Record, owner: str, rows: pl.DataFrame) -> pl.DataFrame:
    reports = rows["report"].unique()
    query = WORDS.format(owner=owner, part=PIECES[owner], reports=literals(reports))
    words = record.sql(query, {"ids": rows["id"].to_list()})
    titles = record.sql(f"SELECT id AS report, title FROM report WHERE id IN ({literals(reports)})")
    told = rows.select("id", "report").join(titles, on="report", how="left").join(words, on="id", how="left")
    return told.select("id", "title", "sentence")


def _laid(held: Held, owner: str, rows: pl.DataFrame) -> pl.DataFrame:
    query = f"SELECT rowid AS place FROM {LAID[owner]} WHERE id IN (SELECT unnest($ids::VARCHAR[]))"
    places = held.record.sql(query, {"ids": rows["id"].to_list()})["place"]
    whole = whole_rows(held)
    return (whole.acts if owner == "mention" else whole.ties).at(places, ["id", "title", "sentence"])

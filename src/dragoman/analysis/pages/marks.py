"""The reader: a report's text with everything that was found in it, and what one row stands on."""

from dataclasses import dataclass
from typing import Any

import polars as pl

from dragoman.analysis.lines import paragraph_around
from dragoman.errors import RowUnknown
from dragoman.record.record import Record
from dragoman.types import Evidence

MARKS = """
SELECT owner, id, part, number, start, "end", words FROM evidence WHERE report = $report
ORDER BY start, "end" DESC, owner, id, part
"""
OF_ROW = """
SELECT owner, id, part, number, start, "end", words, report FROM evidence
WHERE id IN (SELECT unnest($ids)) AND report IN (SELECT unnest($reports)) ORDER BY report, start, "end" DESC LIMIT $most
"""
MENTIONS = "SELECT mention, report FROM happening_telling WHERE happening = $id"
NAMED_IN = "SELECT DISTINCT report FROM evidence WHERE owner = $owner AND id = $id ORDER BY report LIMIT $most"
VIEWS = {
    "event": "event_row",
    "tie": "tie_row",
    "statement": "statement_row",
    "happening": "happening_row",
    "actor": "actor_row",
    "place": "place_row",
    "report": "report_row",
}
IN_MANY = ("actor", "place")  # whose evidence stands in many reports
MOST = 200  # pieces of evidence of one row that are given


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a report's text, in code points, and what it is part of: a statement, mention, tie, actor or place.

    `part`: sentence, trigger, status, date, deadline, source, cue, content or name; `number` counts pieces of a part.
    """

    owner: str
    id: str
    part: str
    number: int
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a report within their paragraph, and where the report is from."""

    evidence: Evidence
    owner: str
    id: str
    part: str
    before: str
    after: str
    outlet: str | None
    published: str | None
    title: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Reasons:
    """What one row of the record stands on: the words and, where a rule decided, the rule; `cut`: there are more."""

    kind: str
    id: str
    because: str | None
    passages: tuple[Passage, ...]
    cut: bool


def marks(record: Record, report: str) -> tuple[Mark, ...]:
    """Every mark of a report's text, in the order of the text."""
    return tuple(Mark(**r) for r in record.sql(MARKS, {"report": report}).iter_rows(named=True))


def row_of(record: Record, identity: str) -> tuple[str, dict[str, Any]]:
    """The kind and row of an id, whatever it is of; raises RowUnknown if nothing has it."""
    for kind, view in VIEWS.items():
        found = record.sql(f"SELECT * FROM {view} WHERE id = $id LIMIT 1", {"id": identity})
        if not found.is_empty():
            return kind, found.row(0, named=True)
    raise RowUnknown("row", identity, "the ids of events, ties, statements, happenings, actors, places and reports")


def reasons(record: Record, kind: str, row: dict[str, Any]) -> Reasons:
    """The words that a row stands on, each in its paragraph."""
    ids, reports = _standing_on(record, kind, row)
    found = record.sql(OF_ROW, {"ids": ids, "reports": reports, "most": MOST + 1})
    return Reasons(kind, row["id"], row.get("because"), tuple(_passages(record, found.head(MOST))), found.height > MOST)


def _standing_on(record: Record, kind: str, row: dict[str, Any]) -> tuple[list[str], list[str]]:
    """The ids whose evidence a row stands on, and the reports in which that is."""
    identity = str(row["id"])
    if kind == "happening":
        told = record.sql(MENTIONS, {"id": identity})
        return told["mention"].to_list(), told["report"].to_list()
    if kind in IN_MANY:
        asked: dict[str, object] = {"owner": kind, "id": identity, "most": MOST}
        return [identity], record.sql(NAMED_IN, asked)["report"].to_list()
    return [i for i in (identity, row.get("statement")) if i], [str(row.get("report", identity))]


def _passages(record: Record, found: pl.DataFrame) -> list[Passage]:
    ids = found["report"].unique().to_list()
    query = "SELECT id, text, outlet, published, title, url FROM report WHERE list_contains($ids, id)"
    reports = {r["id"]: r for r in record.sql(query, {"ids": ids}).iter_rows(named=True)}
    return [_passage(row, reports[row["report"]]) for row in found.iter_rows(named=True)]


def _passage(row: dict[str, Any], report: dict[str, Any]) -> Passage:
    evidence = Evidence(row["report"], row["start"], row["end"], row["words"])
    before, after = paragraph_around(report["text"], evidence)
    told = {k: report[k] for k in ("outlet", "published", "title", "url")}
    return Passage(evidence, row["owner"], row["id"], row["part"], before, after, **told)

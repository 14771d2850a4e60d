"""The reader: a report's text with everything that was found in it, and what one row stands on."""

from dataclasses import dataclass
from typing import Any

import polars as pl

from dragoman.analysis.cited import paragraph_around
from dragoman.errors import RowUnknown
from dragoman.record.gathering import literals
from dragoman.record.record import Record
from dragoman.types import Evidence

MARKS = """
SELECT owner, id, part, number, start, "end", words FROM evidence WHERE report = $report
ORDER BY start, "end" DESC, owner, id, part
"""
# The reports come first, as constants: what stands in them is looked up and not searched for.
OF_ROW = """
WITH told AS MATERIALIZED (SELECT * FROM evidence WHERE report IN ({reports}))
SELECT owner, id, part, number, start, "end", words, report FROM told
WHERE id IN (SELECT unnest($ids)) ORDER BY report, start, "end" DESC LIMIT $most
"""
OF_NAME = """
SELECT owner, id, part, number, start, "end", words, report FROM evidence
WHERE owner = $owner AND id = $id AND report IN (SELECT unnest($reports)) ORDER BY report, start, "end" DESC LIMIT $most
"""
MENTIONS = "SELECT mention, report FROM happening_telling WHERE happening = $id"
NAMED_IN = """
SELECT report FROM presence WHERE owner = $owner AND id = $id AND names > 0 ORDER BY report LIMIT $most
"""
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
    found = _of_name(record, kind, row["id"]) if kind in IN_MANY else _of_row(record, kind, row)
    return Reasons(kind, row["id"], row.get("because"), tuple(_passages(record, found.head(MOST))), found.height > MOST)


def _of_name(record: Record, kind: str, identity: str) -> pl.DataFrame:
    asked: dict[str, object] = {"owner": kind, "id": identity}
    reports = record.sql(NAMED_IN, {**asked, "most": MOST})["report"].to_list()
    return record.sql(OF_NAME, {**asked, "reports": reports, "most": MOST + 1})


def _of_row(record: Record, kind: str, row: dict[str, Any]) -> pl.DataFrame:
    """The words of a row that stands in few reports."""
    if kind == "happening":
        told = record.sql(MENTIONS, {"id": row["id"]})
        ids, reports = told["mention"].to_list(), told["report"].to_list()
    else:
        ids, reports = [i for i in (row["id"], row.get("statement")) if i], [str(row.get("report", row["id"]))]
    return record.sql(OF_ROW.format(reports=literals(reports)), {"ids": ids, "most": MOST + 1})


def _passages(record: Record, found: pl.DataFrame) -> list[Passage]:
    ids = found["report"].unique().to_list()
    query = f"SELECT id, text, outlet, published, title, url FROM report WHERE id IN ({literals(ids)})"
    reports = {r["id"]: r for r in record.sql(query).iter_rows(named=True)}
    return [_passage(row, reports[row["report"]]) for row in found.iter_rows(named=True)]


def _passage(row: dict[str, Any], report: dict[str, Any]) -> Passage:
    evidence = Evidence(row["report"], row["start"], row["end"], row["words"])
    before, after = paragraph_around(report["text"], evidence)
    told = {k: report[k] for k in ("outlet", "published", "title", "url")}
    return Passage(evidence, row["owner"], row["id"], row["part"], before, after, **told)

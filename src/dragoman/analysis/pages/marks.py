"""The reader: a report's text with everything that was found in it, and what one row stands on."""

from dataclasses import dataclass
from typing import Any

import polars as pl

from dragoman.analysis.lines import paragraph_around
from dragoman.errors import ChoiceUnknown
from dragoman.record.record import Record
from dragoman.types import Evidence

MARKS = """
SELECT owner, id, part, number, start, "end", words FROM evidence WHERE report = $report
ORDER BY start, "end" DESC, owner, id, part
"""
OF_ROW = """
SELECT owner, id, part, number, start, "end", words, report FROM evidence
WHERE list_contains($ids, id) AND ($report IS NULL OR report = $report) ORDER BY report, start, "end" DESC LIMIT $most
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
    """The kind and row of an id, whatever it is of; raises ChoiceUnknown if nothing has it."""
    for kind, view in VIEWS.items():
        found = record.sql(f"SELECT * FROM {view} WHERE id = $id LIMIT 1", {"id": identity})
        if not found.is_empty():
            return kind, found.row(0, named=True)
    raise ChoiceUnknown("row", identity, ("the id of an event, tie, statement, happening, actor, place or report",))


def reasons(record: Record, kind: str, row: dict[str, Any]) -> Reasons:
    """The words that a row stands on, each in its paragraph."""
    ids = [i for i in (row["id"], row.get("statement"), row.get("mention")) if i]
    if kind == "happening":
        ids = [
            str(i)
            for i in record.sql("SELECT mention FROM happening_mention WHERE happening = ?", [row["id"]])["mention"]
        ]
    report = None if kind in (*IN_MANY, "happening") else row.get("report", row["id"])
    found = record.sql(OF_ROW, {"ids": ids, "report": report, "most": MOST + 1})
    return Reasons(kind, row["id"], row.get("because"), tuple(_passages(record, found.head(MOST))), found.height > MOST)


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

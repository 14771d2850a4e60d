"""One report with its text and everything that was found in it."""

from typing import Annotated

import polars as pl
from fastapi import APIRouter, Path

from dragoman.analysis.pages.marks import Mark, marks
from dragoman.analysis.pages.parties import Party, parties_of
from dragoman.errors import RowUnknown
from dragoman.faces.api.answers import Json, rows
from dragoman.faces.api.desk import Opened
from dragoman.faces.api.limits import LONGEST
from dragoman.faces.api.rows import row_model, rows_of
from dragoman.faces.api.shapes import shape
from dragoman.record.filters import Filters
from dragoman.record.paging import page_of
from dragoman.record.record import Record

router = APIRouter(tags=["Pages"])
MOST_COPIES = 200
EVERY = 1_000_000_000  # rows of a report
ReportPage = shape(
    "ReportPage",
    "A report: `marks` are offsets into `text` in Unicode code points, not UTF-16 units; `parties` names every actor "
    "and place of the marks; `origin` whose word it is, null before that was worked out; `copies`: who took its text.",
    report=row_model("report"),
    text=str,
    notes=list[str],
    marks=list[Mark],
    parties=list[Party],
    statements=rows_of("statement"),
    events=rows_of("event"),
    ties=rows_of("tie"),
    origin=row_model("origin") | None,
    copies=rows_of("origin"),
)
ReportId = Annotated[str, Path(description="Id of the report.", max_length=LONGEST)]


@router.get(
    "/reports/{report:path}", response_model=ReportPage, summary="One report: its text, and what was found in it."
)
def report(record: Opened, report: ReportId) -> Json:
    """The whole text with every mark, for reading."""
    found = _found_in(record, "report", report)
    if found.is_empty():
        raise RowUnknown("report", report, "/api/reports")
    held = marks(record, report)
    named = parties_of(record, {m.id for m in held if m.owner in ("actor", "place")})
    return Json(
        {
            "report": rows(found)[0],
            "text": record.text(report),
            "notes": _column(record, "SELECT note FROM report_note WHERE report = $report ORDER BY number", report),
            "marks": held,
            "parties": list(named.values()),
            **{f"{of}s": rows(_found_in(record, of, report)) for of in ("statement", "event", "tie")},
            "origin": next(iter(_origins(record, "report = $report", report)), None),
            "copies": _origins(record, "first = $report AND report <> $report", report),
        }
    )


def _found_in(record: Record, of: str, report: str) -> pl.DataFrame:
    """The rows of a kind of one report."""
    filters = Filters(report=report)
    return page_of(record, of, filters, EVERY).rows if record.laid else record.ask(of, filters)


def _column(record: Record, query: str, report: str) -> list[str]:
    return [str(v) for v in record.sql(query, {"report": report}).to_series()]


def _origins(record: Record, condition: str, report: str) -> list[dict[str, object]]:
    query = f"SELECT * FROM origin_row WHERE {condition} ORDER BY published, report LIMIT {MOST_COPIES}"
    return rows(record.sql(query, {"report": report}))

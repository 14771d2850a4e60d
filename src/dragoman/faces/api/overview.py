"""The first page: what is new, who acts most with whom, what is overdue, where the record is thin."""

from fastapi import APIRouter

from dragoman.analysis.pages.overview import Ground, ground
from dragoman.analysis.pages.pairs import Pair, pairs
from dragoman.faces.api.answers import Json, rows
from dragoman.faces.api.desk import Newest
from dragoman.faces.api.promises import PromiseRow, promised
from dragoman.faces.api.rows import rows_of
from dragoman.faces.api.shapes import shape
from dragoman.record.filters import Filters
from dragoman.record.newest import told_last

FEW = 10
PAIRS = 12
router = APIRouter(tags=["Pages"])
Overview = shape(
    "Overview",
    "The first page. `pairs`: busiest first; `overdue`: promises whose day has passed without a word.",
    ground=Ground,
    pairs=list[Pair],
    reports=rows_of("report"),
    statements=rows_of("statement"),
    happenings=rows_of("happening"),
    overdue=list[PromiseRow],
    overdue_total=int,
)


@router.get("/overview", response_model=Overview, summary="The first page.")
def overview(newest: Newest) -> Json:
    """What is new, who acts most with whom, what is overdue, where the record is thin."""
    record, ledger = newest.record, promised(newest, Filters())
    overdue = ledger.filter(ledger["outcome"] == "overdue").sort("due", descending=True)
    return Json(
        {
            "ground": ground(record),
            "pairs": pairs(record, Filters(), PAIRS),
            "reports": rows(told_last(record, "report", FEW)),
            "statements": rows(told_last(record, "statement", FEW)),
            "happenings": rows(told_last(record, "happening", FEW)),
            "overdue": rows(overdue.head(FEW)),
            "overdue_total": overdue.height,
        }
    )

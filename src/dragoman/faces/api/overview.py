"""The first page: what is new, who acts most with whom, what is overdue, where the record is thin."""

from fastapi import APIRouter

from dragoman.analysis.ledger import ledger
from dragoman.analysis.pages.overview import Ground, ground
from dragoman.analysis.pages.pairs import Pair, pairs
from dragoman.faces.api.answers import Json, rows
from dragoman.faces.api.desk import Opened
from dragoman.faces.api.promises import PromiseRow
from dragoman.faces.api.rows import rows_of
from dragoman.faces.api.shapes import shape
from dragoman.record.filters import Filters
from dragoman.record.newest import newest

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
def overview(record: Opened) -> Json:
    """What is new, who acts most with whom, what is overdue, where the record is thin."""
    promised = ledger(record)
    overdue = promised.filter(promised["outcome"] == "overdue").sort("due", descending=True)
    return Json(
        {
            "ground": ground(record),
            "pairs": pairs(record, Filters(), PAIRS),
            "reports": rows(newest(record, "report", FEW)),
            "statements": rows(newest(record, "statement", FEW)),
            "happenings": rows(newest(record, "happening", FEW)),
            "overdue": rows(overdue.head(FEW)),
            "overdue_total": overdue.height,
        }
    )

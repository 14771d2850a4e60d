"""What any row of the record stands on."""

from typing import Annotated, Any

from fastapi import APIRouter, Path

from dragoman.analysis.pages.marks import Passage, reasons, row_of
from dragoman.faces.api.answers import Json, rows
from dragoman.faces.api.desk import Opened
from dragoman.faces.api.limits import LONGEST
from dragoman.faces.api.shapes import shape

router = APIRouter(tags=["Evidence"])
Why = shape(
    "Why",
    "A row, and every passage that it stands on. `kind` event, tie, statement, happening, actor, place or report; "
    "`row` as in its table; `tellings`: of a happening, every telling in order.",
    kind=str,
    row=dict[str, Any],
    because=str | None,
    passages=list[Passage],
    cut=bool,
    tellings=list[dict[str, Any]],
)
TELLINGS = "SELECT * FROM happening_telling WHERE happening = $id"


@router.get("/why/{id:path}", response_model=Why, summary="What a row stands on: the words in their paragraphs.")
def why(record: Opened, id: Annotated[str, Path(description="Id of anything.", max_length=LONGEST)]) -> Json:
    """The row, the rule that decided, and the words with their report, outlet and day."""
    kind, row = row_of(record, id)
    found = reasons(record, kind, row)
    tellings = rows(record.sql(TELLINGS, {"id": id})) if kind == "happening" else []
    return Json(
        {
            "kind": kind, "row": row, "because": found.because, "passages": found.passages, "cut": found.cut,
            "tellings": tellings,
        }
    )  # fmt: skip

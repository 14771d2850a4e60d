"""Search over texts, names and statements."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from dragoman.analysis.pages.found import KINDS, Found, search
from dragoman.errors import ChoiceUnknown
from dragoman.faces.api.answers import Json
from dragoman.faces.api.desk import AtDesk, Opened
from dragoman.faces.api.limits import LONGEST, Paged, blank
from dragoman.faces.api.shapes import shape
from dragoman.types import Count

router = APIRouter(tags=["Questions"])
SearchPage = shape(
    "SearchPage",
    "One page of what was found, the best first; `kinds` counts all of it, where `cut` only the newest.",
    items=list[Found],
    total=int,
    limit=int,
    offset=int,
    kinds=list[Count],
    cut=bool,
)


@router.get("/search", response_model=SearchPage, summary="Search texts, names, statements.")
def find(
    record: Opened,
    desk: AtDesk,
    q: Annotated[str, Query(description="Words; letters of any script, with or without accents.", max_length=LONGEST)],
    paged: Annotated[Paged, Depends(Paged)],
    kind: Annotated[str | None, Query(description=f"Only {', '.join(KINDS)}.", max_length=20)] = None,
) -> Json:
    """Whatever holds all the words."""
    wanted = blank(kind)
    if wanted is not None and wanted not in KINDS:
        raise ChoiceUnknown("kind", wanted, KINDS)
    found = search(record, desk.index, q, wanted, paged.limit, paged.offset)
    return Json(
        {
            "items": found.items,
            "total": found.total,
            "limit": paged.limit,
            "offset": paged.offset,
            "kinds": found.kinds,
            "cut": found.cut,
        }
    )

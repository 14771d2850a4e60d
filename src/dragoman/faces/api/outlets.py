"""Outlets: what the record rests on."""

from typing import Annotated

from fastapi import APIRouter, Depends

from dragoman.analysis.pages.sources import Source, sources
from dragoman.faces.api.answers import Json
from dragoman.faces.api.desk import Opened
from dragoman.faces.api.limits import Paged
from dragoman.faces.api.shapes import page

router = APIRouter(tags=["Pages"])


@router.get("/outlets", response_model=page("OutletPage", Source), summary="Outlets, and how much rests on each.")
def outlets(record: Opened, paged: Annotated[Paged, Depends(Paged)]) -> Json:
    """Outlets by the number of their reports; whether a state runs them, how much they copy."""
    found, total = sources(record, paged.limit, paged.offset)
    return Json({"items": found, "total": total, "limit": paged.limit, "offset": paged.offset})

"""One actor."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path

from dragoman.analysis.pages.dossier import Dossier, dossier
from dragoman.analysis.pages.partnership import filters_of_happenings
from dragoman.faces.api.answers import Json
from dragoman.faces.api.desk import Newest
from dragoman.faces.api.limits import LONGEST, Limited

router = APIRouter(tags=["Pages"])
ActorId = Annotated[str, Path(description="An id (IRN) or a name.", max_length=LONGEST)]


@router.get("/actors/{actor:path}", response_model=Dossier, summary="One actor: partners, years, names, outlets.")
def actor(newest: Newest, actor: ActorId, within: Annotated[Limited, Depends(Limited)]) -> Json:
    """The dossier of an actor; its rows are in `events`, `statements` and `ties` with `actor`."""
    return Json(dossier(newest, actor, filters_of_happenings(within.filters(actor))))

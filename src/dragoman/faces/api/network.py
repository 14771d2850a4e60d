"""The network of who acts with whom."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from dragoman.analysis.alignment.network import Network, network
from dragoman.analysis.pages.partnership import filters_of_happenings
from dragoman.faces.api.answers import Json
from dragoman.faces.api.desk import Opened
from dragoman.faces.api.limits import Actor, Limited, Status, Type, blank
from dragoman.record.filters import Filters

router = APIRouter(tags=["Pages"])


@router.get("/network", response_model=Network, summary="Who acts with whom: nodes and edges.")
def graph(
    record: Opened,
    within: Annotated[Limited, Depends(Limited)],
    actor: Actor = None,
    type: Type = None,
    status: Status = None,
    edges: Annotated[int, Query(description="Edges at most, the busiest first.", ge=1, le=20_000)] = 500,
) -> Json:
    """The busiest pairs within the filters; `cut` tells whether there are more."""
    limits = filters_of_happenings(within.filters(actor))
    filters = Filters(
        limits.actor, None, blank(type), blank(status), since=limits.since, until=limits.until, text=limits.text
    )
    return Json(network(record, filters, edges))

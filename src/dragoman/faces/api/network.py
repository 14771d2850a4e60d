"""The network of who acts with whom."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from dragoman.analysis.alignment.network import Network, network
from dragoman.analysis.pages.partnership import filters_of_happenings
from dragoman.analysis.pages.unresolved import unresolved
from dragoman.faces.api.answers import Json
from dragoman.faces.api.desk import Newest
from dragoman.faces.api.limits import Actor, Limited, Status, Type, blank
from dragoman.record.filters import Filters
from dragoman.record.forms import Packed
from dragoman.record.held import Held

EDGES = 500
router = APIRouter(tags=["Pages"])


@router.get("/network", response_model=Network, summary="Who acts with whom: nodes and edges.")
def graph(
    newest: Newest,
    within: Annotated[Limited, Depends(Limited)],
    actor: Actor = None,
    type: Type = None,
    status: Status = None,
    edges: Annotated[int, Query(description="Edges at most, the busiest first.", ge=1, le=20_000)] = EDGES,
) -> Json:
    """The busiest pairs within the filters; `cut` tells whether there are more."""
    limits = filters_of_happenings(within.filters(actor))
    filters = Filters(
        limits.actor, None, blank(type), blank(status), since=limits.since, until=limits.until, text=limits.text
    )
    if filters == Filters() and edges == EDGES:  # what most ask
        return Json(prepare(newest))
    return Json(network(newest.record, filters, edges, _nobody(newest)))


def prepare(newest: Held) -> Network:
    """The network of the whole record, worked out once."""
    return newest.once("network", lambda record: network(record, Filters(), EDGES, _nobody(newest)))


def _nobody(newest: Held) -> list[str]:
    return newest.once("unresolved", unresolved, Packed(list[str]))

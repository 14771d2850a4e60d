"""What became of each standing thing, stage by stage."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from dragoman.analysis.histories import History, things_within, whole_histories
from dragoman.analysis.things import lives
from dragoman.faces.api.answers import Json
from dragoman.faces.api.desk import Newest
from dragoman.faces.api.limits import (
    Actor,
    InReport,
    Outlet,
    Paged,
    Since,
    Status,
    Type,
    Until,
    With,
    Words,
    blank,
)
from dragoman.faces.api.shapes import shape
from dragoman.record.filters import Filters

router = APIRouter(tags=["Questions"])
HistoryPage = shape(
    "HistoryPage",
    "One page of things with all their steps; `contested` counts those of which reports contradict each other.",
    items=list[History],
    total=int,
    contested=int,
    limit=int,
    offset=int,
)


@router.get("/histories", response_model=HistoryPage, summary="Standing things with each change of stage.")
def history(
    newest: Newest,
    paged: Annotated[Paged, Depends(Paged)],
    actor: Actor = None,
    with_: With = None,
    type: Type = None,
    status: Status = None,
    since: Since = None,
    until: Until = None,
    outlet: Outlet = None,
    report: InReport = None,
    text: Words = None,
    contested: Annotated[bool, Query(description="Only things of which reports contradict each other.")] = False,
) -> Json:
    """A thing is listed whole if one of its tellings fits the filters; those of which more is told come first."""
    sides, kinds = (blank(actor), blank(with_)), (blank(type), blank(status))
    filters = Filters(*sides, *kinds, blank(since), blank(until), blank(outlet), blank(report), blank(text))
    every = whole_histories(newest)
    if filters != Filters():
        fitting = things_within(newest.record, filters, lives(newest))
        every = tuple(h for h in every if h.id in fitting)
    against = tuple(h for h in every if h.contested)
    found = against if contested else every
    shown = found[paged.offset : paged.offset + paged.limit]
    told = {"items": shown, "total": len(found), "contested": len(against)}
    return Json({**told, "limit": paged.limit, "offset": paged.offset})

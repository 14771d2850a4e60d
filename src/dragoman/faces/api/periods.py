"""Events over time: counts by period, and the events behind each."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Query

from dragoman.analysis.pages.periods import STEPS, Bins, Cell, bins, events_in
from dragoman.faces.api.answers import Json, rows
from dragoman.faces.api.desk import Opened
from dragoman.faces.api.limits import Actor, Paged, Since, Status, Type, Until, With, Words, blank
from dragoman.faces.api.rows import page_model
from dragoman.record.filters import Filters

router = APIRouter(tags=["Tables"])
By = Annotated[str, Query(description=f"{', '.join(STEPS)}.", max_length=20)]
Day = Annotated[str | None, Query(max_length=10)]


@dataclass(frozen=True, slots=True)
class Told:
    """The limits that events with all their tellings take."""

    actor: Actor = None
    with_: With = None
    type: Type = None
    status: Status = None
    since: Since = None
    until: Until = None
    text: Words = None

    def filters(self) -> Filters:
        """The same as filters of the record."""
        sides, kinds = (blank(self.actor), blank(self.with_)), (blank(self.type), blank(self.status))
        return Filters(*sides, *kinds, since=blank(self.since), until=blank(self.until), text=blank(self.text))


@router.get("/happenings/periods", response_model=Bins, summary="Events by year, month or day, type and status.")
def happenings_by_period(
    record: Opened,
    told: Annotated[Told, Depends(Told)],
    by: By = "month",
    begin: Annotated[Day, Query(description="Only periods from this one on; the total is of all.")] = None,
    end: Annotated[Day, Query(description="Only periods up to this one.")] = None,
) -> Json:
    """Each event once: where its date begins, or without one where it was first told."""
    return Json(bins(record, told.filters(), by, blank(begin), blank(end)))


@router.get("/happenings/in", response_model=page_model("happening"), summary="The events of one period.")
def happenings_in(
    record: Opened,
    told: Annotated[Told, Depends(Told)],
    paged: Annotated[Paged, Depends(Paged)],
    period: Annotated[str, Query(description="A period as `/api/happenings/periods` names it.", max_length=10)],
    by: By = "month",
    counts_as: Annotated[str | None, Query(description="fact, intention, possibility, refuted.", max_length=20)] = None,
    undated: Annotated[bool | None, Query(description="Only those with, or without, a date of their own.")] = None,
) -> Json:
    """Those that a number of `/api/happenings/periods` counts, the earliest first."""
    cell = Cell(period, by, blank(counts_as), undated)
    found = events_in(record, told.filters(), cell, paged.limit, paged.offset)
    return Json({"items": rows(found.rows), "total": found.total, "limit": paged.limit, "offset": paged.offset})

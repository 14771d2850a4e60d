"""What an actor does outside the orbit of a power."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Query

from dragoman.analysis.alignment.orbit import BODIES, AskedOrbit, Orbit, ids, measures, orbit
from dragoman.analysis.pages.happened import happened
from dragoman.faces.api.answers import Json, rows
from dragoman.faces.api.desk import Opened
from dragoman.faces.api.limits import LONGEST, Paged, Since, Until, blank
from dragoman.faces.api.rows import page_model
from dragoman.record.filters import Filters

router = APIRouter(tags=["Network"])
Name = Annotated[str, Query(description="An id (UZB) or a name.", max_length=LONGEST, min_length=1)]


@dataclass(frozen=True, slots=True)
class Circling:
    """Whose events, outside whose orbit, which of them, by which step."""

    actor: Name
    power: Name
    measure: Annotated[str, Query(description=f"{', '.join(measures())}.", max_length=20)] = "cooperation"
    bodies: Annotated[
        str, Query(description=f"Which bodies count as the power's: {', '.join(BODIES)}.", max_length=20)
    ] = "member"
    step: Annotated[str, Query(description="year, quarter, month or week.", max_length=20)] = "year"
    since: Since = None
    until: Until = None

    def asked(self) -> AskedOrbit:
        """The same for the analysis."""
        limits = Filters(since=blank(self.since), until=blank(self.until))
        return AskedOrbit(self.actor, self.power, self.measure, self.bodies, self.step, limits)


@router.get("/orbit", response_model=Orbit, summary="What an actor does outside the orbit of a power.")
def outside_orbit(record: Opened, circling: Annotated[Circling, Depends(Circling)]) -> Json:
    """The share of its cooperation, meetings or trade that involves neither the power nor the power's bodies."""
    return Json(orbit(record, circling.asked()))


@router.get("/orbit/events", response_model=page_model("happening"), summary="The events behind a share.")
def orbit_events(
    record: Opened,
    circling: Annotated[Circling, Depends(Circling)],
    paged: Annotated[Paged, Depends(Paged)],
    outside: bool | None = None,
    period: Annotated[str | None, Query(description="2023, 2023-Q2, undated, coarse.", max_length=20)] = None,
    partner: Annotated[str | None, Query(description="Who else takes part.", max_length=LONGEST)] = None,
) -> Json:
    """Events outside the orbit, within it, or both, the earliest first."""
    found = ids(record, circling.asked(), outside=outside, period=blank(period), partner=blank(partner))
    page = happened(record, found, paged.limit, paged.offset)
    return Json({"items": rows(page.rows), "total": page.total, "limit": paged.limit, "offset": paged.offset})

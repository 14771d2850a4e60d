"""Promises and what became of them."""

from dataclasses import dataclass
from typing import Annotated

import polars as pl
from fastapi import APIRouter, Depends, Query

from dragoman.analysis.ledger import LEDGER, OUTCOMES, limited_to, whole_ledger
from dragoman.analysis.prospects import slippage
from dragoman.errors import ChoiceUnknown
from dragoman.faces.api.answers import Json, rows
from dragoman.faces.api.desk import Newest
from dragoman.faces.api.limits import Actor, Limited, Paged, Since, With, blank
from dragoman.faces.api.shapes import page
from dragoman.record.filters import Filters, checked_filters
from dragoman.record.held import Held

MANY = 300_000  # tellings of acts of a record whose ledger nobody is to wait for
NAMES = "SELECT id AS side, name AS side_name FROM actor WHERE id IN (SELECT unnest($ids::VARCHAR[]))"
router = APIRouter(tags=["Questions"])
AsOf = Annotated[
    str | None,
    Query(description="Count from this day (2025-06-30), not from that of the newest report.", max_length=10),
]


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """A promise or plan: for when, what became of it and why, who made it.

    `outcome` kept, late, unknowable, broken, overdue or open, `because` in a sentence; `days` to `days_most` it was
    late or is overdue; `later_dues` days to which it was put off; `answer` the telling that settled it.  `chance`: that
    an open one is kept in time, `coming`: that an overdue one is still told as done, each with its 95 % interval.
    """

    due: str | None
    outcome: str
    days: int | None
    days_most: int | None
    because: str
    later_dues: list[str]
    announcer: str | None
    announcers: list[str]
    announcer_name: str | None
    side: str | None
    type: str
    mode: str | None
    actors: list[str]
    recipients: list[str]
    actor_names: list[str]
    recipient_names: list[str]
    reciprocal: bool | None
    said: str | None
    done: str | None
    speaker: str | None
    statement: str | None
    via: list[str]
    outlet: str | None
    published: str | None
    report: str
    sentence: str
    id: str
    happening: str | None
    origins: int | None
    tellings: int
    answer: str | None
    answer_report: str | None
    answer_sentence: str | None
    chance: float | None
    low: float | None
    high: float | None
    settled: int | None
    coming: float | None
    coming_low: float | None
    coming_high: float | None
    side_chance: float | None
    side_low: float | None
    side_high: float | None


@dataclass(frozen=True, slots=True)
class SideRow:
    """How the settled promises of one state or body came out, and the chance that one is kept in time (0 to 1)."""

    side: str | None
    side_name: str | None
    kept: int
    late: int
    broken: int
    overdue: int
    median_days_late: float | None
    chance: float
    low: float
    high: float


@router.get("/promises", response_model=page("PromisePage", PromiseRow), summary="Promises and what became of them.")
def promises(
    newest: Newest,
    within: Annotated[Limited, Depends(Limited)],
    paged: Annotated[Paged, Depends(Paged)],
    actor: Actor = None,
    with_: With = None,
    outcome: Annotated[str | None, Query(description=f"Only {', '.join(OUTCOMES)}.", max_length=20)] = None,
    as_of: AsOf = None,
) -> Json:
    """Promises and plans, the earliest day first."""
    wanted = blank(outcome)
    if wanted is not None and wanted not in OUTCOMES:
        raise ChoiceUnknown("outcome", wanted, OUTCOMES)
    found = promised(newest, within.filters(actor, with_), _day(as_of))
    kept = found.filter(found["outcome"] == wanted) if wanted else found
    shown = kept.slice(paged.offset, paged.limit)
    return Json({"items": rows(shown), "total": kept.height, "limit": paged.limit, "offset": paged.offset})


@router.get("/promises/sides", response_model=list[SideRow], summary="How each side's promises came out.")
def sides(
    newest: Newest,
    within: Annotated[Limited, Depends(Limited)],
    actor: Actor = None,
    with_: With = None,
    as_of: AsOf = None,
) -> Json:
    """Of each state or body: promises kept, late, broken and overdue."""
    found = slippage(promised(newest, within.filters(actor, with_), _day(as_of)))
    names = newest.record.sql(NAMES, {"ids": found["side"].drop_nulls().to_list()})
    return Json(rows(found.join(names, on="side", how="left", maintain_order="left")))


def promised(newest: Held, filters: Filters, as_of: str | None = None) -> pl.DataFrame:
    """The ledger within filters, cut from that of the whole record, which is worked out once for each day asked."""
    return limited_to(newest.record, whole_ledger(newest, as_of), checked_filters(filters, "event"))


def ready(newest: Held) -> bool:
    """Whether the ledger of the whole record is there, or takes no time to make; that of a large one takes minutes."""
    return LEDGER in newest.worked_out or newest.record.counts()["mention"] <= MANY


def _day(value: str | None) -> str | None:
    """A day to count from; raises ChoiceUnknown for what is no full day."""
    day: Since = blank(value)
    checked_filters(Filters(since=day), "event")
    if day is not None and len(day) < len("2025-06-30"):
        raise ChoiceUnknown("day", day, ("2025-06-30 (a full day)",))
    return day

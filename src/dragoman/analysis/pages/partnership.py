"""Two actors: how much is told of both, over time, and in which outlets; partners/ measures it."""

from dataclasses import dataclass

from dragoman.analysis.pages.columns import events_within, outlets_of
from dragoman.analysis.pages.dossier import Cell, periods
from dragoman.analysis.pages.parties import Party, parties_of
from dragoman.record.filters import Filters
from dragoman.record.held import Held
from dragoman.types import Count

MOST_OUTLETS = 20


@dataclass(frozen=True, slots=True)
class Partnership:
    """What is told of two actors together.

    `months`: events by month, type and status; `outlets`: tellings by outlet, the empty name standing for reports that
    name none.
    """

    one: Party
    other: Party
    months: tuple[Cell, ...]
    outlets: tuple[Count, ...]


def partnership(held: Held, filters: Filters, *, months: bool = True) -> Partnership:
    """The two actors of the filters, by id or name, with or without the months; raises ActorUnknown."""
    one, other = (held.record.actor_id(side or "") for side in (filters.actor, filters.with_))
    named = parties_of(held.record, (one, other))
    told = periods(events_within(held, filters_of_happenings(filters)), "month") if months else ()
    outlets = outlets_of(held, filters, MOST_OUTLETS).iter_rows()
    return Partnership(named[one], named[other], told, tuple(Count(*row) for row in outlets))


def filters_of_happenings(filters: Filters) -> Filters:
    """The filters that events of many tellings take: they are of no single outlet."""
    return Filters(filters.actor, filters.with_, since=filters.since, until=filters.until, text=filters.text)

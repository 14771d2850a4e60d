"""Two actors: how much is told of both, over time, and in which outlets; partners/ measures it."""

from dataclasses import dataclass

from dragoman.analysis.pages.dossier import Cell, periods
from dragoman.analysis.pages.parties import Party, parties_of
from dragoman.record.filters import Filters
from dragoman.record.paging import in_any_order, query_of
from dragoman.record.record import Record
from dragoman.types import Count

RESTS_ON = """
WITH told AS ({events})
SELECT coalesce(outlet, '') AS name, count(*)::INTEGER AS number FROM told GROUP BY name
ORDER BY number DESC, name LIMIT 20
"""


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


def partnership(record: Record, filters: Filters, *, months: bool = True) -> Partnership:
    """The two actors of the filters, by id or name, with or without the months; raises ActorUnknown."""
    one, other = record.actor_id(filters.actor or ""), record.actor_id(filters.with_ or "")
    named = parties_of(record, (one, other))
    events = query_of(record, "event", filters)
    return Partnership(
        named[one],
        named[other],
        periods(record, filters_of_happenings(filters), "month") if months else (),
        tuple(Count(**r) for r in record.sql(RESTS_ON.format(events=in_any_order(events)), events.values).to_dicts()),
    )


def filters_of_happenings(filters: Filters) -> Filters:
    """The filters that events of many tellings take: they are of no single outlet."""
    return Filters(filters.actor, filters.with_, since=filters.since, until=filters.until, text=filters.text)

"""Two actors: how much is told of both, over time, on whose word, and what each says of the other."""

from dataclasses import dataclass

from dragoman.analysis.pages.dossier import Cell, periods
from dragoman.analysis.pages.parties import Party, parties_of
from dragoman.ontology.ontology import load_ontology
from dragoman.record.filters import Filters
from dragoman.record.paging import query_of
from dragoman.record.record import Record
from dragoman.types import Count

RESTS_ON = """
WITH told AS ({events})
SELECT coalesce(outlet, '') AS name, count(*)::INTEGER AS number FROM told GROUP BY name
ORDER BY number DESC, name LIMIT 20
"""
COURSE = """
WITH told AS ({happenings}),
scored AS (
    SELECT left(coalesce(split_part(date, '/', 1), first_told), 4) || '-Q' ||
        quarter((left(coalesce(split_part(date, '/', 1), first_told), 7) || '-01')::DATE) AS period, s.score
    FROM told t JOIN (SELECT unnest($types) AS type, unnest($scores::DOUBLE[]) AS score) s USING (type)
    WHERE list_contains($facts, status) AND length(coalesce(split_part(date, '/', 1), first_told)) >= 7
)
SELECT period, count(*)::INTEGER AS events, sum(score)::DOUBLE AS score, avg(score)::DOUBLE AS mean FROM scored
GROUP BY period ORDER BY period
"""


@dataclass(frozen=True, slots=True)
class Quarter:
    """Facts told of a quarter ("2023-Q2"): how many, and PLOVER's scores (-10 harm to +10 help) summed and averaged."""

    period: str
    events: int
    score: float
    mean: float


@dataclass(frozen=True, slots=True)
class Partnership:
    """What is told of two actors together.

    `months`: events by month, type and status; `course`: facts whose month is known, by quarter, scored by PLOVER;
    `outlets`: tellings by outlet, the empty name standing for reports that name none.
    """

    one: Party
    other: Party
    months: tuple[Cell, ...]
    course: tuple[Quarter, ...]
    outlets: tuple[Count, ...]


def partnership(record: Record, filters: Filters) -> Partnership:
    """The two actors of the filters, by id or name; raises ActorUnknown."""
    one, other = record.actor_id(filters.actor or ""), record.actor_id(filters.with_ or "")
    named = parties_of(record, (one, other))
    events = query_of(record, "event", filters)
    return Partnership(
        named[one],
        named[other],
        periods(record, filters_of_happenings(filters), "month"),
        _course(record, filters_of_happenings(filters)),
        tuple(Count(**r) for r in record.sql(RESTS_ON.format(events=events.sql), events.values).to_dicts()),
    )


def filters_of_happenings(filters: Filters) -> Filters:
    """The filters that events of many tellings take: they are of no single outlet."""
    return Filters(filters.actor, filters.with_, since=filters.since, until=filters.until, text=filters.text)


def _course(record: Record, filters: Filters) -> tuple[Quarter, ...]:
    ontology = load_ontology()
    query = query_of(record, "happening", filters)
    values = {
        **query.values,
        "types": list(ontology.events),
        "scores": [e.score for e in ontology.events.values()],
        "facts": [s.name for s in ontology.statuses.values() if s.counts_as == "fact"],
    }
    return tuple(Quarter(**r) for r in record.sql(COURSE.format(happenings=query.sql), values).to_dicts())

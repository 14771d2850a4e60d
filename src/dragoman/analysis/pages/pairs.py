"""Who acts with whom: pairs of actors, counted over events that are told once or many times."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dragoman.analysis.pages.parties import Party, parties_of
from dragoman.analysis.pages.unresolved import unresolved
from dragoman.ontology.ontology import load_ontology
from dragoman.record.filters import Filters
from dragoman.record.paging import in_any_order, query_of
from dragoman.record.record import Record

# `happening` keeps parties at the level of states, sorted, so that each pair comes once; most events have two, for
# which nothing need be unnested.  What is planned for a day to come is as new as the report that tells it; `least`
# passes over what is null.
PAIRED = """
WITH told AS (
    SELECT id, parties, least(split_part(date, '/', 1), first_told) AS day, list_contains($facts, status) AS fact,
        list_contains($friendly, type) AS friendly, list_contains($hostile, type) AS hostile
    FROM ({happenings}) WHERE len(parties) > 1
),
one AS (SELECT *, unnest(parties) AS one FROM told WHERE len(parties) > 2),
pairs AS (
    SELECT * EXCLUDE (parties), parties[1] AS one, parties[2] AS other FROM told WHERE len(parties) = 2
    UNION ALL BY NAME
    SELECT * EXCLUDE (parties) FROM (SELECT *, unnest(parties) AS other FROM one) WHERE one < other
)
SELECT one, other, count(*) AS events, count(*) FILTER (fact) AS facts, count(*) FILTER (friendly) AS cooperation,
    count(*) FILTER (hostile) AS conflict, max(day) AS newest, arg_max(id, (day, id)) AS newest_event
FROM pairs WHERE NOT list_contains($unresolved::VARCHAR[], one)
    AND NOT list_contains($unresolved::VARCHAR[], other) GROUP BY one, other
ORDER BY events DESC, newest DESC, one, other LIMIT $most OFFSET $passed
"""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two actors with the events that name both.

    `facts`: told as done or going on; `cooperation` and `conflict`: by PLOVER's quads (1, 2 and 3, 4); `newest` the
    day of the latest of them, `newest_event` its id.
    """

    one: Party
    other: Party
    events: int
    facts: int
    cooperation: int
    conflict: int
    newest: str | None
    newest_event: str


def pairs(
    record: Record, filters: Filters, most: int, passed: int = 0, nobody: Sequence[str] | None = None
) -> tuple[Pair, ...]:
    """The pairs of states, bodies and others of a name with most events within the filters, busiest first.

    `nobody`: what `unresolved` gives, if that was asked already.
    """
    left_out = unresolved(record) if nobody is None else list(nobody)
    query = query_of(record, "happening", filters)
    values = {**query.values, **firmness(), "most": most, "passed": passed, "unresolved": left_out}
    rows = record.sql(PAIRED.format(happenings=in_any_order(query)), values).to_dicts()
    named = parties_of(record, {r[side] for r in rows for side in ("one", "other")})
    return tuple(_pair(row, named) for row in rows)


def firmness() -> dict[str, object]:
    """Statuses that are facts, types that are cooperation and conflict, as values for SQL."""
    ontology = load_ontology()
    return {
        "facts": ontology.statuses_as("fact"),
        "friendly": [e.name for e in ontology.events.values() if e.quad in (1, 2)],
        "hostile": [e.name for e in ontology.events.values() if e.quad in (3, 4)],
    }


def _pair(row: Mapping[str, Any], named: Mapping[str, Party]) -> Pair:
    return Pair(**{**row, "one": named[row["one"]], "other": named[row["other"]]})

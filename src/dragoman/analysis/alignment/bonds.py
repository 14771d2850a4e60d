"""Bonds: pairs of states and bodies with the events that join them, signed by PLOVER's scores."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dragoman.analysis.pages.pairs import firmness
from dragoman.analysis.pages.parties import Party, parties_of
from dragoman.analysis.pages.unresolved import unresolved
from dragoman.analysis.partners.weights import load_weights, scores
from dragoman.record.filters import Filters
from dragoman.record.paging import in_any_order, query_of
from dragoman.record.record import Record

# `happening` keeps parties at the level of states, sorted, so that each pair comes once.
BONDS = """
WITH told AS ({happenings}),
scored AS (
    SELECT t.id, t.type, t.status, t.parties, least(split_part(t.date, '/', 1), t.first_told) AS day,
        coalesce(m.score, s.score, 0) AS score,
        coalesce(w.weight, 0) * (1 - pow($doubt, greatest(t.origins, 1)))
            * CASE WHEN t.contested THEN $contested ELSE 1 END AS weight
    FROM told t
    LEFT JOIN (SELECT unnest($types) AS type, unnest($scores::DOUBLE[]) AS score) s ON s.type = t.type
    LEFT JOIN (SELECT unnest($moded) AS type, unnest($modes) AS mode, unnest($mode_scores::DOUBLE[]) AS score) m
        ON m.type = t.type AND m.mode = t.mode
    LEFT JOIN (SELECT unnest($statuses) AS status, unnest($weights::DOUBLE[]) AS weight) w ON w.status = t.status
    WHERE len(t.parties) > 1
),
one AS (SELECT *, unnest(parties) AS one FROM scored),
pairs AS (SELECT *, unnest(parties) AS other FROM one)
SELECT one, other, count(*)::INTEGER AS events, (count(*) FILTER (list_contains($facts, status)))::INTEGER AS facts,
    (count(*) FILTER (list_contains($friendly, type)))::INTEGER AS cooperation,
    (count(*) FILTER (list_contains($hostile, type)))::INTEGER AS conflict,
    round(sum(score * weight), 4)::DOUBLE AS index,
    round(sum(score * weight) / nullif(sum(weight), 0), 4)::DOUBLE AS mean,
    max(day) AS newest, arg_max(id, (day, id)) AS newest_event
FROM pairs WHERE one < other AND NOT list_contains($unresolved::VARCHAR[], one)
    AND NOT list_contains($unresolved::VARCHAR[], other) GROUP BY one, other
ORDER BY events DESC, newest DESC, one, other LIMIT $most
"""


@dataclass(frozen=True, slots=True)
class Bond:
    """Two parties with the events that join them.

    `facts`: told as done or going on; `cooperation`, `conflict`: by PLOVER's quads (1, 2 and 3, 4); `index`: the sum of
    weight times score, `mean`: that by the sum of weights (-10 to +10), null where nothing weighs; `newest`: the day of
    the latest event, `newest_event` its id.
    """

    one: Party
    other: Party
    events: int
    facts: int
    cooperation: int
    conflict: int
    index: float
    mean: float | None
    newest: str | None
    newest_event: str


def bonds(record: Record, filters: Filters, most: int, nobody: Sequence[str] | None = None) -> tuple[Bond, ...]:
    """The bonds with most events within the filters, busiest first; raises ActorUnknown and ChoiceUnknown.

    `nobody`: what `unresolved` gives, if that was asked already.
    """
    query = query_of(record, "happening", filters)
    sql = BONDS.format(happenings=in_any_order(query))
    left_out = unresolved(record) if nobody is None else list(nobody)
    rows = record.sql(
        sql, {**query.values, **firmness(), **_weights(), "most": most, "unresolved": left_out}
    ).to_dicts()
    named = parties_of(record, {r[side] for r in rows for side in ("one", "other")})
    return tuple(_bond(row, named) for row in rows)


def _weights() -> dict[str, object]:
    weights, table = load_weights(), scores()
    plain = {kind: score for (kind, mode), score in table.items() if mode is None}
    moded = [(kind, mode, score) for (kind, mode), score in table.items() if mode is not None]
    return {
        "doubt": weights.doubt,
        "contested": weights.contested,
        "types": list(plain),
        "scores": list(plain.values()),
        "moded": [m[0] for m in moded],
        "modes": [m[1] for m in moded],
        "mode_scores": [m[2] for m in moded],
        "statuses": list(weights.status),
        "weights": list(weights.status.values()),
    }


def _bond(row: Mapping[str, Any], named: Mapping[str, Party]) -> Bond:
    return Bond(**{**row, "one": named[row["one"]], "other": named[row["other"]]})

"""Who meets whom outside a forum: meetings of two of its states that are no part of its own meetings.

Counted are events of type CONSULT told as facts.  A meeting is `inside` if three states or more take part, or a body,
or if its sentence tells a meeting of the forum too; `margins` if a report tells both it and a meeting of the forum, and
either has no day or they share it; `outside` otherwise.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import polars as pl

from dragoman.analysis.pages.parties import Party, parties_of
from dragoman.analysis.partners.between import Between
from dragoman.analysis.partners.events import events_of, firm_statuses
from dragoman.record.filters import Filters
from dragoman.record.record import Record

INSIDE, MARGINS, OUTSIDE = "inside", "margins", "outside"
CLASSES = (INSIDE, MARGINS, OUTSIDE)
# Which meetings are told in a report that tells a meeting of the forum: in the same sentence, or on a day that fits.
BESIDE = """
WITH met AS (
    SELECT id, date FROM happening WHERE type = 'CONSULT' AND len(parties) = 2
    AND list_contains($facts::VARCHAR[], status)
    AND list_contains($states::VARCHAR[], parties[1]) AND list_contains($states::VARCHAR[], parties[2])
),
meeting AS (
    SELECT report, date, start, "end" FROM tie_row WHERE kind = 'forum_meeting'
    AND ($only::VARCHAR[] IS NULL OR id IN (SELECT unnest($only::VARCHAR[])))
),
told AS MATERIALIZED (
    SELECT h.id, t.mention, f.start, f."end",
        h.date IS NULL OR f.date IS NULL OR starts_with(h.date, f.date) OR starts_with(f.date, h.date) AS near
    FROM met h JOIN happening_telling t ON t.happening = h.id JOIN meeting f ON f.report = t.report
)
SELECT t.id, bool_or(e.start < t."end" AND t.start < e."end") AS same, bool_or(near) AS near
FROM told t JOIN event_row e ON e.id = t.mention GROUP BY t.id
"""


@dataclass(frozen=True, slots=True)
class Meets:
    """Two states of the forum: their meetings outside it, on its margins and inside; `newest` the day of the latest."""

    one: Party
    other: Party
    outside: int
    margins: int
    inside: int
    newest: str | None


def classed(record: Record, who: Between, only: Sequence[str] | None, filters: Filters) -> pl.DataFrame:
    """Meetings of the circle's states as events with `where`: inside, margins or outside.

    `only`: ids of the ties that tell of the forum's meetings; without them every forum's count.
    """
    assert who.circle is not None
    states = list(who.circle.states)
    events = events_of(record, who, replace(filters, type="CONSULT"), facts=True)
    kept = None if only is None else list(only)
    asked: dict[str, object] = {"only": kept, "states": states, "facts": firm_statuses()}
    beside = record.sql(BESIDE, asked)
    several = pl.col("parties").list.len() > 2  # noqa: PLR2004
    return events.join(beside, on="id", how="left", maintain_order="left").with_columns(
        where=pl.when(several | pl.col("same").fill_null(False))
        .then(pl.lit(INSIDE))
        .when(pl.col("near").fill_null(False))
        .then(pl.lit(MARGINS))
        .otherwise(pl.lit(OUTSIDE))
    )


def outside(record: Record, who: Between, only: Sequence[str] | None, filters: Filters) -> tuple[Meets, ...]:
    """Each two states of the circle that met, those first that met most outside."""
    assert who.circle is not None
    found = classed(record, who, only, filters)
    day = pl.coalesce(pl.col("date").str.split("/").list.first(), "first_told")
    inside = found.select(
        "where", day=day, one=pl.col("parties").list.set_intersection(pl.lit(list(who.circle.states)))
    ).with_columns(other=pl.col("one"))
    pairs = (
        inside.explode("one")
        .explode("other")
        .filter(pl.col("one") < pl.col("other"))
        .group_by("one", "other")
        .agg(*((pl.col("where") == c).sum().alias(c) for c in CLASSES), newest=pl.col("day").max())
        .sort([OUTSIDE, MARGINS, INSIDE, "one", "other"], descending=[True, True, True, False, False])
    )
    named = parties_of(record, {*pairs["one"], *pairs["other"]})
    return tuple(
        Meets(named[r["one"]], named[r["other"]], r[OUTSIDE], r[MARGINS], r[INSIDE], r["newest"])
        for r in pairs.iter_rows(named=True)
    )

"""Who meets whom outside a forum: meetings of two of its states that are no part of its own meetings.

Counted are events told as facts whose type is a meeting's (ontology).  A meeting is `inside` if three states or more
take part, or a body, or if its sentence tells a meeting of the forum too; `margins` if a report tells both it and a
meeting of the forum, and either has no day or they share it; `outside` otherwise.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import polars as pl

from dragoman.analysis.pages.parties import Party, parties_of
from dragoman.analysis.partners.events import couples, cut_to, facts_among
from dragoman.atlas.circles import Circle
from dragoman.ontology.ontology import load_ontology
from dragoman.record.filters import Filters
from dragoman.record.held import Held
from dragoman.record.record import Record

INSIDE, MARGINS, OUTSIDE = "inside", "margins", "outside"
CLASSES = (INSIDE, MARGINS, OUTSIDE)
# Which meetings are told in a report that tells a meeting of a forum: in the same sentence, or on a day that fits.
BESIDE = """
WITH met AS (
    SELECT id, date FROM happening WHERE list_contains($types::VARCHAR[], type) AND len(parties) = 2
    AND list_contains($facts::VARCHAR[], status)
),
meeting AS (SELECT id AS tie, report, date, start, "end" FROM tie_row WHERE kind = 'forum_meeting'),
told AS MATERIALIZED (
    SELECT h.id, f.tie, t.mention, f.start, f."end",
        h.date IS NULL OR f.date IS NULL OR starts_with(h.date, f.date) OR starts_with(f.date, h.date) AS near
    FROM met h JOIN happening_telling t ON t.happening = h.id JOIN meeting f ON f.report = t.report
)
SELECT t.id, t.tie, bool_or(e.start < t."end" AND t.start < e."end") AS same, bool_or(near) AS near
FROM told t JOIN event_row e ON e.id = t.mention GROUP BY t.id, t.tie
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


@dataclass(frozen=True, slots=True)
class Met:
    """Everything that meetings outside forums are found in: `events`, and what is told `beside` a forum's meeting.

    `beside`: of an event (`id`) and a tie that tells a meeting of a forum whether they stand in the `same` sentence,
    and whether their days are `near`.
    """

    events: pl.DataFrame
    beside: pl.DataFrame


def all_met(record: Record) -> Met:
    """That of a whole record."""
    ontology = load_ontology()
    types, facts = ontology.meetings(), ontology.statuses_as("fact")
    return Met(facts_among(record, types), record.sql(BESIDE, {"types": types, "facts": facts}))


def kept_met(held: Held) -> Met:
    """That of a copy, worked out once."""
    return held.once("met", all_met)


def classed(met: Met, circle: Circle, only: Sequence[str] | None, filters: Filters) -> pl.DataFrame:
    """Meetings of the circle's states as events with `where`: inside, margins or outside.

    `only`: ids of the ties that tell of the forum's meetings; without them every forum's count.
    """
    told = met.beside if only is None else met.beside.filter(pl.col("tie").is_in(list(only)))
    beside = told.group_by("id").agg(pl.col("same", "near").any())
    events = cut_to(met.events, circle, replace(filters, type=None))
    several = pl.col("parties").list.len() > 2
    return events.join(beside, on="id", how="left", maintain_order="left").with_columns(
        where=pl.when(several | pl.col("same").fill_null(False))
        .then(pl.lit(INSIDE))
        .when(pl.col("near").fill_null(False))
        .then(pl.lit(MARGINS))
        .otherwise(pl.lit(OUTSIDE))
    )


def outside(
    record: Record, met: Met, circle: Circle, only: Sequence[str] | None, filters: Filters
) -> tuple[Meets, ...]:
    """Each two states of the circle that met, those first that met most outside."""
    found = classed(met, circle, only, filters)
    day = pl.coalesce(pl.col("date").str.split("/").list.first(), "first_told")
    pairs = (
        couples(found.select("parties", "where", day=day), circle)
        .group_by("one", "other")
        .agg(*((pl.col("where") == c).sum().alias(c) for c in CLASSES), newest=pl.col("day").max())
        .sort([OUTSIDE, MARGINS, INSIDE, "one", "other"], descending=[True, True, True, False, False])
    )
    named = parties_of(record, {*pairs["one"], *pairs["other"]})
    return tuple(
        Meets(named[r["one"]], named[r["other"]], r[OUTSIDE], r[MARGINS], r[INSIDE], r["newest"])
        for r in pairs.iter_rows(named=True)
    )

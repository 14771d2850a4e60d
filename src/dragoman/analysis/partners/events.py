"""The events between them, one row each, with what each counts for and the period in which it counts.

Periods are of the events' own dates.  An event that nobody dates is `undated`; one whose date is coarser than the
period, or that lasts longer, is `coarse`: neither is put on the day of a report.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from dragoman.analysis.partners.between import Between, within_terms
from dragoman.analysis.partners.weights import Step, load_weights, scores
from dragoman.atlas.circles import Circle
from dragoman.ontology.ontology import load_ontology
from dragoman.record.filters import Filters, checked_filters
from dragoman.record.record import Record

FIRST, LAST = "split_part(h.date, '/', 1)", "coalesce(nullif(split_part(h.date, '/', 2), ''), h.date)"
LOW = f"try_cast({FIRST} || CASE length({FIRST}) WHEN 4 THEN '-01-01' WHEN 7 THEN '-01' ELSE '' END AS DATE)"
HIGH = (
    f"CASE length({LAST}) WHEN 4 THEN try_cast({LAST} || '-12-31' AS DATE) "
    f"WHEN 7 THEN last_day(try_cast({LAST} || '-01' AS DATE)) ELSE try_cast({LAST} AS DATE) END"
)
COLUMNS = "id, type, mode, status, date, first_told, origins, contested, actors, recipients, parties, topics"
EVENTS = f"""
SELECT {", ".join(f"h.{c}" for c in COLUMNS.split(", "))}, {LOW} AS low, {HIGH} AS high
FROM happening h WHERE {{condition}} ORDER BY low NULLS LAST, h.first_told NULLS LAST, h.id
"""
TELLINGS = """
SELECT t.happening AS id, t.report, t.published, t.sources FROM happening_telling t
WHERE t.happening IN (SELECT h.id FROM happening h WHERE {condition})
"""
UNDATED, COARSE = "undated", "coarse"
EVERY = {"week": "1w", "month": "1mo", "quarter": "1q", "year": "1y"}
NAMES = {"week": "%G-W%V", "month": "%Y-%m", "year": "%Y"}


@dataclass(frozen=True, slots=True)
class Period:
    """One period of a series: "2023-W14", "2023-04", "2023-Q2"; its first and last day."""

    name: str
    since: date
    until: date


def events_of(record: Record, who: Between, filters: Filters | None = None) -> pl.DataFrame:
    """The events that join them within the filters, the earliest first, with `score`, `weight` and `counts_as`.

    `since` and `until` hold for the event's own date, and for undated ones for the day of the first telling.  `low` and
    `high` are the first and last day that the date may mean; `weight` is that of weights.toml, 0 to 1.
    Raises ChoiceUnknown for a filter that such events do not take.
    """
    limits = checked_filters(filters or Filters(), "happening")
    condition, values = who.condition
    for column in ("type", "status"):
        if (value := getattr(limits, column)) is not None:
            condition, values = f"h.{column} = ${column} AND ({condition})", {**values, column: value}
    return _within(record.sql(EVENTS.format(condition=condition), values), who, limits)


def facts_among(record: Record, types: Sequence[str]) -> pl.DataFrame:
    """Every event of these types that is told as a fact of two parties or more, as `EVENTS` has it."""
    condition = "list_contains($types, h.type) AND list_contains($facts, h.status) AND len(h.parties) > 1"
    values: dict[str, object] = {"types": list(types), "facts": load_ontology().statuses_as("fact")}
    return record.sql(EVENTS.format(condition=condition), values)


def cut_to(events: pl.DataFrame, circle: Circle, filters: Filters) -> pl.DataFrame:
    """Of such events those that join states of a circle within the filters, as `events_of` has them; raises as it."""
    joining = pl.col("parties").list.set_intersection(pl.lit(list(circle.states))).list.len() > 1
    return _within(events.filter(joining), Between(circle=circle), checked_filters(filters, "happening"))


def _within(found: pl.DataFrame, who: Between, limits: Filters) -> pl.DataFrame:
    if who.circle is not None:
        found = within_terms(who.circle, found)
    return weighed(limited(found, limits))


def couples(events: pl.DataFrame, circle: Circle) -> pl.DataFrame:
    """A row of an event for each two states of a circle among its `parties`, `one` before `other`."""
    among = events.with_columns(one=pl.col("parties").list.set_intersection(pl.lit(list(circle.states))))
    both = among.with_columns(other=pl.col("one")).explode("one").explode("other")
    return both.filter(pl.col("one") < pl.col("other"))


def tellings_of(record: Record, who: Between, events: pl.DataFrame) -> pl.DataFrame:
    """Every telling of these events: `id` of the event, `report`, `published`, and who is cited (`sources`)."""
    condition, values = who.condition
    found = record.sql(TELLINGS.format(condition=condition), values)
    return found.join(events.select("id"), on="id", how="semi")


def limited(events: pl.DataFrame, limits: Filters) -> pl.DataFrame:
    """The events within the filters' time, type and status."""
    wheres = []
    first = pl.coalesce(pl.col("date").str.split("/").list.first(), "first_told")
    last = pl.coalesce(pl.col("date").str.split("/").list.last(), "first_told")
    if limits.since:
        wheres.append(last + "~" >= limits.since)
    if limits.until:
        wheres.append(first <= limits.until + "~")
    wheres += [pl.col(c) == v for c, v in (("type", limits.type), ("status", limits.status)) if v]
    return events.filter(*wheres) if wheres else events


def weighed(events: pl.DataFrame) -> pl.DataFrame:
    """The events with `score` (PLOVER, -10 to +10), `weight` (0 to 1) and what their status counts as."""
    weights, ontology = load_weights(), load_ontology()
    scored = [(kind, mode or "", score) for (kind, mode), score in scores().items()]
    table = pl.DataFrame(scored, schema={"type": pl.String, "mode_": pl.String, "score": pl.Float64}, orient="row")
    firm = {name: s.counts_as for name, s in ontology.statuses.items()}
    origins = 1 - pl.lit(weights.doubt).pow(pl.col("origins").clip(1))
    contested = pl.when(pl.col("contested")).then(weights.contested).otherwise(1.0)
    status = pl.col("status").replace_strict(dict(weights.status), default=0.0, return_dtype=pl.Float64)
    return (
        events.with_columns(mode_=pl.col("mode").fill_null(""))
        .join(table, on=["type", "mode_"], how="left", maintain_order="left")
        .drop("mode_")
        .with_columns(
            score=pl.col("score").fill_null(0.0),
            weight=status * origins * contested,
            counts_as=pl.col("status").replace_strict(firm, default="possibility", return_dtype=pl.String),
        )
    )


def placed(events: pl.DataFrame, step: Step) -> pl.DataFrame:
    """The events with `period`: its name, or undated or coarse."""
    begin, end = starts("low", step), starts("high", step)
    fits = (begin == end) | ((pl.col("high") - pl.col("low")).dt.total_days() < step.longest)
    dated = pl.col("low").is_not_null() & pl.col("high").is_not_null()
    return events.with_columns(
        period=pl.when(~dated).then(pl.lit(UNDATED)).when(fits).then(named(begin, step)).otherwise(pl.lit(COARSE))
    )


def starts(column: str, step: Step) -> pl.Expr:
    """The first day of the period in which a day lies."""
    return pl.col(column).dt.truncate(EVERY[step.name])


def named(day: pl.Expr, step: Step) -> pl.Expr:
    """The name of the period that begins on a day."""
    if step.name == "quarter":
        return pl.format("{}-Q{}", day.dt.year(), day.dt.quarter())
    return day.dt.strftime(NAMES[step.name])


def periods(first: date, last: date, step: Step) -> tuple[Period, ...]:
    """Every period from that of the first day to that of the last."""
    days = pl.DataFrame({"day": [first, last]}, schema={"day": pl.Date}).select(starts("day", step))["day"].to_list()
    every = EVERY[step.name]
    begins = pl.date_range(days[0], days[1], every, eager=True).to_list()
    after = pl.date_range(days[0], days[1] + timedelta(100), every, eager=True).to_list()[1 : len(begins) + 1]
    names = pl.DataFrame({"day": begins}, schema={"day": pl.Date}).select(named(pl.col("day"), step)).to_series()
    return tuple(
        Period(name, begin, following - timedelta(1))
        for name, begin, following in zip(names, begins, after, strict=True)
    )

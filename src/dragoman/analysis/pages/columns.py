"""Events of a laid-out copy in columns, for what is counted over many of them: worked out once, cut by their places."""

from typing import Any

import polars as pl

from dragoman.analysis.pages.pairs import firmness
from dragoman.analysis.whole_rows import whole_rows
from dragoman.record.filters import Filters
from dragoman.record.forms import COLUMNS
from dragoman.record.held import Held
from dragoman.record.paging import places_of
from dragoman.record.record import Record

# `month` in which an event counts, that of its first telling if it has no date of its own; `day` of which it is new.
EVENTS = """
SELECT left(coalesce(split_part(date, '/', 1), first_told), 7) AS month, type, status, parties,
    least(split_part(date, '/', 1), first_told) AS day
FROM happening_row ORDER BY rowid
"""
LENGTHS = {"year": 4, "month": 7}


def kept_events(held: Held) -> pl.DataFrame:
    """The columns of EVENTS, a row for each event in the order of `happening_row`."""

    def make(record: Record) -> pl.DataFrame:
        found = record.sql(EVENTS)
        few = (pl.col(c).cast(pl.Enum(found[c].unique().drop_nulls().sort())) for c in ("month", "type", "status"))
        return found.with_columns(*few)

    return held.once("events in columns", make, COLUMNS)


def events_within(held: Held, filters: Filters) -> pl.DataFrame:
    """Those within filters of events; raises ActorUnknown and ChoiceUnknown."""
    return kept_events(held)[places_of(held.record, "happening", filters)]


def by_period(events: pl.DataFrame, step: str) -> pl.DataFrame:
    """How many of them (`number`) are of each `period`, `type` and `status`; those that no report dates of none."""
    period = pl.col("month").cast(pl.String).str.slice(0, LENGTHS[step])
    months = events.drop_nulls("month").group_by("month", "type", "status").len()
    plain = months.select(pl.col("type", "status").cast(pl.String), "len", period=period)
    return plain.group_by("period", "type", "status").agg(number=pl.col("len").sum()).sort("period", "type", "status")


def by_party(events: pl.DataFrame, home: str, most: int) -> pl.DataFrame:
    """With whom those are told, beside one: `other`, `events`, `facts`, `cooperation`, `conflict`, `newest` day."""
    known: dict[str, Any] = firmness()
    counted = events.select(
        "day",
        other="parties",
        fact=pl.col("status").is_in(known["facts"]),
        friendly=pl.col("type").is_in(known["friendly"]),
        hostile=pl.col("type").is_in(known["hostile"]),
    )
    others = counted.explode("other").filter(pl.col("other") != home)
    found = others.group_by("other").agg(
        pl.len().alias("events"),
        pl.col("fact").sum().alias("facts"),
        pl.col("friendly").sum().alias("cooperation"),
        pl.col("hostile").sum().alias("conflict"),
        pl.col("day").max().alias("newest"),
    )
    return found.sort(["events", "other"], descending=[True, False]).head(most)


def outlets_of(held: Held, filters: Filters, most: int) -> pl.DataFrame:
    """The outlets of the tellings within filters: `name`, empty where a report names none, and `number`."""
    places = pl.Series(places_of(held.record, "event", filters))
    told = whole_rows(held).acts.at(places, ("outlet",))
    counted = told.group_by(name=pl.col("outlet").fill_null("")).agg(number=pl.len())
    return counted.sort(["number", "name"], descending=[True, False]).head(most)

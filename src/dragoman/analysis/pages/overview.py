"""The first page: what the record holds, and where it is thin."""

from dataclasses import dataclass

import polars as pl

from dragoman.record.record import Record
from dragoman.types import NO_FAILURES, Count

GROUND = """
SELECT min(published) AS first, max(published) AS last, count(*) AS reports,
    count(*) FILTER (published IS NULL) AS undated, count(*) FILTER (outlet IS NULL) AS unnamed,
    count(DISTINCT outlet) AS outlets
FROM report
"""
BIGGEST = (
    "SELECT outlet, count(*) AS n FROM report WHERE outlet IS NOT NULL GROUP BY outlet ORDER BY n DESC, outlet LIMIT 1"
)
COPIES = "SELECT count(*) AS n FROM origin WHERE first <> report"
HAPPENINGS = """
SELECT count(*) AS events, count(*) FILTER (voices <= 1) AS single, count(*) FILTER (date IS NULL) AS dateless,
    count(*) FILTER (contested) AS contested
FROM happening
"""
NOTED = "SELECT count(DISTINCT report) AS n FROM report_note"
MONTHS = """
WITH told AS (
    SELECT left(published, 7) AS month, count(*) AS number FROM report WHERE length(published) >= 7 GROUP BY month
),
every AS (
    SELECT strftime(unnest(generate_series(
        (min(month) || '-01')::DATE, (max(month) || '-01')::DATE, INTERVAL 1 MONTH)), '%Y-%m') AS month FROM told
)
SELECT month AS name, coalesce(number, 0)::INTEGER AS number FROM every LEFT JOIN told USING (month) ORDER BY month
"""


@dataclass(frozen=True, slots=True)
class Thin:
    """One way in which the record may be thin: a sentence, the number in it, and of how many."""

    name: str
    text: str
    number: int
    of: int


@dataclass(frozen=True, slots=True)
class Ground:
    """What a record rests on: how much, from when to when, by month, and where it is thin."""

    counts: tuple[Count, ...]
    first: str | None
    last: str | None
    outlets: int
    months: tuple[Count, ...]
    thin: tuple[Thin, ...]


def ground(record: Record) -> Ground:
    """What the record rests on."""
    found = record.sql(GROUND).row(0, named=True)
    months = tuple(Count(**r) for r in record.sql(MONTHS).iter_rows(named=True))
    counts = tuple(Count(k, n) for k, n in record.counts().items())
    return Ground(counts, found["first"], found["last"], found["outlets"], months, tuple(_thin(record, found, months)))


def _thin(record: Record, found: dict[str, int], months: tuple[Count, ...]) -> list[Thin]:
    reports = found["reports"]
    told = record.sql(HAPPENINGS).row(0, named=True)
    noted, copies = (int(record.sql(q)["n"].item()) for q in (NOTED, COPIES))
    biggest = record.sql(BIGGEST).to_dicts()
    empty = sum(1 for m in months if not m.number)
    refused = record.refusals().filter(~pl.col("kind").is_in(list(NO_FAILURES))).height
    thin = [
        Thin("single origin", "events are told by one origin alone", told["single"], told["events"]),
        Thin("no date", "events have no date of their own", told["dateless"], told["events"]),
        Thin("contested", "events are told as a fact by some and denied by others", told["contested"], told["events"]),
        Thin("copies", "reports have their text from an earlier one", copies, reports),
        Thin("undated", "reports have no day of publishing", found["undated"], reports),
        Thin("unnamed outlet", "reports name no outlet", found["unnamed"], reports),
        Thin("silent months", "months between the first and the last report have none", empty, len(months)),
        Thin("read in part", "reports were read with a caution or kept without findings", noted, reports),
        Thin("refused", "inputs could not be read at all", refused, reports + refused),
    ]
    largest = [
        Thin("largest outlet", f"reports come from {b['outlet']}, the largest outlet", b["n"], reports) for b in biggest
    ]
    return [t for t in (*largest, *thin) if t.number]

"""How many facts are told of each month."""

from collections.abc import Iterator

import polars as pl

from dragoman.analysis.scope import Scope
from dragoman.types import Count

MOST_MONTHS = 72


def timeline(scope: Scope) -> tuple[Count, ...]:
    """Facts by month, without gaps; by year where they reach over more than six years."""
    # Only acts whose month the text tells: the day of a report is not the day of an act.
    dated = scope.board.rows.filter(pl.col("month").is_not_null())
    told = dict(dated.group_by("month").agg(pl.col("line").n_unique()).iter_rows())
    if not told:
        return ()
    months = list(_months(min(told), max(told)))
    if len(months) <= MOST_MONTHS:
        return tuple(Count(m, told.get(m, 0)) for m in months)
    years = range(int(months[0][:4]), int(months[-1][:4]) + 1)
    return tuple(Count(f"{y:04}", sum(n for m, n in told.items() if m.startswith(f"{y:04}"))) for y in years)


def _months(first: str, last: str) -> Iterator[str]:
    month = first
    while month <= last:
        yield month
        year, number = int(month[:4]), int(month[5:])
        month = f"{year + number // 12:04}-{number % 12 + 1:02}"

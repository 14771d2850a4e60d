"""How many facts are told of each month."""

from collections.abc import Iterator

from dragoman.analysis.scope import Scope
from dragoman.types import Count

MOST_MONTHS = 72
# Only acts whose month the text tells; the day of a report is not the day of an act.
MONTHS = """
SELECT left(day, 7) AS month, count(DISTINCT line) AS number FROM telling
WHERE of = 'act' AND counts_as = 'fact' AND length(day) >= 7 AND left(day, 7) = left(coalesce(last, day), 7)
GROUP BY month ORDER BY month
"""


def timeline(scope: Scope) -> tuple[Count, ...]:
    """Facts by month, without gaps; by year where they reach over more than six years."""
    told = {r["month"]: r["number"] for r in scope.ask(MONTHS).iter_rows(named=True)}
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

"""Arithmetic on ISO prefixes: "2022", "2022-07" and "2022-07-01" say a year, a month and a day, no more.

The prefix as precision is FollowTheMoney's rule for dates.  Nothing here is rounded up: a step that needs a day
cannot be taken from a month, and gives NOWHERE.
"""

import re
from calendar import monthrange
from datetime import MINYEAR, date, timedelta
from typing import NamedTuple

# How many months the longer units have.
MONTHS_OF = {"quarter": 3, "year": 12, "decade": 120, "century": 1200}
DAYS_OF = {"day": 1, "week": 7, "fortnight": 14}
# Whose unit is at least this long is counted in whole years, months or days.
PRECISION = {"decade": 4, "century": 4, "year": 4, "quarter": 7, "month": 7, "week": 10, "fortnight": 10, "day": 10}

SHAPE = re.compile(r"\d{4}(-\d\d){0,2}", re.ASCII)
# Of intervals of so many months the parts are whole years.
LONG = 60


class Interval(NamedTuple):
    """From the first to the last prefix; an open or unknown side is null."""

    start: str | None
    end: str | None


NOWHERE = Interval(None, None)


def prefix(iso: str | None) -> str | None:
    """The prefix itself if it is a real year, month or day, else null."""
    if iso is None or not SHAPE.fullmatch(iso):
        return None
    try:
        date.fromisoformat(iso + "-01-01"[len(iso) - 4 :])
    except ValueError:
        return None
    return iso


def a_day(day: date) -> Interval:
    """One day."""
    return Interval(day.isoformat(), day.isoformat())


def a_month(number: int) -> Interval:
    """The month with this running number (year * 12 + month - 1)."""
    year, month = divmod(number, 12)
    return a_year(year) if not 0 < year <= 9999 else Interval(*2 * (f"{year:04}-{month + 1:02}",))


def a_year(year: int) -> Interval:
    """One year; NOWHERE outside of the calendar."""
    return Interval(*2 * (f"{year:04}",)) if MINYEAR <= year <= 9999 else NOWHERE


def month_number(iso: str) -> int:
    """The running number of the month of a prefix that has one."""
    return int(iso[:4]) * 12 + int(iso[5:7]) - 1


def last_day(year: int, month: int) -> int:
    """The last day of a month."""
    return monthrange(year, month)[1]


def moved(day: date, days: int) -> date | None:
    """The day so many days later, null outside of the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def shifted(iso: str | None, unit: str, count: int) -> str | None:
    """The prefix `count` units later, as precise as the unit; null if the prefix is coarser than the unit."""
    precision = PRECISION[unit]
    if iso is None or len(iso) < precision:
        return None
    if precision == 4:
        return a_year(int(iso[:4]) + count * MONTHS_OF[unit] // 12).start
    if precision == 7:
        return a_month(month_number(iso) + count * MONTHS_OF.get(unit, 1)).start
    day = moved(date.fromisoformat(iso), count * DAYS_OF[unit])
    return day.isoformat() if day else None


def preceding(iso: str | None) -> str | None:
    """The year, month or day before the one that the prefix names."""
    return shifted(iso, {4: "year", 7: "month"}.get(len(iso), "day"), -1) if iso else None


def whole(iso: str | None, unit: str) -> Interval:
    """The whole unit in which the prefix lies; NOWHERE if the prefix is coarser."""
    if iso is None or len(iso) < PRECISION[unit]:
        return NOWHERE
    if unit in ("week", "fortnight"):
        return _week(date.fromisoformat(iso), 7 if unit == "week" else 14)
    if unit == "quarter":
        first = month_number(iso) // 3 * 3
        return Interval(a_month(first).start, a_month(first + 2).start)
    if unit in ("decade", "century"):
        years = MONTHS_OF[unit] // 12
        first = int(iso[:4]) // years * years
        return Interval(a_year(first).start, a_year(first + years - 1).start)
    return Interval(iso[: PRECISION[unit]], iso[: PRECISION[unit]])


def _week(day: date, days: int) -> Interval:
    first = moved(day, -day.weekday())
    last = moved(first, days - 1) if first else None
    return Interval(first.isoformat(), last.isoformat()) if first and last else NOWHERE


def part(interval: Interval, which: str) -> Interval:
    """The early, mid or late third, or the start or end, of a year, month or longer interval; else the whole."""
    months = _months(interval)
    if months is not None and months[1] - months[0] >= LONG:
        return _years(int(str(interval.start)[:4]), int(str(interval.end)[:4]), which)
    if months is not None and months[0] != months[1]:
        return _third(months[0], months[1], which)
    if months is None:
        return interval
    year, month = divmod(months[0], 12)
    first, last = {"early": (1, 10), "start": (1, 10), "mid": (11, 20)}.get(which, (21, last_day(year, month + 1)))
    prefix = f"{year:04}-{month + 1:02}-"
    return Interval(f"{prefix}{first:02}", f"{prefix}{last:02}")


def _third(first: int, last: int, which: str) -> Interval:
    third = max((last - first + 1) // 3, 1)
    chosen = {
        "start": (first, first),
        "end": (last, last),
        "early": (first, first + third - 1),
        "mid": (first + third, last - third),
    }.get(which, (last - third + 1, last))
    return Interval(a_month(chosen[0]).start, a_month(chosen[1]).start)


def _years(first: int, last: int, which: str) -> Interval:
    third = max(round((last - first) / 3), 1)
    chosen = {
        "start": (first, first),
        "end": (last, last),
        "early": (first, first + third),
        "mid": (first + third, last - third),
    }.get(which, (last - third, last))
    return Interval(a_year(chosen[0]).start, a_year(chosen[1]).start)


def _months(interval: Interval) -> tuple[int, int] | None:
    start, end = interval
    if start is None or end is None or len(start) != len(end) or len(start) > 7:
        return None
    return month_number(f"{start}-01"[:7]), month_number(f"{end}-12"[:7])

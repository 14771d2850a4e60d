"""Dates cut to what is known, as the first and last day that formats with whole days ask for."""

from calendar import monthrange
from typing import NamedTuple


class Days(NamedTuple):
    """The first and the last day of a stretch of time, as YYYY-MM-DD; null where that side is open."""

    first: str | None
    last: str | None


def days_of(start: str | None, end: str | None) -> Days:
    """The days that two ISO prefixes bound: ("2022-06", "2022-07") reaches from 2022-06-01 to 2022-07-31."""
    return Days(None if start is None else first_day(start), None if end is None else last_day(end))


def first_day(prefix: str) -> str:
    """The first day that an ISO prefix covers."""
    return prefix + "-01-01"[len(prefix) - 4 :]


def last_day(prefix: str) -> str:
    """The last day that an ISO prefix covers."""
    month = prefix if len(prefix) >= 7 else f"{prefix}-12"
    if len(month) > 7:
        return month
    return f"{month}-{monthrange(int(month[:4]), int(month[5:7]))[1]:02}"

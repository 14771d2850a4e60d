"""Stretches of time as days since 1970: ISO prefixes, blocks of the length of a period, months that reports cover."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

EPOCH = date(1970, 1, 1)


class Stretch(NamedTuple):
    """From the first to the last day, both counted from 1970-01-01, both within."""

    first: int
    last: int

    @property
    def days(self) -> int:
        """How many days it has."""
        return self.last - self.first + 1

    @property
    def name(self) -> str:
        """The stretch as one or two ISO prefixes: "2023-05", "2023-05/2024-04", "2023-05-02/2023-05-09"."""
        first, last = day_of(self.first), day_of(self.last)
        if not whole_months(self):
            return first.isoformat() if self.days == 1 else f"{first.isoformat()}/{last.isoformat()}"
        if first.month == 1 and last.month == 12:
            return f"{first:%Y}" if first.year == last.year else f"{first:%Y}/{last:%Y}"
        return f"{first:%Y-%m}" if first.replace(day=1) == last.replace(day=1) else f"{first:%Y-%m}/{last:%Y-%m}"


def day_of(number: int) -> date:
    """The date of a number of days."""
    return EPOCH + timedelta(number)


def number_of(day: date) -> int:
    """Days since 1970-01-01."""
    return (day - EPOCH).days


def first_of(prefix: str) -> int:
    """The first day that an ISO prefix may mean."""
    parts = [int(p) for p in prefix.split("-")]
    return number_of(date(parts[0], parts[1] if len(parts) > 1 else 1, parts[2] if len(parts) > 2 else 1))


def last_of(prefix: str) -> int:
    """The last day that an ISO prefix may mean."""
    parts = [int(p) for p in prefix.split("-")]
    month = parts[1] if len(parts) > 1 else 12
    return number_of(date(parts[0], month, parts[2] if len(parts) > 2 else monthrange(parts[0], month)[1]))


def stretch_of(start: str, end: str) -> Stretch:
    """The stretch between two ISO prefixes."""
    return Stretch(first_of(start), last_of(end))


def whole_months(stretch: Stretch) -> bool:
    """Whether it begins with a month and ends with one."""
    return day_of(stretch.first).day == 1 and day_of(stretch.last + 1).day == 1


def months_between(first: int, last: int) -> int:
    """How many months the days touch."""
    a, b = day_of(first), day_of(last)
    return (b.year - a.year) * 12 + b.month - a.month + 1


def moved(number: int, months: int) -> int:
    """The first day of the month so many months from that of a day."""
    day = day_of(number)
    count = day.year * 12 + day.month - 1 + months
    return number_of(date(count // 12, count % 12 + 1, 1))


def blocks_before(claimed: Stretch, since: int) -> list[Stretch]:
    """Stretches of the claimed one's length that lie wholly before it and after `since`, the latest last."""
    found: list[Stretch] = []
    step = months_between(*claimed) if whole_months(claimed) else None
    last = claimed.first - 1
    while True:
        first = moved(last, 1 - step) if step is not None else last - claimed.days + 1
        if first < since:
            return found[::-1]
        found.append(Stretch(first, last))
        last = first - 1


def months_of(stretch: Stretch) -> Iterator[Stretch]:
    """The months that it touches, cut to it."""
    first = stretch.first
    while first <= stretch.last:
        after = moved(first, 1)
        yield Stretch(first, min(after - 1, stretch.last))
        first = after

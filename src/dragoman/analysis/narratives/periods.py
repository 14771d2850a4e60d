"""Stretches of time as days since 1970: blocks of the length of a period, months that reports cover."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from dragoman.analysis.days import day_number, day_of, first_number, last_number


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


def stretch_of(start: str, end: str) -> Stretch:
    """The stretch between two ISO prefixes."""
    return Stretch(first_number(start), last_number(end))


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
    return day_number(date(count // 12, count % 12 + 1, 1))


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

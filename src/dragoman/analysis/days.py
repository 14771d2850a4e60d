"""ISO prefixes: as a reader writes them ('2023-04-11' -> '11 April 2023'), and as days counted from 1970-01-01."""

import datetime
from calendar import monthrange
from functools import cache

EPOCH = datetime.date(1970, 1, 1)

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def written(date: str) -> str:
    """An ISO prefix in words: "2023" , "April 2023", "11 April 2023"."""
    parts = date.split("-")
    month = MONTHS[int(parts[1]) - 1] if len(parts) > 1 else ""
    day = str(int(parts[2])) if len(parts) > 2 else ""
    return " ".join(p for p in (day, month, parts[0]) if p)


def placed(date: str) -> str:
    """An ISO prefix with its preposition: "on 11 April 2023", "in April 2023"."""
    return f"{'on' if len(date) > 7 else 'in'} {written(date)}"


def period(start: str | None, end: str | None) -> str | None:
    """An interval in words, or null if neither side is known."""
    if start is None or end is None:
        known = start or end
        return None if known is None else f"{'from' if start else 'until'} {written(known)}"
    return placed(start) if start == end else f"between {written(start)} and {written(end)}"


def aim(start: str | None, end: str | None) -> str | None:
    """The interval of a plan in words: "for 2029", "by 11 April 2027", "between 2027 and 2029"; null without a day."""
    if start is not None and start == end:
        return f"for {written(start)}"
    return f"by {written(end)}" if start is None and end is not None else period(start, end)


def last_day(date: str) -> str:
    """The last day that an ISO prefix may mean, as a full date: "2023" -> "2023-12-31"."""
    parts = [int(p) for p in date.split("-")]
    month = parts[1] if len(parts) > 1 else 12
    day = parts[2] if len(parts) > 2 else monthrange(parts[0], month)[1]
    return f"{parts[0]:04}-{month:02}-{day:02}"


def day_of(number: int) -> datetime.date:
    """The date that lies so many days after 1970-01-01."""
    return EPOCH + datetime.timedelta(number)


def day_number(day: datetime.date) -> int:
    """How many days after 1970-01-01 a date lies."""
    return (day - EPOCH).days


@cache
def first_number(prefix: str) -> int:
    """The number of the first day that an ISO prefix may mean; raises ValueError for a day that there is not."""
    return day_number(datetime.date.fromisoformat(f"{prefix}-01-01"[:10]))


@cache
def last_number(prefix: str) -> int:
    """The number of the last day that an ISO prefix may mean; raises ValueError for a day that there is not."""
    return day_number(datetime.date.fromisoformat(last_day(prefix)))

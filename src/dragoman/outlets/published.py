"""When a report was published: an ISO prefix, or null and a sentence that says why."""

import re
from datetime import date, timedelta
from email.utils import parsedate
from typing import NamedTuple

EARLIEST = 1900
ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:[T ]\d\d:?\d\d.*)?")
# Year first in other dresses: 2022/7/1, 2022.07.01, 20220701, 20220701T100000Z.
YEAR_FIRST = re.compile(r"(\d{4})([/.]?)(\d{1,2})\2(\d{1,2})(?:(?:T|\s)?[\d:]{4,8}Z?)?")
DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)? ([A-Za-z]{3,9})\.?,? (\d{4})")
MONTH_DAY = re.compile(r"([A-Za-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class Published(NamedTuple):
    """An ISO prefix or null, and a note if a date was given that cannot be right."""

    date: str | None
    note: str | None


def published(value: object, today: date) -> Published:
    """The publication date that a file gives, checked against the calendar; `today` bounds it from above."""
    words = str(value).strip() if value is not None else ""
    if not words:
        return Published(None, None)
    iso = _iso(words) or _written(words)
    if iso is None:
        return _refused(words, "is not a date that can be read (write it as 2022-07-01, 2022-07 or 2022)")
    if int(iso[:4]) < EARLIEST:
        return _refused(words, f"is before {EARLIEST}")
    if iso > (today + timedelta(days=1)).isoformat():
        return _refused(words, "lies in the future")
    return Published(iso, None)


def _refused(words: str, problem: str) -> Published:
    return Published(
        None,
        f"The publication date '{words[:60]}' {problem}, so the report is read without a date: "
        "words such as 'yesterday' are not placed on the calendar.",
    )


def _iso(words: str) -> str | None:
    if found := ISO.fullmatch(words):
        return _real(*found.groups())
    if (first := YEAR_FIRST.fullmatch(words)) and (first[2] or len(first[3] + first[4]) == 4):
        return _real(first[1], first[3].zfill(2), first[4].zfill(2))
    return None


def _written(words: str) -> str | None:
    if found := DAY_MONTH.fullmatch(words):
        day, month, year = found.groups()
        return _real(year, _month(month), day.zfill(2))
    if found := MONTH_DAY.fullmatch(words):
        month, day, year = found.groups()
        return _real(year, _month(month), day.zfill(2))
    return _mail(words)


def _mail(words: str) -> str | None:
    # The RFC 2822 form of feeds: "Fri, 01 Jul 2022 10:00:00 GMT".
    try:
        parsed = parsedate(words) if re.fullmatch(r"\w{3}, .*\d\d:\d\d.*", words) else None
    except (ValueError, IndexError, TypeError):
        return None
    return _real(f"{parsed[0]:04}", f"{parsed[1]:02}", f"{parsed[2]:02}") if parsed else None


def _month(word: str) -> str:
    key = word[:3].casefold()
    return f"{MONTHS.index(key) + 1:02}" if key in MONTHS else "00"


def _real(year: str, month: str | None, day: str | None) -> str | None:
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    return "-".join(p for p in (year, month, day) if p)

"""When a report was published: an ISO prefix, or null and a sentence that says why.

The day is that of the outlet: of "2024-05-06T23:40:00-04:00" it is 6 May, whatever the day in Greenwich then.
"""

import re
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

EARLIEST = 1900
ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:[T ]\d\d:?\d\d.*)?")
# Year first in other dresses: 2022/7/1, 2022.07.01, 20220701, 20220701T100000Z.
YEAR_FIRST = re.compile(r"(\d{4})([/.]?)(\d{1,2})\2(\d{1,2})(?:(?:T|\s)?[\d:]{4,8}Z?)?")
DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ -]([A-Za-z]{3,9})\.?,?[ -](\d{4})")
MONTH_DAY = re.compile(r"([A-Za-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
# The day comes first with points (1.7.2022); with strokes it is the first in Europe and the second in America.
POINTS, STROKES = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})"), re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})")
# What may stand around a day: the name of the weekday, and the time with its zone.
WEEKDAY = re.compile(r"(?:Mon|Tue(?:s)?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,?\s+", re.IGNORECASE)
TIME = re.compile(
    r"[,\s|]*(?:\bat\s+)?\b\d{1,2}[:.]\d\d(?:[:.]\d\d(?:\.\d+)?)?\s*(?:[ap]\.?m\.?)?\s*(?:\(?[A-Z]{1,5}\)?)?"
    r"(?:\s*[+-]\d\d:?\d\d)?(?:\s*\([^()]{1,40}\))?$",
    re.IGNORECASE,
)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# Days as spreadsheets count them (from 1900; here 1954 to 2064), and seconds since 1970 with their parts.
SPREADSHEET, FIRST_SHEET_DAY = re.compile(r"[2-5]\d{4}(?:\.\d+)?"), date(1899, 12, 30)
SINCE_1970 = re.compile(r"(1\d{9})(?:\.\d+|\d{3}|\d{6}|\d{9})?")


class Published(NamedTuple):
    """An ISO prefix or null, and a note if a date was given that cannot be right."""

    date: str | None
    note: str | None


def published(value: object, today: date) -> Published:
    """The publication date that a file gives, checked against the calendar; `today` bounds it from above."""
    words = str(value).strip() if value is not None else ""
    if not words:
        return Published(None, None)
    iso = _iso(words) or _written(words) or _counted(words)
    if iso is None and (found := STROKES.fullmatch(_bare(words))) and _real(found[3], found[1], found[2]):
        return _refused(words, "can be two days, with the day or the month first (write it as 2022-07-01)")
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
        return _real(first[1], first[3], first[4])
    return None


def _bare(words: str) -> str:
    """The day alone, without its weekday and the time."""
    first = WEEKDAY.match(words)
    return TIME.sub("", " ".join(words[first.end() if first else 0 :].split()))


def _written(words: str) -> str | None:
    day = _bare(words)
    if found := DAY_MONTH.fullmatch(day):
        return _real(found[3], _month(found[2]), found[1])
    if found := MONTH_DAY.fullmatch(day):
        return _real(found[3], _month(found[1]), found[2])
    if found := POINTS.fullmatch(day):
        return _real(found[3], found[2], found[1])
    if found := STROKES.fullmatch(day):
        both = {_real(found[3], found[2], found[1]), _real(found[3], found[1], found[2])} - {None}
        return both.pop() if len(both) == 1 else None
    return None


def _counted(words: str) -> str | None:
    if SPREADSHEET.fullmatch(words):
        return (FIRST_SHEET_DAY + timedelta(days=int(float(words)))).isoformat()
    found = SINCE_1970.fullmatch(words)
    return datetime.fromtimestamp(int(found[1]), UTC).date().isoformat() if found else None


def _month(word: str) -> str:
    key = word[:3].casefold()
    return f"{MONTHS.index(key) + 1:02}" if key in MONTHS else "00"


def _real(year: str, month: str | None, day: str | None) -> str | None:
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    return "-".join(p.zfill(2) for p in (year, month, day) if p)

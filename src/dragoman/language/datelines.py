"""Datelines: "TEHRAN, Feb 3 (IRNA) - " before the first words of a wire report, which belong to no sentence of it."""

import re
from collections.abc import Sequence
from functools import cache

from dragoman.language.datewords import any_of, shapes, words_of
from dragoman.language.lexicon import table
from dragoman.language.placing import PLACE

DASHES = frozenset({"-", "–", "—", "--", "―"})
LONGEST = 16  # words, marks included
JOINING = frozenset({",", "/", ".", "(", ")", ":", "and", "of", "de", "la", "the", "al", "el"})
SHORTEST = 3  # letters of a town in capitals
HEAD = 600  # characters at the beginning of a report in which it says its own date
LINES = 8
CLOCK = r"\d{1,2}[:.]\d\d(?: ?(?:[AaPp]\.?[Mm]\.?|h|hrs))?(?: ?[A-Z]{2,4})?"


def dateline_end(words: Sequence[str], gaps: Sequence[str], start: int) -> int | None:
    """The number of the first word after a dateline that begins at `start`, or null if there is none.

    A dateline is a town in capitals, or a town with a date or an agency in brackets, and then a dash between
    blanks; dates and further towns may follow the first.
    """
    dash = _dash(words, gaps, start)
    if dash is None or dash + 1 >= len(words):
        return None
    before = words[start:dash]
    return dash + 1 if _names_town(before) and all(_may_stand(before, i) for i in range(len(before))) else None


def _dash(words: Sequence[str], gaps: Sequence[str], start: int) -> int | None:
    for i in range(start + 1, min(start + LONGEST, len(words) - 1)):
        if words[i] in DASHES and gaps[i - 1] and gaps[i]:
            return i
        if "\n" in gaps[i]:
            return None
    return None


def _names_town(before: Sequence[str]) -> bool:
    first = before[0]
    if len(first) >= SHORTEST and first.isalpha() and first.isupper():
        return True
    dated = any(_is_month(w) for w in before) or before[-1] == ")"
    return dated and first[:1].isupper() and first.isalpha() and not _is_month(first)


def _may_stand(before: Sequence[str], i: int) -> bool:
    """Whether a word can be part of a dateline: capitals, days, marks; anything within brackets."""
    word = before[i]
    if word.lower() in JOINING or word.rstrip(".").isdigit() or _is_month(word):
        return True
    return word[:1].isupper() or "(" in before[:i]


def _is_month(word: str) -> bool:
    return word.rstrip(".").lower() in table("en", "dates")["months"]


def stated_day(text: str) -> str | None:
    """The day that a report gives as its own, alone on a line or in its dateline, as an ISO date; null if none.

    "Friday, 21 August 2015", "Published: March 3, 2019 09:15 GMT", "QUITO, March 3, 2019 (Agency) - ".
    """
    lines = text[:HEAD].splitlines()[:LINES]
    for line in [one for one in lines if any(c.isdigit() for c in one)]:
        for shape in ("month_day", "day_month", "iso"):
            match = shapes()[shape].search(line)
            placed = PLACE[shape](match, None) if match is not None else None
            if match is None or placed is None or placed.start is None or placed.start != placed.end:
                continue
            before, after = line[: match.start()], line[match.end() :]
            if len(placed.start) == 10 and (_is_alone(before, after) or _is_dateline(before, after)):
                return placed.start
    return None


def _is_alone(before: str, after: str) -> bool:
    return _frame().fullmatch(before) is not None and _frame().fullmatch(after) is not None


def _is_dateline(before: str, after: str) -> bool:
    """Whether a town stands before the date and a dash, or a full stop and a sentence, not far behind it."""
    town = re.fullmatch(r"[A-Z][\w.'’]*(?:[\s,/]+[A-Z][\w.'’]*)*[\s,/]+", before)
    return town is not None and re.match(r"[\s,]*(?:\([^()]{1,40}\))?(?:\s?[-–—]+\s|\.\s+[“\"A-Z])", after) is not None


@cache
def _frame() -> re.Pattern[str]:
    """What may stand around a date that stands alone: a weekday, a clock, "Published"."""
    names = any_of([*words_of("weekdays"), *words_of("words")["issued"]])
    return re.compile(rf"(?i:(?:{names}|{CLOCK}|at|on|[\s,.:;|()–—-])*+)")

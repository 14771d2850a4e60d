"""Dates that count from the date told before them: the next day, the same week, two months later."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from dragoman.language.calendar import PRECISION, Interval, shifted, whole
from dragoman.language.datewords import any_of, words_of
from dragoman.types import When

REACH = 400  # characters back to the date that is counted from
COMPLEMENT = re.compile(r" (?:the|a|an|its|their|his|her|that|it|they|he|she|[A-Z])\b|['’]s")


def anchored(text: str, whens: Sequence[When]) -> tuple[When, ...]:
    """The dates in their order, those that count from an earlier one placed by it where that one is precise enough."""
    found: list[When] = []
    for when in whens:
        placed = _placed(text, when, found) if when.start is None and when.end is None else None
        found.append(when if placed is None else replace(when, start=placed.start, end=placed.end))
    return tuple(found)


def _placed(text: str, when: When, earlier: Sequence[When]) -> Interval | None:
    match = _relative().fullmatch(when.text)
    if match is None or when.span is None:
        return None
    step = int(words_of("anchors")[(match["which"] or match["way"]).casefold()])
    if match["way"] in ("after", "before") and COMPLEMENT.match(text, when.span.end):
        return None
    unit = str(words_of("units")[(match["u"] or match["u2"]).casefold()])
    anchor = None if unit == "hour" else _anchor(earlier, when.span.start, unit)
    if anchor is None:
        return None
    return _moved(anchor, unit, step * _count(match["n"]))


def counted_off(words: str, day: str) -> Interval | None:
    """When that was from which somebody counts to the day: what "three months after" it is told on the day.

    Null if the words count nothing so, or the day is too coarse a date for their unit.
    """
    match = _relative().fullmatch(words)
    if match is None or match["way"] is None or match["way"].casefold() not in ("after", "before"):
        return None
    unit, step = str(words_of("units")[match["u"].casefold()]), int(words_of("anchors")[match["way"].casefold()])
    known = unit != "hour" and len(day) >= PRECISION[unit]
    return _moved(day, unit, -step * _count(match["n"])) if known else None


def _moved(anchor: str, unit: str, count: int) -> Interval | None:
    smaller = shifted(anchor, unit, count)
    if smaller is None:
        return None
    return whole(smaller, "week" if unit == "fortnight" else unit) if PRECISION[unit] < 10 else _days(smaller, unit)


def _days(day: str, unit: str) -> Interval:
    return Interval(day, day) if unit == "day" else whole(day, "week")


def _anchor(earlier: Sequence[When], start: int, unit: str) -> str | None:
    """The last date before, if it is one day, month or year, at least as precise as the unit, and not far away."""
    if not earlier or earlier[-1].span is None or start - earlier[-1].span.end > REACH:
        return None
    last = earlier[-1]
    return last.start if last.start and last.start == last.end and len(last.start) >= PRECISION[unit] else None


def _count(word: str | None) -> int:
    if word is None:
        return 1
    return int(word) if word.isdigit() else int(words_of("numbers").get(word.casefold(), 0))


@cache
def _relative() -> re.Pattern[str]:
    units, numbers = any_of(words_of("units")), any_of(words_of("numbers"))
    leads = any_of(w for w in words_of("anchors") if w in ("same", "next", "following", "previous", "preceding"))
    ways = any_of(w for w in words_of("anchors") if w not in ("same", "next", "following", "previous", "preceding"))
    counted = rf"(?P<n>{numbers}|\d{{1,3}}) (?P<u>{units})s? (?P<way>{ways})"
    return re.compile(rf"(?i:(?:{counted}|(?:on |in )?the (?P<which>{leads}) (?P<u2>{units})))")

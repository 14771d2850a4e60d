"""Dates and intervals that a text names, placed on the calendar by the day on which it was published."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from dragoman.language.anchors import anchored
from dragoman.language.calendar import NOWHERE, Interval, part, preceding, prefix
from dragoman.language.datesigns import matches
from dragoman.language.datewords import before, words_of
from dragoman.language.placing import PLACE
from dragoman.language.plain import Doc
from dragoman.types import Span, When

# Parts ("early") are parts of these only; "late on Friday" is Friday.
DIVISIBLE = {"month_year", "month", "step_month", "year", "decade", "step", "quarter", "season", "iso", "century"}
# These are intervals or bounds already; no word before them changes that.
CLOSED = {"rolling", "in_time", "offset", "vague", "ago", "years", "interval"}
# "from 5-6 April" has both sides already.
DAYS = {"day_month", "month_day"}
TO = re.compile(r"\s?[-–—]\s?| (?:to|until|till|through) (?:the )?")
AND = re.compile(r",? and (?:the )?")
LOOK_BACK = 30
YEAR = re.compile(r"\d{4}|year")
YEARLESS = {"day_month", "month_day", "month"}
LEAD = re.compile(r"\b([Ff]rom|[Bb]etween) (?:the )?$")
# A date that describes the next noun ("after the March summit", "before Friday's vote") bounds nothing itself.
END = re.compile(r"(?:the )?(?:end|close|late)\b")
POSSESSIVE = re.compile(r"['’]s\b")
NOUN = re.compile(
    r"[ -](?!(?:and|or|to|in|on|at|by|for|with|when|as|but|if|that|the|a|its|is|was|were|will)\b)[A-Za-z]"
)


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    interval: Interval
    shape: str
    deadline: bool = False


def find_dates(doc: Doc, published: str | None) -> tuple[When, ...]:
    """Every date of the text in its order, none overlapping; `published` is an ISO prefix or null.

    Dates that count from the publication day have both sides null when it is null, no date or too coarse.
    """
    text, published = doc.text, prefix(published)
    found = _apart(_cores(text, published, _verbs(doc)))
    bounded = _bounded(text, published, _joined(text, [_with_part(text, f) for f in found]))
    whens = [When(*f.interval, text[f.start : f.end], Span(f.start, f.end), f.deadline) for f in bounded]
    return anchored(text, whens)


def _verbs(doc: Doc) -> frozenset[int]:
    """Where a verb begins: "may" and "march" there are not months."""
    return frozenset(t.idx for t in doc if t.pos_ in ("VERB", "AUX"))


def _cores(text: str, published: str | None, verbs: frozenset[int]) -> Iterator[_Found]:
    for shape, match in matches(text):
        if shape in ("month", "weekday") and match.start() in verbs:
            continue
        interval = PLACE[shape](match, published)
        if interval is not None:
            end = match.start() + len(match[0].rstrip("."))
            yield _Found(match.start(), end, interval, shape)


def _apart(found: Iterable[_Found]) -> list[_Found]:
    """Of dates that overlap the first and longest."""
    kept: list[_Found] = []
    for item in sorted(found, key=lambda f: (f.start, -f.end, f.shape)):
        if not kept or item.start >= kept[-1].end:
            kept.append(item)
    return kept


def _with_part(text: str, item: _Found) -> _Found:
    if item.shape not in DIVISIBLE:
        return item
    word = before("parts").search(text, max(0, item.start - LOOK_BACK), item.start)
    if word is None:
        return item
    which = words_of("parts")[word["word"].casefold()]
    interval = item.interval if item.interval == NOWHERE else part(item.interval, which)
    return replace(item, start=word.start(), interval=interval)


def _joined(text: str, found: list[_Found]) -> Iterator[_Found]:
    """Two dates with "to" or a dash between them, or "between ... and ...", as one interval."""
    waiting: _Found | None = None
    for item in found:
        if waiting is not None and (joined := _join(text, waiting, item)):
            yield joined
            waiting = None
            continue
        if waiting is not None:
            yield waiting
        waiting = item
    if waiting is not None:
        yield waiting


def _join(text: str, first: _Found, second: _Found) -> _Found | None:
    start, end = first.interval.start, _later(text, first, second)
    if {first.shape, second.shape} & CLOSED or start is None or end is None or start > end:
        return None
    gap, word = text[first.end : second.start], LEAD.search(text, max(0, first.start - 12), first.start)
    if not (TO.fullmatch(gap) or (AND.fullmatch(gap) and word and word[1].casefold() == "between")):
        return None
    return _Found(word.start() if word else first.start, second.end, Interval(start, end), "interval")


def _later(text: str, first: _Found, second: _Found) -> str | None:
    """The end of the second date; without a year of its own it is the one that comes next after the first."""
    start, end = first.interval.start, second.interval.end
    if not start or not end or second.shape not in YEARLESS or YEAR.search(text, second.start, second.end):
        return end
    year = int(start[:4]) + (start[4:] > end[4:])
    return f"{year:04}{end[4:]}"


def _bounded(text: str, published: str | None, found: Iterable[_Found]) -> Iterator[_Found]:
    floor = 0
    for item in found:
        yield (bounded := _closed(text, item, published) if item.shape in CLOSED else _bound(text, item, floor))
        floor = bounded.end


def _bound(text: str, item: _Found, floor: int) -> _Found:
    word = before("bounds").search(text, max(0, floor, item.start - LOOK_BACK), item.start)
    if word is None or POSSESSIVE.match(text, item.end) or (word["the"] and NOUN.match(text, item.end)):
        return item
    kind = words_of("bounds")[word["word"].casefold()]
    start, end = item.interval
    if kind == "since" and item.shape in DAYS and start != end:
        return replace(item, start=word.start())
    if kind == "before" and END.match(text, item.start):
        kind = "until"
    sides = {"since": (start, None), "after": (end, None), "until": (None, end), "before": (None, preceding(start))}
    return replace(item, start=word.start(), interval=Interval(*sides[kind]), deadline=kind in ("until", "before"))


def _closed(text: str, item: _Found, published: str | None) -> _Found:
    if item.shape == "years":
        word = LEAD.search(text, max(0, item.start - 12), item.start)
        return replace(item, start=word.start()) if word else _bound(text, item, item.start - LOOK_BACK)
    within = item.shape in ("rolling", "in_time") and text[item.start : item.start + 6].casefold() == "within"
    # "within two weeks" is a deadline unless it looks back and so ends on the day of publication.
    return replace(item, deadline=within and (item.interval == NOWHERE or item.interval.end != published))

"""Dates that need more than their own words: of a journey of several days, and of what others are counted from."""

from dataclasses import replace
from datetime import date, timedelta

from dragoman.extraction.arguments import VERBAL
from dragoman.extraction.draft import Draft
from dragoman.language.anchors import counted_off
from dragoman.language.lexicon import table
from dragoman.language.plain import Token
from dragoman.types import When

DAY = len("2020-01-01")
BETWEEN = 3  # tokens: "two - day"
MOST = 31  # days


def over_days(token: Token, support: Token | None, when: When | None) -> When | None:
    """The date of "ended a two-day visit on Thursday": from the first day to the last; others as they are."""
    if when is None or when.start is None or when.start != when.end or len(when.start) < DAY:
        return when
    verbs = table("en", "dates")["verbs"]
    verb = token if token.pos_ in VERBAL else support or token.head
    lasting = [token, *(c for c in token.children if c.dep_ == "obj")]
    days = next((n for t in lasting if (n := _days(t)) is not None), None)
    opens, closes = (verb.lemma_.lower() in verbs[part] for part in ("opening", "closing"))
    if days is None or not (opens or closes):
        return when
    day, gap = date.fromisoformat(when.start), timedelta(days=days - 1)
    first, last = (day - gap, day) if closes else (day, day + gap)
    return replace(when, start=first.isoformat(), end=last.isoformat())


def _days(token: Token) -> int | None:
    """For how many days the noun's own words say that it lasts: 2 of "two-day visit"."""
    for part in token.children:
        if part.lemma_.lower() == "day" and part.i < token.i and part.dep_ in {"compound", "amod", "nmod"}:
            before = (
                table("en", "dates")["numbers"].get(t.lower_) or _digits(t)
                for t in part.doc[part.i - BETWEEN + 1 : part.i]
            )
            return next((int(n) for n in before if n and 1 < int(n) <= MOST), None)
    return None


def _digits(token: Token) -> int | None:
    return int(token.text) if token.text.isdecimal() and len(token.text) < BETWEEN else None


def counted_from(draft: Draft, token: Token, support: Token | None) -> When | None:
    """When the act was to which the sentence counts back: "the deal comes three months after X [visited] Y"."""
    act = support or token
    for when in draft.dates:
        if when.start or when.end or when.span is None or not act.sent.start_char <= when.span.start < act.idx:
            continue
        told = draft.doc.char_span(when.span.start, when.span.end)
        if told is None or not _is_complement(act, told.end):
            continue
        day = _told_on(draft, act, told.start)
        placed = counted_off(when.text, day) if day is not None else None
        if placed is not None:
            return replace(when, start=placed.start, end=placed.end)
    return None


def _is_complement(act: Token, start: int) -> bool:
    """Whether the words from a token on are the clause or the noun phrase of the act."""
    return min((t.i for t in act.subtree if t.i >= start), default=-1) == start


def _told_on(draft: Draft, act: Token, start: int) -> str | None:
    """The day on which that is told from which one counts: of publication, where its verb stands in the present."""
    above = next((t for t in act.ancestors if t.i < start and t.pos_ in VERBAL), None)
    if above is None or above.lower_ not in table("en", "dates")["verbs"]["now"]:
        return None
    published = draft.report.published
    return published[:DAY] if published is not None and len(published) >= DAY else None

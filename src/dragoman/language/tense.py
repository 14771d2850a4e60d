"""Whether the words around a date look ahead or back: "will meet on Friday", "met on Friday"."""

import re
from functools import cache

from dragoman.language.lexicon import table

GAP = 5  # words between a promise and what is promised: "invited the Polish minister to visit"
WINDOW, MOST_WORDS = 160, 14
SENTENCE_END = re.compile(r"[.!?;\n]+[\"”’')\]]*\s+(?=[A-Z\"“(])|\n")
WORD = re.compile(r"['’]?\w+")
BOUND_AHEAD = re.compile(r"\b(?:by|until|till|no later than|up to)(?: the)?(?: \w+ of| early| mid| late)?[ -]$", re.I)


def looks_ahead(text: str, start: int, end: int) -> bool:
    """True if the date at [start, end) is still to come when the text is written, as far as its words tell."""
    before = SENTENCE_END.split(text[max(0, start - WINDOW) : start])[-1]
    after = SENTENCE_END.split(text[end : end + WINDOW])[0]
    if BOUND_AHEAD.search(before):
        return not re.search(r"\bhad\b", after)
    found = _nearest(WORD.findall(before)[-MOST_WORDS:], backwards=True)
    if found is None:
        found = _nearest(WORD.findall(after)[:MOST_WORDS], backwards=False)
    return bool(found)


def _nearest(words: list[str], backwards: bool) -> bool | None:
    order = range(len(words))
    for i in reversed(order) if backwards else order:
        ahead = _points(words, i, backwards)
        if ahead is not None:
            return ahead
    return None


def _points(words: list[str], i: int, backwards: bool) -> bool | None:
    # "May" is a month, "may" points ahead; in capitals, as in headlines, every word counts.
    word = words[i] if words[i] == "May" else words[i].casefold()
    cues = _cues()
    following = words[i + 1].casefold() if i + 1 < len(words) else ""
    if word in cues["ahead"]:
        return True
    if word in cues["ahead_with_to"] and following in ("to", "for"):
        return True
    if word in cues["promises"] and "to" in (w.casefold() for w in words[i + 1 : i + 1 + (GAP if backwards else 1)]):
        return backwards or not (word.endswith("ed") or word in cues["back"])
    if word in cues["back"] or (words[i].islower() and word.endswith("ed") and len(word) > 4):
        return _participle(words[max(0, i - 3) : i], cues["auxiliaries"])
    return None


def _participle(before: list[str], auxiliaries: frozenset[str]) -> bool | None:
    # "held" looks back, "to be held" and "will be held" do not; whether they look ahead, an earlier word tells.
    if {"will", "would", "shall"} & set(before):
        return True
    return None if auxiliaries & set(before) else False


@cache
def _cues() -> dict[str, frozenset[str]]:
    words = table("en", "dates")["words"]
    return {k: frozenset(words[k]) for k in ("ahead", "ahead_with_to", "promises", "back", "auxiliaries")}

"""Datelines: "TEHRAN, Feb 3 (IRNA) - " before the first words of a wire report, which belong to no sentence of it."""

from collections.abc import Sequence

from dragoman.language.lexicon import table

DASHES = frozenset({"-", "–", "—", "--", "―"})
LONGEST = 16  # words, marks included
JOINING = frozenset({",", "/", ".", "(", ")", ":", "and", "of", "de", "la", "the", "al", "el"})
SHORTEST = 3  # letters of a town in capitals


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

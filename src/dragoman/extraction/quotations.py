"""Where the text quotes: the outermost stretches between quotation marks, over paragraphs too, and those left open."""

import re
from bisect import bisect_right
from dataclasses import dataclass

from dragoman.types import Span

MARK = re.compile(r"``|''|[\"“”„‟«»‹›‘’‚'＂「」]")
STRAIGHT = {'"', "＂", "``", "''"}
CLOSED_BY = {
    "”": '”"',
    "«": "»",
    "»": "«",
    "「": "」",
    "‹": "›",
    "“": '”"',
    "„": '“”"‟',
    "‟": '”"',
    "``": ("''", '"'),
    "‘": "’'",
    "‚": "‘’",
}
SINGLE = {"'", "‘", "‚"}
OPENING = frozenset("([{—–-/:,;=>\u00a0\u2009 \t\r\n")
STOPS = frozenset(".,!?…")
ELIDED = re.compile(r"\d0s|(?:em|til|tis|twas|cause|n|round)\b", re.IGNORECASE)
LONGEST = 5000  # characters within which a closing mark is looked for
LONGEST_SINGLE = 800
MANY = 24  # marks that are looked at for a closing one
STRAY = 12  # characters: what is left open and shorter is no quotation


@dataclass(frozen=True, slots=True)
class Quotation:
    """An outermost quotation: `[start, end)` with its marks, `inner` without; `closed`: both marks are there."""

    start: int
    end: int
    inner: Span
    closed: bool = True


def _start(quotation: Quotation) -> int:
    return quotation.start


@dataclass(frozen=True)
class Quotations:
    """The quotations of a text in order, with look-up by place."""

    found: tuple[Quotation, ...]

    def at(self, place: int) -> Quotation | None:
        """The quotation that holds the character, its marks included."""
        n = bisect_right(self.found, place, key=_start) - 1
        return self.found[n] if n >= 0 and place < self.found[n].end else None

    def touching(self, start: int, end: int) -> tuple[Quotation, ...]:
        """The quotations that share a character with [start, end)."""
        first = max(0, bisect_right(self.found, start, key=_start) - 1)
        last = bisect_right(self.found, end - 1, key=_start)
        return tuple(q for q in self.found[first:last] if q.start < end and start < q.end)


def find_quotations(text: str) -> Quotations:
    """Every outermost quotation of the text in straight, curly, low, angled or single marks, in time linear in it."""
    marks = [m for m in MARK.finditer(text)]
    found: list[Quotation] = []
    n, floor = 0, 0
    while n < len(marks):
        mark = marks[n]
        quotation = None
        if mark.start() >= floor:
            quotation = _from(text, marks, n) if _opens(text, mark) else _left_unopened(text, mark, floor)
        if quotation is not None:
            found.append(quotation)
            floor = quotation.end
        n += 1
    return Quotations(tuple(found))


def _before(text: str, place: int) -> str:
    return text[place - 1] if place > 0 else "\n"


def _after(text: str, place: int) -> str:
    return text[place] if place < len(text) else "\n"


def _opens(text: str, mark: re.Match[str]) -> bool:
    """Whether the mark may begin a quotation: nothing, space or an opening sign before it, a word after it."""
    sign, before, after = mark.group(), _before(text, mark.start()), _after(text, mark.end())
    if sign in {"’", "›", "」"} or after == "\n" or (after.isspace() and not before.isspace()):
        return False
    if sign == "”":
        return before == "\n" and after.isalnum()
    if sign in SINGLE:
        return before in OPENING and not after.isspace() and not ELIDED.match(text, mark.end())
    if sign in STRAIGHT:
        return before in OPENING or (not before.isalnum() and before not in STOPS and after.isalnum())
    return sign != "»" or before in OPENING


def _from(text: str, marks: list[re.Match[str]], n: int) -> Quotation | None:
    mark = marks[n]
    if mark.group() in SINGLE:
        return _single(text, marks, n)
    end = _end(text, marks, n)
    if end is not None:
        return Quotation(mark.start(), end.end(), Span(mark.end(), end.start())) if end.start() > mark.end() else None
    return _left_open(text, marks, n)


def _end(text: str, marks: list[re.Match[str]], n: int) -> re.Match[str] | None:
    """The closing mark of the n-th mark; null if a new quotation is opened on a later line before it."""
    opener, depth, last = marks[n], 1, None
    lines = False
    for before, mark in zip(marks[n : n + MANY], marks[n + 1 : n + 1 + MANY], strict=False):
        if mark.start() - opener.start() > LONGEST:
            break
        lines = lines or "\n" in text[before.end() : mark.start()]
        if mark.group() != opener.group() and mark.group() not in CLOSED_BY.get(opener.group(), ()):
            continue
        if _closes(text, opener, mark, lines):
            last, depth = mark, depth - 1
            if depth == 0:
                return last
        elif lines and not _reopens(text, mark):
            break
        elif not lines:
            depth += 1
    return last


def _closes(text: str, opener: re.Match[str], mark: re.Match[str], lines: bool) -> bool:
    """Whether the mark closes what the opener began; straight marks tell by the signs around them."""
    sign, before, after = mark.group(), _before(text, mark.start()), _after(text, mark.end())
    if sign not in STRAIGHT:
        return sign in CLOSED_BY.get(opener.group(), ())
    looks_opening = before.isspace() and not after.isspace()
    return not looks_opening or (not lines and before != "\n")


def _reopens(text: str, mark: re.Match[str]) -> bool:
    """Whether the mark stands at the head of a paragraph, where print repeats it in long quotations."""
    gap = text[max(0, mark.start() - 6) : mark.start()]
    return "\n" in gap[len(gap.rstrip()) :]


def _left_open(text: str, marks: list[re.Match[str]], n: int) -> Quotation | None:
    """A quotation without closing mark: it runs to the end of its line, or to the next mark on it."""
    mark = marks[n]
    later = (m.start() for m in marks[n + 1 : n + 9] if m.group() == mark.group())
    limit = min([len(text), mark.end() + LONGEST, *later])
    stop = text.find("\n", mark.end(), limit)
    words = text[mark.end() : limit if stop < 0 else stop].rstrip()
    if len(words) < STRAY:
        return None
    stop = mark.end() + len(words)
    return Quotation(mark.start(), stop, Span(mark.end(), stop), closed=False)


def _left_unopened(text: str, mark: re.Match[str], floor: int) -> Quotation | None:
    """A quotation without opening mark: from the head of the line to a closing mark after a stop or comma."""
    if mark.group() in {"’", "'", "‘", "‚"} or _before(text, mark.start()) not in STOPS:
        return None
    least = max(floor, mark.start() - LONGEST)
    line = text.rfind("\n", least, mark.start())
    start = least if line < 0 else line + 1
    if mark.start() - start < STRAY or (line < 0 and start > 0):
        return None
    return Quotation(start, mark.end(), Span(start, mark.start()), closed=False)


def _single(text: str, marks: list[re.Match[str]], n: int) -> Quotation | None:
    """A quotation in single marks on one line; what might be an apostrophe closes it only for want of better."""
    mark = marks[n]
    doubtful: re.Match[str] | None = None
    for candidate in marks[n + 1 : n + 1 + MANY]:
        between = text[mark.end() : candidate.start()]
        if len(between) > LONGEST_SINGLE or "\n" in between:
            break
        if candidate.group() not in CLOSED_BY.get(mark.group(), "'"):
            continue
        before, after = _before(text, candidate.start()), _after(text, candidate.end())
        if before.isspace() or after.isalnum():
            continue
        doubtful = candidate
        if not (before == "s" and after == " " and text[candidate.end() + 1 : candidate.end() + 2].islower()):
            break
    if doubtful is None or doubtful.start() - mark.end() < 2:
        return None
    return Quotation(mark.start(), doubtful.end(), Span(mark.end(), doubtful.start()))

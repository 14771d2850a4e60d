"""The words of a printed page in the order in which they are read: columns, lines, paragraphs.

A page is words with boxes (points, y upwards).  Columns are told by a gutter that hardly a word crosses (the whitespace
method: T. M. Breuel, Two Geometric Algorithms for Layout Analysis, DAS 2002); words that cross it (headlines over all
columns) part the page into bands that are read one after the other.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

# In heights of a line: how wide a gutter is at least, what parts paragraphs, how far a first line is set in.
GUTTER, PARAGRAPH, INDENT = 0.9, 0.75, 0.8
# A gutter has so many lines on both sides, and at most this share of lines crosses it.
FEW_LINES, CROSSING = 3, 0.35
SHORT_LINE = 0.85  # of its column: a last line of a paragraph
DEEPEST = 6
MOST_WORDS = 20_000  # of a page: no page that a person reads has more, and its columns are not looked for
LARGER = 1.15  # type so much larger is another kind of line
ENDS = (".", "!", "?", "”", '"', "’", ":", "»")


class Word(NamedTuple):
    """A word where it stands on the page; `size` is the height of its type."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float


class Line(NamedTuple):
    """The words of a line within one column."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float
    page: int


def read_lines(words: Sequence[Word], page: int, depth: int = 0) -> list[list[Line]]:
    """The lines of a page, column after column (each a list), in the order in which they are read."""
    rows = _rows(words)
    cut = _gutter(rows) if depth < DEEPEST and len(words) <= MOST_WORDS else None
    if cut is None:
        return [[_line(row, page) for row in rows]] if rows else []
    found: list[list[Line]] = []
    for band, spans in _bands(rows, cut):
        if spans:
            found.append([_line(row, page) for row in band])
            continue
        for side in ([w for r in band for w in r if w.right <= cut], [w for r in band for w in r if w.right > cut]):
            found += read_lines(side, page, depth + 1)
    return found


def _rows(words: Sequence[Word]) -> list[list[Word]]:
    """Words on one baseline, from top to bottom, each row from left to right."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda w: (-w.bottom, w.left)):
        last = rows[-1][0] if rows else None
        if last is not None and abs(last.bottom - word.bottom) < 0.45 * max(last.size, word.size):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [sorted(row, key=lambda w: w.left) for row in rows]


def _gutter(rows: Sequence[Sequence[Word]]) -> float | None:
    """The middle of a gap between words that few rows cross, and most rows have; null for a single column."""
    if len(rows) < 2 * FEW_LINES:
        return None
    least = GUTTER * median(word.size for row in rows for word in row)
    gaps = [(a.right, b.left) for row in rows for a, b in pairwise(row) if b.left > a.right]
    words = _Spans((w.left, w.right) for row in rows for w in row)
    narrow, wide = (_Spans(g for g in gaps if (g[1] - g[0] > least) is is_wide) for is_wide in (False, True))
    firsts, lasts = sorted(min(w.right for w in row) for row in rows), sorted(max(w.left for w in row) for row in rows)
    best: tuple[int, int, float] | None = None
    for middle in sorted({round((left + right) / 2) for left, right in wide.spans}):
        crossing = words.over(middle) + narrow.over(middle)
        before, after = bisect_right(firsts, middle), len(rows) - bisect_left(lasts, middle)
        if min(before, after) - crossing >= FEW_LINES and crossing <= CROSSING * len(rows):
            found = (-crossing, wide.over(middle), float(middle))
            best = max(best, found) if best else found
    return best[2] if best else None


class _Spans:
    """Stretches of a line, of which can be told how many go over a point."""

    def __init__(self, spans: Iterable[tuple[float, float]]) -> None:
        self.spans = list(spans)
        self._starts, self._ends = sorted(s for s, _ in self.spans), sorted(e for _, e in self.spans)

    def over(self, point: float) -> int:
        return bisect_left(self._starts, point) - bisect_right(self._ends, point)


def _runs_over(row: Sequence[Word], middle: float, gutter: float) -> bool:
    """Whether a row goes on over the middle with no more than the blank between two words there."""
    left = max((w.right for w in row if w.right <= middle), default=None)
    right = min((w.left for w in row if w.left >= middle), default=None)
    crossed = any(w.left < middle < w.right for w in row)
    return not crossed and left is not None and right is not None and right - left < gutter


def _bands(rows: Sequence[Sequence[Word]], cut: float) -> Iterator[tuple[list[Sequence[Word]], bool]]:
    """Rows in bands that go over the gutter, or do not."""
    size = median(word.size for row in rows for word in row)
    band: list[Sequence[Word]] = []
    over = False
    for row in rows:
        spans = any(w.left < cut < w.right for w in row) or _runs_over(row, cut, GUTTER * size)
        if band and spans != over:
            yield band, over
            band = []
        over = spans
        band.append(row)
    if band:
        yield band, over


def _line(row: Sequence[Word], page: int) -> Line:
    return Line(
        " ".join(w.text for w in row),
        row[0].left,
        min(w.bottom for w in row),
        max(w.right for w in row),
        max(w.top for w in row),
        median(w.size for w in row),
        page,
    )


def paragraphs(columns: Sequence[Sequence[Line]]) -> Iterator[list[Line]]:
    """The lines of each paragraph; one that breaks off at the end of a column goes on in the next."""
    waiting: list[Line] = []
    full = False  # whether the last line of the former column filled it
    for column in columns:
        right = max(line.right for line in column)
        left = min(line.left for line in column)
        step = _step(column)
        for i, line in enumerate(column):
            if waiting and (_begins(column[i - 1], line, step, left, right) if i else _is_new(waiting[-1], line, full)):
                yield waiting
                waiting = []
            waiting.append(line)
        full = column[-1].right - left >= SHORT_LINE * (right - left)
    if waiting:
        yield waiting


def _step(column: Sequence[Line]) -> float:
    """From one baseline to the next, as most lines of the column have it."""
    steps = [a.bottom - b.bottom for a, b in pairwise(column)]
    return median(steps) if steps else column[0].size * 1.2


def _begins(before: Line, line: Line, step: float, left: float, right: float) -> bool:
    apart = before.bottom - line.bottom > step + PARAGRAPH * min(line.size, before.size) * 0.6
    set_in = line.left > before.left + INDENT * line.size and before.left <= left + INDENT * line.size
    short = before.right - left < SHORT_LINE * (right - left) and before.text.endswith(ENDS)
    short = short and not line.text[:1].islower()  # “We wait,” | he said.
    return apart or set_in or short or _resized(before, line)


def _resized(one: Line, other: Line) -> bool:
    return max(one.size, other.size) > LARGER * min(one.size, other.size)


def _is_new(before: Line, line: Line, full: bool) -> bool:
    """Whether a column begins with a paragraph of its own: the former one ended, or the type is another."""
    ended = before.text.endswith(ENDS) or not (full or line.text[:1].islower())
    return ended or _resized(before, line)

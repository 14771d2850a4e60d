"""PDF: the words of the pages in reading order, without running heads and page numbers, hyphenation undone (PDFium)."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from statistics import median
from typing import Any, BinaryIO

from simplemma import is_known

from dragoman.errors import ReportUnreadable
from dragoman.outlets.decoding import content, visible
from dragoman.outlets.extras import extra
from dragoman.outlets.fields import NOTHING, Fields, first_of, given
from dragoman.outlets.layout import Line, Word, paragraphs, read_lines
from dragoman.outlets.report import make_report
from dragoman.settings import Settings
from dragoman.types import Refusal, Report

LARGEST, MOST_PAGES = 256 << 20, 5_000
# PDFium's mark for a hyphen at the end of a line, and what typesetters write there.
HYPHENS = "\x02\ufffe\u00ad-\u2010\u2011"
MARGIN, RUNNING = 3, 0.5  # rows at the head and foot of a page that can be running ones; share of pages that have them
SAME_ROW = 0.45  # heights of a line
PAGE_NUMBER = re.compile(r"[\W_]*(?:[Pp]age |[Pp]\. ?)?(?:\d{1,4}|[ivxlc]{1,6})(?: ?(?:/|of) ?\d{1,4})?[\W_]*")
ADDRESS = re.compile(r"https?://[^\s<>]+")
DIGITS = re.compile(r"\d+")
HEADLINE, LONGEST_HEADLINE = 1.25, 250  # type so much larger than the text, and characters
APART = 2.0  # heights of a line between a page number and the text
GAP = 0.22  # of the type's height: a blank between two characters that the file does not write


def read_pdf(stream: BinaryIO, origin: str, settings: Settings, told: Fields = NOTHING) -> Iterator[Report | Refusal]:
    """The one report of a PDF file; raises ReportUnreadable, also for scans, which have pictures instead of words.

    Title: the document's own, where it stands on the first page, else the line in the largest type.  The dates in the
    file are those of the file and not taken.
    """
    data = content(stream, origin, LARGEST)
    pdfium = extra("pypdfium2", "pdf", "Reading PDF files")
    if not data.strip():
        raise ReportUnreadable(origin, "empty", "the file is empty")
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        locked = "password" in str(error).casefold()
        problem = "it is locked with a password" if locked else "it is broken or no PDF file"
        raise ReportUnreadable(
            origin, "locked" if locked else "malformed", f"{problem}; save the article as text"
        ) from error
    try:
        pages = _pages(document, pdfium, origin, settings)
        known = str(document.get_metadata_value("Title") or "")
    finally:
        document.close()
    columns, running = _without_running(pages)
    title, body = _title([list(p) for p in paragraphs(columns)], known)
    spelled = _spellings(columns)
    text = "\n\n".join(visible(_joined(lines, spelled)) for lines in body)
    if not text.strip():
        raise ReportUnreadable(
            origin, "empty", "its pages hold pictures of text, or nothing; run text recognition (OCR) on it first"
        )
    link = next((found[0] for line in running if (found := ADDRESS.search(line))), None)
    fields = first_of(title, given({"url": link}, "running line of the pages"), told)
    yield make_report(text, fields, origin, settings)


def _pages(document: Any, pdfium: Any, origin: str, settings: Settings) -> list[list[list[Line]]]:
    """The columns of every page."""
    if len(document) > MOST_PAGES:
        raise ReportUnreadable(origin, "size", f"it has more than {MOST_PAGES:,} pages; split it")
    found: list[list[list[Line]]] = []
    characters = 0
    for number in range(len(document)):
        try:
            page = document[number]
            words = list(_words(page.get_textpage()))
            page.close()
        except pdfium.PdfiumError as error:
            raise ReportUnreadable(
                origin, "malformed", f"its page {number + 1} is broken; save the article as text"
            ) from error
        characters += sum(len(w.text) for w in words)
        if characters > settings.max_characters:
            problem = f"it has more than {settings.max_characters:,} characters; split it, or raise 'max_characters'"
            raise ReportUnreadable(origin, "size", problem)
        found.append(read_lines(words, number))
    return found


def _words(page: Any) -> Iterator[Word]:
    """The words of a page with their boxes, in the order of the file."""
    text = page.get_text_range()
    count = page.count_chars()
    if len(text) != count:  # characters beyond the basic plane, or left out
        text = None
    held: list[tuple[str, tuple[float, float, float, float]]] = []
    for i in range(count):
        char = text[i] if text is not None else page.get_text_range(i, 1)
        if char.isspace() or char in ("", "\0"):
            if held:
                yield _word(held)
            held = []
            continue
        box = page.get_charbox(i, loose=True)
        if held and _apart(held[-1][1], box):
            yield _word(held)
            held = []
        held.append((char, box))
    if held:
        yield _word(held)


def _apart(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    height = max(one[3] - one[1], other[3] - other[1], 1.0)
    return other[0] - one[2] > GAP * height or other[0] < one[0] - height or abs(other[1] - one[1]) > 0.5 * height


def _word(held: Sequence[tuple[str, tuple[float, float, float, float]]]) -> Word:
    lefts, bottoms, rights, tops = zip(*(box for _, box in held), strict=True)
    size = median(top - bottom for top, bottom in zip(tops, bottoms, strict=True))
    return Word("".join(c for c, _ in held), min(lefts), min(bottoms), max(rights), max(tops), max(size, 0.1))


def _without_running(pages: Sequence[Sequence[list[Line]]]) -> tuple[list[list[Line]], list[str]]:
    """The columns without lines that return at the edge of pages and without page numbers; and those lines."""
    edges = [_edges(page) for page in pages]
    often = Counter(k for edge in edges for k in {k for side in edge for row in side for k in _keys(row)})
    least = max(2, RUNNING * len(pages))
    kept: list[list[Line]] = []
    dropped: list[str] = []
    for page, edge in zip(pages, edges, strict=True):
        running = set(_numbers(page))
        for side in edge:
            running |= _returning(side, {key for key, times in often.items() if times >= least}, running)
        dropped += [line.text for line in running]
        kept += [rest for column in page if (rest := [line for line in column if line not in running])]
    return kept, dropped


def _returning(side: Sequence[Sequence[Line]], often: Set[str], known: Set[Line]) -> set[Line]:
    """The lines that return, from the edge inwards, up to the first row that has none."""
    found: set[Line] = set()
    for row in side:
        whole = _bare(" ".join(line.text for line in row)) in often
        here = {line for line in row if whole or line in known or _bare(line.text) in often}
        if not here:
            break
        found |= here
    return found


def _sorted(page: Sequence[Sequence[Line]]) -> list[Line]:
    return sorted((line for column in page for line in column), key=lambda line: -line.bottom)


def _edges(page: Sequence[Sequence[Line]]) -> tuple[list[list[Line]], list[list[Line]]]:
    """The first rows of a page over all its columns, and its last ones from the last one upwards."""
    rows: list[list[Line]] = []
    for line in _sorted(page):
        if rows and rows[-1][0].bottom - line.bottom < SAME_ROW * line.size:
            rows[-1].append(line)
        else:
            rows.append([line])
    rows = [sorted(row, key=lambda line: line.left) for row in rows]
    return rows[:MARGIN], rows[-MARGIN:][::-1]


def _keys(row: Sequence[Line]) -> set[str]:
    """By what a row can be known again: as a whole, however its page is parted into columns, and by its parts."""
    return {_bare(line.text) for line in row} | {_bare(" ".join(line.text for line in row))}


def _numbers(page: Sequence[Sequence[Line]]) -> Iterator[Line]:
    """Page numbers: the first or last line of a page, if it is set apart from the text."""
    edge = _sorted(page)
    for line, beside in ((edge[:1], edge[1:2]), (edge[-1:], edge[-2:-1])):
        if line and PAGE_NUMBER.fullmatch(line[0].text):
            apart = abs(line[0].bottom - beside[0].bottom) if beside else 0.0
            if not beside or apart > APART * max(line[0].size, beside[0].size):
                yield line[0]


def _bare(words: str) -> str:
    return DIGITS.sub("#", words.casefold())


def _title(body: list[list[Line]], known: str) -> tuple[Fields, list[list[Line]]]:
    """The title, and the paragraphs without it."""
    first = [(i, " ".join(line.text for line in p)) for i, p in enumerate(body) if p[0].page == 0]
    named = next(
        (i for i, words in first if known.strip() and words.casefold() == " ".join(known.split()).casefold()), None
    )
    if named is not None:
        return given({"title": known}, "title of the document"), body[:named] + body[named + 1 :]
    usual = median(line.size for p in body for line in p) if body else 0.0
    large = [(max(line.size for line in body[i]), -i, words) for i, words in first if len(words) <= LONGEST_HEADLINE]
    size, place, words = max(large, default=(0.0, 0, ""))
    if size < HEADLINE * usual or len(body) < 2:
        return NOTHING, body
    return given({"title": words}, "line in the largest type"), body[:-place] + body[-place + 1 :]


def _spellings(columns: Sequence[Sequence[Line]]) -> Counter[str]:
    """How often each word is written within a line."""
    return Counter(w.strip(".,;:!?()\"'“”’").casefold() for c in columns for line in c for w in line.text.split())


def _joined(lines: Sequence[Line], spelled: Counter[str]) -> str:
    """The lines as one, words that are parted at the end of a line put together again."""
    text = ""
    for line in lines:
        words = "".join("-" if c in "\x02\ufffe" else c for c in line.text)
        head, _, last = text.rpartition(" ")
        if text[-1:] and text[-1] in HYPHENS and words[:1].islower() and last[:-1][-1:].isalpha():
            text = f"{head} {_whole(last[:-1], words, spelled)}".lstrip(" ")
        else:
            text = f"{text} {words}" if text else words
    return text


def _whole(first: str, rest: str, spelled: Counter[str]) -> str:
    """A parted word as the document writes it elsewhere; else with its hyphen if only its halves are words."""
    second = re.match(r"[\w’'-]*", rest)
    end = second[0] if second else ""
    joined, hyphenated = spelled[f"{first}{end}".casefold()], spelled[f"{first}-{end}".casefold()]
    if joined == hyphenated:
        parts = is_known(first.casefold(), lang="en") and is_known(end.casefold(), lang="en")
        hyphenated += parts and not is_known(f"{first}{end}".casefold(), lang="en")
    return f"{first}-{rest}" if hyphenated > joined else f"{first}{rest}"

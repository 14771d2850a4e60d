"""One file and whatever is within it: each document by its own reader, each failure in its own sentence."""

import io
import lzma
import os
import tarfile
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from typing import BinaryIO, NamedTuple, cast

from dragoman.errors import ExtraMissing, ReportUnreadable
from dragoman.outlets.formats import Format, by_media, by_suffix, sniffed
from dragoman.outlets.parts import Items, Part, printable
from dragoman.settings import Settings
from dragoman.types import Refusal, Report

TOO_LARGE = "it needs more memory than one report may take; split it, or save its text"
DEEPEST = 4  # files within files within files
# What broken data may raise in a library that does not say so itself.
MISTAKES = (
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    ArithmeticError,
    RecursionError,
    AssertionError,
    EOFError,
)
BROKEN = (zlib.error, lzma.LZMAError, zipfile.BadZipFile, tarfile.TarError, OSError)


class Course:
    """How far the reading of a file has come: its documents are counted, the file itself is the first.

    `notice` hears when a document begins and when it is done.  After one that could not be borne, the file is read
    anew: documents up to the number `after` are passed by, which were read, and those in `without` are not opened.
    """

    def __init__(
        self, after: int = 0, without: Collection[int] = (), notice: Callable[[str, int, str], None] | None = None
    ) -> None:
        """A first course, or one after `after`."""
        self._after, self._without, self._notice = after, frozenset(without), notice
        self._count = 0

    def begin(self, origin: str) -> int:
        """The number of a document that comes now."""
        self._count += 1
        self._tell("begin", self._count, origin)
        return self._count

    def done(self, number: int) -> None:
        """The document is read."""
        self._tell("done", number, "")

    def is_past(self, number: int) -> bool:
        """Whether a document was read in a former try."""
        return number <= self._after

    def is_closed(self, number: int, chosen: Format) -> bool:
        """Whether a document is not to be opened: it failed, or was read and has no others within it."""
        return number in self._without or (self.is_past(number) and not chosen.holds)

    def _tell(self, what: str, number: int, origin: str) -> None:
        if self._notice is not None:
            self._notice(what, number, origin)


def read_document(
    part: Part, settings: Settings, format_: Format | None, course: Course, depth: int = 0
) -> Iterator[Report | Refusal]:
    """The reports of a document and of all that is within it; raises OSError where the file itself gives out."""
    number = course.begin(part.origin)
    try:
        peeking = _peeking(part.stream)
        chosen = format_ or by_media(part.media) or by_suffix(part.name) or sniffed(peeking)
        if not course.is_closed(number, chosen):
            items = chosen.read(cast(BinaryIO, peeking), part.origin, settings, part.told)
            for item in _with_parts(items, part.origin, settings, course, depth):
                if not (isinstance(item, _Own) and course.is_past(number)):
                    yield _printable(item.item if isinstance(item, _Own) else item)
    except MemoryError:
        yield Refusal(part.origin, TOO_LARGE, "memory")
    except (ReportUnreadable, ExtraMissing, *MISTAKES, *BROKEN) as error:
        if isinstance(error, OSError) and depth == 0:
            raise
        yield _printable(_refused(error, part.origin))
    finally:
        course.done(number)


class _Own(NamedTuple):
    """What a document itself yields, not one within it; in a second try it was said before."""

    item: Report | Refusal


def _printable(item: Report | Refusal) -> Report | Refusal:
    """What is said of a file may hold words of the file: column names, what a library says of it."""
    if isinstance(item, Report) or (item.reason + item.origin).isprintable():
        return item
    return Refusal(printable(item.origin), printable(item.reason, 2_000), item.kind)


def _peeking(stream: BinaryIO) -> io.BufferedReader:
    return stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(cast(io.RawIOBase, stream))


def _with_parts(
    items: Items, origin: str, settings: Settings, course: Course, depth: int
) -> Iterator[Report | Refusal | _Own]:
    passed: Counter[str] = Counter()
    for item in items:
        if not isinstance(item, Part):
            yield _Own(item)
        elif (kind := _foreign(item)) is not None:
            passed[kind] += 1
        elif depth >= DEEPEST:
            problem = f"it lies more than {DEEPEST} files deep; unpack the outer ones and read it from there"
            yield _Own(Refusal(item.origin, problem, "depth"))
        else:
            yield from read_document(item, settings, None, course, depth + 1)
    yield from map(_Own, _said(origin, passed))


def _refused(error: Exception, origin: str) -> Refusal:
    if isinstance(error, ReportUnreadable):
        return Refusal(error.origin if error.origin.startswith(origin) else origin, error.reason, error.kind)
    if isinstance(error, ExtraMissing):
        return Refusal(origin, str(error), "extra")
    what = " ".join(str(error).split())[:120]
    return Refusal(origin, f"it is broken ({type(error).__name__}: {what}); save it anew, or as text", "malformed")


def _foreign(part: Part) -> str | None:
    """Why a file within another is passed over: hidden, or a suffix of what is not read."""
    name = part.name.replace("\\", "/").rpartition("/")[2]
    suffix = os.path.splitext(name)[1].casefold()
    if by_media(part.media):
        return None
    if name.startswith("."):
        return "hidden"
    if by_suffix(name):
        return None
    return suffix or None


def _said(origin: str, passed: Counter[str]) -> Iterator[Refusal]:
    if passed:
        count = passed.total()
        files = "file within it is" if count == 1 else "files within it are"
        kinds = ", ".join(f"{number:,} {kind}" for kind, number in sorted(passed.items()))
        yield Refusal(origin, f"{count:,} {files} passed over ({kinds}); such files are not read", "passed over")

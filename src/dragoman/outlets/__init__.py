"""The outlets room: bytes -> Report, one format a file."""

import errno
import io
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, NamedTuple, cast

from dragoman.errors import ReportUnreadable
from dragoman.outlets.html import read_html
from dragoman.outlets.inputs import STANDARD_INPUT, resolve, shown, walk
from dragoman.outlets.jsonl import read_jsonl
from dragoman.outlets.markdown import read_markdown
from dragoman.outlets.report import text_digest
from dragoman.outlets.text import read_text
from dragoman.settings import Settings
from dragoman.types import Refusal, Report

Items = Iterator[Report | Refusal]
PIECE = 1 << 20  # bytes of a line taken at once where lines are only counted


class Format(NamedTuple):
    """A format that we read: its name, the suffixes of its files, and its reader."""

    name: str
    suffixes: tuple[str, ...]
    read: Callable[[BinaryIO, str, Settings], Items]


READERS = (
    Format("text", (".txt", ".text"), read_text),
    Format("markdown", (".md", ".markdown"), read_markdown),
    Format("html", (".html", ".htm", ".xhtml"), read_html),
    Format("jsonl", (".jsonl", ".ndjson"), read_jsonl),
)
BY_SUFFIX = {suffix: format_ for format_ in READERS for suffix in format_.suffixes}
BY_NAME = {format_.name: format_ for format_ in READERS}


def read_inputs(inputs: Sequence[str | Path], settings: Settings, stdin: BinaryIO | None = None) -> Items:
    """The reports of files, folders, patterns and standard input ("-"), one after the other in a fixed order.

    What cannot be read comes as a Refusal in its place.  Of two reports with one id the second is passed
    over (same text) or refused (kind "duplicate").  Raises InputMissing, before anything is read, for a path that
    leads to nothing.
    """
    return _once(_all(resolve(inputs), settings, stdin))


def _all(names: Sequence[str], settings: Settings, stdin: BinaryIO | None) -> Items:
    for name in names:
        if name == STANDARD_INPUT:
            yield from _read(io.BytesIO() if stdin is None else stdin, "standard input", settings)
        elif os.path.isdir(name):
            for path in walk(name, BY_SUFFIX):
                yield from (path,) if isinstance(path, Refusal) else _open(path, settings)
        else:
            yield from _open(name, settings)


def _open(path: str, settings: Settings) -> Items:
    suffix, origin = os.path.splitext(path)[1].casefold(), shown(path)
    if suffix and suffix not in BY_SUFFIX and os.path.isfile(path):
        known = ", ".join(BY_SUFFIX)
        reason = f"files of this kind are not read yet; what is read: {known} (or pass the text on standard input)"
        yield Refusal(origin, reason, "format")
        return
    try:
        with open(path, "rb") as stream:
            yield from _read(stream, origin, settings, BY_SUFFIX.get(suffix))
    except OSError as error:
        yield Refusal(origin, _why(error), "unreadable")


def _why(error: OSError) -> str:
    """What to do about a file that the system would not give us."""
    # Telling the language unpacks its model into a temporary file, so reading can fail for want of room.
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return f"there is no room for temporary files ({error.strerror}); free some space, or name a folder in TMPDIR"
    return f"the file cannot be read ({error.strerror}); check that it exists and may be read"


def _read(stream: BinaryIO, origin: str, settings: Settings, format_: Format | None = None) -> Items:
    try:
        peeking = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(cast(io.RawIOBase, stream))
        yield from (format_ or _sniffed(peeking)).read(peeking, origin, settings)
    except ReportUnreadable as error:
        yield Refusal(error.origin, error.reason, error.kind)


def _sniffed(stream: io.BufferedReader) -> Format:
    start = stream.peek(1024).removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"{") and not start.startswith(b"{\\rtf"):
        return BY_NAME["jsonl"]
    return BY_NAME["html" if start[:1] == b"<" else "text"]


def count_inputs(inputs: Sequence[str | Path]) -> int | None:
    """About how many items `read_inputs` will yield, for a progress bar; null if standard input is among them."""
    names = resolve(inputs)
    return None if STANDARD_INPUT in names else sum(map(_count, names))


def _count(name: str) -> int:
    paths = [p for p in walk(name, BY_SUFFIX) if isinstance(p, str)] if os.path.isdir(name) else [name]
    return sum(_rows(p) for p in paths)


def _rows(path: str) -> int:
    """One report a file, or one a line; a file that cannot be opened counts as one, the reading says why."""
    if BY_SUFFIX.get(os.path.splitext(path)[1].casefold()) is not BY_NAME["jsonl"]:
        return 1
    try:
        with open(path, "rb") as stream:
            return sum(1 for piece in iter(lambda: stream.readline(PIECE), b"") if piece.strip())
    except OSError:
        return 1


def _once(items: Items) -> Items:
    seen: dict[str, tuple[str, str | None]] = {}
    for item in items:
        if isinstance(item, Refusal) or item.id not in seen:
            if isinstance(item, Report):
                seen[item.id] = (text_digest(item.text), item.origin)
            yield item
        else:
            yield _repeated(item, *seen[item.id])


def _repeated(report: Report, digest: str, where: str | None) -> Refusal:
    origin = report.origin or report.id
    if digest == text_digest(report.text):
        return Refusal(origin, f"it is the same as {where}, which was read", "passed over")
    reason = f"it has the same id ({report.id}) as {where}, which was kept; give each report its own id"
    return Refusal(origin, reason, "duplicate")

"""The outlets room: bytes -> Report, one format a file; READERS in formats.py lists them."""

import errno
import io
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, cast
from urllib.parse import urlsplit

from dragoman.elsewhere import complaint
from dragoman.errors import ReportUnreadable
from dragoman.outlets.counting import count_inputs
from dragoman.outlets.decoding import in_unicode
from dragoman.outlets.fetching import FetchRules
from dragoman.outlets.fields import NOTHING, Fields, given
from dragoman.outlets.formats import BY_MEDIA, BY_SUFFIX, READERS, Format, by_media, by_suffix, named, sniffed
from dragoman.outlets.inputs import STANDARD_INPUT, resolve, shown, walk
from dragoman.outlets.parts import Part
from dragoman.outlets.reading import Course, read_document
from dragoman.outlets.remote import is_remote, is_web, opened
from dragoman.outlets.report import text_digest
from dragoman.outlets.visits import Visits
from dragoman.outlets.watching import Question, read_watched
from dragoman.settings import Settings
from dragoman.types import Refusal, Report

__all__ = ["READERS", "Format", "count_inputs", "read_inputs", "repeated"]

Items = Iterator[Report | Refusal]
REMEMBERED = 1_000_000  # ids of reports, to tell repeated ones; the record knows all of them


def read_inputs(
    inputs: Sequence[str | Path], settings: Settings, stdin: BinaryIO | None = None, format_: str | None = None
) -> Items:
    """The reports of files, folders, patterns, addresses and standard input ("-"), one after the other.

    `format_` names the format of standard input and of files whose name tells none.  What cannot be read comes as a
    Refusal in its place.  Of two reports with one id the second is passed over (same text) or refused (kind
    "duplicate").  Raises, before anything is read, InputMissing for a path that leads to nothing, and FormatUnknown.
    """
    chosen = named(format_) if format_ else None
    return _once(_all(resolve(inputs), settings, stdin, chosen))


def _all(names: Sequence[str], settings: Settings, stdin: BinaryIO | None, chosen: Format | None) -> Items:
    visits = Visits()
    for name in names:
        if name == STANDARD_INPUT:
            yield from _stream(io.BytesIO() if stdin is None else stdin, "standard input", settings, chosen)
        elif is_web(name):
            yield from _fetched(name, settings, visits)
        elif is_remote(name):
            yield from _remote(name, settings, chosen)
        elif os.path.isdir(name):
            for path in walk(name, BY_SUFFIX):
                yield from (path,) if isinstance(path, Refusal) else _open(path, settings, chosen)
        else:
            yield from _open(name, settings, chosen)


def _open(path: str, settings: Settings, chosen: Format | None) -> Items:
    suffix, origin = os.path.splitext(path)[1].casefold(), shown(path)
    format_ = by_suffix(path) or chosen
    if suffix and format_ is None and os.path.isfile(path):
        known = ", ".join(BY_SUFFIX)
        reason = f"files of this kind are not read; what is read: {known}; or say with --input-format what it is"
        yield Refusal(origin, reason, "format")
        return
    try:
        with open(path, "rb") as stream:
            format_ = format_ or sniffed(stream)
            if not format_.watched:
                yield from read_document(Part(origin, origin, stream), settings, format_, Course())
                return
        yield from read_watched(Question(path, origin, origin, format_.name), settings)
    except OSError as error:
        yield Refusal(origin, _why(error), "unreadable")


def _why(error: OSError) -> str:
    """What to do about a file that the system would not give us."""
    # Telling the language unpacks its model into a temporary file, so reading can fail for want of room.
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return f"there is no room for temporary files ({error.strerror}); free some space, or name a folder in TMPDIR"
    why = error.strerror or complaint(error)
    return f"the file cannot be read ({why}); check that it exists and may be read"


def _stream(
    stream: BinaryIO, origin: str, settings: Settings, chosen: Format | None, name: str = "", told: Fields = NOTHING
) -> Items:
    """The reports of a stream; where a process of its own takes it apart, that gets a copy."""
    peeking = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(cast(io.RawIOBase, stream))
    try:
        format_ = chosen or sniffed(peeking)
        if not format_.watched:
            yield from read_document(Part(name, origin, cast(BinaryIO, peeking), told), settings, format_, Course())
            return
        with tempfile.TemporaryDirectory(prefix="dragoman-") as folder:
            path = os.path.join(folder, "copy")
            with open(path, "wb") as copy:
                shutil.copyfileobj(peeking, copy)
            yield from read_watched(Question(path, origin, name, format_.name, told=told), settings)
    except OSError as error:
        yield Refusal(origin, _why(error), "unreadable")


def _remote(address: str, settings: Settings, chosen: Format | None) -> Items:
    format_, suffix = by_suffix(address) or chosen, os.path.splitext(address)[1].casefold()
    if format_ is None and suffix:
        yield Refusal(address, f"files that end in {suffix} are not read; it was passed over", "passed over")
        return
    try:
        with opened(address) as stream:
            yield from _stream(stream, address, settings, format_, address)
    except OSError as error:
        yield Refusal(address, _why(error), "unreadable")


def _fetched(url: str, settings: Settings, visits: Visits) -> Items:
    rules = FetchRules(seconds=settings.report_seconds, media=frozenset(BY_MEDIA), loopback=bool(settings.loopback))
    try:
        page = visits.get(url, rules)
    except ReportUnreadable as error:
        yield Refusal(url, error.reason, error.kind)
        return
    told = given({"url": page.url}, "address")
    format_ = by_suffix(urlsplit(page.url).path) or by_media(page.media)
    yield from _stream(
        io.BytesIO(in_unicode(page.body, page.media)), url, settings, format_, urlsplit(page.url).path, told
    )


def _once(items: Items) -> Items:
    seen: dict[str, tuple[str, str | None]] = {}
    for item in items:
        if isinstance(item, Refusal) or item.id not in seen:
            if isinstance(item, Report):
                seen[item.id] = (text_digest(item.text), item.origin)
                if len(seen) > REMEMBERED:
                    del seen[next(iter(seen))]
            yield item
        else:
            yield repeated(item, *seen[item.id])


def repeated(report: Report, digest: str, where: str | None) -> Refusal:
    """What is said of a report whose id another one bore before it: `digest` of its text, `where` it was read."""
    origin = report.origin or report.id
    if digest == text_digest(report.text):
        return Refusal(origin, f"it is the same as {where}, which was read", "passed over")
    reason = f"it has the same id ({report.id}) as {where}, which was kept; give each report its own id"
    return Refusal(origin, reason, "duplicate")

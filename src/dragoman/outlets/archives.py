"""Archives: ZIP, tar, and files packed with gzip, bzip2 or xz; members are read in place and written nowhere."""

import bz2
import gzip
import io
import lzma
import re
import tarfile
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from typing import Any, BinaryIO, cast

from dragoman.errors import ReportUnreadable
from dragoman.outlets.fields import NOTHING, Fields
from dragoman.outlets.parts import ALWAYS, MOST_SWELLING, Items, Part, Unpacked, bomb, length, printable, seekable
from dragoman.settings import Settings
from dragoman.types import Refusal

LARGEST_INNER = 4 << 30  # an archive within an archive, which must be copied to be read
MOST_MEMBERS = 2_000_000
PACKERS = ((b"\x1f\x8b", gzip.open), (b"BZh", bz2.open), (b"\xfd7zXZ", lzma.open))
BROKEN = (zlib.error, lzma.LZMAError, EOFError, gzip.BadGzipFile, zipfile.BadZipFile, tarfile.TarError)
FIRST_FILE = b"PK\x03\x04"  # how a ZIP archive begins that holds a file
# What zipfile and tarfile raise for headers that are no headers.
MALFORMED = (NotImplementedError, ValueError, LookupError, OverflowError, RuntimeError, OSError)


def read_packed(stream: BinaryIO, origin: str, settings: Settings, told: Fields = NOTHING) -> Items:
    """The one file within a .gz, .bz2 or .xz; raises ReportUnreadable for broken data and for bombs."""
    name = printable(_inner(re.split("[/!]", origin)[-1]))
    with seekable(stream, origin, LARGEST_INNER) as packed, explained(origin), _opener(packed, origin)(packed) as plain:
        whole = io.BufferedReader(Unpacked(cast(BinaryIO, plain), length(packed), origin))
        yield Part(name, f"{origin}!{name}", cast(BinaryIO, whole), told)


def _opener(packed: BinaryIO, origin: str) -> Callable[[BinaryIO], Any]:
    start = packed.read(6)
    packed.seek(0)
    opener = next((opener for magic, opener in PACKERS if start.startswith(magic)), None)
    if opener is None:
        raise ReportUnreadable(origin, "malformed", "it is not packed with gzip, bzip2 or xz, whatever its name says")
    return opener


def _inner(name: str) -> str:
    stem, _, suffix = name.rpartition(".")
    return f"{stem}.tar" if suffix.casefold() in ("tgz", "tbz2", "txz") else stem or name


def read_tar(stream: BinaryIO, origin: str, settings: Settings, told: Fields = NOTHING) -> Items:
    """The files of a tar archive, in its order; links, devices and pipes are passed over and said."""
    odd: Counter[str] = Counter()
    end = _End(stream)
    with explained(origin), tarfile.open(fileobj=end, mode="r|") as archive:
        for number, member in enumerate(archive):
            _few(number, origin)
            name = printable(member.name)
            if member.isfile() and (inner := archive.extractfile(member)) is not None:
                yield Part(name, f"{origin}!{name}", cast(BinaryIO, inner), told)
            elif not member.isdir():
                odd["link" if member.issym() or member.islnk() else "device or pipe"] += 1
            archive.members = []  # type: ignore[attr-defined] # or the headers of all members are kept
    if end.bytes.strip(b"\0"):
        yield Refusal(origin, "the archive breaks off before its end; what is whole of it was read", "malformed")
    for kind, count in sorted(odd.items()):
        said = f"{count} {kind}{'' if count == 1 else 's'} within the archive passed over: nothing outside it is read"
        yield Refusal(origin, said, "passed over")


class _End(io.RawIOBase):
    """A stream that keeps the last bytes that were read of it: a whole tar archive ends with zeros."""

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__()
        self._stream, self.bytes = stream, b""

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self.bytes = data[-tarfile.BLOCKSIZE :] or self.bytes
        return data


def read_zip(stream: BinaryIO, origin: str, settings: Settings, told: Fields = NOTHING) -> Items:
    """The files of a ZIP archive, in its order; locked members are refused.  Raises ReportUnreadable for bombs."""
    with seekable(stream, origin, LARGEST_INNER) as packed, explained(origin), zipfile.ZipFile(packed) as archive:
        left = max(length(packed) * MOST_SWELLING, ALWAYS)
        _few(len(archive.infolist()), origin)
        if _overlap(archive.infolist()):
            raise bomb(origin)
        if _is_anothers(archive.infolist(), packed):
            raise ReportUnreadable(origin, "malformed", "it breaks off before the list of its files; get it anew")
        for member in archive.infolist():
            if member.is_dir():
                continue
            where = f"{origin}!{printable(member.filename)}"
            if member.flag_bits & 1:
                yield Refusal(
                    where, "it is locked with a password; unpack the archive and read what is in it", "locked"
                )
                continue
            meter = _Meter(left)
            yield from _member(archive, member, where, told, meter)
            left = meter.left
            if left < 0:
                raise bomb(origin)


def _overlap(members: list[zipfile.ZipInfo]) -> bool:
    """Whether members share their bytes, as in archives that are made to fill memory (D. Fifield, WOOT 2019)."""
    places = sorted((m.header_offset, m.compress_size) for m in members)
    return any(start + size > following for (start, size), (following, _) in pairwise(places))


def _is_anothers(members: list[zipfile.ZipInfo], packed: BinaryIO) -> bool:
    """Whether the list of files is that of an archive within: the archive begins with a file that is not listed."""
    packed.seek(0)
    begins = packed.read(len(FIRST_FILE)) == FIRST_FILE
    return begins and min((m.header_offset for m in members), default=1) > 0


class _Meter:
    """How many bytes an archive may still unpack."""

    def __init__(self, left: int) -> None:
        self.left = left


class _Metered(io.RawIOBase):
    """A member's bytes, counted; it ends where the archive has unpacked too much."""

    def __init__(self, stream: BinaryIO, meter: _Meter) -> None:
        super().__init__()
        self._stream, self._meter = stream, meter

    def readable(self) -> bool:
        return True

    def readinto(self, into: object) -> int:
        view = memoryview(cast(bytearray, into)).cast("B")
        data = self._stream.read(len(view)) if self._meter.left >= 0 else b""
        self._meter.left -= len(data)
        view[: len(data)] = data
        return len(data)


def _member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, where: str, told: Fields, meter: _Meter
) -> Iterator[Refusal | Part]:
    try:
        with archive.open(member) as inner:
            counted = io.BufferedReader(_Metered(cast(BinaryIO, inner), meter))
            yield Part(printable(member.filename), where, cast(BinaryIO, counted), told)
    except (*BROKEN, *MALFORMED) as error:
        yield Refusal(where, _sentence(error), "malformed")


def _few(count: int, origin: str) -> None:
    if count > MOST_MEMBERS:
        raise ReportUnreadable(origin, "size", f"it has more than {MOST_MEMBERS:,} members; split the archive")


@contextmanager
def explained(origin: str) -> Iterator[None]:
    """Turns what the libraries of archives raise for broken data into ReportUnreadable."""
    try:
        yield
    except (*BROKEN, *MALFORMED) as error:
        raise ReportUnreadable(origin, "malformed", _sentence(error)) from error


def _sentence(error: BaseException) -> str:
    what = str(error).strip() or type(error).__name__
    return f"it is broken ({what[:120]}); get it anew, or unpack it and read what is in it"

"""Documents within other files (members of archives, attachments ...), and packed bytes that must not swell."""

import io
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import BinaryIO, cast

from dragoman.errors import ReportUnreadable
from dragoman.outlets.fields import Fields
from dragoman.types import Refusal, Report

# What packed bytes may become: so many times their size (text packs 3 to 20 times), and this much in any case.
MOST_SWELLING, ALWAYS = 250, 1 << 30
IN_MEMORY = 16 << 20
PIECE = 1 << 18


@dataclass(frozen=True, slots=True)
class Part:
    """A document within a file: its name there, where it stands, its bytes, and what the file says of it.

    `media` is its media type ("text/html") where the file gives one.  The bytes must be read before the next part is
    asked for.
    """

    name: str
    origin: str
    stream: BinaryIO
    told: Fields = field(default_factory=dict)
    media: str | None = None


Items = Iterator[Report | Refusal | Part]


class Unpacked(io.RawIOBase):
    """What a packed stream becomes, read in pieces; raises ReportUnreadable ("bomb") once it swells beyond reason."""

    def __init__(self, stream: BinaryIO, packed: int, origin: str) -> None:
        """`packed`: the size of what the stream unpacks, in bytes."""
        super().__init__()
        self._stream, self._origin = stream, origin
        self._left = max(packed * MOST_SWELLING, ALWAYS)

    def readable(self) -> bool:
        """It can."""
        return True

    def readinto(self, into: object) -> int:
        """The next bytes."""
        view = memoryview(cast(bytearray, into)).cast("B")
        data = self._stream.read(min(len(view), PIECE))
        self._left -= len(data)
        if self._left < 0:
            raise bomb(self._origin)
        view[: len(data)] = data
        return len(data)


def bomb(origin: str) -> ReportUnreadable:
    """The error for what swells beyond reason."""
    return ReportUnreadable(
        origin,
        "bomb",
        f"it unpacks to more than {MOST_SWELLING} times its size, as files do that are made to fill memory; the rest "
        "was not read; unpack it yourself if you trust it",
    )


@contextmanager
def seekable(stream: BinaryIO, origin: str, limit: int) -> Iterator[BinaryIO]:
    """The stream, or a copy of it (on disk if large) where one cannot go back in it; raises ReportUnreadable (size)."""
    if stream.seekable():
        yield stream
        return
    with tempfile.SpooledTemporaryFile(IN_MEMORY) as copy:
        while piece := stream.read(PIECE):
            if copy.tell() + len(piece) > limit:
                raise ReportUnreadable(
                    origin, "size", f"it is larger than {limit:,} bytes, the most that is unpacked within a file"
                )
            copy.write(piece)
        copy.seek(0)
        yield cast(BinaryIO, copy)


def length(stream: BinaryIO) -> int:
    """How many bytes a seekable stream has in all."""
    here = stream.tell()
    end = stream.seek(0, io.SEEK_END)
    stream.seek(here)
    return end


def printable(name: str, most: int = 300) -> str:
    """Words from within a file that can be printed and stored: without controls, and not endless."""
    kept = "".join(c if c.isprintable() else "\ufffd" for c in name.encode("utf-8", "replace").decode("utf-8"))
    return kept if len(kept) <= most else f"{kept[:most]}…"

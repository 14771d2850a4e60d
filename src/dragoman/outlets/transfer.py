"""The bytes of a page as its server packed them for the way (chunks, gzip, deflate), unpacked again."""

import zlib
from collections.abc import Mapping

# zlib's names for the window: gzip or zlib by what the data say, and deflate without either.
BY_ITSELF, BARE = zlib.MAX_WBITS | 32, -zlib.MAX_WBITS
LINE_END = b"\r\n"
LONGEST_LINE = 4096  # of the size of a chunk, with its extensions


class TransferError(ValueError):
    """Bytes that cannot be unpacked; the sentence says why."""


def unpacked(data: bytes, headers: Mapping[str, str], most: int) -> bytes:
    """What the bytes of an answer were before its server packed them, at most `most` and one more.

    Crawlers often unpack and leave the headers as they came, so what is not packed as they say is taken as it is.
    Raises TransferError for what breaks off, and for ways of packing that are not read.
    """
    if "chunked" in headers.get("Transfer-Encoding", "").casefold():
        data = _dechunked(data)
    ways = [way.strip() for way in headers.get("Content-Encoding", "").casefold().split(",")]
    for way in reversed(ways):
        if way in ("gzip", "x-gzip", "deflate"):
            data = _inflated(data, most)
        elif way not in ("", "identity", "none") and not _is_words(data):
            raise TransferError(f"it is packed with '{way[:20]}', which is not read")
    return data


def _dechunked(data: bytes) -> bytes:
    pieces: list[bytes] = []
    at = 0
    while True:
        end = data.find(LINE_END, at, at + LONGEST_LINE)
        size = _size(data[at:end]) if end >= 0 else None
        piece = data[end + 2 : end + 2 + (size or 0)]
        if size is None or (size and data[end + 2 + size : end + 4 + size] != LINE_END):
            if not pieces:
                return data
            raise TransferError("it breaks off in the middle of its chunks")
        if size == 0:
            return b"".join(pieces)
        pieces.append(piece)
        at = end + 4 + size


def _size(line: bytes) -> int | None:
    words = line.partition(b";")[0].strip()
    try:
        return int(words, 16) if words.isalnum() else None
    except ValueError:
        return None


def _inflated(data: bytes, most: int) -> bytes:
    plain = b""
    for window in (BY_ITSELF, BARE):
        unpacker = zlib.decompressobj(window)
        try:
            plain = unpacker.decompress(data, most + 1)
        except zlib.error:
            continue
        if not unpacker.eof and len(plain) <= most:
            raise TransferError("it breaks off before the end of what is packed")
        return plain
    if _is_words(data):
        return data
    raise TransferError("it is not packed as it says")


def _is_words(data: bytes) -> bool:
    """Whether bytes are a page and not something packed: it has hardly any control characters."""
    head = data[:1024]
    return bool(head) and sum(b < 9 or 13 < b < 32 for b in head) * 100 < len(head)

"""Bytes to text without guessing: Unicode, a declared encoding, or an encoding that is beyond doubt."""

import codecs
import unicodedata
from collections.abc import Iterable
from email.message import Message
from typing import BinaryIO

from charset_normalizer import CharsetMatch, from_bytes

from dragoman.errors import ReportUnreadable

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# How files of other kinds begin, and what we call them.
MAGIC = (
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or an office document (docx, odt)"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a sound, film or WebP file"),
    (b"ID3", "a sound file"),
    (b"\xd0\xcf\x11\xe0", "an old office document (doc, xls)"),
    (b"{\\rtf", "a rich text file (RTF)"),
    (b"SQLite format 3", "an SQLite database"),
    (b"PAR1", "a Parquet file"),
    (b"\x7fELF", "a program"),
)
# Soft hyphen, zero-width space, word joiner, byte order mark within the text, and marks of writing direction.
UNSEEN = (0xAD, 0x200B, 0x2060, 0xFEFF, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
# Letters that are printed as one sign.
LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
# What pages mean by these names of encodings (WHATWG Encoding Standard): larger ones of which they are part.
MEANT = {
    "cp1252": ("iso-8859-1", "iso8859-1", "latin1", "latin-1"),
    "cp1254": ("iso-8859-9", "latin5"),
    "cp874": ("tis-620", "iso-8859-11"),
    "gb18030": ("gb2312", "gbk", "gb_2312-80", "x-gbk"),
    "cp932": ("shift_jis", "sjis", "x-sjis"),
    "cp949": ("euc-kr", "ks_c_5601-1987", "korean"),
    "big5hkscs": ("big5", "big5-hkscs"),
}
# Blanks at which no line breaks, as word processors set them; they would part a name from the atlas's.
BLANKS = (0xA0, 0x202F, 0x2007)
INVISIBLE: dict[int, str | None] = {**dict.fromkeys(UNSEEN), **LIGATURES, **dict.fromkeys(BLANKS, " ")}
LARGER = {name: larger for larger, names in MEANT.items() for name in names}
# The quotation marks, dashes and dots that all Windows code pages of Europe and the Near East share.
WINDOWS_MARKS = frozenset(b"\x82\x84\x85\x91\x92\x93\x94\x96\x97\xa0")
# Control characters that no text holds (bell, shift, escape ... but not tab, line end, form feed), and what share of
# them makes a file binary; which share of zeros in every other byte makes it UTF-16.
CONTROLS = tuple(bytes([b]) for b in (*range(1, 8), 11, *range(14, 32), 127))
MOST_CONTROLS, MOSTLY = 0.02, 0.8
# charset-normalizer's measures: share of mess in the text, and how well its letters fit a language.
# Encodings of Chinese, Japanese and Korean, and where their signs lie: marks, kana, Hangul, ideographs, wide forms.
EAST_ASIAN = frozenset(
    {"gb18030", "gb2312", "gbk", "big5", "big5hkscs", "cp932", "shift_jis", "euc_jp", "cp949", "euc_kr"}
)
EAST_ASIAN_SIGNS, MOSTLY_SIGNS = (
    ((0x2010, 0x2027), (0x3000, 0x30FF), (0x4E00, 0x9FFF), (0xAC00, 0xD7A3), (0xFF00, 0xFFEF)),
    0.97,
)
MOST_CHAOS, LEAST_COHERENCE, LEAST_LEAD, ENOUGH_BYTES = 0.05, 0.6, 0.05, 300


def content(stream: BinaryIO, origin: str, limit: int) -> bytes:
    """All bytes of a stream; raises ReportUnreadable if there are more than `limit`, without reading on."""
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise ReportUnreadable(
            origin,
            "size",
            f"it is larger than {limit:,} bytes, more than one report can be; split it into one file a report, "
            "or raise the setting 'max_characters'",
        )
    return data


def decode(data: bytes, origin: str, declared: str | None = None) -> str:
    """The text of the bytes, line ends as "\\n"; raises ReportUnreadable (binary, encoding) instead of guessing.

    `declared` is the encoding that the file itself names, if any.
    """
    text = data.decode(encoding_of(data, origin, declared))
    return visible(text.replace("\r\n", "\n").replace("\r", "\n"))


def encoding_of(data: bytes, origin: str, declared: str | None = None) -> str:
    """Python's name of the encoding in which `decode` reads the bytes; raises ReportUnreadable as it does."""
    marked = next((name for mark, name in BOMS if data.startswith(mark)), None)
    if marked is None:
        _refuse_binary(data, origin)
    found = _fitting(data, (marked,)) if marked else _fitting(data, ("utf-8", *_meant(declared), _windows(data)))
    found = found or (None if marked else _fitting(data, (_beyond_doubt(data),)))
    if found is None:
        tried = f"in neither UTF-8 nor the encoding it names ({declared})" if declared else "not in UTF-8"
        raise ReportUnreadable(
            origin, "encoding", f"its text is {tried} and its encoding cannot be told for certain; save it as UTF-8"
        )
    return found


def in_unicode(data: bytes, media: str | None) -> bytes:
    """The bytes of a page in UTF-8, marked as that, where its media type ("text/html; charset=koi8-r") names another.

    What is UTF-8 already stays as it is, whatever the server says of it, and so does what is not in that encoding.
    """
    message = Message()
    message["Content-Type"] = media or ""
    kind, declared = message.get_content_type(), message.get_content_charset()
    written = kind.startswith("text/") or kind.endswith(("xml", "html"))
    if not declared or not written or any(data.startswith(mark) for mark, _ in BOMS) or _fitting(data, ("utf-8",)):
        return data
    found = _fitting(data, _meant(declared))
    return codecs.BOM_UTF8 + data.decode(found).encode("utf-8", "surrogatepass") if found else data


def visible(text: str) -> str:
    """The text without characters that show nothing and part a name from itself or from its neighbours; plain blanks.

    The joiners that Persian and emoji need (U+200C, U+200D) stay.  A letter and its accent are one character, and
    letters that are printed as one sign are letters.
    """
    return unicodedata.normalize("NFC", text.translate(INVISIBLE))


def _refuse_binary(data: bytes, origin: str) -> None:
    if _is_bare_utf16(data):
        problem = "it looks like UTF-16 without the mark at its beginning that says so; save it as UTF-8"
        raise ReportUnreadable(origin, "encoding", problem)
    kind = next((name for mark, name in MAGIC if data.startswith(mark)), "a binary file" if _is_binary(data) else None)
    if kind is not None:
        raise ReportUnreadable(
            origin, "binary", f"it is {kind}, which is not read yet; save the article as text, Markdown or HTML"
        )


def _is_binary(data: bytes) -> bool:
    controls = sum(data.count(byte) for byte in CONTROLS)
    return b"\0" in data or controls > MOST_CONTROLS * len(data)


def _is_bare_utf16(data: bytes) -> bool:
    """Whether every other byte, nearly, is zero and the bytes between are not."""
    even, odd = (data[start::2].count(0) / max(len(data[start::2]), 1) for start in (0, 1))
    return max(even, odd) > MOSTLY and min(even, odd) < 1 - MOSTLY


def _fitting(data: bytes, encodings: Iterable[str | None]) -> str | None:
    """The first encoding in which the bytes are text."""
    for encoding in filter(None, encodings):
        try:
            text = data.decode(encoding)
        except (UnicodeError, LookupError):
            continue
        if "\0" not in text:
            return encoding
    return None


def _meant(declared: str | None) -> tuple[str | None, ...]:
    name = (declared or "").strip().casefold()
    return LARGER.get(name), declared


def _windows(data: bytes) -> str | None:
    high = {b for b in data if b > 0x7F}
    return "cp1252" if high and high <= WINDOWS_MARKS else None


def _beyond_doubt(data: bytes) -> str | None:
    if len(data) < ENOUGH_BYTES:
        return None
    orderly = [found for found in from_bytes(data) if found.chaos <= MOST_CHAOS]
    if not orderly or (
        orderly[0].coherence < LEAST_COHERENCE and not (len(orderly) == 1 and _is_east_asian(data, orderly[0]))
    ):
        return None
    return None if any(_is_rival(found, orderly[0]) for found in orderly[1:]) else str(orderly[0].encoding)


def _is_rival(other: CharsetMatch, first: CharsetMatch) -> bool:
    """Whether another encoding fits as well and gives other letters: "João" or "Joăo", for an English text."""
    close = other.chaos <= first.chaos and other.coherence >= first.coherence - LEAST_LEAD
    return close and str(other) != str(first)


def _is_east_asian(data: bytes, found: CharsetMatch) -> bool:
    """Whether nearly all that is no ASCII is Chinese, Japanese or Korean, whose many signs are no measure of mess."""
    if found.encoding not in EAST_ASIAN:
        return False
    signs = [c for c in data.decode(found.encoding) if ord(c) > 0x7F]
    return sum(any(low <= ord(c) <= high for low, high in EAST_ASIAN_SIGNS) for c in signs) > MOSTLY_SIGNS * len(signs)

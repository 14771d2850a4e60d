"""Every format that is read, in one list, and how the format of a file is told: its name, its first bytes."""

import io
import re
from collections.abc import Callable
from typing import BinaryIO, NamedTuple

from dragoman.errors import FormatUnknown
from dragoman.outlets.archives import read_packed, read_tar, read_zip
from dragoman.outlets.feeds import read_xml, root_name
from dragoman.outlets.fields import Fields
from dragoman.outlets.html import read_html
from dragoman.outlets.jsonl import read_json, read_jsonl
from dragoman.outlets.mail import read_mail, read_mailbox
from dragoman.outlets.markdown import read_markdown
from dragoman.outlets.office import read_open, read_word
from dragoman.outlets.parts import Items
from dragoman.outlets.pdf import read_pdf
from dragoman.outlets.saved import read_saved
from dragoman.outlets.tables import read_csv, read_parquet, read_sheets
from dragoman.outlets.text import read_text
from dragoman.outlets.warc import read_warc
from dragoman.settings import Settings

Reader = Callable[[BinaryIO, str, Settings, Fields], Items]
PEEKED = 4096
TAR_MAGIC = slice(257, 262)
MAIL_HEADER = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]{0,40}: [^\n]*\n(?:[ \t][^\n]*\n)*){2,}", re.MULTILINE)
MAIL_FIELDS = re.compile(
    rb"^(?:From|Date|Received|Message-ID|MIME-Version|Return-Path): ", re.MULTILINE | re.IGNORECASE
)


class Format(NamedTuple):
    """A format that we read: its name, the suffixes of its files, its reader, and what is read of it, in words.

    `media`: its media types.  `watched`: a process of its own reads it (watching.py), since its parser is complex.
    `many`: it can hold many reports; `holds`: as documents of other formats.  `extra`: the extra of the
    package that it needs.
    """

    name: str
    suffixes: tuple[str, ...]
    read: Reader
    meaning: str
    media: tuple[str, ...] = ()
    watched: bool = True
    many: bool = False
    holds: bool = False
    extra: str | None = None


READERS = (
    Format("text", (".txt", ".text"), read_text, "one report, with or without a header block", ("text/plain",), False),
    Format(
        "markdown",
        (".md", ".markdown"),
        read_markdown,
        "one report; its first heading is the title",
        ("text/markdown",),
    ),
    Format(
        "html",
        (".html", ".htm", ".xhtml"),
        read_html,
        "the article of a page, without menus and advertisements",
        ("text/html", "application/xhtml+xml"),
    ),
    Format(
        "pdf",
        (".pdf",),
        read_pdf,
        "one report: columns in reading order, no running heads",
        ("application/pdf",),
        extra="pdf",
    ),
    Format(
        "word",
        (".docx", ".docm"),
        read_word,
        "one report: a document of Word, without notes and comments",
        ("application/vnd.openxmlformats-officedocument.wordprocessingml.document",),
    ),
    Format(
        "odt",
        (".odt",),
        read_open,
        "one report: a document of LibreOffice and others, without notes and comments",
        ("application/vnd.oasis.opendocument.text",),
    ),
    Format(
        "saved",
        (".mhtml", ".mht"),
        read_saved,
        "a page that a browser saved in one file, as a page",
        ("multipart/related", "application/x-mimearchive"),
    ),
    Format(
        "mail",
        (".eml",),
        read_mail,
        "one message, and its attachments that are texts, documents or messages",
        ("message/rfc822",),
        holds=True,
    ),
    Format("mbox", (".mbox",), read_mailbox, "one report a message", ("application/mbox",), holds=True, many=True),
    Format(
        "jsonl",
        (".jsonl", ".ndjson"),
        read_jsonl,
        "one report a line",
        ("application/jsonl", "application/x-ndjson", "application/jsonlines"),
        False,
        True,
    ),
    Format(
        "json",
        (".json",),
        read_json,
        "one report an object: of a list, or of the longest list in an object",
        ("application/json",),
        many=True,
    ),
    Format(
        "csv", (".csv", ".tsv"), read_csv, "one report a row", ("text/csv", "text/tab-separated-values"), False, True
    ),
    Format(
        "excel",
        (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"),
        read_sheets,
        "one report a row of every sheet that has a column of texts",
        ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "application/vnd.ms-excel"),
        many=True,
        extra="excel",
    ),
    Format("parquet", (".parquet",), read_parquet, "one report a row", ("application/vnd.apache.parquet",), many=True),
    Format(
        "feed",
        (".xml", ".rss", ".atom"),
        read_xml,
        "RSS, Atom: entries that hold the whole text; sitemaps and other entries: their links are listed",
        ("application/rss+xml", "application/atom+xml", "application/xml", "text/xml"),
        holds=True,
        many=True,
    ),
    Format(
        "warc",
        (".warc", ".warc.gz"),
        read_warc,
        "pages, feeds and documents of a web archive",
        ("application/warc",),
        holds=True,
        many=True,
        extra="warc",
    ),
    Format(
        "zip",
        (".zip",),
        read_zip,
        "every file within, read as its name says",
        ("application/zip",),
        holds=True,
        many=True,
    ),
    Format(
        "tar",
        (".tar",),
        read_tar,
        "every file within, read as its name says",
        ("application/x-tar",),
        holds=True,
        many=True,
    ),
    Format(
        "packed",
        (".gz", ".bz2", ".xz", ".tgz", ".tbz2", ".txz"),
        read_packed,
        "the file within (also .tar.gz, .jsonl.gz ...)",
        ("application/gzip", "application/x-gzip", "application/x-bzip2", "application/x-xz"),
        holds=True,
        many=True,
    ),
)
BY_SUFFIX = {suffix: format_ for format_ in READERS for suffix in format_.suffixes}
BY_NAME = {format_.name: format_ for format_ in READERS}
BY_MEDIA = {media: format_ for format_ in READERS for media in format_.media}
# How files begin that are told by it.
BEGINNINGS = (
    (b"%PDF", "pdf"),
    (b"PAR1", "parquet"),
    (b"WARC/", "warc"),
    (b"\x1f\x8b", "packed"),
    (b"BZh", "packed"),
    (b"\xfd7zXZ", "packed"),
    (b"\xd0\xcf\x11\xe0", "excel"),
    (b"From ", "mbox"),
)
# What stands near the beginning of documents that are ZIP archives, the surest sign first.
PACKED = (
    (b"opendocument.text", "odt"),
    (b"opendocument.spreadsheet", "excel"),
    (b"word/", "word"),
    (b"xl/", "excel"),
    (b"[Content_Types].xml", "excel"),
)


def named(name: str) -> Format:
    """The format of a name; raises FormatUnknown."""
    if name not in BY_NAME:
        raise FormatUnknown(name, BY_NAME)
    return BY_NAME[name]


def by_suffix(path: str) -> Format | None:
    """The format that a file's name tells; the longest suffix decides (.warc.gz before .gz)."""
    name = path.rpartition("/")[2].casefold()
    fitting = [suffix for suffix in BY_SUFFIX if name.endswith(suffix)]
    return BY_SUFFIX[max(fitting, key=len)] if fitting else None


def by_media(media: str | None) -> Format | None:
    """The format of a media type ("text/html; charset=utf-8"), or null."""
    return BY_MEDIA.get((media or "").partition(";")[0].strip().casefold())


def sniffed(stream: io.BufferedReader) -> Format:
    """The format that the first bytes tell; text if they tell none."""
    start = stream.peek(PEEKED)[:PEEKED].removeprefix(b"\xef\xbb\xbf")
    name = next((name for magic, name in BEGINNINGS if start.startswith(magic)), None)
    if name is None and start.startswith(b"PK\x03\x04"):
        name = next((name for sign, name in PACKED if sign in start), "zip")
    if name is None and start[TAR_MAGIC] == b"ustar":
        name = "tar"
    return BY_NAME[name or _of_text(start.lstrip())]


def _of_text(start: bytes) -> str:
    if start.startswith(b"{") and not start.startswith(b"{\\rtf"):
        return "jsonl"
    if start.startswith(b"["):
        return "json" if start[1:].lstrip()[:1] == b"{" else "text"
    if start.startswith(b"<"):
        return "feed" if root_name(start) in ("rss", "feed", "RDF", "urlset", "sitemapindex") else "html"
    header = MAIL_HEADER.match(start.replace(b"\r\n", b"\n"))
    return "mail" if header and MAIL_FIELDS.search(header[0]) and b"From: " in header[0] else "text"

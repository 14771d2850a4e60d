"""Files as bad as they come, of every format: no crash, no hang, nothing written, always a report or a sentence."""

import gzip
import io
import os
import random
import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from written_articles import DATELINE, MORE, WORDS, WRITE, pdf_of, tar_of, zip_of

from dragoman.outlets import READERS, Format
from dragoman.outlets.watching import Question, read_watched
from dragoman.settings import Settings
from dragoman.types import Refusal, Report

SETTINGS = Settings(report_seconds=20)
ROUNDS = 20
UNBORNE = {"crash", "time"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("bad")


def read(folder: Path, data: bytes, format_: str) -> list[Report | Refusal]:
    """What comes of the bytes in a process of its own; that it neither crashes nor hangs nor writes anything."""
    path = folder / "bad"
    path.write_bytes(data)
    found = list(read_watched(Question(str(path), "bad", "", format_), SETTINGS))
    assert [p.name for p in folder.iterdir()] == ["bad"]
    for item in found:
        if isinstance(item, Refusal):
            assert item.kind not in UNBORNE, item
            assert len(item.reason.split()) > 3
            assert "\0" not in item.reason
        else:
            assert item.text.strip()
    return found


def spoiled(data: bytes, format_: str) -> Iterator[bytes]:
    """The bytes cut, with bytes changed, doubled, left out or put in; the same ones each time."""
    chance = random.Random(format_)
    for _ in range(ROUNDS):
        spoilt = bytearray(data)
        for _ in range(chance.choice((1, 1, 2, 8, 40))):
            at = chance.randrange(len(spoilt) or 1)
            kind = chance.randrange(6)
            if kind == 0:
                spoilt[at : at + 1] = bytes([chance.randrange(256)])
            elif kind == 1:
                del spoilt[at : at + chance.randrange(1, 60)]
            elif kind == 2:
                spoilt[at:at] = spoilt[at : at + chance.randrange(1, 200)]
            elif kind == 3:
                spoilt[at : at + 4] = struct.pack("<I", chance.choice((0, 1, 0x7FFFFFFF, 0xFFFFFFFF)))
            elif kind == 4:
                spoilt[at:at] = chance.choice(
                    (b"\0" * 9, b"\xff\xfe", b"<!ENTITY a '&a;'>", b"]]>", b'"', b"\r\n\r\n", b"%")
                )
            else:
                del spoilt[at + 1 :]
        yield bytes(spoilt)


@pytest.mark.parametrize("format_", READERS, ids=lambda f: f.name)
def test_spoiled_files_are_read_or_refused(folder: Path, format_: Format) -> None:
    for data in spoiled(WRITE[format_.name](WORDS, MORE), format_.name):
        read(folder, data, format_.name)


@pytest.mark.parametrize("format_", READERS, ids=lambda f: f.name)
def test_files_of_other_formats_are_read_or_refused(folder: Path, format_: Format) -> None:
    for write in WRITE.values():
        read(folder, write(WORDS, MORE), format_.name)


def nested_divisions() -> bytes:
    return b"<html><body>" + b"<div>" * 50_000 + WORDS.encode()


def many_attributes() -> bytes:
    return b"<html><body><p " + b" ".join(b"a%d='x'" % i for i in range(5_000)) + b">" + WORDS.encode()


def laughs() -> str:
    return (
        "<!DOCTYPE r [<!ENTITY a0 'ha'>"
        + "".join(f"<!ENTITY a{i} '{f'&a{i - 1};' * 10}'>" for i in range(1, 12))
        + "]>"
    )


def workbook_with(part: str, body: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(WRITE["excel"](WORDS, MORE))) as book, zipfile.ZipFile(out, "w", 8) as spoilt:
        for name in book.namelist():
            spoilt.writestr(name, body if name == part else book.read(name))
    return out.getvalue()


def overlapping() -> bytes:
    """A ZIP archive whose directory names the same bytes a thousand times."""
    data = zip_of({"a.txt": b"a" * 1_000_000})
    start, end = data.index(b"PK\x01\x02"), data.index(b"PK\x05\x06")
    entry, tail = data[start:end], bytearray(data[end:])
    tail[8:16] = struct.pack("<HHI", 1000, 1000, len(entry) * 1000)
    return data[:start] + entry * 1000 + bytes(tail)


CORPUS: dict[str, tuple[str, bytes]] = {
    "html of nested divisions": ("html", nested_divisions()),
    "html with many attributes": ("html", many_attributes()),
    "html of one endless word": ("html", b"<html><body><article><p>" + b"a" * 2_000_000),
    "html of comments that do not end": ("html", b"<html><!--" * 50_000),
    "html with deep linked data": ("html", b'<script type="application/ld+json">' + b"[" * 100_000 + b"</script>"),
    "html of nuls": ("html", b"<html>\0<body>\0" * 1000),
    "html of tables in tables": ("html", b"<table><tr><td><p>a" * 2_000),
    "html of links": ("html", b"<html><body>" + b"<a href='/x'>word</a> " * 5_000),
    "html of entities": ("html", b"<p>&#xD800; &#0; &#99999999; " + b"&amp;" * 100_000),
    "markdown of brackets": ("markdown", b"[" * 20_000),
    "markdown of images": ("markdown", b"![](" * 8_000),
    "markdown of quotes": ("markdown", b">" * 100_000 + b" a"),
    "text of one line": ("text", b"a " * 1_000_000),
    "text of nuls": ("text", b"\0" * 100_000),
    "text of half a byte order mark": ("text", b"\xff\xfea"),
    "text of a wrong encoding": ("text", WORDS.encode("utf-16-be") * 3),
    "json of brackets": ("jsonl", b"[" * 500_000),
    "json of one endless row": ("jsonl", b'{"text": "' + b"a" * 14_000_000),
    "json of deep rows": ("jsonl", b'{"a":' * 100_000 + b"1" + b"}" * 100_000),
    "csv of one endless cell": ("csv", b'text\n"' + b"a," * 2_000_000),
    "csv of columns": ("csv", b"a," * 100_000 + b"text\n" + b"b," * 100_000 + WORDS.encode()),
    "csv of quotes": ("csv", b'text\n"""""""' * 4_000),
    "excel of laughs": ("excel", workbook_with("xl/workbook.xml", f"{laughs()}<workbook>&a11;</workbook>")),
    "excel with another's file": (
        "excel",
        workbook_with(
            "xl/sharedStrings.xml",
            "<!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><sst><si><t>&x;</t></si></sst>",
        ),
    ),
    "feed of laughs": (
        "feed",
        f"{laughs()}<rss><channel><item><description>&a11;</description></item></channel></rss>".encode(),
    ),
    "feed of items": ("feed", b"<rss><channel>" + b"<item>" * 4_000),
    "sitemap of laughs": ("feed", f"{laughs()}<urlset><url><loc>&a11;</loc></url></urlset>".encode()),
    "mail of parts in parts": (
        "mail",
        b"From: a\nDate: b\n"
        + b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (i, i) for i in range(400)),
    ),
    "mail of headers": ("mail", b"From: a\n" + b"X-A: b\n" * 100_000 + b"\n" + WORDS.encode()),
    "mail with an endless address": (
        "mail",
        b"From: " + b"(" * 20_000 + b"\nSubject: " + b"=?utf-8?q?a?= " * 5_000 + b"\n\nA",
    ),
    "mailbox of beginnings": ("mbox", b"From a\n\n" * 5_000),
    "zip of the same bytes": ("zip", overlapping()),
    "zip of names": ("zip", zip_of({"a" * 60_000 + ".txt": WORDS.encode(), "a\x1b.txt": WORDS.encode()})),
    "tar of headers": ("tar", tar_of({f"{i}/{'d' * 90}.txt": b"" for i in range(2_000)})),
    "tar with an endless name": ("tar", tar_of({"n" * 200_000: WORDS.encode()})),
    "gzip of gzip": ("packed", gzip.compress(gzip.compress(gzip.compress(gzip.compress(gzip.compress(b"a")))))),
    "gzip that swells": ("packed", gzip.compress(b"\0" * 100_000_000, 1)),
    "web archive of lengths": (
        "warc",
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99999999999999\r\n\r\nHTTP/1.1 200 OK\r\n\r\n",
    ),
    "web archive of headers": ("warc", b"WARC/1.0\r\n" + b"X: y\r\n" * 100_000 + b"\r\n"),
    "parquet of lengths": ("parquet", b"PAR1" + b"\xff" * 100 + struct.pack("<I", 0x7FFFFFFF) + b"PAR1"),
    "pdf of pages that hold each other": (
        "pdf",
        pdf_of([[(72, 700, 11, WORDS)]]).replace(b"/Kids [5 0 R]", b"/Kids [2 0 R]"),
    ),
    "pdf with a font that is itself": ("pdf", pdf_of([[(72, 700, 11, WORDS)]]).replace(b"/F1 3 0 R", b"/F1 5 0 R")),
    "pdf that draws itself": (
        "pdf",
        pdf_of([[(72, 700, 11, WORDS)]]).replace(b"/Font <<", b"/XObject << /X 4 0 R >> /Font <<"),
    ),
    "pdf of words without end": ("pdf", pdf_of([[(i % 500, i % 800, 9, DATELINE + MORE) for i in range(4_000)]])),
    "pdf of letters one by one": ("pdf", pdf_of([[(i * 7 % 590, i * 13 % 840, 4, "a") for i in range(9_000)]])),
    "pdf of huge type": ("pdf", pdf_of([[(1e30, -1e30, 1e20, WORDS), (0, 0, 0, WORDS)]])),
}


@pytest.mark.parametrize("name", CORPUS)
def test_files_made_to_do_harm_are_read_or_refused(folder: Path, name: str) -> None:
    format_, data = CORPUS[name]
    found = read(folder, data, format_)
    with open("/etc/passwd") as file:
        secret = file.readline().strip()
    assert all(secret not in str(item) for item in found)
    assert sum(len(item.text) for item in found if isinstance(item, Report)) < 2 * len(data) + 2_000_000


def test_random_bytes_are_read_or_refused(folder: Path) -> None:
    chance = random.Random(7)
    for format_ in READERS:
        for size in (1, 100, 5_000):
            read(folder, chance.randbytes(size), format_.name)
        read(folder, WRITE[format_.name](WORDS, MORE)[:40] + chance.randbytes(2_000), format_.name)


def test_the_temporary_folder_is_left_as_it_was(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    read(folder, gzip.compress(WRITE["tar"](WORDS, MORE)), "packed")
    read(folder, zip_of({"a.zip": zip_of({"b.txt": WORDS.encode() + os.urandom(9).hex().encode()})}), "zip")
    assert list(tmp_path.iterdir()) == []

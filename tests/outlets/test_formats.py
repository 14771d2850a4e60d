"""One behaviour for every format: what it reads it reads whole, what it cannot read it refuses in a sentence."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from written_articles import DATELINE, DAY, MORE, OUTLET, TITLE, WORDS, WRITE

from dragoman.outlets import READERS, Format
from dragoman.outlets.fields import Given
from dragoman.outlets.parts import Part
from dragoman.outlets.reading import Course, read_document
from dragoman.settings import Settings
from dragoman.types import Refusal, Report

SETTINGS = Settings()
# Formats whose files are written from words, so that a mark at their beginning and other line ends change nothing.
OF_WORDS = ("text", "markdown", "html", "jsonl", "csv")
EMPTY_IS_NOTHING = ("jsonl", "mbox")


def read(format_: Format, data: bytes, settings: Settings = SETTINGS) -> list[Report | Refusal]:
    return list(read_document(Part("", "here", io.BytesIO(data)), settings, format_, Course()))


def is_sentence(reason: str) -> bool:
    return len(reason.split()) >= 4 and "Traceback" not in reason and not reason.endswith((" ", "None"))


every_format = pytest.mark.parametrize("format_", READERS, ids=lambda f: f.name)
every_format_of_words = pytest.mark.parametrize(
    "format_", [f for f in READERS if f.name in OF_WORDS], ids=lambda f: f.name
)


def test_every_format_has_its_article() -> None:
    assert set(WRITE) == {f.name for f in READERS}


@every_format
def test_an_article_is_read_whole(format_: Format) -> None:
    (report,) = read(format_, WRITE[format_.name](WORDS, MORE))
    assert isinstance(report, Report)
    first = DATELINE + WORDS if format_.name in ("pdf", "word", "odt") else WORDS
    assert [p for p in report.text.split("\n") if p] == [first, MORE]
    assert (report.title, report.outlet, report.published) == (TITLE, OUTLET, DAY)
    assert (report.language, report.notes) == ("en", ())


@every_format
def test_where_each_field_was_taken_from_is_said(format_: Format) -> None:
    (report,) = read(format_, WRITE[format_.name](WORDS, MORE))
    assert isinstance(report, Report)
    sources = dict(report.provenance)
    assert {"title", "outlet", "published", "language"} <= set(sources)
    assert all(sources.values())


@every_format
def test_what_a_container_says_fills_what_the_document_does_not(format_: Format) -> None:
    told = {"author": Given("Dana Bek", "the archive"), "title": Given("Another", "the archive")}
    part = Part("", "here", io.BytesIO(WRITE[format_.name](WORDS, MORE)), told)
    (report,) = read_document(part, SETTINGS, format_, Course())
    assert isinstance(report, Report)
    assert (report.author, report.title) == ("Dana Bek", TITLE)
    assert dict(report.provenance)["author"] == "the archive"


@every_format
def test_the_same_bytes_give_the_same_report(format_: Format) -> None:
    data = WRITE[format_.name](WORDS, MORE)
    assert read(format_, data) == read(format_, data)


@every_format_of_words
def test_line_ends_and_a_byte_order_mark_do_not_change_the_report(format_: Format) -> None:
    data = WRITE[format_.name](WORDS, MORE)
    marked = b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n")
    assert read(format_, marked) == read(format_, data)


@every_format
@pytest.mark.parametrize("data", [b"", b" \n\t\r\n ", b"\xef\xbb\xbf"])
def test_nothing_to_read_is_no_report(format_: Format, data: bytes) -> None:
    found = read(format_, data)
    assert [r for r in found if isinstance(r, Report)] == []
    if format_.name not in EMPTY_IS_NOTHING:
        (refusal,) = found
        assert isinstance(refusal, Refusal)
        assert refusal.kind in ("empty", "malformed", "format")


BAD = (
    b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj",
    b"PK\x03\x04\x14\x00\x06\x00",
    b"\x89PNG\r\n\x1a\n\x00\x00",
    b"\x00\x01\x02\x03" * 100,
    b"{\\rtf1\\ansi A deal.}",
    bytes(range(256)) * 10,
)


@every_format
@pytest.mark.parametrize("data", BAD)
def test_other_files_are_refused_in_sentences(format_: Format, data: bytes) -> None:
    found = read(format_, data)
    assert found
    for item in found:
        assert isinstance(item, Refusal)
        assert is_sentence(item.reason)


@every_format
def test_a_long_report_is_refused(format_: Format) -> None:
    (found,) = read(format_, WRITE[format_.name](WORDS, MORE), Settings(max_characters=100))
    assert isinstance(found, Refusal)
    assert found.kind == "size"
    assert "max_characters" in found.reason


class Endless(io.RawIOBase):
    given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, into: object) -> int:
        view = memoryview(into).cast("B")  # type: ignore[arg-type]
        count = min(len(view), 60_000_000 - self.given)
        view[:count] = b"a" * count
        self.given += count
        return count


@every_format_of_words
def test_one_endless_line_is_refused_without_reading_it_all(format_: Format) -> None:
    source = Endless()
    found = list(read_document(Part("", "here", source), SETTINGS, format_, Course()))  # type: ignore[arg-type]
    assert [r.kind for r in found if isinstance(r, Refusal)] in (["size"], ["columns"])
    assert format_.name in ("jsonl", "csv") or source.given <= 11_000_000


@every_format
@settings(max_examples=40)
@given(data=st.binary(max_size=400))
def test_any_bytes_give_reports_or_sentences(format_: Format, data: bytes) -> None:
    for item in read(format_, data):
        assert isinstance(item, Report) or is_sentence(item.reason)


@every_format
@settings(max_examples=25)
@given(one=st.text(max_size=80), two=st.text(max_size=80))
def test_any_text_within_the_format_gives_reports_or_sentences(format_: Format, one: str, two: str) -> None:
    for item in read(format_, WRITE[format_.name](one, two)):
        assert isinstance(item, Report) or is_sentence(item.reason)
        assert isinstance(item, Refusal) or item.text.strip()

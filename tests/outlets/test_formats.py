"""One behaviour for every format: what it reads it reads whole, what it cannot read it refuses in a sentence."""

import io
import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import ReportUnreadable
from dragoman.outlets import READERS, Format
from dragoman.settings import Settings
from dragoman.types import Refusal, Report

SETTINGS = Settings()
WORDS = "The ministers of Iran and Turkmenistan signed a gas swap agreement in Ashgabat on Wednesday, officials said."
MORE = "“Volumes will double by 2030,” Türkmengaz added; Baku – the buyer – did not comment on the terms of the deal."
WRITE: dict[str, Callable[[str, str], str]] = {
    "text": lambda one, two: f"Title: A deal\nOutlet: Caspian Wire\nPublished: 2024-03-05\n\n{one}\n\n{two}\n",
    "markdown": lambda one, two: (
        f"---\ntitle: A deal\noutlet: 'Caspian Wire'\npublished: 2024-03-05\n---\n\n{one}\n\n**{two}**\n"
    ),
    "html": lambda one, two: (
        '<html><head><meta charset="utf-8"><title>A deal</title><meta property="og:site_name" content="Caspian Wire">'
        '<meta property="article:published_time" content="2024-03-05T10:00:00Z"></head><body><nav><a href="/">Home</a>'
        f"</nav><article><h1>A deal</h1><p>{one}</p><p>{two}</p></article><footer>All rights reserved</footer></body>"
    ),
    "jsonl": lambda one, two: json.dumps(
        {"text": f"{one}\n\n{two}", "title": "A deal", "outlet": "Caspian Wire", "published": "2024-03-05"}
    ),
}


def read(format_: Format, data: bytes, settings: Settings = SETTINGS) -> list[Report | Refusal]:
    try:
        return list(format_.read(io.BufferedReader(io.BytesIO(data)), "here", settings))
    except ReportUnreadable as error:
        return [Refusal(error.origin, error.reason, error.kind)]


def is_sentence(reason: str) -> bool:
    return len(reason.split()) >= 4 and "Traceback" not in reason and not reason.endswith((" ", "None"))


every_format = pytest.mark.parametrize("format_", READERS, ids=lambda f: f.name)


@every_format
def test_an_article_is_read_whole(format_: Format) -> None:
    (report,) = read(format_, WRITE[format_.name](WORDS, MORE).encode())
    assert isinstance(report, Report)
    assert [p for p in report.text.split("\n") if p] == [WORDS, MORE]
    assert (report.title, report.outlet, report.published) == ("A deal", "Caspian Wire", "2024-03-05")
    assert (report.language, report.notes) == ("en", ())


@every_format
def test_the_same_bytes_give_the_same_report(format_: Format) -> None:
    data = WRITE[format_.name](WORDS, MORE).encode()
    assert read(format_, data) == read(format_, data)


@every_format
def test_line_ends_and_a_byte_order_mark_do_not_change_the_report(format_: Format) -> None:
    data = WRITE[format_.name](WORDS, MORE)
    marked = b"\xef\xbb\xbf" + data.replace("\n", "\r\n").encode()
    assert read(format_, marked) == read(format_, data.encode())


@every_format
@pytest.mark.parametrize("data", [b"", b" \n\t\r\n ", b"\xef\xbb\xbf"])
def test_nothing_to_read_is_no_report(format_: Format, data: bytes) -> None:
    found = read(format_, data)
    assert found == [] if format_.name == "jsonl" else [r.kind for r in found if isinstance(r, Refusal)] == ["empty"]


@every_format
@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj",
        b"PK\x03\x04\x14\x00\x06\x00",
        b"\x89PNG\r\n\x1a\n\x00\x00",
        b"\x00\x01\x02\x03" * 100,
        b"{\\rtf1\\ansi A deal.}",
        bytes(range(256)) * 10,
    ],
)
def test_other_files_are_refused_in_sentences(format_: Format, data: bytes) -> None:
    found = read(format_, data)
    assert found
    for item in found:
        assert isinstance(item, Refusal)
        assert is_sentence(item.reason)


@every_format
def test_a_long_report_is_refused(format_: Format) -> None:
    (found,) = read(format_, WRITE[format_.name](WORDS, MORE).encode(), Settings(max_characters=100))
    assert isinstance(found, Refusal)
    assert found.kind == "size"
    assert "max_characters" in found.reason


@every_format
def test_one_endless_line_is_refused_without_reading_it_all(format_: Format) -> None:
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

    source = Endless()
    with pytest.raises(ReportUnreadable) if format_.name != "jsonl" else _nothing():
        found = list(format_.read(io.BufferedReader(source), "here", SETTINGS))
        assert [r.kind for r in found if isinstance(r, Refusal)] == ["size"]
    assert format_.name == "jsonl" or source.given <= 11_000_000


class _nothing:  # noqa: N801 - used like a function
    def __enter__(self) -> None: ...

    def __exit__(self, *_: object) -> None: ...


@every_format
@given(data=st.binary(max_size=400))
def test_any_bytes_give_reports_or_sentences(format_: Format, data: bytes) -> None:
    for item in read(format_, data):
        assert isinstance(item, Report) or is_sentence(item.reason)


@every_format
@given(one=st.text(max_size=80), two=st.text(max_size=80))
def test_any_text_within_the_format_gives_reports_or_sentences(format_: Format, one: str, two: str) -> None:
    for item in read(format_, WRITE[format_.name](one, two).encode("utf-8", "replace")):
        assert isinstance(item, Report) or is_sentence(item.reason)
        assert isinstance(item, Refusal) or item.text.strip()

"""Web archives: what was got whole is read with its address; when it was fetched is no date of publication."""

import gzip
import io
import zlib

import pytest
from fastwarc.warc import WarcRecord, WarcRecordType
from written_articles import feed, html, pdf, warc

from dragoman.outlets.formats import BY_NAME, by_suffix
from dragoman.outlets.parts import Part
from dragoman.outlets.reading import Course, read_document
from dragoman.settings import Settings
from dragoman.types import Refusal, Report

ONE = "Ghana and Togo opened a bridge over the river at their border on Monday, the transport ministry of Ghana said."
TWO = "The bridge will carry lorries from the ports of both states to the markets of the north from next year on."


def record(url: str, body: bytes, media: str = "text/html", status: str = "200 OK", extra: str = "") -> bytes:
    made = WarcRecord()
    made.init_headers(record_type=WarcRecordType.response)
    made.headers["WARC-Target-URI"] = url
    made.headers["WARC-Date"] = "2024-05-09T01:02:03Z"
    made.headers["Content-Type"] = "application/http; msgtype=response"
    head = f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\n{extra}Content-Length: {len(body)}\r\n\r\n"
    made.set_bytes_content(head.encode() + body)
    out = io.BytesIO()
    made.write(out)
    return out.getvalue()


def read(data: bytes, name: str = "news.warc") -> tuple[list[Report], list[Refusal]]:
    found = list(read_document(Part(name, name, io.BytesIO(data)), Settings(), BY_NAME["warc"], Course()))
    return [r for r in found if isinstance(r, Report)], [r for r in found if isinstance(r, Refusal)]


def test_each_document_is_read_by_its_media_type_and_the_rest_is_counted() -> None:
    info = WarcRecord()
    info.init_headers(record_type=WarcRecordType.warcinfo)
    info.set_bytes_content(b"software: crawler\r\n")
    first = io.BytesIO()
    info.write(first)
    data = first.getvalue() + b"".join(
        (
            record("https://a.example/1", html(ONE, TWO), "text/html; charset=utf-8"),
            record("https://a.example/2", html(ONE, TWO), status="404 Not Found"),
            record("https://a.example/p.pdf", pdf(ONE, TWO), "application/pdf"),
            record("https://a.example/rss", feed(TWO, ONE), "application/rss+xml"),
            record("https://a.example/i.png", b"\x89PNG", "image/png"),
            record("https://a.example/3", gzip.compress(html(TWO, TWO)), extra="Content-Encoding: gzip\r\n"),
        )
    )
    reports, refusals = read(data)
    assert [r.origin for r in reports] == [
        "news.warc!https://a.example/1",
        "news.warc!https://a.example/p.pdf",
        "news.warc!https://a.example/rss:1",
        "news.warc!https://a.example/3",
    ]
    assert [r.reason for r in refusals] == [
        "1 record passed over: answers other than 200",
        "1 record passed over: image/png",
    ]


def chunked(body: bytes, size: int = 100) -> bytes:
    pieces = [body[i : i + size] for i in range(0, len(body), size)]
    return b"".join(b"%x;note\r\n%s\r\n" % (len(p), p) for p in pieces) + b"0\r\n\r\n"


PAGE = html(ONE, TWO)
CHUNKS, GZIP = "Transfer-Encoding: chunked\r\n", "Content-Encoding: gzip\r\n"


@pytest.mark.parametrize(
    ("body", "headers", "problem"),
    [
        (chunked(PAGE), CHUNKS, None),
        (chunked(gzip.compress(PAGE)), CHUNKS + GZIP, None),
        (zlib.compress(PAGE), "Content-Encoding: deflate\r\n", None),
        (zlib.compress(PAGE)[2:-4], "Content-Encoding: deflate\r\n", None),
        (PAGE, CHUNKS, None),
        (PAGE, GZIP, None),
        (PAGE, "Content-Encoding: br\r\n", None),
        (b"\x0b\x02\x80abc\x03\x01\x00", "Content-Encoding: br\r\n", "it is packed with 'br', which is not read"),
        (b"\x00\x01\x02\x03" * 50, GZIP, "it is not packed as it says"),
        (gzip.compress(PAGE)[:-40], GZIP, "it breaks off before the end of what is packed"),
        (chunked(PAGE)[:-60], CHUNKS, "it breaks off in the middle of its chunks"),
    ],
)
def test_what_servers_packed_is_unpacked_and_never_hides_what_follows(
    body: bytes, headers: str, problem: str | None
) -> None:
    data = record("https://a.example/1", body, extra=headers) + record("https://a.example/2", html(TWO, ONE))
    reports, refusals = read(data)
    assert reports[-1].origin == "news.warc!https://a.example/2"
    assert len(reports) == (2 if problem is None else 1)
    assert [r.reason.partition(";")[0] for r in refusals] == ([] if problem is None else [problem])


@pytest.mark.parametrize("packed", [False, True])
def test_a_page_that_breaks_off_with_its_archive_is_not_taken_for_a_whole_one(packed: bool) -> None:
    pack = gzip.compress if packed else bytes
    last = record("https://a.example/2", html(TWO, ONE) + b" " * 20_000)
    data = pack(record("https://a.example/1", html(ONE, TWO))) + pack(last)[: -30 if packed else -9_000]
    reports, refusals = read(data)
    assert [r.url for r in reports] == ["https://a.example/1"]
    assert "breaks off" in refusals[-1].reason
    assert refusals[-1].kind == "malformed"


def test_the_encoding_that_the_server_names_is_that_of_the_page() -> None:
    words = f"<html><body><article><p>{ONE} “Yes”</p><p>{TWO}</p></article></body></html>"
    (report,), _ = read(record("https://a.example/1", words.encode("cp1252"), "text/html; charset=ISO-8859-1"))
    assert "“Yes”" in report.text


def test_the_address_is_the_target_and_the_day_of_fetching_is_no_day_of_publication() -> None:
    page = f"<html><body><article><p>{ONE}</p><p>{TWO}</p></article></body></html>".encode()
    (report,), _ = read(record("https://www.a.example/1", page))
    assert (report.url, report.outlet, report.published) == ("https://www.a.example/1", "a.example", None)
    assert dict(report.provenance)["url"] == "WARC-Target-URI"


def test_a_packed_archive_is_read_and_told_by_its_name() -> None:
    data = gzip.compress(record("https://a.example/1", html(ONE, TWO))) + gzip.compress(
        record("https://a.example/2", html(TWO, ONE))
    )
    assert by_suffix("CC-NEWS-20240305000000-00001.warc.gz") is BY_NAME["warc"]
    assert len(read(data)[0]) == 2


def test_a_page_without_an_article_does_not_spoil_the_others() -> None:
    data = record("https://a.example/", b"<html><a href='/1'>x</a></html>") + warc(ONE, TWO)
    reports, (refusal,) = read(data)
    assert (len(reports), refusal.kind, refusal.origin) == (1, "empty", "news.warc!https://a.example/")


@pytest.mark.parametrize(
    "data",
    [b"no archive", b"WARC/1.0\r\n\r\n", gzip.compress(b"no archive", mtime=0), warc(ONE, TWO)[:300]],
    ids=["text", "empty", "packed", "cut"],
)
def test_what_is_no_archive_is_refused(data: bytes) -> None:
    reports, refusals = read(data)
    assert reports == []
    assert [r for r in refusals if r.is_failure] != []

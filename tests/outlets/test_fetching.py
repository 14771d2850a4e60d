"""Pages are got within limits, from public addresses only, whatever the server does."""

import gzip
import ipaddress
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from dragoman.outlets import read_inputs
from dragoman.outlets.connecting import is_public, resolved
from dragoman.outlets.fetching import Fetched, FetchRefused, FetchRules, Robots, fetch
from dragoman.settings import Settings
from dragoman.types import Refusal, Report

HERE = FetchRules(seconds=2.0, most_bytes=100_000, redirects=3, robots=False, loopback=True)
PAGE = (
    b"<html><head><title>A pier</title></head><body><article>"
    b"<p>Malta and Tunisia opened a pier in Valletta on Monday, officials said.</p>"
    b"<p>Ferries will call there twice a day from the summer on, the harbour master added.</p></article>"
)
Answer = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    answers: dict[str, Answer] = {}
    asked: list[tuple[str, dict[str, str]]] = []

    def do_GET(self) -> None:
        type(self).asked.append((self.path, dict(self.headers.items())))
        self.answers.get(self.path, lambda h: h.say(404))(self)

    def say(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content_Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def handle(self) -> None:
        with suppress(OSError):  # a client that goes away is what is tested
            super().handle()

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


class Server(ThreadingHTTPServer):
    daemon_threads = True


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = Server(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def answering(monkeypatch: pytest.MonkeyPatch, **answers: Answer) -> None:
    monkeypatch.setattr(Handler, "answers", {f"/{name.replace('_', '.')}": answer for name, answer in answers.items()})
    monkeypatch.setattr(Handler, "asked", [])


def to(where: str) -> Answer:
    return lambda h: h.say(302, Location=where)


def test_a_page_is_got_with_what_the_server_says_of_it(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    packed = gzip.compress(PAGE)
    answering(
        monkeypatch,
        a=lambda h: h.say(
            200, packed, Content_Type="text/html", Content_Encoding="gzip", ETag='"7"', Last_Modified="Mon"
        ),
        b=to("/a"),
    )
    assert fetch(f"{site}/b", HERE) == Fetched(f"{site}/a", 200, PAGE, "text/html", '"7"', "Mon")
    assert Handler.asked[0][1]["User-Agent"].startswith("Dragoman/")
    assert "Cookie" not in Handler.asked[0][1]


def test_what_has_not_changed_is_not_sent_again(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def conditional(h: Handler) -> None:
        h.say(304 if (h.headers["If-None-Match"], h.headers["If-Modified-Since"]) == ('"7"', "Mon") else 200)

    answering(monkeypatch, a=conditional)
    assert fetch(f"{site}/a", HERE, etag='"7"', modified="Mon").status == 304
    assert fetch(f"{site}/a", HERE).status == 200


@pytest.mark.parametrize(
    "where",
    [
        "http://169.254.169.254/latest/meta-data",
        "http://10.0.0.1/",
        "http://192.168.1.1/",
        "http://[fe80::1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://0.0.0.0/",
        "file:///etc/passwd",
        "ftp://192.0.2.1/x",
        "gopher://127.0.0.1:70/_x",
        "//10.1.1.1/x",
        "http://user:pass@127.0.0.1/",
        "http://127.0.0.1:99999/",
    ],
)
def test_no_redirect_leads_into_a_private_network(site: str, monkeypatch: pytest.MonkeyPatch, where: str) -> None:
    answering(monkeypatch, a=to(where))
    with pytest.raises(FetchRefused) as error:
        fetch(f"{site}/a", HERE)
    assert error.value.kind == "address"
    assert error.value.origin == f"{site}/a"


def test_this_machine_is_asked_only_if_that_is_said(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch, a=lambda h: h.say(200, PAGE))
    with pytest.raises(FetchRefused, match="no public address"):
        fetch(f"{site}/a", replace(HERE, loopback=False))
    assert Handler.asked == []


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2001:4860:4860::8888", True),
        ("127.0.0.1", False),
        ("127.9.9.9", False),
        ("10.1.2.3", False),
        ("172.31.0.1", False),
        ("100.64.0.1", False),
        ("169.254.1.1", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("0.0.0.0", False),
        ("::1", False),
        ("::", False),
        ("fc00::1", False),
        ("fe80::1", False),
        ("ff02::1", False),
        ("::ffff:192.168.0.1", False),
        ("2002:0a00:0001::", False),
        ("64:ff9b::10.0.0.1", False),
    ],
)
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(ipaddress.ip_address(address)) is public


def test_a_name_with_one_private_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    places = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (a, 80)) for a in ("8.8.8.8", "10.0.0.1")]
    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: places)
    with pytest.raises(FetchRefused, match=r"'news\.example' is at 10\.0\.0\.1"):
        resolved("news.example", 80)


def test_a_name_is_looked_up_once_and_the_checked_address_is_asked(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    port = int(site.rpartition(":")[2])
    answers = iter([[(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]])
    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: next(answers))
    answering(monkeypatch, a=lambda h: h.say(200, PAGE))
    assert fetch(f"http://news.example:{port}/a", HERE).body == PAGE
    assert Handler.asked[0][1]["Host"] == f"news.example:{port}"


def drip(h: Handler) -> None:
    h.send_response(200)
    h.send_header("Content-Length", "1000")
    h.end_headers()
    for _ in range(100):
        h.wfile.write(b"a")
        h.wfile.flush()
        time.sleep(0.05)


def drip_headers(h: Handler) -> None:
    h.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for i in range(100):
        h.wfile.write(b"X-%d: a\r\n" % i)
        h.wfile.flush()
        time.sleep(0.05)


def endless(h: Handler) -> None:
    h.send_response(200)
    h.end_headers()
    while True:
        h.wfile.write(b"a" * 65536)


def chunked(h: Handler, end: bytes = b"0\r\n\r\n") -> None:
    h.protocol_version = "HTTP/1.1"
    h.wfile.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    h.wfile.write(b"%x\r\n%s\r\n" % (len(PAGE), PAGE) + end)


BAD: dict[str, tuple[Answer, str]] = {
    "drip": (drip, "time"),
    "drip-headers": (drip_headers, "time"),
    "silence": (lambda h: time.sleep(2), "time"),
    "endless": (endless, "size"),
    "too-long": (lambda h: h.say(200, b"", Content_Length="99999999"), "size"),
    "bomb": (lambda h: h.say(200, gzip.compress(b"a" * 5_000_000), Content_Encoding="gzip"), "size"),
    "no-gzip": (lambda h: h.say(200, PAGE, Content_Encoding="gzip"), "network"),
    "half-gzip": (lambda h: h.say(200, gzip.compress(PAGE)[:60], Content_Encoding="gzip"), "network"),
    "brotli": (lambda h: h.say(200, PAGE, Content_Encoding="br"), "media"),
    "broken-off": (lambda h: h.say(200, PAGE, Content_Length=str(len(PAGE) + 10)), "network"),
    "no-http": (lambda h: h.wfile.write(b"SSH-2.0-OpenSSH\r\n"), "network"),
    "nothing": (lambda h: None, "network"),
    "many-headers": (lambda h: h.say(200, PAGE, **{f"X{i}": "a" for i in range(300)}), "network"),
    "long-header": (lambda h: h.say(200, PAGE, X="a" * 100_000), "network"),
    "bad-length": (lambda h: h.wfile.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"), "network"),
    "half-chunk": (lambda h: chunked(h, b""), "network"),
    "picture": (lambda h: h.say(200, PAGE, Content_Type="image/png"), "media"),
    "gone": (lambda h: h.say(410), "status"),
    "around": (lambda h: h.say(302, Location=h.path), "redirect"),
    "else": (lambda h: h.say(302, Location="http://8.8.8.8/"), "redirect"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_server_that_misbehaves_is_refused_in_time(site: str, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    answer, kind = BAD[name]
    monkeypatch.setattr(Handler, "answers", {"/a": answer})
    media = frozenset({"text/html"}) if name == "picture" else frozenset()
    hosts = frozenset({"127.0.0.1"}) if name == "else" else frozenset()
    seconds = 0.4 if kind == "time" else 5.0
    began = time.monotonic()
    with pytest.raises(FetchRefused) as error:
        fetch(f"{site}/a", replace(HERE, seconds=seconds, media=media, hosts=hosts))
    assert error.value.kind == kind
    assert time.monotonic() - began < seconds + 1
    assert len(error.value.reason.split()) > 3


def test_chunks_are_put_together(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch, a=chunked)
    assert fetch(f"{site}/a", HERE).body == PAGE


def test_how_long_to_wait_is_what_the_server_says(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch, a=lambda h: h.say(503, Retry_After="120"))
    with pytest.raises(FetchRefused) as error:
        fetch(f"{site}/a", HERE)
    assert (error.value.status, error.value.retry_after) == (503, 120)


RULES = b"User-agent: *\nDisallow: /private/\nCrawl-delay: 4\n\nUser-agent: Dragoman\nDisallow: /a\nCrawl-delay: 2\n"


@pytest.mark.parametrize(
    ("robots", "kind", "delay"),
    [
        (lambda h: h.say(200, RULES), "robots", 2.0),
        (lambda h: h.say(404), None, None),
        (lambda h: h.say(403), None, None),
        (lambda h: h.say(200, b"\xff\xfe\x00 nonsense"), None, None),
        (lambda h: h.say(200, b"User-agent: Dragoman\nDisallow:\n"), None, None),
        (lambda h: h.say(200, RULES + b"# " + b"long " * 200_000), "robots", 2.0),
        (lambda h: h.say(200, gzip.compress(RULES + b" " * 9_000_000), Content_Encoding="gzip"), "robots", 2.0),
        (lambda h: h.say(302, Location="/robots.txt"), None, None),
        (lambda h: h.say(503), "status", None),
        (lambda h: h.say(429), "status", None),
        (lambda h: h.say(200, RULES, Content_Length="9999"), "network", None),
        (drip_headers, "time", None),
    ],
)
def test_robots_txt_is_heeded(
    site: str, monkeypatch: pytest.MonkeyPatch, robots: Answer, kind: str | None, delay: float | None
) -> None:
    answering(monkeypatch, robots_txt=robots, a=lambda h: h.say(200, PAGE))
    held, rules = Robots(), replace(HERE, robots=True, seconds=0.4 if kind == "time" else 5.0)
    if kind is None:
        assert fetch(f"{site}/a", rules, held).body == PAGE
    else:
        with pytest.raises(FetchRefused) as error:
            fetch(f"{site}/a", rules, held)
        assert error.value.kind == kind
        assert "/a" not in [path for path, _ in Handler.asked]
    assert held.delay(f"{site}/a") == delay
    asked = len(Handler.asked)
    held.refusal(f"{site}/b", rules)
    assert len(Handler.asked) == asked


def test_a_robots_txt_that_a_server_fails_to_give_is_no_wish_of_the_site(
    site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    answering(monkeypatch, robots_txt=lambda h: h.say(503, Retry_After="90"), a=lambda h: h.say(200, PAGE))
    (refusal,) = read(f"{site}/a")
    assert isinstance(refusal, Refusal)
    assert refusal.reason == (
        "nothing may be read there while the site fails to give its robots.txt, which says what programs may read: "
        "the server answered 503 Service Unavailable; try again in 90 seconds, as it asks"
    )


def test_a_host_that_is_not_there_is_no_matter_of_robots(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr("socket.getaddrinfo", unknown)
    with pytest.raises(FetchRefused, match=r"news\.example/a: there is no host 'news\.example'"):
        fetch("http://news.example/a", FetchRules())


@pytest.mark.parametrize(
    ("answer", "times"),
    [(lambda h: h.say(404), (0.0, 3000.0, 4000.0)), (lambda h: h.say(500), (0.0, 50.0, 70.0))],
)
def test_robots_txt_is_asked_for_again_after_a_while(
    site: str, monkeypatch: pytest.MonkeyPatch, answer: Answer, times: tuple[float, ...]
) -> None:
    now = [0.0]
    answering(monkeypatch, robots_txt=answer)
    held = Robots(lambda: now[0])
    refusals = []
    for now[0] in times:
        refusals.append(held.refusal(f"{site}/a", HERE))
    assert len(Handler.asked) == 2
    assert len({None if r is None else r.status for r in refusals}) == 1


def test_what_robots_txt_said_holds_while_the_server_fails_to_give_it(
    site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [0.0]
    answering(monkeypatch, robots_txt=lambda h: h.say(200, RULES))
    held = Robots(lambda: now[0])
    assert held.refusal(f"{site}/b", HERE) is None
    answering(monkeypatch, robots_txt=lambda h: h.say(500))
    now[0] = 4000.0
    assert held.refusal(f"{site}/b", HERE) is None
    refusal = held.refusal(f"{site}/a", HERE)
    assert refusal is not None
    assert refusal.kind == "robots"
    assert len(Handler.asked) == 1


def read(url: str) -> list[Report | Refusal]:
    return list(read_inputs([url], Settings(loopback=1, report_seconds=10)))


def test_an_address_is_read_as_an_input(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch, n=lambda h: h.say(200, PAGE, Content_Type="text/html"))
    (report,) = read(f"{site}/n")
    assert isinstance(report, Report)
    assert (report.title, report.url, report.outlet) == ("A pier", f"{site}/n", "127.0.0.1")
    assert dict(report.provenance)["url"] == "address"


def test_an_address_that_cannot_be_read_is_refused_in_its_place(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch)
    (refusal,) = read(f"{site}/none")
    assert isinstance(refusal, Refusal)
    assert (refusal.origin, refusal.kind) == (f"{site}/none", "status")
    (refusal,) = read_inputs([f"{site}/none"], Settings())
    assert isinstance(refusal, Refusal)
    assert refusal.kind == "address"

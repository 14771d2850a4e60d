"""A web server on this machine that does what it is told, however unruly, and remembers what it was asked."""

import gzip
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

PARAGRAPH = (
    "Chile and Peru signed a fisheries pact in Lima on Tuesday, the Chilean foreign ministry said. Bolivia denied that "
    "it had asked to join the pact, and its president will visit Santiago next month. Talks go on, note {name}."
)


@dataclass(frozen=True, slots=True)
class Says:
    """An answer: `length` lies about the body; `drip` seconds between bytes; `reset` breaks the connection off."""

    body: bytes = b""
    status: int = 200
    media: str = "text/html; charset=utf-8"
    headers: tuple[tuple[str, str], ...] = ()
    length: int | None = None
    drip: float = 0.0
    endless: bool = False
    reset: bool = False


@dataclass(slots=True)
class Unruly:
    """The server: `says` holds the answers of each path, one after the other, the last one again and again."""

    port: int = 0
    says: dict[str, list[Says]] = field(default_factory=dict)
    asked: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)  # host, path, headers
    at: list[float] = field(default_factory=list)
    now: Callable[[], float] = time.time
    _turn: threading.Lock = field(default_factory=threading.Lock)

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def say(self, path: str, *answers: Says | bytes) -> str:
        self.says[path] = [a if isinstance(a, Says) else Says(a) for a in answers]
        return self.url(path)

    def paths(self) -> list[str]:
        """What was asked, without robots.txt."""
        return [path for _, path, _ in self.asked if path != "/robots.txt"]

    def answer(self, handler: BaseHTTPRequestHandler) -> Says:
        with self._turn:
            host = handler.headers.get("Host", "").partition(":")[0]
            self.asked.append((host, handler.path, dict(handler.headers)))
            self.at.append(self.now())
            answers = self.says.get(handler.path, [Says(b"not here", 404)])
            return answers.pop(0) if len(answers) > 1 else answers[0]


@contextmanager
def unruly() -> Iterator[Unruly]:
    served = Unruly()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            try:
                _send(self, served.answer(self))
            except OSError:
                return  # the other side has had enough

        def log_message(self, format: str, *args: Any) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    served.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield served
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _send(handler: BaseHTTPRequestHandler, says: Says) -> None:
    headers = dict(says.headers)
    if says.status == 200 and headers.get("ETag") and handler.headers.get("If-None-Match") == headers["ETag"]:
        says = Says(status=304, headers=says.headers)
    if says.reset:
        handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        handler.connection.close()
        return
    handler.send_response(says.status)
    handler.send_header("Content-Type", says.media)
    for name, value in says.headers:
        handler.send_header(name, value)
    if not says.endless:
        handler.send_header("Content-Length", str(len(says.body) if says.length is None else says.length))
    handler.end_headers()
    if says.endless:
        while True:
            handler.wfile.write(b"<p>more</p>" * 1000)
    for piece in [says.body[n : n + 1] for n in range(len(says.body))] if says.drip else [says.body]:
        handler.wfile.write(piece)
        time.sleep(says.drip)


def article(name: str = "one") -> bytes:
    """The page of an article."""
    words = PARAGRAPH.format(name=name)
    return (
        f"<html><head><title>A pact {name}</title></head><body><article><h1>A pact {name}</h1><p>{words}</p></article>"
        "</body></html>"
    ).encode()


def item(link: str | None, title: str = "A pact", day: str | None = None, text: str = "", guid: str = "") -> str:
    """An item of RSS; `day` as in 2026-03-01."""
    parts = [f"<title>{title}</title>"]
    parts += [f"<link>{link}</link>"] if link else []
    parts += [f"<pubDate>{day}T08:00:00Z</pubDate>"] if day else []
    parts += [f"<description><![CDATA[{text}]]></description>"] if text else []
    parts += [f"<guid isPermaLink='false'>{guid}</guid>"] if guid else []
    return f"<item>{''.join(parts)}</item>"


def rss(*items: str) -> bytes:
    """A feed of items."""
    body = f"<rss version='2.0'><channel><title>Andes</title>{''.join(items)}</channel></rss>"
    return f"<?xml version='1.0' encoding='utf-8'?>{body}".encode()


def feed(*items: str, **headers: str) -> Says:
    """A feed as a server sends it; `ETag="..."`."""
    return Says(
        rss(*items), media="application/rss+xml", headers=tuple((n.replace("_", "-"), v) for n, v in headers.items())
    )


def sitemap(*addresses: str, index: bool = False) -> Says:
    """A sitemap of addresses, or an index of sitemaps."""
    outer, inner = ("sitemapindex", "sitemap") if index else ("urlset", "url")
    rows = "".join(f"<{inner}><loc>{a}</loc></{inner}>" for a in addresses)
    body = f"<{outer} xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{rows}</{outer}>".encode()
    return Says(body, media="application/xml")


def packed(body: bytes) -> Says:
    """A body packed by the server."""
    return Says(gzip.compress(body), headers=(("Content-Encoding", "gzip"),))

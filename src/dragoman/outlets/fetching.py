"""Pages from the web, got with care: only public addresses, within limits of time and size, as robots.txt allows.

The host is looked up once and the connection is made to the address that was checked (so that a name cannot change its
address between check and use); every redirect is checked the same way.  Nothing is sent but the request.
"""

import http.client
import ipaddress
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from email.message import Message
from importlib.metadata import version
from urllib.parse import urljoin, urlsplit, urlunsplit

from protego import Protego

from dragoman.errors import FetchRefused

__all__ = ["AGENT", "ROBOT", "FetchRefused", "FetchRules", "Fetched", "Robots", "fetch", "is_public", "resolved"]

AGENT = f"Dragoman/{version('dragoman')} (+https://github.com/dragoman-project/dragoman)"
ROBOT = "Dragoman"  # the name that robots.txt files know us by
REDIRECTS = frozenset({301, 302, 303, 307, 308})
PIECE = 1 << 16
PORTS = {"http": 80, "https": 443}
# RFC 9309: a robots.txt that cannot be found allows all, one that a failing server withholds allows nothing; it may be
# cut at 500 KiB.
ROBOTS_SIZE, ROBOTS_HELD = 512_000, 3600.0
NAT64 = ipaddress.ip_network("64:ff9b::/96")

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True)
class FetchRules:
    """Within what limits pages are got.

    `seconds` and `most_bytes` (also after unpacking) of one page; `redirects` at most; `media` types that are wanted,
    all if empty; `hosts` that may be asked, all if empty; `robots`: whether robots.txt is heeded; `loopback`: this
    machine may be asked, for tests.
    """

    seconds: float = 30.0
    most_bytes: int = 32 << 20
    redirects: int = 5
    media: frozenset[str] = frozenset()
    hosts: frozenset[str] = frozenset()
    robots: bool = True
    loopback: bool = False


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came: `status` 200, or 304 if nothing changed since `etag` or `modified` (the server's words, or null).

    `url` is the address after redirects; `media` the Content-Type header as it is; `age` not kept.
    """

    url: str
    status: int
    body: bytes = field(repr=False)
    media: str | None = None
    etag: str | None = None
    modified: str | None = None


class Robots:
    """The robots.txt files of the hosts that were asked, each kept for an hour."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """None is held yet; `clock` counts seconds."""
        self._held: dict[str, tuple[float, Protego | None]] = {}
        self._clock = clock

    def allows(self, url: str, rules: FetchRules) -> bool:
        """Whether we may get an address; a robots.txt that a failing server withholds forbids it."""
        found = self._of(url, rules)
        return found is not None and bool(found.can_fetch(url, ROBOT))

    def delay(self, url: str, rules: FetchRules) -> float | None:
        """The seconds between two requests that the host asks for, or null."""
        found = self._of(url, rules)
        wanted = found.crawl_delay(ROBOT) if found is not None else None
        return None if wanted is None else float(wanted)

    def _of(self, url: str, rules: FetchRules) -> Protego | None:
        parts = urlsplit(url)
        place = urlunsplit((parts.scheme, parts.netloc, "/robots.txt", "", ""))
        held = self._held.get(place)
        if held is None or self._clock() - held[0] > ROBOTS_HELD:
            held = self._held[place] = (self._clock(), _robots(place, rules))
        return held[1]


def _robots(place: str, rules: FetchRules) -> Protego | None:
    limits = FetchRules(min(rules.seconds, 10.0), ROBOTS_SIZE, hosts=rules.hosts, robots=False, loopback=rules.loopback)
    try:
        body = fetch(place, limits).body
    except FetchRefused as error:
        if error.status is not None and 400 <= error.status < 500 and error.status != 429:
            return Protego.parse("")
        if error.kind in ("address", "redirect", "media"):
            return Protego.parse("")
        return None
    return Protego.parse(body.decode("utf-8", "replace"))


def fetch(
    url: str,
    rules: FetchRules,
    robots: Robots | None = None,
    *,
    etag: str | None = None,
    modified: str | None = None,
) -> Fetched:
    """Get a page; with `etag` or `modified`, which came with it before, only if it has changed.

    Raises FetchRefused (kinds: address, robots, redirect, status, media, size, time, network).
    """
    end = time.monotonic() + rules.seconds
    asked = {"If-None-Match": etag, "If-Modified-Since": modified}
    here = url
    for _ in range(rules.redirects + 1):
        _check(here, rules, url)
        if rules.robots and not (robots or Robots()).allows(here, rules):
            raise FetchRefused(
                url, "robots", f"the site's robots.txt asks programs not to read {_shown(here)}; it was not read"
            )
        found = _get(here, rules, end, {k: v for k, v in asked.items() if v}, url)
        if isinstance(found, Fetched):
            return found
        if urlsplit(here).scheme == "https" and urlsplit(found).scheme == "http":
            raise FetchRefused(url, "redirect", f"it leads from https to an address that is not safe ({_shown(found)})")
        here = found
    raise FetchRefused(url, "redirect", f"it leads from one address to the next more than {rules.redirects} times")


def _check(url: str, rules: FetchRules, first: str) -> None:
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        host, parts = None, urlsplit("")
    if parts.scheme not in PORTS or not host or any(c.isspace() or not c.isprintable() for c in url):
        raise FetchRefused(first, "address", f"{_shown(url)} is no address of a page (http:// or https://)")
    if parts.username or parts.password:
        raise FetchRefused(first, "address", "an address with a password in it is not read; save the page yourself")
    if rules.hosts and host not in rules.hosts:
        raise FetchRefused(first, "redirect", f"it leads to {host}, which is none of the addresses that were given")


def resolved(host: str, port: int, rules: FetchRules) -> list[tuple[int, tuple[str, int]]]:
    """The families and addresses of a host, all of which may be asked; raises FetchRefused if one may not."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchRefused(host, "network", f"there is no host '{host}' ({error}); check the address") from error
    places: list[tuple[int, tuple[str, int]]] = [(family, (str(place[0]), port)) for family, _, _, _, place in found]
    for _, (address, _) in places:
        if not is_public(ipaddress.ip_address(address.partition("%")[0]), rules.loopback):
            raise FetchRefused(
                host,
                "address",
                f"'{host}' is at {address}, which is no public address; pages within a network are not read",
            )
    return places


def is_public(address: Address, loopback: bool = False) -> bool:
    """Whether an address is one of the open internet, and so is the IPv4 address for which it may stand."""
    if loopback and address.is_loopback:
        return True
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if inner is None and address in NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(inner, loopback)
    return address.is_global and not address.is_multicast and not address.is_reserved and not address.is_unspecified


def _get(url: str, rules: FetchRules, end: float, asked: Mapping[str, str], first: str) -> Fetched | str:
    """The page, or where it leads."""
    parts = urlsplit(url)
    host, port = parts.hostname or "", parts.port or PORTS[parts.scheme]
    try:
        places = resolved(host, port, rules)
    except FetchRefused as error:
        raise FetchRefused(first, error.kind, error.reason) from error
    try:
        with _Connection(host, port, places, parts.scheme == "https", end) as connection:
            path = urlunsplit(("", "", parts.path or "/", parts.query, ""))
            connection.request("GET", _quoted(path), headers={**_headers(parts.netloc), **asked})
            with connection.getresponse() as answer:
                if answer.status in REDIRECTS and answer.headers.get("Location"):
                    return str(urljoin(url, answer.headers["Location"]))
                _check_answer(answer, rules, first)
                body = _body(answer, rules, end, first) if answer.status == 200 else b""
                return _fetched(url, answer.status, answer.headers, body)
    except TimeoutError as error:
        raise FetchRefused(
            first, "time", f"the page did not come within {rules.seconds:g} seconds; try again later"
        ) from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        if time.monotonic() >= end:
            raise FetchRefused(
                first, "time", f"the page did not come within {rules.seconds:g} seconds; try again later"
            ) from error
        what = " ".join(str(error).split())[:120] or type(error).__name__
        raise FetchRefused(first, "network", f"the page could not be got ({what}); try again later") from error


def _headers(host: str) -> dict[str, str]:
    return {
        "Host": host,
        "User-Agent": AGENT,
        "Accept": "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.5",
        "Accept-Encoding": "gzip",
        "Connection": "close",
    }


def _quoted(path: str) -> str:
    """A path with what is no ASCII written in percent signs."""
    return "".join(c if "!" <= c <= "~" else "".join(f"%{b:02X}" for b in c.encode("utf-8", "replace")) for c in path)


def _check_answer(answer: http.client.HTTPResponse, rules: FetchRules, url: str) -> None:
    if answer.status not in (200, 304):
        wait = answer.headers.get("Retry-After", "")
        raise FetchRefused(
            url,
            "status",
            f"the server answered {answer.status} {answer.reason}".strip() + "; check the address, or try again later",
            status=answer.status,
            retry_after=int(wait) if wait.isdecimal() and len(wait) < 9 else None,
        )
    media = answer.headers.get_content_type()
    if answer.status == 200 and rules.media and media not in rules.media:
        raise FetchRefused(url, "media", f"it is {media}, which is not read")
    size = answer.headers.get("Content-Length", "")
    if size.isdecimal() and int(size) > rules.most_bytes:
        raise _too_large(url, rules)


def _too_large(url: str, rules: FetchRules) -> FetchRefused:
    return FetchRefused(url, "size", f"the page is larger than {rules.most_bytes:,} bytes; save the article as text")


def _body(answer: http.client.HTTPResponse, rules: FetchRules, end: float, url: str) -> bytes:
    """All bytes, unpacked; both are held against the limit as they come."""
    packing = (answer.headers.get("Content-Encoding") or "identity").strip().casefold()
    if packing not in ("identity", "gzip", "x-gzip"):
        raise FetchRefused(url, "media", f"it came packed with '{packing[:20]}', which was not asked for")
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16) if packing != "identity" else None
    pieces: list[bytes] = []
    size = 0
    for piece in _pieces(answer, end):
        try:
            plain = unpacker.decompress(piece, rules.most_bytes + 1 - size) if unpacker else piece
        except zlib.error as error:
            raise FetchRefused(url, "network", f"it came broken ({error}); try again later") from error
        size += len(plain)
        if size > rules.most_bytes or (unpacker is not None and unpacker.unconsumed_tail):
            raise _too_large(url, rules)
        pieces.append(plain)
    if unpacker is not None and not unpacker.eof:
        raise FetchRefused(url, "network", "it broke off before its end; try again later")
    if answer.length:
        raise FetchRefused(url, "network", f"it broke off {answer.length:,} bytes before its end; try again later")
    return b"".join(pieces)


def _pieces(answer: http.client.HTTPResponse, end: float) -> Iterator[bytes]:
    while True:
        piece = answer.read1(PIECE)
        # A connection that was cut off looks like one that has ended.
        if time.monotonic() >= end:
            raise TimeoutError
        if not piece:
            return
        yield piece


def _fetched(url: str, status: int, headers: Message, body: bytes) -> Fetched:
    return Fetched(url, status, body, headers.get("Content-Type"), headers.get("ETag"), headers.get("Last-Modified"))


class _Connection(http.client.HTTPConnection):
    """A connection to addresses that were checked; it is cut off when its time is over, however slowly bytes drip."""

    def __init__(
        self, host: str, port: int, places: Collection[tuple[int, tuple[str, int]]], secure: bool, end: float
    ) -> None:
        super().__init__(host, port)
        self._places, self._secure, self._end = places, secure, end
        self._watch = threading.Timer(max(end - time.monotonic(), 0.0), self._cut)
        self._watch.daemon = True

    def __enter__(self) -> "_Connection":
        self._watch.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._watch.cancel()
        self.close()

    def connect(self) -> None:
        """Connect to the first of the addresses that answers."""
        problem: OSError = TimeoutError()
        for family, place in self._places:
            left = self._end - time.monotonic()
            if left <= 0:
                raise TimeoutError
            sock = socket.socket(family, socket.SOCK_STREAM)
            sock.settimeout(left)
            try:
                sock.connect(place)
            except OSError as error:
                sock.close()
                problem = error
                continue
            self.sock = sock  # so that a handshake that drips is cut off too
            self.sock = self._secured(sock)
            return
        raise problem

    def _secured(self, sock: socket.socket) -> socket.socket:
        return ssl.create_default_context().wrap_socket(sock, server_hostname=self.host) if self._secure else sock

    def _cut(self) -> None:
        sock = self.sock
        if sock is not None:
            try:
                sock.shutdown(socket.SHUT_RDWR)
            except OSError:
                return  # it has ended by itself


def _shown(url: str) -> str:
    kept = "".join(c if c.isprintable() else "\ufffd" for c in url)
    return kept if len(kept) <= 200 else f"{kept[:200]}…"

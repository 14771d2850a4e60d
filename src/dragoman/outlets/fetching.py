"""Pages from the web, got with care: only public addresses, within limits of time and size, as robots.txt allows.

The host is looked up once and the connection is made to the address that was checked (so that a name cannot change its
address between check and use); every redirect is checked the same way.  Nothing is sent but the request.
"""

import http.client
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.message import Message
from importlib.metadata import version
from urllib.parse import urljoin, urlsplit, urlunsplit

from protego import Protego

from dragoman.elsewhere import complaint
from dragoman.errors import FetchRefused
from dragoman.outlets.connecting import Connection, resolved
from dragoman.outlets.courtesy import in_words, wait_asked

__all__ = ["AGENT", "ROBOT", "FetchRefused", "FetchRules", "Fetched", "Robots", "fetch"]

AGENT = f"Dragoman/{version('dragoman')} (+https://github.com/dragoman-project/dragoman)"
ROBOT = "Dragoman"  # the name that robots.txt files know us by
REDIRECTS = frozenset({301, 302, 303, 307, 308})
PIECE = 1 << 16
PORTS = {"http": 80, "https": 443}
# RFC 9309: of a robots.txt at least 500 KiB count; what is known of it may be kept for a day.  One that could not be
# had is asked for again soon.
ROBOTS_SIZE, ROBOTS_SECONDS, ROBOTS_HELD, TROUBLE_HELD = 512_000, 10.0, 3600.0, 60.0
TOO_MANY = 429  # a server that is asked too often fails like one that is broken, though its answer is a 4xx


@dataclass(frozen=True, slots=True)
class FetchRules:
    """Within what limits pages are got.

    `seconds` and `most_bytes` (also after unpacking) of one page; `redirects` at most; `media` types that are wanted,
    all if empty; `hosts` that may be asked, all if empty; `robots`: whether robots.txt is heeded; `loopback`: this
    machine may be asked, for tests; `cut`: what has more bytes ends there, and is not refused.
    """

    seconds: float = 30.0
    most_bytes: int = 32 << 20
    redirects: int = 5
    media: frozenset[str] = frozenset()
    hosts: frozenset[str] = frozenset()
    robots: bool = True
    loopback: bool = False
    cut: bool = False


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


@dataclass(frozen=True, slots=True)
class _Known:
    """A robots.txt: since when it is known, its rules (null: never had), why it could not be had the last time."""

    since: float
    rules: Protego | None
    trouble: FetchRefused | None = None


class Robots:
    """The robots.txt files of the hosts that were asked, each kept for an hour; failures for `trouble` seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic, trouble: float = TROUBLE_HELD) -> None:
        """None is known yet; `clock` counts seconds."""
        self._known: dict[str, _Known] = {}
        self._clock, self._trouble = clock, trouble

    def refusal(self, url: str, rules: FetchRules) -> FetchRefused | None:
        """Why we may not get an address, or null.

        After RFC 9309 a robots.txt that is not there (4xx) allows all.  While a server fails to give it, all is
        forbidden that it did not allow before, and nobody wished so: the error is then the one that was met.
        """
        known = self._of(url, rules)
        if known.rules is None:
            assert known.trouble is not None
            return _withheld(url, known.trouble)
        if known.rules.can_fetch(url, ROBOT):
            return None
        asks = f"the site's robots.txt asks programs not to read {_shown(url)}; it was not read"
        return FetchRefused(url, "robots", asks)

    def delay(self, url: str) -> float | None:
        """The seconds between two requests that the host asks for; null if it asks for none or was not asked yet."""
        known = self._known.get(_place(url))
        wanted = known.rules.crawl_delay(ROBOT) if known is not None and known.rules is not None else None
        return None if wanted is None else float(wanted)

    def _of(self, url: str, rules: FetchRules) -> _Known:
        place, now = _place(url), self._clock()
        before = self._known.get(place)
        if before is None or now - before.since > self._held(before):
            before = self._known[place] = self._asked(place, rules, before)
        return before

    def _held(self, known: _Known) -> float:
        """For how many seconds something counts as known."""
        if known.trouble is None:
            return ROBOTS_HELD
        wait = known.trouble.retry_after
        return self._trouble if wait is None else min(self._trouble, wait)

    def _asked(self, place: str, rules: FetchRules, before: _Known | None) -> _Known:
        limits = FetchRules(
            min(rules.seconds, ROBOTS_SECONDS),
            ROBOTS_SIZE,
            hosts=rules.hosts,
            robots=False,
            loopback=rules.loopback,
            cut=True,
        )
        try:
            body = fetch(place, limits).body
        except FetchRefused as error:
            if _is_none(error):
                return _Known(self._clock(), Protego.parse(""))
            return _Known(self._clock(), before.rules if before else None, error)
        return _Known(self._clock(), Protego.parse(body.decode("utf-8", "replace")))


def _place(url: str) -> str:
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc, "/robots.txt", "", ""))


def _is_none(error: FetchRefused) -> bool:
    """Whether the error means that the host has no robots.txt."""
    if error.status is not None:
        return 400 <= error.status < 500 and error.status != TOO_MANY
    return error.kind in ("address", "redirect", "media")


def _withheld(url: str, trouble: FetchRefused) -> FetchRefused:
    if trouble.status is None and trouble.kind == "network":  # the page would meet the same
        return FetchRefused(url, trouble.kind, trouble.reason)
    reason = (
        f"nothing may be read there while the site fails to give its robots.txt, which says what programs may read: "
        f"{trouble.reason}"
    )
    return FetchRefused(url, trouble.kind, reason, status=trouble.status, retry_after=trouble.retry_after)


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
        if rules.robots and (no := (robots or Robots()).refusal(here, rules)) is not None:
            raise FetchRefused(url, no.kind, no.reason, status=no.status, retry_after=no.retry_after)
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


def _get(url: str, rules: FetchRules, end: float, asked: Mapping[str, str], first: str) -> Fetched | str:
    """The page, or where it leads."""
    parts = urlsplit(url)
    host, port = parts.hostname or "", parts.port or PORTS[parts.scheme]
    try:
        places = resolved(host, port, rules.loopback)
    except FetchRefused as error:
        raise FetchRefused(first, error.kind, error.reason) from error
    try:
        with Connection(host, port, places, parts.scheme == "https", end) as connection:
            path = urlunsplit(("", "", parts.path or "/", parts.query, ""))
            connection.request("GET", _quoted(path), headers={**_headers(parts.netloc), **asked})
            with connection.getresponse() as answer:
                if answer.status in REDIRECTS and answer.headers.get("Location"):
                    return str(urljoin(url, answer.headers["Location"]))
                _check_answer(answer, rules, first)
                body = _body(answer, rules, end, first) if answer.status == 200 else b""
                return _fetched(url, answer.status, answer.headers, body)
    except (OSError, http.client.HTTPException, ValueError) as error:
        if isinstance(error, TimeoutError) or time.monotonic() >= end:
            late = f"the page did not come within {rules.seconds:g} seconds; try again later"
            raise FetchRefused(first, "time", late) from error
        what = f"the page could not be got ({complaint(error)}); try again later"
        raise FetchRefused(first, "network", what) from error


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
        raise _not_given(answer, url)
    media = answer.headers.get_content_type()
    if answer.status == 200 and rules.media and media not in rules.media:
        raise FetchRefused(url, "media", f"it is {media}, which is not read")
    size = answer.headers.get("Content-Length", "")
    if size.isdecimal() and int(size) > rules.most_bytes and not rules.cut:
        raise _too_large(url, rules)


def _not_given(answer: http.client.HTTPResponse, url: str) -> FetchRefused:
    """The error for a page that the server did not give: whose fault it is, and what to do."""
    wait = wait_asked(answer.headers.get("Retry-After"), answer.headers.get("Date"), datetime.now(UTC))
    said = f"the server answered {answer.status} {answer.reason}".strip()
    later = f"try again in {in_words(wait)}, as it asks" if wait else "try again later"
    advice = later if answer.status == TOO_MANY or answer.status >= 500 else f"check the address, or {later}"
    return FetchRefused(url, "status", f"{said}; {advice}", status=answer.status, retry_after=wait)


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
            if rules.cut:
                return b"".join((*pieces, plain))[: rules.most_bytes]
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


def _shown(url: str) -> str:
    kept = "".join(c if c.isprintable() else "\ufffd" for c in url)
    return kept if len(kept) <= 200 else f"{kept[:200]}…"

"""What a feed, a sitemap or a page of links lists: which articles, and which of them are wanted."""

import gzip
import hashlib
import io
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from fnmatch import fnmatchcase
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from lxml import etree, html

from dragoman.desk.plan import Feed, host_of
from dragoman.desk.state import Link
from dragoman.errors import ReportUnreadable
from dragoman.outlets.feeds import Entry, parse_feed, root_name
from dragoman.outlets.parts import printable
from dragoman.outlets.reading import MISTAKES

PACKED = b"\x1f\x8b"
LONGEST = 2000  # characters of an address
# What is hung on links to count those who click; the page is the same without it.
COUNTING = re.compile(r"utm_\w+|fbclid|gclid")
NUMBER = re.compile(r"\d+")
DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Listing:
    """What a feed lists: its entries, or the sitemaps of an index; `remark` says what was left out."""

    entries: tuple[Entry, ...]
    sitemaps: tuple[str, ...] = ()
    remark: str | None = None


def listing(feed: Feed, body: bytes, url: str, most_bytes: int) -> Listing:
    """What came from the address `url` of a feed; raises ReportUnreadable with what to do."""
    try:
        return _page(feed, body, url) if feed.kind == "page" else _feed(feed, _unpacked(body, url, most_bytes), url)
    except (*MISTAKES, etree.LxmlError, AssertionError) as error:
        what = " ".join(str(error).split())[:120]
        raise ReportUnreadable(url, "malformed", f"it is broken ({type(error).__name__}: {what})") from error


def _unpacked(body: bytes, url: str, most_bytes: int) -> bytes:
    if not body.startswith(PACKED):
        return body
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(body)) as packed:
            plain = packed.read(most_bytes + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise ReportUnreadable(url, "malformed", f"it is packed and broken ({error})") from error
    if len(plain) > most_bytes:
        raise ReportUnreadable(url, "size", f"it unpacks to more than {most_bytes:,} bytes")
    return plain


def _feed(feed: Feed, body: bytes, url: str) -> Listing:
    if root_name(body) == "html" or body.lstrip()[:15].lower().startswith(b"<!doctype html"):
        advice = "look for the address of its feed, or say kind = 'page' and which links are articles"
        raise ReportUnreadable(url, "format", f"it is a web page and no feed; {advice}")
    found = parse_feed(body, url)
    if found.kind != "index":
        return Listing(found.entries)
    addresses = [a for a in (_absolute(e.link, url) for e in found.entries) if a and host_of(a) in feed.allowed]
    chosen = sorted(dict.fromkeys(addresses), key=_newest)[: feed.sitemaps]
    left = len(found.entries) - len(chosen)
    remark = f"{left:,} of its {len(found.entries):,} sitemaps are not polled ('sitemaps', 'hosts')" if left else None
    return Listing((), tuple(chosen), remark)


def _newest(address: str) -> tuple[bool, list[int], str]:
    """Sitemaps without a number in their name come first, then those with the highest numbers or latest months."""
    numbers = [-int(n[:12]) for n in NUMBER.findall(urlsplit(address).path)]
    return bool(numbers), numbers, address


def _page(feed: Feed, body: bytes, url: str) -> Listing:
    if not body.strip():
        raise ReportUnreadable(url, "empty", "the page is empty")
    tree = html.document_fromstring(body)
    parts = tree.xpath(feed.within) if feed.within else [tree]
    if not isinstance(parts, list) or not any(isinstance(p, etree._Element) for p in parts):
        raise ReportUnreadable(url, "format", f"nothing on the page fits within = '{feed.within}'; look at its source")
    base = urljoin(url, next(iter(tree.xpath("//base/@href")), ""))
    anchors = [a for p in parts if isinstance(p, etree._Element) for a in p.iter("a")]
    entries: dict[str, Entry] = {}
    for anchor in anchors:
        address = _absolute(anchor.get("href"), base)
        if address and any(_fits(address, pattern) for pattern in feed.links):
            entries.setdefault(address, Entry(address, " ".join(anchor.text_content().split()) or None))
    if not entries:
        known = f"none of its {len(anchors):,} links fits 'links' ({', '.join(feed.links)})"
        raise ReportUnreadable(url, "empty", f"{known}; look at its source, it may be made by scripts")
    return Listing(tuple(entries.values()))


def _fits(address: str, pattern: str) -> bool:
    return fnmatchcase(address if "://" in pattern else urlsplit(address).path or "/", pattern)


def _absolute(link: str | None, base: str) -> str | None:
    """The address of a link without its fragment and without what only counts clicks; null if it is none of a page."""
    if not link or not link.strip():
        return None
    try:
        parts = urlsplit(urljoin(base, link.strip()))
        host, _ = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host or parts.username is not None:
        return None
    query = parts.query
    if COUNTING.search(query):
        query = urlencode([(k, v) for k, v in parse_qsl(query, keep_blank_values=True) if not COUNTING.fullmatch(k)])
    address = urlunsplit((parts.scheme, parts.netloc.casefold(), parts.path or "/", query, ""))
    fine = len(address) <= LONGEST and not any(c.isspace() or not c.isprintable() for c in address)
    return address if fine else None


def links(feed: Feed, entries: tuple[Entry, ...], url: str, now: float) -> Iterator[Link]:
    """The articles that the entries are of, each address once, with why it is not wanted where it is not."""
    today = datetime.fromtimestamp(now, UTC).date()
    oldest = (today - timedelta(days=min(feed.days, today.toordinal() - 1))).isoformat()
    seen = set()
    for place, entry in enumerate(entries):
        link = _link(feed, entry, url, place, oldest, today.isoformat())
        if link.address not in seen:
            seen.add(link.address)
            yield replace(link, due=now)


def _link(feed: Feed, entry: Entry, url: str, place: int, oldest: str, today: str) -> Link:
    address = _absolute(entry.link, url)
    held = entry.text is not None and feed.pages != "always"
    day = entry.published if entry.published and DAY.fullmatch(entry.published) else ""
    told = "\0".join((entry.title or "", entry.text or "")) if feed.kind == "feed" else ""
    kind, reason = _unwanted(feed, entry, address, day, oldest)
    return Link(
        address=address or f"{url}#{printable(entry.identity or _digest(told))}",
        feed=feed.name,
        host="" if held or address is None else host_of(address),
        state="passed" if kind else "waiting",
        day=min(day, today),  # a day to come is a clock that goes wrong
        place=place,
        entry=entry,
        digest=_digest(told) if told.strip("\0") else None,
        due=0.0,
        kind=kind,
        reason=reason,
    )


def _unwanted(feed: Feed, entry: Entry, address: str | None, day: str, oldest: str) -> tuple[str | None, str | None]:
    if feed.links and address and not any(_fits(address, pattern) for pattern in feed.links):
        return "links", "its address fits none of 'links'"
    if day and day < oldest:
        return "old", f"the feed dates it {day}, more than {feed.days} days ago ('days')"
    if entry.text is not None and feed.pages != "always":
        return None, None
    if address is None:
        return "empty", "the feed gives neither its text nor an address of a page"
    if feed.pages == "never":
        return "text", "the feed does not hold its whole text, and pages = 'never'"
    if (host := host_of(address)) not in feed.allowed:
        return "host", f"it lies on {host}; if it should be got, add that to 'hosts' of [feeds.{feed.name}]"
    return None, None


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]

"""RSS, Atom and sitemaps: entries whose whole text the feed holds are reports; the others are links."""

import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from time import struct_time
from typing import Any, BinaryIO

import feedparser
from lxml import etree

from dragoman.errors import ReportUnreadable
from dragoman.outlets.decoding import content
from dragoman.outlets.fields import NOTHING, Fields, first_of, given
from dragoman.outlets.markup import plain
from dragoman.outlets.parts import Items, Part, printable
from dragoman.outlets.published import published
from dragoman.outlets.report import make_report
from dragoman.settings import Settings
from dragoman.types import Refusal

LARGEST = 52_428_800  # bytes: the limit of the sitemap protocol (sitemaps.org)
# A summary is no article: text counts as whole from this length on, if it does not break off.
WHOLE_CONTENT, WHOLE_SUMMARY = 200, 600
BREAKS = ("…", "...", "[…]", "[...]", "»", "→")
FEEDS, SITEMAPS = ("rss", "feed", "RDF"), ("urlset", "sitemapindex")
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"


@dataclass(frozen=True, slots=True)
class Entry:
    """An item of a feed or sitemap: its address, what is said of it, and its text where the feed holds it whole.

    `published` is an ISO day or null; `identity` what the feed calls the item by (guid), or its address.
    """

    link: str | None
    title: str | None = None
    published: str | None = None
    author: str | None = None
    outlet: str | None = None
    language: str | None = None
    text: str | None = None
    identity: str | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed or sitemap: which of both ("feed", "sitemap", "index" of sitemaps), and its entries in order."""

    kind: str
    title: str | None
    entries: tuple[Entry, ...]


def read_xml(stream: BinaryIO, origin: str, settings: Settings, told: Fields = NOTHING) -> Items:
    """The reports of a feed, and a line for each link; other XML is refused unless it is a page.

    Raises ReportUnreadable.
    """
    data = content(stream, origin, LARGEST)
    if root_name(data) == "html":
        yield Part("page.html", origin, BytesIO(data), told, "text/html")
        return
    feed = parse_feed(data, origin)
    if not feed.entries:
        raise ReportUnreadable(origin, "empty", f"the {feed.kind} has no entries")
    for number, entry in enumerate(feed.entries, 1):
        where = f"{origin}:{number}"
        if entry.text is None:
            yield _linked(entry, where, feed.kind)
            continue
        try:
            yield make_report(entry.text, first_of(_fields(entry), told), where, settings)
        except ReportUnreadable as error:
            yield Refusal(where, error.reason, error.kind)


def _linked(entry: Entry, where: str, kind: str) -> Refusal:
    if entry.link is None:
        return Refusal(where, f"an entry of the {kind} with neither a text nor a link", "empty")
    link = shlex.quote(printable(entry.link))
    return Refusal(
        where, f"a link without the text of the article; read it with: dragoman read {link} --into RECORD", "link"
    )


def _fields(entry: Entry) -> Fields:
    names = ("title", "published", "author", "outlet")  # feeds often name a wrong language
    return given({name: getattr(entry, name) for name in names} | {"url": entry.link}, "entry of the feed")


def parse_feed(data: bytes, origin: str) -> Feed:
    """The entries of RSS, Atom or a sitemap; nothing that the file refers to is fetched or put in for its entities.

    Raises ReportUnreadable for anything else.
    """
    root = root_name(data)
    if root in SITEMAPS:
        return _sitemap(data, origin, root)
    if root not in FEEDS:
        raise ReportUnreadable(
            origin, "format", f"it is neither RSS, Atom nor a sitemap{f' (its root is <{root}>)' if root else ''}"
        )
    if b"<!ENTITY" in data:
        raise ReportUnreadable(origin, "malformed", "it defines entities of its own, which feeds have no use for")
    found = feedparser.parse(BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    about = found.get("feed", {})
    title = _clean(about.get("title"))
    language = _clean(about.get("language"))
    return Feed("feed", title, tuple(_entry(entry, title, language) for entry in found.get("entries", ())))


def root_name(data: bytes) -> str | None:
    """The name of the first element of XML, without its namespace; null if there is none."""
    try:
        for _, element in etree.iterparse(
            BytesIO(data[:65536].lstrip()),
            events=("start",),
            recover=True,
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
        ):
            return str(etree.QName(element).localname)
    except (etree.XMLSyntaxError, ValueError):
        return None
    return None


def _entry(entry: Mapping[str, Any], feed: str | None, language: str | None) -> Entry:
    contents = [_words(c) for c in entry.get("content", ())]
    body = max(contents, key=len, default="")
    summary = _words(entry.get("summary_detail") or {})
    source = entry.get("source")
    return Entry(
        link=_clean(entry.get("link")),
        title=_clean(plain(str(entry.get("title") or ""))),
        published=_day(entry),
        author=_clean(entry.get("author")),
        outlet=_clean(source.get("title") if isinstance(source, Mapping) else None) or feed,
        language=language,
        text=body if _is_whole(body, WHOLE_CONTENT) else summary if _is_whole(summary, WHOLE_SUMMARY) else None,
        identity=_clean(entry.get("id")) or _clean(entry.get("link")),
    )


def _words(detail: Mapping[str, Any]) -> str:
    value = str(detail.get("value") or "")
    return value.strip() if detail.get("type") == "text/plain" and "</" not in value else plain(value)


def _is_whole(text: str, least: int) -> bool:
    return len(text) >= least and not text.rstrip().endswith(BREAKS)


def _day(entry: Mapping[str, Any]) -> str | None:
    """The day as the feed writes it, in its own time zone; else as the library reads it, in UTC."""
    parsed = entry.get("published_parsed")
    utc = f"{parsed.tm_year:04}-{parsed.tm_mon:02}-{parsed.tm_mday:02}" if isinstance(parsed, struct_time) else None
    return published(entry.get("published"), datetime.now(UTC).date()).date or utc


def _clean(value: object) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _sitemap(data: bytes, origin: str, root: str) -> Feed:
    entries: list[Entry] = []
    kind = "sitemap" if root == "urlset" else "index"
    try:
        walk = etree.iterparse(BytesIO(data), events=("end",), resolve_entities=False, no_network=True, load_dtd=False)
        for _, element in walk:
            if etree.QName(element).localname in ("url", "sitemap"):
                entries.append(_located(element))
                element.clear()
    except etree.XMLSyntaxError as error:
        if not entries:
            raise ReportUnreadable(origin, "malformed", f"the sitemap is not XML ({error.msg})") from error
    return Feed(kind, None, tuple(entries))


def _located(element: Any) -> Entry:
    def told(path: str) -> str | None:
        return _clean(element.findtext(f".//{path}"))

    return Entry(
        link=told("{*}loc"),
        title=told(f"{NEWS}title"),
        published=(told(f"{NEWS}publication_date") or "")[:10] or None,
        outlet=told(f"{NEWS}name"),
        language=told(f"{NEWS}language"),
    )


def links(feed: Feed) -> Iterator[str]:
    """The addresses of the entries, in order, each once."""
    yield from dict.fromkeys(entry.link for entry in feed.entries if entry.link)

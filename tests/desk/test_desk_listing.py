"""What feeds list, whatever they are made of."""

import gzip
from contextlib import suppress
from urllib.parse import urlsplit

import pytest
from desks import NOON, a_feed
from hypothesis import given
from hypothesis import strategies as st
from unruly import item, rss, sitemap

from dragoman.desk.listing import Listing, _absolute, links, listing
from dragoman.desk.plan import Feed
from dragoman.errors import ReportUnreadable
from dragoman.outlets.feeds import Entry

HERE = "https://wire.example.org/news/rss.xml"
FEED = a_feed(HERE)

LINKS = (
    ("/a", "https://wire.example.org/a"),
    ("b?x=1#top", "https://wire.example.org/news/b?x=1"),
    ("https://WIRE.example.org/a?utm_source=x&id=7&utm_medium=y", "https://wire.example.org/a?id=7"),
    ("  /a  ", "https://wire.example.org/a"),
    ("//www.example.org", "https://www.example.org/"),
    ("", None),
    ("mailto:x@example.org", None),
    ("javascript:void(0)", None),
    ("file:///etc/passwd", None),
    ("ftp://example.org/a", None),
    ("http://me:secret@example.org/", None),
    ("http://[::1", None),
    ("http://example.org:99999/", None),
    ("http://ex ample.org/", None),
    ("/" + "a" * 3000, None),
    (None, None),
)


@pytest.mark.parametrize(("link", "address"), LINKS)
def test_addresses_of_links(link: str | None, address: str | None) -> None:
    assert _absolute(link, HERE) == address


@given(st.text())
def test_any_link_is_an_address_of_a_page_or_none(link: str) -> None:
    address = _absolute(link, HERE)
    if address is not None:
        assert urlsplit(address).scheme in ("http", "https")
        assert urlsplit(address).hostname
        assert _absolute(address, HERE) == address


def listed(feed: Feed, body: bytes) -> Listing:
    """What a feed lists; nothing where it is refused."""
    with suppress(ReportUnreadable):
        return listing(feed, body, HERE, 10_000)
    return Listing(())


@given(st.binary(max_size=300), st.sampled_from(("feed", "sitemap", "page")), st.booleans())
def test_any_bytes_are_listed_or_refused(body: bytes, kind: str, packed: bool) -> None:
    feed = a_feed(HERE, kind=kind, links=("*",))
    found = listed(feed, gzip.compress(body) if packed else body)
    assert all(link.address for link in links(feed, found.entries, HERE, NOON))


WHOLE = (rss(item("/a", "One", "2026-03-01"), item("/b", "Two")), sitemap("/a", "/b").body)


@given(st.sampled_from(WHOLE), st.integers(0, 300), st.binary(max_size=6))
def test_broken_feeds_are_listed_or_refused(whole: bytes, at: int, put: bytes) -> None:
    body = whole[:at] + put + whole[at + len(put) :]
    assert len(listed(FEED, body).entries) <= 3


def test_sitemaps_that_are_packed() -> None:
    assert len(listing(FEED, gzip.compress(sitemap("/a", "/b").body), HERE, 10_000).entries) == 2


def test_the_newest_sitemaps_of_an_index_come_first() -> None:
    names = ("map-2025-12.xml", "map-2026-02.xml", "news.xml", "map-2026-01.xml", "map-2.xml", "map-10.xml")
    body = sitemap(*(f"https://wire.example.org/{n}" for n in names), index=True).body
    found = listing(a_feed(HERE, sitemaps=4), body, HERE, 10_000).sitemaps
    assert [a.rpartition("/")[2] for a in found] == [
        "news.xml",
        "map-2026-02.xml",
        "map-2026-01.xml",
        "map-2025-12.xml",
    ]


def test_a_day_that_is_none_is_no_day() -> None:
    (link,) = links(FEED, (Entry("/a", published="soon"),), HERE, NOON)
    assert (link.day, link.state) == ("", "waiting")

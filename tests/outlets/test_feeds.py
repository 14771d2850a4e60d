"""Feeds and sitemaps: whole entries are reports, the others are links; nothing is fetched, nothing is expanded."""

import io

import pytest

from dragoman.outlets.feeds import links, parse_feed
from dragoman.outlets.formats import BY_NAME
from dragoman.outlets.parts import Part
from dragoman.outlets.reading import Course, read_document
from dragoman.settings import Settings
from dragoman.types import Refusal, Report

LONG = " ".join(["The ministers of Laos and Nepal met in Vientiane on Monday and spoke of dams and roads."] * 8)


def rss(*items: str, head: str = "") -> bytes:
    body = "".join(f"<item>{item}</item>" for item in items)
    channel = f"<channel><title>Hill Post</title>{body}</channel>"
    return f"<?xml version='1.0'?>{head}<rss version='2.0'>{channel}</rss>".encode()


def read(data: bytes) -> tuple[list[Report], list[Refusal]]:
    found = list(read_document(Part("", "f", io.BytesIO(data)), Settings(), BY_NAME["feed"], Course()))
    return [r for r in found if isinstance(r, Report)], [r for r in found if isinstance(r, Refusal)]


def test_a_summary_is_a_link_and_a_whole_text_a_report() -> None:
    whole = f"<title>Dams &amp; roads</title><link>https://h.example/1</link><description>{LONG}</description>"
    summary = "<title>More</title><link>https://h.example/2</link><description>Ministers met again.</description>"
    broken_off = f"<link>https://h.example/3</link><description>{LONG} […]</description>"
    (report,), refusals = read(rss(whole, summary, broken_off))
    assert (report.text, report.title, report.outlet) == (LONG, "Dams & roads", "Hill Post")
    assert [(r.kind, r.is_failure, r.origin) for r in refusals] == [("link", False, "f:2"), ("link", False, "f:3")]
    assert "dragoman read https://h.example/2" in refusals[0].reason


def test_the_day_is_that_of_the_feed_in_its_own_zone() -> None:
    item = f"<pubDate>Wed, 06 Mar 2024 00:30:00 +0545</pubDate><description>{LONG}</description>"
    assert read(rss(item))[0][0].published == "2024-03-06"


def test_atom_is_read() -> None:
    data = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Hill Post</title><entry><title>Dams</title><id>x</id>'
        '<link rel="alternate" href="https://h.example/1"/><published>2024-03-05T10:00:00Z</published>'
        f'<author><name>Maya Rai</name></author><content type="html">&lt;p&gt;{LONG}&lt;/p&gt;</content></entry></feed>'
    )
    (report,), _ = read(data.encode())
    assert (report.published, report.author, report.url, report.text) == (
        "2024-03-05",
        "Maya Rai",
        "https://h.example/1",
        LONG,
    )


def test_a_sitemap_lists_its_links() -> None:
    data = (
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">'
        "<url><loc>https://h.example/1</loc><lastmod>2024-03-09</lastmod>"
        "<n:news><n:publication><n:name>Hill Post</n:name>"
        "</n:publication><n:publication_date>2024-03-05T08:00Z</n:publication_date><n:title>Dams</n:title></n:news></url>"
        "<url><loc>https://h.example/2</loc><lastmod>2024-03-09</lastmod></url></urlset>"
    )
    feed = parse_feed(data.encode(), "f")
    assert (feed.kind, list(links(feed))) == ("sitemap", ["https://h.example/1", "https://h.example/2"])
    first, second = feed.entries
    assert (first.title, first.published, first.outlet) == ("Dams", "2024-03-05", "Hill Post")
    assert second.published is None  # when it was last changed is no date of publication
    index = b"<sitemapindex><sitemap><loc>https://h.example/s.xml</loc></sitemap></sitemapindex>"
    assert parse_feed(index, "f").kind == "index"


ENTITIES = "<!DOCTYPE r [<!ENTITY a 'ha'>" + "".join(f"<!ENTITY a{i} '{'&a;' * 9}'>" for i in range(9)) + "]>"
FILE = "<!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/hostname'>]>"


@pytest.mark.parametrize("head", [ENTITIES, FILE])
@pytest.mark.parametrize("root", ["rss", "urlset"])
def test_entities_are_not_expanded(head: str, root: str) -> None:
    words = f"{LONG} &x;&a8;"
    if root == "rss":
        data = rss(f"<description>{words}</description>", head=head)
    else:
        data = f"{head}<urlset><url><loc>https://h.example/{words}</loc></url></urlset>".encode()
    (refusal,) = read(data)[1]
    assert refusal.kind in ("malformed", "link")
    with open("/etc/hostname") as file:
        assert file.read().strip() not in refusal.reason
    assert len(refusal.reason) < 500


@pytest.mark.parametrize(
    ("data", "kind"),
    [(b"<opml><body/></opml>", "format"), (b"<rss/>", "empty"), (b"<<<", "format"), (b"<urlset><url>", "malformed")],
)
def test_other_xml_is_refused(data: bytes, kind: str) -> None:
    reports, (refusal,) = read(data)
    assert (reports, refusal.kind) == ([], kind)


def test_a_feed_that_is_no_xml_is_read_as_far_as_it_goes() -> None:
    data = rss(f"<title>A & B</title><description>{LONG}</description>")[: -len("</item></channel></rss>")]
    (report,), _ = read(data)
    assert (report.title, report.text) == ("A & B", LONG)

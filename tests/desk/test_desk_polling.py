"""Feeds on a server that misbehaves in every way: what is polled, what is got, and what is said of it."""

import time
from collections.abc import Iterator
from email.utils import formatdate
from pathlib import Path

import pytest
from desks import NOON, TODAY, YESTERDAY, FakeClock, a_feed, a_plan, ends, kinds, reading, stored, worked
from unruly import PARAGRAPH, Says, Unruly, article, feed, item, packed, rss, sitemap, unruly

from dragoman.desk.asking import Answer, Errand, Web
from dragoman.desk.notices import KINDS
from dragoman.record.record import Record


@pytest.fixture
def web() -> Iterator[Unruly]:
    with unruly() as served:
        yield served


@pytest.fixture
def record(tmp_path: Path) -> Path:
    return tmp_path / "desk.duckdb"


def test_articles_of_a_feed_are_stored_once(web: Unruly, record: Path) -> None:
    links = [web.say(f"/{name}", article(name)) for name in ("a", "b")]
    rows = [item(link, f"A pact {link[-1]}", TODAY) for link in links]
    wire = a_feed(web.say("/rss", feed(*rows, *rows)), outlet="Andes Wire")
    clock = FakeClock()
    first = worked(record, wire, clock=clock)
    assert kinds(first) == ["polled", "stored", "stored"]
    assert {n.kind for n in first} <= set(KINDS)
    assert [r.title for r in stored(record)] == ["A pact a", "A pact b"]
    assert {(r.outlet, r.published, r.url, r.origin) for r in stored(record)} == {
        ("Andes Wire", TODAY, link, link) for link in links
    }
    clock.time += 900
    assert kinds(worked(record, wire, clock=clock)) == ["unchanged"]
    assert web.paths() == ["/rss", "/a", "/b", "/rss"]


def test_etag_and_last_modified_are_sent_back(web: Unruly, record: Path) -> None:
    stamp = "Sun, 01 Mar 2026 08:00:00 GMT"
    wire = a_feed(web.say("/rss", feed(ETag='"one"', Last_Modified=stamp)))
    clock = FakeClock()
    assert kinds(worked(record, wire, clock=clock)) == ["polled"]
    clock.time += 900
    assert kinds(worked(record, wire, clock=clock)) == ["unchanged"]
    clock.time += 900
    assert kinds(worked(record, wire, clock=clock)) == ["unchanged"]
    sent = [(h.get("If-None-Match"), h.get("If-Modified-Since")) for _, p, h in web.asked if p == "/rss"]
    assert sent == [(None, None), ('"one"', stamp), ('"one"', stamp)]


def test_an_etag_that_changes_without_a_change(web: Unruly, record: Path) -> None:
    row = item(web.say("/a", article()), day=TODAY)
    wire = a_feed(web.say("/rss", feed(row, ETag='"one"'), feed(row, ETag='"two"')))
    clock = FakeClock()
    worked(record, wire, clock=clock)
    clock.time += 900
    assert kinds(worked(record, wire, clock=clock)) == ["unchanged"]
    assert web.paths().count("/a") == 1


@pytest.mark.parametrize("status", [429, 503])
def test_a_server_that_asks_to_wait(web: Unruly, record: Path, status: int) -> None:
    link = web.say("/a", article())
    wire = a_feed(web.say("/rss", Says(status=status, headers=(("Retry-After", "7200"),)), feed(item(link))))
    clock = FakeClock(end=NOON + 7100)
    assert kinds(worked(record, wire, clock=clock, once=False)) == ["failed"]
    assert web.paths() == ["/rss"]
    clock.end += 200
    assert kinds(worked(record, wire, clock=clock, once=False)) == ["polled", "stored"]


def test_an_article_behind_a_server_that_asks_to_wait(web: Unruly, record: Path) -> None:
    busy = Says(status=429, headers=(("Retry-After", "3000"),))
    links = [web.say("/a", busy, article("a")), web.say("/b", article("b"))]
    wire = a_feed(web.say("/rss", feed(*(item(a, day=TODAY) for a in links))), interval=86_400.0)
    clock = FakeClock(end=NOON + 2900)
    assert kinds(worked(record, wire, clock=clock, once=False)) == ["polled", "later"]
    clock.end = NOON + 4000
    assert kinds(worked(record, wire, clock=clock, once=False)) == ["stored", "stored"]
    assert web.paths() == ["/rss", "/a", "/b", "/a"] or web.paths() == ["/rss", "/a", "/a", "/b"]


def test_a_streak_of_errors_makes_the_waits_longer(web: Unruly, record: Path) -> None:
    wire = a_feed(web.say("/rss", *[Says(status=500)] * 6, feed()), interval=60.0)
    clock = FakeClock(end=NOON + 4500)
    web.now = clock.now
    notices = worked(record, wire, clock=clock, once=False)
    assert kinds(notices)[:7] == ["failed"] * 6 + ["polled"]
    at = [when for when, (_, path, _) in zip(web.at, web.asked, strict=True) if path == "/rss"]
    gaps = [b - a for a, b in zip(at[:7], at[1:7], strict=False)]
    assert all(1.8 * a < b < 2.6 * a for a, b in zip(gaps, gaps[1:], strict=False))
    assert 50 < at[8] - at[7] < 70


def test_one_bad_feed_does_not_stop_the_others(web: Unruly, record: Path) -> None:
    good = a_feed(web.say("/good", feed(item(web.say("/a", article())))), "good")
    bad = [
        a_feed(web.say("/broken", Says(b"<rss><channel><item><title>x</tit", media="text/xml")), "broken"),
        a_feed(web.say("/html", Says(b"<!DOCTYPE html><html><body>Hello</body></html>")), "html"),
        a_feed(web.say("/nothing", Says(b"")), "nothing"),
        a_feed(web.say("/gone", Says(status=410)), "gone"),
        a_feed(web.say("/reset", Says(reset=True)), "reset"),
        a_feed("http://no-such-host.invalid/rss", "nowhere"),
    ]
    notices = worked(record, *bad, good)
    assert kinds(notices).count("stored") == 1
    assert {n.feed for n in notices if n.kind in ("failed", "gone")} >= {"html", "nothing", "gone", "reset", "nowhere"}


PROBLEMS = {
    "html": (Says(b"<html><body>Hello</body></html>"), "web page and no feed"),
    "json": (Says(b'{"items": []}', media="application/json"), "neither RSS"),
    "entities": (Says(b"<!DOCTYPE r [<!ENTITY a 'x'><!ENTITY b '&a;&a;'>]><rss>&b;</rss>"), "entities"),
    "large": (Says(b" " * 400_000), "larger than"),
    "endless": (Says(endless=True), "larger than"),
    "bomb": (packed(b" " * 5_000_000), "larger than"),
    "packed bomb": (Says(packed(b" " * 5_000_000).body, media="application/gzip"), "unpacks to more"),
    "packed and broken": (Says(b"\x1f\x8b\x08 broken"), "packed and broken"),
    "other packing": (Says(b"x", headers=(("Content-Encoding", "br"),)), "packed with"),
    "reset": (Says(reset=True), "could not be got"),
    "too short": (Says(b"<rss>", length=500), "broke off"),
    "forbidden": (Says(status=403), "answered 403"),
    "gone": (Says(status=410), "answered 410"),
    "no content": (Says(status=204), "answered 204"),
    "no status": (Says(status=999), "answered 999"),
    "to a file": (Says(status=302, headers=(("Location", "file:///etc/passwd"),)), "no address of a page"),
    "to the cloud": (Says(status=302, headers=(("Location", "http://169.254.169.254/x"),)), "none of the addresses"),
    "to another": (Says(status=302, headers=(("Location", "http://127.0.0.9:22/"),)), "none of the addresses"),
    "to a user": (Says(status=302, headers=(("Location", "http://a:b@127.0.0.1/"),)), "password"),
    "to nonsense": (Says(status=302, headers=(("Location", "http://[::1"),)), "could not be got"),
}  # fmt: skip


@pytest.mark.parametrize("name", PROBLEMS)
def test_what_is_said_of_a_feed_that_cannot_be_polled(web: Unruly, record: Path, name: str) -> None:
    says, problem = PROBLEMS[name]
    (notice, _) = worked(record, a_feed(web.say("/rss", says)))
    assert notice.kind == ("gone" if name == "gone" else "failed")
    assert problem in (notice.reason or "")
    assert web.paths() == ["/rss"]


def test_a_slow_drip_and_a_loop(web: Unruly, record: Path) -> None:
    slow = a_feed(web.say("/slow", Says(rss() * 20, drip=0.05)), "slow")
    loop = a_feed(web.say("/loop", Says(status=302, headers=(("Location", "/loop"),))), "loop")
    notices = worked(record, plan=a_plan(slow, loop, seconds=0.4))
    assert {n.feed: n.reason for n in notices if n.kind == "failed"} == {
        "slow": "the page did not come within 0.4 seconds; try again later",
        "loop": "it leads from one address to the next more than 5 times",
    }


def test_a_feed_that_vanishes_is_polled_no_more(web: Unruly, record: Path) -> None:
    wire = a_feed(web.say("/rss", feed(), Says(status=410), feed()))
    clock = FakeClock(end=NOON + 20_000)
    assert kinds(worked(record, wire, clock=clock, once=False)) == ["polled", "gone"]
    clock.end += 1000
    moved = a_feed(web.say("/moved", feed()))
    assert kinds(worked(record, moved, clock=clock, once=True)) == ["polled"]


def test_robots_forbid(web: Unruly, record: Path) -> None:
    web.say("/robots.txt", Says(b"User-agent: *\nDisallow: /private/\n", media="text/plain"))
    links = [web.say("/private/a", article("a")), web.say("/b", article("b"))]
    wire = a_feed(web.say("/rss", feed(*(item(a, day=TODAY) for a in links))))
    notices = worked(record, wire)
    assert kinds(notices) == ["polled", "later", "stored"]
    assert "robots.txt asks programs not to read" in str(notices[1].reason)
    assert "/private/a" not in web.paths()


def test_robots_that_cannot_be_had_are_no_wish(web: Unruly, record: Path) -> None:
    web.say("/robots.txt", Says(status=500), Says(status=404))
    wire = a_feed(web.say("/rss", feed(item(web.say("/a", article())))))
    clock = FakeClock(end=NOON + 50)
    notice = worked(record, wire, clock=clock, once=False)[0]
    assert notice.kind == "failed"
    assert "the site fails to give its robots.txt" in str(notice.reason)
    assert "the server answered 500" in str(notice.reason)
    assert web.paths() == []
    clock.end += 1000
    assert kinds(worked(record, wire, clock=clock, once=False)) == ["polled", "stored"]


def test_a_date_until_which_a_host_is_to_be_left_alone(web: Unruly, record: Path) -> None:
    until = (("Retry-After", formatdate(time.time() + 7260, usegmt=True)),)  # as the server's own Date counts
    wire = a_feed(web.say("/rss", Says(status=429, headers=until), feed()), interval=3600.0)
    clock = FakeClock(end=NOON + 7500)
    notices = worked(record, wire, clock=clock, once=False)
    assert kinds(notices)[:2] == ["failed", "polled"]
    assert "try again in 2 hours, as it asks" in str(notices[0].reason)
    assert notices[1].at >= NOON + 7190


def test_one_request_at_a_time_with_pauses(web: Unruly, record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    under_way: list[int] = [0]
    asked = Web.ask

    def ask(self: Web, errand: Errand) -> Answer:
        under_way.append(under_way[-1] + 1)
        answer = asked(self, errand)
        under_way.append(under_way[-1] - 1)
        return answer

    monkeypatch.setattr(Web, "ask", ask)
    web.say("/robots.txt", Says(b"User-agent: *\nCrawl-delay: 5\n", media="text/plain"))
    links = [web.say(f"/{n}", article(str(n))) for n in range(6)]
    feeds = [a_feed(web.say(f"/rss{n}", feed(*map(item, links[n::2]))), f"wire{n}", pause=2.0) for n in range(2)]
    clock = FakeClock()
    web.now = clock.now
    assert kinds(worked(record, *feeds, clock=clock)).count("stored") == 6
    at = [when for when, (_, path, _) in zip(web.at, web.asked, strict=True) if path != "/robots.txt"]
    assert [round(b - a) for a, b in zip(at, at[1:], strict=False)] == [5] * 7
    assert max(under_way) == 1


def test_hosts_that_were_not_given_are_left_alone(web: Unruly, record: Path) -> None:
    there = web.url("/there", "localhost")
    web.say("/there", article("there"))
    leads = web.say("/leads", Says(status=302, headers=(("Location", there),)))
    rows = feed(
        item(there, day=TODAY), item(leads, day=TODAY), item("javascript:alert(1)"), item("http://169.254.169.254/")
    )
    wire = a_feed(web.say("/rss", rows))
    notices = worked(record, wire)
    assert kinds(notices) == ["polled", "refused"]
    assert (notices[0].new, notices[0].passed) == (4, 3)
    assert "add that host to 'hosts' of [feeds.wire]" in str(notices[1].reason)
    assert "/there" not in web.paths()
    given = a_feed(wire.address, hosts=("localhost",))
    assert kinds(worked(record, given, clock=FakeClock(NOON + 900))) == ["polled", "stored"]
    assert "/there" in web.paths()


def test_hosts_that_are_taken_back(web: Unruly, record: Path) -> None:
    there = web.url("/there", "localhost")
    wire = a_feed(web.say("/rss", feed(item(there), item(web.say("/here", article())))), hosts=("localhost",))
    web.say("/there", Says(status=404), article("there"))
    assert kinds(worked(record, wire)) == ["polled", "later", "stored"]
    less = a_feed(wire.address)
    assert kinds(worked(record, less, clock=FakeClock(end=NOON + 2000), once=False)) == [
        "polled",
        "unchanged",
        "unchanged",
    ]
    assert ends(record) == {"here": "stored", "there": "passed"}
    assert kinds(worked(record, wire, clock=FakeClock(NOON + 3000))) == ["polled", "stored"]


def test_an_article_that_never_comes_is_refused(web: Unruly, record: Path) -> None:
    web.say("/a", Says(status=404))
    links = [
        web.url("/a"),
        web.say("/b", Says(status=451)),
        web.say("/c", Says(b"PK\x03\x04", media="application/zip")),
    ]
    wire = a_feed(web.say("/rss", feed(*(item(a) for a in links))), interval=86_400.0)
    clock = FakeClock(end=NOON + 9000)
    web.now = clock.now
    notices = worked(record, wire, clock=clock, once=False, read=reading)
    assert kinds(notices).count("later") == 2
    told = {n.address: n.reason for n in notices if n.kind == "refused"}
    assert told[links[0]].startswith("given up after 3 tries; the last time the server answered 404")  # type: ignore[union-attr]
    assert "451" in str(told[links[1]])
    assert "application/zip, which is not read" in str(told[links[2]])
    at = [when for when, (_, path, _) in zip(web.at, web.asked, strict=True) if path == "/a"]
    assert at[1] - at[0] >= 300
    assert at[2] - at[1] >= 1200
    with Record.open(record) as opened:
        assert dict(opened.refusals().select("origin", "reason").rows()) == told


ODD = {
    "bomb": (packed(b" " * 5_000_000), "refused"),
    "endless": (Says(endless=True), "refused"),
    "sound": (Says(b"ID3", media="audio/mpeg"), "refused"),
    "no type": (Says(article(), media=""), "stored"),
    "binary": (Says(b"\x00\x01\x02" * 500), "refused"),
    "to the cloud": (Says(status=302, headers=(("Location", "http://169.254.169.254/x"),)), "refused"),
    "reset": (Says(reset=True), "later"),
    "too short": (Says(article(), length=5000), "later"),
    "forbidden": (Says(status=403), "later"),
    "plain text": (Says(PARAGRAPH.encode(), media="text/plain"), "stored"),
    "packed": (packed(article()), "stored"),
    "latin text": (Says(f"Título {PARAGRAPH}".encode("latin-1"), media="text/plain; charset=latin-1"), "stored"),
}


@pytest.mark.parametrize("name", ODD)
def test_what_becomes_of_odd_articles(web: Unruly, record: Path, name: str) -> None:
    says, end = ODD[name]
    wire = a_feed(web.say("/rss", Says(rss(item(web.say("/a", says), day=TODAY)), media="text/plain")))
    assert kinds(worked(record, wire)) == ["polled", end]


def test_an_outage_of_a_host_costs_no_article_its_tries(web: Unruly, record: Path) -> None:
    links = [web.say(f"/{n}", *[Says(status=503)] * 2, article(str(n))) for n in range(3)]
    web.say("/rss", feed(*(item(a, day=TODAY) for a in links)), *[Says(status=503)] * 3, feed())
    wire = a_feed(web.url("/rss"), tries=2)
    clock = FakeClock(end=NOON + 30_000)
    notices = worked(record, wire, clock=clock, once=False)
    assert kinds(notices).count("stored") == 3
    assert "refused" not in kinds(notices)


def test_pages_without_an_article_are_refused_at_once(web: Unruly, record: Path) -> None:
    wire = a_feed(web.say("/rss", feed(item(web.say("/a", Says(b"<html><body><p>Log in</p></body></html>"))))))
    notices = worked(record, wire)
    assert kinds(notices) == ["polled", "refused"]
    assert "no article was found" in str(notices[1].reason)
    assert ends(record) == {"a": "refused"}


LONG = "Ecuador and Peru opened a bridge over the Zarumilla on Friday, both foreign ministries said. " * 8


def test_texts_of_the_feed(web: Unruly, record: Path) -> None:
    rows = [
        item("https://elsewhere.example/a", "Full", TODAY, LONG),
        item(None, "No link", TODAY, f"B {LONG}", "g1"),
        item("https://elsewhere.example/b", "Teaser", TODAY, "Read on ..."),
        item(None, "Nothing", TODAY),
    ]
    wire = a_feed(web.say("/rss", feed(*rows)), pages="never")
    notices = worked(record, wire)
    assert kinds(notices) == ["polled", "stored", "stored"]
    assert notices[0].passed == 2
    assert [r.title for r in stored(record)] == ["Full", "No link"]
    assert web.paths() == ["/rss"]


def test_the_text_of_the_feed_where_the_page_has_none(web: Unruly, record: Path) -> None:
    link = web.say("/a", Says(b"<html><body><p>Log in</p></body></html>"))
    wire = a_feed(web.say("/rss", feed(item(link, "Full", TODAY, LONG))), pages="always")
    assert kinds(worked(record, wire)) == ["polled", "stored"]
    assert web.paths() == ["/rss", "/a"]


def test_one_guid_for_all(web: Unruly, record: Path) -> None:
    rows = [item(web.say(f"/{n}", article(n)), n, TODAY, guid="same") for n in "abc"]
    assert kinds(worked(record, a_feed(web.say("/rss", feed(*rows)))))[1:] == ["stored"] * 3


def test_an_article_that_changes_under_its_link(web: Unruly, record: Path) -> None:
    link = web.say("/a", article("old"), article("old"), *(article(f"new{n}") for n in range(9)))
    wire = a_feed(web.say("/rss", *(feed(item(link, f"Title {n}", TODAY)) for n in range(6))))
    clock = FakeClock()
    told = []
    for _ in range(6):
        told += kinds(worked(record, wire, clock=clock))
        clock.time += 900
    assert told == ["polled", "stored", "polled", "known", "polled", "stored", "polled", "polled", "polled"]
    assert [r.title for r in stored(record)] == ["A pact new0", "A pact old"]
    assert web.paths().count("/a") == 3


def test_days_to_come_and_days_long_gone(web: Unruly, record: Path) -> None:
    days = {"a": "2031-01-01", "b": TODAY, "c": YESTERDAY, "d": "2019-05-05", "e": None}
    rows = [item(web.say(f"/{n}", article(n)), n, day) for n, day in reversed(days.items())]
    notices = worked(record, a_feed(web.say("/rss", feed(*rows))))
    assert (notices[0].new, notices[0].passed) == (5, 1)
    assert web.paths() == ["/rss", "/b", "/a", "/c", "/e"]
    assert ends(record)["d"] == "passed"


def test_a_feed_of_ten_thousand_entries(web: Unruly, record: Path) -> None:
    addresses = [web.url(f"/{n}") for n in range(10_000)]
    for n in range(8):
        web.say(f"/{n}", article(str(n)))
    wire = a_feed(web.say("/map", sitemap(*addresses)), kind="sitemap", per_day=3, pause=1.0)
    plan = a_plan(wire, most_bytes=5_000_000)
    clock = FakeClock()
    first = worked(record, plan=plan, clock=clock)
    assert first[0].entries == first[0].new == 10_000
    assert kinds(first) == ["polled", "stored", "stored", "stored"]
    assert first[-1].waiting == 9997
    assert kinds(worked(record, plan=plan, clock=clock)) == []
    clock.time += 12 * 3600
    assert kinds(worked(record, plan=plan, clock=clock)) == ["unchanged", "stored", "stored", "stored"]
    assert web.paths() == ["/map", "/0", "/1", "/2", "/map", "/3", "/4", "/5"]


def test_links_of_a_feed_that_are_no_articles(web: Unruly, record: Path) -> None:
    rows = [item(web.say(path, article(path))) for path in ("/news/a", "/shop/b")]
    assert worked(record, a_feed(web.say("/rss", feed(*rows)), links=("/news/*",)))[0].passed == 1
    assert ends(record) == {"news/a": "stored", "shop/b": "passed"}


def test_an_index_of_sitemaps(web: Unruly, record: Path) -> None:
    maps = [web.say(f"/map-{n}.xml", sitemap(web.say(f"/{n}", article(str(n))))) for n in range(4)]
    there = "http://other.example/map.xml"
    wire = a_feed(web.say("/maps", sitemap(*maps, there, index=True)), kind="sitemap", sitemaps=2)
    notices = worked(record, wire)
    assert kinds(notices) == ["polled", "polled", "polled", "stored", "stored"]
    assert notices[0].reason == "3 of its 5 sitemaps are not polled ('sitemaps', 'hosts')"
    assert sorted(web.paths()) == ["/2", "/3", "/map-2.xml", "/map-3.xml", "/maps"]


def test_a_page_of_links(web: Unruly, record: Path) -> None:
    web.say("/news/a", article("a"))
    links = "".join(
        f"<a href='{h}'>A pact</a>" for h in ("/news/a", "/news/a#top", "/about", "mailto:x@y.example", "http://[")
    )
    menu = "<nav><a href='/news/menu'>Menu</a></nav>"
    page = f"<html><head><base href='/x/'></head><body>{menu}<main>{links}</main></body></html>"
    wire = a_feed(web.say("/start", page.encode()), kind="page", links=("/news/*",), within="//main")
    notices = worked(record, wire)
    assert kinds(notices) == ["polled", "stored"]
    assert notices[0].entries == 1


def test_articles_that_are_not_utf8(web: Unruly, record: Path) -> None:
    text = (
        "<p>Le président a reçu à Lima l'ambassadeur du Chili, mardi. Une déclaration a été signée après le dîner.</p>"
    )
    page = f"<html lang='fr'><head><title>Reçu</title></head><body><article>{text}</article></body></html>".encode(
        "latin-1"
    )
    feed_ = f"<?xml version='1.0' encoding='iso-8859-1'?><rss><channel>{item('/a', 'Reçu')}</channel></rss>".encode(
        "latin-1"
    )
    web.say("/a", Says(page, media="text/html; charset=iso-8859-1"))
    notices = worked(record, a_feed(web.say("/rss", Says(feed_, media="text/xml"))))
    assert kinds(notices) == ["polled", "stored"], notices[1].reason
    assert "président a reçu" in stored(record)[0].text

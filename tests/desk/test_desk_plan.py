"""feeds.toml: what it may say, and the sentence for what it may not."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from dragoman.desk.keys import duration, seconds
from dragoman.desk.plan import Feed, Manners, load_plan
from dragoman.errors import FeedsUnusable

ROOT = Path(__file__).resolve().parents[2]
ADDRESS = "address = 'https://news.example.org/rss'\n"


def plan_of(tmp_path: Path, text: str) -> tuple[Feed, ...]:
    path = tmp_path / "feeds.toml"
    path.write_text(text, encoding="utf-8")
    return load_plan(path).feeds


def test_a_feed_takes_over_what_it_does_not_say(tmp_path: Path) -> None:
    desk = "[desk]\ninterval = '30m'\nper_day = 7\n"
    own = "interval = '2h'\nhosts = ['WWW.Example.org']\n"
    text = f"{desk}[feeds.a]\n{ADDRESS}[feeds.b]\n{ADDRESS}{own}"
    first, second = plan_of(tmp_path, text)
    assert (first.interval, first.per_day, first.pause, first.days) == (1800, 7, 2, 30)
    assert (second.interval, second.per_day) == (7200, 7)
    assert first.allowed == {"news.example.org"}
    assert second.allowed == {"news.example.org", "www.example.org"}


BAD = (
    ("", "feeds: there are none"),
    ("[feeds]", "feeds: there are none"),
    ("feeds = 3", "feeds: it must be a table"),
    ("[feed.a]", "feed: there is no such table"),
    ("[feeds.a", "it is no TOML"),
    ("[feeds.a]\nkind = 'feed'", "feeds.a.address: it is missing"),
    ("[feeds]\na = 'https://x.example/'", "feeds.a: it must be a table"),
    (f"[feeds.a]\n{ADDRESS}addr = 'x'", "feeds.a.addr: there is no such key"),
    (f"[feeds.a]\n{ADDRESS}interval = 'soon'", "feeds.a.interval: 'soon' is no duration"),
    (f"[feeds.a]\n{ADDRESS}interval = '5s'", "feeds.a.interval: '5s' is out of bounds. It lies between 1m and 30d"),
    (f"[feeds.a]\n{ADDRESS}pause = -1", "feeds.a.pause: -1 is out of bounds"),
    (f"[feeds.a]\n{ADDRESS}per_day = true", "feeds.a.per_day: True is out of bounds"),
    (f"[feeds.a]\n{ADDRESS}per_day = 0", "feeds.a.per_day: 0 is out of bounds"),
    (f"[feeds.a]\n{ADDRESS}kind = 'blog'", "feeds.a.kind: 'blog' is none of its values. They are: feed, sitemap, page"),
    (f"[feeds.a]\n{ADDRESS}kind = 'page'", "feeds.a.links: a page needs them"),
    (f"[feeds.a]\n{ADDRESS}kind = 'page'\nlinks = '/news/*'", "feeds.a.links: '/news/*' is no list"),
    (f"[feeds.a]\n{ADDRESS}kind = 'page'\nlinks = ['/n']\nwithin = '//['", "feeds.a.within: '//[' is no XPath"),
    (f"[feeds.a]\n{ADDRESS}kind = 'page'\nlinks = ['/n']\npages = 'never'", "feeds.a.pages: a page of links holds no"),
    (f"[feeds.a]\n{ADDRESS}within = '//main'", "feeds.a.within: only pages have parts"),
    (f"[feeds.a]\n{ADDRESS}hosts = ['https://x.example']", "feeds.a.hosts: 'https://x.example' is no host"),
    (f"[feeds.a]\n{ADDRESS}hosts = ['*.example']", "feeds.a.hosts: '*.example' is no host"),
    (f"[feeds.a]\n{ADDRESS}outlet = ''", "feeds.a.outlet: '' is no text"),
    ("[feeds.a]\naddress = 'news.example.org/rss'", "feeds.a.address: 'news.example.org/rss' is no address"),
    ("[feeds.a]\naddress = 'file:///etc/passwd'", "is no address"),
    ("[feeds.a]\naddress = 'https://me:secret@x.example/'", "feeds.a.address: it holds a name or a password"),
    (f"[desk]\nat_once = 1000\n[feeds.a]\n{ADDRESS}", "desk.at_once: 1000 is out of bounds"),
    (f"[desk]\naddress = 'x'\n[feeds.a]\n{ADDRESS}", "desk.address: there is no such key"),
)  # fmt: skip


@pytest.mark.parametrize(("text", "problem"), BAD, ids=[problem[:40] for _, problem in BAD])
def test_what_cannot_be_used_is_said(tmp_path: Path, text: str, problem: str) -> None:
    with pytest.raises(FeedsUnusable) as raised:
        plan_of(tmp_path, text)
    said = str(raised.value)
    assert problem in said
    assert said.startswith(str(tmp_path / "feeds.toml"))
    assert re.search(r"\. [A-Z][^.]*.*\.$", said), "it says what to do"


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "latin.toml").write_bytes(b"# caf\xe9\n")
    for name, problem in (("none.toml", "No such file"), (".", "Is a directory"), ("latin.toml", "it is not UTF-8")):
        with pytest.raises(FeedsUnusable, match=problem):
            load_plan(tmp_path / name)


@pytest.mark.parametrize(("text", "value"), [("90s", 90), ("1.5h", 5400), ("2d", 172_800), (45, 45), ("15 m", 900)])
def test_durations(text: object, value: float) -> None:
    assert seconds(text) == value
    assert seconds(duration(value)) == value


def test_the_sample_can_be_used() -> None:
    plan = load_plan(ROOT / "docs" / "feeds.toml")
    assert {feed.kind for feed in plan.feeds} == {"feed", "sitemap", "page"}
    assert all(feed.host.endswith(("example.org", "example.com", "example.net")) for feed in plan.feeds)


def test_every_key_has_a_meaning() -> None:
    for table in (Manners, Feed):
        assert all(f.metadata["says"] for f in fields(table) if f.name != "name")

"""Web pages: the article, without what stands around it."""

import io

import pytest

from dragoman.errors import ReportUnreadable
from dragoman.outlets.html import read_html
from dragoman.settings import Settings
from dragoman.types import Report

ONE = "The transport ministers of Kazakhstan and Iran opened a container terminal in Aktau on Tuesday, officials said."
TWO = "The terminal is to handle 40,000 containers a year by 2027, according to the port's operator in the city."


def read(page: str, encoding: str = "utf-8") -> Report:
    (found,) = read_html(io.BytesIO(page.encode(encoding)), "page.html", Settings())
    assert isinstance(found, Report)
    return found


def test_linked_data_gives_title_outlet_date_and_author() -> None:
    found = read(
        '<html><head><title>Terminal opens | Wire</title><link rel="canonical" href="https://wire.example/n/7">'
        '<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle",'
        '"headline": "Terminal opens", "datePublished": "2024-05-07T08:00:00+05:00", "author": {"name": "Dana Bek"},'
        '"publisher": {"@type": "Organization", "name": "Caspian Wire"}}</script></head><body>'
        f"<div class='cookie-banner'>We use cookies</div><article><h1>Terminal opens</h1><p>{ONE}</p>"
        f"<div class='share'>Share on X</div><p>{TWO}</p></article></body></html>"
    )
    assert found.text.split("\n") == [ONE, TWO]
    assert (found.title, found.outlet, found.published) == ("Terminal opens", "Caspian Wire", "2024-05-07")
    assert (found.author, found.url) == ("Dana Bek", "https://wire.example/n/7")


def test_the_site_is_the_outlet_if_the_page_names_none() -> None:
    head = '<link rel="canonical" href="https://www.wire.example/n/7">'
    assert read(f"<html><head>{head}</head><body><article><p>{ONE}</p></article>").outlet == "wire.example"


def test_a_page_in_a_declared_encoding_is_read() -> None:
    page = f'<html><head><meta charset="windows-1251"></head><body><article><p>Визит. {ONE}</p></article></body></html>'
    assert read(page, "cp1251").text.startswith("Визит. The transport")


@pytest.mark.parametrize(
    "page",
    [
        "<p>" + ONE,
        f"<html><body><article><p>{ONE}<p>{TWO}</div></b></table></article>",
        f"<html><body><table><tr><td><p>{ONE}</p><p>{TWO}</td>",
        f"<html><body><article><p>{ONE}</p><p>{TWO}</p><script>var a = '</p>",
    ],
)
def test_broken_pages_are_read(page: str) -> None:
    assert ONE in read(page).text


def test_boxes_of_advertising_within_the_article_are_left_out() -> None:
    box = "<div class='ad ad-wide'><p>ADVERTISEMENT</p><p>Cheap flights to Tashkent</p></div>"
    found = read(f"<html><body><article><p>{ONE}</p>{box}<p>{TWO}</p></article></body></html>")
    assert found.text.split("\n") == [ONE, TWO]


def test_an_article_in_a_box_with_such_a_name_is_read() -> None:
    found = read(f"<html><body><div class='banner-story'><p>{ONE}</p>{f'<p>{TWO}</p>' * 6}</div></body></html>")
    assert found.text.startswith(ONE)


def test_a_table_that_lays_out_the_page_is_no_table() -> None:
    menu = "<td class=menu><a href=/a>News</a> | <a href=/b>Photo</a></td>"
    found = read(f"<html><body><table><tr>{menu}</tr><tr><td><h1>Opens</h1><p>{ONE}<p>{TWO}</td></tr></table></body>")
    assert "|" not in found.text
    assert found.text.endswith(f"{ONE}\n{TWO}")


@pytest.mark.parametrize(
    ("page", "kind"),
    [
        ("<html><body></body></html>", "empty"),
        ("<html><body><script>load()</script><noscript>Enable it</noscript></body></html>", "empty"),
        ("<html><body><nav>" + "<a href='/a'>Link</a>" * 50 + "</nav></body></html>", "empty"),
        (f'<html><script type="application/ld+json">{{"isAccessibleForFree": false}}</script><p>{ONE}</p>', "paywall"),
    ],
)
def test_pages_without_an_article_are_refused(page: str, kind: str) -> None:
    with pytest.raises(ReportUnreadable) as caught:
        read(page)
    assert caught.value.kind == kind
    assert "save" in str(caught.value)


def whole(day: int, start: str = "<article>") -> str:
    return (
        f"{start}<header><h2>Day {day}</h2><time datetime='2024-05-0{day}T23:00:00-05:00'>then</time></header>"
        f"<p>{ONE} It was day {day}.</p><p>{TWO}</p></article>"
    )


def test_a_page_of_several_whole_articles_is_several_reports() -> None:
    page = (
        f"<head><title>All</title><meta property='og:site_name' content='Wire'></head><main>{whole(5)}{whole(6)}</main>"
    )
    found = list(read_html(io.BytesIO(f"<html>{page}</html>".encode()), "p.html", Settings()))
    reports = [r for r in found if isinstance(r, Report)]
    assert [(r.origin, r.title, r.published, r.outlet) for r in reports] == [
        ("p.html#1", "Day 5", "2024-05-05", "Wire"),
        ("p.html#2", "Day 6", "2024-05-06", "Wire"),
    ]
    assert [r.text.split("\n") for r in reports] == [[f"{ONE} It was day {day}.", TWO] for day in (5, 6)]


@pytest.mark.parametrize(
    ("head", "beside"),
    [
        ("<meta property='og:type' content='article'>", whole(6)),
        ('<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Day 5"}</script>', whole(6)),
        ("", whole(6, "<article class='comment-body'>")),
        ("", f"<aside>{whole(6)}</aside>"),
        ("", "<article><h2>Teaser</h2><p>Ships sail again.</p></article>"),
    ],
)
def test_a_page_with_one_article_is_one_report(head: str, beside: str) -> None:
    found = read(f"<html><head><title>Day 5</title>{head}</head><body><main>{whole(5)}</main>{beside}</body></html>")
    assert f"{ONE} It was day 5." in found.text


def test_a_page_that_is_written_on_is_read_whole() -> None:
    data = '{"@type": "LiveBlogPosting", "headline": "Live", "datePublished": "2024-05-07"}'
    head = f'<script type="application/ld+json">{data}</script>'
    pieces = "".join(
        f"<article id='u{n}'><h2>At {n}</h2><p>{words}</p></article>" for n, words in enumerate((ONE, TWO))
    )
    found = read(
        f"<html><head>{head}</head><body><main><h1>Live</h1><p>Follow the day here.</p>{pieces}</main></body></html>"
    )
    assert found.text.split("\n") == ["Follow the day here.", "At 0", ONE, "At 1", TWO]
    assert (found.title, found.published) == ("Live", "2024-05-07")

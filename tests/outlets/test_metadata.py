"""What pages and first lines say of an article, and which of them is believed first."""

import io

import pytest

from dragoman.outlets.html import read_html
from dragoman.outlets.openings import address, opening
from dragoman.settings import Settings
from dragoman.types import Report

BODY = (
    "<article><p>Malta and Tunisia opened a pier in Valletta on Monday, officials said after the ceremony.</p>"
    "<p>Ferries will call there twice a day from the summer on, the harbour master of the town added.</p></article>"
)


def read(head: str, body: str = BODY) -> tuple[Report, dict[str, str]]:
    page = f"<html><head><title>Pier | Isle</title>{head}</head><body>{body}</body></html>"
    (found,) = read_html(io.BytesIO(page.encode()), "p.html", Settings())
    assert isinstance(found, Report)
    return found, dict(found.provenance)


def linked(words: str) -> str:
    return f'<script type="application/ld+json">{words}</script>'


META = (
    '<meta property="og:title" content="A pier (og)"><meta property="og:site_name" content="Isle Post (og)">'
    '<meta property="article:published_time" content="2024-05-02T10:00:00Z"><meta name="author" content="Rita Vella">'
)
ARTICLE = (
    '{"@type": "NewsArticle", "headline": "A pier", "datePublished": "2024-05-01", "author": [{"name": "Ann Borg"}, '
    '{"name": "Leo Zahra"}], "publisher": {"name": "Isle Post"}, "mainEntityOfPage": {"@id": "https://isle.example/pier"}}'
)


def test_linked_data_is_believed_before_meta() -> None:
    found, sources = read(META + linked(ARTICLE))
    assert (found.title, found.outlet, found.published) == ("A pier", "Isle Post", "2024-05-01")
    assert (found.author, found.url) == ("Ann Borg, Leo Zahra", "https://isle.example/pier")
    assert sources["published"] == "JSON-LD datePublished"
    assert sources["author"] == "JSON-LD author"


@pytest.mark.parametrize(
    "words",
    [
        f'{{"@context": "https://schema.org", "@graph": [{{"@type": "WebPage"}}, {ARTICLE}]}}',
        f"[{ARTICLE}]",
        f'{{"@type": "WebPage", "mainEntity": {ARTICLE}}}',
        ARTICLE.replace('"NewsArticle"', '["Thing", "ReportageNewsArticle"]'),
        f"<!--{ARTICLE}-->",
    ],
)
def test_linked_data_is_found_where_sites_put_it(words: str) -> None:
    assert read(linked(words))[0].published == "2024-05-01"


@pytest.mark.parametrize(
    "words",
    [
        "{",
        "[]",
        "null",
        '{"@type": "NewsArticle"}',
        '{"@type": 7}',
        '{"@type": "NewsArticle", "headline": {"a": [[]]}}',
        '"a"',
    ],
)
def test_linked_data_that_says_nothing_gives_way_to_meta(words: str) -> None:
    found, sources = read(META + linked(words))
    assert (found.title, found.outlet, found.published) == ("A pier (og)", "Isle Post (og)", "2024-05-02")
    assert (sources["title"], sources["published"]) == (
        "<meta> og:title",
        "<meta> article:published_time: 2024-05-02T10:00:00Z",
    )
    assert (found.author, sources["author"]) == ("Rita Vella", "<meta> author")


def test_a_profile_is_no_author() -> None:
    assert read('<meta property="article:author" content="https://social.example/rita">')[0].author is None


def test_a_page_that_names_nothing_is_searched_for_it() -> None:
    found, sources = read('<link rel="canonical" href="https://www.isle.example/2024/05/03/pier">')
    assert (found.outlet, sources["outlet"]) == ("isle.example", "address")
    assert (found.published, found.url) == ("2024-05-03", "https://www.isle.example/2024/05/03/pier")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("BAKU, Nov 20 (Caspian Agency) — The ministers met.", {"outlet": ("Caspian Agency", "dateline")}),
        (
            "BAKU, 20 November 2019 (Caspian Agency) — The ministers met.",
            {"outlet": ("Caspian Agency", "dateline"), "published": ("2019-11-20", "date in the first lines")},
        ),
        ("QUITO, March 3, 2019 (Andes Wire) - Talks began.", {"outlet": "Andes Wire", "published": "2019-03-03"}),
        ("MOSCOW, Idaho (Plain Press) -- A fair was held.", {"outlet": "Plain Press"}),
        ("A pier\nBy Rita Vella\n\nThe pier was opened.", {"author": ("Rita Vella", "byline")}),
        ("By Rita Vella and Leo Zahra\nThe pier was opened.", {"author": "Rita Vella and Leo Zahra"}),
        ("By Ahmed bin Said al-Harthy, Muscat\n\nIt rained.", {"author": "Ahmed bin Said al-Harthy, Muscat"}),
        ("A pier\nPublished: May 4, 2023\n\nIt was opened.", {"published": ("2023-05-04", "date in the first lines")}),
        ("A pier\nFriday, 4 May 2023\n\nIt was opened.", {"published": "2023-05-04"}),
        ("By Rita Vella in Valletta\nIt rained.", {"author": "Rita Vella"}),
        ("By Rita Vella and Leo Zahra for the Isle Courier\nIt rained.", {"author": "Rita Vella and Leo Zahra"}),
        ("By Sophie in 't Veld\nIt rained.", {"author": "Sophie in 't Veld"}),
        ("Togo opens a pier\n\nThe pier is long.", {"title": ("Togo opens a pier", "first line")}),
        ("A pier for Lomé?”\n\nIt rained.", {"title": "A pier for Lomé?”"}),
        ("Togo opens a pier\nBy Rita Vella\n\nIt rained.", {"title": "Togo opens a pier", "author": "Rita Vella"}),
        ("Togo opens a pier\nMay 4, 2023\n\nIt rained.", {"title": "Togo opens a pier", "published": "2023-05-04"}),
        ("Togo opens a pier in\nLomé today.\n\nIt rained.", {}),
        ("Togo opened a pier.\n\nIt rained.", {}),
        ("Here is what happened:\n\nIt rained.", {}),
        ("The Isle Courier, 4 May 2023\n\nIt rained.", {}),
        ("Togo opens a pier", {}),
        ("By Monday the pier will be open, they said.", {}),
        ("By 2030 Volumes Will Double", {}),
        ("By all accounts", {}),
        ("NOV 20 (the day of the fair) was warm.", {}),
        ("The pier (see map) — the first in years — was opened.", {}),
        ("They met on March 3, 2019 in Quito.", {}),
        ("BAKU, Nov 20 — The ministers met.", {}),
        ("", {}),
    ],
)
def test_first_lines_tell_author_outlet_and_day(text: str, found: dict[str, str | tuple[str, str]]) -> None:
    told = opening(text)
    assert {name: given.value for name, given in told.items()} == {
        name: value if isinstance(value, str) else value[0] for name, value in found.items()
    }
    for name, value in found.items():
        assert isinstance(value, str) or told[name].source == value[1]


@pytest.mark.parametrize(
    ("url", "outlet", "day"),
    [
        ("https://www.isle.example/2024/05/03/pier", "isle.example", "2024-05-03"),
        ("https://isle.example/news/2024-5-3/pier", "isle.example", "2024-05-03"),
        ("https://isle.example/news/2024/pier-20240503", "isle.example", None),
        ("https://isle.example/items/1899/01/01", "isle.example", None),
        ("isle.example/pier", None, None),
        ("http://[::1", None, None),
        (None, None, None),
    ],
)
def test_an_address_tells_the_site_and_sometimes_the_day(url: str | None, outlet: str | None, day: str | None) -> None:
    told = address(url)
    assert (
        told["outlet"].value if "outlet" in told else None,
        told["published"].value if "published" in told else None,
    ) == (
        outlet,
        day,
    )


def test_names_and_titles_are_as_a_reader_sees_them() -> None:
    words = '{"@type": "NewsArticle", "headline": "Pilots &amp; piers &#8211; a pact", "author": "By Ann Borg"}'
    found, _ = read(linked(words))
    assert (found.title, found.author) == ("Pilots & piers \u2013 a pact", "Ann Borg")
    found, _ = read(
        '<meta property="og:title" content="Pilots &amp;amp; piers"><meta name="author" content="by Leo Zahra">'
    )
    assert (found.title, found.author) == ("Pilots & piers", "Leo Zahra")


def test_an_article_may_mark_its_fields_itself() -> None:
    person = '<span itemprop="author" itemscope><b itemprop="name">Ann Borg</b>, Isle</span>'
    marked = (
        f'<div itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">A pier</h1>{person}'
        '<time itemprop="datePublished" datetime="2024-05-01T23:40:00-04:00">2 May</time>'
        '<span itemprop="publisher" itemscope><meta itemprop="name" content="Isle Post"></span>'
        f'<div itemprop="articleBody">{BODY}</div></div>'
    )
    found, sources = read("", marked)
    assert (found.title, found.author, found.outlet) == ("A pier", "Ann Borg", "Isle Post")
    assert (found.published, sources["published"]) == (
        "2024-05-01",
        "microdata datePublished: 2024-05-01T23:40:00-04:00",
    )

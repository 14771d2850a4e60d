"""What a page says of its article for machines: JSON-LD of schema.org, OpenGraph, and other <meta> elements."""

import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any

import orjson

from dragoman.outlets.decoding import visible
from dragoman.outlets.fields import NOTHING, Fields, Given

# schema.org's types for one article, as they end; the first of a page is its own.
ARTICLES = ("Article", "BlogPosting", "Report", "LiveBlogPosting")
DEEPEST, LARGEST = 6, 1 << 20
BY = re.compile(r"^by:?\s+(?=\S)", re.IGNORECASE)
MICRODATA = {"title": "headline", "published": "datePublished", "author": "author", "outlet": "publisher"}
# The attributes that name a <meta>, and by Report's fields the names that tell it, the surest first.
META: Mapping[str, tuple[str, ...]] = {
    "title": (
        "og:title",
        "dc.title",
        "dcterms.title",
        "twitter:title",
        "citation_title",
        "parsely-title",
        "sailthru.title",
    ),
    "outlet": ("og:site_name", "dc.publisher", "citation_journal_title", "application-name"),
    "published": (
        "article:published_time",
        "og:article:published_time",
        "dc.date.issued",
        "dcterms.issued",
        "dcterms.created",
        "datepublished",
        "parsely-pub-date",
        "sailthru.date",
        "citation_publication_date",
        "pubdate",
        "publishdate",
        "publication_date",
        "cxenseparse:recs:publishtime",
    ),
    "author": ("author", "article:author", "dc.creator", "dcterms.creator", "citation_author", "parsely-author", "byl"),
}


def linked_data(tree: Any) -> Fields:
    """The fields of the first article in the page's JSON-LD; what is no JSON is passed over, as browsers do."""
    if isinstance(tree, str):
        return NOTHING
    for script in tree.xpath("//script[@type='application/ld+json']"):
        for item in _articles(_json(script.text or "")):
            if fields := _fields(item):
                return fields
    return NOTHING


def _json(words: str) -> object:
    try:
        return orjson.loads(words.strip().removeprefix("<!--").removesuffix("-->")) if len(words) <= LARGEST else None
    except orjson.JSONDecodeError:
        return None


def _articles(value: object, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    if depth > DEEPEST:
        return
    if isinstance(value, list):
        for item in value:
            yield from _articles(item, depth + 1)
    elif isinstance(value, dict):
        kinds = value.get("@type")
        if any(str(k).endswith(ARTICLES) for k in (kinds if isinstance(kinds, list) else [kinds])):
            yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart"):
            yield from _articles(value.get(key), depth + 1)


def _fields(item: Mapping[str, Any]) -> Fields:
    found = {
        "title": ("headline", _name(item.get("headline") or item.get("name"))),
        "outlet": ("publisher", _name(item.get("publisher"))),
        "published": ("datePublished", _name(item.get("datePublished"))),
        "author": ("author", _name(item.get("author"))),
        "url": ("url", _address(item.get("url")) or _address(item.get("mainEntityOfPage"))),
    }
    return {field: Given(_clean(words, field), f"JSON-LD {key}") for field, (key, words) in found.items() if words}


def _clean(words: str, field: str) -> str:
    """Words as a reader sees them: without entities (many sites write them twice), and names without "By"."""
    plain = " ".join(visible(unescape(words)).split())
    return BY.sub("", plain) if field == "author" else plain


def _name(value: object) -> str | None:
    """The words of a text, the name of a thing, or several names."""
    if isinstance(value, dict):
        return _name(value.get("name"))
    if isinstance(value, list):
        return ", ".join(dict.fromkeys(filter(None, map(_name, value[:10])))) or None
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _address(value: object) -> str | None:
    if isinstance(value, dict):
        return _address(value.get("@id") or value.get("url"))
    return value.strip() if isinstance(value, str) and value.strip().startswith(("http://", "https://")) else None


def meta(tree: Any) -> Fields:
    """The fields that <meta> elements tell; authors that are addresses of profiles are none."""
    if isinstance(tree, str):
        return NOTHING
    held: dict[str, str] = {}
    for element in tree.xpath("//meta[@content and (@property or @name or @itemprop)]"):
        name = (element.get("property") or element.get("name") or element.get("itemprop")).strip().casefold()
        held.setdefault(name, element.get("content"))
    found: dict[str, Given] = {}
    for field, names in META.items():
        for name in names:
            words = held.get(name)
            if words and not (field == "author" and words.startswith("http")):
                found.setdefault(field, Given(_clean(words, field), f"<meta> {name}"))
    return found


def microdata(tree: Any) -> Fields:
    """The fields that an article marks in its own elements (itemprop of schema.org)."""
    if isinstance(tree, str):
        return NOTHING
    for article in tree.xpath("//*[@itemscope and @itemtype]"):
        if article.get("itemtype").rstrip("/").endswith(ARTICLES):
            found = {field: _marked(article, prop) for field, prop in MICRODATA.items()}
            return {f: Given(_clean(w, f), f"microdata {MICRODATA[f]}") for f, w in found.items() if w}
    return NOTHING


def _marked(article: Any, prop: str) -> str | None:
    """What the first element of a property says: its name, where it is a thing, else its value or its words."""
    for element in article.xpath(".//*[@itemprop]"):
        if prop in element.get("itemprop").split():
            names = element.xpath(".//*[@itemprop='name']") if element.get("itemscope") is not None else []
            said = names[0] if names else element
            value = said.get("datetime") or said.get("content") or said.text_content()
            return " ".join(value.split()) or None
    return None

"""What a page says of its article for machines: JSON-LD of schema.org, OpenGraph, and other <meta> elements."""

from collections.abc import Iterator, Mapping
from typing import Any

import orjson

from dragoman.outlets.decoding import visible
from dragoman.outlets.fields import NOTHING, Fields, Given

# schema.org's types for one article, as they end; the first of a page is its own.
ARTICLES = ("Article", "BlogPosting", "Report", "LiveBlogPosting")
DEEPEST, LARGEST = 6, 1 << 20
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
    return {field: Given(visible(words), f"JSON-LD {key}") for field, (key, words) in found.items() if words}


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
        held.setdefault(name, " ".join(visible(element.get("content")).split()))
    found: dict[str, Given] = {}
    for field, names in META.items():
        for name in names:
            words = held.get(name)
            if words and not (field == "author" and words.startswith("http")):
                found.setdefault(field, Given(words, f"<meta> {name}"))
    return found

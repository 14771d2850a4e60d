"""HTML: the article of a web page without its menus, advertisements and banners (trafilatura)."""

import logging
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from trafilatura import bare_extraction, load_html
from trafilatura.settings import Document, use_config

from dragoman.errors import ReportUnreadable
from dragoman.outlets.decoding import content, decode, visible
from dragoman.outlets.fields import NOTHING, Fields, first_of, given
from dragoman.outlets.metadata import linked_data, meta, microdata
from dragoman.outlets.openings import address
from dragoman.outlets.report import make_report
from dragoman.outlets.several import articles_of, joined
from dragoman.settings import Settings
from dragoman.types import Refusal, Report

# Pages carry more markup and scripts than words.
BYTES_A_CHARACTER = 10
SHORTEST, SHORTEST_WHEN_PAID = 50, 600
SENTENCE = re.compile(r"\w[.!?…。؟।۔][\"”’»)]*(?:\s|$)")
# How the class or id of boxes begins that stand within articles without belonging to them, and the most they hold.
BOXES = {
    "ad",
    "ads",
    "advert",
    "advertisement",
    "advertising",
    "banner",
    "cookie",
    "newsletter",
    "promo",
    "share",
    "sponsored",
}
LARGEST_BOX = 600
WRITTEN_ON = "LiveBlogPosting"  # schema.org's type of pages that grow
CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w-]{2,20})", re.IGNORECASE)
PAID = re.compile(r'"isAccessibleForFree"\s*:\s*"?false', re.IGNORECASE)
FIELDS = {"title": "title", "sitename": "outlet", "date": "published", "author": "author", "url": "url"}

# Short wire items are articles; a date is taken where the page says it, not searched for among its words.
CONFIG = use_config()
CONFIG["DEFAULT"]["MIN_EXTRACTED_SIZE"] = "100"
CONFIG["DEFAULT"]["EXTENSIVE_DATE_SEARCH"] = "off"

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)


def read_html(stream: BinaryIO, origin: str, settings: Settings, told: Fields = NOTHING) -> Iterator[Report | Refusal]:
    """The report of a page, or those of a page that holds several whole articles; raises ReportUnreadable.

    It is raised also for pages without an article (index, paywall).  Title, outlet, date and author: JSON-LD of
    schema.org, else OpenGraph and other <meta>, else microdata, else what trafilatura finds.
    """
    data = content(stream, origin, settings.max_characters * BYTES_A_CHARACTER)
    declared = CHARSET.search(data[:4096])
    page = decode(data, origin, declared[1].decode("ascii") if declared else None)
    if not page.strip():
        raise ReportUnreadable(origin, "empty", "the file is empty; save the page again")
    tree = _tree(page)
    stated = first_of(linked_data(tree), meta(tree), microdata(tree))
    own = () if linked_data(tree) else articles_of(tree, _said(stated, "outlet"))
    if not own:
        yield _article(page, tree, stated, origin, settings, told)
    for number, part in enumerate(own, 1):
        inner, where = _tree(part), f"{origin}#{number}"
        try:
            yield _article(part, inner, first_of(meta(inner), microdata(inner)), where, settings, told)
        except ReportUnreadable as error:
            yield Refusal(where, error.reason, error.kind)


def _article(page: str, tree: Any, stated: Fields, origin: str, settings: Settings, told: Fields) -> Report:
    if WRITTEN_ON in page:
        joined(tree)
    found = bare_extraction(tree, with_metadata=True, include_comments=False, config=CONFIG)
    text = visible((found.text or "").strip()) if isinstance(found, Document) else ""
    _check_article(page, text, origin)
    assert isinstance(found, Document)
    guessed = given({ours: getattr(found, theirs) for theirs, ours in FIELDS.items()}, "page")
    if "outlet" in guessed and guessed["outlet"].value == _said(address(found.url), "outlet"):
        del guessed["outlet"]  # it was taken from the address, which make_report does and says
    fields = first_of(stated, guessed, told)
    first, _, rest = text.partition("\n")
    titles = (found.title, _said(fields, "title"))
    return make_report(rest if first in titles and rest else text, fields, origin, settings)


def _said(fields: Fields, name: str) -> str | None:
    value = fields[name].value if name in fields else None
    return " ".join(value.split()) if isinstance(value, str) else None


def _tree(page: str) -> Any:
    """The page's elements without boxes of advertising; tables that only lay the page out count as divisions."""
    whole = page if "<html" in page[:4096].casefold() else f"<html><body>{page}</body></html>"
    tree = load_html(whole)
    if tree is None:
        return whole
    for table in tree.xpath("//table[.//p or .//h1 or .//h2 or .//div or .//table]"):
        for element in table.iter("table", "thead", "tbody", "tr", "td", "th"):
            element.tag = "div"
    for element in tree.xpath("//div[@class or @id] | //aside | //section[@class or @id]"):
        if element.getparent() is not None and _is_box(element):
            element.drop_tree()
    return tree


def _is_box(element: Any) -> bool:
    names = f"{element.get('class', '')} {element.get('id', '')}".casefold().split()
    named = any(re.split("[-_]", name)[0] in BOXES for name in names)
    return named and len(element.text_content()) < LARGEST_BOX


def _check_article(page: str, text: str, origin: str) -> None:
    if PAID.search(page) and len(text) < SHORTEST_WHEN_PAID:
        raise ReportUnreadable(
            origin, "paywall", "the page shows only the beginning of an article for subscribers; save the whole article"
        )
    if len(text) < SHORTEST or not SENTENCE.search(text):
        raise ReportUnreadable(
            origin,
            "empty",
            "no article was found on the page (a list of links, a form, or words that a script loads later); "
            "save the article's text instead",
        )

"""Pages that hold several whole articles, or one that is written on and on."""

from html import escape
from typing import Any

from lxml import etree

SHORTEST = 200  # characters in paragraphs of an <article> that is one, and no teaser
HEADINGS = ".//h1 | .//h2 | .//h3"
BESIDE = "ancestor::*[self::article or self::aside or self::nav or self::footer]"
COMMENT = "ancestor-or-self::*[contains(@class, 'comment') or contains(@id, 'comment')]"
ONE = "//meta[@property='og:type' and @content='article'] | //*[contains(@itemtype, 'schema.org/') and @itemscope]"


def articles_of(tree: Any, outlet: str | None) -> list[str]:
    """Each of several whole articles as a page of its own, with its heading as title; none where the page has one.

    Comments and what stands beside are no articles, nor is what hangs on a page that says it is one article.
    """
    if isinstance(tree, str) or tree.xpath(ONE):
        return []
    found = [article for article in tree.xpath("//article") if _is_whole(article)]
    return [_page(article, outlet) for article in found] if len(found) > 1 else []


def joined(tree: Any) -> None:
    """Make the pieces of a page that is written on (schema.org LiveBlogPosting) one article."""
    if not isinstance(tree, str):
        for article in tree.xpath("//article"):
            article.tag = "div"


def _is_whole(article: Any) -> bool:
    if article.xpath(f"{BESIDE} | {COMMENT}") or not article.xpath(HEADINGS):
        return False
    return sum(len(p.text_content().strip()) for p in article.iter("p")) >= SHORTEST


def _page(article: Any, outlet: str | None) -> str:
    heading = " ".join(article.xpath(HEADINGS)[0].text_content().split())
    site = f'<meta property="og:site_name" content="{escape(outlet)}">' if outlet else ""
    markup = etree.tostring(article, encoding="unicode", method="html", with_tail=False)
    return f"<html><head><title>{escape(heading)}</title>{site}</head><body>{markup}</body></html>"

"""The words of a piece of HTML that is all article (a mail, an entry of a feed), paragraph by paragraph."""

from collections.abc import Iterator
from typing import Any

from lxml import etree, html

from dragoman.outlets.decoding import visible

UNSEEN = (
    "script",
    "style",
    "head",
    "title",
    "noscript",
    "template",
    "iframe",
    "object",
    "svg",
    "math",
    "form",
    "button",
)
# Elements that begin and end a line.
BLOCKS = frozenset(
    {
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
    }
    | {"footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section"}
    | {"table", "td", "th", "tr", "ul"}
)
# Words that are not shown: a mail's first lines for lists of mails, counters of readers.
HIDDEN = "*[@hidden or contains(translate(@style, ' ', ''), 'display:none')]"
QUOTES = "blockquote[@type='cite'] | //*[contains(@class, 'gmail_quote')]"  # how mail programs mark what is answered


def plain(markup: str, *, answered: bool = True) -> str:
    """The words, a paragraph a line; without what a mail answers if `answered` is false.  Nothing is fetched."""
    root = _tree(markup)
    if root is None:
        return ""
    etree.strip_elements(root, etree.Comment, etree.ProcessingInstruction, *UNSEEN, with_tail=False)
    _drop(root, HIDDEN)
    if not answered:
        _drop(root, QUOTES)
    lines = (" ".join(line.split()) for line in visible("".join(_pieces(root))).split("\n"))
    return "\n".join(line for line in lines if line)


def _drop(root: Any, which: str) -> None:
    for element in root.xpath(f"//{which}"):
        if element.getparent() is not None:
            element.drop_tree()


def _tree(markup: str) -> Any:
    try:
        return html.document_fromstring(
            markup.replace("\0", " "), parser=html.HTMLParser(no_network=True, huge_tree=False)
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def _pieces(root: Any) -> Iterator[str]:
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if element.tag in BLOCKS:
            yield "\n"
        words = element.text if event == "start" else element.tail
        if words:
            yield words.replace("\n", " ")

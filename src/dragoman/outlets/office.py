"""Documents of word processors: Word (docx) and OpenDocument (odt), a paragraph a line, without notes and comments."""

import zipfile
from collections.abc import Iterator
from typing import Any, BinaryIO

from lxml import etree

from dragoman.errors import ReportUnreadable
from dragoman.outlets.archives import explained
from dragoman.outlets.decoding import visible
from dragoman.outlets.fields import NOTHING, Fields, Given, first_of
from dragoman.outlets.parts import seekable
from dragoman.outlets.report import make_report
from dragoman.settings import Settings
from dragoman.types import Report

BYTES_A_CHARACTER = 100  # of markup and text, unpacked
LARGEST = 256 << 20
WORD, OPEN = "word/document.xml", "content.xml"
# What stands within a paragraph and is not read there: boxes and what they hold are paragraphs of their own.
APART = frozenset({"p", "Fallback", "del", "moveFrom", "frame", "note", "annotation", "tracked-changes"})
ASIDE = frozenset({"Fallback", "del", "moveFrom", "note", "annotation", "tracked-changes"})
SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "line-break": "\n", "noBreakHyphen": "-", "s": " "}
TITLES = frozenset({"title", "heading1", "heading 1"})  # names of styles, as both programs keep them in any language


def read_word(stream: BinaryIO, origin: str, settings: Settings, told: Fields = NOTHING) -> Iterator[Report]:
    """The report of a Word document; its title is a first paragraph in the style of one.  Raises ReportUnreadable."""
    yield _report(_root(stream, WORD, origin, settings), origin, settings, told)


def read_open(stream: BinaryIO, origin: str, settings: Settings, told: Fields = NOTHING) -> Iterator[Report]:
    """The report of an OpenDocument text, as `read_word`."""
    yield _report(_root(stream, OPEN, origin, settings), origin, settings, told)


def _report(root: Any, origin: str, settings: Settings, told: Fields) -> Report:
    paragraphs = [p for p in root.iter("{*}p", "{*}h") if not any(_name(a) in ASIDE for a in p.iterancestors())]
    texts = [(p, " ".join(visible("".join(_words(p))).split(" ")).strip()) for p in paragraphs]
    texts = [(p, text) for p, text in texts if text]
    own = NOTHING
    if len(texts) > 1 and _is_title(texts[0][0]):
        own, texts = {"title": Given(texts[0][1], "first heading")}, texts[1:]
    return make_report("\n\n".join(text for _, text in texts), first_of(own, told), origin, settings)


def _root(stream: BinaryIO, member: str, origin: str, settings: Settings) -> Any:
    limit = settings.max_characters * BYTES_A_CHARACTER
    with seekable(stream, origin, LARGEST) as packed, explained(origin), zipfile.ZipFile(packed) as archive:
        if member not in archive.namelist():
            raise ReportUnreadable(origin, "malformed", f"it has no {member}, so it is no such document; save it anew")
        with archive.open(member) as inner:
            data = inner.read(limit + 1)
    if len(data) > limit:
        raise ReportUnreadable(origin, "size", f"its text unpacks to more than {limit:,} bytes; split the document")
    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ReportUnreadable(origin, "malformed", f"its {member} is broken; save the document anew") from error


def _words(element: Any) -> Iterator[str]:
    """The words of an element: those of Word stand in `t`, those of OpenDocument anywhere in a paragraph."""
    if _name(element) in ("t", "p", "h", "span", "a"):
        yield element.text or ""
    for child in element:
        name = _name(child)
        if name in SIGNS and _name(element) != "tabs":
            yield SIGNS[name]
        elif name not in APART:
            yield from _words(child)
        yield (child.tail or "") if _name(element) in ("p", "h", "span", "a") else ""


def _is_title(paragraph: Any) -> bool:
    if _name(paragraph) == "h":
        return True
    styles = paragraph.xpath("./*[local-name()='pPr']/*[local-name()='pStyle']/@*") or paragraph.xpath("./@*")
    return any(str(style).casefold() in TITLES for style in styles)


def _name(element: Any) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""

"""Markdown: the words of the paragraphs, headings, lists and tables, without the marks."""

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from markdown_it import MarkdownIt
from markdown_it.token import Token

from dragoman.outlets.decoding import content, decode
from dragoman.outlets.fields import NOTHING, Fields, first_of, given
from dragoman.outlets.header import split_header
from dragoman.outlets.report import make_report
from dragoman.outlets.text import BYTES_A_CHARACTER
from dragoman.settings import Settings
from dragoman.types import Refusal, Report

WORDS = {"text": None, "code_inline": None, "softbreak": " ", "hardbreak": "\n"}


def read_markdown(
    stream: BinaryIO, origin: str, settings: Settings, told: Fields = NOTHING
) -> Iterator[Report | Refusal]:
    """The one report of a Markdown file; a first heading is its title, if the header gives none.

    Raises ReportUnreadable.
    """
    data = content(stream, origin, settings.max_characters * BYTES_A_CHARACTER)
    fields, text = split_header(decode(data, origin))
    blocks = list(_blocks(MarkdownIt("commonmark").enable("table").parse(text)))
    heading = {}
    if blocks and blocks[0][0] == "h1" and not fields.get("title"):
        heading = given({"title": blocks.pop(0)[1]}, "first heading")
    yield make_report(
        "\n\n".join(words for _, words in blocks), first_of(given(fields, "header"), heading, told), origin, settings
    )


def _blocks(tokens: Iterable[Token]) -> Iterator[tuple[str, str]]:
    tag = ""
    for token in tokens:
        if token.type == "inline":
            if words := _inline(token.children or []):
                yield tag, words
        elif token.nesting == 1:
            tag = token.tag


def _inline(tokens: Iterable[Token]) -> str:
    pieces = ((WORDS[t.type] or t.content) for t in tokens if t.type in WORDS)
    return "".join(pieces).strip()

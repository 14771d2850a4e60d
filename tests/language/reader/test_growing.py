"""What the model says becomes the same document whether spaCy stands between or not."""

from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.language.layers import register_layers
from dragoman.language.parse import Parser
from dragoman.language.plain import Doc, Span, Token, plain
from dragoman.language.reader.filling import Analysis, fill
from dragoman.language.reader.growing import grow
from dragoman.language.tokens import Cutter

cutter = cache(Cutter)  # made where it is used
OWN = "i idx text lower_ whitespace_ lemma_ pos_ dep_ ent_type_ is_sent_start is_alpha is_punct is_space morph"
WORDS = ["Oman", "İran’s", "signed,", "7", "and\n\n", "\n", "  ", "état.", "(Kuwait)", "\ud800", "--"]


def of_span(span: Span) -> tuple[int, int, str]:
    return span.start, span.end, span.label_


def of_token(token: Token) -> list[Any]:
    near = [token.head.i, token.left_edge.i, token.right_edge.i, [c.i for c in token.children]]
    return [*(getattr(token, name) for name in OWN.split()), *near, of_span(token.sent)]


def facts(doc: Doc) -> tuple[Any, ...]:
    spans = {role: [of_span(s) for s in found] for role, found in doc.spans.items()}
    lists = [of_span(s) for s in doc.sents], [of_span(s) for s in doc.ents]
    return doc.text, [of_token(t) for t in doc], *lists, spans, doc.links


def analysed(count: int, wanted: list[int]) -> Analysis:
    """Some layers over so many words; a head is taken from `wanted` where that makes no circle."""
    heads = list(range(count))
    for i in range(count):
        above = head = wanted[i % len(wanted)] % count
        while heads[above] != above:
            above = heads[above]
        heads[i] = head if above != i else i
    kinds = [("NOUN", "PROPN", "VERB")[w % 3] for w in wanted]
    return Analysis(
        upos=[kinds[i % len(kinds)] for i in range(count)],
        heads=heads,
        deps=["root" if heads[i] == i else ("conj", "obl", "nsubj:pass")[i % 3] for i in range(count)],
        names=[(i, min(i + 2, count), "LOC") for i in range(0, count, 3)][::-1],
        roles={"source": [(0, 1)] if count else [], "cue": [], "content": [(1, count)] if count > 1 else []},
        links=[(i, i - 2) for i in range(2, count, 4)],
    )


@given(st.lists(st.sampled_from(WORDS), max_size=25), st.lists(st.integers(0, 40), min_size=1, max_size=25))
def test_any_layers(words: list[str], wanted: list[int]) -> None:
    register_layers()
    blank = cutter().cut(" ".join(words))
    found = analysed(len(blank.words), wanted)
    assert facts(grow(blank, found)) == facts(plain(fill(blank, found)))


TEXTS = [
    "Oman and Qatar signed a pact in Muscat. “We're glad,” the minister of trade said; he’ll go to Doha in May.",
    "",
    " \n\n",
    "\n\nPRETORIA - Zambia's envoy to S. Africa\n\nleft\ton Tuesday ... (Reuters)",
]


@pytest.mark.parametrize("text", TEXTS)
def test_what_the_reader_reads_is_what_it_parses(reader: Parser, text: str) -> None:
    assert facts(next(reader.read([text]))) == facts(plain(next(reader.parse([text]))))

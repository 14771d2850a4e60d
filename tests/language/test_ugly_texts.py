"""No text is too ugly: every character stays where it was, and the time grows no faster than the text."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from dragoman.language.layers import ROLES
from dragoman.language.parse import Parser

NEWS = "The envoy of Oman arrived in Baku on Monday, and officials said that she would sign nothing there. "
ZERO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff"
BIDI = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
MIXED = "Министр met 外交部长 in Αθήνα; وزير الخارجية said “शान्ति” to the 대통령 of Tbilisi (თბილისი)."
EMOJI = "Talks 🤝 in Doha 🇶🇦 ended 👩🏽‍⚖️👍🏿, officials said 🎉🎉🎉."


def one(reader: Parser, text: str) -> Doc:
    return next(reader.parse([text]))


def check(doc: Doc, text: str) -> None:
    """Text, words, sentences and everything marked stand exactly where the text has them."""
    assert doc.text == text
    assert all(text[t.idx : t.idx + len(t)] == t.text for t in doc)
    assert "".join(t.text_with_ws for t in doc) == text
    for span in (*doc.ents, *(s for r in ROLES for s in doc.spans[r])):
        assert text[span.start_char : span.end_char] == span.text
    for sent in doc.sents:
        assert sum(t.head.i == t.i for t in sent if not t.is_space) <= 1
    assert all(0 <= b < a < len(doc) for a, b in doc._.coref)


@pytest.mark.parametrize(
    "text",
    [
        "“" * 1_500,
        "\"'" * 1_000,
        "«»„‟‹›" * 250,
        "!?" * 2_000,
        "w" * 50_000,
        "ForeignMinisterOfOmanArrived" * 500,
        MIXED,
        MIXED * 40,
        EMOJI,
        EMOJI * 40,
        "🇶🇦" * 1_500,
        BIDI * 200,
        ZERO_WIDTH * 400,
        "".join(f"{c}{z}" for c in NEWS for z in ZERO_WIDTH),
        f"\u202b{NEWS}\u202c {BIDI[7]}{MIXED}{BIDI[10]}",
        "e\u0301" * 2_000,
        "\x00\x01\x7f" + NEWS,
    ],
    ids=lambda text: ascii(text[:12]),
)
def test_ugly_texts_stay_themselves(reader: Parser, text: str) -> None:
    check(one(reader, text), text)


def test_half_a_character_keeps_its_place(reader: Parser) -> None:
    doc = one(reader, f"\ud83d{NEWS}\udd1d")
    check(doc, f"\ufffd{NEWS}\ufffd")
    assert {e.text for e in doc.ents} >= {"Baku", "Oman"}


def test_a_sentence_of_three_hundred_words_is_read_to_its_end(reader: Parser) -> None:
    text = "The minister said that " + "the envoy met the mayor of Baku and " * 40 + "Oman signed the treaty."
    doc = one(reader, text)
    check(doc, text)
    assert len(text.split()) > 300
    assert {t.pos_ for t in doc[-4:-1]} >= {"VERB", "NOUN"}
    assert {e.text for e in doc.ents} >= {"Baku", "Oman"}


def test_a_paragraph_of_ten_thousand_words(reader: Parser) -> None:
    text = NEWS * 556
    begun = time.process_time()
    doc = one(reader, text)
    assert time.process_time() - begun < 30
    assert len(text.split()) > 10_000
    assert doc.text == text
    assert sum(e.text == "Oman" for e in doc.ents) > 500


@pytest.mark.parametrize("unit", ["“", "a-", MIXED], ids=lambda u: ascii(u[:6]))
def test_four_times_the_text_takes_about_four_times_the_time(reader: Parser, unit: str) -> None:
    def seconds(length: int) -> float:
        text = unit * (length // len(unit))
        begun = time.process_time()
        one(reader, text)
        return time.process_time() - begun

    seconds(500)
    assert seconds(4_000) < 12 * max(seconds(1_000), 0.05)


ALPHABET = st.sampled_from(
    [*"aA.,\"“”'’ \n-", *ZERO_WIDTH, *BIDI, "🇶🇦", "👩🏽‍⚖️", "ж", "ש", "م", "外", "е\u0301", "Oman ", "said "]
)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(ALPHABET, max_size=120).map("".join))
def test_offsets_are_exact_in_any_mixture(reader: Parser, text: str) -> None:
    check(one(reader, text), text)

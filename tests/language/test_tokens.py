"""Words as Universal Dependencies English has them, and never a character lost."""

import time
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.language.tokens import Cutter, english_tokenizer, tokenize

tokenizer, cutter = cache(english_tokenizer), cache(Cutter)  # made where they are used


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Oman's envoy didn't sign.", "Oman 's envoy did n't sign ."),
        ("the U.S. and the U.K.", "the U.S. and the U.K."),
        ("“We won’t,” he said.", "“ We wo n’t , ” he said ."),
        ("non-aligned, co-operation, anti-piracy", "non-aligned , co-operation , anti-piracy"),
        ("a Qatari-owned tanker", "a Qatari - owned tanker"),
        ("talks—the third round—ended", "talks — the third round — ended"),
        ("Amir-Abdollahian", "Amir - Abdollahian"),
        ("rail and/or road", "rail and / or road"),
        ("$2.5 billion (1,200 km)", "$ 2.5 billion ( 1,200 km )"),
        ("2015–2018", "2015 – 2018"),
        ("Really?!", "Really ?!"),
    ],
)
def test_words(text: str, words: str) -> None:
    assert [t.text for t in tokenize(tokenizer(), text)] == words.split()


@given(st.text(max_size=400))
def test_no_character_is_lost(text: str) -> None:
    doc = tokenize(tokenizer(), text)
    assert doc.text == text
    assert all(text[t.idx : t.idx + len(t)] == t.text for t in doc)


@pytest.mark.parametrize("unit", ["x", "!", "-", "a-", "“", "1,", "'s", "."])
def test_long_runs_take_linear_time(unit: str) -> None:
    text = unit * 40_000
    begun = time.process_time()
    assert tokenize(tokenizer(), text).text == text
    assert time.process_time() - begun < 10


@given(st.lists(st.text(alphabet="aeimnrstvzAEIMUS.,'éßə", max_size=7), max_size=8))
def test_plain_words_are_cut_as_spacy_cuts_them(stretches: list[str]) -> None:
    text = " ".join(stretches)
    assert cutter().cut(text).texts == [t.text for t in tokenize(tokenizer(), text)]


STRETCHES = [
    "Oman",
    "a.m.",
    "don't",
    "and/or",
    "U.S.",
    "(see",
    "“Talks”",
    "10-day",
    "...",
    "—",
    "can",
    "'s",
    "\ud83d",
    "x" * 700,
]
BLANKS = [" ", " ", " ", "  ", "\n", " \n", "\n\n ", "\t", "\u00a0", ""]


@settings(max_examples=150, deadline=None)
@given(rows=st.lists(st.tuples(st.sampled_from(BLANKS), st.sampled_from(STRETCHES)), max_size=20))
def test_what_is_remembered_is_cut_as_the_whole_text_is(rows: list[tuple[str, str]]) -> None:
    text = "".join(blank + stretch for blank, stretch in rows) + (rows[0][0] if rows else "")
    whole, found = tokenize(tokenizer(), text), cutter().cut(text)
    assert found.text == whole.text
    assert found.texts == [t.text for t in whole]
    assert found.spaces == [bool(t.whitespace_) for t in whole]
    assert found.starts == [t.idx for t in whole]
    assert found.words == [t.i for t in whole if not t.is_space]

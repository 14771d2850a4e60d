"""Where sentences begin."""

from functools import cache

import pytest

from dragoman.language.sentences import sentence_starts
from dragoman.language.tokens import english_tokenizer, tokenize

tokenizer = cache(english_tokenizer)  # made where it is used


def sentences(text: str) -> list[str]:
    words = [t for t in tokenize(tokenizer(), text) if not t.is_space]
    ends = [t.idx + len(t) for t in words]
    gaps = [text[a : b.idx] for a, b in zip(ends, words[1:], strict=False)] + [""]
    starts = [t.idx for t, s in zip(words, sentence_starts([t.text for t in words], gaps), strict=True) if s]
    return [text[a:b].strip() for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]


@pytest.mark.parametrize(
    "marked",
    [
        "The envoys met. | They signed nothing.",
        "“We will wait,” he said. | “Nobody is in a hurry.” | The room was silent.",
        "Mr. Haddad met Gen. Okoro in Lagos.",
        "He left the U.S. on Monday. | The U.S. Navy stayed.",
        "Ports in the U.K. | The ministers left.",
        "Who pays? | Nobody knows!",
        "J. Lindqvist spoke at 5 p.m. | The session ended.",
        "It rose by 3.5 percent vs. 2.1 percent in May.",
        "Talks resume in Vienna\n\nThe talks will go on. | Nobody left.",
        "Tariffs fall\nBy a reporter",
        "The text runs on\nwithout a stop here.",
        "“Is it over?” asked the envoy.",
        "Prices fell (they had risen.) | Then they rose.",
        "The answer was no. | Then they voted on Resolution No. 7 again.",
        "1. Opening of the port. | 2. The canal.",
    ],
)
def test_sentences(marked: str) -> None:
    text = marked.replace(" | ", " ")
    expected = [s for part in marked.split(" | ") for s in part.split("\n\n")]
    expected = [s for e in expected for s in (e.split("\n") if e.startswith("Tariffs") else [e])]
    assert sentences(text) == expected


def test_no_words_no_sentences() -> None:
    assert sentence_starts([], []) == []

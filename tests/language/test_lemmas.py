"""Dictionary forms by part of speech."""

import pytest

from dragoman.language.lemmas import lemma


@pytest.mark.parametrize(
    ("word", "pos", "expected"),
    [
        ("said", "VERB", "say"), ("left", "VERB", "leave"), ("left", "ADJ", "left"), ("talks", "NOUN", "talk"),
        ("meeting", "NOUN", "meeting"), ("meeting", "VERB", "meet"), ("were", "AUX", "be"), ("’s", "AUX", "be"),
        ("’s", "PART", "'s"), ("n’t", "PART", "not"), ("wo", "AUX", "will"), ("Emirates", "PROPN", "Emirates"),
        ("united", "ADJ", "united"), ("larger", "ADJ", "large"), ("his", "PRON", "his"), ("them", "PRON", "they"),
        ("cities", "NOUN", "city"), ("news", "NOUN", "news"), ("sanctions", "NOUN", "sanction"), ("an", "DET", "a"),
        ("imposed", "VERB", "impose"), ("agreed", "VERB", "agree"), ("sought", "VERB", "seek"),
        ("shook", "VERB", "shake"), ("swore", "VERB", "swear"), ("thought", "VERB", "think"), ("gone", "VERB", "go"),
        ("thought", "NOUN", "thought"), ("labelled", "VERB", "label"), ("Zzxq", "NOUN", "zzxq"),
        ("x" * 5000, "NOUN", "x" * 5000), ("vetoed", "VERB", "veto"), ("quickly", "ADV", "quickly"),
    ],
)  # fmt: skip
def test_lemma(word: str, pos: str, expected: str) -> None:
    assert lemma(word, pos) == expected

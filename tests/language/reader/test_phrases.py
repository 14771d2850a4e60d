"""Names whose ends the tree knows and whose kind the probabilities know."""

import numpy as np
import pytest
from numpy.typing import NDArray

from dragoman.language.reader.phrases import Tree, proper_phrases, whole_names

LABELS = ("O", "B-PERSON", "I-PERSON", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-DATE", "I-DATE")


def tree(*rows: tuple[str, str, int, str]) -> Tree:
    """Words as (text, UPOS, number of the head from 0, relation)."""
    words, upos, heads, deps = zip(*rows, strict=True)
    return Tree(words, upos, heads, deps)


def tags(*rows: dict[str, float]) -> NDArray[np.float32]:
    table = [[row.get(label, 0.0) for label in LABELS] for row in rows]
    return np.array(table, np.float32)


VISIT = tree(
    ("President", "PROPN", 1, "nmod:desc"), ("Lena", "PROPN", 3, "nsubj"), ("Haddad", "PROPN", 1, "flat"),
    ("visited", "VERB", 3, "root"), ("the", "DET", 5, "det"), ("Bank", "PROPN", 3, "obj"), ("of", "ADP", 7, "case"),
    ("Oman", "PROPN", 5, "nmod"), (",", "PUNCT", 9, "punct"), ("Muscat", "PROPN", 7, "appos"),
)  # fmt: skip


def test_the_tree_says_where_names_end() -> None:
    assert list(proper_phrases(VISIT)) == [(1, 3), (5, 8), (9, 10)]


def test_words_that_do_not_hang_together_are_two_names() -> None:
    two = tree(("told", "VERB", 0, "root"), ("Oman", "PROPN", 0, "iobj"), ("Monday", "PROPN", 0, "obl:unmarked"))
    assert list(proper_phrases(two)) == [(1, 2), (2, 3)]


def test_adjectives_and_hyphens_inside_names() -> None:
    north = tree(
        ("New", "ADJ", 1, "amod"), ("Zealand", "PROPN", 1, "root"), ("Al", "PROPN", 4, "compound"),
        ("-", "PUNCT", 4, "punct"), ("Amal", "PROPN", 1, "conj"), ("angry", "ADJ", 6, "amod"),
        ("Lena", "PROPN", 1, "conj"),
    )  # fmt: skip
    assert list(proper_phrases(north)) == [(0, 2), (2, 5), (6, 7)]


def test_the_kind_is_that_of_all_words_together() -> None:
    out, person = {"O": 1.0}, {"B-PERSON": 0.4, "B-ORG": 0.5}
    table = tags(
        {"B-PERSON": 1.0}, person, {"I-PERSON": 0.9, "O": 0.1}, out, out, {"B-ORG": 0.9}, {"O": 0.6, "I-ORG": 0.4},
        {"B-LOC": 0.6, "I-ORG": 0.4}, out, {"O": 0.6, "B-LOC": 0.4},
    )  # fmt: skip
    assert whole_names(table, LABELS, VISIT, []) == [(1, 3, "PERSON"), (5, 8, "ORG")]


def test_what_the_tree_does_not_know_stays() -> None:
    mail = tree(
        ("in", "ADP", 1, "case"), ("may", "NOUN", 1, "root"), ("2031", "NUM", 1, "nummod"), ("oman", "NOUN", 1, "conj"),
        ("a@b.example", "X", 1, "list"), ("Lena@b.example", "PROPN", 1, "list"),
    )  # fmt: skip
    told = [(1, 3, "DATE"), (3, 4, "LOC"), (4, 5, "PERSON"), (5, 6, "PERSON")]
    table = tags(*({"O": 0.2, "B-PERSON": 0.8} for _ in range(6)))
    assert whole_names(table, LABELS, mail, told) == [(1, 3, "DATE"), (3, 4, "LOC")]


def test_no_words_no_names() -> None:
    assert whole_names(np.zeros((0, len(LABELS)), np.float32), LABELS, Tree((), (), (), ()), []) == []


def test_a_ministry_of_one_thing_and_another_is_one_name() -> None:
    def joined(body: str) -> list[tuple[int, int]]:
        return list(
            proper_phrases(
                tree(
                    (body, "PROPN", 0, "root"), ("of", "ADP", 2, "case"), ("Roads", "PROPN", 0, "nmod"),
                    ("and", "CCONJ", 5, "cc"), ("Urban", "ADJ", 5, "amod"), ("Works", "PROPN", 2, "conj"),
                )
            )
        )  # fmt: skip

    assert joined("Ministry") == [(0, 6)]
    assert joined("Lena") == [(0, 3), (4, 6)]


def test_a_firm_keeps_the_word_for_what_it_is() -> None:
    firm = tree(
        ("Dhofar", "PROPN", 1, "compound"), ("Cables", "PROPN", 1, "root"), (",", "PUNCT", 3, "punct"),
        ("Inc.", "PROPN", 1, "flat"), ("won", "VERB", 1, "acl"),
    )  # fmt: skip
    table = tags({"B-ORG": 1.0}, {"I-ORG": 1.0}, {"O": 1.0}, {"B-ORG": 0.9}, {"O": 1.0})
    assert whole_names(table, LABELS, firm, []) == [(0, 4, "ORG")]


def test_days_are_no_places() -> None:
    day = tree(("Sat", "PROPN", 0, "root"), (",", "PUNCT", 0, "punct"), ("Oman", "PROPN", 0, "appos"))
    table = tags({"B-LOC": 0.9}, {"O": 1.0}, {"B-LOC": 0.9})
    assert whole_names(table, LABELS, day, [(0, 1, "LOC"), (2, 3, "LOC")]) == [(2, 3, "LOC")]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Peace and Security Council", [(0, 4)]),
        ("Peace and Security Councils", [(0, 1), (2, 3), (3, 4)]),
        ("Peace or Security Council", [(0, 1), (2, 3), (3, 4)]),
    ],
)
def test_a_body_for_two_things_has_one_name(words: str, expected: list[tuple[int, int]]) -> None:
    organ = Tree(words.split(), ["PROPN", "CCONJ", "PROPN", "PROPN"], [3, 2, 0, 3], ["compound", "cc", "conj", "root"])
    assert list(proper_phrases(organ)) == expected

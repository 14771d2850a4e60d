"""What words look like."""

import pytest

from dragoman.language.reader.shapes import COUNT, SHAPES, shape, shape_number


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("port", "lower"), ("Oman", "title"), ("NATO", "upper"), ("J", "initial"), ("iPhone", "mixed"),
        ("1,200", "digits"), ("F-16", "code"), ("“", "quote"), ("—", "mark"), ("تهران", "letters"),
        ("U.S.", "upper"), ("n't", "lower"), ("", "quote"),
    ],
)  # fmt: skip
def test_shape(word: str, expected: str) -> None:
    assert shape(word) == expected


def test_numbers_tell_the_first_word_of_a_sentence() -> None:
    words = ("a", "A", "Ab", "AB", "aB", "1", "a1", '"', "-", "م")
    numbers = {shape_number(w, first) for w in words for first in (True, False)}
    assert numbers == set(range(2, COUNT))
    assert len(SHAPES) * 2 == COUNT

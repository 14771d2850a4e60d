"""Numbers with units, in the text's words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.extraction.ties.quantities import quantities

TOLD = [
    ("a 12-year treaty", [("term", "12-year", 12, 12, "years")]),
    ("for ten years", [("term", "ten years", 10, 10, "years")]),
    ("a loan of $1.6bn", [("money", "$1.6bn", 1.6e9, 1.6e9, "US dollars")]),
    ("900 million euros", [("money", "900 million euros", 9e8, 9e8, "euros")]),
    ("€2-3 billion", [("money", "€2-3 billion", 2e9, 3e9, "euros")]),
    ("10 bcm a year", [("flow", "10 bcm a year", 10, 10, "billion cubic metres")]),
    ("up to 40 mcm/d", [("flow", "40 mcm/d", 40, 40, "million cubic metres a day")]),
    (
        "between 1.5 and 2 billion cubic metres",
        [("flow", "1.5 and 2 billion cubic metres", 1.5, 2, "billion cubic metres")],
    ),
    ("a line of 162 km", [("length", "162 km", 162, 162, "kilometres")]),
    (
        "10 to 15 million tonnes of cargo a year",
        [("flow", "10 to 15 million tonnes of cargo a year", 1e7, 1.5e7, "tonnes")],
    ),
    ("3,000 containers", [("flow", "3,000 containers", 3000, 3000, "containers")]),
    ("two 500 MW units", [("flow", "500 MW", 500, 500, "megawatts")]),
    ("in 2019 they met", []),
    ("the Eurasian union", []),
    ("a year", [("term", "a year", 1, 1, "years")]),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), TOLD, ids=[t for t, _ in TOLD])
def test_quantities(text: str, expected: list[tuple[str, str, float, float, str]]) -> None:
    found = [(q.what, q.words, q.low, q.high, q.unit) for q in quantities(text)]
    assert found == [
        (what, words, pytest.approx(low), pytest.approx(high), unit) for what, words, low, high, unit in expected
    ]


def test_words_come_with_the_number_they_mean() -> None:
    assert str(quantities("$1.6bn")[0]) == "$1.6bn (1,600,000,000 US dollars)"
    assert str(quantities("162 kilometres")[0]) == "162 kilometres"


@given(st.text(alphabet="0123456789.,-–$€ abkmnoty/", max_size=80))
def test_any_text(text: str) -> None:
    for quantity in quantities(text):
        assert quantity.words in text
        assert quantity.low <= quantity.high

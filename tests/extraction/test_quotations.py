"""Quotations: every kind of mark, over paragraphs, left open, and what only looks like one."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.extraction.quotations import find_quotations

ROWS = [
    ('He said: "We will go." Then he left.', ["We will go."]),
    ('"We," she said, "will go."', ["We,", "will go."]),
    ("“We will go.\n\n“And we will come back,” he said.", ["We will go.\n\n“And we will come back,"]),
    ('"We go.\n\n"We come back," he said.', ['We go.\n\n"We come back,']),
    ('"We go.\nWe come back," he said.', ["We go.\nWe come back,"]),
    ("« La paix », he wrote, and »Friede«, and „Frieden“.", [" La paix ", "Friede", "Frieden"]),
    ("‘We don’t know,’ he said, ‘that the states’ plan works.’", ["We don’t know,", "that the states’ plan works."]),
    ("He said 'it's the leaders' choice' on Monday.", ["it's the leaders' choice"]),
    ("“He said “no” to me,” the envoy said.", ["He said “no” to me,"]),
    ("``So be it,'' he wrote.", ["So be it,"]),
    ('He called it ("a mistake") and left.', ["a mistake"]),
    ("“He told us: ‘No deal.’”", ["He told us: ‘No deal.’"]),
    ("「No deal」 was the headline.", ["No deal"]),
]
NONE = [
    "The ministers' view is that the deal won't hold in the '90s way.",
    "It's 5' long and 6\" wide.",
    "Rock 'n' roll in the '60s.",
    '""',
    "''",
    '"',
    "",
    "“”",
]


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_quotations(text: str, expected: list[str]) -> None:
    found = find_quotations(text).found
    assert [text[q.inner.start : q.inner.end] for q in found] == expected
    assert all(q.closed for q in found)


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_quotation(text: str) -> None:
    assert find_quotations(text).found == ()


def test_a_missing_closing_mark_ends_with_the_line() -> None:
    text = '"The talks were useful and frank\nThe "joint" plan stands.'
    first, second = find_quotations(text).found
    assert (text[first.inner.start : first.inner.end], first.closed) == ("The talks were useful and frank", False)
    assert (text[second.inner.start : second.inner.end], second.closed) == ("joint", True)


def test_a_missing_opening_mark_begins_with_the_line() -> None:
    text = 'Talks ended.\nWe will never yield," the minister said.'
    (found,) = find_quotations(text).found
    assert (text[found.inner.start : found.inner.end], found.closed) == ("We will never yield,", False)


def test_look_up_by_place() -> None:
    text = 'A "b c" d "e f" g'
    quotations = find_quotations(text)
    assert quotations.at(3) == quotations.found[0]
    assert quotations.at(8) is None
    assert quotations.touching(0, len(text)) == quotations.found
    assert quotations.touching(5, 9) == quotations.found[:1]


@given(st.text(alphabet="ab .,\n\"'“”‘’«»„`", max_size=80))
def test_quotations_are_in_order_and_within_the_text(text: str) -> None:
    place = 0
    for q in find_quotations(text).found:
        assert place <= q.start <= q.inner.start < q.inner.end <= q.end <= len(text)
        place = q.end


@pytest.mark.parametrize("piece", ['"a ', "“a ", "‘a ", "'a ", '"a\n', "“\n", "'s ", '."'])
def test_ugly_text_takes_linear_time(piece: str) -> None:
    started = time.process_time()
    find_quotations(piece * 20_000)
    assert time.process_time() - started < 4

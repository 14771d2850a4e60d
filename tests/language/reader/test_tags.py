"""Stretches out of tags, repaired where they make no sense."""

import numpy as np
import pytest

from dragoman.language.reader.tags import named, stretches

LABELS = ("O", "B-PERSON", "I-PERSON", "B-LOC", "I-LOC")


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ("", []), ("OOO", []), ("OBIO", [(1, 3)]), ("BIBI", [(0, 2), (2, 4)]), ("OIIO", [(1, 3)]), ("II", [(0, 2)]),
        ("OOB", [(2, 3)]), ("IOI", [(0, 1), (2, 3)]),
    ],
)  # fmt: skip
def test_stretches(tags: str, expected: list[tuple[int, int]]) -> None:
    table = np.zeros((len(tags), 3), np.float32)
    for i, tag in enumerate(tags):
        table[i, "OBI".index(tag)] = 1
    assert stretches(table) == expected


def test_a_name_has_one_kind() -> None:
    table = np.array([[0.1, 0.5, 0, 0.4, 0], [0.1, 0, 0.3, 0, 0.6], [0.9, 0, 0.1, 0, 0]], np.float32)
    assert named(table, LABELS) == [(0, 2, "LOC")]


def test_kinds_count_together_against_outside() -> None:
    table = np.array([[0.4, 0.3, 0, 0.3, 0]], np.float32)
    assert named(table, LABELS) == [(0, 1, "PERSON")]


def test_nothing_to_name() -> None:
    assert named(np.zeros((0, 5), np.float32), LABELS) == []

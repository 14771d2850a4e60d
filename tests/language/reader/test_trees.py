"""Trees out of scores."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from dragoman.language.reader.trees import best_tree


def is_tree(heads: list[int]) -> bool:
    if heads.count(0) != 1:
        return False
    for start in range(1, len(heads) + 1):
        seen, at = set(), start
        while at:
            if at in seen:
                return False
            seen.add(at)
            at = heads[at - 1]
    return True


def scores(n: int) -> st.SearchStrategy[np.ndarray]:
    return arrays(np.float32, (n, n + 1), elements=st.integers(-50, 50).map(float), unique=True)


@settings(deadline=None, max_examples=60)
@given(st.integers(1, 4).flatmap(scores))
def test_best_of_all_trees(table: np.ndarray) -> None:
    for i in range(len(table)):
        table[i, i + 1] = -1e4
    trees = [t for t in itertools.product(range(len(table) + 1), repeat=len(table)) if is_tree(list(t))]

    def worth(heads: tuple[int, ...] | list[int]) -> float:
        return float(sum(table[i, h] for i, h in enumerate(heads)))

    assert worth(best_tree(table)) == pytest.approx(max(map(worth, trees)))


@settings(deadline=None, max_examples=30)
@given(st.integers(0, 2**31), st.integers(1, 60))
def test_always_a_tree(seed: int, size: int) -> None:
    table = np.random.default_rng(seed).normal(size=(size, size + 1)).astype(np.float32)
    assert is_tree(best_tree(table))


def test_long_sentence_of_circles() -> None:
    table = np.full((186, 187), -5.0, np.float32)
    for i in range(186):
        table[i, 1 + (i ^ 1)] = 5.0
    assert is_tree(best_tree(table))

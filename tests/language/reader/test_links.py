"""Links from a word to the earlier word that means the same."""

import time

import numpy as np
from numpy.typing import NDArray

from dragoman.language.reader.links import FAR, KINDS, NOMINAL, REACH, Candidates, is_candidate, links

Array = NDArray[np.float32]
NONE = np.zeros((KINDS, KINDS, 2, FAR), np.float32)


def candidates(back: Array, meant: Array, kinds: list[int], forms: list[int], sentences: list[int]) -> Candidates:
    return Candidates(back, meant, *(np.array(a, np.int64) for a in (kinds, forms, sentences)))


def plain(back: Array, meant: Array) -> Candidates:
    size = len(back)
    return candidates(back, meant, [2] * size, list(range(size)), [0] * size)


def test_a_word_takes_up_the_earlier_one_that_fits_best() -> None:
    meant = np.eye(3, dtype=np.float32)
    back = np.array([[0, 9, 9], [2, 0, 9], [1, 3, 9]], np.float32)
    assert links(plain(back, meant), NONE) == [(1, 0), (2, 1)]


def test_nothing_is_taken_up_where_nothing_fits() -> None:
    ones = np.ones((4, 2), np.float32)
    assert links(plain(-ones, ones), NONE) == []
    assert links(plain(ones[:0], ones[:0]), NONE) == []


def test_the_biases_know_kind_form_and_distance() -> None:
    zeros = np.zeros((3, 2), np.float32)
    biases = NONE.copy()
    biases[NOMINAL["PRON"], NOMINAL["PROPN"], 0, 1] = 1.0
    found = candidates(zeros, zeros, [1, 1, 0], [7, 8, 9], [0, 4, 5])
    assert links(found, biases) == [(2, 1)]
    biases[NOMINAL["PROPN"], NOMINAL["PROPN"], 1, :] = 2.0
    found = candidates(zeros, zeros, [1, 1, 0], [7, 7, 9], [0, 4, 5])
    assert links(found, biases) == [(1, 0), (2, 1)]


def test_many_candidates_are_read_as_few_are() -> None:
    rng = np.random.default_rng(5)
    size = 3 * REACH
    back, meant = (rng.normal(size=(size, 8)).astype(np.float32) for _ in range(2))
    expected = []
    for i in range(1, size):
        scores = [float(back[i] @ meant[j]) for j in range(max(0, i - REACH), i)]
        if max(scores) > 0:
            expected.append((i, max(0, i - REACH) + int(np.argmax(scores))))
    assert links(plain(back, meant), NONE) == expected


def test_the_time_grows_with_the_number_of_candidates_alone() -> None:
    rng = np.random.default_rng(5)

    def seconds(size: int) -> float:
        back, meant = (rng.normal(size=(size, 97)).astype(np.float32) for _ in range(2))
        begun = time.process_time()
        links(plain(back, meant), NONE)
        return time.process_time() - begun

    seconds(500)
    assert seconds(16_000) < 32 * max(seconds(2_000), 0.02)


def test_parts_of_names_are_no_candidates() -> None:
    assert is_candidate("PRON", "nsubj")
    assert is_candidate("PROPN", "obl")
    assert not is_candidate("PROPN", "flat")
    assert not is_candidate("NOUN", "compound")
    assert not is_candidate("VERB", "root")

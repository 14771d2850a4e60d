"""Who is meant by a pronoun, a name or a description: links between the main words of phrases.

A word links back to the earlier word whose score is highest, or, where no score is above nothing, to none.  The score
is the product of two vectors of the model and a bias that knows the kinds of both words, whether they are the same
word, and how many sentences lie between them.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

NOMINAL = {"PRON": 0, "PROPN": 1, "NOUN": 2}
KINDS = len(NOMINAL)
INNER = frozenset({"compound", "flat", "goeswith", "fixed", "punct", "det", "list", "expl"})
STEPS = np.array((1, 2, 3, 5, 8, 13))  # sentences back, from which on a link counts as one step farther
FAR = len(STEPS) + 1
REACH = 160  # candidates back that a word may link to
BLOCK = 16  # candidates compared at once; with more, numpy's threads wait for each other longer than they work
NEVER = -1e4
Vectors = NDArray[np.float32]
Numbers = NDArray[np.int64]


def is_candidate(upos: str, dep: str) -> bool:
    """Whether a word may be the main word of a phrase that stands for somebody or something."""
    return upos in NOMINAL and dep not in INNER


@dataclass(frozen=True, slots=True)
class Candidates:
    """The candidates of a text in text order: for each its two vectors, kind, form and the number of its sentence."""

    back: Vectors
    meant: Vectors
    kinds: Numbers
    forms: Numbers
    sentences: Numbers


def links(found: Candidates, biases: Vectors) -> list[tuple[int, int]]:
    """Pairs (candidate, the earlier candidate that it takes up), in time linear in their number.

    `biases` has the axes kind of the word, kind of the earlier one, whether they are the same word, step.
    """
    pairs: list[tuple[int, int]] = []
    for start in range(0, len(found.kinds), BLOCK):
        rows = slice(start, min(start + BLOCK, len(found.kinds)))
        columns = slice(max(0, start - REACH), rows.stop)
        scores = _scores(found, biases, rows, columns)
        best = zip(scores.argmax(1).tolist(), scores.max(1).tolist(), strict=True)
        pairs += [(row, columns.start + column) for row, (column, score) in enumerate(best, start) if score > 0]
    return pairs


def _scores(found: Candidates, biases: Vectors, rows: slice, columns: slice) -> Vectors:
    """How well each column is what each row takes up; what is not before the row, or out of reach, never is."""
    kinds, forms, sentences = found.kinds, found.forms, found.sentences
    steps = STEPS.searchsorted(sentences[rows, None] - sentences[columns], side="right")
    same = (forms[rows, None] == forms[columns]).view(np.int8)
    scores: Vectors = found.back[rows] @ found.meant[columns].T
    scores += biases[kinds[rows, None], kinds[columns], same, steps]
    ago = np.arange(rows.start, rows.stop)[:, None] - np.arange(columns.start, columns.stop)
    scores[(ago <= 0) | (ago > REACH)] = NEVER
    return scores

"""Stretches of words out of the probabilities of begin, inside and outside."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Probabilities = NDArray[np.float32]
Stretch = tuple[int, int]


def stretches(tags: Probabilities) -> list[Stretch]:
    """Half-open ranges of words; columns are outside, begin, inside.  An inside without a begin begins one."""
    found: list[Stretch] = []
    start: int | None = None
    for i, tag in enumerate(tags.argmax(1).tolist()):
        if start is not None and tag != 2:
            found.append((start, i))
            start = None
        if tag == 1 or (tag == 2 and start is None):
            start = i
    if start is not None:
        found.append((start, len(tags)))
    return found


def named(tags: Probabilities, labels: Sequence[str]) -> list[tuple[int, int, str]]:
    """Ranges of words with the kind of name that is likeliest over the whole range; `labels` as O, B-X, I-X ..."""
    if not len(tags):
        return []
    begins = [i for i, n in enumerate(labels) if n.startswith("B-")]
    insides = [labels.index("I-" + labels[i][2:]) for i in begins]
    begin, inside = tags[:, begins], tags[:, insides]
    merged = np.stack([tags[:, labels.index("O")], begin.sum(1), inside.sum(1)], 1)
    kinds = begin + inside
    return [(a, b, labels[begins[int(kinds[a:b].sum(0).argmax())]][2:]) for a, b in stretches(merged)]

"""One tree for each sentence out of scores of heads."""

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
ROOT_ONCE = 1e6
TRIED = 3  # roots of which each is given a tree of its own


def best_tree(scores: Scores) -> list[int]:
    """The head of each word: row i scores the heads of word i, column 0 is the root, column j + 1 is word j.

    Returns for each word its head's column.  There is exactly one root and no circle.
    """
    heads: list[int] = scores.argmax(1).tolist()
    return heads if _is_tree(heads) else _spanning(scores)


def _is_tree(heads: list[int]) -> bool:
    """Whether exactly one word hangs on the root and every word hangs on it through others."""
    if heads.count(0) != 1:
        return False
    state = [0] * (len(heads) + 1)
    state[0] = 2
    for start in range(1, len(state)):
        path, at = [], start
        while state[at] == 0:
            state[at] = 1
            path.append(at)
            at = heads[at - 1]
        if state[at] == 1:
            return False
        for node in path:
            state[node] = 2
    return True


def _spanning(scores: Scores) -> list[int]:
    """The best tree by Chu, Liu and Edmonds, or the best of those with one root where that has several."""
    size = len(scores) + 1
    full = np.full((size, size), -np.inf)
    full[1:, :] = scores
    np.fill_diagonal(full, -np.inf)
    heads: list[int] = _edmonds(full)[1:].tolist()
    return heads if heads.count(0) == 1 else _rooted(full)


def _rooted(full: NDArray[np.float64]) -> list[int]:
    """The best tree with exactly one root: that of the likeliest ones, if no other can have a better one."""
    words = full.copy()
    words[1:, 0] = -np.inf
    highest = words[1:].max(1)
    bounds = full[1:, 0] + (highest.sum() - highest)  # no tree with this root scores more
    best, heads = -np.inf, np.zeros(0, np.int64)
    ranked = np.argsort(-bounds, kind="stable").tolist()
    for word, after in zip(ranked[:TRIED], ranked[1:], strict=False):
        arcs = words.copy()
        arcs[word + 1] = -np.inf
        arcs[word + 1, 0] = full[word + 1, 0]
        found = _edmonds(arcs)[1:]
        total = arcs[np.arange(1, len(arcs)), found].sum()
        if total > best:
            best, heads = total, found
        if bounds[after] <= best:
            return [int(head) for head in heads]
    return _priced(full)


def _priced(full: NDArray[np.float64]) -> list[int]:
    """The best tree with exactly one root by a price on the root's arcs, which makes circles of nearly all words."""
    dear = full.copy()
    dear[1:, 0] -= ROOT_ONCE
    heads: list[int] = _edmonds(dear)[1:].tolist()
    return heads


def _edmonds(scores: NDArray[np.float64]) -> NDArray[np.int64]:
    """The best head of every node; node 0 is the root.  Circles become one node each until none is left."""
    heads: NDArray[np.int64] = scores.argmax(1)
    heads[0] = 0
    found_circle = _circle(heads)
    if found_circle is None:
        return heads
    circle = np.asarray(found_circle)
    inside = np.zeros(len(scores), dtype=bool)
    inside[circle] = True
    outside = np.flatnonzero(~inside)
    smaller, enter, leave = _contracted(scores, heads, circle, outside)
    found = _edmonds(smaller)
    result: NDArray[np.int64] = heads.copy()
    knot = len(outside)
    for i, node in enumerate(outside[1:], start=1):
        result[node] = leave[i] if found[i] == knot else outside[found[i]]
    source = found[knot]
    entered = circle[enter[source]]
    result[entered] = outside[source]
    return result


def _contracted(
    scores: NDArray[np.float64], heads: NDArray[np.int64], circle: NDArray[np.int64], outside: NDArray[np.int64]
) -> tuple[NDArray[np.float64], NDArray[np.int64], NDArray[np.int64]]:
    """Scores with the circle as the last node; for each outer node where it would enter the circle and be left from."""
    knot = len(outside)
    own, from_outside = scores[circle, heads[circle]], scores[outside]
    gain = scores[circle][:, outside] - own[:, None]
    out = from_outside[:, circle]
    smaller = np.full((knot + 1, knot + 1), -np.inf)
    smaller[:knot, :knot] = from_outside[:, outside]
    smaller[knot, :knot] = gain.max(0)
    smaller[:knot, knot] = out.max(1)
    return smaller, gain.argmax(0), circle[out.argmax(1)]


def _circle(heads: NDArray[np.int64]) -> list[int] | None:
    """The nodes of one circle, if there is one."""
    state = [0] * len(heads)
    state[0] = 2
    for start in range(1, len(heads)):
        path, at = [], start
        while state[at] == 0:
            state[at] = 1
            path.append(at)
            at = int(heads[at])
        if state[at] == 1:
            return path[path.index(at) :]
        for node in path:
            state[node] = 2
    return None

"""Other names in the same places: a name of a sentence gives way to another of its kind with as many words.

So a small model meets far more names than its corpora hold, and learns kinds from what stands around them.
"""

import random
from collections.abc import Iterable

from schemes import BIO_NAMES

from dragoman.language.reader.shapes import shape_number

KINDS = ("PERSON", "ORG", "LOC")
SWAPPED = 0.3  # the share of names that give way
FOREIGN = 0.5  # the share of those that come from the atlas
Pools = dict[tuple[str, int], list[tuple[str, ...]]]
FIRST = {1 << BIO_NAMES.index(f"B-{k}"): k for k in KINDS}
INSIDE = {k: 1 << BIO_NAMES.index(f"I-{k}") for k in KINDS}


def named(sentence: dict) -> list[tuple[int, int, str]]:
    """The names of a sentence whose kind is known."""
    found, names = [], sentence["names"] or []
    for i, may in enumerate(names):
        if kind := FIRST.get(may):
            end = i + 1
            while end < len(names) and names[end] == INSIDE[kind]:
                end += 1
            found.append((i, end, kind))
    return found


def pools_of(sentences: Iterable[dict]) -> Pools:
    """The names in sentences by kind and number of words, as often as they stand there."""
    return pools((k, tuple(s["words"][a:b])) for s in sentences for a, b, k in named(s))


def pools(found: Iterable[tuple[str, tuple[str, ...]]]) -> Pools:
    """Names by kind and number of words; those in plain letters with capitals only."""
    out: Pools = {}
    for kind, words in found:
        if all(w[0].isupper() and w.isalpha() for w in words):
            out.setdefault((kind, len(words)), []).append(words)
    return out


def swapped(sentence: dict, own: Pools, atlas: Pools, rng: random.Random) -> dict:
    """The sentence, or one that is like it but for some of its names."""
    places = [n for n in named(sentence) if rng.random() < SWAPPED]
    words = list(sentence["words"])
    for a, b, kind in places:
        pool = (atlas if rng.random() < FOREIGN else own).get((kind, b - a))
        if pool and all(w[0].isupper() for w in words[a:b]):
            words[a:b] = rng.choice(pool)
    if words == sentence["words"]:
        return sentence
    return sentence | {"words": words, "shapes": [shape_number(w, i == 0) for i, w in enumerate(words)]}

"""Sentences as headlines tell them: without articles, without forms of "be" that only help, without the last full stop.

The treebanks hold few headlines.  What is left out is a leaf of the tree, so the tree of the rest is known.
"""

import random

from schemes import UPOS

from dragoman.language.reader.shapes import shape_number

SHORTENED = 0.2  # the share of sentences that are read as headlines
LONGEST = 24  # words of a sentence that might be one
ARTICLES = frozenset({"the", "a", "an"})
HELPING = frozenset({"is", "are", "was", "were", "been", "be", "'s", "has", "have"})
AUX = UPOS.index("AUX")


def shortened(sentence: dict, rng: random.Random) -> dict:
    """The sentence, or what a headline would keep of it."""
    if len(sentence["words"]) > LONGEST or rng.random() >= SHORTENED:
        return sentence
    left = _left(sentence)
    if len(left) < 3 or len(left) == len(sentence["words"]):
        return sentence
    out = {k: [v[i] for i in left] if _of_words(v, sentence) else v for k, v in sentence.items()}
    if sentence["heads"]:
        place = {old + 1: new + 1 for new, old in enumerate(left)} | {0: 0}
        out["heads"] = [place[sentence["heads"][i]] for i in left]
    if sentence["roles"]:
        out["roles"] = [[tags[i] for i in left] for tags in sentence["roles"]]
    out["shapes"] = [shape_number(w, i == 0) for i, w in enumerate(out["words"])]
    return out


def _left(sentence: dict) -> list[int]:
    words, heads = sentence["words"], sentence["heads"]
    found = []
    for i, word in enumerate(words):
        leaf = not heads or i + 1 not in heads
        helps = bool(heads) and sentence["upos"][i] == AUX and word.lower() in HELPING
        if not (leaf and (word.lower() in ARTICLES or helps or (word == "." and i == len(words) - 1))):
            found.append(i)
    return found


def _of_words(value: object, sentence: dict) -> bool:
    return isinstance(value, list) and len(value) == len(sentence["words"]) and value is not sentence["roles"]

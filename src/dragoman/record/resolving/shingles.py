"""The words of a text as sets that can be compared; the text itself is never changed."""

import re
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from itertools import pairwise

SHINGLE = 3  # words; short enough that one changed word spoils three shingles only, long enough to be rarely shared
SENTENCE = 8  # words from which a sentence is worth a fingerprint of its own
WORD = re.compile(r"\w+")
ENDS = re.compile(r"(?<=[.!?])[\"'”’»)\]]*\s+|\n+")


def words(text: str) -> list[str]:
    """The words of a text, folded; punctuation, quotation marks and line ends do not count."""
    return WORD.findall(text.casefold())


def sentences(text: str) -> list[list[str]]:
    """The words of a text by sentence; in a row they are those of `words`, as no word goes on behind a blank."""
    cuts = [0, *(m.end() for m in ENDS.finditer(text)), len(text)]
    return [words(text[a:b]) for a, b in pairwise(cuts)]


def shingles(found: Sequence[str]) -> frozenset[str]:
    """Every run of three words; fewer words are one shingle, no words none."""
    if 0 < len(found) < SHINGLE:
        return frozenset((" ".join(found),))
    return frozenset(map(" ".join, zip(found, found[1:], found[2:], strict=False)))


def sentence_hashes(found: Iterable[Sequence[str]]) -> frozenset[int]:
    """A 64 bit hash of the words of each sentence of eight words or more."""
    return frozenset(hash64(" ".join(w)) for w in found if len(w) >= SENTENCE)


def hash64(text: str) -> int:
    """A hash that is the same on every machine and in every run."""
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")

"""Copies: reports whose text comes from an earlier one, found by fingerprints and judged by their very words.

Reports that share a fingerprint are compared: one of 16 bands of 4 values of a MinHash over runs of three words (Broder
1997, "On the resemblance and containment of documents"; library: rensa), which finds lightly edited texts, or the hash
of a whole sentence, which finds trimmed texts and texts taken up in longer ones. What is compared is then measured
exactly, on all runs of three words: no estimate decides.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from rensa import RMinHash

from dragoman.record.resolving.shingles import SHINGLE, hash64, sentence_hashes, sentences, shingles, words

BANDS, ROWS, SEED = 16, 4, 20
# Measured by `bench/resolving.py --reports 2000 --seed 7 --thresholds` (2,299 pairs that share a fingerprint, 1,673 of
# them copies): precision 1.000 and recall 0.995; TAKEN 0.3 gives 0.971 and 0.997, TAKEN 0.7 gives 1.000 and 0.971, and
# without the rule on HELD recall falls to 0.983.
TAKEN = 0.5  # of the later text stands in the earlier one: a copy
HELD, TAKEN_LEAST = 0.8, 0.3  # the earlier text stands in the later one, which adds to it: a copy too
NEAR = 0.8  # of both texts: "near" and not "part"
SHORTEST = 12  # different words in a row; less says too little
ALGORITHM = f"rensa RMinHash {RMinHash.ALGORITHM_VERSION}, {BANDS}x{ROWS}, seed {SEED}"


@dataclass(frozen=True, slots=True)
class Copy:
    """That a later report's text comes from an earlier one; the fields are those of the table `copy`."""

    report: str
    earlier: str
    kind: str
    taken: float
    held: float
    because: str


@dataclass(frozen=True, slots=True)
class Text:
    """A text ready to be compared: its shingles, its words joined, and its place in the order of telling."""

    id: str
    shingles: frozenset[str]
    digest: int
    order: tuple[str, int, str]


def text_of(report: str, text: str, day: str) -> Text:
    """A report's text, to be compared; earlier means by day, then the longer text, then the id."""
    found = words(text)
    return Text(report, shingles(found), hash64(" ".join(found)), (day, -len(text), report))


def sketches(texts: Sequence[str]) -> Iterator[frozenset[int]]:
    """The fingerprints of each text, in order; none for a text of less than twelve words."""
    parted = [sentences(text) for text in texts]
    sets = [shingles(list(chain.from_iterable(found))) for found in parted]
    signatures = RMinHash.digests_from_token_sets([list(s) for s in sets], BANDS * ROWS, SEED)
    for by_sentence, found, signature in zip(parted, sets, signatures, strict=True):
        bands = (signature[n : n + ROWS] for n in range(0, BANDS * ROWS, ROWS))
        hashes = frozenset(hash64(f"{n}:{b}") for n, b in enumerate(bands)) | sentence_hashes(by_sentence)
        yield hashes if len(found) >= SHORTEST - SHINGLE + 1 else frozenset()


def copies(pairs: Iterable[tuple[str, str]], texts: Mapping[str, Text]) -> Iterator[Copy]:
    """The pairs that are copies, by their very words."""
    for one, other in pairs:
        earlier, later = sorted((texts[one], texts[other]), key=lambda t: t.order)
        found = _judged(later, earlier)
        if found is not None:
            yield found


def _judged(later: Text, earlier: Text) -> Copy | None:
    if later.digest == earlier.digest:
        return Copy(later.id, earlier.id, "exact", 1.0, 1.0, f"the same words as {earlier.id}")
    shared = len(later.shingles & earlier.shingles)
    taken, held = shared / max(len(later.shingles), 1), shared / max(len(earlier.shingles), 1)
    if not (taken >= TAKEN or (held >= HELD and taken >= TAKEN_LEAST)):
        return None
    kind = "near" if min(taken, held) >= NEAR else "part"
    reason = f"{taken:.0%} of it stands in {earlier.id}, and {held:.0%} of that in it"
    return Copy(later.id, earlier.id, kind, round(taken, 4), round(held, 4), reason)

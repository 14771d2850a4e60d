"""Which signatures of tellings are compared, and how much each two have in common, for all pairs at once.

Of a large record millions of pairs are compared.  What they share is therefore counted over whole columns of pairs: of
each signature words, names, parties and holders of roles are numbers in a table, and what two have in common is how
many numbers of the one stand beside the other.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from dragoman.analysis.signatures import HALF, Rule, Signature, rules

CROWD = 50  # signatures that share parties and a word; of more than these not all pairs are compared
SMALL = 12  # signatures whose pairs are quicker written down one by one
PART = 500_000  # pairs whose likeness is worked out in one go
Whole = NDArray[np.int64]
Truths = NDArray[np.bool_]
Key = tuple[str, ...]


def likely_pairs(signatures: Sequence[Signature]) -> Iterator[tuple[int, int]]:
    """The pairs (places of their signatures) that may be one thing; those that have most in common come first."""
    found = [(codes, _likeness_within(signatures, kind, codes)) for kind, codes in _compared_by_kind(signatures)]
    if not found:
        return
    codes, likeness = (np.concatenate(parts) for parts in zip(*found, strict=True))
    order = np.lexsort((codes, -likeness))
    ordered = codes[order[likeness[order] > 0]]
    for start in range(0, len(ordered), PART):
        first, second = np.divmod(ordered[start : start + PART], len(signatures))
        yield from zip(first.tolist(), second.tolist(), strict=True)


# Which are compared --------------------------------------------------------------------------------------------------


def _compared_by_kind(signatures: Sequence[Signature]) -> Iterator[tuple[str, Whole]]:
    """Of each kind the pairs that are compared at all, each once as a number: first * how many there are + second."""
    blocks: dict[str, dict[Key, list[int]]] = defaultdict(lambda: defaultdict(list))
    for n, signature in enumerate(signatures):
        of_kind = blocks[signature.kind]
        for key in _keys(signature):
            of_kind[key].append(n)
    for kind, of_kind in blocks.items():
        several = ((key, block) for key, block in of_kind.items() if len(block) > 1)
        codes = np.concatenate(list(_coded((_compared(*block, signatures) for block in several), len(signatures))))
        if len(codes):
            codes.sort()
            yield kind, codes[np.append(True, codes[1:] != codes[:-1])]


def _coded(blocks: Iterable[tuple[list[int], list[int]]], many: int) -> Iterator[Whole]:
    """All pairs of one of the first with one of the second of each block, as numbers, in pieces."""
    few: list[int] = []
    for firsts, ordered in blocks:
        if len(ordered) <= SMALL:
            few += [min(a, b) * many + max(a, b) for a in firsts for b in ordered if a != b]
        else:
            one, other = np.array(firsts, dtype=np.int64)[:, None], np.array(ordered)[None, :]
            codes = np.minimum(one, other) * many + np.maximum(one, other)
            yield codes[one != other]
    yield np.array(few, dtype=np.int64)


def _compared(key: Key, block: list[int], signatures: Sequence[Signature]) -> tuple[list[int], list[int]]:
    """Which of a block are compared with which; in a crowd all with the plainest only, which are like most of them.

    Where the block is of one party, one of the two has no other: those that share two meet in the block of both.
    """
    ordered = block
    if len(block) > CROWD:
        ordered = sorted(block, key=lambda n: _plainness(signatures[n]))
    return [n for n in ordered if key[0] != "one" or len(signatures[n].parties) == 1][:CROWD], ordered


def _plainness(s: Signature) -> tuple[object, ...]:
    """Few words before many; the rest makes the order the same every time."""
    roles = [(role, sorted(holders)) for role, holders in s.roles]
    return len(s.words), sorted(s.words), sorted(s.parties), roles, sorted(s.names), s.held or (0, 0)


def _keys(s: Signature) -> Iterator[Key]:
    told = [*s.words, *(f"{role} {holder}" for role, holders in s.roles for holder in holders)]
    if rules()[s.kind].parties:
        told.append("")
    couples = list(combinations(sorted(s.parties)[:8], 2))
    for feature in told:
        for one in s.parties:
            yield "one", feature, one
        for one, other in couples:
            yield "two", feature, one, other
    if rules()[s.kind].named:
        for name in s.names:
            yield "named", name


# How much they have in common ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Table:
    """Sets of things as numbers: those of the signature at n are `numbers[starts[n]:starts[n + 1]]`.

    `keys`: n * `size` + number for each of them, in order, where `size` is how many numbers there are.
    """

    numbers: Whole
    starts: Whole
    keys: Whole
    size: int

    @classmethod
    def of(cls, sets: Iterable[Iterable[str]]) -> "Table":
        """The table of these sets."""
        known: dict[str, int] = {}
        rows = [[known.setdefault(thing, len(known)) for thing in one] for one in sets]
        starts = np.cumsum([0, *map(len, rows)])
        numbers = np.array([n for row in rows for n in row], dtype=np.int64)
        size = max(len(known), 1)
        return cls(numbers, starts, np.sort(np.repeat(np.arange(len(rows)), np.diff(starts)) * size + numbers), size)

    def sizes(self, of: Whole) -> Whole:
        """How many things each of these has."""
        return self.starts[of + 1] - self.starts[of]

    def common(self, one: Whole, other: Whole) -> Whole:
        """How many things each two have in common."""
        sizes = self.sizes(one)
        pair = np.repeat(np.arange(len(one)), sizes)
        within = np.arange(len(pair)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        wanted = other[pair] * self.size + self.numbers[self.starts[one][pair] + within]
        at = np.searchsorted(self.keys, wanted)
        at[at == len(self.keys)] = 0
        held = self.keys[at] == wanted if len(self.keys) else np.zeros(len(wanted), dtype=bool)
        return np.bincount(pair[held], minlength=len(one))


@dataclass(frozen=True, slots=True)
class Columns:
    """What the signatures of a kind have, as tables; `filled`: which roles each fills, a bit for each."""

    words: Table
    names: Table
    parties: Table
    roles: dict[str, Table]
    filled: Whole


def _likeness_within(signatures: Sequence[Signature], kind: str, codes: Whole) -> NDArray[np.float64]:
    """How much each two of a kind have in common; 0: too little to be one thing."""
    first, second = np.divmod(codes, len(signatures))
    members, places = np.unique(np.concatenate((first, second)), return_inverse=True)
    one, other = places[: len(codes)], places[len(codes) :]
    columns = _columns([signatures[n] for n in members.tolist()], rules()[kind])
    parts = range(0, len(codes), PART)
    told = [_likeness(columns, rules()[kind], one[p : p + PART], other[p : p + PART]) for p in parts]
    return np.concatenate(told)


def _columns(members: Sequence[Signature], rule: Rule) -> Columns:
    roles = [dict(s.roles) for s in members]
    return Columns(
        Table.of(s.words for s in members),
        Table.of(s.names for s in members),
        Table.of(s.parties for s in members),
        {role: Table.of(held.get(role, ()) for held in roles) for role in rule.roles},
        np.array([sum(1 << n for n, role in enumerate(rule.roles) if role in held) for held in roles]),
    )


def _likeness(of: Columns, rule: Rule, one: Whole, other: Whole) -> NDArray[np.float64]:
    agreed = {role: table.common(one, other) > 0 for role, table in of.roles.items()}
    together = sum((held.astype(np.int64) for held in agreed.values()), np.zeros(len(one), dtype=np.int64))
    fewer = np.minimum(of.words.sizes(one), of.words.sizes(other))
    shared = of.words.common(one, other) / np.maximum(fewer, 1)
    both, ours, theirs = of.parties.common(one, other), of.parties.sizes(one), of.parties.sizes(other)
    equal = (both == ours) & (both == theirs)
    same, within = equal | (both >= 2), (both == ours) | (both == theirs)
    score = together + 2 * shared + same
    enough, half = _surely(rule, agreed, equal & (ours > 1)), shared >= HALF
    if rule.days is not None:
        fits = (same | within) & ((together > 0) | half)
    else:
        fits = half & (same | within & (together > 0))
    if rule.strict:
        fits &= of.filled[one] == of.filled[other]
    if rule.named:
        fits |= half & (of.names.common(one, other) > 0)
    return np.where(enough, score + 1, np.where(fits, score, 0))


def _surely(rule: Rule, agreed: dict[str, Truths], same_parties: Truths) -> Truths:
    """Which pairs have in common what is enough for their kind."""
    found = np.zeros(len(same_parties), dtype=bool)
    if rule.enough:
        found |= np.logical_and.reduce([agreed[role] for role in rule.enough])
    return found | same_parties if rule.parties else found

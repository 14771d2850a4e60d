"""Weighing all pairs in columns gives what weighing them one by one gives, and in the same order."""

import random
from itertools import combinations

import pytest

from dragoman.analysis.alike import likely_pairs
from dragoman.analysis.signatures import HALF, Rule, Signature, rules


def likeness(a: Signature, b: Signature, rule: Rule) -> float:
    """What two have in common, said plainly."""
    one, other = dict(a.roles), dict(b.roles)
    agreed = [r for r in rule.roles if one.get(r, frozenset()) & other.get(r, frozenset())]
    shared = len(a.words & b.words) / max(min(len(a.words), len(b.words)), 1)
    same = a.parties == b.parties or len(a.parties & b.parties) >= 2
    within = a.parties <= b.parties or b.parties <= a.parties
    score = len(agreed) + 2 * shared + same
    if rule.enough and all(r in agreed for r in rule.enough):
        return score + 1
    if rule.parties and a.parties == b.parties and len(a.parties) > 1:
        return score + 1
    if rule.named and a.names & b.names and shared >= HALF:
        return score
    if rule.strict and one.keys() != other.keys():
        return 0
    if rule.days is not None:
        return score if (same or within) and (agreed or shared >= HALF) else 0
    return score if shared >= HALF and (same or (within and agreed)) else 0


def meet(a: Signature, b: Signature, rule: Rule) -> bool:
    """Whether two share a word or a holder and a party, or a name of its own where that will do."""
    held = {(r, h) for r, holders in a.roles for h in holders} & {(r, h) for r, holders in b.roles for h in holders}
    alone = min(len(a.parties), len(b.parties)) == 1
    parties = len(a.parties & b.parties) >= (1 if alone else 2)
    return bool((a.words & b.words or held or rule.parties) and parties or rule.named and a.names & b.names)


def invented(kind: str, many: int, seed: int) -> list[Signature]:
    chance = random.Random(seed)

    def some(things: str, most: int) -> frozenset[str]:
        return frozenset(chance.sample(things, chance.randint(0, most)))

    def signature() -> Signature:
        roles = tuple((r, h) for r in sorted(rules()[kind].roles) if (h := some("ABCD", 2)))
        words = some("uvwxyz", 4)
        return Signature(kind, some("ABCD", 3), roles, words, frozenset(w for w in words if chance.random() < 0.5))

    return list(dict.fromkeys(signature() for _ in range(many)))


@pytest.mark.parametrize("kind", sorted(rules()))
@pytest.mark.parametrize("seed", range(3))
def test_pairs_are_those_of_the_plain_rule(kind: str, seed: int) -> None:
    signatures, rule = invented(kind, 45, seed), rules()[kind]
    scored = [
        (-score, a, b)
        for a, b in combinations(range(len(signatures)), 2)
        if meet(signatures[a], signatures[b], rule) and (score := likeness(signatures[a], signatures[b], rule)) > 0
    ]
    assert list(likely_pairs(signatures)) == [(a, b) for _, a, b in sorted(scored)]
    assert len(scored) > 10


def test_nothing_pairs_with_nothing() -> None:
    assert list(likely_pairs([])) == []
    assert list(likely_pairs(invented("agreement", 1, 1))) == []

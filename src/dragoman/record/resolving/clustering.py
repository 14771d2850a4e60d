"""From pairs to events: the best pairs first, as long as all mentions of an event can be of one event.

Connected components alone would chain: A like B, B like C, and C of another month.  So two groups are joined only if
all their mentions agree on time and parties, and nobody ruled that two of them are to be kept apart.  The outcome depends
on the pairs alone, not on the order in which mentions came into the record.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple


class Member(NamedTuple):
    """What of a mention must agree within an event: when it can have been, who takes part."""

    mention: str
    low: int
    high: int
    parties: frozenset[str]


class Pair(NamedTuple):
    """Two mentions that may be of one event, a < b, and how much speaks for it."""

    a: str
    b: str
    score: float


@dataclass(slots=True)
class Group:
    """Mentions of one event; what all of them agree on."""

    members: list[str]
    low: int
    high: int
    parties: frozenset[str]
    fewest: int
    apart: set[str] = field(default_factory=set)


def cluster(
    members: Iterable[Member],
    pairs: Iterable[Pair],
    together: Iterable[tuple[str, str]],
    apart: Iterable[tuple[str, str]],
    tolerance: int,
) -> Iterator[list[str]]:
    """The mentions of each event, sorted; every member is in one.

    `together` and `apart` are what people ruled: the first are joined whatever else, unless the second forbid it.
    """
    groups = {m.mention: Group([m.mention], m.low, m.high, m.parties, len(m.parties)) for m in members}
    for a, b in apart:
        if a in groups and b in groups:
            groups[a].apart.add(b)
            groups[b].apart.add(a)
    for a, b in sorted(together):
        _join(groups, a, b, lambda one, other: True)
    for pair in sorted(pairs, key=lambda p: (-p.score, p.a, p.b)):
        _join(groups, pair.a, pair.b, lambda one, other: _agree(one, other, tolerance))
    for mention, group in groups.items():
        if mention == group.members[0]:
            yield sorted(group.members)


def _join(groups: dict[str, Group], a: str, b: str, agree: Callable[[Group, Group], bool]) -> None:
    one, other = groups.get(a), groups.get(b)
    if one is None or other is None or one is other or _forbidden(one, other) or not agree(one, other):
        return
    small, large = sorted((one, other), key=lambda g: len(g.members))
    large.members += small.members
    large.low, large.high = max(one.low, other.low), min(one.high, other.high)
    large.parties = one.parties & other.parties
    large.fewest = min(one.fewest, other.fewest)
    large.apart |= small.apart
    groups.update(dict.fromkeys(small.members, large))


def _forbidden(one: Group, other: Group) -> bool:
    return not one.apart.isdisjoint(other.members) or not other.apart.isdisjoint(one.members)


def _agree(one: Group, other: Group, tolerance: int) -> bool:
    """Whether there is a time that suits all, and parties that all name: two, or one where somebody names but one."""
    in_time = max(one.low, other.low) <= min(one.high, other.high) + tolerance
    return in_time and len(one.parties & other.parties) >= min(2, one.fewest, other.fewest)

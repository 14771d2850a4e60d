"""From pairs to events: the best pairs first, as long as all mentions of an event can be of one event.

Connected components alone would chain: A like B, B like C, and C of another month.  So two groups are joined only if
all their mentions agree on time and parties, and nobody ruled that two of them are to be kept apart.  The outcome
depends on the pairs alone, not on the order in which mentions came into the record.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations
from typing import NamedTuple


class Member(NamedTuple):
    """What of a mention must agree within an event: when it can have been, who takes part, its type families.

    `names` are those that its sentence names beside the parties; `told`: as what it tells the act: plan, fact, refuted.
    """

    mention: str
    low: int
    high: int
    parties: frozenset[str]
    families: frozenset[str]
    names: frozenset[str] = frozenset()
    told: str = "fact"


class Pair(NamedTuple):
    """Two mentions that may be of one event, a < b, and how much speaks for it."""

    a: str
    b: str
    score: float


@dataclass(slots=True)
class Group:
    """Mentions of one event; what all of them agree on, and the names in the tellings of each sort.

    `parties`: whom all name that name two or more, null if none does; `alone`: whom those name that name but one.
    """

    members: list[str]
    low: int
    high: int
    parties: frozenset[str] | None
    alone: frozenset[str]
    families: frozenset[str]
    names: dict[str, frozenset[str]] = field(default_factory=dict)
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
    groups = {m.mention: _group(m) for m in members}
    for a, b in apart:
        if a in groups and b in groups:
            groups[a].apart.add(b)
            groups[b].apart.add(a)
    for a, b in sorted(together):
        _join(groups, a, b, None)
    for pair in sorted(pairs, key=lambda p: (-p.score, p.a, p.b)):
        _join(groups, pair.a, pair.b, tolerance)
    for mention, group in groups.items():
        if mention == group.members[0]:
            yield sorted(group.members)


def _group(m: Member) -> Group:
    several = len(m.parties) > 1
    none: frozenset[str] = frozenset()
    return Group(
        [m.mention],
        m.low,
        m.high,
        m.parties if several else None,
        none if several else m.parties,
        m.families,
        {m.told: m.names} if m.names else {},
    )


def _join(groups: dict[str, Group], a: str, b: str, tolerance: int | None) -> None:
    """Make the groups of two mentions one; with a tolerance only if they agree."""
    one, other = groups.get(a), groups.get(b)
    if one is None or other is None or one is other or _forbidden(one, other):
        return
    joined = _joined(one, other)
    if tolerance is not None and not _agrees(joined, tolerance):
        return
    groups.update(dict.fromkeys(joined.members, joined))


def _joined(one: Group, other: Group) -> Group:
    named = [g.parties for g in (one, other) if g.parties is not None]
    return Group(
        one.members + other.members,
        max(one.low, other.low),
        min(one.high, other.high),
        frozenset.intersection(*named) if named else None,
        one.alone | other.alone,
        one.families & other.families,
        {
            k: one.names.get(k, frozenset()) | other.names.get(k, frozenset())
            for k in one.names.keys() | other.names.keys()
        },
        one.apart | other.apart,
    )


def _forbidden(one: Group, other: Group) -> bool:
    return not one.apart.isdisjoint(other.members) or not other.apart.isdisjoint(one.members)


def _agrees(group: Group, tolerance: int) -> bool:
    """Whether some time suits all, some type does, and some parties do: two, or the one where nobody names more.

    A plan under one name is not carried out by an act under another, although single tellings without names are alike.
    """
    if group.low > group.high + tolerance or not group.families:
        return False
    if any(a.isdisjoint(b) for a, b in combinations(group.names.values(), 2)):
        return False
    if group.parties is None:
        return len(group.alone) == 1
    return len(group.parties) >= 2 and group.alone <= group.parties

"""Which tellings of standing things tell of one thing: the same agreement, membership, route, swap, facility, meeting.

Tellings of one kind are held against each other where they share somebody who takes part and a word or a role that says
something (things.toml, lexicons/en/things.toml).  Two are one if what identifies their kind is the same, or if they
share parties and the words that name them; nothing is joined whose roles, parties or names contradict each other, also
not through a third telling.  The outcome depends on the tellings alone, not on the order in which they came.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from dragoman.analysis.alike import likely_pairs
from dragoman.analysis.signatures import HALF, TELLINGS, Rule, Signature, rules, signature_of
from dragoman.record.forms import Packed
from dragoman.record.held import Held
from dragoman.record.ids import content_id
from dragoman.record.record import Record


@dataclass(slots=True)
class Group:
    """Signatures of one thing, and what they have together; parties: what all name that name two or more.

    `opposed`: first members of the groups that were found to contradict it; it holds while each has the other's.
    """

    members: list[int]
    words: set[frozenset[str]]
    parties: frozenset[str]
    roles: dict[str, frozenset[str]]
    names: frozenset[str]
    held: tuple[int, int] | None = None
    opposed: set[int] = field(default_factory=set)


def lives(held: Held) -> dict[str, str]:
    """`things_of` of a whole copy, worked out once."""
    return held.once("lives", things_of, Packed(dict[str, str]))


def things_of(record: Record) -> dict[str, str]:
    """To each telling of a standing thing (id of the tie) the id of the thing that it tells of."""
    tellings = record.sql(TELLINGS)
    ids = tellings["id"].to_list()
    by_signature: dict[Signature, list[int]] = defaultdict(list)
    lone: list[int] = []
    columns = (column.to_list() for column in tellings.get_columns())
    for place, values in enumerate(zip(*columns, strict=True)):
        signature = signature_of(dict(zip(tellings.columns, values, strict=True)))
        if signature.words or signature.roles or rules()[signature.kind].parties:
            by_signature[signature].append(place)
        else:
            lone.append(place)
    things = {ids[place]: content_id("thing", ids[place]) for place in lone}
    for members in joined(list(by_signature)):
        places = sorted(place for m in members for place in by_signature[m])
        things |= dict.fromkeys((ids[place] for place in places), content_id("thing", ids[places[0]]))
    return things


# Joining -----------------------------------------------------------------------------------------------------------


def joined(signatures: Sequence[Signature]) -> Iterator[list[Signature]]:
    """The signatures of each thing; the pairs that have most in common come first."""
    groups = [Group([n], {s.words}, s.parties, dict(s.roles), s.names, s.held) for n, s in enumerate(signatures)]
    for a, b in likely_pairs(signatures):
        one, other = groups[a], groups[b]
        if one is other or one.members[0] in other.opposed and other.members[0] in one.opposed:
            continue
        if _opposed(one, other, rules()[signatures[a].kind]):
            one.opposed.add(other.members[0])
            other.opposed.add(one.members[0])
            continue
        merged = _merged(one, other)
        for n in merged.members:
            groups[n] = merged
    for n, group in enumerate(groups):
        if group.members[0] == n:
            yield [signatures[m] for m in group.members]


def _opposed(one: Group, other: Group, rule: Rule) -> bool:
    """Whether what the two have contradicts each other: other holders of a role, parties, names, words or days."""
    if any(not one.roles[r] & other.roles[r] for r in one.roles.keys() & other.roles.keys()):
        return True
    if not rule.named and one.parties and other.parties and not _compatible(one.parties, other.parties):
        return True
    if one.names and other.names and not one.names & other.names and not rule.parties:
        return True
    if not rule.enough and not rule.parties and any(_strange(a, b) for a in one.words for b in other.words):
        return True
    return rule.days is not None and _apart(one.held, other.held, rule.days)


def _strange(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether both have words and hardly one in common."""
    return bool(one and other) and len(one & other) < HALF * min(len(one), len(other))


def _compatible(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= min(2, len(one), len(other))


def _apart(one: tuple[int, int] | None, other: tuple[int, int] | None, days: int) -> bool:
    return one is not None and other is not None and (one[0] > other[1] + days or other[0] > one[1] + days)


def _merged(one: Group, other: Group) -> Group:
    both = one.parties & other.parties
    parties = both if len(both) >= 2 else max(one.parties, other.parties, key=len)
    roles = {
        r: one.roles.get(r, frozenset()) | other.roles.get(r, frozenset())
        for r in one.roles.keys() | other.roles.keys()
    }
    members, names = sorted(one.members + other.members), one.names | other.names
    return Group(members, one.words | other.words, parties, roles, names, _narrower(one, other))


def _narrower(one: Group, other: Group) -> tuple[int, int] | None:
    spans: Iterable[tuple[int, int]] = [h for h in (one.held, other.held) if h is not None]
    return min(spans, key=lambda s: (s[1] - s[0], s), default=None)

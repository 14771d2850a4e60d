"""Which tellings of standing things tell of one thing: the same agreement, membership, route, swap, facility, meeting.

Tellings of one kind are held against each other where they share somebody who takes part and a word or a role that says
something (things.toml, lexicons/en/things.toml).  Two are one if what identifies their kind is the same, or if they
share parties and the words that name them; nothing is joined whose roles, parties or names contradict each other, also
not through a third telling.  The outcome depends on the tellings alone, not on the order in which they came.
"""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import combinations
from typing import Any

from dragoman.analysis.days import last_day
from dragoman.atlas.atlas import load_atlas
from dragoman.language.lexicon import table
from dragoman.ontology.ontology import load_ontology
from dragoman.record.ids import content_id
from dragoman.record.record import Record
from dragoman.record.snapshot import Held

STEM = 6  # letters, as in merging
HALF = 0.5  # share of the words of the shorter name that must be in the other
CROWD = 50  # signatures that share parties and a word; of more than these not all pairs are compared
WORD = re.compile(r"[^\W\d_]+")
BEFORE, AHEAD = 60, 400  # days before and after its report in which a meeting without a date can be

# Parties and holders at the level of states, as for acts: a ministry signs for its state.
TELLINGS = """
WITH state_of AS (
    SELECT id, CASE WHEN country IS NULL OR kind IN ('igo', 'forum', 'armed_group') THEN id ELSE country END AS who
    FROM actor
),
parties AS (
    SELECT p.tie AS id, list_sort(list(DISTINCT coalesce(s.who, p.actor))) AS parties
    FROM tie_party p LEFT JOIN state_of s ON s.id = p.actor GROUP BY p.tie
),
roles AS (
    SELECT o.tie AS id, list(DISTINCT {'role': o.role, 'holder': coalesce(s.who, o.holder)}
        ORDER BY {'role': o.role, 'holder': coalesce(s.who, o.holder)}) AS roles
    FROM tie_role o LEFT JOIN state_of s ON s.id = o.holder GROUP BY o.tie
),
matter AS (
    SELECT tie AS id, string_agg(value, ' ' ORDER BY name) AS matter FROM tie_attribute
    WHERE name IN ('subject', 'commodity', 'product', 'claim') GROUP BY tie
)
SELECT t.id, t.kind, t.name, starts_with(t.because, 'verbs') AS by_verb, coalesce(p.parties, []) AS parties,
    coalesce(o.roles, []) AS roles, m.matter, t.date_from, t.date_to, t.status, r.published
FROM tie t
JOIN report r ON r.id = t.report
LEFT JOIN parties p ON p.id = t.id
LEFT JOIN roles o ON o.id = t.id
LEFT JOIN matter m ON m.id = t.id
ORDER BY r.published NULLS LAST, t.report, t.id
"""


@dataclass(frozen=True, slots=True)
class Rule:
    """What makes two tellings of a kind one; see things.toml."""

    roles: tuple[str, ...] = ()
    enough: tuple[str, ...] = ()
    strict: bool = False
    parties: bool = False
    named: bool = False
    days: int | None = None


@dataclass(frozen=True, slots=True)
class Signature:
    """What of tellings is compared; equal ones are one thing anyway.

    `words` are stems of the name and subject, `names` those of them that are written as names; `held` is when a meeting
    can have been, in days since 0001-01-01.
    """

    kind: str
    parties: frozenset[str]
    roles: tuple[tuple[str, frozenset[str]], ...]
    words: frozenset[str]
    names: frozenset[str]
    held: tuple[int, int] | None = None


@dataclass(slots=True)
class Group:
    """Signatures of one thing, and what they have together; parties: what all name that name two or more."""

    members: list[int]
    words: frozenset[frozenset[str]]
    parties: frozenset[str]
    roles: dict[str, frozenset[str]]
    names: frozenset[str]
    held: tuple[int, int] | None = field(default=None)


@cache
def rules() -> Mapping[str, Rule]:
    """The rule of each kind of tie; a kind without one has the plain rule: parties and words."""
    found = tomllib.loads(files("dragoman.analysis").joinpath("things.toml").read_text(encoding="utf-8"))
    made = {kind: _rule(rule) for kind, rule in found.items()}
    return {kind: made.get(kind, Rule()) for kind in load_ontology().ties}


def _rule(fields: Mapping[str, Any]) -> Rule:
    values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in fields.items()}
    return Rule(**values)


def lives(held: Held) -> dict[str, str]:
    """`things_of` of a whole copy, worked out once."""
    return held.once("lives", things_of)


def things_of(record: Record) -> dict[str, str]:
    """To each telling of a standing thing (id of the tie) the id of the thing that it tells of."""
    tellings = list(record.sql(TELLINGS).iter_rows(named=True))
    by_signature: dict[Signature, list[str]] = defaultdict(list)
    lone: list[str] = []
    for row in tellings:
        signature = signature_of(row)
        if signature.words or signature.roles or rules()[signature.kind].parties:
            by_signature[signature].append(row["id"])
        else:
            lone.append(row["id"])
    place = {row["id"]: n for n, row in enumerate(tellings)}
    things = {i: content_id("thing", i) for i in lone}
    for members in joined(list(by_signature)):
        ids = sorted((i for m in members for i in by_signature[m]), key=place.__getitem__)
        things |= dict.fromkeys(ids, content_id("thing", ids[0]))
    return things


def signature_of(row: Mapping[str, Any]) -> Signature:
    """The signature of a row of TELLINGS."""
    rule = rules()[row["kind"]]
    roles: dict[str, set[str]] = defaultdict(set)
    for part in row["roles"]:
        if part["role"] in rule.roles:
            roles[part["role"]].add(part["holder"])
    # A thing that only a verb names has the verb's clause for a name, which says nothing of it.
    told = " ".join(filter(None, (None if row["by_verb"] else row["name"], row["matter"])))
    words, names = _stems(told, row["kind"], frozenset(row["parties"]))
    held = _held(row) if rule.days is not None else None
    parts = tuple(sorted((r, frozenset(h)) for r, h in roles.items()))
    return Signature(row["kind"], frozenset(row["parties"]), parts, words, names, held)


def _stems(text: str, kind: str, parties: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """(stems of the words that say something, those written as names), without the parties' own names."""
    found = [w for w in WORD.findall(text) if len(w) > 2]
    stems = {w.lower()[:STEM]: w for w in reversed(found)}
    kept = {s: w for s, w in stems.items() if s not in _idle(kind) and s not in _names_of(parties)}
    return frozenset(kept), frozenset(s for s, w in kept.items() if w[0].isupper())


@cache
def _idle(kind: str) -> frozenset[str]:
    lexicon = table("en", "things")
    return frozenset(w[:STEM] for w in (*lexicon["idle"], *lexicon.get(kind, ())))


@cache
def _names_of(parties: frozenset[str]) -> frozenset[str]:
    """Stems of the names, adjectives and demonyms of states."""
    states = [s for p in parties if (s := load_atlas().state(p)) is not None]
    forms = (f for s in states for f in (s.name, *s.aliases, *s.adjectives, *s.demonyms))
    return frozenset(w.lower()[:STEM] for f in forms for w in WORD.findall(f))


def _held(row: Mapping[str, Any]) -> tuple[int, int] | None:
    """When it can have been, by its date or by the day of its report."""
    first, last = row["date_from"] or row["date_to"], row["date_to"] or row["date_from"]
    if first and last:
        return _first(first), _last(last)
    if not row["published"]:
        return None
    told = _first(row["published"])
    ahead = load_ontology().statuses[row["status"]].counts_as in ("intention", "possibility")
    return (told, told + AHEAD) if ahead else (told - BEFORE, told)


def _first(day: str) -> int:
    return date.fromisoformat((day + "-01-01")[:10]).toordinal()


def _last(day: str) -> int:
    return date.fromisoformat(last_day(day)).toordinal()


# Joining -----------------------------------------------------------------------------------------------------------


def joined(signatures: Sequence[Signature]) -> Iterator[list[Signature]]:
    """The signatures of each thing; the pairs that have most in common come first."""
    groups = [
        Group([n], frozenset({s.words}), s.parties, dict(s.roles), s.names, s.held) for n, s in enumerate(signatures)
    ]
    scored = ((-likeness(signatures[a], signatures[b]), a, b) for a, b in _pairs(signatures))
    for _, a, b in sorted(s for s in scored if s[0] < 0):
        one, other = groups[a], groups[b]
        if one is not other and not _opposed(one, other, rules()[signatures[a].kind]):
            merged = _merged(one, other)
            for n in merged.members:
                groups[n] = merged
    for n, group in enumerate(groups):
        if group.members[0] == n:
            yield [signatures[m] for m in group.members]


def _pairs(signatures: Sequence[Signature]) -> set[tuple[int, int]]:
    """Those that are compared at all."""
    blocks: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for n, s in enumerate(signatures):
        for key in _keys(s):
            blocks[key].append(n)
    return {pair for key, block in blocks.items() for pair in _compared(key, block, signatures)}


def _compared(key: tuple[str, ...], block: list[int], signatures: Sequence[Signature]) -> Iterator[tuple[int, int]]:
    """The pairs of a block; in a crowd all are compared with the plainest only, which are like most of them.

    Where the block is of one party, one of the two has no other: those that share two meet in the block of both.
    """
    ordered = block
    if len(block) > CROWD:
        ordered = sorted(block, key=lambda n: _plainness(signatures[n]))
    firsts = [n for n in ordered if key[1] != "one" or len(signatures[n].parties) == 1][:CROWD]
    for one in firsts:
        for other in ordered:
            if one != other:
                yield min(one, other), max(one, other)


def _plainness(s: Signature) -> tuple[object, ...]:
    """Few words before many; the rest makes the order the same every time."""
    roles = [(role, sorted(holders)) for role, holders in s.roles]
    return len(s.words), sorted(s.words), sorted(s.parties), roles, sorted(s.names), s.held or (0, 0)


def _keys(s: Signature) -> Iterator[tuple[str, ...]]:
    told = [*sorted(s.words), *(f"{role} {holder}" for role, holders in s.roles for holder in sorted(holders))]
    if rules()[s.kind].parties:
        told.append("")
    for feature in told:
        for one in sorted(s.parties):
            yield s.kind, "one", feature, one
        for one, other in combinations(sorted(s.parties)[:8], 2):
            yield s.kind, "two", feature, one, other
    if rules()[s.kind].named:
        for name in sorted(s.names):
            yield s.kind, "named", name


def likeness(a: Signature, b: Signature) -> float:
    """How much two signatures of one kind have in common; 0: too little to be one thing."""
    rule = rules()[a.kind]
    agreed = _agreed(a, b, rule) if a.roles and b.roles else []
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
    if rule.strict and {r for r, _ in a.roles} != {r for r, _ in b.roles}:
        return 0
    if rule.days is not None:
        return score if (same or within) and (agreed or shared >= HALF) else 0
    return score if shared >= HALF and (same or within and agreed) else 0


def _agreed(a: Signature, b: Signature, rule: Rule) -> list[str]:
    """The roles that say something of the kind, which the same holds in both."""
    one, other = dict(a.roles), dict(b.roles)
    return [r for r in rule.roles if one.get(r) and other.get(r) and one[r] & other[r]]


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

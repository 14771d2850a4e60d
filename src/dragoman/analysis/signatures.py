"""What of a telling of a standing thing is compared with others: its parties, roles, words and names.

Words are those that say something (lexicons/en/things.toml), cut to stems; which roles and what else count for a kind
is told by things.toml.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from dragoman.analysis.days import first_number, last_number
from dragoman.atlas.atlas import load_atlas
from dragoman.data import data_of
from dragoman.language.lexicon import table
from dragoman.ontology.ontology import load_ontology

STEM = 6  # letters, as in merging
HALF = 0.5  # share of the words of the shorter name that must be in the other
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
    can have been, in days since 1970-01-01.
    """

    kind: str
    parties: frozenset[str]
    roles: tuple[tuple[str, frozenset[str]], ...]
    words: frozenset[str]
    names: frozenset[str]
    held: tuple[int, int] | None = None


@cache
def rules() -> Mapping[str, Rule]:
    """The rule of each kind of tie; a kind without one has the plain rule: parties and words."""
    found = data_of("dragoman.analysis", "things.toml")
    made = {kind: _rule(rule) for kind, rule in found.items()}
    return {kind: made.get(kind, Rule()) for kind in load_ontology().ties}


def _rule(fields: Mapping[str, Any]) -> Rule:
    values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in fields.items()}
    return Rule(**values)


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
    idle, own = _idle(kind), _names_of(parties)
    stems = {w.lower()[:STEM]: w for w in reversed(WORD.findall(text)) if len(w) > 2}
    kept = {s: w for s, w in stems.items() if s not in idle and s not in own}
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
        return first_number(first), last_number(last)
    if not row["published"]:
        return None
    told = first_number(row["published"])
    ahead = load_ontology().statuses[row["status"]].counts_as in ("intention", "possibility")
    return (told, told + AHEAD) if ahead else (told - BEFORE, told)

"""Which events answer which promises, and which promises are one, where the record holds them apart.

The record merges single tellings (record/resolving).  A promise and its doing seldom share a sentence's words, so here
whole events are compared: all that is told of the one with all that is told of the other.  Weights are those of
answers.toml; the best pair comes first, and an event answers one promise at most.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import polars as pl

from dragoman.analysis.outcomes import MEMBER, PROMISED, TOLD_WITHIN, TOLERANCE
from dragoman.data import data_of
from dragoman.ontology.ontology import load_ontology
from dragoman.record.record import Record

LEVELS = {
    "parties": "CASE WHEN len(b.parties) = len(a.parties) THEN 'same' ELSE 'missing' END",
    "topic": """CASE WHEN len(list_intersect(a.topics, b.topics)) > 0 THEN 'shared'
        WHEN len(a.topics) > 0 AND len(b.topics) > 0 THEN 'other' ELSE 'unknown' END""",
    "place": """CASE WHEN len(list_intersect(a.places, b.places)) > 0 THEN 'shared'
        WHEN len(a.places) > 0 AND len(b.places) > 0 THEN 'other' ELSE 'unknown' END""",
    "mode": """CASE WHEN len(list_intersect(a.modes, b.modes)) > 0 THEN 'shared'
        WHEN len(a.modes) > 0 AND len(b.modes) > 0 THEN 'other' ELSE 'unknown' END""",
    "names": """CASE WHEN len(list_intersect(a.names, b.names)) > 0 THEN 'shared'
        WHEN len(a.names) > 0 AND len(b.names) > 0 THEN 'other' ELSE 'unknown' END""",
    "words": """CASE WHEN alike >= 0.5 THEN 'most' WHEN alike >= 0.3 THEN 'some' WHEN alike >= 0.1 THEN 'few'
        ELSE 'none' END""",
}
# From the day that was named to the act, in days; negative: before it.
GAP = f"""CASE
    WHEN b.day_from IS NULL AND b.told BETWEEN a.due_low AND a.due + {TOLD_WITHIN} THEN 0
    WHEN b.day_from IS NULL THEN b.told - a.due
    WHEN b.day_from > a.due THEN b.day_from - a.due WHEN b.day_to < a.due_low THEN b.day_to - a.due_low ELSE 0 END"""
ANSWER = f"""CASE
    WHEN a.due IS NULL THEN CASE WHEN b.told - a.told <= 90 THEN 'undue_soon' WHEN b.told - a.told <= 200 THEN 'undue'
        ELSE 'undue_late' END
    WHEN a.due_low = a.due AND b.day_from = b.day_to AND abs(b.day_from - a.due) <= {TOLERANCE} THEN 'day'
    WHEN abs({GAP}) <= {TOLERANCE} THEN 'dated' WHEN {GAP} < 0 THEN 'early' WHEN {GAP} <= 90 THEN 'soon'
    ELSE 'late' END"""
AGAIN = f"""CASE
    WHEN a.due IS NULL OR b.due IS NULL THEN CASE WHEN abs(a.told - b.told) <= 90 THEN 'unknown_soon' ELSE 'unknown' END
    WHEN abs(a.due - b.due) <= {TOLERANCE} THEN 'same'
    WHEN a.due_low <= b.due + {TOLERANCE} AND b.due_low <= a.due + {TOLERANCE} THEN 'within' ELSE 'differ' END"""
# Each event in two parts: what tells it as a promise, and what tells that it was done or was not.
PARTS = f"""
taking_part AS (
    SELECT DISTINCT e.parties FROM happening e WHERE e.id IN (SELECT happening FROM promised)
),
part AS (
    SELECT h.happening, CASE WHEN p.id IS NULL THEN 'deed' ELSE 'word' END AS part, e.parties,
        list(DISTINCT t.type) AS types, list_distinct(flatten(list(t.topics))) AS topics,
        coalesce(list(DISTINCT t.place) FILTER (t.place IS NOT NULL), []) AS places,
        coalesce(list(DISTINCT t.mode) FILTER (t.mode IS NOT NULL), []) AS modes,
        list_distinct(flatten(list(t.words))) AS words, list_distinct(flatten(list(t.names))) AS names,
        min(t.told_from) AS told,
        arg_min(p.due_low, p.due_day - p.due_low) AS due_low, arg_min(p.due_day, p.due_day - p.due_low) AS due,
        arg_min(t.day_from, t.day_to - t.day_from) AS day_from, arg_min(t.day_to, t.day_to - t.day_from) AS day_to
    FROM happening_mention h
    JOIN happening e ON e.id = h.happening
    JOIN mention_trait t ON t.mention = h.mention
    LEFT JOIN promised p ON p.id = h.mention
    WHERE (len(e.parties) > 1 AND e.parties IN (SELECT parties FROM taking_part) OR
            len(e.parties) = 1 AND e.parties[1] IN (SELECT unnest(parties) FROM taking_part WHERE len(parties) = 2))
        AND (p.id IS NOT NULL OR t.counts_as IN ('fact', 'refuted')) AND t.told_from IS NOT NULL
    GROUP BY h.happening, p.id IS NULL, e.parties
),
answered AS (SELECT happening FROM part GROUP BY happening HAVING count(*) = 2),
one_named AS (  -- what names but one of two parties is compared only where it comes as promised
    SELECT a.happening AS a, b.happening AS b, b.part
    FROM (SELECT *, [unnest(parties)] AS one FROM part WHERE len(parties) = 2 AND part = 'word') a
    JOIN part b ON b.parties = a.one
    JOIN act_of y ON list_contains(a.types, y.promise) AND list_contains(b.types, y.act)
    WHERE b.part = 'deed' AND b.told >= a.told AND b.told BETWEEN a.due_low AND a.due + {TOLD_WITHIN}
        AND a.happening NOT IN (FROM answered) AND b.happening NOT IN (FROM answered)
),
pair AS (
    FROM one_named
    UNION ALL
    SELECT a.happening AS a, b.happening AS b, b.part FROM part a JOIN part b ON b.parties = a.parties
    JOIN act_of y ON list_contains(a.types, y.promise) AND list_contains(b.types, y.act)
    WHERE a.part = 'word' AND b.happening <> a.happening AND len(a.parties) > 1 AND (
        b.part = 'word' AND abs(a.told - b.told) <= $ahead
        OR b.part = 'deed' AND b.told >= a.told AND b.told <= coalesce(a.due + $late, a.told + $ahead)
            AND a.happening NOT IN (FROM answered))
),
stem AS (
    SELECT happening, part, unnest(words) AS stem FROM part
    WHERE happening IN (SELECT a FROM pair UNION SELECT b FROM pair)
),
stem_weight AS (SELECT stem, ln(1 + (SELECT count(*) FROM part) / count(*)) AS weight FROM stem GROUP BY stem),
mass AS (SELECT happening, part, sum(weight) AS mass FROM stem JOIN stem_weight USING (stem) GROUP BY happening, part),
common AS (
    SELECT p.a, p.b, p.part, sum(w.weight) AS common
    FROM (SELECT DISTINCT * FROM pair) p
    JOIN stem s ON s.happening = p.a AND s.part = 'word'
    JOIN stem t ON t.happening = p.b AND t.part = p.part AND t.stem = s.stem
    JOIN stem_weight w ON w.stem = s.stem
    GROUP BY p.a, p.b, p.part
)"""
COMPARED = f"""
SELECT p.a, p.b, p.part, p.a IN (FROM answered) AS a_done, p.b IN (FROM answered) AS b_done,
    {", ".join(f"{sql} AS {name}" for name, sql in LEVELS.items())},
    CASE p.part WHEN 'deed' THEN {ANSWER} END AS time, CASE p.part WHEN 'word' THEN {AGAIN} END AS due
FROM (
    SELECT p.*, coalesce(c.common / nullif(least(m.mass, n.mass), 0), 0) AS alike
    FROM (SELECT DISTINCT * FROM pair) p
    LEFT JOIN common c ON c.a = p.a AND c.b = p.b AND c.part = p.part
    LEFT JOIN mass m ON m.happening = p.a AND m.part = 'word'
    LEFT JOIN mass n ON n.happening = p.b AND n.part = p.part
) p
JOIN part a ON a.happening = p.a AND a.part = 'word'
JOIN part b ON b.happening = p.b AND b.part = p.part
"""


@dataclass(frozen=True, slots=True)
class Weights:
    """The tables of answers.toml."""

    threshold: float
    surely: float
    agreed: float
    days: Mapping[str, int]
    levels: Mapping[str, Mapping[str, float]]


class Pair(NamedTuple):
    """Two events that may be one; `turned` is the score turned round, so that the best come first.

    `part`: b tells the promise again (word) or what came of it (deed); `a_done`, `b_done`: the event itself tells both.
    """

    turned: float
    part: str
    a: str
    b: str
    a_done: bool
    b_done: bool

    @property
    def score(self) -> float:
        """Log2 of the odds that the two are one."""
        return -self.turned


@cache
def load_weights() -> Weights:
    """The weights of the package."""
    found = data_of("dragoman.analysis", "answers.toml")
    levels = {k: v for k, v in found.items() if isinstance(v, dict) and k != "days"}
    return Weights(found["threshold"], found["surely"], found["agreed"], found["days"], levels)


def act_table() -> str:
    """The table of SQL `act_of`: a promise told as an act of one type may be kept by an act of another."""
    events = load_ontology().events.values()
    pairs = {(e.name, e.name) for e in events} | {(e.promised_as, e.name) for e in events if e.promised_as}
    return f"act_of(promise, act) AS (VALUES {', '.join(str(p) for p in sorted(pairs))})"


def compared(record: Record, promised: list[str]) -> pl.DataFrame:
    """Each pair of events that may be one: `a` with a promise, `b` whose `part` is word or deed; and their levels."""
    days = load_weights().days
    values: dict[str, object] = {"promised": promised, "events": [], "units": [], **days}
    return record.sql(f"WITH {act_table()},{MEMBER},{PROMISED},{PARTS}{COMPARED}", values)


def units(record: Record, promised: list[str]) -> dict[str, str]:
    """To each event that belongs to a promise told by another one: that one; the best pairs first."""
    weights = load_weights()
    found = list(_scored(compared(record, promised), weights))
    words = {frozenset((p.a, p.b)): p.score for p in found if p.part == "word"}
    joined: dict[str, str] = {}
    answered = {one for p in found for one, done in ((p.a, p.a_done), (p.b, p.b_done)) if done}
    for pair in sorted(p for p in found if p.score >= weights.threshold):
        one, other = _root(joined, pair.a), _root(joined, pair.b)
        if one == other or _is_barred(pair, one in answered, other in answered, words, weights):
            continue
        if pair.part == "deed" and not pair.b_done and pair.b in joined:
            continue
        joined[other] = one
        if pair.part == "deed" or other in answered:
            answered.add(one)
    return {h: _root(joined, h) for h in joined}


def _is_barred(
    pair: Pair, one_done: bool, other_done: bool, words: Mapping[frozenset[str], float], weights: Weights
) -> bool:
    """Whether two events are not to be one although the pair is likely.

    What has an answer needs no other.  Of an answer that has a promise of its own, the two promises must agree.
    """
    if pair.part == "deed":
        return one_done or pair.b_done and words.get(frozenset((pair.a, pair.b)), 0.0) < weights.agreed
    return one_done and other_done and pair.score < weights.surely


def _root(joined: Mapping[str, str], happening: str) -> str:
    while happening in joined:
        happening = joined[happening]
    return happening


def _scored(pairs: pl.DataFrame, weights: Weights) -> Iterator[Pair]:
    for row in pairs.iter_rows(named=True):
        score = sum(w[row[name]] for name, w in weights.levels.items() if row[name] is not None)
        yield Pair(-score, row["part"], row["a"], row["b"], row["a_done"], row["b_done"])

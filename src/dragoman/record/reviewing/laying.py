"""Decisions laid over the machine's findings: the rows of the schema `reviewed` for whatever decisions bear on.

The views of standing.sql leave out of the machine's tables what `reviewed.finding` lists and add the rows that are made
here, so that a question costs the same whether anything was reviewed or not.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import orjson

from dragoman.record.presence import recount
from dragoman.record.reviewing.among import among
from dragoman.record.reviewing.decisions import Json
from dragoman.record.reviewing.standing_in import in_place
from dragoman.record.reviewing.values import Values, values_of
from dragoman.record.reviewing.writing import remove, write
from dragoman.record.store import Connection

TOLD = ("statement", "mention", "tie")  # what a report tells
ORDER = ("actor", "place", "statement", "mention", "tie")  # what others stand on comes first
JUDGED_SQL = """
SELECT t.attached, r.verb, v.field, v.value
FROM review_target t JOIN review r ON r.id = t.review LEFT JOIN review_value v ON v.review = r.id
WHERE r.stands AND r.verb IN ('accept', 'correct', 'reject') AND t.kind = $kind AND t.attached IN (SELECT unnest($ids))
ORDER BY r.made, r.id
"""
WITHIN_SQL = """
WITH RECURSIVE inner_ AS (
    SELECT unnest($ids) AS id
    UNION SELECT s.id FROM machine.statement s JOIN inner_ i ON s.within = i.id
)
SELECT id FROM inner_
"""
TOGETHER_SQL = """
SELECT DISTINCT k.statement FROM machine.joint j JOIN machine.joint k ON k.word = j.word AND k.report = j.report
WHERE j.statement IN (SELECT unnest($ids))
"""
# Who else said it, so that it still stands on a word where one of several speakers did not say it.
BESIDE_SQL = """
SELECT k.statement FROM machine.joint j JOIN machine.joint k ON k.word = j.word AND k.report = j.report
WHERE j.statement = $id AND k.statement NOT IN (
    SELECT id FROM reviewed.finding WHERE kind = 'statement' AND verdict = 'rejected')
ORDER BY k.number LIMIT 1
"""
GONE_SQL = "SELECT kind, id FROM reviewed.finding f WHERE kind = '{0}' AND id NOT IN (SELECT id FROM machine.{0})"
# What events are made of (see resolving) is worked out anew where something of it changed.
STALE: Mapping[str, tuple[str, str]] = {
    "mention": ("mention", "{w}"),
    "statement": ("statement", "mention IN (SELECT id FROM machine.mention WHERE {w})"),
    "actor": ("actor", "mention IN (SELECT mention FROM machine.mention_party WHERE {w})"),
    "place": ("place", "mention IN (SELECT id FROM machine.mention WHERE {w})"),
}
# Actors and places that only corrections name; once the machine names them too, its own rows will do.
ENTITIES_SQL = """
DELETE FROM reviewed.{0} WHERE id NOT IN (SELECT id FROM reviewed.finding WHERE kind = '{0}');
INSERT INTO reviewed.{0} BY NAME
SELECT DISTINCT ON (e.id) e.id, e.name, e.kind, e.country, {1}, 'review' AS program
FROM review_entity e JOIN review r ON r.id = e.review
WHERE r.stands AND e.owner = '{0}' AND e.id NOT IN (SELECT id FROM machine.{0})
    AND e.id NOT IN (SELECT id FROM reviewed.{0})
ORDER BY e.id, r.made DESC;
"""


class Judgement(NamedTuple):
    """What decisions say of a finding, the newest ruling: whether it is rejected, and what its fields are."""

    rejected: bool
    fields: Mapping[str, Json]


def lay(connection: Connection, touched: Iterable[tuple[str, str]]) -> None:
    """Work out anew what stands of these findings, given as (kind, id), and of all that stands on them."""
    wanted = _spread(connection, touched)
    for kind in ORDER:
        remove(connection, kind, wanted[kind])
        _lay(connection, kind, wanted[kind])
    lay_entities(connection)
    _age(connection, wanted)
    recount(connection, _reports(connection, wanted))


def lay_entities(connection: Connection) -> None:
    """The actors and places that corrections name and the machine does not."""
    connection.execute(ENTITIES_SQL.format("actor", "e.sector"))
    connection.execute(ENTITIES_SQL.format("place", "e.lat, e.lon"))


def gone(connection: Connection) -> set[tuple[str, str]]:
    """What was laid over findings that are no longer there."""
    query = " UNION ALL ".join(GONE_SQL.format(kind) for kind in ORDER)
    return {(str(kind), str(identity)) for kind, identity in connection.execute(query).fetchall()}


def _spread(connection: Connection, touched: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """The ids by kind, with those of statements within touched ones and of what is told on their word."""
    wanted: dict[str, set[str]] = {kind: set() for kind in ORDER}
    for kind, identity in touched:
        wanted[kind].add(identity)
    if wanted["statement"]:
        within = connection.execute(WITHIN_SQL, {"ids": sorted(wanted["statement"])}).fetchall()
        wanted["statement"] |= {str(r[0]) for r in within}
        together = connection.execute(TOGETHER_SQL, {"ids": sorted(wanted["statement"])}).fetchall()
        said = wanted["statement"] | {str(r[0]) for r in together}
        for kind in ("mention", "tie"):
            which = among("statement", said)
            found = connection.execute(f"SELECT id FROM machine.{kind} WHERE {which.sql}", which.values).fetchall()
            wanted[kind] |= {str(r[0]) for r in found}
    return {kind: sorted(ids) for kind, ids in wanted.items()}


def _lay(connection: Connection, kind: str, ids: Sequence[str]) -> None:
    judged = judgements(connection, kind, ids)
    found = values_of(connection, "machine", kind, ids)
    same = dict(connection.execute("SELECT id, same FROM reviewed.stand_in").fetchall())
    for identity, machine in found.items():
        judgement = judged.get(identity)
        if judgement is not None and judgement.rejected:
            connection.execute("INSERT INTO reviewed.finding VALUES (?, ?, 'rejected')", [kind, identity])
            continue
        stands = machine | dict(judgement.fields if judgement else {})
        stands |= dict(_standing_on(connection, found.report[identity], stands))
        verdict = _verdict(machine, stands, judgement)
        if named := in_place(same, stands):
            stands, verdict = stands | named, verdict or "follows"
        if verdict is not None:
            write(connection, kind, identity, stands, machine, verdict)


def _verdict(machine: Values, stands: Values, judgement: Judgement | None) -> str | None:
    """How a finding that is not rejected is called; null where nothing bears on it."""
    if judgement is None:
        return None if stands == machine else "follows"
    return "accepted" if stands == machine else "corrected"


def judgements(connection: Connection, kind: str, ids: Sequence[str]) -> dict[str, Judgement]:
    """What decisions that stand say of findings; of several on one field the newest rules, and so of the whole."""
    judged: dict[str, Judgement] = {}
    if not ids:
        return judged
    for identity, verb, field, value in connection.execute(JUDGED_SQL, {"kind": kind, "ids": list(ids)}).fetchall():
        former = judged.get(identity, Judgement(False, {}))
        new = {} if field is None else {field: orjson.loads(value)}
        judged[identity] = Judgement(verb == "reject", {**former.fields, **new})
    return judged


def _standing_on(connection: Connection, report: str | None, stands: Values) -> Iterator[tuple[str, Json]]:
    """The statement that a finding stands on, as it is now: found again by its words, without rejected ones."""
    for field in ("statement", "within"):
        reference = stands.get(field)
        if not isinstance(reference, dict) or report is None:
            continue
        yield field, _accepted(connection, _found_again(connection, report, reference))


def _found_again(connection: Connection, report: str, reference: Mapping[str, Json]) -> dict[str, Json] | None:
    """The statement with this id or, where it is gone, the one whose content overlaps these words most."""
    query = """SELECT e.id, e.start, e."end", e.words FROM machine.evidence e
        WHERE e.report = $report AND e.owner = 'statement' AND e.part = 'content' AND e.number = 1
            AND (e.id = $id OR e.start < $end AND e."end" > $start)
        ORDER BY e.id = $id DESC, least(e."end", $end) - greatest(e.start, $start) DESC, e."end" - e.start, e.id
        LIMIT 1"""
    values = {"report": report, **{k: reference[k] for k in ("id", "start", "end")}}
    for identity, start, end, words in connection.execute(query, values).fetchall():
        return {"id": identity, "start": start, "end": end, "exact": words}
    return None


def _accepted(connection: Connection, reference: dict[str, Json] | None) -> dict[str, Json] | None:
    """The innermost statement around that was not rejected, be it another speaker's; null: the report's own voice."""
    while reference is not None:
        key = str(reference["id"])
        query = "SELECT 1 FROM reviewed.finding WHERE kind = 'statement' AND id = ? AND verdict = 'rejected'"
        if not connection.execute(query, [key]).fetchall():
            return reference
        for (beside,) in connection.execute(BESIDE_SQL, {"id": key}).fetchall():
            return reference | {"id": beside}
        outer = values_of(connection, "machine", "statement", [key]).get(key, {}).get("within")
        reference = outer if isinstance(outer, dict) else None
    return None


def _reports(connection: Connection, wanted: Mapping[str, Sequence[str]]) -> list[str]:
    """The reports that tell these findings."""
    found: set[str] = set()
    for kind in TOLD:
        which = among("id", wanted[kind])
        found |= {
            str(r[0])
            for r in connection.execute(f"SELECT report FROM machine.{kind} WHERE {which.sql}", which.values).fetchall()
        }
    return sorted(found)


def _age(connection: Connection, wanted: Mapping[str, Sequence[str]]) -> None:
    for kind, (column, condition) in STALE.items():
        if wanted[kind]:
            which = among(column, wanted[kind])
            connection.execute(f"DELETE FROM mention_trait WHERE {condition.format(w=which.sql)}", which.values)

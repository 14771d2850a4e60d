"""Actors that people hold to be another one, or to be nobody, and what reports tell of them.

A merge of actors says that the later ones are the first, who stands in for them wherever they take part, speak or are
named.  A reject says that an actor is none: it takes part in nothing.  Who stands in for whom is `reviewed.stand_in`;
findings that name such an actor stand as 'follows', as do those whose statement was rejected.  What was decided of them
stands too, with whoever stands in.
"""

from collections.abc import Mapping, Sequence

from dragoman.record.presence import recount
from dragoman.record.resolving.tables import insert
from dragoman.record.reviewing.decisions import Json
from dragoman.record.store import Connection

DECIDED_SQL = """
SELECT r.verb, list(t.attached ORDER BY t.number) FROM review r JOIN review_target t ON t.review = r.id
WHERE r.stands AND t.kind = 'actor' AND t.attached IS NOT NULL AND t.side = 'one'
GROUP BY r.id, r.verb, r.made HAVING min(t.number) = 1 ORDER BY r.made, r.id
"""
# What names one of these actors, by kind.
NAMING: Mapping[str, str] = {
    "statement": """SELECT id FROM machine.statement
        WHERE source IN (SELECT unnest($ids)) OR list_has_any(via, $ids)""",
    "mention": "SELECT DISTINCT mention FROM machine.mention_party WHERE actor IN (SELECT unnest($ids))",
    "tie": """SELECT tie FROM machine.tie_party WHERE actor IN (SELECT unnest($ids))
        UNION SELECT tie FROM machine.tie_role WHERE holder IN (SELECT unnest($ids))""",
}
NAMED_SQL = "SELECT DISTINCT report FROM machine.actor_evidence WHERE id IN (SELECT unnest($ids))"
# Fields of findings that hold actors.
ONE, MANY, ROLES = ("source",), ("actors", "recipients", "parties", "via"), ("roles",)


def stand_ins(connection: Connection) -> dict[str, str | None]:
    """Who stands in for whom by the decisions that stand, the newest ruling; null: nobody."""
    found: dict[str, str | None] = {}
    for verb, ids in connection.execute(DECIDED_SQL).fetchall():
        first = _root(found, ids[0])
        if verb == "merge" and first is not None:
            found |= {_last(found, other): first for other in ids[1:] if _last(found, other) != first}
        elif verb == "reject" and ids[0] not in found:
            found[ids[0]] = None
        elif verb in ("accept", "correct") and found.get(ids[0], "") is None:
            del found[ids[0]]
    return {one: _root(found, one) for one in found}


def _last(found: Mapping[str, str | None], one: str) -> str:
    """The last of the actors that stand in for one another, before nobody."""
    while (other := found.get(one)) is not None:
        one = other
    return one


def _root(found: Mapping[str, str | None], one: str) -> str | None:
    last = _last(found, one)
    return None if last in found else last


def settle_stand_ins(connection: Connection, reports: Sequence[str]) -> set[tuple[str, str]]:
    """Bring `reviewed.stand_in` up to the decisions; returns (kind, id) of what is to be laid anew.

    That is what names actors for whom somebody else stands in now or did before, and of these reports all that does.
    """
    wanted = stand_ins(connection)
    former = dict(connection.execute("SELECT id, same FROM reviewed.stand_in").fetchall())
    changed = [one for one in wanted.keys() | former.keys() if wanted.get(one, one) != former.get(one, one)]
    if changed:
        connection.execute("DELETE FROM reviewed.stand_in")
        insert(connection, "reviewed.stand_in", sorted(wanted.items()))
        named = connection.execute(NAMED_SQL, {"ids": changed}).fetchall()
        recount(connection, [str(r[0]) for r in named])
    touched = _naming(connection, changed)
    return touched | (_naming(connection, sorted(wanted), reports) if reports else set())


def _naming(connection: Connection, ids: Sequence[str], reports: Sequence[str] | None = None) -> set[tuple[str, str]]:
    """(kind, id) of what names one of these actors, in these reports or in all."""
    if not ids:
        return set()
    values: dict[str, object] = {"ids": list(ids)}
    if reports is not None:
        values["reports"] = list(reports)
    within = "" if reports is None else " AND report IN (SELECT unnest($reports))"
    return {
        (kind, str(r[0]))
        for kind, sql in NAMING.items()
        for r in connection.execute(f"SELECT id FROM machine.{kind} WHERE id IN ({sql}){within}", values).fetchall()
    }


def in_place(same: Mapping[str, str | None], stands: Mapping[str, Json]) -> dict[str, Json]:
    """The fields that name actors for whom somebody stands in, with those in their place; each actor once."""
    if not same:
        return {}
    one = {f: _one(same, stands[f]) for f in ONE if f in stands}
    many = {f: _many(same, stands[f]) for f in MANY if f in stands}
    roles: dict[str, Json] = {}
    for field in ROLES:
        held = stands.get(field)
        if isinstance(held, dict):
            roles[field] = {role: found for role, ids in held.items() if (found := _many(same, ids))}
    return {f: value for f, value in (one | many | roles).items() if value != stands[f]}


def _one(same: Mapping[str, str | None], actor: Json) -> Json:
    return same.get(actor, actor) if isinstance(actor, str) else actor


def _many(same: Mapping[str, str | None], actors: Json) -> Json:
    if not isinstance(actors, list):
        return actors
    found = [_one(same, actor) for actor in actors]
    return list(dict.fromkeys(actor for actor in found if actor is not None))

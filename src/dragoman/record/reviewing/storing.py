"""Decisions into the record's tables and out of them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter

import orjson

from dragoman.record.resolving.tables import insert
from dragoman.record.reviewing.decisions import Entity, Review, Selector, Target, Value, text_of
from dragoman.record.store import Connection

REVIEWS = """
SELECT id, verb, kind, author, reason, made, program, sample, undoes, stands FROM review
{where} ORDER BY made, id
"""
TARGETS = """
SELECT review, side, number, kind, id, type, attached, lost, report, digest, url, part, start, "end", exact, prefix,
    suffix FROM review_target WHERE review IN (SELECT unnest($ids)) ORDER BY review, side, number
"""
VALUES = "SELECT review, field, found, value FROM review_value WHERE review IN (SELECT unnest($ids)) ORDER BY ALL"
ENTITIES = """
SELECT review, owner, id, name, kind, country, sector, lat, lon FROM review_entity
WHERE review IN (SELECT unnest($ids)) ORDER BY ALL
"""


def store(connection: Connection, reviews: Iterable[Review]) -> int:
    """Store decisions that are not there yet; returns how many these are."""
    offered = {r.id: r for r in reviews}
    query = "SELECT id FROM review WHERE id IN (SELECT unnest($ids))"
    known = {row[0] for row in connection.execute(query, {"ids": list(offered)}).fetchall()}
    new = [r for r in offered.values() if r.id not in known]
    insert(connection, "review", [_review_row(r) for r in new])
    insert(connection, "review_target", [_target_row(r.id, t) for r in new for t in r.targets])
    values = [(r.id, v.field, text_of(v.found), text_of(v.value)) for r in new for v in r.values]
    insert(connection, "review_value", values)
    insert(connection, "review_entity", [(r.id, *e) for r in new for e in r.entities])
    return len(new)


def _review_row(r: Review) -> tuple[object, ...]:
    return (r.id, r.verb, r.kind, r.author, r.reason, r.made, r.program, r.sample, r.undoes, r.stands)


def _target_row(review: str, t: Target) -> tuple[object, ...]:
    if t.selector is None:
        return (review, t.side, t.number, t.kind, t.id, *[None] * 3, t.type, *[None] * 6, t.attached, t.lost)
    report, digest, url, *selector = t.selector
    return (review, t.side, t.number, t.kind, t.id, report, digest, url, t.type, *selector, t.attached, t.lost)


def load(connection: Connection, where: str = "", values: Mapping[str, object] | None = None) -> list[Review]:
    """The decisions that a condition on `review` selects, the oldest first."""
    rows = connection.execute(REVIEWS.format(where=where), values or {}).fetchall()
    ids = [row[0] for row in rows]
    targets = {k: tuple(map(_target, g)) for k, g in _of_reviews(connection, TARGETS, ids)}
    judged = {k: tuple(map(_judged, g)) for k, g in _of_reviews(connection, VALUES, ids)}
    named = {k: tuple(map(_entity, g)) for k, g in _of_reviews(connection, ENTITIES, ids)}
    return [
        Review(
            verb, kind, author, reason, made, targets.get(key, ()), judged.get(key, ()), named.get(key, ()),
            program, sample, undoes, stands, key,
        )
        for key, verb, kind, author, reason, made, program, sample, undoes, stands in rows
    ]  # fmt: skip


def _of_reviews(
    connection: Connection, query: str, ids: Sequence[str]
) -> Iterator[tuple[str, list[tuple[object, ...]]]]:
    rows = connection.execute(query, {"ids": list(ids)}).fetchall()
    for key, group in groupby(rows, key=itemgetter(0)):
        yield key, [row[1:] for row in group]


def _target(row: tuple[object, ...]) -> Target:
    side, number, kind, identity, type_, attached, lost, *selector = row
    found = Selector(*selector) if selector[0] is not None else None  # type: ignore[arg-type]
    return Target(side, number, kind, identity, type_, found, attached, lost)  # type: ignore[arg-type]


def _entity(row: tuple[object, ...]) -> Entity:
    return Entity(*row)  # type: ignore[arg-type]


def _judged(row: tuple[object, ...]) -> Value:
    field, found, value = row
    return Value(str(field), orjson.loads(str(found)), orjson.loads(str(value)))


def settle_undos(connection: Connection) -> None:
    """Work out which decisions stand: one that an undo which stands itself takes back does not."""
    rows = connection.execute("SELECT id, undoes, stands FROM review ORDER BY made DESC, id DESC").fetchall()
    undone: set[str] = set()
    for key, undoes, _ in rows:
        if undoes is not None and key not in undone:
            undone.add(undoes)
    changed = [key for key, _, stands in rows if stands == (key in undone)]
    connection.execute("UPDATE review SET stands = NOT stands WHERE id IN (SELECT unnest($ids))", {"ids": changed})

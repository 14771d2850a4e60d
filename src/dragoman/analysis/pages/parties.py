"""Actors and places by id, with what a page or map needs to show them."""

from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.record.record import Record

# An actor goes before a place of the same id, as in the view `holder`.
KNOWN = """
SELECT id, name, kind, country, NULL::DOUBLE AS lat, NULL::DOUBLE AS lon FROM actor WHERE list_contains($ids, id)
UNION ALL
SELECT id, name, kind, country, lat, lon FROM place WHERE list_contains($ids, id)
    AND id NOT IN (SELECT id FROM actor WHERE list_contains($ids, id))
"""
EVERY = """
SELECT id, name, kind, country, NULL::DOUBLE AS lat, NULL::DOUBLE AS lon FROM actor
UNION ALL
SELECT id, name, kind, country, lat, lon FROM place WHERE id NOT IN (SELECT id FROM actor)
"""


@dataclass(frozen=True, slots=True)
class Party:
    """An actor or place that something names; degrees WGS 84 where it is a place on the map.

    `kind`: that of the actor or place; `country`: the state it belongs to or lies in, ISO 3166 alpha-3.
    """

    id: str
    name: str
    kind: str | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None


def parties_of(record: Record, ids: Iterable[str]) -> dict[str, Party]:
    """The actors and places with these ids; an id that the record does not name stands for itself."""
    wanted = sorted(set(ids))
    found = {r["id"]: Party(**r) for r in record.sql(KNOWN, {"ids": wanted}).iter_rows(named=True)}
    return {i: found.get(i) or Party(i, i) for i in wanted}


def every_party(record: Record) -> dict[str, Party]:
    """Every actor and place of a record."""
    return {r["id"]: Party(**r) for r in record.sql(EVERY).iter_rows(named=True)}

"""Whom and what a correction names: an actor or place of the record, else of the atlas."""

from collections.abc import Iterator
from typing import NamedTuple

from dragoman.atlas.atlas import Atlas, load_atlas
from dragoman.errors import ActorUnknown
from dragoman.record.reviewing.decisions import Entity
from dragoman.record.store import Connection

NEAREST = 5
NEAR_ENOUGH = 0.8  # Jaro-Winkler similarity from which a name is worth proposing
# Of the record itself first, by id before by name; a state before others of its name.
KNOWN_SQL = """
SELECT 'actor' AS owner, id, name, kind, country, sector, NULL AS lat, NULL AS lon FROM actor
WHERE $actors AND (upper(id) = upper($name) OR lower(name) = lower($name))
UNION ALL
SELECT 'place', id, name, kind, country, NULL, lat, lon FROM place
WHERE $places AND (upper(id) = upper($name) OR lower(name) = lower($name))
ORDER BY id = $name DESC, upper(id) = upper($name) DESC, owner, kind = 'state' DESC, id
LIMIT 1
"""
NEAR_SQL = """
WITH known AS (SELECT name FROM actor WHERE $actors UNION SELECT name FROM place WHERE $places)
SELECT name FROM known WHERE jaro_winkler_similarity(lower(name), lower($name)) > $least
ORDER BY jaro_winkler_similarity(lower(name), lower($name)) DESC, name LIMIT $most
"""


class Wanted(NamedTuple):
    """What may be named: actors, places, or either (a region may be a party, a port may hold a role)."""

    actors: bool
    places: bool


ACTORS, PLACES, BOTH = Wanted(True, False), Wanted(False, True), Wanted(True, True)


def entity_of(connection: Connection, name: str, wanted: Wanted) -> Entity:
    """The actor or place with this id or name, of the record or the atlas; raises ActorUnknown for a stranger."""
    values: dict[str, object] = {"name": name.strip(), "actors": wanted.actors, "places": wanted.places}
    for row in connection.execute(KNOWN_SQL, values).fetchall():
        return Entity(*row)
    for entity in _of_atlas(load_atlas(), name.strip(), wanted):
        return entity
    near = connection.execute(NEAR_SQL, values | {"least": NEAR_ENOUGH, "most": NEAREST}).fetchall()
    raise ActorUnknown(name, [str(r[0]) for r in near])


def _of_atlas(atlas: Atlas, name: str, wanted: Wanted) -> Iterator[Entity]:
    if wanted.actors:
        yield from _actors(atlas, name)
    if wanted.places:
        places = [p for p in (atlas.toponym(name), *atlas.toponyms(name)) if p is not None]
        yield from (Entity("place", p.id, p.name, p.kind, p.country, None, p.lat, p.lon) for p in places)


def _actors(atlas: Atlas, name: str) -> Iterator[Entity]:
    for iso3 in (name.upper(), *atlas.targets(name, "state")):
        if (state := atlas.state(iso3)) is not None:
            yield Entity("actor", iso3, state.name, "state", iso3)
    yield from _bodies(atlas, name)
    for key in (name, *atlas.targets(name, "person")):
        if (person := atlas.person(key)) is not None:
            yield Entity("actor", person.id, person.name, "person", person.country, person.sector)


def _bodies(atlas: Atlas, name: str) -> Iterator[Entity]:
    if (body := atlas.body(name)) is not None:
        yield Entity("actor", body.id, body.name, body.kind)
    if (office := atlas.office(name)) is not None:
        yield Entity("actor", office.id, office.name, "office", office.country, office.sector)
    if (outlet := atlas.outlet(name)) is not None:
        yield Entity("actor", outlet.id, outlet.name, "outlet", outlet.country, "JRN")
    if (one := atlas.organisation(name)) is not None:
        yield Entity("actor", one.id, one.name, one.kind, one.country, one.sector)

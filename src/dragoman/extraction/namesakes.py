"""States that share their name with a division of another state: Georgia on the Black Sea and in the USA."""

from collections.abc import Sequence

from dragoman.atlas.atlas import Atlas
from dragoman.atlas.rows import State, Toponym
from dragoman.extraction.geocoding import distance
from dragoman.extraction.names import Name
from dragoman.language.plain import Doc

NEIGHBOURHOOD = 1500.0


def without_divisions(doc: Doc, atlas: Atlas, names: Sequence[Name]) -> tuple[Name, ...]:
    """The names without those that are shared with a division and mean the division here."""
    return tuple(n for n in names if not _is_division(doc, atlas, n, names))


def _is_division(doc: Doc, atlas: Atlas, name: Name, names: Sequence[Name]) -> bool:
    if name.table != "state" or name.form != "name":
        return False
    words = doc[name.start : name.end].text
    divisions = [t for t in atlas.places.values() if t.admin1 and t.name == words] if _is_shared(atlas, words) else []
    if not divisions:
        return False
    if _follows_town(doc, atlas, name, divisions):
        return True
    state = atlas.states[name.target or ""]
    if any(_speaks_for(atlas, doc, state, other, words) for other in names):
        return False
    countries = {d.country for d in divisions}
    return any(n.table == "toponym" and _country(atlas, n) in countries for n in names)


def _is_shared(atlas: Atlas, words: str) -> bool:
    return any("us_state" in e.senses for e in atlas.names.get(tuple(words.lower().split()), ()))


def _follows_town(doc: Doc, atlas: Atlas, name: Name, divisions: Sequence[Toponym]) -> bool:
    """Whether a town of the division stands before it: "Savannah, Georgia"."""
    if name.start < 2 or doc[name.start - 1].text != ",":
        return False
    towns = atlas.toponyms(doc[name.start - 2].text)
    return any((t.country, t.admin1) == (d.country, d.admin1) for t in towns for d in divisions)


def _speaks_for(atlas: Atlas, doc: Doc, state: State, other: Name, words: str) -> bool:
    """Whether another name points to the state: its capital or people, or a state around it."""
    if other.table != "state" or other.target is None:
        return False
    if other.target == state.iso3:
        return doc[other.start : other.end].text != words
    near = atlas.states[other.target]
    return distance(_point(state), _point(near)) <= NEIGHBOURHOOD


def _point(state: State) -> Toponym:
    return Toponym(state.iso3, state.name, state.lat, state.lon)


def _country(atlas: Atlas, name: Name) -> str | None:
    place = atlas.toponym(name.target or "")
    return place.country if place is not None else None

"""What the atlas says about names, for the labels of names in training."""

from functools import cache

from dragoman.atlas.atlas import DATA, load_atlas

TOWN = 50_000  # inhabitants of a place that is known by its name alone


@cache
def states() -> frozenset[str]:
    """Names of states."""
    return frozenset(n for s in load_atlas().states.values() for n in (s.name, *s.aliases))


@cache
def _listed() -> dict[str, str]:
    """Names of which the atlas knows one kind only."""
    atlas = load_atlas()
    places = states() | {n for p in atlas.places.values() for n in (p.name, *p.aliases)}
    bodies = [*atlas.bodies.values(), *atlas.organisations.values(), *atlas.outlets.values()]
    orgs = {n for b in bodies for n in (b.name, *b.aliases)}
    persons = {n for p in atlas.persons.values() for n in (p.name, p.surname, *p.aliases) if n}
    known = [dict.fromkeys(n, k) for n, k in ((places, "LOC"), (orgs, "ORG"), (persons, "PERSON"))]
    several = places & orgs | places & persons | orgs & persons
    return {n: k for table in known for n, k in table.items() if n not in several}


@cache
def listed(name: str) -> str | None:
    """LOC for states, regions and larger towns, ORG for bodies, organisations and outlets, PERSON for known persons."""
    if name in _listed():
        return _listed()[name]
    towns = load_atlas().toponyms(name) if len(name) > 2 and name[0].isupper() else ()
    return "LOC" if any((t.population or 0) > TOWN and not t.common_word for t in towns) else None


def names_of(kind: str) -> list[str]:
    """Names that the atlas knows as of this kind alone; towns by their first name only."""
    names = [n for n, k in _listed().items() if k == kind]
    if kind == "LOC":
        towns = (line.split("\t") for line in (DATA / "places.tsv").read_text(encoding="utf-8").splitlines())
        names += [t[1] for t in towns if len(t) > 6 and int(t[6]) > TOWN and listed(t[1]) == "LOC"]
    return names


@cache
def demonyms() -> frozenset[str]:
    """Words for the people of a state, and its adjectives."""
    return frozenset(n for s in load_atlas().states.values() for n in (*s.demonyms, *s.adjectives)) - states()

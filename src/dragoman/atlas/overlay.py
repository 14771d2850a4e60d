"""Actors of the user's own laid over the atlas; where both know somebody, the atlas's row learns the names."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from dragoman.atlas.atlas import Atlas
from dragoman.atlas.names import fold, is_acronym
from dragoman.atlas.rows import Body, Organisation, Outlet, Person

# By kind of actor: the table that it belongs to.
TABLES: Mapping[str, str] = {
    "person": "persons",
    "organisation": "organisations",
    "armed_group": "organisations",
    "outlet": "outlets",
    "igo": "bodies",
    "forum": "bodies",
}
ENTRIES = {"persons": "person", "organisations": "organisation", "outlets": "outlet", "bodies": "body"}
LEAST = 3  # letters that a name has at least, unless it is an acronym


@dataclass(frozen=True, slots=True)
class Extra:
    """An actor that is added: `kind` a key of TABLES, `country` ISO 3166 alpha-3 or null, `sector` PLOVER's or null."""

    id: str
    name: str
    kind: str
    country: str | None = None
    sector: str | None = None
    aliases: tuple[str, ...] = ()
    wikidata: str | None = None


class Overlaid(NamedTuple):
    """The atlas with the actors, and a sentence for each name that could not be taken, and why."""

    atlas: Atlas
    left_out: tuple[str, ...]


def overlaid(atlas: Atlas, extras: Iterable[Extra]) -> Overlaid:
    """The atlas with more actors; the names that it has keep their meaning.

    Whoever has the id, the Wikidata item, or a name with the same kind and state of a row of the atlas is that row,
    which gets the other names. A name that means somebody or something else already, that is the name of a town, that
    is a single word and a person's, or that is too short is left out; an actor of whom no name is left is not added.
    """
    rows: dict[str, dict[str, Any]] = {table: dict(getattr(atlas, table)) for table in ENTRIES}
    taken: dict[tuple[str, ...], str] = {}
    left_out: list[str] = []
    for extra in extras:
        table = TABLES[extra.kind]
        known = _known(atlas, rows[table], extra, table)
        names, refused = _usable(atlas, extra, known or extra.id, table, taken)
        left_out += refused
        taken |= {fold(name): known or extra.id for name in names}
        if known is not None:
            rows[table][known] = _with_names(rows[table][known], names)
        elif names:
            rows[table][extra.id] = _row(extra, names)
    laid = replace(
        atlas,
        persons=rows["persons"],
        organisations=rows["organisations"],
        outlets=rows["outlets"],
        bodies=rows["bodies"],
    )
    return Overlaid(laid, tuple(left_out))


def _known(atlas: Atlas, rows: Mapping[str, Any], extra: Extra, table: str) -> str | None:
    """The id of the row that the actor is already, or null."""
    if extra.id in rows:
        return extra.id
    for identity, row in rows.items():
        if extra.wikidata and getattr(row, "wikidata", None) == extra.wikidata:
            return identity
    for name in (extra.name, *extra.aliases):
        for identity in atlas.targets(name, ENTRIES[table]):
            country = getattr(rows[identity], "country", None)
            if country == extra.country or None in (country, extra.country):
                return identity
    return None


def _usable(
    atlas: Atlas, extra: Extra, identity: str, table: str, taken: Mapping[tuple[str, ...], str]
) -> tuple[list[str], list[str]]:
    """The names that can be taken, and a sentence for each that cannot."""
    names: list[str] = []
    refused: list[str] = []
    for name in dict.fromkeys((extra.name, *extra.aliases)):
        why = next(_hindrances(atlas, name, extra, identity, table, taken), None)
        if why is None:
            names.append(name)
        else:
            refused.append(f"{name!r} of {extra.id} is left out: {why}.")
    return names, refused


def _hindrances(
    atlas: Atlas, name: str, extra: Extra, identity: str, table: str, taken: Mapping[tuple[str, ...], str]
) -> Iterator[str]:
    key = fold(name)
    if not key or (sum(map(len, key)) < LEAST and not is_acronym(name)):
        yield "it is too short to be told from other words"
    if len(key) == 1 and extra.kind == "person":
        yield "a single word does not name a person alone"
    if name == name.lower() and name != name.upper():
        yield "it has no capital letter, so that it cannot be told from other words"
    meant = [e.target for e in atlas.names.get(key, ()) if (e.table, e.target) != (ENTRIES[table], identity)]
    if meant:
        yield f"it means {meant[0]} in the atlas"
    if taken.get(key, identity) != identity:
        yield f"it means {taken[key]}, who came before"
    if atlas.gazetteer.named(key):
        yield "it is the name of a town"


def _with_names(row: Any, names: Iterable[str]) -> Any:
    held = {fold(n) for _, known in row.forms for n in known}
    return replace(row, aliases=(*row.aliases, *(n for n in names if fold(n) not in held)))


def _row(extra: Extra, names: list[str]) -> Body | Organisation | Outlet | Person:
    """The row of an actor, under the first of its names that can be taken."""
    name, aliases = names[0], tuple(names[1:])
    match TABLES[extra.kind]:
        case "persons":
            return Person(extra.id, name, extra.country, extra.sector, None, aliases)
        case "outlets":
            return Outlet(extra.id, name, "site", aliases, extra.country)
        case "bodies":
            return Body(extra.id, name, extra.kind, aliases, wikidata=extra.wikidata)
    return Organisation(extra.id, name, extra.kind, aliases, extra.country, extra.sector, wikidata=extra.wikidata)

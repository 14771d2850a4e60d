"""The atlas: the only reader of its data; look-up by name, by id and by address."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import chain
from pathlib import Path
from typing import Any, Protocol, TypeVar
from urllib.parse import urlsplit

from dragoman.atlas.gazetteer import Gazetteer
from dragoman.atlas.names import (
    Key,
    Match,
    NameEntry,
    begins,
    begins_name,
    entry,
    fold,
    key_of,
    longest,
    reach_of,
    spellings,
    stretches,
)
from dragoman.atlas.rows import Body, Forms, Group, Office, Organisation, Outlet, Person, State, Toponym, Town
from dragoman.data import read_data
from dragoman.errors import DataError

DATA = Path(__file__).with_name("data")
PLACES = ("waters.toml", "regions.toml", "divisions.toml", "ports_crossings.toml", "sites.toml", "corridors.toml")
TOWNS = "towns.toml"
REMEMBERED = 1 << 14  # names whose places are remembered
RENAMED = 10  # a town of another name must be as many times larger
Row = TypeVar("Row")
Names = dict[Key, tuple[NameEntry, ...]]


class Named(Protocol):
    """What every row has: its id and its names by form."""

    @property
    def id(self) -> str:
        """The id under which the row stands."""

    @property
    def forms(self) -> Forms:
        """The names by form."""


@dataclass(frozen=True)
class Atlas:
    """Everybody and everything that the atlas knows, by id, and the names that lead there."""

    states: Mapping[str, State]
    bodies: Mapping[str, Body]
    groups: Mapping[str, Group]
    outlets: Mapping[str, Outlet]
    organisations: Mapping[str, Organisation]
    offices: Mapping[str, Office]
    persons: Mapping[str, Person]
    places: Mapping[str, Toponym]
    senses: Mapping[Key, tuple[str, ...]]
    gazetteer: Gazetteer

    def state(self, iso3: str) -> State | None:
        """The state with this code, or null."""
        return self.states.get(iso3)

    def body(self, name: str) -> Body | None:
        """The body with this id or name, or null."""
        return self.bodies.get(name) or next((self.bodies[t] for t in self.targets(name, "body")), None)

    def group(self, name: str) -> Group | None:
        """The group of states with this id or name, or null."""
        return self.groups.get(name) or next((self.groups[t] for t in self.targets(name, "group")), None)

    def outlet(self, name: str) -> Outlet | None:
        """The outlet with this id or name, or null."""
        return self.outlets.get(name) or next((self.outlets[t] for t in self.targets(name, "outlet")), None)

    def organisation(self, name: str) -> Organisation | None:
        """The organisation with this id or name, or null."""
        return self.organisations.get(name) or next(
            (self.organisations[t] for t in self.targets(name, "organisation")), None
        )

    def office(self, name: str) -> Office | None:
        """The named organ of a state with this id, or null."""
        return self.offices.get(name)

    def person(self, name: str) -> Person | None:
        """The person with this id, or null."""
        return self.persons.get(name)

    def holders(self, office: str, day: str) -> tuple[Person, ...]:
        """Who held an office ("IRN.foreign_minister") on a day, as far as the atlas knows."""
        return tuple(p for p in self.persons.values() if office in p.offices_on(day))

    def targets(self, name: str, table: str) -> tuple[str, ...]:
        """Ids in one table that a name leads to, in a fixed order, whatever its case."""
        return tuple(dict.fromkeys(e.target for e in self.names.get(fold(name), ()) if e.table == table))

    def outlet_of_url(self, url: str) -> Outlet | None:
        """The outlet that an address or bare domain belongs to, or null."""
        host = urlsplit(url if "//" in url else f"//{url}").hostname or ""
        parts = host.lower().split(".")
        owners = (self._domains.get(".".join(parts[i:])) for i in range(len(parts)))
        return next((self.outlets[o] for o in owners if o is not None), None)

    def toponyms(self, name: str) -> tuple[Toponym, ...]:
        """Every place of this name: curated waters, regions, ports and crossings, and towns.

        The weightiest come first; a town of which English does not use this name weighs less.
        """
        return self._toponyms_of(name)

    @cached_property
    def _toponyms_of(self) -> Callable[[str], tuple[Toponym, ...]]:
        return lru_cache(maxsize=REMEMBERED)(self._toponyms)

    def _toponyms(self, name: str) -> tuple[Toponym, ...]:
        own = [self.places[t] for t in self.targets(name, "toponym")]
        known = {t.id for t in own}
        key = fold(name)
        towns = [t for t in self.gazetteer.named(key) if t.id not in known]
        ranked = {t.id: t.weight for t in own} | {t.id: t.weight / renaming(t, key) for t in towns}
        return tuple(sorted([*own, *towns], key=lambda t: (-ranked[t.id], t.id)))

    def toponym(self, identity: str) -> Toponym | None:
        """The place with this id, or null."""
        return self.places.get(identity) or self.gazetteer.by_id(identity)

    def begins(self, words: Sequence[str]) -> list[bool]:
        """For each word whether a name in the tables may begin with it; from the others on `find` finds none."""
        return begins(words, self._reach)

    def find(self, words: Sequence[str], start: int) -> Match | None:
        """The longest name in the tables that begins with words[start]; cities come from `find_places`."""
        return longest(words, start, self._reach, self.names)

    def find_places(self, words: Sequence[str], start: int) -> tuple[int, tuple[Toponym, ...]] | None:
        """End and candidates of the longest place name, cities included, that begins with words[start].

        Candidates by falling weight; the first word must not be in lower case.
        """
        if not begins_name(words[start]):
            return None
        for end, held in stretches(words, start, self._reach, self.gazetteer.reach):
            if found := self.toponyms(" ".join(held)):
                return end, found
        return None

    @cached_property
    def names(self) -> Mapping[Key, tuple[NameEntry, ...]]:
        """Every meaning of every name by its folded key, ordered as the tables are."""
        found: Names = {}
        for made in self._entries():
            key = key_of(made)
            if key:
                found[key] = joined(found.get(key, ()), made)
        return found

    @cached_property
    def _reach(self) -> Mapping[str, int]:
        return reach_of(self.names)

    @cached_property
    def _domains(self) -> Mapping[str, str]:
        return {d: o.id for o in self.outlets.values() for d in o.domains}

    def _entries(self) -> Iterator[NameEntry]:
        for table, rows in self.tables.items():
            for row in rows.values():
                for form, names in row.forms:
                    for spelling in chain.from_iterable(map(spellings, names)):
                        yield entry(spelling, row.id, table, form, self.senses)

    @property
    def tables(self) -> Mapping[str, Mapping[str, Named]]:
        """Every table by the name that entries give it."""
        return {
            "state": self.states,
            "body": self.bodies,
            "group": self.groups,
            "organisation": self.organisations,
            "office": self.offices,
            "outlet": self.outlets,
            "person": self.persons,
            "toponym": self.places,
        }


def renaming(town: Toponym, key: Key) -> int:
    """By how much a town is to be weighed down under a name: not if it is its own, or one that English uses for it."""
    return 1 if key in map(fold, (town.name, *town.known_as)) else RENAMED


def joined(held: tuple[NameEntry, ...], made: NameEntry) -> tuple[NameEntry, ...]:
    """The meanings of a key with one more; of the same meaning in two cases the one that asks for fewer capitals."""
    for number, other in enumerate(held):
        strict = made.case_sensitive and other.case_sensitive and made.words != other.words
        if (other.target, other.table, other.form) == (made.target, made.table, made.form) and not strict:
            laxer = made if made.fits(other.words) and not other.fits(made.words) else other
            return (*held[:number], laxer, *held[number + 1 :])
    return (*held, made)


def read(name: str) -> dict[str, Any]:
    """One TOML file of the atlas; raises DataError if it is missing or broken."""
    return read_data(DATA / name)


def build(kind: type[Row], key: str, table: Mapping[str, Any], origin: str) -> dict[str, Row]:
    """Rows of one kind by id, from tables headed by the id; raises DataError for a field that is not the kind's."""
    found: dict[str, Row] = {}
    for identity, fields in table.items():
        try:
            found[identity] = kind(**{key: identity}, **{k: frozen(v) for k, v in fields.items()})
        except TypeError as error:
            raise DataError(DATA / origin, f"[{identity}] {error}") from error
    return found


def frozen(value: Any) -> Any:
    """A TOML value as a row holds it: every list becomes a tuple."""
    return tuple(frozen(v) for v in value) if isinstance(value, list) else value


def read_senses() -> dict[Key, tuple[str, ...]]:
    """What else a name may be, by folded name."""
    found: dict[Key, tuple[str, ...]] = {}
    for sense, names in read("ambiguous.toml").items():
        for name in names:
            found[fold(name)] = (*found.get(fold(name), ()), sense)
    return found


def read_towns() -> dict[str, Town]:
    """What is known by hand of towns, by GeoNames number; raises DataError for a field that a town does not have."""
    found: dict[str, Town] = {}
    for country, towns in read(TOWNS).items():
        found |= build(Town, "id", {number: {"country": country, **fields} for number, fields in towns.items()}, TOWNS)
    return found


@cache
def load_atlas() -> Atlas:
    """The atlas that is installed with the program, read once; raises DataError if a file of it is broken."""
    senses = read_senses()
    return Atlas(
        states=build(State, "iso3", read("states.toml"), "states.toml"),
        bodies=build(Body, "id", read("bodies.toml"), "bodies.toml"),
        groups=build(Group, "id", read("groups.toml"), "groups.toml"),
        outlets=build(Outlet, "id", read("outlets.toml"), "outlets.toml"),
        organisations=build(Organisation, "id", read("organisations.toml"), "organisations.toml"),
        offices=build(Office, "id", read("offices.toml"), "offices.toml"),
        persons=build(Person, "id", read("persons.toml"), "persons.toml"),
        places={i: p for name in PLACES for i, p in build(Toponym, "id", read(name), name).items()},
        senses=senses,
        gazetteer=Gazetteer(DATA / "places.tsv", senses, read_towns()),
    )

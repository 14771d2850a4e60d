"""The atlas's rows hold together, and names lead where they should."""

import re
import time
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.atlas.atlas import Atlas, build, load_atlas
from dragoman.atlas.names import fold, folded, pieces, spellings
from dragoman.atlas.rows import State
from dragoman.errors import DataError

KINDS = {
    "bodies": {"igo", "forum"},
    "outlets": {"agency", "paper", "broadcaster", "site"},
    "organisations": {"organisation", "armed_group"},
}
SECTORS = {
    "GOV",
    "MIL",
    "COP",
    "JUD",
    "LEG",
    "PTY",
    "PRM",
    "REB",
    "SPY",
    "BUS",
    "CRM",
    "CVL",
    "EDU",
    "LAB",
    "OPP",
    "PRE",
}
SECTORS |= {"JRN", "REL", "SOC"}
FORMER = {"SUN", "YUG", "CSK", "DDR"}


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return load_atlas()


def test_every_state_has_what_it_needs(atlas: Atlas) -> None:
    assert len(atlas.states) == 198 + len(FORMER)
    assert {s.iso3 for s in atlas.states.values() if s.until} == FORMER
    bare = [
        s.iso3
        for s in atlas.states.values()
        if not (s.demonyms and s.adjectives and s.capital and s.iso2 and s.lat is not None and s.wikidata)
    ]
    assert bare == []


def test_wikidata_items_are_well_formed_and_no_two_rows_have_one(atlas: Atlas) -> None:
    tables = (atlas.states, atlas.bodies, atlas.organisations, atlas.outlets)
    items = [row.wikidata for table in tables for row in table.values() if row.wikidata is not None]
    assert len(items) > 250
    assert [i for i in items if not re.fullmatch(r"Q[1-9]\d*", i)] == []
    assert len(set(items)) == len(items)


def test_ids_are_unique_across_tables(atlas: Atlas) -> None:
    everybody = list(chain.from_iterable(rows for table, rows in atlas.tables.items() if table != "toponym"))
    assert sorted(i for i in everybody if everybody.count(i) > 1) == []


def test_codes_are_of_states(atlas: Atlas) -> None:
    known = set(atlas.states)
    members = [
        (b.id, m)
        for b in (*atlas.bodies.values(), *atlas.groups.values())
        for m in b.members
        if m not in known - FORMER
    ]
    terms = [(b.id, t[0]) for b in atlas.bodies.values() for t in b.terms if t[0] not in known]
    tables = (atlas.outlets, atlas.organisations, atlas.offices, atlas.persons, atlas.places)
    countries = [(r.id, r.country) for rows in tables for r in rows.values() if r.country not in known | {None}]
    assert (members, terms, countries) == ([], [], [])


def test_members_or_a_reason(atlas: Atlas) -> None:
    assert [b.id for b in atlas.bodies.values() if not b.members and not b.reason] == []
    assert [b.id for b in atlas.bodies.values() if b.members and not b.source] == []
    assert [g.id for g in atlas.groups.values() if not g.members and not g.reason] == []
    assert [b.id for b in atlas.bodies.values() if b.parent is not None and b.parent not in atlas.bodies] == []


def test_members_agree_with_their_terms(atlas: Atlas) -> None:
    left = [
        (b.id, t)
        for b in atlas.bodies.values()
        for t in b.terms
        if t[2] and t[0] in b.members and b.id not in ended(b.terms)
    ]
    current = [
        (b.id, t) for b in atlas.bodies.values() if b.members for t in b.terms if not t[2] and t[0] not in b.members
    ]
    assert current == []
    assert {i for i, _ in left} <= {"g8", "shanghai-five", "minsk-group"}


def ended(terms: tuple[tuple[str, str, str], ...]) -> set[str]:
    return {t[0] for t in terms if t[2]}


def test_kinds_and_sectors(atlas: Atlas) -> None:
    assert {b.kind for b in atlas.bodies.values()} == KINDS["bodies"]
    assert {o.kind for o in atlas.outlets.values()} == KINDS["outlets"]
    assert {o.kind for o in atlas.organisations.values()} == KINDS["organisations"]
    rows = (*atlas.organisations.values(), *atlas.offices.values(), *atlas.persons.values())
    assert {r.sector for r in rows} <= SECTORS | {None}
    assert [o.id for o in atlas.offices.values() if not o.id.startswith(f"{o.country}.")] == []
    assert {p.kind for p in atlas.places.values()} <= {"place", "region", "waterbody", "port", "crossing", "corridor"}
    assert [p.id for p in atlas.places.values() if (p.lat is None) != (p.kind == "corridor")] == []


def test_enough_is_known(atlas: Atlas) -> None:
    assert len(atlas.bodies) >= 120
    assert len(atlas.outlets) >= 160
    assert len(atlas.organisations) >= 120
    assert len(atlas.persons) >= 250
    assert sum(p.kind in {"port", "crossing"} for p in atlas.places.values()) >= 120
    assert sum(p.kind == "waterbody" for p in atlas.places.values()) >= 80


def test_spells_are_in_order(atlas: Atlas) -> None:
    assert [(p.id, t) for p in atlas.persons.values() for t in p.terms if t[2] and not t[1] < t[2]] == []


def test_twins_are_mutual(atlas: Atlas) -> None:
    twins = {p.id: p.twin for p in atlas.places.values() if p.twin}
    assert [i for i, twin in twins.items() if twins.get(twin) != i] == []


def test_every_name_leads_back(atlas: Atlas) -> None:
    lost = []
    for table, rows in atlas.tables.items():
        for row in rows.values():
            for name in chain.from_iterable(names for _, names in row.forms):
                match = atlas.find(name.split(), 0)
                if match is None or row.id not in {e.target for e in match.entries if e.table == table}:
                    lost.append((table, row.id, name))
    assert lost == []


@pytest.mark.parametrize(
    ("words", "table", "target", "form"),
    [
        ("Iran", "state", "IRN", "name"),
        ("IRAN", "state", "IRN", "name"),
        ("Tehran", "state", "IRN", "metonym"),
        ("Emiratis", "state", "ARE", "demonym"),
        ("Turk", "state", "TUR", "demonym"),
        ("Kazakhstani", "state", "KAZ", "adjective"),
        ("Sino", "state", "CHN", "prefix"),
        ("U.S.", "state", "USA", "acronym"),
        ("Burma", "state", "MMR", "name"),
        ("Türkiye", "state", "TUR", "name"),
        ("Zaire", "state", "COD", "historic"),
        ("USSR", "state", "SUN", "acronym"),
        ("Côte d' Ivoire", "state", "CIV", "name"),
        ("Cote d'Ivoire", "state", "CIV", "name"),
        ("Zionist entity", "state", "ISR", "epithet"),
        ("Kiev regime", "state", "UKR", "epithet"),
        ("Kiev", "state", "UKR", "metonym"),
        ("SCO", "body", "sco", "acronym"),
        ("Nato", "body", "nato", "name"),
        ("P5 + 1", "body", "p5-plus-1", "name"),
        ("C5+1", "body", "c5-plus-1", "name"),
        ("U.N. Security Council", "body", "un-security-council", "name"),
        ("Caspian littoral states", "group", "caspian-states", "name"),
        ("White House", "office", "USA.presidency", "name"),
        ("Kremlin", "office", "RUS.presidency", "name"),
        ("Foggy Bottom", "office", "USA.foreign_ministry", "seat"),
        ("al - Qaeda", "organisation", "al-qaeda", "name"),
        ("Revolutionary Guards", "organisation", "irgc", "name"),
        ("Abkhazia", "organisation", "abkhazia", "name"),
        ("Tasnim", "outlet", "tasnim", "name"),
        ("RFE / RL", "outlet", "rferl", "acronym"),
        ("Recep Tayyip Erdoğan", "person", "recep-tayyip-erdogan", "name"),
        ("Amirabdollahian", "person", "hossein-amir-abdollahian", "name"),
        ("Strait of Hormuz", "toponym", "strait-of-hormuz", "name"),
        ("Hairatan", "toponym", "hairatan", "name"),
    ],
)
def test_names(atlas: Atlas, words: str, table: str, target: str, form: str) -> None:
    match = atlas.find(words.split(), 0)
    assert match is not None
    assert match.end == len(words.split())
    assert (table, target, form) in {(e.table, e.target, e.form) for e in match.entries}


@pytest.mark.parametrize(
    "words",
    [
        "turkey",
        "us",
        "Us",
        "who",
        "Who",
        "eco",
        "polish",
        "trend",
        "china",
        ",",
        "",
        "The",
        "I'll",
        "She’ll",
        "Let",
        "Plan",
    ],
)
def test_common_words_are_no_names(atlas: Atlas, words: str) -> None:
    assert atlas.find([words, "voted"], 0) is None


def test_longest_match_wins_and_stops_at_commas(atlas: Atlas) -> None:
    words = ["United", "Nations", "Security", "Council"]
    match = atlas.find(words, 0)
    assert match is not None
    assert match.end == 4
    parted = atlas.find(["United", ",", "Nations"], 0)
    assert parted is None


@pytest.mark.parametrize(
    ("name", "sense"),
    [
        ("Georgia", "us_state"),
        ("Jordan", "given_name"),
        ("Chad", "given_name"),
        ("Niger", "river"),
        ("Congo", "two_states"),
        ("Washington", "surname"),
    ],
)
def test_ambiguous_names_say_what_else_they_are(atlas: Atlas, name: str, sense: str) -> None:
    match = atlas.find([name], 0)
    assert match is not None
    assert all(e.ambiguous and sense in e.senses for e in match.entries)


@pytest.mark.parametrize(
    ("office", "day", "holders"),
    [
        ("IRN.foreign_minister", "2022-07-01", ["hossein-amir-abdollahian"]),
        ("IRN.president", "2022-06", ["ebrahim-raisi"]),
        ("un.secretary_general", "1999", ["kofi-annan"]),
        ("USA.president", "1996-02-01", ["bill-clinton"]),
        ("USA.president", "1912-01-01", []),
    ],
)
def test_holders_of_offices(atlas: Atlas, office: str, day: str, holders: list[str]) -> None:
    assert [p.id for p in atlas.holders(office, day)] == holders


def test_members_on_a_day(atlas: Atlas) -> None:
    sco = atlas.bodies["sco"]
    assert "IRN" not in sco.members_on("2022-07-01")
    assert "IRN" in sco.members_on("2023-07-04")
    assert "GBR" in atlas.bodies["eu"].members_on("2019-12-31")
    assert atlas.bodies["warsaw-pact"].members_on("2001-01-01") == ()


@pytest.mark.parametrize(
    ("url", "outlet"),
    [
        ("https://www.tasnimnews.com/en/news/2022/07/01/1", "tasnim"),
        ("edition.cnn.com", "cnn"),
        ("http://timesofindia.indiatimes.com/x", "times-of-india"),
        ("https://example.org/", None),
        ("", None),
    ],
)
def test_outlet_of_url(atlas: Atlas, url: str, outlet: str | None) -> None:
    found = atlas.outlet_of_url(url)
    assert (found.id if found else None) == outlet


@pytest.mark.parametrize(
    ("name", "first", "countries"),
    [
        ("Paris", "geonames:2988507", {"FRA", "USA"}),
        ("Astara", "geonames:142676", {"IRN", "AZE"}),
        ("Sarakhs", "geonames:1159716", {"IRN", "TKM"}),
        ("Herat", "geonames:1140026", {"AFG", "IRN"}),
        ("Kiev", "geonames:703448", {"UKR"}),
        ("Turkmenbashi", "geonames:601594", {"TKM"}),
        ("Saint Petersburg", "geonames:498817", {"RUS"}),
        ("Chabahar", "geonames:1161724", {"IRN"}),
        ("Persian Gulf", "persian-gulf", set()),
        ("Arabian Gulf", "persian-gulf", set()),
    ],
)
def test_toponyms(atlas: Atlas, name: str, first: str, countries: set[str]) -> None:
    found = atlas.toponyms(name)
    assert found[0].id == first
    assert countries <= {t.country for t in found}
    assert atlas.toponym(first) == found[0]


def test_places_are_found_in_running_words(atlas: Atlas) -> None:
    words = ["in", "New", "York", "City", ",", "and", "in", "bath"]
    end, found = atlas.find_places(words, 1) or (0, ())
    assert end == 4
    assert found[0].country == "USA"
    assert atlas.find_places(words, 7) is None
    mary = atlas.toponyms("Mary")
    assert mary[0].country == "TKM"
    assert mary[0].common_word


def test_a_bad_row_is_named() -> None:
    with pytest.raises(DataError, match="XXX"):
        build(State, "iso3", {"XXX": {"name": "Nowhere", "colour": "red"}}, "states.toml")


def test_loading_is_quick() -> None:
    start = time.process_time()
    fresh = load_atlas.__wrapped__()
    assert fresh.find(["Iran"], 0) is not None
    assert time.process_time() - start < 2.0


@given(st.text())
def test_pieces_are_words(text: str) -> None:
    assert all(p.isalnum() or p in "+&" for p in pieces(text))
    assert folded(pieces(text)) == fold(text)


@given(st.lists(st.text(max_size=8), min_size=1, max_size=12))
def test_any_words_can_be_scanned(words: list[str]) -> None:
    atlas = load_atlas()
    for start, begins in enumerate(atlas.begins(words)):
        match = atlas.find(words, start)
        assert match is None or (begins and start < match.end <= len(words))


def test_apostrophes_may_part_words() -> None:
    assert spellings("Sana'a") == ("Sana'a", "Sana a")
    assert spellings("Iran") == ("Iran",)

"""What reports on international relations name is known, and where it belongs; the lists are from general knowledge."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.atlas.atlas import Atlas, load_atlas
from dragoman.atlas.names import Match

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return load_atlas()


def listed(name: str) -> Iterator[tuple[str, str]]:
    """State and name of each entry of a list; lines are a state (or "-" for none), a tab, and names parted by ";"."""
    for line in HERE.joinpath(name).read_text(encoding="utf-8").splitlines():
        state, _, names = line.partition("\t")
        yield from ((state, n) for n in names.split("; ") if not line.startswith("#"))


def found(atlas: Atlas, name: str) -> Match | None:
    words = name.replace("-", " - ").replace("/", " / ").split()
    match = atlas.find(words, 0)
    return match if match is not None and match.end == len(words) else None


def states(atlas: Atlas, name: str) -> set[str | None]:
    """The states to which the meanings of a name belong."""
    match = found(atlas, name)
    entries = match.entries if match is not None else ()
    rows = [(e.table, e.target, atlas.tables[e.table][e.target]) for e in entries]
    return {target if table == "state" else getattr(row, "country", None) for table, target, row in rows}


def test_places_of_the_news_are_known_in_their_state(atlas: Atlas) -> None:
    entries = list(listed("named_places.tsv"))
    unknown = [
        (state, name)
        for state, name in entries
        if state not in {t.country or "-" for t in atlas.toponyms(name)} | {s or "-" for s in states(atlas, name)}
    ]
    assert len(entries) > 4500
    assert unknown == []


def test_bodies_and_organised_actors_are_known(atlas: Atlas) -> None:
    entries = list(listed("named_actors.tsv"))
    unknown = [(state, name) for state, name in entries if (state if state != "-" else None) not in states(atlas, name)]
    assert len(entries) > 1300
    assert unknown == []


def test_peoples_adjectives_and_capitals_lead_to_their_state(atlas: Atlas) -> None:
    entries = list(listed("named_peoples.tsv"))
    unknown = [(state, name) for state, name in entries if state not in states(atlas, name)]
    assert len(entries) > 650
    assert unknown == []


@pytest.mark.parametrize(
    ("name", "country", "sector"),
    [
        ("Abkhaz", "GEO", "PRE"),
        ("Transnistrian", "MDA", "PRE"),
        ("Sahrawi", "MAR", "PRE"),
        ("Turkish Cypriot", "CYP", "PRE"),
        ("South Ossetian", "GEO", "PRE"),
        ("Somaliland", "SOM", "PRE"),
        ("Tatars", "RUS", "CVL"),
        ("Tibetan", "CHN", "CVL"),
        ("Scottish", "GBR", "CVL"),
        ("Greenlandic", "DNK", "CVL"),
        ("Puerto Rican", "USA", "CVL"),
        ("Yazidis", "IRQ", "CVL"),
        ("Ossetian", None, "CVL"),
    ],
)
def test_peoples_within_states(atlas: Atlas, name: str, country: str | None, sector: str) -> None:
    match = found(atlas, name)
    rows = [atlas.organisations[e.target] for e in match.entries if e.table == "organisation"] if match else []
    assert (country, sector) in {(r.country, r.sector) for r in rows}

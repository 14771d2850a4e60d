"""Choosing among places of one name."""

import math
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.atlas.rows import Toponym
from dragoman.extraction.geocoding import Mentioned, distance, locate

PARIS = Toponym("fr", "Paris", 48.85, 2.35, "FRA", population=2_100_000, admin1="11")
PARIS_TEXAS = Toponym("tx", "Paris", 33.66, -95.56, "USA", population=25_000, admin1="TX")
DALLAS = Toponym("dallas", "Dallas", 32.78, -96.81, "USA", population=1_300_000, admin1="TX")
SHERMAN = Toponym("sherman", "Sherman", 33.64, -96.61, "USA", population=43_000, admin1="TX")
ASTARA_IR = Toponym("ir", "Astara", 38.43, 48.87, "IRN", population=51_000)
ASTARA_AZ = Toponym("az", "Astara", 38.46, 48.87, "AZE", population=14_000)
ANTON = Toponym("anton", "Antonville", 40.0, -80.0, "USA", population=60_000, admin1="PA")
ANTON_KNOWN = Toponym("known", "Antonville", 30.0, 40.0, "IRQ", population=9_000, fame=300_000)
PORT_NEW = Toponym("new", "Port Neu", 10.0, 10.0, "NGA", population=400_000, known_as=("Port Alt",))
PORT_OLD = Toponym("old", "Port Neu", 10.0, 10.0, "NGA", population=400_000, aliases=("Port Alt",))
PORT_ALT = Toponym("alt", "Port Alt", -20.0, 20.0, "NAM", population=90_000)

CASES: list[tuple[Mapping[str, Sequence[Mentioned]], Mapping[str, int], str, str]] = [
    ({"paris": [Mentioned((PARIS, PARIS_TEXAS))]}, {}, "paris", "fr"),
    ({"paris": [Mentioned((PARIS, PARIS_TEXAS), frozenset({"USA.TX"}))]}, {}, "paris", "tx"),
    (
        {
            "paris": [Mentioned((PARIS, PARIS_TEXAS))],
            "dallas": [Mentioned((DALLAS,))],
            "sherman": [Mentioned((SHERMAN,))],
        },
        {},
        "paris",
        "tx",
    ),
    ({"astara": [Mentioned((ASTARA_IR, ASTARA_AZ))]}, {"AZE": 3}, "astara", "az"),
    ({"astara": [Mentioned((ASTARA_IR, ASTARA_AZ))]}, {"IRN": 3}, "astara", "ir"),
    (
        {"astara": [Mentioned((ASTARA_IR, ASTARA_AZ)), Mentioned((ASTARA_IR, ASTARA_AZ), frozenset({"AZE"}))]},
        {"IRN": 3, "AZE": 1},
        "astara",
        "az",
    ),
    ({"antonville": [Mentioned((ANTON, ANTON_KNOWN))]}, {}, "antonville", "known"),
    ({"antonville": [Mentioned((ANTON, ANTON_KNOWN), frozenset({"USA"}))]}, {}, "antonville", "anton"),
    ({"port alt": [Mentioned((PORT_NEW, PORT_ALT))]}, {}, "port alt", "new"),
    ({"port alt": [Mentioned((PORT_OLD, PORT_ALT))]}, {}, "port alt", "alt"),
]


@pytest.mark.parametrize(("mentions", "countries", "name", "expected"), CASES)
def test_the_likeliest_place(
    mentions: Mapping[str, Sequence[Mentioned]], countries: Mapping[str, int], name: str, expected: str
) -> None:
    assert locate(mentions, countries)[name].id == expected


def test_no_names_no_places() -> None:
    assert locate({}, {}) == {}


points = st.builds(
    Toponym, st.just("p"), st.just("P"), st.floats(-90, 90, allow_nan=False), st.floats(-180, 180, allow_nan=False)
)


@given(points, points)
def test_distance_is_symmetric_and_on_earth(a: Toponym, b: Toponym) -> None:
    assert distance(a, b) == pytest.approx(distance(b, a), abs=1e-3)
    assert 0 <= distance(a, b) <= math.pi * 6371.0 + 1


def test_a_place_without_a_point_is_infinitely_far() -> None:
    assert distance(PARIS, Toponym("x", "X", None, None)) == math.inf

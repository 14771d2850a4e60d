"""Groups of states: found by any of their names, with members as of a day."""

import pytest

from dragoman.atlas.circles import circle_of, circles, leads, of_member, state_code
from dragoman.errors import ChoiceUnknown


@pytest.mark.parametrize(
    ("name", "identity"),
    [
        ("caspian-five", "caspian-states"),
        ("Caspian littoral states", "caspian-states"),
        ("central-asia", "central-asian-states"),
        ("SCO", "sco"),
        ("European Union", "eu"),
        ("visegrad", "visegrad"),
        ("IRN,AZE", "AZE,IRN"),
        ("Iran, Azerbaijan , RUS", "AZE,IRN,RUS"),
    ],
)
def test_a_circle_is_found_by_id_short_name_name_or_list(name: str, identity: str) -> None:
    assert circle_of(name).id == identity


@pytest.mark.parametrize(
    ("name", "day", "inside", "outside"),
    [
        ("sco", "2020-01-01", {"IND", "RUS"}, {"IRN", "BLR"}),
        ("sco", "2024-01-01", {"IRN"}, {"BLR"}),
        ("brics", "2015", {"ZAF", "CHN"}, {"IRN", "EGY"}),
        ("eu", "2019-06-01", {"GBR", "POL"}, {"TUR"}),
        ("eu", "2021", {"POL"}, {"GBR"}),
        ("caspian-five", "1985", {"SUN", "IRN"}, {"RUS", "KAZ"}),
        ("caspian-five", "2001", {"RUS", "IRN", "KAZ"}, {"SUN"}),
        ("visegrad", "1992", {"CSK", "POL"}, {"CZE"}),
        ("visegrad", "1999", {"CZE", "SVK"}, {"CSK"}),
    ],
)
def test_members_are_those_of_the_day(name: str, day: str, inside: set[str], outside: set[str]) -> None:
    members = set(circle_of(name).members_on(day))
    assert inside <= members
    assert not outside & members


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("atlantis", "caspian-five"),
        ("IRN,", "two states or more"),
        ("IRN,Atlantis", "There is no state 'Atlantis'"),
        ("the-west", "caspian-five"),
    ],
)
def test_what_is_no_circle_is_said(name: str, says: str) -> None:
    with pytest.raises(ChoiceUnknown, match=says):
        circle_of(name)


def test_dated_members_have_a_source() -> None:
    assert [c.id for c in circles().values() if any(t[1] or t[2] for t in c.terms) and not c.source] == []


def test_short_names_are_of_one_group_and_no_id_of_another() -> None:
    shorts = [s for c in circles().values() for s in c.short]
    assert len(shorts) == len(set(shorts))
    assert not set(shorts) & set(circles())


def test_a_code_that_the_atlas_lacks_stands_for_itself() -> None:
    assert state_code("S01") == "S01"
    assert state_code("iran") == "IRN"


def test_powers_lead_bodies_of_the_atlas_each_with_its_reason() -> None:
    assert {lead.power for lead in leads()} >= {"RUS", "CHN", "USA", "TUR", "IRN", "SAU"}
    assert all(lead.because for lead in leads())
    assert "eaeu" in {c.id for c in of_member("RUS")}
    assert "caspian-states" not in {c.id for c in of_member("RUS")}

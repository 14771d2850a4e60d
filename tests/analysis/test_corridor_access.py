"""Who reaches which sea, and who gains or loses by an opening or a closure."""

from functools import cache

import pytest

from dragoman.analysis.corridors.access import AccessChange, PortChange, access, access_changes
from dragoman.analysis.corridors.frames import access_frame, changes_frame
from dragoman.analysis.corridors.world import World, world
from dragoman.atlas.corridors import MODES, load_corridors, read_assumptions
from dragoman.errors import ChoiceUnknown


@cache
def now(*assumed: str) -> World:
    return world(load_corridors(), read_assumptions(), assumed)


def changed(assumed: str, *states: str, modes: tuple[str, ...] = MODES) -> dict[str, AccessChange]:
    return {c.state: c for c in access_changes(now(), now(assumed), states, modes)}


def port(change: AccessChange, name: str) -> PortChange | None:
    return next((p for p in change.ports if p.port == name), None)


def test_every_landlocked_state_reaches_some_open_sea_over_land() -> None:
    for found in access(now()):
        assert found.best is not None
        assert all(now().atlas.nodes[p].sea == "open" for p, _ in found.ports)
        costs = [w.effort.central for _, w in found.ports]
        assert costs == sorted(costs)


def test_no_way_to_a_port_goes_over_the_open_sea() -> None:
    for found in access(now(), ["UZB", "AFG"]):
        for _, way in found.ports:
            seas = [s for s in way.steps if s.leg.mode == "sea"]
            assert all("open" not in {now().atlas.nodes[n].sea for n in (s.start, s.end)} for s in seas)


def test_the_missing_link_gives_nobody_bare_access() -> None:
    """Roads and the line through Sarakhs exist: nobody gains a port that could not be reached before."""
    found = changed("rasht-astara=open", "AZE", "ARM", "GEO", "RUS", "KAZ", "UZB", "TKM")
    assert {p.kind for c in found.values() for p in c.ports} <= {"cheaper"}
    assert found["UZB"].ports == ()


def test_the_missing_link_shortens_rails_for_the_caucasus_and_saves_changes_of_mode() -> None:
    rail = changed("rasht-astara=open", "AZE", "ARM", "RUS", modes=("rail",))
    for state, most in (("AZE", 2300), ("ARM", 3100), ("RUS", 4700)):
        change = port(rail[state], "bandar-abbas")
        assert change is not None
        assert change.before is not None
        assert change.after is not None
        assert change.after.km < most < change.before.km
    any_mode = port(changed("rasht-astara=open", "AZE")["AZE"], "bandar-abbas")
    assert any_mode is not None
    assert any_mode.before is not None
    assert any_mode.after is not None
    assert (any_mode.before.mode_changes, any_mode.after.mode_changes) == (2, 0)


def test_rails_to_chabahar_matter_for_cost_though_not_for_length() -> None:
    """By km alone the opening changes next to nothing, since a road lies beside the line."""
    change = port(changed("khash-chabahar=open", "UZB")["UZB"], "chabahar")
    assert change is not None
    assert change.kind == "cheaper"
    assert change.before is not None
    assert change.after is not None
    assert change.after.km > change.before.km
    assert change.after.mode_changes < change.before.mode_changes


def test_a_closed_port_is_lost_and_the_next_one_takes_its_place() -> None:
    found = changed("bandar-abbas=closed", "TKM")["TKM"]
    lost = port(found, "bandar-abbas")
    assert lost is not None
    assert lost.kind == "lost"
    assert found.after is not None
    assert found.before is not None
    assert found.after.effort.central > found.before.effort.central


def test_a_closed_state_loses_its_ports_for_everybody() -> None:
    for change in changed("IRN=closed").values():
        assert {"bandar-abbas", "chabahar"} <= {p.port for p in change.ports if p.kind == "lost"}


def test_strangers_are_told_who_can_be_asked_for() -> None:
    with pytest.raises(ChoiceUnknown, match="There is no state with a measured access 'CHE'"):
        access(now(), ["CHE"])
    with pytest.raises(ChoiceUnknown, match="There is no mode 'camel'"):
        access(now(), ["UZB"], ["camel"])


def test_access_as_rows() -> None:
    frame = access_frame(now().atlas, access(now(), ["UZB"]))
    assert set(frame["state"]) == {"UZB"}
    changes = changes_frame(now().atlas, list(changed("IRN=closed", "UZB").values()))
    lost = changes.filter(changes["change"] == "lost")
    assert lost["km_after"].null_count() == lost.height > 0

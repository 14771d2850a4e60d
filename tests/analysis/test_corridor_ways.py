"""Ways between places: ranking, baselines, assumptions, transfers, and the weakest word."""

from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.analysis.corridors.costs import changes, passing
from dragoman.analysis.corridors.frames import legs_frame, stretches, ways_frame
from dragoman.analysis.corridors.paths import Way, network_of, paths, way_of
from dragoman.analysis.corridors.ways import Answer, find_ways
from dragoman.analysis.corridors.world import STANDINGS, World, world
from dragoman.atlas.corridors import MODES, load_corridors, read_assumptions
from dragoman.errors import ChoiceUnknown

LAND = ("rail", "road", "ferry")


@cache
def now(*assumed: str, as_of: str | None = None) -> World:
    return world(load_corridors(), read_assumptions(), assumed, as_of)


def ask(origin: str, destination: str, *assumed: str, **more: object) -> Answer:
    without = now() if assumed else None
    return find_ways(now(*assumed), origin, destination, without=without, number=1, **more)  # type: ignore[arg-type]


def test_a_way_is_a_chain_from_one_place_to_the_other() -> None:
    answer = find_ways(now(), "Tashkent", "Bandar Abbas", number=3)
    assert len(answer.ways) == 3
    for way in answer.ways:
        assert way.nodes[0] == "tashkent"
        assert way.nodes[-1] == "bandar-abbas"
        assert len(set(way.nodes)) == len(way.nodes)
        assert all(one.end == two.start for one, two in pairwise(way.steps))
        assert way.km == pytest.approx(sum(s.km for s in way.steps))
    costs = [w.effort.central for w in answer.ways]
    assert costs == sorted(costs)


def test_names_in_several_scripts_lead_to_nodes() -> None:
    answer = ask("Москва", "تهران")
    assert (answer.origin, answer.destination) == ("moscow", "tehran")


@pytest.mark.parametrize(
    ("origin", "more", "says"),
    [
        ("Atlantis", {}, "There is no place on the corridors 'Atlantis'"),
        ("Baku", {"modes": ("rail", "camel")}, "There is no mode 'camel'"),
        ("Baku", {"objective": "beauty"}, "There is no objective 'beauty'"),
        ("Baku", {"baseline": "moon"}, "There is no baseline 'moon'"),
    ],
)
def test_what_does_not_exist_is_said_with_the_choices(origin: str, more: dict[str, object], says: str) -> None:
    with pytest.raises(ChoiceUnknown, match=says):
        ask(origin, "Moscow", **more)


@pytest.mark.parametrize("text", ["rasht-astara", "rasht-astara=maybe", "no-such-leg=open", "XYZ=closed"])
def test_assumptions_that_say_nothing_are_refused(text: str) -> None:
    with pytest.raises(ChoiceUnknown):
        now(text)


def test_only_the_asked_modes_are_used() -> None:
    way = ask("Baku", "Tehran", modes=("rail",)).ways[0]
    assert way.modes == ("rail",)
    assert ask("Baku", "Tehran", modes=("sea",)).ways == ()


def test_an_assumption_opens_a_leg_and_is_the_weakest_word() -> None:
    closed = ask("Baku", "Rasht", modes=("rail",)).ways[0]
    opened = ask("Baku", "Rasht", "rasht-astara=open", modes=("rail",))
    assert opened.ways[0].km < 700 < closed.km
    weakest = opened.ways[0].weakest
    assert weakest is not None
    assert (weakest.leg.id, weakest.state.standing, weakest.state.before) == ("rasht-astara", "assumed", "agreed")
    assert opened.before is not None
    assert opened.before.nodes == closed.nodes


def test_a_way_over_the_opened_leg_is_shown_even_where_it_is_not_the_best() -> None:
    answer = ask("Moscow", "Mumbai", "rasht-astara=open")
    (over,) = answer.using
    assert "rasht-astara" in {s.leg.id for s in over.steps}
    assert over.effort.central >= answer.ways[0].effort.central


def test_closing_a_node_a_leg_or_a_state_closes_every_way_through_it() -> None:
    for assumed, gone in (("bandar-abbas=closed", "bandar-abbas"), ("Bandar-e Abbas=closed", "bandar-abbas")):
        assert gone not in ask("Tashkent", "Mumbai", assumed).ways[0].nodes
    way = ask("Tashkent", "Istanbul", "RUS=closed", "IRN=closed").ways[0]
    assert not {now().atlas.nodes[n].country for n in way.nodes} & {"RUS", "IRN"}
    # A road that only passes through a closed state is closed too.
    assert not now("IRN=closed").usable(now().atlas.legs["aras-corridor-road"])


def test_the_baseline_is_forced_through_its_nodes_in_either_direction() -> None:
    for origin, destination in (("Moscow", "Mumbai"), ("Mumbai", "Moscow")):
        way = ask(origin, destination, baseline="suez").baseline_way
        assert way is not None
        assert {"suez", "gibraltar", "st-petersburg"} <= set(way.nodes)
        assert way.km == pytest.approx(15_300, rel=0.02)


def test_the_choice_of_the_baseline_decides_what_is_saved() -> None:
    answer = ask("Moscow", "Mumbai", "rasht-astara=open", baseline="suez", objective="km")
    others = {b.name: w.km for b, w in answer.other_baselines}
    assert answer.baseline_way is not None
    over = answer.using[0].km
    assert 1 - over / answer.baseline_way.km == pytest.approx(0.56, abs=0.03)
    assert 1 - over / others["suez-black-sea"] == pytest.approx(0.30, abs=0.04)
    assert "china-rail" not in others


def test_published_times_and_costs_lie_within_the_intervals() -> None:
    """COMCEC 2017, table 58: Nhava Sheva to Moscow by sea and rail through Iran, and by the traditional way."""
    corridor = find_ways(now(), "Nhava Sheva", "Moscow", modes=("rail", "sea"), number=3).ways
    caspian = next(w for w in corridor if "anzali" in w.nodes)
    traditional = ask("Nhava Sheva", "Moscow", baseline="suez").baseline_way
    assert traditional is not None
    for way, days, usd in ((caspian, 26, 3550), (traditional, 32, 3133)):
        assert way.effort.days.low <= days <= way.effort.days.high
        assert way.effort.usd.low <= usd <= way.effort.usd.high


def test_the_train_from_islamabad_to_istanbul_takes_as_long_as_published() -> None:
    """5,981 km from Islamabad to Ankara in 12 days and 21 hours (The Diplomatic Observer, January 2022)."""
    way = ask("Islamabad", "Ankara", modes=("rail", "ferry"), objective="km").ways[0]
    assert way.km == pytest.approx(5981, rel=0.05)
    assert way.effort.days.low <= 12.9 <= way.effort.days.high
    assert way.gauge_breaks == 1
    assert way.borders == 2


def test_gauge_breaks_mode_changes_and_ships_are_told_apart() -> None:
    legs = now().atlas.legs
    assert changes(now(), None, legs["rasht-astara"]) == ()
    assert changes(now(), legs["qazvin-rasht"], legs["rasht-astara"]) == ()
    assert changes(now(), legs["rasht-astara"], legs["astara-astara"]) == ("gauge",)
    assert changes(now(), legs["anzali-rasht"], legs["anzali-astrakhan"]) == ("mode",)
    assert changes(now(), legs["mumbai-hormuz"], legs["hormuz-bandar-abbas"]) == ()
    assert changes(now(), legs["mumbai-duqm"], legs["duqm-bab"]) == ("ship",)


def test_a_day_decides_which_legs_are_open() -> None:
    assert not now(as_of="2024-06-19").usable(now().atlas.legs["anzali-rasht"])
    assert now(as_of="2024-06-20").usable(now().atlas.legs["anzali-rasht"])
    assert now(as_of="2022").states["hormuz"].standing == "unsourced"


def test_a_strait_lends_its_state_to_the_legs_that_end_in_it() -> None:
    state = now(as_of="2026-03-12").state(now().atlas.legs["mumbai-hormuz"])
    assert (state.of, state.status) == ("hormuz", "closed")
    assert not now(as_of="2026-03-12").usable(now().atlas.legs["mumbai-hormuz"])
    assert now().states["hormuz"].status == "restricted"


def test_the_word_of_one_sides_own_media_is_called_so() -> None:
    assert now().states["khash-chabahar"].standing in {"one side", "two sources"}
    assert now(as_of="2020-12-31").states["khash-chabahar"].standing == "one side"
    assert now().states["akhalkalaki-kars"].standing == "two sources"
    assert now().states["moscow-saratov"].standing == "unsourced"


def test_warnings_reach_legs_by_leg_node_and_state() -> None:
    legs = now().atlas.legs
    assert {"chabahar-ifca", "us-iran"} <= {s.id for s in now().warnings(legs["mumbai-chabahar"])}
    assert {s.id for s in now().warnings(legs["kapikule-sofia"])} == set()


@given(closed=st.lists(st.sampled_from(sorted(load_corridors().legs)), max_size=6, unique=True))
@settings(max_examples=6)
def test_closing_legs_never_makes_the_best_way_better(closed: list[str]) -> None:
    free = best(now(), "almaty", "mersin")
    less = best(world(load_corridors(), read_assumptions(), [f"{i}=closed" for i in closed]), "almaty", "mersin")
    assert free is not None
    assert less is None or less.effort.central >= free.effort.central - 1e-6
    assert less is None or not set(closed) & {s.leg.id for s in less.steps}


def best(there: World, start: str, end: str) -> Way | None:
    return next(paths(there, network_of(there, MODES, "cost"), start, end), None)


@given(leg=st.sampled_from(sorted(load_corridors().legs)))
def test_every_leg_takes_something_and_its_middle_lies_within_its_interval(leg: str) -> None:
    took = passing(now(), now().atlas.legs[leg])
    for interval in (took.km, took.days, took.usd, took.cost):
        assert 0 < interval.low <= interval.high
    assert took.cost.low <= took.central <= took.cost.high


def test_no_way_at_all_is_no_error() -> None:
    answer = ask("Kabul", "Mumbai", "AFG=closed")
    assert answer.ways == ()
    assert ways_frame(answer)["role"].to_list() == ["before"]
    assert ask("Moscow", "Moscow").ways == ()


def test_ways_as_rows() -> None:
    answer = ask("Moscow", "Mumbai", "rasht-astara=open", baseline="suez")
    frame = ways_frame(answer)
    assert frame["role"].to_list() == ["1", "over rasht-astara", "baseline suez", "before"]
    legs = frame.filter(frame["role"] == "over rasht-astara")["legs"].to_list()[0]
    opened = next(leg for leg in legs if leg["leg"] == "rasht-astara")
    assert (opened["status"], opened["status_before"], opened["standing"]) == ("open", "agreed", "assumed")
    assert all(url.startswith("http") for url in opened["status_sources"])
    assert frame["days_low"][0] < frame["days_high"][0]
    assert legs_frame(now()).height == len(load_corridors().legs)


def test_a_way_in_words() -> None:
    way = way_of(now(), "mumbai", ["mumbai-hormuz", "hormuz-bandar-abbas", "sirjan-bandar-abbas"])
    assert stretches(now().atlas, way) == "sea to Bandar Abbas, rail to Sirjan"


def test_every_standing_has_words() -> None:
    assert {s.standing for s in now().states.values()} <= set(STANDINGS)

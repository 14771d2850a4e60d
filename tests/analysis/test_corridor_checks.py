"""The atlas of corridors held against itself and against published lengths."""

from dataclasses import replace

import pytest

from dragoman.analysis.corridors.checks import agreement, comparisons, completeness, faults
from dragoman.analysis.corridors.lengths import detours, lengths
from dragoman.atlas.corridors import Corridors, load_corridors, read_assumptions


def test_nothing_in_the_atlas_is_impossible() -> None:
    assert faults() == []


def broken(**changes: object) -> Corridors:
    """The atlas with one leg changed."""
    atlas = load_corridors()
    leg = replace(atlas.legs["qazvin-rasht"], **changes)  # type: ignore[arg-type]
    return replace(atlas, legs={**atlas.legs, leg.id: leg})


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"km": 90.0}, "less than the"),
        ({"km": 900.0}, "over 2.3 times"),
        ({"b": "nowhere"}, "no two nodes"),
        ({"gauge": None}, "rails need a gauge"),
        ({"sources": ("nobody",)}, "is not listed"),
        ({"sources": ()}, "come together or not at all"),
        ({"mode": "camel"}, "does not exist"),
    ],
)
def test_what_is_impossible_is_found(changes: dict[str, object], says: str) -> None:
    assert any(says in f.says for f in faults(broken(**changes)))


def test_a_node_that_no_leg_joins_is_found() -> None:
    atlas = load_corridors()
    legs = {i: leg for i, leg in atlas.legs.items() if "karachi" not in (leg.a, leg.b)}
    assert "karachi" in {f.of for f in faults(replace(atlas, legs=legs))}


def test_95_percent_of_published_lengths_agree_within_5_percent() -> None:
    near, every = agreement(comparisons())
    assert every >= 90
    assert near / every >= 0.95


def test_most_lengths_agree_with_sources_that_the_atlas_does_not_use_for_them() -> None:
    near, every = agreement([c for c in comparisons() if c.independent])
    assert every >= 25
    assert near / every >= 0.85


@pytest.mark.parametrize(
    ("of", "published"),
    [
        ("bafq to bandar-abbas", 626),
        ("sarakhs-irn to bandar-abbas", 1568),
        ("bafq to mashhad", 800),
        ("tehran to mashhad", 925),
        ("mirjaveh to razi", 2603),
        ("gorgan to uzen", 928),
        ("baku to kars", 826),
    ],
)
def test_published_lines_come_out_as_sums_of_their_legs(of: str, published: float) -> None:
    found = next(c for c in comparisons() if c.of == of)
    assert found.atlas == pytest.approx(published, rel=0.05)


def test_figures_that_contradict_each_other_are_called_disputed() -> None:
    disputed = {c.of for c in comparisons() if c.disputed}
    assert {"kashgar to andijan", "khaf to herat", "bolashak-uzen"} <= disputed


def test_the_corridor_is_as_long_as_its_promoters_say_and_the_sea_way_shorter() -> None:
    found = {c.figures[0][0]: c for c in comparisons() if c.of == "mumbai to st-petersburg"}
    assert found[7200.0].near
    assert found[16066.0].off < -0.05


def test_an_estimate_lies_within_its_bounds_and_above_the_great_circle() -> None:
    atlas, assumptions = load_corridors(), read_assumptions()
    for identity, length in lengths(atlas, assumptions).items():
        leg = atlas.legs[identity]
        assert length.bounds.low <= length.best <= length.bounds.high
        assert length.known == (leg.km is not None)
        if not length.known:
            assert length.best >= atlas.apart(leg.a, leg.b) - 1e-6


def test_detours_are_learned_from_known_legs_or_else_assumed() -> None:
    found = detours(load_corridors(), read_assumptions())
    assert found["road"] == (1.10, pytest.approx(1.35), 1.60)
    low, middle, high = found["rail"]
    assert 1.0 < low < middle < high < 1.6


def test_completeness_counts_what_is_sourced() -> None:
    found = completeness(load_corridors())
    assert found.two_sources <= found.statuses <= found.legs
    assert f"{found.lengths} legs have a published or computed length" in found.sentence

"""Changes of a series: planted ones are found where they are large enough, and none is made up."""

import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from fjords import Deed, fjord_record, quiet, report
from hypothesis import given
from hypothesis import strategies as st

from dragoman.analysis.partners.changes import alike, found
from dragoman.analysis.partners.weights import load_weights
from dragoman.analysis.partners.whole import Asked, Whole, whole
from dragoman.record.record import Record
from dragoman.types import Findings

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "bench"))
import changes as bench

RULES = load_weights().changes
MONTH = load_weights().step("month")


def breaks(values: list[float], *, rooted: bool = True) -> list[int]:
    return [b.at for b in found(values, MONTH, RULES, rooted=rooted).breaks]


def poisson(*parts: tuple[float, int], seed: int = 1) -> list[float]:
    chance = np.random.default_rng(seed)
    return [float(n) for mean, size in parts for n in chance.poisson(mean, size)]


@pytest.mark.parametrize(
    ("parts", "at"),
    [
        (((1, 30), (10, 30)), [30]),
        (((10, 24), (1, 36)), [24]),
        (((1, 20), (12, 20), (1, 20)), [20, 40]),
        (((0, 40), (6, 40)), [40]),
    ],
)
def test_planted_changes_are_found(parts: tuple[tuple[float, int], ...], at: list[int]) -> None:
    told = breaks(poisson(*parts))
    assert len(told) == len(at)
    assert all(abs(a - b) <= 1 for a, b in zip(told, at, strict=True))


def test_a_turn_from_help_to_harm_is_found() -> None:
    values = poisson((4, 30)) + [-v for v in poisson((4, 30), seed=2)]
    assert breaks(values) == [30]
    assert breaks(values, rooted=False) == [30]


def test_series_without_a_change_have_none() -> None:
    told = [breaks(poisson((3, 60), seed=seed)) for seed in range(60)]
    assert sum(map(bool, told)) <= 3


@pytest.mark.parametrize("values", [[], [3.0], [1.0, 9.0], [2.0] * 40, [0.0] * 40])
def test_what_never_varies_or_is_too_short_has_no_change(values: list[float]) -> None:
    assert breaks(values) == []


def test_levels_and_chances_are_told_of_the_values_themselves() -> None:
    values = [1.0, 3.0] * 12 + [11.0, 13.0] * 12
    told = found(values, MONTH, RULES, rooted=True)
    (one,) = told.breaks
    assert (one.at, one.before, one.after) == (24, 2.0, 12.0)
    assert one.p == pytest.approx(1 / (1 + RULES.permutations))
    assert told.penalty == pytest.approx(RULES.penalty * told.variance * np.log(48))


@given(st.lists(st.floats(-50, 50), max_size=60))
def test_the_same_series_gives_the_same_and_breaks_are_apart(values: list[float]) -> None:
    told = found(values, MONTH, RULES)
    assert told == found(values, MONTH, RULES)
    ends = [0, *(b.at for b in told.breaks), len(values)]
    assert all(b - a >= MONTH.shortest for a, b in zip(ends, ends[1:], strict=False)) or not told.breaks
    assert all(0 < b.p <= RULES.alpha for b in told.breaks)


def test_stretches_are_alike_or_not() -> None:
    assert alike([1.0] * 10, [9.0] * 10, RULES) < RULES.alpha
    assert alike([1.0, 2.0] * 5, [2.0, 1.0] * 5, RULES) > RULES.alpha
    assert alike([], [1.0], RULES) == 1.0


def test_contrasts_that_noise_allows_are_found_and_smaller_ones_are_said_to_be_lost() -> None:
    large, none, small = bench.simulated(1, 10, runs=40), bench.simulated(3, 3, runs=40), bench.simulated(3, 5, runs=40)
    assert large.precision >= 0.95
    assert large.recall >= 0.95
    assert none.wrong <= 2
    assert small.recall < 0.8  # as the docs say


def test_planted_changes_are_found_through_the_whole_record(tmp_path: Path) -> None:
    scores = bench.measured(tmp_path, pairs=4, months=18)
    assert scores["all"].planted == 3
    assert scores["all"].precision >= 0.95
    assert scores["all"].recall >= 0.95


@pytest.fixture(scope="module")
def louder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    """A year of one act a month, then one of four; and as many more reports of everything in the second year."""
    with fjord_record(tmp_path_factory.mktemp("louder"), *_louder()) as record:
        yield record


def _louder() -> Iterator[Findings]:
    kinds, number = ("AGREE", "AID", "SUPPORT", "CONSULT"), 0
    for month in range(24):
        year, name = 2031 + month // 12, month % 12 + 1
        for n in range(1 if month < 12 else 4):
            date = f"{year}-{name:02}-{3 + 6 * n:02}"
            number += 1
            yield report(number, Deed(kinds[n], ("NOR",), ("ISL",), date, published=f"{year}-{name:02}-27"))
        for n in range(3 if month < 12 else 12):
            yield quiet(1000 * (month + 1) + n, f"{year}-{name:02}-{n + 10:02}")


@pytest.fixture(scope="module")
def told(louder: Record) -> Whole:
    return whole(louder, Asked("NOR", "ISL", measure="events"))


def test_more_of_all_reports_is_flagged(told: Whole) -> None:
    (change,) = told.course.changes
    assert change.period == "2032-01"
    assert (change.before, change.after) == (1.0, 4.0)
    assert (change.record_before, change.record_after) == (4.0, 16.0)
    assert change.with_volume
    assert "no more than all reporting changed" in told.course.told


def test_a_mean_does_not_grow_with_the_number_of_events(louder: Record) -> None:
    mean = whole(louder, Asked("NOR", "ISL", measure="mean")).course
    assert all(not c.with_volume for c in mean.changes)
    assert mean.known


def test_without_the_library_it_is_said(louder: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ruptures", None)
    found = whole(louder, Asked("NOR", "ISL")).course
    assert not found.known
    assert "pip install 'dragoman[analysis]'" in found.told
    assert found.points

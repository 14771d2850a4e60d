"""Ratios, differences and slopes with their intervals, held against scipy and against worlds with known truth."""

import math
import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.analysis.narratives.effects import (
    Level,
    beta_quantile,
    beta_share,
    difference,
    dispersion,
    normal_quantile,
    ratio,
    slope,
)


@pytest.fixture(scope="module")
def stats() -> Any:
    """The library is large and this module is loaded by every process, so it is loaded late."""
    from scipy import stats

    return stats


@given(st.floats(0.1, 3000), st.floats(0.1, 3000), st.floats(0.001, 0.999))
def test_the_beta_distribution_is_that_of_scipy(stats: Any, a: float, b: float, share: float) -> None:
    assert beta_share(a, b, share) == pytest.approx(stats.beta.cdf(share, a, b), abs=1e-9)
    assert beta_quantile(a, b, share) == pytest.approx(stats.beta.ppf(share, a, b), abs=1e-9)


@pytest.mark.parametrize("share", [0.025, 0.5, 0.975, 0.9999])
def test_the_normal_distribution_is_that_of_scipy(share: float, stats: Any) -> None:
    assert normal_quantile(share) == pytest.approx(stats.norm.ppf(share), abs=1e-9)


@pytest.mark.parametrize(("x", "t", "y", "s"), [(30, 100, 50, 400), (0, 10, 12, 40), (7, 5, 0, 50), (400, 90, 380, 91)])
def test_a_ratio_of_rates_is_exact(x: int, t: float, y: int, s: float, stats: Any) -> None:
    found = ratio(Level("a", x, x, x, t), Level("b", y, y, y, s), 1.5)
    exact = stats.binomtest(x, x + y, t / (t + s)).proportion_ci(method="exact")
    low, high = (v / (1 - v) * s / t if v < 1 else math.inf for v in exact)
    assert (found.low, found.high) == pytest.approx((low, high), rel=1e-6)
    assert found.estimate == pytest.approx((x / t) / (y / s) if y else math.inf)
    smaller = min(stats.binom.cdf(x, x + y, t / (t + s)), stats.binom.sf(x - 1, x + y, t / (t + s)))
    assert found.p == pytest.approx(min(1.0, 2 * smaller), rel=1e-6)


def test_bursts_widen_the_interval() -> None:
    one, other = Level("a", 40, 40, 40, 10), Level("b", 60, 60, 60, 30)
    plain, burst = (ratio(one, other, 1.5, dispersion=d) for d in (1.0, 3.0))
    assert burst.low < plain.low < plain.estimate < plain.high < burst.high
    assert burst.p > plain.p


def test_dispersion_of_bursts_and_of_chance() -> None:
    chance = random.Random(3)
    even = [[(sum(chance.random() < 0.1 for _ in range(100)), 1.0) for _ in range(12)] for _ in range(40)]
    assert dispersion(even) < 1.2
    assert dispersion([[(30, 1.0), (0, 1.0)] * 6]) > 10
    assert dispersion([[(4, 1.0)], [(0, 1.0), (0, 1.0)], [(3, 0.0), (4, 2.0)]]) == 1.0


def drawn(chance: random.Random, mean: float, exposure: float) -> Level:
    """Events of scores 2.5, 9.5 and -2 that come by chance."""
    count = sum(chance.random() < mean * exposure / 1000 for _ in range(1000))
    scores = [chance.choice((2.5, 9.5, -2.0)) for _ in range(count)]
    return Level("drawn", count, sum(scores), sum(s * s for s in scores), exposure)


def test_intervals_hold_the_truth_as_often_as_they_say() -> None:
    chance, held, times = random.Random(5), [0, 0], 250
    for _ in range(times):
        one, other = drawn(chance, 1.5, 30.0), drawn(chance, 1.0, 60.0)
        gap, times_more = difference(one, other, 0.0), ratio(one, other, 1.5)
        held[0] += gap.low <= 0.5 * 10 / 3 <= gap.high
        held[1] += times_more.low <= 1.5 <= times_more.high
    assert min(held) / times > 0.93


def test_silence_is_no_certainty() -> None:
    found = difference(Level("silent", 0, 0.0, 0.0, 12.0), Level("few", 6, 15.0, 37.5, 30.0), 0.0)
    assert found.low < 0 < found.high


def test_a_slope_is_a_share_of_the_mean_level() -> None:
    levels = [Level(str(n), 10 + n, 10.0 + n, 10.0 + n, 2.0) for n in range(24)]
    found = slope(levels, [n / 12 for n in range(24)], 0.1)
    assert found.estimate == pytest.approx(12 / 21.5)
    assert found.low > 0
    assert found.p < 0.01

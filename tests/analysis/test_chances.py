"""Chances of promises: shared between sides, wide where little is known, right about invented worlds."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.analysis.chances import Course, kept_in_time, still_to_come

COUNTS = st.tuples(st.integers(0, 30), st.integers(0, 30)).map(lambda t: (min(t), max(t)))


def test_nothing_known_is_anything() -> None:
    _, unknown = kept_in_time([])
    assert unknown.chance == pytest.approx(0.5)
    assert unknown.low < 0.02
    assert unknown.high > 0.98


def test_a_side_of_which_much_is_known_stands_for_itself_and_others_lean_on_all() -> None:
    (much, little), unknown = kept_in_time([(90, 100), (0, 1)])
    assert much.chance == pytest.approx(0.9, abs=0.02)
    assert much.high - much.low < 0.15
    assert 0.2 < little.chance < 0.6
    assert little.high - little.low > 0.6
    assert unknown.chance > little.chance


@settings(max_examples=15, deadline=None)
@given(st.lists(COUNTS, max_size=6))
def test_intervals_hold_their_chance(counts: list[tuple[int, int]]) -> None:
    chances, unknown = kept_in_time(counts)
    for one in (*chances, unknown):
        assert 0 <= one.low <= one.chance <= one.high <= 1


def test_intervals_of_an_invented_world_hold_the_truth() -> None:
    chance = random.Random(3)
    truth = [chance.betavariate(4, 3) for _ in range(150)]
    sizes = [chance.choice([1, 2, 5, 12]) for _ in truth]
    counts = [(sum(chance.random() < p for _ in range(n)), n) for p, n in zip(truth, sizes, strict=True)]
    found, _ = kept_in_time(counts)
    held = sum(c.low <= p <= c.high for c, p in zip(found, truth, strict=True))
    assert 0.9 * len(truth) <= held
    assert sum((c.chance - p) ** 2 for c, p in zip(found, truth, strict=True)) < sum(
        (k / n - p) ** 2 for (k, n), p in zip(counts, truth, strict=True)
    )


@pytest.mark.parametrize(("share", "least", "most"), [(0.8, 0.73, 0.88), (0.9, 0.84, 0.96)])
def test_intervals_hold_the_truth_as_often_as_they_say(share: float, least: float, most: float) -> None:
    chance, held, sides = random.Random(11), 0, 0
    for _ in range(10):
        truth = [chance.betavariate(2.5, 2.5) for _ in range(60)]
        sizes = [min(40, int(chance.paretovariate(1))) for _ in truth]
        counts = [(sum(chance.random() < p for _ in range(n)), n) for p, n in zip(truth, sizes, strict=True)]
        found, _ = kept_in_time(counts, ((1 - share) / 2, (1 + share) / 2))
        held += sum(c.low <= p <= c.high for c, p in zip(found, truth, strict=True))
        sides += len(truth)
    assert least <= held / sides <= most


def test_what_was_not_watched_so_long_tells_nothing_of_later() -> None:
    assert still_to_come([], 10) is None
    assert still_to_come([Course(5, "silent"), Course(0, "done")], 10) is None


def test_the_silent_leave_the_count_at_their_age_and_the_broken_for_good() -> None:
    watched = [Course(50, "done")] * 4 + [Course(400, "silent")] * 4
    half = still_to_come(watched, 0)
    censored = still_to_come([*watched, *[Course(20, "silent")] * 8], 0)
    broken = still_to_come([*watched, *[Course(20, "broken")] * 8], 0)
    assert half is not None
    assert censored is not None
    assert broken is not None
    assert half.chance == pytest.approx(0.5)
    assert censored.chance == pytest.approx(0.5)
    assert broken.chance == pytest.approx(0.25, abs=0.03)

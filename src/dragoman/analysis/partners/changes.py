"""Where a series changes: breaks of its mean, found by penalised cost and held against chance.

Breaks come from ruptures (PELT with a linear kernel, the cost of a change of mean), at a penalty of 3 times the
variance times ln(n).  The variance is that of differences between neighbours, which a break hardly touches.  Each
break is then held against chance: the values between the breaks on either side are shuffled 999 times with a fixed
seed, and the largest step that any split of them shows is compared with the one found.  The weakest break goes until
all that are left come by chance less often than alpha.  Shuffling takes it that without a break the periods are alike
and independent; a slow drift or a season can look like a break.  Sums and counts scatter the more the larger they are,
so that their signed square roots are searched (`rooted`); the means that are told are of the values themselves.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dragoman.analysis.partners.weights import ChangeRules, Step
from dragoman.errors import ExtraMissing

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Break:
    """A break before the value at `at`: the means before and after it, and how often chance does as much."""

    at: int
    before: float
    after: float
    p: float


@dataclass(frozen=True, slots=True)
class Found:
    """The breaks of a series, the penalty at which they were looked for, and the variance that it is made of."""

    breaks: tuple[Break, ...]
    penalty: float
    variance: float


def found(values: Sequence[float], step: Step, rules: ChangeRules, *, rooted: bool = False) -> Found:
    """The breaks of a series; the same series gives the same.  Raises ExtraMissing without ruptures."""
    plain = np.asarray(values, dtype=np.float64)
    series = np.sign(plain) * np.sqrt(np.abs(plain)) if rooted else plain
    variance = float((np.diff(series) ** 2).mean() / 2) if len(series) > 1 else 0.0
    penalty = rules.penalty * variance * float(np.log(max(len(series), 2)))
    if variance == 0.0 or len(series) < 2 * step.shortest:
        return Found((), penalty, variance)
    at = _candidates(series, step.shortest, penalty)
    chances = [chance(series, at, n, step.shortest, rules) for n in range(len(at))]
    while at and max(chances) > rules.alpha:
        weakest = int(np.argmax(chances))
        at.pop(weakest)
        chances = [chance(series, at, n, step.shortest, rules) for n in range(len(at))]
    ends = [0, *at, len(series)]
    means = [float(plain[a:b].mean()) for a, b in zip(ends, ends[1:], strict=False)]
    return Found(
        tuple(Break(b, means[n], means[n + 1], chances[n]) for n, b in enumerate(at)),
        penalty,
        variance,
    )


def _candidates(series: Floats, shortest: int, penalty: float) -> list[int]:
    try:
        from ruptures import KernelCPD
    except ImportError as error:
        raise ExtraMissing("Finding changes of a series", "ruptures", "analysis") from error
    search = KernelCPD(kernel="linear", min_size=shortest, jump=1).fit(series.reshape(-1, 1))
    return [int(b) for b in search.predict(pen=penalty)[:-1]]


def chance(series: Floats, at: Sequence[int], number: int, shortest: int, rules: ChangeRules) -> float:
    """How often shuffled values between the neighbouring breaks show a step as large, at whatever place."""
    ends = [0, *at, len(series)]
    stretch = series[ends[number] : ends[number + 2]]
    split = at[number] - ends[number]
    random = np.random.default_rng(rules.seed)
    shuffled = random.permuted(np.tile(stretch, (rules.permutations, 1)), axis=1)
    largest = _steps(shuffled, shortest).max(axis=1)
    shown = _steps(stretch.reshape(1, -1), 1)[0, split - 1]
    return float((1 + (largest >= shown * (1 - 1e-12)).sum()) / (1 + rules.permutations))


def _steps(rows: Floats, shortest: int) -> Floats:
    """Of each row the size of the step at each split, as the drop in squared cost that it brings."""
    n = rows.shape[1]
    left = np.arange(1, n)
    sums = np.cumsum(rows, axis=1)[:, :-1]
    total = rows.sum(axis=1, keepdims=True)
    steps: Floats = (sums / left - (total - sums) / (n - left)) ** 2 * left * (n - left) / n
    return steps[:, shortest - 1 : n - shortest]


def alike(before: Sequence[float], after: Sequence[float], rules: ChangeRules) -> float:
    """How often shuffling makes the means of two stretches differ as much; 1 where one of them is empty."""
    if not before or not after:
        return 1.0
    values = np.asarray([*before, *after], dtype=np.float64)
    random = np.random.default_rng(rules.seed)
    shuffled = random.permuted(np.tile(values, (rules.permutations, 1)), axis=1)
    cut = len(before)
    steps = np.abs(shuffled[:, :cut].mean(axis=1) - shuffled[:, cut:].mean(axis=1))
    shown = abs(values[:cut].mean() - values[cut:].mean())
    return float((1 + (steps >= shown * (1 - 1e-12)).sum()) / (1 + rules.permutations))

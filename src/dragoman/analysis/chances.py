"""How likely a promise is kept in time, and an overdue one still comes; intervals are wide where little is known.

**Kept in time.** Of each side, k of its n settled promises were kept in time.  Sides differ, and most have few, so each
borrows from all: its chance is drawn from a beta distribution whose mean and strength are themselves unknown and are
weighed by how well they explain the counts of all sides (a beta-binomial hierarchy, integrated over a grid: Gelman et
al., Bayesian Data Analysis, ch. 5).  With no promise settled at all the chance is 0.5 and the interval nearly all;
with many of its own a side stands for itself.  Intervals hold 95 % of the chance's distribution.

**Still to come.** Of promises late by so many days: how many were done within a year more.  Those not heard of are not
taken for failures but leave the count at the age at which the record ends (right-censored: Kaplan & Meier 1958), and
those told as not happened leave it for good (a competing end: Aalen & Johansen 1978).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import lgamma
from typing import Any, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
SURE = (0.025, 0.975)
YEAR = 365
MEANS = np.linspace(0.02, 0.98, 33)
STRENGTHS = np.geomspace(0.5, 300.0, 16)  # of how many promises the common part is worth
SHARES = (np.arange(500) + 0.5) / 500
_MEAN, _STRENGTH = (g.ravel() for g in np.meshgrid(MEANS, STRENGTHS))
A, B = _MEAN * _STRENGTH, (1 - _MEAN) * _STRENGTH
_lgamma: Any = np.vectorize(lgamma, otypes=[float])


class Chance(NamedTuple):
    """A chance from 0 to 1 and the interval that holds it in 95 of 100 cases."""

    chance: float
    low: float
    high: float


def kept_in_time(counts: Sequence[tuple[int, int]], sure: tuple[float, float] = SURE) -> tuple[list[Chance], Chance]:
    """(the chance of each side that kept k of n promises in time, that of a side of which nothing is known).

    `sure`: the quantiles between which the intervals lie.
    """
    weights = _weights(tuple(sorted((k, n) for k, n in counts if n)))
    return [_posterior(k, n, weights, sure) for k, n in counts], _posterior(0, 0, weights, sure)


@lru_cache(maxsize=4)
def _weights(counts: tuple[tuple[int, int], ...]) -> tuple[float, ...]:
    """How well each mean and strength of the grid explains all counts; they add up to 1.

    Before anything is counted every inverse of a strength is as likely as any other (uniform shrinkage: Daniels, "A
    prior for the variance in hierarchical models", 1999); were every order of strength, intervals would be too narrow.
    """
    fit = -np.log(A + B)
    for k, n in dict.fromkeys(counts):
        fit += counts.count((k, n)) * (_log_beta(A + k, B + n - k) - _log_beta(A, B))
    likely = np.exp(fit - fit.max())
    return tuple(likely / likely.sum())


@lru_cache(maxsize=10_000)
def _posterior(k: int, n: int, weights: tuple[float, ...], sure: tuple[float, float]) -> Chance:
    a, b, w = A + k, B + n - k, np.array(weights)
    mean = float((w * a / (a + b)).sum())
    keep = w > w.max() / 1e6
    density = _density(a[keep], b[keep], w[keep])
    return Chance(mean, *_quantiles(density, sure))


def _density(a: Floats, b: Floats, w: Floats) -> Floats:
    logs = np.outer(a - 1, np.log(SHARES)) + np.outer(b - 1, np.log1p(-SHARES)) - _log_beta(a, b)[:, None]
    mixed: Floats = (w[:, None] * np.exp(logs)).sum(axis=0)
    return mixed


def _quantiles(density: Floats, sure: tuple[float, float] = SURE) -> tuple[float, float]:
    cumulative = np.cumsum(density) / density.sum()
    low, high = (float(SHARES[min(int(np.searchsorted(cumulative, q)), len(SHARES) - 1)]) for q in sure)
    return low, high


def _log_beta(a: Floats, b: Floats) -> Floats:
    logs: Floats = _lgamma(a) + _lgamma(b) - _lgamma(a + b)
    return logs


class Course(NamedTuple):
    """What became of a promise (done, broken, silent) how many days after the day that was named; 0: in time."""

    days: int
    end: str


def still_to_come(courses: Sequence[Course], overdue: int, within: int = YEAR) -> Chance | None:
    """The chance that what is overdue by so many days is done within so many more; null if none was watched so long."""
    return Tally.of(courses).still_to_come(overdue, within)


@dataclass(frozen=True, slots=True)
class Tally:
    """Courses counted once for many questions.

    `watched`: the days of all, sorted; `silent`: of those that nobody tells an end of.  Of each of the `days` on which
    one came to an end: how many were `left` before, `ended` on it, and were `done`.
    """

    watched: Floats
    silent: Floats
    days: Floats
    left: Floats
    ended: Floats
    done: Floats

    @classmethod
    def of(cls, courses: Sequence[Course]) -> Self:
        """The tally of courses."""
        watched = np.sort(np.array([c.days for c in courses], dtype=float))
        told = np.array([c.days for c in courses if c.end != "silent"], dtype=float)
        days, ended = np.unique(told, return_counts=True)
        done = np.searchsorted(days, np.array([c.days for c in courses if c.end == "done"], dtype=float))
        return cls(
            watched,
            np.sort(np.array([c.days for c in courses if c.end == "silent"], dtype=float)),
            days,
            len(watched) - np.searchsorted(watched, days).astype(float),
            ended.astype(float),
            np.bincount(done, minlength=len(days)).astype(float),
        )

    def still_to_come(self, overdue: int, within: int = YEAR) -> Chance | None:
        """As the function of this name."""
        if not len(self.watched) or self.watched[-1] <= overdue:
            return None
        first, last = np.searchsorted(self.days, [overdue, overdue + within], side="right")
        left, ended = self.left[first:last], self.ended[first:last]
        here = np.concatenate(([1.0], np.cumprod(1 - ended / left)))[:-1]
        done = float(np.cumsum(here * self.done[first:last] / left)[-1]) if last > first else 0.0
        # As many as were watched to the end of the time, or to their own: a censored one tells less than a whole.
        enough = np.searchsorted(self.silent, max(overdue + 1, overdue + within))
        watched = self.ended[first:].sum() + len(self.silent) - enough
        a, b = np.array([done * watched + 0.5]), np.array([(1 - done) * watched + 0.5])
        low, high = _quantiles(_density(a, b, np.ones(1)))
        return Chance(float(a[0] / (a[0] + b[0])), low, high)

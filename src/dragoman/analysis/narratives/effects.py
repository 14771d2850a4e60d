"""How much more one number of events is than another, with an interval and a chance that it is mere chance.

**Counts.**  Of x1 events in an exposure of t1 and x2 in t2 the ratio of rates is tested given their sum: x1 is then
binomial with the share r*t1 / (r*t1 + t2) (Przyborowski & Wilenski 1940, Biometrika 31).  The interval is that of
Clopper & Pearson (1934) for that share, so it holds at least its level whatever the counts; `p` is twice the smaller
tail.

**Scores.**  A sum of scores of events that come by chance is a compound Poisson sum: its variance is estimated by the
sum of the squared scores (Bohm & Zech 2014, Nucl. Instrum. Meth. A 748).  Differences of such sums per exposure have
normal intervals.  Each level is at least as uncertain as it would be if both were alike, and as if it had one event
more, so that silence is no certainty.

**Bursts.**  News comes in bursts, so that counts scatter more than chance lets them.  `dispersion` is Pearson's
statistic of months within quarters, at least 1 (McCullagh & Nelder 1989, ch. 6); counts are divided by it, variances
multiplied.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import erfc, exp, inf, lgamma, log, log1p, sqrt

TINY = 1e-300
STEPS = 300


@dataclass(frozen=True, slots=True)
class Effect:
    """What is compared with what: `kind` ratio (1: alike), difference or change a year (0: alike).

    `than`: with what; `claimed`, `other`: the two levels; `estimate` with its interval, infinite where the other is
    nothing; `p`: how likely a difference as large is by chance; `needed`: the estimate from which on it is worth the
    words of the claim.
    """

    kind: str
    than: str
    claimed: float
    other: float
    estimate: float
    low: float
    high: float
    p: float
    needed: float

    @property
    def alike(self) -> float:
        """The estimate that means no difference."""
        return 1.0 if self.kind == "ratio" else 0.0


@dataclass(frozen=True, slots=True)
class Level:
    """What lies in a stretch: events, the sum of their weights and of the squares of these, and the exposure."""

    name: str
    events: int
    total: float
    squares: float
    exposure: float

    @property
    def rate(self) -> float:
        """The total for one unit of exposure."""
        return self.total / self.exposure if self.exposure else 0.0


def joined(levels: Sequence[Level], name: str) -> Level:
    """All levels as one."""
    return Level(
        name,
        sum(v.events for v in levels),
        sum(v.total for v in levels),
        sum(v.squares for v in levels),
        sum(v.exposure for v in levels),
    )


def ratio(claimed: Level, other: Level, needed: float, *, level: float = 0.05, dispersion: float = 1.0) -> Effect:
    """The ratio of two rates of events with an exact interval; `level`: the share of cases in which it may miss."""
    x, y = claimed.events / dispersion, other.events / dispersion
    share = claimed.exposure / (claimed.exposure + other.exposure)
    low = beta_quantile(x, y + 1, level / 2) if x > 0 else 0.0
    high = beta_quantile(x + 1, y, 1 - level / 2) if y > 0 else 1.0
    p = _two_sided(x, y, share)
    estimate = claimed.rate / other.rate if other.rate else inf if claimed.rate else 1.0
    odds = (1 - share) / share
    return Effect(
        "ratio", other.name, claimed.rate, other.rate, estimate, _odds(low) * odds, _odds(high) * odds, p, needed
    )


def difference(claimed: Level, other: Level, needed: float, *, level: float = 0.05, dispersion: float = 1.0) -> Effect:
    """The difference of two levels of scores with a normal interval."""
    error = sqrt(variance(claimed, other, dispersion) + variance(other, claimed, dispersion))
    return _normal("difference", other.name, claimed.rate, other.rate, claimed.rate - other.rate, error, needed, level)


def slope(levels: Sequence[Level], middles: Sequence[float], needed: float, dispersion: float = 1.0) -> Effect:
    """The change of the level in a year as a share of the mean level, by least squares weighted by exposure.

    `middles`: the middles of the stretches in years.
    """
    whole = joined(levels, "the whole time")
    mean = sum(v.exposure * t for v, t in zip(levels, middles, strict=True)) / whole.exposure
    spread = sum(v.exposure * (t - mean) ** 2 for v, t in zip(levels, middles, strict=True))
    weights = [(t - mean) / spread for t in middles]  # of the totals: exposure * (t - mean) * total / exposure
    change = sum(w * v.total for w, v in zip(weights, levels, strict=True))
    error = sqrt(sum(w * w * v.squares * dispersion for w, v in zip(weights, levels, strict=True)))
    base = abs(whole.rate) or 1.0
    return _normal(
        "change a year", "the month before", levels[-1].rate, levels[0].rate, change / base, error / base, needed
    )


def _normal(
    kind: str,
    than: str,
    claimed: float,
    other: float,
    estimate: float,
    error: float,
    needed: float,
    level: float = 0.05,
) -> Effect:
    reach = normal_quantile(1 - level / 2) * error
    p = erfc(abs(estimate) / error / sqrt(2)) if error else 1.0
    return Effect(kind, than, claimed, other, estimate, estimate - reach, estimate + reach, p, needed)


def variance(one: Level, other: Level, dispersion: float) -> float:
    """Of the level of a compound Poisson sum, as if it had one event more, which tells only where there are few.

    The squares are its own or, where that is more, its share of those of both together.
    """
    squares, events = one.squares + other.squares, one.events + other.events
    pooled = squares * one.exposure / (one.exposure + other.exposure)
    return dispersion * (max(one.squares, pooled) + squares / max(events, 1)) / one.exposure**2


def dispersion(counts: Sequence[Sequence[tuple[int, float]]]) -> float:
    """How much more counts scatter than chance lets them, at least 1.

    Of each stretch the (events, exposure) of its months; stretches without events and months without exposure tell
    nothing.
    """
    statistic, free = 0.0, 0
    for parts in counts:
        told = [(x, t) for x, t in parts if t > 0]
        events, exposure = sum(x for x, _ in told), sum(t for _, t in told)
        if events and len(told) > 1:
            statistic += sum((x - events * t / exposure) ** 2 / (events * t / exposure) for x, t in told)
            free += len(told) - 1
    return max(1.0, statistic / free) if free else 1.0


def events_needed(margin: float, share: float) -> int:
    """So many events in both stretches together, of which `share` of the exposure is the claimed one's, show a ratio.

    With four chances in five, at the 95 % level (Schoenfeld 1981, Biometrika 68, for two exponential rates).
    """
    return int((1.96 + 0.8416) ** 2 / (log(margin) ** 2 * share * (1 - share))) + 1


def _odds(share: float) -> float:
    return inf if share >= 1 else share / (1 - share)


def _two_sided(x: float, y: float, share: float) -> float:
    """Twice the smaller tail of the binomial distribution of x among x + y."""
    at_least = beta_share(x, y + 1, share) if x > 0 else 1.0
    at_most = 1 - beta_share(x + 1, y, share) if y > 0 else 1.0
    return min(1.0, 2 * min(at_least, at_most))


def beta_share(a: float, b: float, x: float) -> float:
    """The regularised incomplete beta function, by its continued fraction (DLMF 8.17.22, evaluated after Lentz)."""
    if x <= 0 or x >= 1:
        return 0.0 if x <= 0 else 1.0
    if x > (a + 1) / (a + b + 2):
        return 1 - beta_share(b, a, 1 - x)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x)) / a
    c, d = 1.0, 1 / _away(1 - (a + b) * x / (a + 1))
    fraction = d
    for m in range(1, STEPS):
        for term in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d, c = 1 / _away(1 + term * d), _away(1 + term / c)
            fraction *= d * c
        if abs(d * c - 1) < 1e-12:
            break
    return front * fraction


def _away(value: float) -> float:
    """The value, or a tiny one in place of nothing, by which one cannot divide."""
    return value if abs(value) > TINY else TINY


def beta_quantile(a: float, b: float, share: float) -> float:
    """The x at which `beta_share(a, b, x)` is the share, by halving."""
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if beta_share(a, b, middle) < share else (low, middle)
    return (low + high) / 2


def normal_quantile(share: float) -> float:
    """The point below which so much of the normal distribution lies, by halving."""
    low, high = -40.0, 40.0
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if erfc(-middle / sqrt(2)) / 2 < share else (low, middle)
    return (low + high) / 2

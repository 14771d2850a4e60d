"""Events and reporting of a material cut into stretches: the levels that are compared, and the bars of the chart."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate
from math import sqrt

from dragoman.analysis.days import day_number, day_of
from dragoman.analysis.narratives.effects import Level, dispersion
from dragoman.analysis.narratives.form import Form
from dragoman.analysis.narratives.material import Event, Material
from dragoman.analysis.narratives.periods import (
    Stretch,
    blocks_before,
    months_between,
    months_of,
    moved,
    stretch_of,
    whole_months,
)

Month = tuple[int, int]
MOST_BLOCKS = 400
QUARTER = 3  # months within which rates are taken to be even


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of the chart: a stretch or, where sides are compared, an actor.

    `side`: claimed, before, after or other; `rate`: the measure for one unit of exposure with a 95 % interval;
    `is_compared`: the verdict rests on it.
    """

    name: str
    side: str
    first: str
    last: str
    events: int
    total: float
    exposure: float
    rate: float
    low: float
    high: float
    is_compared: bool = True


@dataclass(frozen=True, slots=True)
class Base:
    """One of the levels that a verdict rests on, with the very events that make it."""

    bar: Bar
    events: tuple[Event, ...]


@dataclass(frozen=True)
class Case:
    """A form, the material it is tested on, and what follows from both."""

    form: Form
    material: Material

    @cached_property
    def claimed(self) -> Stretch:
        """The period that the claim is about."""
        return stretch_of(self.form.start, self.form.end)

    @cached_property
    def months(self) -> frozenset[Month]:
        """The months for which there are reports; nothing is told of others."""
        return frozenset(_month(day) for day, number in self.material.volume if number > 0)

    @cached_property
    def since(self) -> int:
        """The first day of what the period is held against."""
        if self.form.since is not None:
            return stretch_of(self.form.since, self.form.since).first
        return min((_first(month) for month in self.months), default=self.claimed.first)

    @cached_property
    def end(self) -> int:
        """The last day of reporting."""
        return max((day for day, _ in self.material.volume), default=self.claimed.last)

    @cached_property
    def before(self) -> Stretch | None:
        """All between `since` and the period; null where nothing is."""
        return Stretch(self.since, self.claimed.first - 1) if self.since < self.claimed.first else None

    @cached_property
    def blocks(self) -> list[Stretch]:
        """Stretches before of the period's length with reports enough, of the latest MOST_BLOCKS."""
        return [b for b in blocks_before(self.claimed, self.since)[-MOST_BLOCKS:] if self.is_told(b)]

    @cached_property
    def later(self) -> list[Stretch]:
        """Stretches of the same length after the period, as far as the reports go."""
        found: list[Stretch] = []
        length = months_between(*self.claimed) if whole_months(self.claimed) else None
        first = self.claimed.last + 1
        while first <= self.end and len(found) < 40:
            last = moved(first, length) - 1 if length is not None else first + self.claimed.days - 1
            found.append(Stretch(first, last))
            first = last + 1
        return found

    @cached_property
    def dated(self) -> tuple[Event, ...]:
        """The events that a day or month is told of, in months with reports; figures may be told of any time."""
        placed = (e for e in self.material.events if e.first is not None)
        return tuple(e for e in placed if self.form.measure == "quantity" or _month(e.first or 0) in self.months)

    def cover(self, stretch: Stretch) -> float:
        """The share of its months for which there are reports."""
        return sum(_month(m.first) in self.months for m in months_of(stretch)) / months_between(*stretch)

    def is_told(self, stretch: Stretch) -> bool:
        """Whether there are reports enough to make a rate of; figures need none."""
        return self.form.measure == "quantity" or self.cover(stretch) >= self.form.cover

    def inside(self, stretch: Stretch) -> list[Event]:
        """The dated events that lie wholly in a stretch."""
        events, days = self._ordered
        begun = events[bisect_left(days, stretch.first) : bisect_right(days, stretch.last)]
        return [e for e in begun if e.last is not None and e.last <= stretch.last]

    @cached_property
    def _ordered(self) -> tuple[list[Event], list[int]]:
        """The dated events in the order of their first days, and these."""
        events = sorted(self.dated, key=lambda e: (e.first or 0, e.id))
        return events, [e.first or 0 for e in events]

    def exposure(self, stretch: Stretch) -> float:
        """Reports, contacts or days of a stretch, of months with reports."""
        if self.material.exposure is None:
            return float(sum(m.days for m in months_of(stretch) if _month(m.first) in self.months))
        days, sums = self._exposed
        return sums[bisect_right(days, stretch.last)] - sums[bisect_left(days, stretch.first)]

    @cached_property
    def _exposed(self) -> tuple[list[int], list[float]]:
        """The days of exposure in their order, and the sums up to each, from nothing on."""
        told = sorted((d, n) for d, n in self.material.exposure or () if _month(d) in self.months)
        return [d for d, _ in told], [0.0, *accumulate(n for _, n in told)]

    def level(self, stretch: Stretch, name: str | None = None) -> Level:
        """The level of a stretch."""
        return level_of(name or stretch.name, self.inside(stretch), self.exposure(stretch))

    @cached_property
    def dispersion(self) -> float:
        """How much more events scatter between the months of a quarter than chance lets them."""
        quarters, first = [], min(self.since, self.claimed.first)
        while first <= self.claimed.last:
            after = moved(first, QUARTER)
            quarters.append(self._by_month(Stretch(first, min(after - 1, self.claimed.last))))
            first = after
        return dispersion(quarters)

    def _by_month(self, stretch: Stretch) -> list[tuple[int, float]]:
        days = Counter(_month(e.first) for e in self.inside(stretch) if e.first is not None)
        months = [m for m in months_of(stretch) if _month(m.first) in self.months]
        return [(days[_month(m.first)], self.exposure(m)) for m in months]

    def bar(self, stretch: Stretch, side: str, *, is_compared: bool = True) -> Bar:
        """The bar of a stretch."""
        first, last = day_of(stretch.first).isoformat(), day_of(stretch.last).isoformat()
        return bar_of(self.level(stretch), side, (first, last), self.dispersion, is_compared=is_compared)

    def base(self, stretch: Stretch, side: str, name: str | None = None) -> Base:
        """A stretch as one of the levels of a verdict."""
        bar = self.bar(stretch, side)
        return Base(replace(bar, name=name or bar.name), tuple(self.inside(stretch)))


def level_of(name: str, events: Sequence[Event], exposure: float) -> Level:
    """The level of some events."""
    return Level(name, len(events), sum(e.weight for e in events), sum(e.weight**2 for e in events), exposure)


def bar_of(level: Level, side: str, days: tuple[str, str], spread: float, *, is_compared: bool = True) -> Bar:
    """The bar of a level; its interval is that of a compound Poisson sum, of no events that of the rule of three."""
    reach = 1.96 * sqrt(spread * level.squares) / level.exposure if level.exposure else 0.0
    low, high = level.rate - reach, level.rate + reach
    if level.squares == level.total:  # events that are counted are never less than none
        low = max(low, 0.0)
    if not level.events and level.exposure:
        low, high = 0.0, 3 * spread / level.exposure
    return Bar(level.name, side, *days, level.events, level.total, level.exposure, level.rate, low, high, is_compared)


def by_party(events: Iterable[Event], parties: Iterable[str]) -> dict[str, list[Event]]:
    """The events in which each of the parties takes part."""
    wanted = set(parties)
    found: dict[str, list[Event]] = {p: [] for p in sorted(wanted)}
    for event in events:
        for party in wanted & set(event.parties):
            found[party].append(event)
    return found


def _month(day: int) -> Month:
    found = day_of(day)
    return found.year, found.month


def _first(month: Month) -> int:
    return day_number(day_of(0).replace(year=month[0], month=month[1], day=1))

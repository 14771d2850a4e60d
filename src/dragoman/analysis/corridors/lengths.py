"""How long each leg is: as published or computed, else from the great circle and how much longer known legs are."""

from collections.abc import Mapping
from dataclasses import dataclass

from dragoman.atlas.corridors import MODES, Assumptions, Corridors, Interval, Leg

ENOUGH = 10  # legs of a mode with a known length, from which its detour is learned
SHORT = 30.0  # km: on shorter legs the points of the ends weigh more than the detour
CERTAIN = 0.01  # a known length is taken as true to one percent


@dataclass(frozen=True, slots=True)
class Length:
    """The length of a leg in km: `best`, and the bounds it lies between; `known` says that it is not an estimate."""

    best: float
    bounds: Interval
    known: bool


def detours(corridors: Corridors, assumptions: Assumptions) -> dict[str, tuple[float, float, float]]:
    """For each mode the factors on the great circle: the tenth, the middle and the ninetieth of a hundred known legs.

    Where the atlas knows too few legs of a mode, the factors are those of the assumptions.
    """
    found: dict[str, tuple[float, float, float]] = {}
    for mode in MODES:
        ratios = sorted(_ratios(corridors, mode))
        if len(ratios) >= ENOUGH:
            found[mode] = (_share(ratios, 0.1), _share(ratios, 0.5), _share(ratios, 0.9))
        else:
            assumed = assumptions["detour"][mode].interval
            found[mode] = (assumed.low, assumed.mid, assumed.high)
    return found


def _ratios(corridors: Corridors, mode: str) -> list[float]:
    known = (leg for leg in corridors.legs.values() if leg.mode == mode and leg.km is not None and leg.km >= SHORT)
    return [(leg.km or 0.0) / corridors.apart(leg.a, leg.b) for leg in known]


def _share(ordered: list[float], share: float) -> float:
    """The value below which this share of the values lies, between two of them by distance."""
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


def lengths(corridors: Corridors, assumptions: Assumptions) -> Mapping[str, Length]:
    """The length of every leg by its id."""
    factors = detours(corridors, assumptions)
    return {i: _length(corridors, leg, factors[leg.mode]) for i, leg in corridors.legs.items()}


def _length(corridors: Corridors, leg: Leg, factors: tuple[float, float, float]) -> Length:
    if leg.km is not None:
        return Length(leg.km, Interval(leg.km * (1 - CERTAIN), leg.km * (1 + CERTAIN)), known=True)
    apart = max(corridors.apart(leg.a, leg.b), 1.0)
    low, middle, high = factors
    return Length(apart * middle, Interval(apart * low, apart * high), known=False)

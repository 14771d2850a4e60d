"""Is the atlas of corridors sound: do neighbours connect, and do lengths agree with those that were published?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dragoman.analysis.corridors.lengths import Length, lengths
from dragoman.atlas.corridors import (
    BASES,
    MODES,
    STATUSES,
    UNSOURCED,
    Corridors,
    Leg,
    load_corridors,
    read_assumptions,
)

NEAR = 0.05  # a length agrees with a published one within this share
SLACK = 25.0  # km by which points of towns, not of stations and quays, may be off
MOST = {
    "rail": 2.3,
    "road": 2.3,
    "sea": 2.2,
    "river": 2.3,
    "ferry": 1.5,
}  # a known length is at most so many great circles


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in the atlas that cannot be right."""

    of: str
    says: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """The length of a leg or line in the atlas against every length that was published of it, all in km.

    `figures` are the published ones with their sources; `known` is the share of the atlas's length that is no estimate.
    `independent`: some figure is of a source from which none of the legs has its length; agreeing then says something.
    """

    of: str
    legs: tuple[str, ...]
    atlas: float
    figures: tuple[tuple[float, str], ...]
    known: float
    independent: bool

    @property
    def off(self) -> float:
        """By which share the atlas lies outside the span of the published lengths; 0 within it."""
        low, high = min(k for k, _ in self.figures), max(k for k, _ in self.figures)
        return self.atlas / high - 1 if self.atlas > high else min(self.atlas / low - 1, 0.0)

    @property
    def near(self) -> bool:
        """Whether the atlas lies within five percent of that span."""
        return abs(self.off) <= NEAR

    @property
    def disputed(self) -> bool:
        """Whether the published lengths differ from each other by more than five percent."""
        return max(k for k, _ in self.figures) > (1 + NEAR) * min(k for k, _ in self.figures)


@dataclass(frozen=True, slots=True)
class Completeness:
    """How much of the atlas is sourced: numbers of nodes and legs, and how many legs have a length or a status so."""

    nodes: int
    legs: int
    lengths: int
    statuses: int
    two_sources: int

    @property
    def sentence(self) -> str:
        """What a reader of any answer must know."""
        return (
            f"The atlas has {self.nodes} nodes and {self.legs} legs; {self.lengths} legs have a published or computed "
            f"length, {self.statuses} a sourced status ({self.two_sources} from two sources or more); the others are "
            "estimates, and taken to be open. A leg that is missing here looks like a bottleneck or a detour."
        )


def completeness(corridors: Corridors) -> Completeness:
    """How much of the atlas is sourced."""
    told: dict[str, set[str]] = {}
    for claim in corridors.claims:
        if claim.source != UNSOURCED:
            told.setdefault(claim.of, set()).add(corridors.sources[claim.source].by)
    legs = corridors.legs.values()
    return Completeness(
        nodes=len(corridors.nodes),
        legs=len(corridors.legs),
        lengths=sum(leg.km is not None for leg in legs),
        statuses=sum(leg.id in told for leg in legs),
        two_sources=sum(len(told.get(leg.id, ())) > 1 for leg in legs),
    )


def faults(corridors: Corridors | None = None) -> list[Fault]:
    """Everything that cannot be right: ends that do not exist, impossible lengths, islands, lost sources."""
    atlas = corridors or load_corridors()
    return [*_lost(atlas), *(f for leg in atlas.legs.values() for f in _leg_faults(atlas, leg)), *_islands(atlas)]


def _leg_faults(atlas: Corridors, leg: Leg) -> Iterator[Fault]:
    if leg.mode not in MODES or leg.basis not in BASES:
        yield Fault(leg.id, f"mode {leg.mode!r} or basis {leg.basis!r} does not exist")
        return
    if leg.a == leg.b or not {leg.a, leg.b} <= set(atlas.nodes):
        yield Fault(leg.id, f"its ends {leg.a} and {leg.b} are no two nodes")
        return
    if (leg.mode == "rail") != (leg.gauge is not None):
        yield Fault(leg.id, "rails need a gauge, and nothing else has one")
    if (leg.km is None) != (not leg.sources) or (leg.km is None) != (not leg.basis):
        yield Fault(leg.id, "a length, its basis and its sources come together or not at all")
    if leg.km is not None:
        yield from _length_faults(atlas, leg, leg.km)


def _length_faults(atlas: Corridors, leg: Leg, km: float) -> Iterator[Fault]:
    apart = atlas.apart(leg.a, leg.b)
    if km < apart - SLACK:
        yield Fault(leg.id, f"{km:,.0f} km are less than the {apart:,.0f} km of the great circle")
    if km > MOST[leg.mode] * apart + SLACK:
        yield Fault(leg.id, f"{km:,.0f} km are over {MOST[leg.mode]} times the {apart:,.0f} km of the great circle")


def _lost(atlas: Corridors) -> Iterator[Fault]:
    known = {*atlas.sources, UNSOURCED}
    things = {*atlas.nodes, *atlas.legs}
    for leg in atlas.legs.values():
        yield from (Fault(leg.id, f"its source {s} is not listed") for s in leg.sources if s not in known)
    for claim in atlas.claims:
        if claim.of not in things or claim.source not in known or claim.status not in STATUSES:
            yield Fault(claim.of, f"a claim of {claim.date} names a thing, source or status that does not exist")
    for figure in atlas.figures:
        if not set(figure.legs) <= set(atlas.legs) or figure.source not in known:
            yield Fault(figure.of, "a published length names a leg or source that does not exist")
    states = {n.country for n in atlas.nodes.values()}
    for sanction in atlas.sanctions:
        if not set(sanction.on) <= things | states or not set(sanction.sources) <= known:
            yield Fault(sanction.id, "a warning names a thing or source that does not exist")


def _islands(atlas: Corridors) -> Iterator[Fault]:
    """Nodes that no chain of legs, open or not, joins to the others."""
    beside: dict[str, set[str]] = {n: set() for n in atlas.nodes}
    for leg in atlas.legs.values():
        if {leg.a, leg.b} <= set(beside):
            beside[leg.a].add(leg.b)
            beside[leg.b].add(leg.a)
    start = next(iter(beside))
    seen, edge = {start}, [start]
    while edge:
        new = beside[edge.pop()] - seen
        seen |= new
        edge.extend(new)
    yield from (Fault(n, "no leg joins it to the other nodes") for n in beside if n not in seen)


def comparisons(corridors: Corridors | None = None) -> list[Comparison]:
    """Every length of the atlas that was published: legs by their own figure and others, and lines of several legs."""
    atlas = corridors or load_corridors()
    found = lengths(atlas, read_assumptions())
    told: dict[tuple[str, ...], list[tuple[float, str]]] = {}
    for leg in atlas.legs.values():
        if leg.km is not None and leg.basis == "published":
            told[(leg.id,)] = [(leg.km, leg.sources[0])]
    names: dict[tuple[str, ...], str] = {(leg,): leg for leg in atlas.legs}
    for figure in atlas.figures:
        names.setdefault(figure.legs, figure.of)
        told.setdefault(figure.legs, []).append((figure.km, figure.source))
    return [_comparison(atlas, names[legs], legs, figures, found) for legs, figures in told.items()]


def _comparison(
    atlas: Corridors, of: str, legs: tuple[str, ...], figures: list[tuple[float, str]], found: Mapping[str, Length]
) -> Comparison:
    pieces = [found[leg] for leg in legs]
    total = sum(p.best for p in pieces)
    known = sum(p.best for p in pieces if p.known) / total
    used = {s for leg in legs for s in atlas.legs[leg].sources}
    independent = any(source not in used for _, source in figures)
    return Comparison(of, legs, total, tuple(figures), known, independent)


def agreement(found: list[Comparison]) -> tuple[int, int]:
    """How many lengths agree with what was published, of how many."""
    return sum(c.near for c in found), len(found)

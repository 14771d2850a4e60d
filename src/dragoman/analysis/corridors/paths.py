"""Ways as chains of legs through a network of what can be used: the best, all in order, over a leg, through nodes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

import networkx as nx

from dragoman.analysis.corridors.costs import Effort, borders, changes, changing, passing
from dragoman.analysis.corridors.world import STANDINGS, State, World
from dragoman.atlas.corridors import Leg, Sanction

TRIED = 150  # ways looked at, the best first, until enough different ones are found
ALIKE = 0.7  # ways that share more of their length than this are one way
WEAKEST_FIRST = tuple(STANDINGS)

Link = tuple[str, str]  # a leg and the node at which it ends
START, END = "from", "to"


@dataclass(frozen=True, slots=True)
class Step:
    """One leg of a way in the direction of travel, with what stands between it and the leg before."""

    leg: Leg
    start: str
    end: str
    km: float
    known: bool
    state: State
    effort: Effort
    changes: tuple[str, ...]
    borders: int
    warnings: tuple[Sanction, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """A chain of legs from one place to another and what it takes in all; `km` is the best guess of its length."""

    steps: tuple[Step, ...]
    effort: Effort
    km: float

    @property
    def nodes(self) -> tuple[str, ...]:
        """The nodes in order, the ends included."""
        return (self.steps[0].start, *(s.end for s in self.steps)) if self.steps else ()

    @property
    def modes(self) -> tuple[str, ...]:
        """The modes in order, each stretch once."""
        found = [s.leg.mode for s in self.steps]
        return tuple(m for n, m in enumerate(found) if n == 0 or found[n - 1] != m)

    @property
    def mode_changes(self) -> int:
        """How often goods change from one mode to another."""
        return sum(s.changes.count("mode") for s in self.steps)

    @property
    def gauge_breaks(self) -> int:
        """How often goods change between rails of different width."""
        return sum(s.changes.count("gauge") for s in self.steps)

    @property
    def borders(self) -> int:
        """How many borders are crossed on land."""
        return sum(s.borders for s in self.steps)

    @property
    def known(self) -> float:
        """The share of the length that is published or computed, not estimated."""
        return sum(s.km for s in self.steps if s.known) / self.km if self.km else 1.0

    @property
    def sourced(self) -> float:
        """The share of the legs whose being open somebody is cited for."""
        unsourced = {"unsourced", "assumed"}
        return sum(s.state.standing not in unsourced for s in self.steps) / len(self.steps) if self.steps else 1.0

    @property
    def weakest(self) -> Step | None:
        """The leg whose being open is borne out worst; of several the longest."""
        return min(self.steps, key=lambda s: (WEAKEST_FIRST.index(s.state.standing), -s.km), default=None)

    @property
    def warnings(self) -> tuple[Sanction, ...]:
        """What a reader should know of, each once, in the order of the way."""
        return tuple(dict.fromkeys(w for s in self.steps for w in s.warnings))


def over(world: World, network: "nx.DiGraph[Link]", start: str, end: str, leg: str) -> Way | None:
    """The best way that takes this leg, in either direction, and passes no node twice; null if there is none."""
    found: list[Way] = []
    for last in (world.atlas.legs[leg].a, world.atlas.legs[leg].b):
        try:
            first = nx.dijkstra_path(network, (START, start), (leg, last), weight="weight")
            rest = nx.dijkstra_path(network, (leg, last), (END, end), weight="weight")
        except (nx.NetworkXNoPath, nx.NodeNotFound):
            continue
        way = way_of(world, start, [i for i, _ in (*first[1:], *rest[1:-1])])
        if len(set(way.nodes)) == len(way.nodes):
            found.append(way)
    return min(found, key=lambda w: w.effort.central, default=None)


def network_of(world: World, modes: Sequence[str], objective: str) -> "nx.DiGraph[Link]":
    """Legs as nodes of a graph, so that what lies between two has a price: an edge is passing one after the other."""
    graph: nx.DiGraph[Link] = nx.DiGraph()
    leaving: dict[str, list[Leg]] = {n: [] for n in world.atlas.nodes}
    for leg in world.atlas.legs.values():
        if leg.mode in modes and world.usable(leg):
            leaving[leg.a].append(leg)
            leaving[leg.b].append(leg)
    for node, legs in leaving.items():
        for leg in legs:
            graph.add_edge((START, node), (leg.id, leg.other(node)), weight=_weight(world, None, leg, objective))
            graph.add_edge((leg.id, node), (END, node), weight=0.0)
            for before in legs:
                if before is not leg:
                    weight = _weight(world, before, leg, objective)
                    graph.add_edge((before.id, node), (leg.id, leg.other(node)), weight=weight)
    return graph


def _weight(world: World, before: Leg | None, leg: Leg, objective: str) -> float:
    if objective == "km":
        return world.lengths[leg.id].best
    return (passing(world, leg) + changing(world, before, leg)).measure(objective)


def paths(world: World, network: "nx.DiGraph[Link]", start: str, end: str) -> Iterator[Way]:
    """Every way from one node to another, the best first (Yen's algorithm), none that passes a node twice."""
    if start == end or (START, start) not in network or (END, end) not in network:
        return
    try:
        for chain in nx.shortest_simple_paths(network, (START, start), (END, end), weight="weight"):
            legs = [leg for leg, _ in chain[1:-1]]
            nodes = [start, *(node for _, node in chain[1:-1])]
            if len(set(nodes)) == len(nodes):
                yield way_of(world, start, legs)
    except nx.NetworkXNoPath:
        return


def different(found: Iterator[Way], number: int) -> Iterator[Way]:
    """The first ways of which none shares most of its length with a better one."""
    kept: list[Way] = []
    for way in islice(found, TRIED):
        if all(_shared(way, other) <= ALIKE for other in kept):
            kept.append(way)
            yield way
        if len(kept) >= number:
            return


def _shared(way: Way, other: Way) -> float:
    """The share of a way's length on legs of another, or on legs between the same nodes."""
    taken = {frozenset((s.start, s.end)) for s in other.steps}
    return sum(s.km for s in way.steps if frozenset((s.start, s.end)) in taken) / way.km


def through(world: World, network: "nx.DiGraph[Link]", start: str, end: str, via: Sequence[str]) -> Way | None:
    """The best way that passes these nodes in this order or the other way round; null if there is none."""
    found = [_chained(world, network, [start, *order, end]) for order in (via, via[::-1])]
    return min((w for w in found if w is not None), key=lambda w: w.effort.central, default=None)


def _chained(world: World, network: "nx.DiGraph[Link]", stops: Sequence[str]) -> Way | None:
    legs: list[str] = []
    for one, two in pairwise(s for n, s in enumerate(stops) if n == 0 or stops[n - 1] != s):
        try:
            chain = nx.dijkstra_path(network, (START, one), (END, two), weight="weight")
        except (nx.NetworkXNoPath, nx.NodeNotFound):
            return None
        legs.extend(leg for leg, _ in chain[1:-1])
    return way_of(world, stops[0], legs)


def way_of(world: World, start: str, legs: Sequence[str]) -> Way:
    """The way over these legs, which must join, from a node."""
    steps: list[Step] = []
    at, before = start, None
    for identity in legs:
        leg = world.atlas.legs[identity]
        steps.append(_step(world, before, leg, at))
        at, before = leg.other(at), leg
    return Way(tuple(steps), sum((s.effort for s in steps), Effort()), sum(s.km for s in steps))


def _step(world: World, before: Leg | None, leg: Leg, start: str) -> Step:
    length = world.lengths[leg.id]
    return Step(
        leg=leg,
        start=start,
        end=leg.other(start),
        km=length.best,
        known=length.known,
        state=world.state(leg),
        effort=passing(world, leg) + changing(world, before, leg),
        changes=changes(world, before, leg),
        borders=borders(world, leg),
        warnings=world.warnings(leg),
    )

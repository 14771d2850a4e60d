"""Which open-sea ports a state reaches over land and the Caspian, with which modes; who gains or loses by a change."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import networkx as nx

from dragoman.analysis.corridors.paths import END, START, Link, Way, network_of, way_of
from dragoman.analysis.corridors.world import World
from dragoman.atlas.corridors import MODES, Leg
from dragoman.errors import ChoiceUnknown

OPEN_SEA = "open"
MATTERS = 0.01  # a change of cost smaller than this share is none


@dataclass(frozen=True, slots=True)
class Access:
    """What one state reaches from its hub: the best way to every open-sea port that can be reached, cheapest first."""

    state: str
    hub: str
    ports: tuple[tuple[str, Way], ...]

    @property
    def best(self) -> Way | None:
        """The way to the port that costs least, null if none can be reached."""
        return self.ports[0][1] if self.ports else None


@dataclass(frozen=True, slots=True)
class PortChange:
    """One port for one state, before and after: null is "not reachable"."""

    port: str
    before: Way | None
    after: Way | None

    @property
    def kind(self) -> str:
        """ "gained" or "lost" access, "cheaper", "dearer" or "same"."""
        if self.before is None or self.after is None:
            return "gained" if self.before is None else "lost"
        share = self.after.effort.central / self.before.effort.central - 1
        return "same" if abs(share) < MATTERS else "cheaper" if share < 0 else "dearer"


@dataclass(frozen=True, slots=True)
class AccessChange:
    """What changes for one state: only the ports for which something does, and its best way before and after."""

    state: str
    hub: str
    before: Way | None
    after: Way | None
    ports: tuple[PortChange, ...]


def access(world: World, states: Iterable[str] = (), modes: Sequence[str] = MODES) -> list[Access]:
    """The open-sea ports that states reach (default: those without a coast on the open sea).

    The sea itself is not used, so that every port is reached over land, the Caspian or a river.
    Raises ChoiceUnknown for a state without a hub and for a mode that does not exist.
    """
    for mode in modes:
        if mode not in MODES:
            raise ChoiceUnknown("mode", mode, MODES)
    chosen = list(states) or list(world.atlas.landlocked)
    for state in chosen:
        if state not in world.atlas.hubs:
            raise ChoiceUnknown("state with a measured access", state, world.atlas.hubs)
    network = network_of(world, modes, "cost")
    network.remove_nodes_from([link for link in network if _at_sea(world, link[0])])
    return [_access(world, network, state) for state in chosen]


def access_changes(
    before: World, after: World, states: Iterable[str] = (), modes: Sequence[str] = MODES
) -> list[AccessChange]:
    """Who gains or loses what between two worlds; a state for which nothing changes has no ports."""
    chosen = tuple(states)
    pairs = zip(access(before, chosen, modes), access(after, chosen, modes), strict=True)
    return [_change(one, two) for one, two in pairs]


def _at_sea(world: World, leg: str) -> bool:
    if leg in (START, END):
        return False
    found: Leg = world.atlas.legs[leg]
    return found.mode == "sea" and all(world.atlas.nodes[n].sea == OPEN_SEA for n in (found.a, found.b))


def _access(world: World, network: "nx.DiGraph[Link]", state: str) -> Access:
    hub = world.atlas.hubs[state]
    if (START, hub) not in network:
        return Access(state, hub, ())
    costs: dict[Link, float]
    chains: dict[Link, list[Link]]
    costs, chains = nx.single_source_dijkstra(network, (START, hub), weight="weight")  # type: ignore[assignment]
    ports = [n for n in world.atlas.nodes.values() if n.kind == "port" and n.sea == OPEN_SEA and (END, n.id) in costs]
    ports.sort(key=lambda n: (costs[(END, n.id)], n.id))
    ways = ((n.id, way_of(world, hub, [leg for leg, _ in chains[(END, n.id)][1:-1]])) for n in ports)
    return Access(state, hub, tuple(ways))


def _change(one: Access, two: Access) -> AccessChange:
    before, after = dict(one.ports), dict(two.ports)
    ports = (PortChange(p, before.get(p), after.get(p)) for p in dict.fromkeys([*after, *before]))
    return AccessChange(one.state, one.hub, one.best, two.best, tuple(p for p in ports if p.kind != "same"))

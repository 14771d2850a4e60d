"""The network of bonds and its communities.

Communities are those of Louvain's method (Blondel et al. 2008, as in networkx) over the bonds whose index is above
nothing, weighted by it: who does more good than harm to each other.  The method depends on the order in which it goes
through the nodes, so it runs ten times with fixed seeds and the division of the highest modularity stands; `steady`
says how often the others agree.  Bonds of conflict do not enter; `strain` is how much of all conflict lies within
communities.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import networkx as nx
from networkx.algorithms.community import louvain_communities, modularity

from dragoman.analysis.alignment.bonds import Bond, bonds
from dragoman.analysis.pages.parties import Party
from dragoman.analysis.pages.unresolved import events_with, unresolved
from dragoman.record.filters import Filters
from dragoman.record.record import Record

SEEDS = range(10)
Division = tuple[set[str], ...]


@dataclass(frozen=True, slots=True)
class Node:
    """A party of the network.

    `edges`: its bonds, `events`: those in them; `index`: the sum of their indices; `community`: its number, the largest
    is 0, null where no bond of it is above nothing; `steady`: how often, of ten runs, those of its community stay with
    it (0 to 1), null where it is alone.
    """

    party: Party
    edges: int
    events: int
    index: float
    community: int | None
    steady: float | None


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes and the bonds between them.

    `edges` is cut to the busiest, `cut` tells whether there were more; `modularity` (-0.5 to 1) of the division, null
    without one; `strain`: the share of conflict (by index) that lies within communities, null without conflict.
    `unnamed`: events within the filters with a party that is nobody in particular ("we", "media"), who is left out.
    """

    nodes: tuple[Node, ...]
    edges: tuple[Bond, ...]
    cut: bool
    communities: int
    modularity: float | None
    strain: float | None
    unnamed: int = 0


def network(record: Record, filters: Filters, most: int, nobody: Sequence[str] | None = None) -> Network:
    """The busiest bonds within the filters as a network; raises ActorUnknown and ChoiceUnknown.

    `nobody`: what `unresolved` gives, if that was asked already.
    """
    left_out = unresolved(record) if nobody is None else list(nobody)
    found = bonds(record, filters, most + 1, nobody=left_out)
    unnamed = events_with(record, left_out, filters)
    return replace(network_of(found[:most], cut=len(found) > most), unnamed=unnamed)


def network_of(edges: Sequence[Bond], *, cut: bool = False) -> Network:
    """The network of these bonds; the same bonds give the same, whatever their order."""
    graph: nx.Graph[str] = nx.Graph()
    for edge in sorted(edges, key=lambda e: (e.one.id, e.other.id)):
        if edge.index > 0:
            graph.add_edge(edge.one.id, edge.other.id, weight=edge.index)
    divisions = [division(graph, seed) for seed in SEEDS] if graph else []
    best = max(divisions, key=lambda d: (modularity(graph, d, weight="weight"), _order(d)), default=())
    place = {identity: number for number, members in enumerate(best) for identity in members}
    return Network(
        tuple(_nodes(edges, place, steadiness(best, divisions))),
        tuple(edges),
        cut,
        len(best),
        round(float(modularity(graph, best, weight="weight")), 4) if best else None,
        _strain(edges, place),
    )


def division(graph: "nx.Graph[str]", seed: int) -> Division:
    """The communities of one run, the largest first."""
    found = louvain_communities(graph, weight="weight", seed=seed)
    return tuple(sorted(found, key=lambda c: (-len(c), min(c))))


def _order(found: Division) -> list[list[str]]:
    return [sorted(c) for c in found]


def steadiness(best: Division, divisions: Iterable[Division]) -> Mapping[str, float]:
    """Of each member of a community with others: the share of runs and fellows in which they are together."""
    together: Counter[tuple[str, str]] = Counter()
    runs = 0
    for found in divisions:
        runs += 1
        for members in found:
            together.update((a, b) for a in members for b in members if a != b)
    return {
        one: round(sum(together[one, other] for other in members if other != one) / runs / (len(members) - 1), 4)
        for members in best
        if len(members) > 1
        for one in members
    }


def _nodes(edges: Sequence[Bond], place: Mapping[str, int], steady: Mapping[str, float]) -> Iterable[Node]:
    held: dict[str, list[Bond]] = {}
    parties: dict[str, Party] = {}
    for edge in edges:
        for party in (edge.one, edge.other):
            held.setdefault(party.id, []).append(edge)
            parties[party.id] = party
    for identity, own in held.items():
        index = round(sum(e.index for e in own), 4)
        yield Node(
            parties[identity], len(own), sum(e.events for e in own), index, place.get(identity), steady.get(identity)
        )


def _strain(edges: Sequence[Bond], place: Mapping[str, int]) -> float | None:
    conflict = [(e, -e.index) for e in edges if e.index < 0]
    total = sum(size for _, size in conflict)
    within = sum(size for e, size in conflict if place.get(e.one.id, -1) == place.get(e.other.id, -2))
    return round(within / total, 4) if total else None

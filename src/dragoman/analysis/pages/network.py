"""Who is tied to whom: nodes and edges over events, for a graph."""

from dataclasses import dataclass

from dragoman.analysis.pages.pairs import Pair, pairs
from dragoman.analysis.pages.parties import Party
from dragoman.record.filters import Filters
from dragoman.record.record import Record


@dataclass(frozen=True, slots=True)
class Node:
    """A party of the network, and in how many of its edges' events it takes part."""

    party: Party
    edges: int
    events: int


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes and the edges between them; `edges` is cut to the busiest, `cut` tells whether there were more."""

    nodes: tuple[Node, ...]
    edges: tuple[Pair, ...]
    cut: bool


def network(record: Record, filters: Filters, most: int) -> Network:
    """The busiest pairs within the filters as a network."""
    found = pairs(record, filters, most + 1)
    edges = found[:most]
    held: dict[str, list[Pair]] = {}
    parties: dict[str, Party] = {}
    for edge in edges:
        for party in (edge.one, edge.other):
            held.setdefault(party.id, []).append(edge)
            parties[party.id] = party
    nodes = tuple(Node(parties[i], len(e), sum(p.events for p in e)) for i, e in held.items())
    return Network(nodes, edges, len(found) > most)

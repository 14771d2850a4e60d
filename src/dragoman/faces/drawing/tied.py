"""Drawings of who stands with whom, and of who comes to which meeting."""

from collections.abc import Iterator, Mapping
from html import escape
from math import log1p, sqrt

import networkx as nx

from dragoman.analysis.alignment.network import Network, Node
from dragoman.analysis.meetings.attendance import Attendance

SIZE, EDGE = 900.0, 70.0
GROUPS = ("#0b6e79", "#c2571a", "#6a4fa3", "#5b7f22", "#b03a6c", "#8a6d1c", "#3f6fb5")
NONE, HELP, HARM = "#9a958c", "#2166ac", "#b2182b"
SIGNS = {"host": "★", "attended": "●", "expected": "◐", "denied": "✕", "unnamed": "·", "outside": ""}
CELL, NAMES, HEAD = 26.0, 190.0, 120.0


def network_drawing(network: Network, title: str) -> str:
    """The network: circles by events, coloured by community; lines by index, blue above nothing and red below."""
    told = "no community" if network.modularity is None else f"modularity {network.modularity:.2f}"
    below = f"{network.communities} communities (Louvain, {told}); colours tell them, grey is none."
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE:g} {SIZE + 40:g}" role="img" '
            f'font-family="system-ui, sans-serif" font-size="12"><title>{escape(title)}</title>',
            f'<rect width="{SIZE:g}" height="{SIZE + 40:g}" fill="#fff"/>',
            f'<text x="10" y="24" font-size="15">{escape(title)}</text>',
            *_tied(network),
            f'<text x="10" y="{SIZE + 28:g}" fill="#555">{escape(below)}</text>',
            "</svg>\n",
        ]
    )


def _tied(network: Network) -> Iterator[str]:
    places = _places(network)
    largest = max((abs(e.index) for e in network.edges), default=1.0) or 1.0
    for edge in network.edges:
        (x1, y1), (x2, y2) = places[edge.one.id], places[edge.other.id]
        told = f"{edge.one.name} – {edge.other.name}: {edge.events} events, index {edge.index:,.1f}"
        yield (
            f'<path d="M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}" stroke="{HELP if edge.index >= 0 else HARM}" '
            f'stroke-opacity="0.45" stroke-width="{0.7 + 6 * sqrt(abs(edge.index) / largest):.1f}">'
            f"<title>{escape(told)}</title></path>"
        )
    most = max((n.events for n in network.nodes), default=1)
    for node in network.nodes:
        yield from _circle(node, places[node.party.id], 4 + 14 * sqrt(node.events / most))


def _circle(node: Node, place: tuple[float, float], radius: float) -> Iterator[str]:
    x, y = place
    colour = NONE if node.community is None else GROUPS[node.community % len(GROUPS)]
    yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="{colour}" stroke="#fff"/>'
    yield (
        f'<text x="{x:.1f}" y="{y + radius + 12:.1f}" text-anchor="middle" stroke="#fff" stroke-width="3" '
        f'paint-order="stroke">{escape(node.party.name)}</text>'
    )


def _places(network: Network) -> Mapping[str, tuple[float, float]]:
    """Where each node stands: those who do each other good near each other; the same for the same network."""
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(sorted(n.party.id for n in network.nodes))
    for edge in sorted(network.edges, key=lambda e: (e.one.id, e.other.id)):
        graph.add_edge(edge.one.id, edge.other.id, weight=0.6 + log1p(max(edge.index, 0.0)))
    found = nx.spring_layout(graph, seed=3, weight="weight", k=4.0 / sqrt(max(len(graph), 1)), iterations=150)
    half = (SIZE - 2 * EDGE) / 2
    return {i: (SIZE / 2 + float(x) * half, SIZE / 2 + float(y) * half) for i, (x, y) in found.items()}


def attendance_drawing(found: Attendance, title: str) -> str:
    """The matrix: a row for each state, a column for each meeting."""
    width = NAMES + CELL * max(len(found.meetings), 1) + 20
    height = HEAD + CELL * max(len(found.states), 1) + 40
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {max(width, 560):g} {height:g}" role="img" '
            f'font-family="system-ui, sans-serif" font-size="12"><title>{escape(title)}</title>',
            f'<rect width="{max(width, 560):g}" height="{height:g}" fill="#fff"/>',
            f'<text x="10" y="24" font-size="15">{escape(title)}</text>',
            *_matrix(found),
            f'<text x="10" y="{height - 12:g}" fill="#555">★ host, ● takes part, ◐ is to take part, '
            "✕ did not take place, · not named (no absence)</text>",
            "</svg>\n",
        ]
    )


def _matrix(found: Attendance) -> Iterator[str]:
    for number, meeting in enumerate(found.meetings):
        x = NAMES + CELL * (number + 0.6)
        told = f"{escape(meeting.date or 'no date')}<title>{escape(meeting.name)}</title>"
        yield f'<text transform="translate({x:.1f} {HEAD - 6:g}) rotate(-60)">{told}</text>'
    for row, attender in enumerate(found.states):
        y = HEAD + CELL * (row + 0.65)
        yield f'<text x="{NAMES - 10:g}" y="{y:.1f}" text-anchor="end">{escape(attender.state.name)}</text>'
        for column, meeting in enumerate(found.meetings):
            sign = SIGNS[meeting.presence[row]]
            yield f'<text x="{NAMES + CELL * (column + 0.5):.1f}" y="{y:.1f}" text-anchor="middle">{sign}</text>'

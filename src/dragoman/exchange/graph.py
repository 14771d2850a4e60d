"""Who acts on whom as a graph over time, for the formats of network programs.

A node is a state, or whoever belongs to none; what its organs and people do is the state's. An edge is everything of
one type that one does to the other, facts, intentions, possibilities and what is refuted apart; each act is a spell.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.atlas.atlas import load_atlas
from dragoman.exchange.acts import Act, Party, acts_of
from dragoman.exchange.days import Days
from dragoman.exchange.files import Tables

# What XML 1.0 cannot hold (section 2.2); it becomes U+FFFD.
UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
NOTE = (
    "Characters that XML cannot hold stand as U+FFFD. Acts told without a date take the days on which reports told "
    "them, and those that nobody dates at all have no spell."
)


@dataclass(frozen=True, slots=True)
class Node:
    """Whoever acts or is acted upon: `kind` as of actors and places."""

    id: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Edge:
    """All acts of one type and standing between two nodes; `directed` is false where they act upon each other.

    `spells` are the days of the acts, in order; `score` is the mean of the ontology's scores.
    """

    id: str
    source: str
    target: str
    directed: bool
    type: str
    counts_as: str
    quad: int
    acts: int
    tellings: int
    score: float
    spells: tuple[Days, ...]

    @property
    def kind(self) -> str:
        """What parallel edges are told apart by."""
        return f"{self.type} {self.counts_as}"

    @property
    def span(self) -> Days:
        """The first and last day of all spells; null where there is none."""
        if not self.spells:
            return Days(None, None)
        return Days(min(s.first for s in self.spells if s.first), max(s.last for s in self.spells if s.last))


@dataclass(frozen=True, slots=True)
class Graph:
    """The nodes and edges of an export, in the order of their ids."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def graph_of(tables: Tables) -> Graph:
    """The graph of the acts of an export; acts of one party alone have no edge."""
    nodes: dict[str, Node] = {}
    acts: dict[tuple[str, str, bool, str, str], list[Act]] = {}
    named = {row[0]: Node(*row) for row in tables["actors"].select("id", "name", "kind").rows()}
    for act in acts_of(tables):
        for actor, recipient in _ends(act):
            nodes |= {p.top: _node(p, named) for p in (actor, recipient) if p.top not in nodes}
            key = (actor.top, recipient.top, not act.is_mutual, act.type, act.counts_as)
            if not (told := acts.setdefault(key, [])) or told[-1] is not act:
                told.append(act)
    edges = tuple(_edge(*key, acts[key]) for key in sorted(acts))
    return Graph(tuple(nodes[i] for i in sorted(nodes)), edges)


def writable(text: str) -> str:
    """The text as XML can hold it."""
    return UNWRITABLE.sub("\ufffd", text)


def _ends(act: Act) -> Iterator[tuple[Party, Party]]:
    """Who is joined by an act; of two that act upon each other once, in the order of their ids."""
    for actor, recipient in act.pairs:
        if recipient and actor.top != recipient.top and (not act.is_mutual or actor.top < recipient.top):
            yield actor, recipient


def _node(party: Party, named: dict[str, Node]) -> Node:
    if party.top == party.id:
        return Node(party.id, party.name, party.kind)
    state = load_atlas().state(party.top)
    return named.get(party.top) or Node(party.top, state.name if state else party.top, "state")


def _edge(source: str, target: str, directed: bool, kind: str, counts_as: str, acts: list[Act]) -> Edge:
    arrow = ">" if directed else "-"
    return Edge(
        id=f"{source}{arrow}{target} {kind} {counts_as}",
        source=source,
        target=target,
        directed=directed,
        type=kind,
        counts_as=counts_as,
        quad=acts[0].quad,
        acts=len(acts),
        tellings=sum(a.tellings for a in acts),
        score=round(sum(a.score for a in acts) / len(acts), 3),
        spells=tuple(sorted({s for a in acts if (s := _spell(a)) is not None})),
    )


def _spell(act: Act) -> Days | None:
    """The days of an act; an open side ends with the other: without an end it would never leave the picture."""
    first, last = act.days if act.days != (None, None) else act.told
    start, end = first or last, last or first
    if start is None or end is None:
        return None
    return Days(min(start, end), max(start, end))

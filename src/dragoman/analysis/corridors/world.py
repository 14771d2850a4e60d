"""The legs as they stand on a day under the reader's assumptions: which are open, and on whose word."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dragoman.analysis.corridors.lengths import Length, lengths
from dragoman.atlas.corridors import STATUSES, UNSOURCED, USABLE, Assumptions, Claim, Corridors, Leg, Node, Sanction
from dragoman.atlas.names import fold
from dragoman.errors import ChoiceUnknown

STANDINGS = {
    "assumed": "open only because you assume it",
    "unsourced": "no source at hand; taken to be open",
    "one side": "only on the word of media of the states that it runs through",
    "one source": "on the word of one source",
    "two sources": "on the word of two sources or more",
    "sea": "a lane of the sea, which nobody needs to open",
}
ASSUMABLE = {"open": "open", "closed": "closed"}


@dataclass(frozen=True, slots=True)
class State:
    """How a leg or node stands: its newest status, since when it is said, by whom, and how well that is borne out.

    `of` is the leg, or the node on it that decides; `assumed`: the reader's assumption decided, and `before` is what
    the atlas says.
    """

    of: str
    status: str
    date: str
    sources: tuple[str, ...]
    standing: str
    says: str = ""
    expected: str = ""
    assumed: bool = False
    before: str = ""

    @property
    def usable(self) -> bool:
        """Whether something can pass."""
        return self.status in USABLE


@dataclass(frozen=True)
class World:
    """The atlas of corridors on a day, under assumptions: the state of each leg, and of nodes that have a history."""

    atlas: Corridors
    lengths: Mapping[str, Length]
    assumptions: Assumptions
    states: Mapping[str, State]
    assumed: Mapping[str, str]
    as_of: str | None = None

    def state(self, leg: Leg) -> State:
        """The state of a leg: its own, or that of an end of it that lets less through, or of a state assumed closed."""
        own = self.states[leg.id]
        shut = next((c for c in self.countries(leg) if self.assumed.get(c) == "closed"), None)
        if shut is not None:
            return State(shut, "closed", "", (), "assumed", f"{shut} is assumed closed", "", True, own.status)
        ends = [self.states[n] for n in (leg.a, leg.b) if n in self.states]
        return max([own, *ends], key=lambda s: STATUSES.index(s.status))

    def usable(self, leg: Leg) -> bool:
        """Whether the leg and both its ends let something pass."""
        return self.state(leg).usable

    def countries(self, leg: Leg) -> tuple[str, ...]:
        """The states that a leg touches, in its order."""
        ends = self.atlas.nodes[leg.a].country, *leg.through, self.atlas.nodes[leg.b].country
        return tuple(dict.fromkeys(c for c in ends if c))

    def warnings(self, leg: Leg) -> tuple[Sanction, ...]:
        """What a reader should know of before cargo takes the leg."""
        touched = {leg.id, leg.a, leg.b, *self.countries(leg)}
        return tuple(s for s in self.atlas.sanctions if touched & set(s.on))


def world(atlas: Corridors, assumptions: Assumptions, assumed: Iterable[str] = (), as_of: str | None = None) -> World:
    """The atlas on a day (default: with all that is said) under assumptions such as "rasht-astara=open", "IRN=closed".

    Raises ChoiceUnknown for a leg, node or state that does not exist and for a status other than open and closed.
    """
    chosen = dict(_assumption(atlas, text) for text in assumed)
    told = {c.of for c in atlas.claims}
    states = {i: _state(atlas, i, chosen.get(i), as_of) for i in (*atlas.legs, *(n for n in atlas.nodes if n in told))}
    closed = {i: _assumed_state(atlas, i, chosen[i], as_of) for i in chosen if i in atlas.nodes}
    return World(atlas, lengths(atlas, assumptions), assumptions, {**states, **closed}, chosen, as_of)


def _assumption(atlas: Corridors, text: str) -> tuple[str, str]:
    name, _, status = text.partition("=")
    if status not in ASSUMABLE:
        raise ChoiceUnknown("status to assume in", text, (f"{name or 'rasht-astara'}={s}" for s in ASSUMABLE))
    states = {n.country for n in atlas.nodes.values() if n.country}
    if name in atlas.legs or name in states:
        return name, status
    return find_node(atlas, name, "leg, node or state").id, status


def find_node(atlas: Corridors, name: str, what: str = "place on the corridors") -> Node:
    """The node with this id, name or alias in any case; raises ChoiceUnknown with near names if there is none."""
    if name in atlas.nodes:
        return atlas.nodes[name]
    key = fold(name)
    for node in atlas.nodes.values():
        if key in {fold(n) for n in (node.id, node.name, *node.aliases)}:
            return node
    begun = name.lower()[:3]
    near = [i for i in (*atlas.nodes, *atlas.legs) if i.startswith(begun)] or list(atlas.nodes)
    raise ChoiceUnknown(what, name, near[:20])


def _state(atlas: Corridors, of: str, assumed: str | None, as_of: str | None) -> State:
    if assumed is not None:
        return _assumed_state(atlas, of, assumed, as_of)
    history = atlas.history(of, as_of)
    if not history:
        at_sea = of in atlas.legs and atlas.legs[of].mode == "sea"
        return State(of, "open", "", (), "sea" if at_sea else "unsourced")
    newest = history[-1]
    same = [c for c in history if c.status == newest.status]
    return State(
        of,
        newest.status,
        newest.date,
        tuple(dict.fromkeys(c.source for c in same)),
        _standing(atlas, of, same),
        newest.says,
        newest.expected,
    )


def _standing(atlas: Corridors, of: str, claims: Iterable[Claim]) -> str:
    """How well claims of one status are borne out."""
    sources = {c.source for c in claims} - {UNSOURCED}
    if not sources:
        return "unsourced"
    sides = {atlas.sources[s].side for s in sources}
    if "" not in sides and sides <= _countries(atlas, of):
        return "one side"
    return "two sources" if len({atlas.sources[s].by for s in sources}) > 1 else "one source"


def _countries(atlas: Corridors, of: str) -> set[str]:
    ends = (of,) if of in atlas.nodes else (atlas.legs[of].a, atlas.legs[of].b)
    return {atlas.nodes[n].country for n in ends}


def _assumed_state(atlas: Corridors, of: str, assumed: str, as_of: str | None) -> State:
    before = _state(atlas, of, None, as_of)
    if before.usable == (assumed in USABLE):
        return before
    status, told = ASSUMABLE[assumed], (before.says, before.expected)
    return State(of, status, before.date, before.sources, "assumed", *told, assumed=True, before=before.status)

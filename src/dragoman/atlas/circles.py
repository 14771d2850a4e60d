"""Circles of states that a question may be about: a body, a fixed group, or a list of one's own."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from dragoman.atlas.atlas import DATA, load_atlas, read
from dragoman.atlas.rows import Body, Group, covers
from dragoman.errors import ChoiceUnknown, DataError

Term = tuple[str, str, str]  # state, from, until: ISO prefixes, "" where open
ORBITS = "orbits.toml"


@dataclass(frozen=True, slots=True)
class Circle:
    """States that belong together, each with the time for which it does; `source` says whence, null for one's own list.

    `kind`: igo, forum, group or list; `short`: other names that find it.
    """

    id: str
    name: str
    kind: str
    terms: tuple[Term, ...]
    source: str | None = None
    short: tuple[str, ...] = ()

    @property
    def states(self) -> tuple[str, ...]:
        """Every state that belongs to it or did, by code."""
        return tuple(sorted({state for state, _, _ in self.terms}))

    def members_on(self, day: str) -> tuple[str, ...]:
        """The states that belong to it on a day, sorted."""
        return tuple(sorted({state for state, since, until in self.terms if covers(since, until, day)}))


@dataclass(frozen=True, slots=True)
class Lead:
    """A body that a power leads, in the judgement of the atlas, and why."""

    power: str
    body: str
    because: str


@cache
def circles() -> Mapping[str, Circle]:
    """Every body and group of the atlas that has members, by id."""
    atlas = load_atlas()
    found: dict[str, Circle] = {}
    for group in atlas.groups.values():
        if group.members:
            found[group.id] = Circle(group.id, group.name, "group", _terms(group), group.source, group.short)
    for body in atlas.bodies.values():
        if body.members:
            found[body.id] = Circle(body.id, body.name, body.kind, _terms(body), body.source)
    return found


def circle_of(text: str) -> Circle:
    """The circle of this id, short name or name, or of the states that a list names ("IRN,AZE,RUS").

    Raises ChoiceUnknown for what is no circle, and for a list with a state that the atlas does not know.
    """
    known = circles()
    wanted = text.strip()
    if "," in wanted:
        return _listed(wanted)
    if wanted.lower() in known:
        return known[wanted.lower()]
    for circle in known.values():
        if wanted.lower() in (circle.name.lower(), *circle.short):
            return circle
    atlas = load_atlas()
    found = atlas.body(wanted) or atlas.group(wanted)
    if found is not None and found.id in known:
        return known[found.id]
    shorts = sorted(s for c in known.values() for s in c.short)
    raise ChoiceUnknown(
        "group", wanted, (*shorts, "the id of a body (sco, eaeu, gcc)", "codes of states (IRN,AZE,RUS)")
    )


def _listed(text: str) -> Circle:
    states = tuple(dict.fromkeys(state_code(part.strip()) for part in text.split(",") if part.strip()))
    if len(states) < 2:
        raise ChoiceUnknown("group", text, ("two states or more (IRN,AZE,RUS)",))
    return Circle(",".join(sorted(states)), ", ".join(sorted(states)), "list", tuple((s, "", "") for s in states))


def state_code(text: str) -> str:
    """The code of a state by code or name; a code of three letters or digits that the atlas lacks stands for itself."""
    atlas = load_atlas()
    if text.upper() in atlas.states:
        return text.upper()
    named = atlas.targets(text, "state")
    if named:
        return named[0]
    if 2 <= len(text) <= 3 and text.isalnum() and text.isupper():
        return text
    raise ChoiceUnknown("state", text, ("an ISO 3166 alpha-3 code (IRN)", "a name (Iran)"))


def of_member(state: str) -> Iterator[Circle]:
    """Bodies, not groups, to which a state belongs or belonged."""
    return (c for c in circles().values() if c.kind != "group" and state in c.states)


@cache
def leads() -> tuple[Lead, ...]:
    """Who leads which body; raises DataError for a body that the atlas does not have."""
    bodies = load_atlas().bodies
    found = tuple(Lead(power, body, why) for power, of in read(ORBITS).items() for body, why in of.items())
    for lead in found:
        if lead.body not in bodies:
            raise DataError(DATA / ORBITS, f"[{lead.power}] there is no body {lead.body}")
    return found


def _terms(row: Body | Group) -> tuple[Term, ...]:
    """The dated members, and without dates those of which none is known to have come or gone."""
    dated = {state for state, _, _ in row.terms}
    return (*row.terms, *((state, "", "") for state in row.members if state not in dated))

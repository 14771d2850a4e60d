"""Attendance: who takes part in which meeting of a body or group, who is host, as far as reports tell.

A meeting is a standing thing of kind forum_meeting with all its tellings.  A state that no report names at a meeting is
`unnamed`: that is no absence.  Whether it belonged to the body on the day is taken from the atlas.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dragoman.analysis.meetings.gathered import Gathering
from dragoman.analysis.names import state_name
from dragoman.analysis.pages.parties import Party
from dragoman.analysis.partners.tallies import Share, share
from dragoman.atlas.circles import Circle

HOST, ATTENDED, EXPECTED, DENIED, UNNAMED, OUTSIDE = "host", "attended", "expected", "denied", "unnamed", "outside"
TOLD = {"fact": ATTENDED, "intention": EXPECTED, "possibility": EXPECTED, "refuted": DENIED}
STATE = "state"
FAR = "9999"  # a day on which those belong who belong today; it stands for that of a meeting without a date


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting: `presence` says of each state of the matrix, in its order, what is told of it.

    host, attended, expected (it is to come), denied (the meeting did not take place), unnamed (a member, or a state of
    the group, that no report names), outside (no member on the day).  `hosts`: who receives the others, or else in
    whose state the place lies (`by_place`).
    """

    id: str
    name: str
    date: str | None
    status: str
    counts_as: str
    hosts: tuple[Party, ...]
    by_place: bool
    places: tuple[Party, ...]
    presence: tuple[str, ...]
    tellings: int


@dataclass(frozen=True, slots=True)
class Attender:
    """A state of the matrix: of the meetings held while it belonged, at how many it is named; how often it is host."""

    state: Party
    named: Share
    hosted: int
    to_host: int


@dataclass(frozen=True, slots=True)
class Attendance:
    """The matrix: states by name, and meetings from the earliest to the latest, those without a date last.

    `named_none`: held meetings of which no report names a single state; they count in no share.
    """

    states: tuple[Attender, ...]
    meetings: tuple[Meeting, ...]
    held: int
    named_none: int


def attendance(meetings: Sequence[Gathering], circle: Circle | None) -> Attendance:
    """The matrix of these meetings; of the body or group with its members, where the atlas has them."""
    ordered = sorted(meetings, key=lambda m: (m.date is None, m.date or "", m.id))
    parties = _states(ordered, circle)
    found = tuple(_meeting(m, parties, circle) for m in ordered)
    held = [m for m in found if m.counts_as == "fact"]
    told = [m for m in held if set(m.presence) & {HOST, ATTENDED}]
    states = tuple(_attender(p, n, told, found) for n, p in enumerate(parties))
    return Attendance(states, found, len(held), len(held) - len(told))


def _states(meetings: Iterable[Gathering], circle: Circle | None) -> tuple[Party, ...]:
    """Every state that takes part in any of them, and the members, by name."""
    known = {p.id: p for m in meetings for p in (*m.parties, *(h for r in m.roles for h in r.holders))}
    wanted = {home for m in meetings for home in _homes((*m.parties, *(m.held(HOST) or m.held("place"))))}
    wanted |= set(circle.members_on(FAR) if circle else ())
    named = {s: known.get(s) or Party(s, state_name(s), STATE, s) for s in wanted}
    return tuple(sorted(named.values(), key=lambda p: (p.name, p.id)))


def _homes(parties: Iterable[Party]) -> set[str]:
    """The states of these parties; bodies, crowds and places have none."""
    return {p.id if p.kind == STATE else p.country for p in parties if p.kind == STATE or p.country} - {None}  # type: ignore[return-value]


def _meeting(thing: Gathering, states: Sequence[Party], circle: Circle | None) -> Meeting:
    places = thing.held("place")
    hosts, by_place = thing.held(HOST), False
    if not hosts:
        receive = _homes(places)
        by_place = bool(receive)
        hosts = tuple(p for p in states if p.id in receive)
    there, receiving = _homes(thing.parties), _homes(hosts)
    members = None if circle is None else set(circle.members_on(thing.date or FAR))
    presence = tuple(_presence(s.id, thing.counts_as, there, receiving, members) for s in states)
    return Meeting(
        thing.id, thing.name, thing.date, thing.status, thing.counts_as, hosts, by_place, places, presence,
        thing.tellings,
    )  # fmt: skip


def _presence(state: str, counts_as: str, there: set[str], receiving: set[str], members: set[str] | None) -> str:
    if state in receiving and counts_as != "refuted":
        return HOST
    if state in there:
        return TOLD[counts_as]
    return UNNAMED if members is None or state in members else OUTSIDE


def _attender(state: Party, place: int, told: Sequence[Meeting], every: Sequence[Meeting]) -> Attender:
    fitting = [m for m in told if m.presence[place] != OUTSIDE]
    present = sum(m.presence[place] in (HOST, ATTENDED) for m in fitting)
    hosting = [m for m in every if m.presence[place] == HOST]
    hosted = sum(m.counts_as == "fact" for m in hosting)
    return Attender(state, share(present, len(fitting)), hosted, len(hosting) - hosted)

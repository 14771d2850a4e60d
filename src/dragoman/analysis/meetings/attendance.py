"""Attendance: who takes part in which meeting of a body or group, who is host, as far as reports tell.

A meeting is a standing thing of kind forum_meeting with all its tellings.  A state that no report names at a meeting is
`unnamed`: that is no absence.  Whether it belonged to the body on the day is taken from the atlas.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dragoman.analysis.meetings.gathered import Gathering
from dragoman.analysis.names import state_name
from dragoman.analysis.pages.parties import Party
from dragoman.analysis.partners.tallies import Share, share
from dragoman.atlas.circles import Circle

HOST, ATTENDED, EXPECTED, DENIED, UNNAMED, OUTSIDE = "host", "attended", "expected", "denied", "unnamed", "outside"
SIGNS = (HOST, ATTENDED, EXPECTED, DENIED, UNNAMED, OUTSIDE)
WRITTEN = np.array(SIGNS, dtype=object)
TOLD = {"fact": ATTENDED, "intention": EXPECTED, "possibility": EXPECTED, "refuted": DENIED}
STATE = "state"
FAR = "9999"  # a day on which those belong who belong today; it stands for that of a meeting without a date

Signs = npt.NDArray[np.int8]
Flags = npt.NDArray[np.bool_]


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
    whose = [_hosts(m, parties) for m in ordered]
    matrix = _matrix(ordered, [hosts for hosts, _ in whose], parties, circle)
    held = np.array([m.counts_as == "fact" for m in ordered], dtype=bool)
    named = np.isin(matrix, (SIGNS.index(HOST), SIGNS.index(ATTENDED)))
    told = held & named.any(axis=1)
    found = tuple(
        _meeting(m, hosts, by_place, signs)
        for m, (hosts, by_place), signs in zip(ordered, whose, WRITTEN[matrix].tolist(), strict=True)
    )
    return Attendance(_attenders(parties, matrix, held, named, told), found, int(held.sum()), int((held & ~told).sum()))


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


def _hosts(thing: Gathering, states: Sequence[Party]) -> tuple[tuple[Party, ...], bool]:
    """Who receives the others, and whether that is told by the place alone."""
    if hosts := thing.held(HOST):
        return hosts, False
    receive = _homes(thing.held("place"))
    return tuple(p for p in states if p.id in receive), bool(receive)


def _matrix(
    meetings: Sequence[Gathering], hosts: Sequence[tuple[Party, ...]], states: Sequence[Party], circle: Circle | None
) -> Signs:
    """What is told of each state (column) at each meeting (row), as places in SIGNS."""
    places = {s.id: n for n, s in enumerate(states)}
    matrix = np.full((len(meetings), len(states)), SIGNS.index(UNNAMED), dtype=np.int8)
    for row, thing, receive in zip(matrix, meetings, hosts, strict=True):
        if circle is not None:
            row[[n for s, n in places.items() if s not in circle.members_on(thing.date or FAR)]] = SIGNS.index(OUTSIDE)
        row[[places[s] for s in _homes(thing.parties)]] = SIGNS.index(TOLD[thing.counts_as])
        if thing.counts_as != "refuted":
            row[[places[s] for s in _homes(receive)]] = SIGNS.index(HOST)
    return matrix


def _meeting(thing: Gathering, hosts: tuple[Party, ...], by_place: bool, signs: Sequence[str]) -> Meeting:
    return Meeting(
        thing.id, thing.name, thing.date, thing.status, thing.counts_as, hosts, by_place, thing.held("place"),
        tuple(signs), thing.tellings,
    )  # fmt: skip


def _attenders(parties: Sequence[Party], matrix: Signs, held: Flags, named: Flags, told: Flags) -> tuple[Attender, ...]:
    """Shares of the told meetings, and how often each is host of a held one or of another."""
    fitting = told[:, None] & (matrix != SIGNS.index(OUTSIDE))
    hosting = matrix == SIGNS.index(HOST)
    hosted, present = (hosting & held[:, None]).sum(axis=0), (fitting & named).sum(axis=0)
    counted = zip(parties, present, fitting.sum(axis=0), hosted, hosting.sum(axis=0), strict=True)
    return tuple(Attender(p, share(int(n), int(of)), int(h), int(every - h)) for p, n, of, h, every in counted)

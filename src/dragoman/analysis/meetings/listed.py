"""The lists of a forum, page by page: its meetings, what is to come, the memberships that reports tell."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from dragoman.analysis.meetings.attendance import ATTENDED, HOST, attendance
from dragoman.analysis.meetings.forum import MEETING, MEMBERSHIP, Forum
from dragoman.analysis.meetings.gathered import Gathering, coming, gatherings, newest_first, told
from dragoman.analysis.pages.scopes import PageScope
from dragoman.analysis.pages.things import Things, counts
from dragoman.errors import ChoiceUnknown
from dragoman.types import Count

NAMED = "named"
PRESENCES = {NAMED: (HOST, ATTENDED), HOST: (HOST,)}


@dataclass(frozen=True, slots=True)
class Which:
    """Which meetings of a forum: all, those of a status, or those behind a figure of its attendance.

    `presence`: named (held meetings that name `state`) or host (those that it receives, held or not).
    """

    state: str | None = None
    presence: str | None = None
    status: str | None = None


@dataclass(frozen=True, slots=True)
class Front:
    """The first page of each list; `coming`: meetings that are only intended, of a day that is not past."""

    meetings: Things
    coming: Things
    memberships: Things


def front(scope: PageScope, forum: Forum, limit: int) -> Front:
    """What a forum's page begins with; a day is past that lies before the newest report."""
    found = gatherings(scope, MEETING, forum.ties)
    today = scope.record.sql("SELECT max(published) AS day FROM report")["day"].item()
    ahead = coming(found, today)
    return Front(
        page(scope, MEETING, newest_first(found), limit),
        page(scope, MEETING, ahead, limit),
        page(scope, MEMBERSHIP, gatherings(scope, MEMBERSHIP, forum.ties), limit),
    )


def meetings_page(scope: PageScope, forum: Forum, which: Which, limit: int, offset: int) -> Things:
    """Meetings of a forum, the newest first; raises ChoiceUnknown for a presence or a state that it does not have."""
    found = gatherings(scope, MEETING, forum.ties)
    if which.presence is not None or which.state is not None:
        found = _present(found, forum, which)
    if which.status is not None:
        found = tuple(g for g in found if g.status == which.status)
    return page(scope, MEETING, newest_first(found), limit, offset)


def memberships_page(scope: PageScope, forum: Forum, member: str | None, limit: int, offset: int) -> Things:
    """What reports tell of who belongs to a forum, the firmest first; of one member, if one is given."""
    found = gatherings(scope, MEMBERSHIP, forum.ties)
    if member is not None:
        found = tuple(g for g in found if any(h.id == member for h in g.held("member")))
    return page(scope, MEMBERSHIP, found, limit, offset)


def page(scope: PageScope, kind: str, found: Sequence[Gathering], limit: int, offset: int = 0) -> Things:
    """A page of these, with how many there are of each status."""
    kinds, statuses = (
        ((Count(kind, len(found)),) if found else ()),
        counts(pl.Series("status", [g.status for g in found])),
    )
    return Things(told(scope, kind, found[offset : offset + limit]), len(found), kinds, statuses)


def _present(found: Sequence[Gathering], forum: Forum, which: Which) -> tuple[Gathering, ...]:
    """Those that the matrix of attendance counts for a state."""
    presence = which.presence or NAMED
    if presence not in PRESENCES:
        raise ChoiceUnknown("presence", presence, PRESENCES)
    matrix = attendance(found, forum.circle)
    places = [n for n, a in enumerate(matrix.states) if a.state.id == which.state]
    if not places:
        raise ChoiceUnknown("state of this forum", which.state or "", [a.state.id for a in matrix.states])
    held = {
        m.id
        for m in matrix.meetings
        if m.presence[places[0]] in PRESENCES[presence] and (presence == HOST or m.counts_as == "fact")
    }
    return tuple(g for g in found if g.id in held)

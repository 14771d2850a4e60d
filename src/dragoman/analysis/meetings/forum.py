"""A forum or a group of states as a question: its meetings, its members, its circle."""

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.analysis.meetings.attendance import Attendance, attendance
from dragoman.analysis.meetings.gathered import Gathering, gatherings
from dragoman.analysis.meetings.membership import Belonging, belongings, by_member
from dragoman.analysis.meetings.outside import Meets, Met, all_met, classed, outside
from dragoman.analysis.names import state_name
from dragoman.analysis.pages.boards import Board, scope_over
from dragoman.analysis.pages.forums import ids_of, ties_of
from dragoman.analysis.pages.parties import parties_of
from dragoman.analysis.pages.scopes import PageScope
from dragoman.analysis.pages.things import chosen
from dragoman.analysis.partners.between import among
from dragoman.atlas.circles import Circle, circle_of
from dragoman.errors import ActorUnknown, ChoiceUnknown, RowUnknown
from dragoman.record.bodies import GROUP
from dragoman.record.filters import Filters
from dragoman.record.record import Record

KINDS = MEETING, MEMBERSHIP = ("forum_meeting", "membership")
# Meetings at which two states of a circle are named, whatever body meets.
AMONG = """
SELECT p.tie AS id FROM tie_party p JOIN tie t ON t.id = p.tie LEFT JOIN actor a ON a.id = p.actor
WHERE t.kind = 'forum_meeting' AND list_contains($states::VARCHAR[], coalesce(a.country, p.actor))
GROUP BY p.tie HAVING count(DISTINCT coalesce(a.country, p.actor)) >= 2
"""


@dataclass(frozen=True, slots=True)
class Forum:
    """A body or group: `circle` of its states, null where the atlas has no list; `ties`: what tells of its meetings.

    `own`: only these meetings are its own; of a group of states every forum's meetings count.
    """

    id: str
    name: str
    circle: Circle | None
    ties: tuple[str, ...]
    own: bool


def forum_of(record: Record, name: str, ties: Sequence[str] | None = None) -> Forum:
    """The body or group of this id or name: of the record, the atlas, or a list of states; raises RowUnknown.

    `ties`: what `ties_of` gives for this name, if that was asked already.
    """
    circle = _circle(name)
    identity = _body(record, name, circle)
    known = ties if ties is not None and identity == name else ties_of(record, identity) if identity else ()
    ties = tuple(known)
    if circle is None and not ties:
        raise RowUnknown("forum or group", name[:80], "dragoman groups, /api/forums")
    if name.startswith(GROUP):
        return Forum(name, ", ".join(map(state_name, ids_of(name))), circle, ties, own=True)
    if circle is not None and circle.kind in ("group", "list"):
        told = record.sql(AMONG, {"states": list(circle.states)})["id"]
        return Forum(circle.id, circle.name, circle, tuple(sorted({*ties, *told})), own=False)
    title = parties_of(record, [identity or name])[identity or name].name if circle is None else circle.name
    return Forum(identity or name, title, circle, ties, own=True)


def _circle(name: str) -> Circle | None:
    try:
        return circle_of(",".join(ids_of(name)) if name.startswith(GROUP) else name)
    except ChoiceUnknown:
        return None


def _body(record: Record, name: str, circle: Circle | None) -> str | None:
    """The id under which the record has its meetings."""
    if name.startswith(GROUP):
        return name
    if circle is not None and circle.kind in ("group", "list"):
        return None
    try:
        return record.actor_id(circle.id if circle else name)
    except ActorUnknown:
        return None


def meetings(record: Record, whole: Board, forum: Forum, filters: Filters) -> tuple[Gathering, ...]:
    """The meetings of a forum within the filters."""
    return gatherings(scope_over(record, whole, filters, only=forum.ties, kinds=(MEETING,)), MEETING, forum.ties)


def present(record: Record, whole: Board, forum: Forum, filters: Filters) -> Attendance:
    """Who takes part in the meetings of a forum."""
    return attendance(meetings(record, whole, forum, filters), forum.circle)


def members(record: Record, whole: Board, forum: Forum, most: int | None = None) -> tuple[Belonging, ...]:
    """Who belongs to a forum, as the atlas and as reports have it; of each what reports tell, `most` things at most."""
    scope = scope_over(record, whole, Filters(), only=forum.ties if forum.own else (), kinds=(MEMBERSHIP,))
    return _members(scope, forum, most)


def _members(scope: PageScope, forum: Forum, most: int | None) -> tuple[Belonging, ...]:
    told = by_member(gatherings(scope, MEMBERSHIP, forum.ties if forum.own else ()))
    shown = dict.fromkeys(g.id for found in told.values() for g in found[:most])
    things = {t.id: t for t in chosen(scope, MEMBERSHIP, list(shown), None)}
    known = among(scope.record, forum.circle).members if forum.circle else ()
    return belongings(told, things, forum.circle, {p.id: p for p in known})


def attended(
    record: Record, whole: Board, forum: Forum, filters: Filters, most: int | None = None
) -> tuple[Attendance, tuple[Belonging, ...]]:
    """`present` within the filters and `members` of all time."""
    if filters != Filters():
        return present(record, whole, forum, filters), members(record, whole, forum, most)
    scope = scope_over(record, whole, filters, only=forum.ties, kinds=KINDS)
    return attendance(gatherings(scope, MEETING, forum.ties), forum.circle), _members(scope, forum, most)


def circle_of_members(record: Record, forum: Forum) -> Circle:
    """The states of a forum as a circle: those of the atlas, or else those that reports name at its meetings."""
    if forum.circle is not None:
        return forum.circle
    states = record.sql(
        "SELECT DISTINCT coalesce(a.country, p.actor) AS id FROM tie_party p JOIN actor a ON a.id = p.actor "
        "WHERE p.tie IN (SELECT unnest($ties::VARCHAR[])) AND (a.kind = 'state' OR a.country IS NOT NULL) ORDER BY id",
        {"ties": list(forum.ties)},
    )["id"].to_list()
    return Circle(forum.id, forum.name, "list", tuple((s, "", "") for s in states))


def meets(record: Record, forum: Forum, filters: Filters, told: Met | None = None) -> tuple[Meets, ...]:
    """Who of a forum meets whom outside it; `told`: what `all_met` gives, if that was asked already."""
    circle, only = circle_of_members(record, forum), forum.ties if forum.own else None
    return outside(record, told or all_met(record), circle, only, filters)


def met(
    record: Record, forum: Forum, filters: Filters, pair: Sequence[str], where: str | None, told: Met | None = None
) -> list[str]:
    """The ids of the meetings behind a figure of `meets`: of two states, or of all; inside, margins or outside."""
    circle, only = circle_of_members(record, forum), forum.ties if forum.own else None
    found = classed(told or all_met(record), circle, only, filters)
    if where:
        found = found.filter(found["where"] == where)
    for state in pair:
        found = found.filter(found["parties"].list.contains(state))
    return found["id"].to_list()

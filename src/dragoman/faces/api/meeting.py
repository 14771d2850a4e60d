"""Who takes part in the meetings of a forum or group, and who meets whom outside them."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Depends, Query

from dragoman.analysis.meetings.attendance import Attendance
from dragoman.analysis.meetings.forum import MEETING, MEMBERSHIP, forum_of, meets, met
from dragoman.analysis.meetings.forum import attended as attended_by
from dragoman.analysis.meetings.gathered import newest_first
from dragoman.analysis.meetings.listed import PRESENCES, Which, meetings_page, memberships_page
from dragoman.analysis.meetings.membership import Belonging
from dragoman.analysis.meetings.outside import CLASSES, Meets, kept_met
from dragoman.analysis.pages.boards import kept_board, scope_within
from dragoman.analysis.pages.happened import happened
from dragoman.errors import ChoiceUnknown
from dragoman.faces.api.answers import Json, rows
from dragoman.faces.api.desk import Newest
from dragoman.faces.api.limits import LONGEST, Limited, Paged, Since, Status, Until, blank
from dragoman.faces.api.rows import page_model
from dragoman.faces.api.shapes import page, shape
from dragoman.faces.api.standing import ThingPage, thing_page
from dragoman.record.filters import Filters, checked_filters

router = APIRouter(tags=["Forums"])
ForumName = Annotated[
    str,
    Query(description="A forum of `/api/forums`, a group of `/api/groups`, or states (IRN,AZE,RUS).", max_length=4000),
]
AttendancePage = shape(
    "AttendancePage",
    "Who takes part in which meeting, and who belongs to the body since when. The shares are of all meetings, "
    "`attendance.meetings` is a page of `total`, the newest first; of each member a few of the things told.",
    forum=str,
    title=str,
    attendance=Attendance,
    members=list[Belonging],
    source=str | None,
    total=int,
    limit=int,
    offset=int,
)
FEW = 3  # things told of a member that its row has
State = Annotated[
    str | None, Query(description="A state's id: meetings that name it, or it is host of.", max_length=60)
]


@router.get("/attendance", response_model=AttendancePage, summary="Who takes part in a forum's meetings.")
def attended(
    newest: Newest,
    forum: ForumName,
    within: Annotated[Limited, Depends(Limited)],
    paged: Annotated[Paged, Depends(Paged)],
) -> Json:
    """The matrix of states and meetings with hosts; members as the atlas and as reports have them."""
    whole = kept_board(newest)
    found = forum_of(newest.record, forum)
    matrix, belong = attended_by(newest.record, whole, found, within.filters(), FEW)
    ordered = newest_first(matrix.meetings)
    return Json(
        {
            "forum": found.id,
            "title": found.name,
            "attendance": replace(matrix, meetings=ordered[paged.offset : paged.offset + paged.limit]),
            "members": belong,
            "source": found.circle.source if found.circle else None,
            "total": len(ordered),
            "limit": paged.limit,
            "offset": paged.offset,
        }
    )


@router.get("/forum/meetings", response_model=ThingPage, summary="Meetings of a forum, the newest first.")
def forum_meetings(
    newest: Newest,
    forum: ForumName,
    within: Annotated[Limited, Depends(Limited)],
    paged: Annotated[Paged, Depends(Paged)],
    state: State = None,
    presence: Annotated[str | None, Query(description=f"With `state`: {', '.join(PRESENCES)}.", max_length=20)] = None,
    status: Status = None,
) -> Json:
    """Each meeting with what tells it; also those behind a figure of the attendance."""
    asked = forum_of(newest.record, forum)
    checked_filters(Filters(status=blank(status)), "tie")
    which = Which(blank(state), blank(presence), blank(status))
    scope = scope_within(newest, within.filters(), only=asked.ties, kinds=(MEETING,))
    return thing_page(meetings_page(scope, asked, which, paged.limit, paged.offset), paged)


@router.get("/forum/memberships", response_model=ThingPage, summary="Who belongs to a forum, as reports tell it.")
def forum_memberships(
    newest: Newest,
    forum: ForumName,
    within: Annotated[Limited, Depends(Limited)],
    paged: Annotated[Paged, Depends(Paged)],
    member: Annotated[str | None, Query(description="Only of this member, by its id.", max_length=LONGEST)] = None,
) -> Json:
    """Each membership with what tells it, the firmest first."""
    asked = forum_of(newest.record, forum)
    scope = scope_within(newest, within.filters(), only=asked.ties, kinds=(MEMBERSHIP,))
    return thing_page(memberships_page(scope, asked, blank(member), paged.limit, paged.offset), paged)


@router.get("/meets", response_model=page("MeetsPage", Meets), summary="Who meets whom outside a forum.")
def met_outside(
    newest: Newest,
    forum: ForumName,
    paged: Annotated[Paged, Depends(Paged)],
    since: Since = None,
    until: Until = None,
) -> Json:
    """Each two states of the forum that met outside it, on its margins or inside; most outside first."""
    limits = Filters(since=blank(since), until=blank(until))
    found = meets(newest.record, forum_of(newest.record, forum), limits, kept_met(newest))
    shown = found[paged.offset : paged.offset + paged.limit]
    return Json({"items": shown, "total": len(found), "limit": paged.limit, "offset": paged.offset})


@router.get("/meets/events", response_model=page_model("happening"), summary="The meetings behind a figure.")
def met_events(
    newest: Newest,
    forum: ForumName,
    paged: Annotated[Paged, Depends(Paged)],
    since: Since = None,
    until: Until = None,
    pair: Annotated[str | None, Query(description="Two states (IRN,RUS).", max_length=LONGEST)] = None,
    where: Annotated[str | None, Query(description=f"{', '.join(CLASSES)}.", max_length=20)] = None,
) -> Json:
    """Meetings of two states of a forum, the earliest first."""
    wanted = blank(where)
    if wanted is not None and wanted not in CLASSES:
        raise ChoiceUnknown("place of a meeting", wanted, CLASSES)
    limits = Filters(since=blank(since), until=blank(until))
    two = [p for p in (pair or "").split(",") if p]
    ids = met(newest.record, forum_of(newest.record, forum), limits, two, wanted, kept_met(newest))
    found = happened(newest.record, ids, paged.limit, paged.offset)
    return Json({"items": rows(found.rows), "total": found.total, "limit": paged.limit, "offset": paged.offset})

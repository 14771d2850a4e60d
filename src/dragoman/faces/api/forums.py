"""Forums: bodies and groups of states that meet."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path

from dragoman.analysis.pages.boards import scope_within
from dragoman.analysis.pages.forums import Forum, forum_of, forums, ties_of
from dragoman.analysis.pages.things import Things, things
from dragoman.errors import RowUnknown
from dragoman.faces.api.answers import Json
from dragoman.faces.api.desk import Newest
from dragoman.faces.api.limits import LONGEST, Limited, Paged
from dragoman.faces.api.shapes import page, shape

router = APIRouter(tags=["Pages"])
KINDS, MOST = ("forum_meeting", "membership"), 500
ForumPage = shape(
    "ForumPage",
    "One forum: its meetings and its members, each as far as reports tell.",
    forum=Forum,
    meetings=Things,
    memberships=Things,
)


@router.get("/forums", response_model=page("ForumList", Forum), summary="Bodies and groups of states that meet.")
def listed(newest: Newest, paged: Annotated[Paged, Depends(Paged)]) -> Json:
    """Forums, those most told of first."""
    found, total = forums(newest.record, paged.limit, paged.offset)
    return Json({"items": found, "total": total, "limit": paged.limit, "offset": paged.offset})


@router.get("/forums/{forum:path}", response_model=ForumPage, summary="One forum: meetings, hosts, members.")
def forum(
    newest: Newest,
    forum: Annotated[str, Path(description="Id of a forum in `/api/forums`.", max_length=4000)],
    within: Annotated[Limited, Depends(Limited)],
) -> Json:
    """The meetings and memberships of one forum."""
    ids = ties_of(newest.record, forum)
    if not ids:
        raise RowUnknown("forum", forum[:LONGEST], "/api/forums")
    with scope_within(newest, within.filters(), only=ids, kinds=KINDS) as scope:
        meetings, memberships = (things(scope, (kind,), only=ids, limit=MOST) for kind in KINDS)
    return Json({"forum": forum_of(newest.record, forum), "meetings": meetings, "memberships": memberships})

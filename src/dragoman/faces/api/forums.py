"""Forums: bodies and groups of states that meet."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query

from dragoman.analysis.meetings.forum import KINDS
from dragoman.analysis.meetings.forum import forum_of as asked_forum
from dragoman.analysis.meetings.listed import front
from dragoman.analysis.pages.boards import scope_within
from dragoman.analysis.pages.forums import Forum, forum_of, forums, ties_of
from dragoman.analysis.pages.things import Things
from dragoman.errors import RowUnknown
from dragoman.faces.api.answers import Json
from dragoman.faces.api.desk import Newest
from dragoman.faces.api.limits import LONGEST, MOST_ROWS, Limited, Paged
from dragoman.faces.api.shapes import page, shape

router = APIRouter(tags=["Pages"])
FEW = 20
Limit = Annotated[int, Query(description="Rows of each list.", ge=1, le=MOST_ROWS)]
ForumPage = shape(
    "ForumPage",
    "One forum as far as reports tell: the first rows of its meetings (newest first), of what is to come (next first) "
    "and of memberships; further rows: `/api/forum/meetings`, `/api/forum/memberships`.",
    forum=Forum,
    meetings=Things,
    coming=Things,
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
    limit: Limit = FEW,
) -> Json:
    """The meetings and memberships of one forum."""
    ids = ties_of(newest.record, forum)
    if not ids:
        raise RowUnknown("forum", forum[:LONGEST], "/api/forums")
    asked = asked_forum(newest.record, forum, ids)
    found = front(scope_within(newest, within.filters(), only=ids, kinds=KINDS), asked, limit)
    lists = {"meetings": found.meetings, "coming": found.coming, "memberships": found.memberships}
    return Json({"forum": forum_of(newest.record, forum), **lists})

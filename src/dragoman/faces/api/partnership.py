"""Two actors."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from dragoman.analysis.pages.boards import scope_within
from dragoman.analysis.pages.partnership import Partnership, filters_of_happenings, partnership
from dragoman.analysis.pages.things import Things, things
from dragoman.faces.api.answers import Json, rows
from dragoman.faces.api.desk import Newest
from dragoman.faces.api.limits import LONGEST, MOST_ROWS, Limited
from dragoman.faces.api.rows import rows_of
from dragoman.faces.api.shapes import shape
from dragoman.ontology.ontology import load_ontology
from dragoman.record.paging import page_of

router = APIRouter(tags=["Pages"])
FEW = 20
Limit = Annotated[int, Query(description="Rows of each list.", ge=1, le=MOST_ROWS)]
Side = Annotated[str, Query(description="An id (IRN) or a name.", max_length=LONGEST, min_length=1)]
PairPage = shape(
    "PartnershipPage",
    "Two actors. `says`: what the first says of the other; `is_told`: what the other says of the first.",
    pair=Partnership,
    happenings=rows_of("happening"),
    happenings_total=int,
    agreements=Things,
    meetings=Things,
    routes=Things,
    relations=Things,
    claims=Things,
    says=rows_of("statement"),
    says_total=int,
    is_told=rows_of("statement"),
    is_told_total=int,
)
PARTS = {"agreements": "agreements", "meetings": "forums", "routes": "routes", "relations": "partnerships"}


@router.get("/partnership", response_model=PairPage, summary="What is told of two actors together.")
def pair(
    newest: Newest,
    actor: Side,
    with_: Annotated[Side, Query(alias="with")],
    within: Annotated[Limited, Depends(Limited)],
    limit: Limit = FEW,
    months: Annotated[
        bool, Query(description="With the events by month, as `/api/happenings/periods` has them.")
    ] = True,
) -> Json:
    """Events by month, type and status; agreements, meetings, routes between them; what each says of the other.

    Each list has its first rows, things their firmest tellings: the pages of `/api/agreements`, `/api/statements` and
    the others have all.
    """
    filters = within.filters(actor, with_)
    told = partnership(newest, filters, months=months)
    happened = page_of(newest.record, "happening", filters_of_happenings(filters), limit)
    answer: dict[str, object] = {"pair": told, "happenings": rows(happened.rows), "happenings_total": happened.total}
    scope = scope_within(newest, filters)
    for part, question in PARTS.items():
        answer[part] = things(scope, load_ontology().ties_on(question), limit=limit)
    answer["claims"] = things(scope, (), claims=True, limit=limit)
    for part, limits in (("says", within.filters(actor, with_)), ("is_told", within.filters(with_, actor))):
        found = page_of(newest.record, "statement", limits, limit)
        answer |= {part: rows(found[0]), f"{part}_total": found[1]}
    return Json(answer)

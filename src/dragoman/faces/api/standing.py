"""Standing things: agreements, routes, claims, relations; each with its stages and tellings."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Depends, Query

from dragoman.analysis.pages.boards import scope_within
from dragoman.analysis.pages.things import Thing, Things, Told, tellings_of, things
from dragoman.errors import ChoiceUnknown
from dragoman.faces.api.answers import Json
from dragoman.faces.api.desk import Newest
from dragoman.faces.api.limits import LONGEST, Actor, Limited, Paged, Status, Type, With, blank
from dragoman.faces.api.shapes import page, shape
from dragoman.ontology.ontology import load_ontology
from dragoman.record.filters import Filters, checked_filters
from dragoman.types import Count

router = APIRouter(tags=["Questions"])
ThingPage = shape(
    "ThingPage",
    "One page of standing things; `kinds` and `statuses` count all that fit. `told` of each has its firmest few "
    "tellings, `/api/tellings` all.",
    items=list[Thing],
    total=int,
    limit=int,
    offset=int,
    kinds=list[Count],
    statuses=list[Count],
)
TellingPage = page("TellingPage", Told)
# Each page: the question of the ontology that its kinds answer, and what it is.
PAGES = {
    "agreements": ("agreements", "Agreements with their stages."),
    "meetings": ("forums", "Meetings and memberships of bodies."),
    "routes": ("routes", "Corridors, pipelines, swaps and facilities, with their ends on the map."),
    "relations": ("partnerships", "Partnerships and rivalries as lasting states."),
    "claims": ("claims", "What is only claimed: judgements on relations, leading roles, interests."),
}


def thing_page(found: Things, paged: Paged) -> Json:
    """The page of these things as an answer."""
    return Json(
        {
            "items": found.items, "total": found.total, "limit": paged.limit, "offset": paged.offset,
            "kinds": found.kinds, "statuses": found.statuses,
        }
    )  # fmt: skip


@router.get("/tellings", response_model=TellingPage, summary="Every telling of one standing thing.")
def tellings(
    newest: Newest,
    of: Annotated[str, Query(description="Id of a thing, or of one that tells it.", max_length=LONGEST)],
    within: Annotated[Limited, Depends(Limited)],
    paged: Annotated[Paged, Depends(Paged)],
    actor: Actor = None,
    with_: With = None,
) -> Json:
    """The firmest first; the lists of things have only the first few of each."""
    scope = scope_within(newest, within.filters(actor, with_), only=(of,))
    found = tellings_of(scope, of, paged.limit, paged.offset)
    return Json({"items": found.items, "total": found.total, "limit": paged.limit, "offset": paged.offset})


def _page(name: str, question: str) -> Callable[..., Json]:
    def ask(
        newest: Newest,
        within: Annotated[Limited, Depends(Limited)],
        paged: Annotated[Paged, Depends(Paged)],
        actor: Actor = None,
        with_: With = None,
        type: Type = None,
        status: Status = None,
    ) -> Json:
        claims = name == "claims"
        kinds = [] if claims else load_ontology().ties_on(question)
        if blank(type) is not None:
            if type not in kinds:
                raise ChoiceUnknown(f"kind of {name}", str(type), kinds or ("none: claims are of every kind",))
            kinds = [str(type)]
        checked_filters(Filters(status=blank(status)), "tie")
        scope = scope_within(newest, within.filters(actor, with_), kinds=kinds, claims=claims)
        found = things(scope, kinds, claims=claims, status=blank(status), limit=paged.limit, offset=paged.offset)
        return thing_page(found, paged)

    return ask


for name, (asked, meaning) in PAGES.items():
    router.add_api_route(
        f"/{name}", _page(name, asked), methods=["GET"], response_model=ThingPage, operation_id=name, summary=meaning
    )

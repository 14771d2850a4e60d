"""Ways between places, access to the sea, legs: the questions of `dragoman corridor`, `access` and `legs`."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from dragoman.analysis.corridors.access import access as reach
from dragoman.analysis.corridors.access import access_changes
from dragoman.analysis.corridors.checks import Fault, comparisons, faults
from dragoman.analysis.corridors.claims import report_claims
from dragoman.analysis.corridors.frames import (
    access_frame,
    changes_frame,
    claims_frame,
    comparisons_frame,
    legs_frame,
    roles,
    ways_frame,
)
from dragoman.analysis.corridors.ways import Answer, find_ways
from dragoman.analysis.corridors.world import World, world
from dragoman.atlas.corridors import MODES, load_corridors, read_assumptions
from dragoman.faces.api.answers import Json, rows
from dragoman.faces.api.desk import Newest
from dragoman.faces.api.limits import LONGEST, blank
from dragoman.faces.api.shapes import shape
from dragoman.faces.drawing.corridor_map import corridor_map

router = APIRouter(tags=["Corridors and swaps"])
Rows = list[dict[str, Any]]
Place = Annotated[str, Query(description="A node's id or name (Moscow).", max_length=LONGEST, min_length=1)]
Assume = Annotated[
    str | None,
    Query(description="What if, parted by commas: rasht-astara=open,IRN=closed.", max_length=LONGEST),
]
Modes = Annotated[str | None, Query(description="Only these, parted by commas: rail,sea.", max_length=LONGEST)]
AsOf = Annotated[str | None, Query(description="Statuses as they were said up to this day.", max_length=10)]
Claims = Annotated[bool, Query(description="With what the record's reports say of the legs.")]
Objective = Annotated[str, Query(description="Rank by cost, usd, days or km.", max_length=20)]
SVG = "image/svg+xml"
Checks = shape(
    "CorridorChecks",
    "Published lengths beside those of the atlas; `faults`: what in it cannot be right.",
    lengths=Rows,
    faults=list[Fault],
)


@router.get("/corridor", response_model=Rows, summary="Ways between two places, against a baseline.")
def corridor(
    newest: Newest,
    from_: Annotated[Place, Query(alias="from")],
    to: Place,
    baseline: Annotated[str | None, Query(description="suez, cape ...", max_length=LONGEST)] = None,
    assume: Assume = None,
    modes: Modes = None,
    as_of: AsOf = None,
    objective: Objective = "cost",
    number: Annotated[int, Query(description="Ways that differ clearly.", ge=1, le=10)] = 3,
    claims: Claims = False,
) -> Json:
    """One row a leg of each way, as `dragoman corridor --json` prints them."""
    answer = _ways(from_, to, baseline, assume, modes, as_of, objective, number)
    taken = [step.leg.id for _, way in roles(answer) for step in way.steps]
    told = report_claims(newest.record, answer.world, taken, newest) if claims else []
    return Json(rows(ways_frame(answer, told)))


@router.get(
    "/corridor/map.svg",
    response_class=Response,
    responses={200: {"content": {SVG: {}}}},
    summary="The ways between two places as a drawing.",
)
def ways_drawn(
    from_: Annotated[Place, Query(alias="from")],
    to: Place,
    baseline: Annotated[str | None, Query(max_length=LONGEST)] = None,
    assume: Assume = None,
    modes: Modes = None,
    as_of: AsOf = None,
    objective: Objective = "cost",
    number: Annotated[int, Query(ge=1, le=10)] = 3,
) -> Response:
    """The map of `dragoman corridor --map`."""
    return Response(corridor_map(_ways(from_, to, baseline, assume, modes, as_of, objective, number)), media_type=SVG)


@router.get("/corridor/access", response_model=Rows, summary="The open-sea ports that states reach over land.")
def access(
    states: Annotated[str | None, Query(description="ISO codes, parted by commas.", max_length=LONGEST)] = None,
    assume: Assume = None,
    modes: Modes = None,
    as_of: AsOf = None,
) -> Json:
    """With `assume`, who gains or loses which access."""
    now, before = _worlds(assume, as_of)
    chosen = [s.upper() for s in _pieces(states)]
    if _pieces(assume):
        return Json(rows(changes_frame(now.atlas, access_changes(before, now, chosen, _modes(modes)))))
    return Json(rows(access_frame(now.atlas, reach(now, chosen, _modes(modes)))))


@router.get("/corridor/legs", response_model=Rows, summary="Every leg with its length, status and sources.")
def legs(assume: Assume = None, as_of: AsOf = None) -> Json:
    """The atlas of corridors."""
    return Json(rows(legs_frame(_worlds(assume, as_of)[0])))


@router.get("/corridor/claims", response_model=Rows, summary="What the record's reports say of legs and nodes.")
def leg_claims(newest: Newest, as_of: AsOf = None) -> Json:
    """Claims beside what the atlas holds."""
    return Json(rows(claims_frame(report_claims(newest.record, _worlds(None, as_of)[0], held=newest))))


@router.get("/corridor/checks", response_model=Checks, summary="The atlas's lengths against those published.")
def checks() -> Json:
    """One row a published length, and what in the atlas cannot be right."""
    return Json({"lengths": rows(comparisons_frame(comparisons())), "faults": faults()})


def _ways(
    start: str, end: str, baseline: str | None, assume: str | None, modes: str | None, as_of: str | None,
    objective: str, number: int,
) -> Answer:  # fmt: skip
    now, before = _worlds(assume, as_of)
    return find_ways(
        now, start, end, objective=objective, number=number, modes=_modes(modes), baseline=blank(baseline),
        without=before if _pieces(assume) else None,
    )  # fmt: skip


def _worlds(assume: str | None, as_of: str | None) -> tuple[World, World]:
    """The world under the reader's assumptions, and the one without them."""
    atlas, assumptions = load_corridors(), read_assumptions(None)
    return world(atlas, assumptions, _pieces(assume), blank(as_of)), world(atlas, assumptions, (), blank(as_of))


def _modes(text: str | None) -> list[str]:
    return _pieces(text) or list(MODES)


def _pieces(text: str | None) -> list[str]:
    return [piece.strip() for piece in (text or "").split(",") if piece.strip()]

"""What the atlas's nodes, legs, warnings and swaps are called: their ids are for questions, these are for people."""

from typing import Any

from fastapi import APIRouter

from dragoman.atlas.corridors import Corridors, Leg, load_corridors
from dragoman.atlas.swaps import load_swaps
from dragoman.faces.api.answers import Json
from dragoman.faces.api.shapes import shape

router = APIRouter(tags=["Corridors and swaps"])
Names = dict[str, str]
Called = shape(
    "Called",
    "Names by id: of the nodes and legs of corridors, of the warnings on them (whole sentences), of the baselines that "
    "ways are held against, of swaps.",
    nodes=Names,
    legs=Names,
    warnings=Names,
    baselines=Names,
    swaps=Names,
)


@router.get("/corridor/names", response_model=Called, summary="What nodes, legs, warnings and swaps are called.")
def called() -> Json:
    """A name for each id that answers on corridors and swaps hold."""
    return Json(_called(load_corridors()))


def _called(atlas: Corridors) -> dict[str, Any]:
    return {
        "nodes": {i: node.name for i, node in atlas.nodes.items()},
        "legs": {i: _leg(atlas, leg) for i, leg in atlas.legs.items()},
        "warnings": {s.id: f"{s.programme}: {s.party}" for s in atlas.sanctions},
        "baselines": {i: baseline.says for i, baseline in atlas.baselines.items()},
        "swaps": {i: contract.name for i, contract in load_swaps().contracts.items()},
    }


def _leg(atlas: Corridors, leg: Leg) -> str:
    return f"{atlas.nodes[leg.a].name} – {atlas.nodes[leg.b].name}"

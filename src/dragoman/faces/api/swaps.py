"""What sources say of swaps, and the model of a swap's year: the question of `dragoman swap`."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Response

from dragoman.analysis.swaps.claims import SwapClaim, swap_claims
from dragoman.analysis.swaps.frames import months_frame, scenarios_frame, statements_frame
from dragoman.analysis.swaps.scenarios import SwapAnswer, Whatif, answer
from dragoman.atlas.swaps import load_swaps, read_network
from dragoman.errors import ChoiceUnknown, RowUnknown
from dragoman.faces.api.answers import Json, rows
from dragoman.faces.api.desk import Opened
from dragoman.faces.api.limits import LONGEST
from dragoman.faces.api.shapes import shape
from dragoman.faces.drawing.swap_charts import charts

router = APIRouter(tags=["Corridors and swaps"])
Rows = list[dict[str, Any]]
SwapId = Annotated[str, Path(description="Id of a swap (turkmen-azeri-2022).", max_length=LONGEST)]
Quantity = Annotated[float | None, Query(description="Billion cubic metres a year.", ge=0, le=1_000)]
Fee = Annotated[float | None, Query(description="Share kept on the way.", ge=0, le=1)]
Supply = Annotated[float, Query(description="What if the supplier hands over so much of it.", ge=0, le=10)]
Capacity = Annotated[
    str | None, Query(description="Pipes that carry so many times as much: north-west-astara=2.", max_length=LONGEST)
]
Swing = Annotated[float, Query(description="Days by which the account may run ahead or behind.", ge=0, le=3_660)]
SVG = "image/svg+xml"
SwapPage = shape(
    "SwapPage",
    "A swap: what sources say (none is averaged), the runs of its year with the least and the most they say, their "
    "months, and what the record's reports claim.",
    said=Rows,
    runs=Rows,
    months=Rows,
    claims=list[SwapClaim],
)


@router.get("/swaps", response_model=Rows, summary="Every number that a source says of a swap.")
def swaps() -> Json:
    """The swaps of the atlas."""
    held = load_swaps()
    return Json([row for c in held.contracts.values() for row in rows(statements_frame(held, c))])


@router.get("/swaps/{swap}", response_model=SwapPage, summary="A swap and the model of its year.")
def swap(
    record: Opened,
    swap: SwapId,
    quantity: Quantity = None,
    fee: Fee = None,
    supply: Supply = 1.0,
    capacity: Capacity = None,
    swing: Swing = 30.0,
) -> Json:
    """As `dragoman swap ID`; needs the extra 'analysis'."""
    held = load_swaps()
    found = _modelled(swap, Whatif(quantity, fee, supply, _factors(capacity), swing))
    told = [c for c in swap_claims(record, held) if c.contract == swap]
    said = rows(statements_frame(held, found.contract))
    return Json(
        {"said": said, "runs": rows(scenarios_frame(found)), "months": rows(months_frame(found)), "claims": told}
    )


@router.get(
    "/swaps/{swap}/{chart}.svg",
    response_class=Response,
    responses={200: {"content": {SVG: {}}}},
    summary="Flows or account of a run as a drawing.",
)
def chart(
    swap: SwapId,
    chart: Annotated[str, Path(description="molecules, contract or account.", max_length=20)],
    run: Annotated[int, Query(description="Which run, the first 1.", ge=1, le=20)] = 1,
    quantity: Quantity = None,
    fee: Fee = None,
    supply: Supply = 1.0,
    capacity: Capacity = None,
    swing: Swing = 30.0,
) -> Response:
    """As `dragoman swap ID --charts`."""
    found = _modelled(swap, Whatif(quantity, fee, supply, _factors(capacity), swing))
    if run > len(found.scenarios):
        raise RowUnknown("run", str(run), f"/api/swaps/{swap}")
    drawn = charts(read_network(None), found.scenarios[run - 1])
    if chart not in drawn:
        raise ChoiceUnknown("chart", chart, drawn)
    return Response(drawn[chart], media_type=SVG)


def _modelled(swap: str, whatif: Whatif) -> SwapAnswer:
    held = load_swaps()
    if swap not in held.contracts:
        raise RowUnknown("swap", swap[:LONGEST], "/api/swaps")
    return answer(read_network(None), held.contract(swap), whatif)


def _factors(text: str | None) -> dict[str, float]:
    """Factors of pipes by their ids; raises ChoiceUnknown for what is no positive number."""
    found: dict[str, float] = {}
    for piece in (p for p in (text or "").split(",") if p):
        name, _, number = piece.partition("=")
        if not number.replace(".", "", 1).isdecimal() or float(number) > 1_000:
            raise ChoiceUnknown("factor of a capacity in", piece, ("north-west-astara=2", "a number from 0 to 1,000"))
        found[name.strip()] = float(number)
    return found

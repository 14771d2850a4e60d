"""`dragoman swap`: what sources say of a swap, and a model of its year that keeps molecules and contract apart."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from dragoman.errors import ChoiceUnknown, OutputUnwritable
from dragoman.faces.cli.asking import print_rows
from dragoman.faces.cli.corridors import PANEL
from dragoman.faces.cli.options import Json

if TYPE_CHECKING:
    from dragoman.analysis.swaps.claims import SwapClaim
    from dragoman.analysis.swaps.scenarios import SwapAnswer
    from dragoman.atlas.swaps import Network, Swaps

Capacity = Annotated[
    list[str] | None,
    typer.Option(
        "--capacity", help="What if: a pipe carries so many times as much (north-west-astara=2). May be repeated."
    ),
]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(rich_help_panel=PANEL)(swap)


def swap(
    contract: Annotated[
        str | None,
        typer.Argument(help="The swap's id (turkmen-azeri-2022); without one, all are listed.", metavar="[SWAP]"),
    ] = None,
    quantity: Annotated[
        float | None,
        typer.Option("--quantity", help="Billion cubic metres a year, instead of what sources say.", min=0),
    ] = None,
    fee: Annotated[
        float | None,
        typer.Option("--fee", help="Share kept on the way (0.25), instead of what sources say.", min=0, max=1),
    ] = None,
    supply: Annotated[
        float, typer.Option("--supply", help="What if: the supplier hands over so much of it (0: nothing).", min=0)
    ] = 1.0,
    capacity: Capacity = None,
    swing: Annotated[
        float, typer.Option("--swing", help="Days of deliveries by which the account may run ahead or behind.", min=0)
    ] = 30.0,
    network: Annotated[
        Path | None, typer.Option("--network", help="A TOML file of pipes and demands in place of the atlas's own.")
    ] = None,
    record: Annotated[
        Path | None, typer.Option("--record", help="A record whose reports' claims are set beside the sources.")
    ] = None,
    months: Annotated[bool, typer.Option("--months", help="Every month of every run (with --json).")] = False,
    charts: Annotated[
        Path | None, typer.Option("--charts", help="Draw flows and account of every run as SVG files into this folder.")
    ] = None,
    json: Json = False,
) -> None:
    """Show what sources say of a swap, and model its year with the least and the most they say; conflicts stand."""
    from dragoman.analysis.swaps.scenarios import Whatif, answer
    from dragoman.atlas.swaps import load_swaps, read_network
    from dragoman.faces.cli.swap_tables import list_swaps

    swaps = load_swaps()
    if contract is None:
        list_swaps(swaps, json=json)
        return
    pipes = read_network(network)
    whatif = Whatif(quantity, fee, supply, _factors(capacity or []), swing)
    found = answer(pipes, swaps.contract(contract), whatif)
    if charts is not None:
        _draw(pipes, found, charts)
    _print(swaps, found, _claims(record, swaps, contract), json=json, months=months, asked=record is not None)


def _print(
    swaps: "Swaps", found: "SwapAnswer", claims: "list[SwapClaim]", *, json: bool, months: bool, asked: bool
) -> None:
    from dragoman.analysis.swaps.frames import months_frame, scenarios_frame
    from dragoman.faces.cli.swap_tables import show_claims, show_swap

    if json:
        print_rows(months_frame(found) if months else scenarios_frame(found))
        return
    show_swap(swaps, found)
    if asked:
        show_claims(Console(), claims)


def _factors(texts: list[str]) -> dict[str, float]:
    found: dict[str, float] = {}
    for text in texts:
        name, _, factor = text.partition("=")
        try:
            found[name] = float(factor)
        except ValueError:
            found[name] = -1.0
        if not found[name] >= 0:
            raise ChoiceUnknown(
                "factor of a capacity in", text, [f"{name or 'north-west-astara'}=2", "a number from 0 on"]
            )
    return found


def _claims(record: Path | None, swaps: "Swaps", contract: str) -> "list[SwapClaim]":
    if record is None:
        return []
    from dragoman.analysis.swaps.claims import swap_claims
    from dragoman.record.record import Record

    with Record.open(record) as opened:
        return [c for c in swap_claims(opened, swaps) if c.contract == contract]


def _draw(network: "Network", found: "SwapAnswer", folder: Path) -> None:
    from dragoman.faces.drawing.swap_charts import charts

    try:
        folder.mkdir(parents=True, exist_ok=True)
        for number, scenario in enumerate(found.scenarios, start=1):
            for name, svg in charts(network, scenario).items():
                (folder / f"{found.contract.id}-{number}-{name}.svg").write_text(svg, encoding="utf-8")
    except OSError as error:
        raise OutputUnwritable(folder, str(error)) from error

"""`dragoman demo`: the invented reports that come with the program, read into a record to look around in."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

PACKAGE = Path(__file__).parents[2]
PLACES = (PACKAGE / "demo" / "reports", PACKAGE.parents[1] / "demo" / "reports")  # as installed, and in a checkout
NEXT = (
    ("dragoman serve {record}", "look around in the browser"),
    ("dragoman brief {record}", "what it adds up to, in the terminal"),
    ("dragoman events {record} --status planned", "who plans what"),
    ("dragoman promises {record} --overdue", "what has come due"),
)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(rich_help_panel="Read reports")(demo)


def demo(
    into: Annotated[
        Path, typer.Option("--into", help="The record to make; must not exist yet.", metavar="RECORD")
    ] = Path("dragoman-demo.duckdb"),
) -> None:
    """Read the invented reports that come with the program, to try everything without any of your own."""
    from dragoman.errors import OutputUnwritable
    from dragoman.pipeline import read

    if into.exists():
        raise OutputUnwritable(into, "it exists already")
    refusals = read([str(_reports())], into)
    console = Console(soft_wrap=True, highlight=False)
    console.print(
        f"{into} holds what the invented reports say; {len(refusals)} of them, on purpose, could not be read:"
    )
    for one in refusals:
        console.print(f"  {Path(one.origin).name}: {one.reason}", style="dim", markup=False)
    console.print("Go on with:")
    for command, what in NEXT:
        console.print(f"  {command.format(record=into):<58} {what}", markup=False)


def _reports() -> Path:
    from dragoman.errors import InputMissing

    found = next((place for place in PLACES if place.is_dir()), None)
    if found is None:
        raise InputMissing(PLACES[0])
    return found

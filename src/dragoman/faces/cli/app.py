"""The command line as a whole: its commands, and what an error looks like."""

import sys
from typing import Annotated

import typer
from rich.console import Console

from dragoman import VERSION
from dragoman.errors import DragomanError
from dragoman.faces.cli import (
    aligning,
    asking,
    briefing,
    copies,
    corridors,
    demonstrating,
    desk,
    doctor,
    exporting,
    histories,
    importing,
    narratives,
    partnering,
    promising,
    reading,
    reviewing,
    serving,
    sharding,
    swaps,
    watching,
    why,
    words,
)
from dragoman.faces.cli.saying import say

FAILED = 2
app = typer.Typer(
    name="dragoman",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
ROOMS = (
    reading,
    sharding,
    desk,
    demonstrating,
    asking,
    why,
    reviewing,
    serving,
    histories,
    partnering,
    aligning,
    promising,
    watching,
    briefing,
    corridors,
    swaps,
    narratives,
    words,
    importing,
    exporting,
    copies,
    doctor,
)
for room in ROOMS:
    room.register(app)


def _version(asked: bool) -> None:
    if asked:
        print(f"dragoman {VERSION}")
        raise typer.Exit


@app.callback()
def dragoman(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and end.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """Read news reports about international relations and keep the sourced record.

    Who met, agreed, planned, traded, threatened or claimed what with whom; on whose word; how firmly.

    First:  dragoman read REPORTS --into my.duckdb   Then:  dragoman brief my.duckdb
    """


def main() -> None:
    """Run the command line; an error of ours is one sentence on standard error and exit code 2."""
    try:
        app()
    except DragomanError as error:
        say(Console(stderr=True), f"Error: {error}", "red")
        sys.exit(FAILED)
    except BrokenPipeError:
        # The reader of our output has gone (`| head`); writing on would only raise again at exit.
        sys.stderr.close()
        sys.exit(0)

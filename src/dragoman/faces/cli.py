"""The command line."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from dragoman.exchange.findings import findings_line
from dragoman.outlets import read_inputs
from dragoman.pipeline import load_tools, process
from dragoman.settings import load_settings
from dragoman.types import Findings

app = typer.Typer(no_args_is_help=True)


@app.callback()
def callback() -> None:
    """Dragoman."""


@app.command()
def extract(inputs: Annotated[list[Path], typer.Argument()], format: str = "jsonl") -> None:
    """Print what reports say as JSON lines; nothing is stored."""
    settings = load_settings()
    tools = load_tools(settings)
    refused = 0
    for item in process(read_inputs([str(i) for i in inputs], settings, sys.stdin.buffer), tools):
        if isinstance(item, Findings):
            sys.stdout.buffer.write(findings_line(item) + b"\n")
        else:
            refused += 1
            print(f"{item.origin}: {item.reason}", file=sys.stderr)
    raise typer.Exit(1 if refused else 0)


def main() -> None:
    """Run the command line."""
    app()

"""`dragoman export`: a record, or part of one, as files for other programs."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from dragoman.faces.cli.options import Actor, InReport, Outlet, RecordPath, Since, Status, Type, Until, With, Words
from dragoman.faces.cli.saying import say


def _formats(incomplete: str) -> list[str]:
    from dragoman.exchange import FORMATS

    return [name for name in FORMATS if name.startswith(incomplete)]


Folder = Annotated[Path, typer.Argument(help="The folder to write into; made where there is none.", metavar="FOLDER")]
FormatName = Annotated[
    str,
    typer.Option(
        "--as",
        "--format",
        "-f",
        help=(
            "Tables: csv, excel, jsonl, parquet, xlsx. Maps: geojson. Networks: gexf, graphml. "
            "Event data: plover, polecat, cameo. Other standards: ftm, stix, jsonld."
        ),
        autocompletion=_formats,
    ),
]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(rich_help_panel="Write it up")(export)


def export(
    record: RecordPath,
    folder: Folder,
    format_: FormatName = "csv",
    actor: Actor = None,
    with_: With = None,
    type_: Type = None,
    status: Status = None,
    since: Since = None,
    until: Until = None,
    outlet: Outlet = None,
    report: InReport = None,
    text: Words = None,
) -> None:
    """Write what the record holds as files for other programs, with a codebook of what is in them."""
    from dragoman.exchange.export import export as write
    from dragoman.record.filters import Filters
    from dragoman.record.record import Record

    filters = Filters(actor, with_, type_, status, since, until, outlet, report, text)
    with Record.open(record) as opened:
        paths = write(opened, folder, format_, filters)
    console = Console()
    for path in paths:
        say(console, str(path))

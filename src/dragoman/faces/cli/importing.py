"""`dragoman import` and `dragoman background`: data sets of others beside the reports, and what there is of them."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import orjson
import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from dragoman.faces.cli.asking import print_rows
from dragoman.faces.cli.options import Json, RecordPath, Since, Until
from dragoman.faces.cli.saying import say
from dragoman.faces.cli.tables import plain_console

if TYPE_CHECKING:
    import polars as pl

    from dragoman.record.background import Imported

FAILED = 1
SHOWN = 20
PANEL = "Hold it against others"


def _formats(incomplete: str) -> list[str]:
    from dragoman.exchange.incoming import IMPORTS

    return [name for name in IMPORTS if name.startswith(incomplete)]


FormatName = Annotated[
    str,
    typer.Argument(
        help="gdelt, gdelt-mentions, icews, polecat (events of others); ftm, actors (extra actors for reading).",
        metavar="FORMAT",
        autocompletion=_formats,
    ),
]
State = Annotated[str | None, typer.Option("--actor", "-a", help="With --counts: the state that acts (IRN).")]
Other = Annotated[str | None, typer.Option("--with", "-w", help="With --counts: the state that is acted upon.")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("import", rich_help_panel=PANEL)(import_)
    app.command(rich_help_panel=PANEL)(background)


def import_(
    format_: FormatName,
    inputs: Annotated[list[str], typer.Argument(help="Files and patterns, also .zip and .gz.", metavar="FILE")],
    into: Annotated[Path, typer.Option("--into", help="The record; made where there is none.", metavar="RECORD")],
    release: Annotated[
        str | None, typer.Option("--release", help="Version or date of the data set, kept as given.")
    ] = None,
    licence: Annotated[str | None, typer.Option("--licence", help="Note on its terms, kept as given.")] = None,
    json: Json = False,
) -> None:
    """Take event data of others (GDELT, ICEWS, POLECAT) or extra actors into a record, apart from what reports say.

    Rows that cannot be read are listed with line and reason, the others are kept.

    Extra actors are looked up from then on when reports are read into this record.
    """
    from dragoman.exchange.incoming import IMPORTS, all_refused, import_file, names_left_out
    from dragoman.outlets.inputs import resolve

    console, done = Console(), list["Imported"]()
    for path in resolve(inputs):
        outcome = import_file(path, format_, into, version=release, licence=licence)
        done.append(outcome)
        if json:
            sys.stdout.buffer.write(orjson.dumps(_row(outcome)) + b"\n")
        else:
            _tell(console, outcome, into)
    if IMPORTS[format_].actors and not json:
        _warn(console, names_left_out(into))
    raise typer.Exit(FAILED if all_refused(done) else 0)


def _row(done: "Imported") -> dict[str, object]:
    refused = [{"line": r.line, "reason": r.reason} for r in done.refused]
    named = {"file": done.source.name, "dataset": done.source.dataset, "sha256": done.source.sha256}
    return named | {"rows": done.rows, "repeated": done.repeated, "known": done.known, "refused": refused}


def _tell(console: Console, done: "Imported", into: Path) -> None:
    if done.known:
        said = f"{done.source.name} came into the record before; nothing was changed."
    else:
        said = f"{done.source.name}: {done.rows:,} rows kept as {done.source.dataset}"
        said += f", {done.repeated:,} were there already" if done.repeated else ""
        said += f", {len(done.refused):,} could not be read:" if done.refused else "."
    lines = [f"  line {r.line:,}: {r.reason}" for r in done.refused[:SHOWN]]
    if len(done.refused) > SHOWN:
        lines.append(f"  and {len(done.refused) - SHOWN:,} more; list them with: dragoman background {into} --refused")
    for line in (said, *lines):
        say(console, line)


def _warn(console: Console, left_out: Sequence[str]) -> None:
    """Say which names cannot be looked up."""
    if left_out:
        console.print("Names of extra actors that cannot be looked up:", style="yellow", highlight=False)
    for sentence in left_out[:SHOWN]:
        say(console, f"  {sentence}")
    if len(left_out) > SHOWN:
        console.print(f"  and {len(left_out) - SHOWN:,} more", highlight=False)


def background(
    record: RecordPath,
    refused: Annotated[bool, typer.Option("--refused", help="List rows that could not be read, and why.")] = False,
    counts: Annotated[bool, typer.Option("--counts", help="Count events by pair of states, type and period.")] = False,
    actor: State = None,
    with_: Other = None,
    since: Since = None,
    until: Until = None,
    by: Annotated[str, typer.Option("--by", help="With --counts: day, month, year or all.")] = "year",
    json: Json = False,
) -> None:
    """List the data sets of others in a record, with their files, versions and terms; or count their events."""
    import polars as pl

    from dragoman.record.backdrop import background_counts, background_files, background_refused
    from dragoman.record.record import Record

    with Record.open(record) as opened:
        if counts:
            found = background_counts(opened, actor=actor, recipient=with_, since=since, until=until, by=by)  # type: ignore[arg-type]
            frame = pl.DataFrame(found)
        else:
            frame = background_refused(opened) if refused else background_files(opened).drop("bytes", strict=False)
    if json:
        print_rows(frame)
    else:
        _table(frame)


def _table(frame: "pl.DataFrame") -> None:
    console = plain_console(Console())
    if frame.is_empty():
        console.print("Nothing of that kind came into this record. See: dragoman import --help", highlight=False)
        return
    table = Table(header_style="bold", border_style="dim")
    for name in frame.columns:
        table.add_column(name, overflow="fold")
    for row in frame.iter_rows(named=True):
        table.add_row(*(Text(_cell(name, value)) for name, value in row.items()))
    console.print(table)


def _cell(name: str, value: object) -> str:
    if value is None:
        return ""
    if name == "sha256":
        return str(value)[:12]
    if isinstance(value, float):
        return f"{value:.2f}"
    return (
        f"{value:,}" if isinstance(value, int) else str(value).partition(".")[0] if name == "imported" else str(value)
    )

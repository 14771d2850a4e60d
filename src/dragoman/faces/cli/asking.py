"""The commands that show what is in a record; each has the filters that can limit its rows."""

import inspect
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import orjson
import typer
from rich.console import Console

from dragoman.faces.cli.options import (
    Actor,
    InReport,
    Json,
    Limit,
    Outlet,
    RecordPath,
    Reviewed,
    Since,
    Status,
    Type,
    Until,
    With,
    Words,
)
from dragoman.faces.cli.retrying import Failed, failed_rows, print_failures, unread_rows
from dragoman.faces.cli.tables import plain_console, show
from dragoman.record.filters import TAKEN

if TYPE_CHECKING:
    import polars as pl

TABLE_ROWS = 40
PANEL = "Look into a record"


FILTERS = {
    "actor": Actor,
    "with_": With,
    "type": Type,
    "status": Status,
    "since": Since,
    "until": Until,
    "outlet": Outlet,
    "report": InReport,
    "text": Words,
    "review": Reviewed,
}


class Question(NamedTuple):
    """A command that asks the record: its name, the kind of rows, and its help."""

    name: str
    of: str
    help: str


QUESTIONS = (
    Question("reports", "report", "List the reports, and how much was found in each."),
    Question("actors", "actor", "List who takes part, and how often."),
    Question("places", "place", "List the places that reports name, with coordinates."),
    Question("statements", "statement", "List who is cited for what."),
    Question("events", "event", "List acts: who did what with whom, how firmly, on whose word."),
    Question("ties", "tie", "List standing things: agreements, forums, corridors, swaps, claims ..."),
)


# Not of one report, so that it has no place in one.
TOLD_TOGETHER = Question(
    "happenings", "happening", "List events with all their tellings as one: who confirms, who denies."
)


def register(app: typer.Typer) -> None:
    """Add a command for each question."""
    for question in (*QUESTIONS, TOLD_TOGETHER):
        app.command(question.name, help=question.help, rich_help_panel=PANEL)(_command(question))
    app.command(rich_help_panel=PANEL)(refused)


def _command(question: Question) -> Callable[..., None]:
    def ask(record: Path, limit: int | None, json: bool, failed: bool = False, **filters: str | None) -> None:
        from dragoman.record.filters import Filters
        from dragoman.record.record import Record

        if failed:
            tell_failures(record, json)
            return
        most = limit if limit is not None or json else TABLE_ROWS
        with Record.open(record) as opened:
            page = opened.page(question.of, Filters(**filters, limit=most or None))
        if json:
            print_rows(page.rows)
        else:
            _print_table(question, page.rows, page.total)

    # Typer reads a command's options from its signature; a question has only those that mean something for its rows.
    ask.__signature__ = _signature(question.of)  # type: ignore[attr-defined]
    return ask


def _signature(of: str) -> inspect.Signature:
    taken = TAKEN[of]

    def parameter(name: str, annotation: Any, default: object = inspect.Parameter.empty) -> inspect.Parameter:
        return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, annotation=annotation, default=default)

    filters = [parameter(name, option, None) for name, option in FILTERS.items() if name in taken]
    filters += [parameter("failed", Failed, False)] if of == "report" else []
    return inspect.Signature(
        [parameter("record", RecordPath), *filters, parameter("limit", Limit, None), parameter("json", Json, False)]
    )


def tell_failures(record: Path, json: bool) -> None:
    """Print what should have been read into a record and could not be."""
    import polars as pl

    from dragoman.record.record import Record

    with Record.open(record) as opened:
        frame = pl.concat([failed_rows(opened.refusals()), unread_rows(opened)], how="vertical_relaxed")
    if json:
        print_rows(frame)
    else:
        print_failures(frame, record)


def refused(record: RecordPath, json: Json = False) -> None:
    """List what could not be read, and why."""
    from dragoman.record.record import Record

    with Record.open(record) as opened:
        frame = opened.refusals()
    if json:
        print_rows(frame)
        return
    console = plain_console(Console())
    for row in frame.iter_rows(named=True):
        console.print(f"{row['origin']}: {row['reason']}", markup=False, highlight=False)
    if frame.is_empty():
        console.print("Everything could be read.")


def print_rows(frame: "pl.DataFrame") -> None:
    """Print rows as JSON, one object a line."""
    for row in frame.iter_rows(named=True):
        sys.stdout.buffer.write(orjson.dumps(row, option=orjson.OPT_UTC_Z) + b"\n")


def _print_table(question: Question, frame: "pl.DataFrame", total: int) -> None:
    console = plain_console(Console())
    if frame.is_empty():
        console.print(f"No {question.name} fit.")
        return
    show(console, question.of, frame)
    if total > len(frame):
        console.print(f"{total - len(frame)} more; show all with --limit 0.")

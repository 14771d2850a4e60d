"""`dragoman why`: one row of a record, the words it stands on in their paragraph, and the rule that decided."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.panel import Panel
from rich.text import Text

from dragoman.errors import ChoiceUnknown
from dragoman.faces.cli.options import Json, RecordPath, SettingsPath

if TYPE_CHECKING:
    import polars as pl

    from dragoman.record.record import Record

# What the program found, since what was rejected can be asked for too; what stands of it after review comes beside.
VIEWS = ("event_row", "tie_row", "statement_row")
SHOWN = 5  # ids that are named where the beginning of an id fits several
HIDDEN = frozenset({"start", "end", "sentence", "content"})
STYLES = {
    "sentence": "underline",
    "content": "underline",
    "trigger": "bold reverse",
    "status": "bold yellow",
    "date": "bold cyan",
    "deadline": "bold cyan",
    "source": "bold green",
    "cue": "bold magenta",
}


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(rich_help_panel="Look into a record")(why)


def why(
    record: RecordPath,
    row_id: Annotated[
        str, typer.Argument(help="The id of an event, tie or statement, or how it begins.", metavar="ID")
    ],
    explain: Annotated[
        bool,
        typer.Option("--explain", help="Read the report anew and show what was considered, and why the rest was not."),
    ] = False,
    json: Json = False,
    settings_path: SettingsPath = None,
) -> None:
    """Show what a row of the record stands on: the words in their paragraph, and the rule that decided."""
    from dragoman.faces.cli.asking import print_rows
    from dragoman.faces.cli.considering import considered, show_considered
    from dragoman.record.record import Record
    from dragoman.settings import load_settings

    with Record.open(record) as opened:
        frame, view = _only(row_id, {view: _found(opened, f"machine.{view}", row_id) for view in VIEWS})
        machine = frame.row(0, named=True)
        standing = opened.sql(f"SELECT * FROM {view} WHERE id = $id", {"id": machine["id"]})
        decisions = opened.review.list(of=str(machine["id"]))
        if json:
            print_rows(_told(standing if standing.height else frame, machine, decisions))
            return
        console = Console()
        _show_row(console, standing.row(0, named=True) if standing.height else machine, machine)
        show_words(console, opened, machine)
        _show_decisions(console, decisions)
        if explain:
            show_considered(console, *considered(opened, machine, load_settings(settings_path)))


def _found(opened: "Record", view: str, row_id: str) -> "pl.DataFrame":
    return opened.sql(f"SELECT * FROM {view} WHERE starts_with(id, $id) ORDER BY id LIMIT {SHOWN}", {"id": row_id})


def _told(row: "pl.DataFrame", machine: Mapping[str, object], decisions: "pl.DataFrame") -> "pl.DataFrame":
    """The row as it stands, with the program's values that differ (`machine`) and what was decided (`reviews`)."""
    import polars as pl

    now = row.row(0, named=True)
    differ = {name: value for name, value in machine.items() if value != now[name]}
    extra = [pl.Series("machine", [differ or None], dtype=pl.Object)]
    return row.with_columns(*extra, pl.Series("reviews", [decisions.to_dicts()], dtype=pl.Object))


def _only(row_id: str, frames: "Mapping[str, pl.DataFrame]") -> "tuple[pl.DataFrame, str]":
    """The one frame with a row, and its view; raises ChoiceUnknown if no row, or several, have an id that begins so."""
    ids = [str(i) for frame in frames.values() for i in frame["id"]]
    if not ids:
        raise ChoiceUnknown("row", row_id, ("an id from `dragoman events`, ties or statements",))
    if len(ids) > 1:
        raise ChoiceUnknown("single row", row_id, [*ids[:SHOWN], "and more"] if len(ids) > SHOWN else ids)
    return next((frame, view) for view, frame in frames.items() if not frame.is_empty())


def _cited(opened: "Record", row: Mapping[str, object]) -> list[tuple[str, int, int]]:
    """(part, start, end) of every piece of evidence of the row and of the statement it stands on."""
    ids = [i for i in (row["id"], row.get("statement")) if i]
    query = """SELECT part, start, "end" FROM machine.evidence
        WHERE report = $report AND list_contains($ids, id) ORDER BY start"""
    return list(opened.sql(query, {"report": row["report"], "ids": ids}).iter_rows())


def _show_row(console: Console, row: Mapping[str, object], machine: Mapping[str, object]) -> None:
    """The row as it stands, with the program's value where people corrected it."""
    for name, value in row.items():
        before = f"  (the program: {_cell(machine[name]) or 'none'})" if machine[name] != value else ""
        if name not in HIDDEN and (before or value not in (None, [], "")):
            console.print(Text.assemble((f"{name:16}", "dim"), _cell(value) or "none", (before, "yellow")))


def _cell(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)


def _show_decisions(console: Console, decisions: "pl.DataFrame") -> None:
    for row in decisions.iter_rows(named=True):
        told = f"{row['made']:%Y-%m-%d %H:%M} {row['verb']} by {row['author']}"
        more = [row["changes"], row["reason"], None if row["stands"] else "taken back"]
        console.print(Text("; ".join([told, *(m for m in more if m)]), "yellow"))


def show_words(console: Console, opened: "Record", row: Mapping[str, object]) -> None:
    """The words that a row stands on, marked in their paragraph; the row is one of the machine's views."""
    cited = _cited(opened, row)
    text = opened.text(str(row["report"])) or ""
    marked = Text(text)
    for part, start, end in cited:
        marked.stylize(STYLES.get(part, ""), start, end)
    first, last = min(s for _, s, _ in cited), max(e for _, _, e in cited)
    begin, finish = text.rfind("\n\n", 0, first) + 1, text.find("\n\n", last)
    body = marked[begin : finish if finish >= 0 else len(text)]
    body.rstrip()
    legend = Text(" ").join(Text(part, style=STYLES[part]) for part in dict.fromkeys(p for p, _, _ in cited))
    console.print(Panel(body, title=str(row.get("title") or row["report"]), subtitle=legend))

"""`dragoman why`: one row of a record, the words it stands on in their paragraph, and the rule that decided."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.panel import Panel
from rich.text import Text

from dragoman.errors import ChoiceUnknown
from dragoman.faces.cli.options import Json, RecordPath

if TYPE_CHECKING:
    import polars as pl

    from dragoman.record.record import Record

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
    json: Json = False,
) -> None:
    """Show what a row of the record stands on: the words in their paragraph, and the rule that decided."""
    from dragoman.faces.cli.asking import print_rows
    from dragoman.record.record import Record

    with Record.open(record) as opened:
        frame = _only(row_id, [_found(opened, view, row_id) for view in VIEWS])
        row = frame.row(0, named=True)
        cited = _cited(opened, row)
        text = opened.text(str(row["report"])) or ""
    if json:
        print_rows(frame)
    else:
        _show(Console(), row, cited, text)


def _found(opened: "Record", view: str, row_id: str) -> "pl.DataFrame":
    return opened.sql(f"SELECT * FROM {view} WHERE starts_with(id, $id) ORDER BY id LIMIT {SHOWN}", {"id": row_id})


def _only(row_id: str, frames: list["pl.DataFrame"]) -> "pl.DataFrame":
    """The one frame with a row; raises ChoiceUnknown if no row, or more than one, has an id that begins so."""
    ids = [str(i) for frame in frames for i in frame["id"]]
    if not ids:
        raise ChoiceUnknown("row", row_id, ("an id from `dragoman events`, ties or statements",))
    if len(ids) > 1:
        raise ChoiceUnknown("single row", row_id, [*ids[:SHOWN], "and more"] if len(ids) > SHOWN else ids)
    return next(frame for frame in frames if not frame.is_empty())


def _cited(opened: "Record", row: Mapping[str, object]) -> list[tuple[str, int, int]]:
    """(part, start, end) of every piece of evidence of the row and of the statement it stands on."""
    ids = [i for i in (row["id"], row.get("statement")) if i]
    query = 'SELECT part, start, "end" FROM evidence WHERE report = $report AND list_contains($ids, id) ORDER BY start'
    return list(opened.sql(query, {"report": row["report"], "ids": ids}).iter_rows())


def _show(console: Console, row: Mapping[str, object], cited: list[tuple[str, int, int]], text: str) -> None:
    for name, value in row.items():
        if name not in HIDDEN and value not in (None, [], ""):
            shown = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
            console.print(Text.assemble((f"{name:16}", "dim"), shown))
    marked = Text(text)
    for part, start, end in cited:
        marked.stylize(STYLES.get(part, ""), start, end)
    first, last = min(s for _, s, _ in cited), max(e for _, _, e in cited)
    begin, finish = text.rfind("\n\n", 0, first) + 1, text.find("\n\n", last)
    body = marked[begin : finish if finish >= 0 else len(text)]
    body.rstrip()
    legend = Text(" ").join(Text(part, style=STYLES[part]) for part in dict.fromkeys(p for p, _, _ in cited))
    console.print(Panel(body, title=str(row.get("title") or row["report"]), subtitle=legend))

"""`dragoman history`: what became of each standing thing, stage by stage, with whoever says so."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import orjson
import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from dragoman.faces.cli.asking import PANEL, TABLE_ROWS
from dragoman.faces.cli.options import (
    Actor,
    InReport,
    Json,
    Limit,
    Outlet,
    RecordPath,
    Since,
    Status,
    Type,
    Until,
    With,
    Words,
)
from dragoman.faces.cli.tables import plain_console

if TYPE_CHECKING:
    from dragoman.analysis.histories import History
    from dragoman.analysis.steps import Step

Contested = Annotated[bool, typer.Option("--contested", help="Only things of which reports contradict each other.")]
SHARES = {"Stage": 0, "When": 0, "Told": 0, "On whose word": 3, "Origins": 0, "Sentence": 8}


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(rich_help_panel=PANEL)(history)


def history(
    record: RecordPath,
    actor: Actor = None,
    with_: With = None,
    type: Type = None,
    status: Status = None,
    since: Since = None,
    until: Until = None,
    outlet: Outlet = None,
    report: InReport = None,
    text: Words = None,
    contested: Contested = False,
    limit: Limit = None,
    json: Json = False,
) -> None:
    """List agreements, memberships, routes, swaps and facilities with each change of stage, and what contradicts it.

    A thing is listed whole if one of its tellings fits the filters.
    """
    from dragoman.analysis.histories import histories
    from dragoman.record.filters import Filters
    from dragoman.record.record import Record

    filters = Filters(actor, with_, type, status, since, until, outlet, report, text)
    with Record.open(record) as opened:
        found = [h for h in histories(opened, filters) if h.contested or not contested]
    most = limit if json else TABLE_ROWS if limit is None else limit
    shown = found[:most] if most else found
    if json:
        for thing in shown:
            typer.echo(orjson.dumps(asdict(thing)))
        return
    console = plain_console(Console())
    for thing in shown:
        _print(console, thing)
    if not found:
        console.print("No standing things fit.")
    if len(found) > len(shown):
        console.print(f"{len(found) - len(shown)} more; show all with --limit 0.")


def _print(console: Console, thing: "History") -> None:
    parties = ", ".join(thing.party_names) or "parties not named"
    heading = Text(f"{thing.kind.replace('_', ' ')}: {thing.name} ", style="bold")
    console.print(heading.append(f"({parties})", style="dim"))
    for sentence in thing.contested:
        console.print(Text(f"  Contested: {sentence}.", style="yellow"))
    table = Table(header_style="bold", border_style="dim", expand=True)
    for title, share in SHARES.items():
        table.add_column(title, ratio=share or None, overflow="fold", no_wrap=not share)
    for step in thing.steps:
        table.add_row(*map(Text, _cells(step)))
    console.print(table)


def _cells(step: "Step") -> tuple[str, ...]:
    stage = (step.stage or step.status).replace("_", " ")
    firmness = "" if step.counts_as == "fact" or step.stage is None else f" ({step.status})"
    first, last = step.date, step.date_to
    when = f"{first} - {last}" if first and last and first != last else first or (f"until {last}" if last else "")
    told = step.said or "no date"
    told = told if step.last_said in (None, step.said) else f"{told} - {step.last_said}"
    voices = [*step.speakers, *(["the report" if step.origins < 2 else "reports"] if step.own_voice else [])]
    word = f"{', '.join(voices) or 'unnamed'} ({step.outlet or step.report})"
    return f"{stage}{firmness}", when, told, word, str(step.origins), step.sentence

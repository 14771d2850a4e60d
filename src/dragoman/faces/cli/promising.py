"""`dragoman promises`: what was promised, by whom, for when, and what became of it."""

from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from dragoman.errors import ChoiceUnknown
from dragoman.faces.cli.asking import PANEL, print_rows
from dragoman.faces.cli.options import Actor, Json, Outlet, RecordPath, Since, Until, With, Words
from dragoman.faces.cli.tables import plain_console, show

if TYPE_CHECKING:
    import polars as pl

Overdue = Annotated[bool, typer.Option("--overdue", help="Only those whose day has passed without a later word.")]
Outcome = Annotated[str | None, typer.Option("--outcome", help="Only kept, late, unknowable, broken, overdue or open.")]
AsOf = Annotated[
    str | None, typer.Option("--as-of", help="Count from this day (2025-06-30) instead of that of the newest report.")
]
RESTS_ON = "It rests on what reports tell: overdue says that none tells what became of it, not that nothing did."
BySide = Annotated[bool, typer.Option("--by-side", help="How the promises of each state or body came out, instead.")]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(rich_help_panel=PANEL)(promises)


def promises(
    record: RecordPath,
    overdue: Overdue = False,
    outcome: Outcome = None,
    actor: Actor = None,
    with_: With = None,
    since: Since = None,
    until: Until = None,
    outlet: Outlet = None,
    text: Words = None,
    as_of: AsOf = None,
    by_side: BySide = False,
    json: Json = False,
) -> None:
    """List promises and plans with what later reports tell of them: kept, late, broken, overdue, open, unknowable."""
    from dragoman.analysis.ledger import OUTCOMES, ledger, newest_day
    from dragoman.analysis.prospects import slippage
    from dragoman.record.filters import Filters
    from dragoman.record.record import Record

    wanted = "overdue" if overdue else outcome
    if wanted is not None and wanted not in OUTCOMES:
        raise ChoiceUnknown("outcome", wanted, OUTCOMES)
    with Record.open(record) as opened:
        filters = Filters(actor, with_, since=since, until=until, outlet=outlet, text=text)
        found = ledger(opened, filters, as_of=as_of)
        counted_to = as_of or newest_day(opened)
    frame = slippage(found) if by_side else found.filter(found["outcome"] == wanted) if wanted else found
    if json:
        print_rows(frame)
    elif frame.is_empty():
        Console().print("No promises fit.")
    else:
        console = plain_console(Console())
        show(console, "side" if by_side else "promise", frame)
        console.print(_summary(found, counted_to, by_side=by_side), highlight=False, markup=False)


def _summary(found: "pl.DataFrame", counted_to: str | None, *, by_side: bool) -> str:
    """What the table rests on: how the promises came out, the day from which was counted, what the chances are."""
    from dragoman.analysis.days import written
    from dragoman.analysis.ledger import OUTCOMES
    from dragoman.analysis.wording import counted, listed

    numbers = {o: found.filter(found["outcome"] == o).height for o in OUTCOMES}
    told = listed([f"{number:,} {outcome}" for outcome, number in numbers.items() if number])
    day = f"counted to {written(counted_to)}" if counted_to else "no report has a day from which to count"
    chance = " Chances count promises with a named day." if by_side else " In brackets: 95 % intervals."
    return f"{counted(found.height, 'promise')}: {told}; {day}. {RESTS_ON}{chance}"

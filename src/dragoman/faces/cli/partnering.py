"""`dragoman partnership` and `groups`: what is measured between two actors or within a group."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import orjson
import typer
from rich.console import Console

from dragoman.errors import OutputUnwritable
from dragoman.faces.cli.asking import PANEL, TABLE_ROWS
from dragoman.faces.cli.options import Json, Limit, RecordPath, Since, Until
from dragoman.faces.cli.tables import plain_console

if TYPE_CHECKING:
    from dragoman.analysis.partners.whole import Asked
    from dragoman.record.record import Record

One = Annotated[
    str,
    typer.Argument(
        help="An actor by id or name; or, alone, a group: caspian-five, sco, IRN,AZE,RUS.", metavar="ACTOR_OR_GROUP"
    ),
]
Other = Annotated[str | None, typer.Argument(help="The other actor.", metavar="[ACTOR]")]
Step = Annotated[str, typer.Option("--step", help="Length of periods: week, month or quarter.")]
Measure = Annotated[
    str, typer.Option("--measure", help="What is searched for changes: index, mean, events, reports or per_report.")
]
Svg = Annotated[Path | None, typer.Option("--svg", help="Draw it into this file, as SVG.")]
Entries = Annotated[bool, typer.Option("--dossier", help="List everything dated between them instead.")]
Kind = Annotated[
    str | None,
    typer.Option("--kind", help="Of the dossier only: event, agreement, forum, route, relation, promise or statement."),
]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command(rich_help_panel=PANEL)(partnership)
    app.command(rich_help_panel=PANEL)(groups)


def partnership(
    record: RecordPath,
    one: One,
    other: Other = None,
    step: Step = "month",
    measure: Measure = "index",
    since: Since = None,
    until: Until = None,
    dossier: Entries = False,
    kind: Kind = None,
    svg: Svg = None,
    limit: Limit = None,
    json: Json = False,
) -> None:
    """Measure cooperation of two actors or a group: counts, an index with its changes, who begins, who speaks.

    Events count on their own dates, weighted by status and independent origins; the volume of reporting stands beside.
    """
    from dragoman.analysis.partners.whole import Asked
    from dragoman.record.filters import Filters
    from dragoman.record.record import Record

    asked = Asked(one, other, step, measure, Filters(since=since, until=until))
    with Record.open(record) as opened:
        if dossier or kind:
            _dossier(opened, asked, kind, limit, json=json)
        else:
            _whole(opened, asked, svg, json=json)


def _whole(record: "Record", asked: "Asked", svg: Path | None, *, json: bool) -> None:
    from dragoman.analysis.partners.whole import whole
    from dragoman.faces.cli.partner_tables import show_whole

    found = whole(record, asked)
    if svg is not None:
        from dragoman.faces.drawing.measured import index_chart

        write_svg(svg, index_chart(found))
    if json:
        typer.echo(orjson.dumps(found))
    else:
        show_whole(plain_console(Console()), found)


def _dossier(record: "Record", asked: "Asked", kind: str | None, limit: int | None, *, json: bool) -> None:
    from dragoman.analysis.ledger import ledger
    from dragoman.analysis.pages.boards import board
    from dragoman.analysis.partners.dossier import dossier, entries
    from dragoman.faces.cli.partner_tables import show_dossier

    every = entries(record, asked, board(record).things, ledger(record))
    most = limit if limit is not None else 0 if json else TABLE_ROWS
    found = dossier(record, every, kind, most or every.height)
    if json:
        for entry in found.items:
            typer.echo(orjson.dumps(entry))
    else:
        show_dossier(plain_console(Console()), found)


def groups(
    name: Annotated[
        str | None, typer.Argument(help="A group or body; without one, all are listed.", metavar="[GROUP]")
    ] = None,
    json: Json = False,
) -> None:
    """List the groups and bodies that can be asked of, with who belongs since when, and where that can be checked."""
    from dragoman.atlas.circles import circle_of, circles
    from dragoman.faces.cli.partner_tables import show_circles

    found = list(circles().values()) if name is None else [circle_of(name)]
    if json:
        for circle in found:
            typer.echo(orjson.dumps(circle))
    else:
        show_circles(plain_console(Console()), found, dated=name is not None)


def write_svg(path: Path, text: str) -> None:
    """Write a drawing; raises OutputUnwritable."""
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise OutputUnwritable(path, str(error)) from error

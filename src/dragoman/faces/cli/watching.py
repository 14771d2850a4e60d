"""`dragoman watchlist`: saved questions, and what of their answers is new since they were asked last."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import orjson
import typer
from rich.console import Console
from rich.text import Text

from dragoman.errors import OutputUnwritable
from dragoman.faces.cli.asking import PANEL
from dragoman.faces.cli.options import Json, Limit, RecordPath
from dragoman.faces.cli.saying import say
from dragoman.faces.cli.tables import plain_console

if TYPE_CHECKING:
    from dragoman.analysis.watching.matches import Match
    from dragoman.analysis.watching.news import Item, News
    from dragoman.analysis.watching.watchlists import Watchlist
    from dragoman.record.record import Record

SHOWN = 20  # rows of one watchlist in the terminal, unless told
Questions = Annotated[Path, typer.Argument(help="A TOML file of saved questions.", metavar="WATCHLISTS")]
Names = Annotated[list[str] | None, typer.Argument(help="Only these of them.", metavar="[NAME]...")]
Peek = Annotated[bool, typer.Option("--peek", help="Do not mark as seen what is shown.")]
Feeds = Annotated[
    Path | None,
    typer.Option(
        "--atom", help="Write the newest answers of each as a feed NAME.atom into this folder.", metavar="FOLDER"
    ),
]
State = Annotated[
    Path | None,
    typer.Option("--state", help="Where is kept what was seen (default: beside WATCHLISTS).", metavar="FILE"),
]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(rich_help_panel=PANEL)(watchlist)


def watchlist(
    record: RecordPath,
    watchlists: Questions,
    names: Names = None,
    peek: Peek = False,
    atom: Feeds = None,
    state: State = None,
    limit: Limit = None,
    json: Json = False,
) -> None:
    """Report what is new of saved questions since they were asked last: acts, ties, statements, overdue promises.

    What was shown counts as seen once the command has ended well; asked again, it is not shown any more.
    """
    from dragoman.analysis.watching.news import news
    from dragoman.analysis.watching.seen import Looked, looked, mark, place_of
    from dragoman.analysis.watching.watchlists import chosen, load_watchlists
    from dragoman.record.record import Record

    asked = chosen(load_watchlists(watchlists), names or ())
    place = state or place_of(watchlists)
    before = looked(place)
    most = limit if json else SHOWN if limit is None else limit
    with Record.open(record) as opened:
        found = [news(opened, w, before.get(w.name, Looked()), most or None) for w in asked]
        if atom is not None:
            _feeds(opened, asked, atom)
    _print(found, json=json)
    if not peek:
        for one in found:
            mark(place, one.watchlist.name, one.keys)


def _feeds(record: "Record", watchlists: "Sequence[Watchlist]", folder: Path) -> None:
    from dragoman.analysis.watching.feeding import newest
    from dragoman.faces.feeds import atom

    try:
        folder.mkdir(parents=True, exist_ok=True)
        for one in watchlists:
            (folder / f"{one.name}.atom").write_bytes(atom(one, record.path.name, newest(record, one)))
    except OSError as error:
        raise OutputUnwritable(folder, error.strerror or str(error)) from error


def _print(found: "Sequence[News]", *, json: bool) -> None:
    if json:
        for row in (r for one in found for r in _rows(one)):
            typer.echo(orjson.dumps(row, option=orjson.OPT_NAIVE_UTC | orjson.OPT_UTC_Z))
        return
    console = plain_console(Console())
    for one in found:
        for line in _lines(one):
            say(console, line)


def _rows(one: "News") -> Iterator[dict[str, object]]:
    for item in one.items:
        for match in (item.match, *item.more):
            yield {"watchlist": one.watchlist.name, "known": item.known, **asdict(match)}


def _lines(one: "News") -> Iterator[Text | str]:
    since = f"since {one.looked[:16].replace('T', ' ')} UTC" if one.looked else "asked for the first time"
    yield Text(f"{one.watchlist.title}: {one.number:,} new of {one.total:,} ({since})", style="bold")
    if one.note is not None:
        yield f"  {one.note}"
    for item in one.items:
        yield from _item(item)
    left = one.number - sum(1 + len(i.more) for i in one.items)
    if left > 0:
        yield f"  {left:,} more; run it again to see them, or with --limit 0."


def _item(item: "Item") -> Iterator[Text]:
    from dragoman.analysis.wording import counted

    first = item.match
    known = " A new telling of what was known." if item.known else ""
    more = f" Told by {counted(len(item.more), 'more report')} too." if item.more else ""
    state = f" [{first.state.replace(' ', ', ').replace('_', ' ')}]" if first.state else ""
    yield Text.assemble("  • ", first.text, (state, "cyan"), (f"{known}{more}", "dim"))
    if first.because:
        yield Text(f"    {first.because}", style="yellow")
    yield Text(f"    {_cited(first)}", style="dim")


def _cited(match: "Match") -> str:
    from dragoman.analysis.days import written

    day = written(match.published) if match.published else "no date"
    words = f"“{' '.join(match.sentence.split())}” — " if match.what != "reports" else ""
    return f"{words}{match.speaker or 'the report itself'}; {match.outlet or 'outlet unknown'}, {day}; {match.id}"

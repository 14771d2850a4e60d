"""`dragoman watch`: feeds, sitemaps and pages are polled, and what they list is read into a record."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from dragoman.faces.cli.options import Json, ReaderName, SettingsPath

if TYPE_CHECKING:
    from dragoman.desk.clock import WallClock
    from dragoman.desk.notices import Notice
    from dragoman.desk.plan import Plan
    from dragoman.desk.telling import Teller
    from dragoman.settings import Settings

FAILED = 1
STANDARD_ERROR = 2
ENDING = b"Ending after the article at hand; Ctrl+C again ends at once.\n"
AT_ONCE = 130  # the exit code of a program that was interrupted
SIGNALS = (signal.SIGINT, signal.SIGTERM)
FeedsPath = Annotated[Path, typer.Argument(help="A TOML file that says what is watched.", metavar="FEEDS")]
Into = Annotated[
    Path, typer.Option("--into", help="The record to read into; made where there is none.", metavar="RECORD")
]
Once = Annotated[
    bool, typer.Option("--once", help="Do what is due and end (for cron): 0 if all went well, 1 if something failed.")
]
For = Annotated[str | None, typer.Option("--for", help="End after so long: 90s, 30m, 2h, 1d.", metavar="DURATION")]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Poll the feeds and list what would be got; nothing is got or kept.")
]
Status = Annotated[bool, typer.Option("--status", help="Show how each feed stands; nothing is asked.")]
Watchlists = Annotated[
    Path | None,
    typer.Option("--watchlists", help="Saved questions: tell what of the new answers them.", metavar="WATCHLISTS"),
]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(rich_help_panel="Read reports")(watch)


def watch(
    feeds: FeedsPath,
    into: Into,
    once: Once = False,
    for_: For = None,
    dry_run: DryRun = False,
    status: Status = False,
    watchlists: Watchlists = None,
    json: Json = False,
    reader: ReaderName = None,
    settings_path: SettingsPath = None,
) -> None:
    """Watch feeds, sitemaps and pages, and read the articles that they list into a record, until Ctrl+C.

    Each article gets there once, whatever happens to the desk in between.

    The first Ctrl+C ends it after the article at hand, a second one at once.
    """
    from dragoman.analysis.watching.watchlists import load_watchlists
    from dragoman.desk.clock import WallClock
    from dragoman.desk.plan import load_plan
    from dragoman.desk.telling import teller
    from dragoman.settings import load_settings

    plan, settings, clock = load_plan(feeds), load_settings(settings_path).with_reader(reader), WallClock()
    if status:
        _status(plan, into, json)
        return
    asked = teller(load_watchlists(watchlists) if watchlists else (), watchlists)
    if dry_run:
        raise typer.Exit(_tried(plan, into, settings, clock, asked, json))
    raise typer.Exit(_watched(plan, into, settings, clock, asked, _seconds(for_), once, json))


def _seconds(text: str | None) -> float:
    from dragoman.desk.keys import BadValueError, seconds

    try:
        return float("inf") if text is None else seconds(text)
    except BadValueError as error:
        raise typer.BadParameter(str(error), param_hint="--for") from error


def _watched(
    plan: "Plan", into: Path, settings: "Settings", clock: "WallClock", asked: "Teller", lasting: float, once: bool,
    json: bool,
) -> int:  # fmt: skip
    from dragoman.desk.opening import desk

    tell = _teller(json)
    with desk(plan, into, settings, clock, asked, once=once) as watcher, _stopped_by_signals(clock):
        for notice in watcher.run(clock.now() + lasting):
            tell(notice)
        tally = watcher.tray.tally
    return FAILED if once and (tally.failed or tally.refused) else 0


def _tried(plan: "Plan", into: Path, settings: "Settings", clock: "WallClock", asked: "Teller", json: bool) -> int:
    from dragoman.desk.opening import trial
    from dragoman.faces.cli.desk_lines import link_row, print_links, print_row

    tell = _teller(json)
    with trial(plan, into, settings, clock, asked) as watcher, _stopped_by_signals(clock):
        for notice in watcher.polls():
            tell(notice)
        links = list(watcher.means.state.listed_links())
    if json:
        for link in links:
            print_row(link_row(link))
    else:
        print_links(Console(), links)
    return FAILED if watcher.tray.tally.failed else 0


def _status(plan: "Plan", into: Path, json: bool) -> None:
    import time
    from contextlib import closing

    from dragoman.desk.standing import standings
    from dragoman.desk.state import State, is_running, state_path
    from dragoman.faces.cli.desk_lines import print_row, print_standings, standing_row

    with closing(State.copied(state_path(into))) as state:
        found = standings(plan, state, time.time())
    if json:
        for standing in found:
            print_row(standing_row(standing))
    else:
        print_standings(Console(), found, is_running(into))


def _teller(json: bool) -> "Callable[[Notice], None]":
    from dragoman.faces.cli.desk_lines import notice_line, notice_row, print_row

    if json:
        return lambda notice: print_row(notice_row(notice))
    console = Console(stderr=True)
    return lambda notice: console.print(notice_line(notice), soft_wrap=True)


@contextmanager
def _stopped_by_signals(clock: "WallClock") -> Iterator[None]:
    """The first signal within the block asks the desk to stop, the second ends the program: nothing is lost by it."""

    def stop(number: int, frame: FrameType | None) -> None:
        if clock.stopped():
            os._exit(AT_ONCE)
        clock.stop()
        os.write(STANDARD_ERROR, ENDING)  # a signal may come in the middle of a print, which cannot be entered twice

    before = {number: signal.signal(number, stop) for number in SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)

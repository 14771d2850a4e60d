"""`dragoman serve`: a record in the browser and over HTTP, on this machine; `dragoman mcp`: for assistants."""

import secrets
import socket
import sys
import webbrowser
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread, Timer
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from dragoman.errors import AddressUnusable, RecordError
from dragoman.faces.cli.options import RecordPath, SettingsPath
from dragoman.faces.cli.saying import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.types import ASGIApp

    from dragoman.record.keeping import Keeping
    from dragoman.record.shelf import Shelf

PORT = 8484
IDLE = 75  # seconds until an idle connection is closed: longer than clients keep one, who would ask into a closed one
WAITING = 512  # connections that wait to be taken up
TOKEN = "DRAGOMAN_TOKEN"  # the variable of the environment
Host = Annotated[
    str, typer.Option("--host", help="The address to listen on. Beyond this machine everybody must show a token.")
]
Port = Annotated[int, typer.Option("--port", "-p", help="The port; 0 takes any that is free.", min=0, max=65535)]
Token = Annotated[
    str | None,
    typer.Option(
        "--token", help="What everybody must show; beyond this machine one is made if none is given.", envvar=TOKEN
    ),
]
NoBrowser = Annotated[bool, typer.Option("--no-browser", help="Do not open the browser.")]
ReadOnly = Annotated[bool, typer.Option("--read-only", help="Nobody can accept, correct or reject anything.")]
Anew = Annotated[bool, typer.Option("--anew", help="Do not trust the copy that was kept, and make it anew.")]
Watchlists = Annotated[
    Path | None,
    typer.Option("--watchlists", help="A TOML file of saved questions, for the page Watchlists.", metavar="FILE"),
]


def register(app: typer.Typer) -> None:
    """Add both commands."""
    app.command(rich_help_panel="Look into a record")(serve)
    app.command(rich_help_panel="Look into a record")(mcp)


@dataclass(frozen=True, slots=True)
class Address:
    """Where a server listens, and what it asks for: an open socket, its address for people, a token or null."""

    socket: socket.socket
    url: str
    token: str | None


def serve(
    record: RecordPath,
    host: Host = "127.0.0.1",
    port: Port = PORT,
    token: Token = None,
    no_browser: NoBrowser = False,
    read_only: ReadOnly = False,
    watchlists: Watchlists = None,
    anew: Anew = False,
    settings_path: SettingsPath = None,
) -> None:
    """Show a record in the browser, and answer programs over HTTP (REST), until Ctrl+C.

    The record is asked from a copy, so that reading into it goes on meanwhile; what was read shows soon after.  The
    copy is kept for the next start, which then takes a second however large the record is (`dragoman copies`).
    """
    from dragoman.faces.api.first import first_answers
    from dragoman.faces.api.guard import Rules, hosts_of, is_loopback
    from dragoman.faces.api.running import Served, leave, run
    from dragoman.record.keeping import keeping_of
    from dragoman.record.versions import version_of
    from dragoman.settings import load_settings

    settings, version = load_settings(settings_path), version_of(record)
    keeping = keeping_of(settings.copies, settings.copies_room, _said)
    if anew and keeping is not None:
        keeping.drop(record)
    kept, ending = None if keeping is None else keeping.find(record, version), Event()
    with ExitStack() as ended:
        if watchlists is not None:
            from dragoman.analysis.watching.watchlists import load_watchlists

            load_watchlists(watchlists)
        shelf = None if kept else _begun(record, keeping, ending, ended)
        at = _listening(host, port, token if token or is_loopback(host) else secrets.token_urlsafe(24))
        rules = Rules(at.token, hosts_of(host) if is_loopback(host) else None)

        def make() -> "ASGIApp":
            from dragoman.faces.api.overview import prepare_early

            found = shelf or _begun(record, keeping, ending, ended)
            if found.early is not None:  # while the rest is imported; what goes wrong there goes wrong again in the app
                Thread(target=_quietly, args=(prepare_early, found), name="record-ahead", daemon=True).start()
            from dragoman.faces.api.app import create_app
            from dragoman.faces.api.desk import Desk

            if kept is not None:
                kept.cleanup()  # the shelf has it in use now
            desk = Desk(found, read_only, watchlists, settings.memory)
            ended.callback(desk.delete_index)
            return create_app(desk, rules)

        first = first_answers(kept.path, read_only=read_only) if kept is not None else {}
        _tell(at, record.name)
        if not no_browser and sys.stdout.isatty():
            Timer(0.5, webbrowser.open, [at.url]).start()
        run(Served(at.socket, make, rules, first, IDLE, ending))
    leave()


def _begun(record: Path, keeping: "Keeping | None", ending: Event, ended: ExitStack) -> "Shelf":
    """A shelf that can be asked, and is closed at the end."""
    from dragoman.record.shelf import Shelf

    shelf = ended.enter_context(closing(Shelf(record, keeping=keeping, ended=ending)))
    shelf.begin()
    return shelf


def _quietly(work: "Callable[[Shelf], None]", shelf: "Shelf") -> None:
    with suppress(RecordError):
        work(shelf)


def _said(sentence: str) -> None:
    say(Console(stderr=True), sentence, "yellow")


def _listening(host: str, port: int, token: str | None) -> Address:
    """A socket that listens; raises AddressUnusable."""
    try:
        family, _, _, _, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listening = socket.create_server(where[:2], family=family, backlog=WAITING)
    except OSError as error:
        raise AddressUnusable(host, port, error.strerror or str(error)) from error
    name = f"[{host}]" if ":" in host else host
    shown = f"?token={token}" if token else ""
    return Address(listening, f"http://{name}:{listening.getsockname()[1]}/{shown}", token)


def _tell(at: Address, name: str) -> None:
    console = Console()
    for line in (f"Serving {name} at {at.url}", "Ctrl+C ends it."):
        say(console, line)


def mcp(record: RecordPath, settings_path: SettingsPath = None) -> None:
    """Give assistants the record as tools (Model Context Protocol, over standard input and output).

    Every item that a tool answers carries its evidence: the exact words, their report, outlet and day.
    """
    from tempfile import TemporaryDirectory

    from dragoman.faces.mcp.server import server_of
    from dragoman.record.keeping import keeping_of
    from dragoman.record.search import Index
    from dragoman.record.shelf import Shelf, watched
    from dragoman.settings import load_settings

    settings = load_settings(settings_path)
    keeping = keeping_of(settings.copies, settings.copies_room, _said)
    shelf = Shelf(record, keeping=keeping)
    with closing(shelf), TemporaryDirectory(prefix="dragoman-words-") as folder:
        shelf.refresh()
        with watched(shelf):
            server_of(shelf, Index(Path(folder) / "words.sqlite")).run("stdio")

"""`dragoman serve`: a record in the browser and over HTTP, on this machine; `dragoman mcp`: for assistants."""

import secrets
import socket
import sys
import webbrowser
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from threading import Timer
from typing import Annotated

import typer
from rich.console import Console

from dragoman.errors import AddressUnusable
from dragoman.faces.cli.options import RecordPath

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
) -> None:
    """Show a record in the browser, and answer programs over HTTP (REST), until Ctrl+C.

    The record is asked from a copy, so that reading into it goes on meanwhile; what was read shows soon after.
    """
    import uvicorn

    from dragoman.analysis.watching.watchlists import load_watchlists
    from dragoman.faces.api.app import create_app
    from dragoman.faces.api.desk import Desk
    from dragoman.faces.api.guard import Rules, hosts_of, is_loopback
    from dragoman.record.snapshot import Shelf

    with closing(Shelf(record)) as shelf:
        shelf.begin()
        at = _listening(host, port, token if token or is_loopback(host) else secrets.token_urlsafe(24))
        rules = Rules(at.token, hosts_of(host) if is_loopback(host) else None)
        if watchlists is not None:
            load_watchlists(watchlists)
        app = create_app(Desk(shelf, read_only, watchlists), rules)
        config = uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=5,
            timeout_keep_alive=IDLE,
        )
        _tell(at, record.name)
        if not no_browser and sys.stdout.isatty():
            Timer(0.5, webbrowser.open, [at.url]).start()
        uvicorn.Server(config).run(sockets=[at.socket])


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
        console.print(line, markup=False, highlight=False, soft_wrap=True)


def mcp(record: RecordPath) -> None:
    """Give assistants the record as tools (Model Context Protocol, over standard input and output).

    Every item that a tool answers carries its evidence: the exact words, their report, outlet and day.
    """
    from tempfile import TemporaryDirectory

    from dragoman.faces.mcp.server import server_of
    from dragoman.record.search import Index
    from dragoman.record.snapshot import Shelf, watched

    with closing(Shelf(record)) as shelf, TemporaryDirectory(prefix="dragoman-words-") as folder:
        shelf.refresh()
        with watched(shelf):
            server_of(shelf, Index(Path(folder) / "words.sqlite")).run("stdio")

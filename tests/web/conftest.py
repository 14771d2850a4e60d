"""Servers over an invented record, and one window of one browser that looks at them: each started once a process."""

import shutil
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import pytest
import uvicorn
from andes import QUESTIONS, another, commission, write_record
from looking import Look

from dragoman.faces.api.app import create_app
from dragoman.faces.api.desk import Desk
from dragoman.record.record import Record
from dragoman.record.shelf import Shelf

if TYPE_CHECKING:
    from playwright.sync_api import Page

CHROMIUM = Path("/usr/bin/chromium")
PATIENCE = 30  # seconds until a server must answer
# What a browser does beside showing pages is not asked of it here.
PLAIN = ["--no-sandbox", "--disable-gpu", "--disable-extensions", "--disable-background-networking", "--no-first-run"]


@contextmanager
def _served(path: Path, *, read_only: bool) -> Iterator[str]:
    """The address of a server over the record, with watchlists beside it."""
    questions = path.with_name("questions.toml")
    questions.write_text(QUESTIONS, encoding="utf-8")
    taken = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(create_app(Desk(Shelf(path), read_only, questions)), log_level="warning"))
    running = Thread(target=server.run, kwargs={"sockets": [taken]}, daemon=True)
    running.start()
    until = time.monotonic() + PATIENCE
    while not server.started:
        assert time.monotonic() < until, "the server did not start"
        time.sleep(0.02)
    yield f"http://127.0.0.1:{taken.getsockname()[1]}"
    server.should_exit = True
    running.join(PATIENCE)
    taken.close()


@pytest.fixture(scope="session")
def andes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("andes") / "andes.duckdb"
    write_record(path)
    return path


@pytest.fixture(scope="session")
def site(andes: Path) -> Iterator[str]:
    with _served(andes, read_only=True) as address:
        yield address


@pytest.fixture(scope="session")
def desk_site(andes: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server through which people decide."""
    path = Path(shutil.copy(andes, tmp_path_factory.mktemp("desk")))
    with Record.open(path, write=True) as record:
        assert record.add_many([another(), commission()], "test") == ()
        record.resolve()
    with _served(path, read_only=False) as address:
        yield address


@pytest.fixture(scope="session")
def window() -> "Iterator[Page]":
    """The one window: it keeps the built files, as a reader's browser does; `Look` leaves it as it was."""
    from playwright.sync_api import sync_playwright

    assert CHROMIUM.exists(), f"the tests of the web app need Debian's chromium at {CHROMIUM}: apt-get install chromium"
    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=CHROMIUM, args=PLAIN)
        context = chromium.new_context(accept_downloads=True)
        context.set_default_timeout(PATIENCE * 1000)
        yield context.new_page()
        chromium.close()


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core."""
    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


@contextmanager
def _looking(window: "Page", site: str, axe: str) -> Iterator[Look]:
    """The window on the site, which must stay on it and complain of nothing."""
    with Look(window, site, axe) as seen:
        yield seen
    assert seen.foreign == [], "a request left the server"
    assert seen.complaints == [], "the browser complained"


@pytest.fixture
def look(window: "Page", site: str, axe: str) -> Iterator[Look]:
    with _looking(window, site, axe) as seen:
        yield seen


@pytest.fixture
def writing(window: "Page", desk_site: str, axe: str) -> Iterator[Look]:
    """The window of somebody who may decide."""
    with _looking(window, desk_site, axe) as seen:
        yield seen

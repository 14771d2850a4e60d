"""A server over an invented record, and a browser that looks at it: each started once."""

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from threading import Thread

import pytest
import uvicorn
from andes import write_record
from looking import Look
from playwright.sync_api import Browser, sync_playwright

from dragoman.faces.api.app import create_app
from dragoman.faces.api.desk import Desk
from dragoman.record.snapshot import Shelf

CHROMIUM = Path("/usr/bin/chromium")
PATIENCE = 30  # seconds until a server must answer


@contextmanager
def _served(folder: Path, *, read_only: bool) -> Iterator[str]:
    """The address of a server over the invented record."""
    path = folder / "andes.duckdb"
    write_record(path)
    taken = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(create_app(Desk(Shelf(path), read_only)), log_level="warning"))
    running = Thread(target=server.run, kwargs={"sockets": [taken]}, daemon=True)
    running.start()
    until = time.monotonic() + PATIENCE
    while not server.started:
        assert time.monotonic() < until, "the server did not start"
        time.sleep(0.05)
    yield f"http://127.0.0.1:{taken.getsockname()[1]}"
    server.should_exit = True
    running.join(PATIENCE)
    taken.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with _served(tmp_path_factory.mktemp("andes"), read_only=True) as address:
        yield address


@pytest.fixture(scope="session")
def desk_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server through which people decide."""
    with _served(tmp_path_factory.mktemp("desk"), read_only=False) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    assert CHROMIUM.exists(), f"the tests of the web app need Debian's chromium at {CHROMIUM}: apt-get install chromium"
    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core."""
    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


@contextmanager
def _window(browser: Browser, site: str, axe: str) -> Iterator[Look]:
    """A fresh window on the site, which must stay on it and complain of nothing."""
    context = browser.new_context(viewport={"width": 1280, "height": 860}, accept_downloads=True)
    context.add_init_script(axe)
    context.set_default_timeout(PATIENCE * 1000)
    seen = Look(context.new_page(), site)
    yield seen
    context.close()
    assert seen.foreign == [], "a request left the server"
    assert seen.complaints == [], "the browser complained"


@pytest.fixture
def look(browser: Browser, site: str, axe: str) -> Iterator[Look]:
    with _window(browser, site, axe) as seen:
        yield seen


@pytest.fixture
def writing(browser: Browser, desk_site: str, axe: str) -> Iterator[Look]:
    """A window of somebody who may decide."""
    with _window(browser, desk_site, axe) as seen:
        yield seen

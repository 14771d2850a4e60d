"""Somebody is answered before the app is there: with the page, what was kept of the first one, or when it is there."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Event
from typing import Any

import httpx
import pytest
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dragoman.faces.api.doorway import Doorway
from dragoman.faces.api.first import FIRST, FirstAnswer, first_answers, keep_first
from dragoman.faces.api.guard import Rules

KEPT = {"/api/overview": FirstAnswer(b'{"kept":true}', {"content-type": "application/json", "ETag": 'W/"a"'})}


async def inner(scope: Scope, receive: Receive, send: Send) -> None:
    """An app that lives as one does, and answers everything alike."""
    if scope["type"] == "lifespan":
        await receive()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await send({"type": "lifespan.shutdown.complete"})
        return
    await PlainTextResponse("the app itself")(scope, receive, send)


@asynccontextmanager
async def opened(door: Doorway, host: str = "localhost") -> AsyncIterator[httpx.AsyncClient]:
    """A client of a door that lives within the block."""
    told: asyncio.Queue[Message] = asyncio.Queue()
    started, ended = asyncio.Event(), asyncio.Event()

    async def heard(message: Message) -> None:
        (started if message["type"] == "lifespan.startup.complete" else ended).set()

    await told.put({"type": "lifespan.startup"})
    living = asyncio.ensure_future(door({"type": "lifespan"}, told.get, heard))
    await started.wait()
    async with httpx.AsyncClient(transport=httpx.ASGITransport(door), base_url=f"http://{host}") as client:
        yield client
    await told.put({"type": "lifespan.shutdown"})
    await living
    assert ended.is_set()


def lived(ask: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """Ask in a thread without a loop: the browser of other tests keeps one in the main thread."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(lambda: asyncio.run(ask())).result()


def door_of(
    make: Callable[[], ASGIApp],
    static: Path,
    failed: Callable[[], object] = lambda: None,
    ending: Event | None = None,
) -> Doorway:
    (static / "index.html").write_text("<p>the page</p>")
    return Doorway(make, Rules(), KEPT, failed, ending or Event(), static)


def test_pages_and_what_was_kept_are_there_before_the_app(tmp_path: Path) -> None:
    go_on = Event()

    def make() -> ASGIApp:
        assert go_on.wait(30)
        return inner

    async def ask() -> None:
        async with opened(door_of(make, tmp_path)) as client:
            assert (await client.get("/actors/KAZ")).text == "<p>the page</p>"
            first = await client.get("/api/overview")
            assert (first.json(), first.headers["etag"]) == ({"kept": True}, 'W/"a"')
            assert "default-src 'none'" in first.headers["content-security-policy"]
            other = asyncio.ensure_future(client.get("/api/overview?since=2020"))
            await asyncio.sleep(0.05)
            assert not other.done()
            go_on.set()
            assert (await other).text == "the app itself"
            assert (await client.get("/api/overview")).text == "the app itself"

    lived(ask)


def test_strangers_are_kept_out_before_the_app_is_there(tmp_path: Path) -> None:
    go_on = Event()

    def make() -> ASGIApp:
        assert go_on.wait(30)
        return inner

    async def ask() -> None:
        async with opened(door_of(make, tmp_path), "elsewhere.example") as client:
            assert (await client.get("/api/overview")).status_code == 421
            go_on.set()

    lived(ask)


def test_an_app_that_cannot_be_made_ends_the_server_with_its_reason(tmp_path: Path) -> None:
    ended: list[bool] = []

    def make() -> ASGIApp:
        raise ValueError("the record is gone")

    door = door_of(make, tmp_path, lambda: ended.append(True))

    async def ask() -> None:
        async with opened(door) as client:
            answer = await client.get("/api/tables")
            assert (answer.status_code, answer.json()["detail"]) == (500, "the record is gone")

    lived(ask)
    assert ended == [True]
    assert isinstance(door.trouble, ValueError)


def test_an_app_that_does_not_start_is_not_taken_for_one_that_does(tmp_path: Path) -> None:
    async def lame(scope: Scope, receive: Receive, send: Send) -> None:
        await receive()
        await send({"type": "lifespan.startup.failed", "message": "no threads"})
        raise RuntimeError("no threads")

    door = door_of(lambda: lame, tmp_path)

    async def ask() -> None:
        async with opened(door) as client:
            answer = await client.get("/api/tables")
            assert (answer.status_code, answer.json()["detail"]) == (500, "no threads")

    lived(ask)
    assert isinstance(door.trouble, RuntimeError)


def test_nobody_waits_for_the_app_of_a_server_that_ends(tmp_path: Path) -> None:
    go_on, ending = Event(), Event()

    def make() -> ASGIApp:
        assert go_on.wait(30)
        return inner

    async def ask() -> None:
        async with opened(door_of(make, tmp_path, ending=ending)) as client:
            waiting = asyncio.ensure_future(client.get("/api/agreements"))
            await asyncio.sleep(0.02)
            ending.set()
            answer = await waiting
            assert (answer.status_code, answer.json()["detail"]) == (503, "The server is ending.")
            go_on.set()

    lived(ask)


@pytest.mark.parametrize("read_only", [True, False])
def test_kept_answers_are_those_of_a_server_that_decides_or_does_not(tmp_path: Path, read_only: bool) -> None:
    assert first_answers(tmp_path, read_only=read_only) == {}
    meta = FirstAnswer(b'{"record":"r","read_only":true}', {})
    keep_first(tmp_path / FIRST, {**KEPT, "/api/meta": meta})
    found = first_answers(tmp_path, read_only=read_only)
    assert found["/api/overview"] == KEPT["/api/overview"]
    assert f'"read_only":{str(read_only).lower()}'.encode() in found["/api/meta"].body

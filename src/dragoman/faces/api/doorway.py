"""What stands at the door while the app is still being put together: pages, and the answers of the first one if kept.

Importing the app takes more than a second.  Somebody who opens the browser meanwhile gets the page and, from a copy
that was kept (first.py), what its first view asks; every other request waits for the app.
"""

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress
from http import HTTPStatus
from pathlib import Path
from threading import Event

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dragoman.faces.api.first import FirstAnswer
from dragoman.faces.api.guard import Guard, Rules
from dragoman.faces.api.pages import STATIC, file_at
from dragoman.faces.api.problems import problem

SAFE = ("GET", "HEAD")
FAILED = "lifespan.startup.failed"
TICK = 0.1  # seconds between looks whether the server is to end


class Doorway:
    """An app that makes another one while it already answers, and then hands everything to it.

    `make`: gives the app, in a thread; what it raises is kept in `trouble`, and `failed` is called.  `ending`: set as
    soon as the server is to end, so that nobody waits for the app any longer.
    """

    def __init__(
        self, make: Callable[[], ASGIApp], rules: Rules, first: Mapping[str, FirstAnswer],
        failed: Callable[[], object], ending: Event, static: Path = STATIC,
    ) -> None:  # fmt: skip
        """Stand before the app that `make` will give."""
        self.app: ASGIApp | None = None
        self.trouble: BaseException | None = None
        self._make, self._first, self._failed, self._static = make, first, failed, static
        self._ending = ending
        self._guarded = Guard(self._early, rules)
        self._settled = asyncio.Event()
        self._told: asyncio.Queue[Message] = asyncio.Queue()
        self._living: asyncio.Task[None] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or let the app do so."""
        if scope["type"] == "lifespan":
            await self._live(scope, receive, send)
        else:
            await (self.app or self._guarded)(scope, receive, send)

    async def _early(self, scope: Scope, receive: Receive, send: Send) -> None:
        await (self._answer(scope) or await self._waited())(scope, receive, send)

    async def _waited(self) -> ASGIApp:
        """The app as soon as it is there, else an answer that says why it will not be."""
        while not self._settled.is_set():
            if self._ending.is_set():
                return problem(HTTPStatus.SERVICE_UNAVAILABLE, "The server is ending.")
            with suppress(TimeoutError):
                await asyncio.wait_for(self._settled.wait(), TICK)
        return self.app or problem(HTTPStatus.INTERNAL_SERVER_ERROR, f"{self.trouble}")

    def _answer(self, scope: Scope) -> Response | None:
        if scope["type"] != "http" or scope["method"] not in SAFE:
            return None
        if not scope["path"].startswith("/api/"):
            return file_at(self._static, scope["path"].removeprefix("/"))
        kept = self._first.get(scope["path"]) if not scope["query_string"] else None
        return None if kept is None else Response(kept.body, headers=dict(kept.headers))

    async def _live(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Make the app and start it; end it when the server ends."""
        await receive()
        await send({"type": "lifespan.startup.complete"})
        making = asyncio.create_task(self._open(scope))
        await receive()
        if self._living is not None:
            await self._told.put({"type": "lifespan.shutdown"})
            await self._living
        making.cancel()
        await send({"type": "lifespan.shutdown.complete"})

    async def _open(self, scope: Scope) -> None:
        started: asyncio.Future[str] = asyncio.get_running_loop().create_future()

        async def heard(message: Message) -> None:
            if not started.done():
                started.set_result(message["type"])

        try:
            app = await run_in_threadpool(self._make)
            await self._told.put({"type": "lifespan.startup"})
            self._living = asyncio.ensure_future(app(scope, self._told.get, heard))
            if await started == FAILED:
                await self._living  # raises why
            self.app = app
        except Exception as error:
            self.trouble, self._living = error, None
            self._failed()
            raise
        finally:
            self._settled.set()

"""Answers made once: each belongs to one version of the record, so that it can be kept, and named by an ETag."""

import asyncio
import time
from collections import OrderedDict
from dataclasses import dataclass, field
from hashlib import sha256
from http import HTTPStatus

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dragoman import VERSION
from dragoman.errors import DragomanError, RecordUnready
from dragoman.faces.api.problems import answer_to
from dragoman.record.held import Held
from dragoman.record.shelf import Shelf

KEPT_BYTES = 64_000_000  # of answers that are kept
LARGEST = 4_000_000  # an answer that is larger is made anew each time
ALWAYS_NEW = ("/api/meta", "/api/watchlists")  # how addresses begin of what changes while the record does not
TABLES = ("events", "happenings", "ties", "statements", "reports", "actors", "places")
EARLY = frozenset(f"/api/{asked}" for asked in ("meta", "ontology", "codebook", *TABLES))
FIRST_PAGE, ONE_REPORT = "/api/overview", "/api/reports/"
PATIENCE = 20.0  # seconds that a question waits until the first copy is laid out
TICK = 0.05  # seconds between looks


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer with status 200."""

    headers: list[tuple[bytes, bytes]]
    body: bytes


@dataclass(slots=True)
class Kept:
    """The answers last used, up to a number of bytes."""

    room: int = KEPT_BYTES
    answers: OrderedDict[str, Answer] = field(default_factory=OrderedDict)
    bytes: int = 0

    def get(self, key: str) -> Answer | None:
        """The answer, or null if it is not kept."""
        if key in self.answers:
            self.answers.move_to_end(key)
        return self.answers.get(key)

    def keep(self, key: str, answer: Answer) -> None:
        """Keep an answer; those not used for longest make way."""
        if key in self.answers or len(answer.body) > LARGEST:
            return
        self.answers[key] = answer
        self.bytes += len(answer.body)
        while self.bytes > self.room:
            self.bytes -= len(self.answers.popitem(last=False)[1].body)


class Freshness:
    """Gives each request the newest copy of the record, and each answer its ETag."""

    def __init__(self, app: ASGIApp, shelf: Shelf) -> None:
        """Stand in front of the app."""
        self.app, self.shelf, self.kept = app, shelf, Kept()
        self._making: dict[str, asyncio.Lock] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from what is kept where that is possible."""
        if scope["type"] != "http" or not scope["path"].startswith("/api/") or scope["method"] not in ("GET", "HEAD"):
            await self.app(scope, receive, send)
            return
        while True:
            try:
                held = await self._entered(scope)
            except DragomanError as error:
                await answer_to(error)(scope, receive, send)
                return
            try:
                scope.setdefault("state", {})["held"] = held
                if held.folder is not None:
                    await self._answer(scope, receive, send, held)
                    return
                if await self._answered_as_it_stands(scope, receive, send, held):
                    return
            finally:
                await run_in_threadpool(self.shelf.leave, held)

    async def _answered_as_it_stands(self, scope: Scope, receive: Receive, send: Send, held: Held) -> bool:
        """Answer from the record itself, unless somebody wrote it meanwhile, so that it must be asked otherwise."""
        told: list[Message] = []

        async def kept(message: Message) -> None:
            told.append(message)

        await self._answer(scope, receive, kept, held)
        if await run_in_threadpool(self.shelf.behind, held):
            await run_in_threadpool(self.shelf.give_up, held)
            return False
        for message in told:
            await send(message)
        return True

    async def _entered(self, scope: Scope) -> Held:
        """The newest copy; one that is not laid out yet for what it can answer; raises RecordUnready and as `enter`."""
        patience = time.monotonic() + PATIENCE
        while self.shelf.awaited:
            held = self.shelf.enter_early() if is_early(scope) else None
            if held is not None:
                return held
            if time.monotonic() > patience or self.shelf.ended.is_set():
                raise RecordUnready(self.shelf.path)
            await asyncio.sleep(TICK)
        return await run_in_threadpool(self.shelf.enter)

    async def _answer(self, scope: Scope, receive: Receive, send: Send, held: Held) -> None:
        if scope["path"].startswith(ALWAYS_NEW) or scope["method"] == "HEAD":
            await self.app(scope, receive, send)
            return
        tag = f'W/"{etag(held.version, scope)}"'
        if tag in Headers(scope=scope).get("if-none-match", ""):
            await Response(None, HTTPStatus.NOT_MODIFIED, fresh(tag))(scope, receive, send)
            return
        # Many who ask the same at once wait for one answer.
        lock = self._making.setdefault(tag, asyncio.Lock())
        async with lock:
            answer = self.kept.get(tag)
            if answer is None:
                await self._made(scope, receive, send, tag)
        self._making.pop(tag, None)
        if answer is not None:
            await send({"type": "http.response.start", "status": 200, "headers": list(answer.headers)})
            await send({"type": "http.response.body", "body": answer.body})

    async def _made(self, scope: Scope, receive: Receive, send: Send, tag: str) -> None:
        start: Message = {}
        headers: list[tuple[bytes, bytes]] = []
        body: list[bytes] = []

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                start.update(message)
                if message["status"] == HTTPStatus.OK and not _passing(message):
                    MutableHeaders(scope=message).update(fresh(tag))
                headers.extend(message["headers"])  # before those who stand in front of us change them
            else:
                body.append(message.get("body", b""))
            await send(message)

        await self.app(scope, receive, sent)
        if start.get("status") == HTTPStatus.OK and not _passing(start):
            self.kept.keep(tag, Answer(headers, b"".join(body)))


def is_early(scope: Scope) -> bool:
    """Whether a copy that is not laid out yet can answer."""
    path = scope["path"]
    return path in EARLY or path.startswith(ONE_REPORT) or path == FIRST_PAGE and not scope["query_string"]


def etag(version: str, scope: Scope) -> str:
    """The name of an answer: the same for the same address, version of the record and of the program."""
    asked = f"{VERSION} {version} {scope['path']}?".encode() + scope["query_string"]
    return sha256(asked).hexdigest()[:24]


def _passing(message: Message) -> bool:
    """Whether the answer says of itself that it will soon be another one, though the record is the same."""
    return "no-store" in MutableHeaders(scope=message).get("cache-control", "")


def fresh(tag: str) -> dict[str, str]:
    """The headers of an answer that may be kept and asked after by its name."""
    return {"ETag": tag, "Cache-Control": "private, no-cache"}

"""The application: every router, what an error looks like, and the document that describes it all."""

import gc
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Thread

from anyio import to_thread
from fastapi import APIRouter, FastAPI
from starlette.middleware.gzip import GZipMiddleware

from dragoman import VERSION
from dragoman.analysis.acts_kept import kept_numbers
from dragoman.analysis.corridors.claims import kept_matches
from dragoman.analysis.histories import whole_histories
from dragoman.analysis.meetings.outside import kept_met
from dragoman.analysis.pages.boards import whole_board
from dragoman.analysis.pages.columns import kept_events
from dragoman.atlas.corridors import load_corridors
from dragoman.errors import DragomanError
from dragoman.faces.api import (
    actors,
    brief,
    called,
    corridors,
    download,
    forums,
    histories,
    meeting,
    meta,
    narratives,
    network,
    orbits,
    others,
    outlets,
    overview,
    pages,
    partners,
    partnership,
    periods,
    promises,
    reports,
    reviews,
    searching,
    standing,
    swaps,
    tables,
    watching,
    why,
    words,
)
from dragoman.faces.api.desk import Desk
from dragoman.faces.api.first import FIRST, FirstAnswer, keep_first
from dragoman.faces.api.freshness import ALWAYS_NEW, Freshness, etag, fresh
from dragoman.faces.api.guard import Guard, Rules
from dragoman.faces.api.problems import RESPONSES, add_problems, described
from dragoman.record.filters import Filters
from dragoman.record.folders import write_anew
from dragoman.record.held import Held
from dragoman.record.shelf import join_at_end, watched

JSON, WORDS = "application/json", "words.sqlite"
THREADS = 12  # that ask the record at once; more would only wait for each other
ROOMS = (
    meta, overview, tables, periods, actors, partnership, partners, forums, meeting, standing, promises, network,
    orbits, outlets, reports, searching, watching, why,
    narratives, words,
    brief, download, reviews,
    histories, called, corridors, swaps, others,
)  # fmt: skip
ROUTERS: tuple[APIRouter, ...] = tuple(room.router for room in ROOMS)
ABOUT = (
    "The sourced record of a stack of news reports: who did what with whom, on whose word, how firmly. Every item "
    "carries the sentence that says it. Offsets count Unicode code points of the report's text, half open."
)


def create_app(desk: Desk, rules: Rules | None = None, static: Path = pages.STATIC) -> FastAPI:
    """The app over one record, for whom the rules let in: without them, for this machine."""
    app = FastAPI(
        title="Dragoman", version=VERSION, description=ABOUT, responses=RESPONSES, openapi_url="/api/openapi.json",
        docs_url=None, redoc_url=None, generate_unique_id_function=_operation, lifespan=_lifespan,
    )  # fmt: skip
    app.state.desk, app.state.static = desk, static
    plain = app.openapi
    app.openapi = lambda: app.openapi_schema or described(plain())  # type: ignore[method-assign]
    add_problems(app)
    for router in ROUTERS:
        app.include_router(router, prefix="/api")
    app.include_router(pages.router)
    app.add_middleware(Freshness, shelf=desk.shelf)
    app.add_middleware(GZipMiddleware, minimum_size=2_000, compresslevel=1)
    app.add_middleware(Guard, rules=rules or Rules())
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Keep the copy fresh while the server runs, and ask the record from a few threads only."""
    to_thread.current_default_thread_limiter().total_tokens = THREADS
    desk: Desk = app.state.desk
    desk.shelf.ready = lambda held: prepare(desk, held)
    desk.shelf.awaited = desk.shelf.held is None
    first = Thread(target=_first, args=(desk,), name="record-prepare", daemon=True)
    first.start()
    with watched(desk.shelf):
        yield
    join_at_end(first)
    desk.shelf.close()


def prepare(desk: Desk, held: Held) -> None:
    """Work out what several pages need of a whole copy, so that nobody has to wait for it, and keep it."""
    _take_words(desk, held)
    overview.prepare(held)
    held.write_words()
    with ThreadPoolExecutor(1, "record-index") as beside:
        indexed = beside.submit(desk.index.update, held.record)
        whole_board(held)
        promises.promised(held, Filters())
        whole_histories(held)
        kept_numbers(held)
        kept_met(held)
        kept_events(held)
        network.prepare(held)
        kept_matches(held, load_corridors())
        indexed.result()
    gc.unfreeze()  # what hangs together of a former copy would never be let go of
    gc.collect()
    gc.freeze()  # what was worked out stays: the collector need not go through it while somebody waits for a page
    _keep(desk, held)


def _take_words(desk: Desk, held: Held) -> None:
    """Search in the words that the last run indexed, if this is the copy that it kept."""
    kept = None if held.folder is None else held.folder.path / WORDS
    if kept is not None and kept.exists() and not desk.index.made:
        desk.index.take(kept)


def _keep(desk: Desk, held: Held) -> None:
    """Keep for the next start what was worked out, the index of words, and the answers to the first page."""
    keeping, folder = desk.shelf.keeping, held.folder
    if keeping is None or folder is None or not folder.lasting:
        return
    if not (folder.path / WORDS).exists():
        with write_anew(folder.path / WORDS) as part:
            desk.index.keep(part)
    if not (folder.path / FIRST).exists():
        with write_anew(folder.path / FIRST) as part:
            keep_first(part, _first_answers(desk, held))
    held.save(keeping)


def _first_answers(desk: Desk, held: Held) -> dict[str, FirstAnswer]:
    """What the web app asks as soon as it is opened."""
    asked = {
        "/api/meta": meta.meta(held, desk),
        "/api/ontology": meta.ontology(),
        "/api/overview": overview.whole(held),
    }
    return {
        address: FirstAnswer(bytes(answer.body), {"content-type": JSON, **_named(address, held)})
        for address, answer in asked.items()
    }


def _named(address: str, held: Held) -> dict[str, str]:
    always_new = address.startswith(ALWAYS_NEW)
    return {} if always_new else fresh(f'W/"{etag(held.version, {"path": address, "query_string": b""})}"')


def _first(desk: Desk) -> None:
    """Make the first copy, show the first page before the copy is laid out, then work out what the others need."""
    try:
        try:
            desk.shelf.begin()
            overview.prepare_early(desk.shelf)
            desk.shelf.refresh()
        finally:
            desk.shelf.awaited = False
        with desk.shelf.reading() as held:
            prepare(desk, held)
    except (DragomanError, OSError) as error:
        if not desk.shelf.ended.is_set():  # else the server ends, and its copy is gone
            desk.shelf.trouble = str(error)


def _operation(route: object) -> str:
    name = getattr(route, "name", "")
    assert isinstance(name, str)
    return name

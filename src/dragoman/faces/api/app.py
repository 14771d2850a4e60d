"""The application: every router, what an error looks like, and the document that describes it all."""

from fastapi import APIRouter, FastAPI

from dragoman import VERSION
from dragoman.faces.api import (
    actors,
    brief,
    download,
    forums,
    meta,
    network,
    outlets,
    overview,
    partnership,
    promises,
    reports,
    searching,
    standing,
    tables,
    why,
)
from dragoman.faces.api.desk import Desk
from dragoman.faces.api.problems import RESPONSES, add_problems

ROOMS = (
    meta, overview, tables, actors, partnership, forums, standing, promises, network, outlets, reports, searching, why,
    brief, download,
)  # fmt: skip
ROUTERS: tuple[APIRouter, ...] = tuple(room.router for room in ROOMS)
ABOUT = (
    "The sourced record of a stack of news reports: who did what with whom, on whose word, how firmly. Every item "
    "carries the sentence that says it. Offsets count Unicode code points of the report's text, half open."
)


def create_app(desk: Desk) -> FastAPI:
    """The app over one record."""
    app = FastAPI(
        title="Dragoman", version=VERSION, description=ABOUT, responses=RESPONSES, openapi_url="/api/openapi.json",
        docs_url=None, redoc_url=None, generate_unique_id_function=_operation,
    )  # fmt: skip
    app.state.desk = desk
    add_problems(app)
    for router in ROUTERS:
        app.include_router(router, prefix="/api")
    return app


def _operation(route: object) -> str:
    name = getattr(route, "name", "")
    assert isinstance(name, str)
    return name

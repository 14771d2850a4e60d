"""The tables of the record, row by row, with the filters of the command line."""

import inspect
from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Depends

from dragoman.faces.api.answers import Json, rows
from dragoman.faces.api.desk import Opened
from dragoman.faces.api.limits import (
    Actor,
    InReport,
    Outlet,
    Paged,
    Since,
    Status,
    Type,
    Until,
    With,
    Words,
    blank,
)
from dragoman.faces.api.rows import page_model
from dragoman.record.codebook import load_codebook
from dragoman.record.filters import TAKEN, Filters
from dragoman.record.paging import page_of
from dragoman.record.record import Record

PARAMETERS = {
    "actor": Actor,
    "with_": With,
    "type": Type,
    "status": Status,
    "since": Since,
    "until": Until,
    "outlet": Outlet,
    "report": InReport,
    "text": Words,
}
TABLES = {
    "reports": "report",
    "actors": "actor",
    "places": "place",
    "statements": "statement",
    "events": "event",
    "happenings": "happening",
    "ties": "tie",
}
router = APIRouter(tags=["Tables"])


def with_filters(ask: Callable[..., Any], of: str, *more: inspect.Parameter) -> Callable[..., Any]:
    """The endpoint with the filters that rows of this kind take as its query parameters, for FastAPI to read."""
    taken = [_parameter(name, kind, None) for name, kind in PARAMETERS.items() if name in TAKEN[of]]
    ask.__signature__ = inspect.Signature([*more, *taken])  # type: ignore[attr-defined]
    return ask


def required(name: str, annotation: Any) -> inspect.Parameter:
    """A parameter that FastAPI fills."""
    return _parameter(name, annotation, inspect.Parameter.empty)


def _parameter(name: str, annotation: Any, default: object) -> inspect.Parameter:
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, annotation=annotation, default=default)


def _table(of: str) -> Callable[..., Json]:
    def ask(*, record: Record, page: Paged, **filters: str | None) -> Json:
        limits = Filters(**{k: blank(v) for k, v in filters.items()})  # type: ignore[arg-type]
        found = page_of(record, of, limits, page.limit, page.offset)
        return Json({"items": rows(found.rows), "total": found.total, "limit": page.limit, "offset": page.offset})

    return with_filters(ask, of, required("record", Opened), required("page", Annotated[Paged, Depends(Paged)]))


for table, kind in TABLES.items():
    router.add_api_route(
        f"/{table}",
        _table(kind),
        methods=["GET"],
        response_model=page_model(kind),
        operation_id=table,
        summary=load_codebook()[f"{kind}_row"].meaning,
    )

"""Errors as problem+json (RFC 9457): the sentence that the command line would print, and a status that fits it."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from dragoman.errors import (
    ActorUnknown,
    ChoiceUnknown,
    DragomanError,
    ExtraMissing,
    FormatUnknown,
    FormUnusable,
    RecordLocked,
    RecordMissing,
    RecordUnready,
    ReviewRefused,
    RowUnknown,
    SearchUnready,
    WatchlistUnreadable,
)
from dragoman.faces.api.answers import Json

STATUSES: tuple[tuple[type[DragomanError], HTTPStatus], ...] = (
    (ActorUnknown, HTTPStatus.NOT_FOUND),
    (RowUnknown, HTTPStatus.NOT_FOUND),
    (ReviewRefused, HTTPStatus.CONFLICT),
    (ChoiceUnknown, HTTPStatus.UNPROCESSABLE_ENTITY),
    (FormatUnknown, HTTPStatus.NOT_FOUND),
    (FormUnusable, HTTPStatus.UNPROCESSABLE_ENTITY),
    (ExtraMissing, HTTPStatus.NOT_IMPLEMENTED),
    (WatchlistUnreadable, HTTPStatus.CONFLICT),
    (SearchUnready, HTTPStatus.SERVICE_UNAVAILABLE),
    (RecordUnready, HTTPStatus.SERVICE_UNAVAILABLE),
    (RecordLocked, HTTPStatus.SERVICE_UNAVAILABLE),
    (RecordMissing, HTTPStatus.SERVICE_UNAVAILABLE),
    (DragomanError, HTTPStatus.INTERNAL_SERVER_ERROR),
)


@dataclass(frozen=True, slots=True)
class Problem:
    """What went wrong: `title` the kind in a word or two, `detail` a sentence that says what to do."""

    title: str
    status: int
    detail: str
    type: str = "about:blank"


MEANINGS = {
    401: "The server asks for its token.",
    403: "The request may come from another site, or the server is for reading only.",
    404: "The record has nothing of that id or name.",
    409: "The decision says nothing or cannot be made; or a file of watchlists cannot be read.",
    413: "The request is too large.",
    421: "The server is not called by this name.",
    422: "A parameter has a value that does not exist.",
    500: "The record could not do what was asked.",
    501: "The server lacks a library for this; the sentence says which.",
    503: "The record cannot be read or written at the moment; try again.",
}
RESPONSES: dict[int | str, dict[str, Any]] = {
    status: {"model": Problem, "description": meaning} for status, meaning in MEANINGS.items()
}
JSON, KIND = "application/json", "application/problem+json"


def described(document: dict[str, Any]) -> dict[str, Any]:
    """The document of the API with the media type that problems have."""
    operations = (operation for path in document["paths"].values() for operation in path.values())
    for response in (r for operation in operations for s, r in operation["responses"].items() if s >= "400"):
        if JSON in response.get("content", {}):
            response["content"][KIND] = response["content"].pop(JSON)
    return document


def add_problems(app: FastAPI) -> None:
    """Answer every error of ours, of the request and of the server with a problem."""
    app.add_exception_handler(DragomanError, _of_ours)
    app.add_exception_handler(RequestValidationError, _of_request)
    app.add_exception_handler(HTTPException, _of_http)


def problem(status: HTTPStatus, detail: str, headers: dict[str, str] | None = None) -> Json:
    """The answer that tells a problem."""
    told = Problem(status.phrase, int(status), detail)
    return Json(told, int(status), headers, media_type=KIND)


def answer_to(error: DragomanError) -> Json:
    """The answer that tells an error of ours."""
    status = next(status for kind, status in STATUSES if isinstance(error, kind))
    later = {"Retry-After": "2"} if status == HTTPStatus.SERVICE_UNAVAILABLE else None
    return problem(status, str(error), later)


def _of_ours(_: Request, error: Exception) -> Json:
    assert isinstance(error, DragomanError)
    return answer_to(error)


def _of_request(_: Request, error: Exception) -> Json:
    assert isinstance(error, RequestValidationError)
    told = "; ".join(f"{'.'.join(map(str, e['loc'][1:]))}: {e['msg']}" for e in error.errors())
    return problem(HTTPStatus.UNPROCESSABLE_ENTITY, f"The request cannot be answered: {told}.")


def _of_http(_: Request, error: Exception) -> Json:
    assert isinstance(error, HTTPException)
    return problem(HTTPStatus(error.status_code), f"{error.detail}.", dict(error.headers or {}))

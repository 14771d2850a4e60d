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
    FormatUnknown,
    RecordLocked,
    RecordMissing,
    ReviewRefused,
    RowUnknown,
    SearchUnready,
)
from dragoman.faces.api.answers import Json

STATUSES: tuple[tuple[type[DragomanError], HTTPStatus], ...] = (
    (ActorUnknown, HTTPStatus.NOT_FOUND),
    (RowUnknown, HTTPStatus.NOT_FOUND),
    (ReviewRefused, HTTPStatus.CONFLICT),
    (ChoiceUnknown, HTTPStatus.UNPROCESSABLE_ENTITY),
    (FormatUnknown, HTTPStatus.NOT_FOUND),
    (SearchUnready, HTTPStatus.SERVICE_UNAVAILABLE),
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


RESPONSES: dict[int | str, dict[str, Any]] = {
    404: {"model": Problem, "description": "The record has nothing of that id or name."},
    422: {"model": Problem, "description": "A parameter has a value that does not exist."},
    503: {"model": Problem, "description": "The record cannot be read at the moment; try again."},
}


def add_problems(app: FastAPI) -> None:
    """Answer every error of ours, of the request and of the server with a problem."""
    app.add_exception_handler(DragomanError, _of_ours)
    app.add_exception_handler(RequestValidationError, _of_request)
    app.add_exception_handler(HTTPException, _of_http)


def problem(status: HTTPStatus, detail: str, headers: dict[str, str] | None = None) -> Json:
    """The answer that tells a problem."""
    told = Problem(status.phrase, int(status), detail)
    return Json(told, int(status), headers, media_type="application/problem+json")


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

"""The brief of the current view: as data, Markdown, one HTML page and PDF."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Annotated, Literal, NamedTuple

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, Depends, Query, Response

from dragoman.analysis.brief import write_brief
from dragoman.analysis.subject import subject_of
from dragoman.faces.api.answers import Json
from dragoman.faces.api.desk import Newest
from dragoman.faces.api.limits import LONGEST, Actor, Limited, With, blank
from dragoman.faces.brief import html, markdown, pdf
from dragoman.record.filters import Filters
from dragoman.record.held import Held
from dragoman.record.record import Record
from dragoman.types import Brief

router = APIRouter(tags=["Evidence"])
Shape = Annotated[
    Literal["json", "markdown", "html", "pdf"], Query(alias="format", description="json, markdown, html or pdf.")
]
Title = Annotated[str | None, Query(description="A title of one's own.", max_length=LONGEST)]
Group = Annotated[
    str | None,
    Query(description="What states of a body, group or list do together (caspian, IRN,RUS,AZE).", max_length=LONGEST),
]
Corridor = Annotated[
    str | None,
    Query(
        description="What is told of a leg (rasht-astara), a name (INSTC), a way (Moscow:Mumbai).", max_length=LONGEST
    ),
]


class File(NamedTuple):
    """A brief as a file to keep: how it is made, its media type and its name."""

    make: Callable[[Brief], str | bytes]
    media: str
    name: str


class Asked(NamedTuple):
    """What a brief is asked on."""

    filters: Filters
    group: str | None
    corridor: str | None
    title: str | None


FILES: Mapping[str, File] = {
    "markdown": File(markdown, "text/markdown; charset=utf-8", "brief.md"),
    "html": File(html, "text/html; charset=utf-8", "brief.html"),
    "pdf": File(pdf, "application/pdf", "brief.pdf"),
}
AT_ONCE = 2  # briefs that are made
KEPT = 8  # briefs of a copy
MAKING = CapacityLimiter(AT_ONCE)
MEDIA: dict[str, dict[str, str]] = {"application/json": {}, **{f.media.partition(";")[0]: {} for f in FILES.values()}}


@router.get(
    "/brief",
    response_model=Brief,
    responses={200: {"content": MEDIA}},
    summary="What the record adds up to within the filters, each line cited.",
)
async def brief(
    newest: Newest,
    within: Annotated[Limited, Depends(Limited)],
    actor: Actor = None,
    with_: With = None,
    group: Group = None,
    corridor: Corridor = None,
    shape: Shape = "json",
    title: Title = None,
) -> Response:
    """The brief of the command line; all but `json` come as files to keep.

    One of a large part of a large record takes long: a few are made at a time, and other pages do not wait for them.
    """
    asked = Asked(within.filters(actor, with_), blank(group), blank(corridor), title or None)
    return await to_thread.run_sync(_answer, newest, asked, shape, limiter=MAKING)


def _answer(newest: Held, asked: Asked, shape: str) -> Response:
    written = _written(newest)(asked)
    if shape not in FILES:
        return Json(written)
    file = FILES[shape]
    made = file.make(written)
    named = {"Content-Disposition": f'attachment; filename="{file.name}"'}
    return Response(made.encode() if isinstance(made, str) else made, media_type=file.media, headers=named)


def _written(newest: Held) -> Callable[[Asked], Brief]:
    """The briefs of a copy; the last few are kept, since one is asked for in several shapes."""

    def make(record: Record) -> Callable[[Asked], Brief]:
        return lru_cache(KEPT)(lambda asked: _brief(record, newest, asked))

    return newest.once("briefs", make)


def _brief(record: Record, newest: Held, asked: Asked) -> Brief:
    subject = subject_of(record, asked.group, asked.corridor, newest)
    return write_brief(record, asked.filters, title=asked.title, subject=subject, held=newest)

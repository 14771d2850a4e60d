"""The brief of the current view: as data, Markdown and one HTML page."""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Response

from dragoman.analysis.brief import write_brief
from dragoman.faces.api.answers import Json
from dragoman.faces.api.desk import Opened
from dragoman.faces.api.limits import LONGEST, Actor, Limited, With
from dragoman.faces.brief import html, markdown
from dragoman.types import Brief

router = APIRouter(tags=["Evidence"])
Shape = Annotated[Literal["json", "markdown", "html"], Query(alias="format", description="json, markdown or html.")]
Title = Annotated[str | None, Query(description="A title of one's own.", max_length=LONGEST)]


@router.get("/brief", response_model=Brief, summary="What the record adds up to within the filters, each line cited.")
def brief(
    record: Opened,
    within: Annotated[Limited, Depends(Limited)],
    actor: Actor = None,
    with_: With = None,
    shape: Shape = "json",
    title: Title = None,
) -> Response:
    """The brief of the command line; `markdown` and `html` come as files to keep."""
    written = write_brief(record, within.filters(actor, with_), title=title or None)
    if shape == "markdown":
        return _file(markdown(written), "text/markdown", "brief.md")
    if shape == "html":
        return _file(html(written), "text/html", "brief.html")
    return Json(written)


def _file(text: str, kind: str, name: str) -> Response:
    return Response(
        text.encode(),
        media_type=f"{kind}; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )

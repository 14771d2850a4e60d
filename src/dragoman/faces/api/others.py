"""What could not be read, data sets of others, and the record in the formats of other programs."""

from io import BytesIO
from pathlib import Path as FilePath
from tempfile import TemporaryDirectory
from typing import Annotated, Any, Literal
from zipfile import ZIP_DEFLATED, ZipFile

import polars as pl
from fastapi import APIRouter, Depends, Path, Query, Response

from dragoman.exchange import FORMATS
from dragoman.exchange.export import export
from dragoman.faces.api.answers import Json, rows
from dragoman.faces.api.desk import Opened
from dragoman.faces.api.limits import (
    LONGEST,
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
from dragoman.faces.api.shapes import page
from dragoman.record.backdrop import background_counts, background_files, background_refused
from dragoman.record.filters import Filters

router = APIRouter(tags=["Download"])
Rows = list[dict[str, Any]]
State = Annotated[str | None, Query(max_length=LONGEST, description="ISO 3166 alpha-3 code of a state.")]


@router.get("/refused", response_model=page("RefusedPage", dict[str, Any]), summary="What could not be read, and why.")
def refused(record: Opened, paged: Annotated[Paged, Depends(Paged)]) -> Json:
    """Each file or report with the sentence that says why."""
    found = record.refusals()
    shown = rows(found.slice(paged.offset, paged.limit))
    return Json({"items": shown, "total": found.height, "limit": paged.limit, "offset": paged.offset})


@router.get("/background", response_model=Rows, summary="Data sets of others in the record, with their terms.")
def background(
    record: Opened,
    refused: Annotated[bool, Query(description="Rows that could not be read, and why.")] = False,
) -> Json:
    """Files, versions and terms."""
    found = background_refused(record) if refused else background_files(record).drop("bytes", strict=False)
    return Json(rows(found))


@router.get("/background/counts", response_model=Rows, summary="Events of others by pair of states, type and period.")
def counts(
    record: Opened,
    actor: State = None,
    with_: Annotated[State, Query(alias="with")] = None,
    since: Since = None,
    until: Until = None,
    by: Literal["day", "month", "year", "all"] = "year",
) -> Json:
    """Counts of what other data sets hold, for comparison."""
    found = background_counts(
        record, actor=blank(actor), recipient=blank(with_), since=blank(since), until=blank(until), by=by
    )
    return Json(rows(pl.DataFrame(found)))


@router.get(
    "/export/{format}",
    response_class=Response,
    responses={200: {"content": {"application/zip": {}}}},
    summary="The record in a format of other programs, with its codebook, as a ZIP file.",
)
def exported(
    record: Opened,
    format: Annotated[str, Path(description=f"{', '.join(FORMATS)}.", max_length=20)],
    actor: Actor = None,
    with_: With = None,
    type: Type = None,
    status: Status = None,
    since: Since = None,
    until: Until = None,
    outlet: Outlet = None,
    report: InReport = None,
    text: Words = None,
) -> Response:
    """As `dragoman export`."""
    sides, kinds = (blank(actor), blank(with_)), (blank(type), blank(status))
    filters = Filters(*sides, *kinds, blank(since), blank(until), blank(outlet), blank(report), blank(text))
    packed = BytesIO()
    with TemporaryDirectory(prefix="dragoman-export-") as folder:
        paths = export(record, FilePath(folder), format, filters)
        with ZipFile(packed, "w", ZIP_DEFLATED) as files:
            for path in paths:
                files.write(path, path.name)
    named = {"Content-Disposition": f'attachment; filename="{format}.zip"'}
    return Response(packed.getvalue(), media_type="application/zip", headers=named)

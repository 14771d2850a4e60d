"""Tables as files: CSV, JSON lines, Parquet, with the same filters."""

import inspect
from collections.abc import Callable
from io import BytesIO
from typing import Annotated

from fastapi import APIRouter, Path, Response

from dragoman.errors import FormatUnknown
from dragoman.exchange import TABULAR as FORMATS
from dragoman.faces.api.desk import Opened
from dragoman.faces.api.limits import blank
from dragoman.faces.api.tables import TABLES, required, with_filters
from dragoman.record.filters import Filters
from dragoman.record.record import Record

KINDS = {
    "csv": "text/csv; charset=utf-8",
    "excel": "text/csv; charset=utf-8",
    "jsonl": "application/x-ndjson",
    "parquet": "application/vnd.apache.parquet",
}
FormatName = Annotated[str, Path(description=f"{', '.join(KINDS)}.", max_length=20)]
router = APIRouter(tags=["Download"])


def _download(table: str) -> Callable[..., Response]:
    def ask(*, record: Record, format: str, **filters: str | None) -> Response:
        if format not in KINDS:
            raise FormatUnknown(format, KINDS)
        frame = record.ask(TABLES[table], Filters(**{k: blank(v) for k, v in filters.items()}))  # type: ignore[arg-type]
        (file,) = FORMATS[format].files({table: frame})
        stream = BytesIO()
        file.write(stream)
        named = {"Content-Disposition": f'attachment; filename="{file.name}"'}
        return Response(stream.getvalue(), media_type=KINDS[format], headers=named)

    return with_filters(ask, TABLES[table], *_given())


def _given() -> tuple[inspect.Parameter, ...]:
    return required("record", Opened), required("format", FormatName)


for table in TABLES:
    router.add_api_route(
        f"/download/{table}.{{format}}",
        _download(table),
        methods=["GET"],
        operation_id=f"download_{table}",
        summary=f"The {table} as a file.",
        response_class=Response,
        responses={200: {"content": {kind.partition(";")[0]: {} for kind in KINDS.values()}}},
    )

"""The codebook: what is in the tables of an export, and what their columns mean, in Markdown."""

from collections.abc import Iterator, Mapping

import polars as pl

from dragoman.exchange.files import Tables
from dragoman.exchange.tables import TABLES
from dragoman.record.filters import Filters
from dragoman.record.record import Record

TYPES = {
    "VARCHAR": "text",
    "VARCHAR[]": "list of texts",
    "INTEGER": "whole number",
    "BIGINT": "whole number",
    "DOUBLE": "number",
    "BOOLEAN": "true or false",
    "TIMESTAMP": "time (UTC)",
}
COLUMNS = "SELECT column_name, data_type, comment FROM duckdb_columns() WHERE table_name = $view ORDER BY column_index"
MEANING = "SELECT comment FROM duckdb_views() WHERE view_name = $view"


def codebook(record: Record, tables: Tables, files: Mapping[str, str], filters: Filters, meaning: str) -> str:
    """The codebook of tables from a record; `files` names the file of each, `meaning` says what their format is."""
    limits = ", ".join(f"{name.strip('_')} = {value}" for name, value in _set(filters)) or "none: the whole record"
    head = (
        f"# Export of the record {record.path.name}",
        "",
        f"Limits: {limits}. Format: {meaning}.",
        "",
        "Every row stands on words of a report; dates are cut to what the text tells, and an empty cell means that it",
        "tells nothing. In CSV files a cell that a spreadsheet could take for a formula has an apostrophe before it.",
    )
    return "\n".join(
        (*head, *(line for name in tables for line in _table(record, name, tables[name], files[name])), "")
    )


def _table(record: Record, name: str, frame: pl.DataFrame, file: str) -> Iterator[str]:
    view: dict[str, object] = {"view": f"{TABLES[name]}_row"}
    ((meaning,),) = record.sql(MEANING, view).rows()
    yield from (
        "",
        f"## {file}",
        "",
        f"{meaning} {frame.height:,} rows.",
        "",
        "| column | type | meaning |",
        "|---|---|---|",
    )
    for column, kind, comment in record.sql(COLUMNS, view).rows():
        yield f"| {column} | {TYPES[kind]} | {comment} |"


def _set(filters: Filters) -> Iterator[tuple[str, str | int]]:
    for name in Filters.__slots__:
        value = getattr(filters, name)
        if value is not None:
            yield name, value

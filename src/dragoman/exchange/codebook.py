"""The codebook: what is in the files of an export, and what their columns or fields mean, in Markdown."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

import polars as pl

from dragoman.data import data_of
from dragoman.exchange.files import File, Tables
from dragoman.exchange.tables import TABLES
from dragoman.record.codebook import load_codebook
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
COLUMNS = """SELECT column_name, data_type, comment FROM duckdb_columns()
    WHERE schema_name = 'main' AND table_name = $view ORDER BY column_index"""
MEANING = "SELECT comment FROM duckdb_views() WHERE schema_name = 'main' AND view_name = $view"


DELIMITED = (".csv", ".tsv")
GUARDED = (
    "A cell that a spreadsheet could take for a formula has an apostrophe before it: take one off to have the text."
)


class Page(NamedTuple):
    """What a file or table of an export holds: a sentence or more, and the meaning of each column or field."""

    meaning: str
    fields: Mapping[str, str]


@cache
def pages(name: str) -> Mapping[str, Page]:
    """The pages of codebooks/NAME.toml by the file or table they are of."""
    found = data_of("dragoman.exchange", f"codebooks/{name}.toml")
    return {file: Page(page["meaning"], page["fields"]) for file, page in found.items()}


def codebook(record: Record, tables: Tables, files: Iterable[File], filters: Filters, format: str, meaning: str) -> str:
    """The codebook of an export of tables from a record in a format, whose `meaning` says what it is for."""
    limits = ", ".join(f"{name.strip('_')} = {value}" for name, value in _set(filters)) or "none: the whole record"
    head = (
        f"# Export of the record {record.path.name}",
        "",
        f"Limits: {limits}. Format: {meaning}.",
        "",
        "Every row stands on words of a report; dates are cut to what the text tells, and an empty cell means that it",
        "tells nothing.",
    )
    files = list(files)
    guarded = ("", GUARDED) if any(file.name.endswith(DELIMITED) for file in files) else ()
    return "\n".join((*head, *guarded, *(line for file in files for line in _file(record, tables, file, format)), ""))


def _file(record: Record, tables: Tables, file: File, format: str) -> Iterator[str]:
    if not file.tables:
        page = pages(format)[file.name]
        yield from ("", f"## {file.name}", "", page.meaning, *_notes(file), "", "| field | meaning |", "|---|---|")
        yield from (f"| {name} | {told} |" for name, told in page.fields.items())
    elif len(file.tables) == 1:
        yield from ("", f"## {file.name}", *_table(record, file.tables[0], tables[file.tables[0]]), *_notes(file))
    else:
        yield from ("", f"## {file.name}", *_notes(file))
        for name in file.tables:
            yield from ("", f"### {name}", *_table(record, name, tables[name]))


def _notes(file: File) -> Iterator[str]:
    for note in file.notes:
        yield from ("", note)


def _table(record: Record, name: str, frame: pl.DataFrame) -> Iterator[str]:
    view: dict[str, object] = {"view": TABLES[name]}
    told = pages("tables").get(name)
    known = load_codebook().get(TABLES[name])  # a copy that is laid out for questions has tables without comments
    meaning = told.meaning if told else known.meaning if known else record.sql(MEANING, view).item()
    yield from ("", f"{meaning} {frame.height:,} rows.", "", "| column | type | meaning |", "|---|---|---|")
    columns = [(c.name, c.type, c.meaning) for c in known.columns] if known else record.sql(COLUMNS, view).rows()
    for column, kind, comment in columns:
        yield f"| {column} | {TYPES[kind]} | {told.fields[column] if told else comment} |"


def _set(filters: Filters) -> Iterator[tuple[str, str | int]]:
    for name in Filters.__slots__:
        value = getattr(filters, name)
        if value is not None:
            yield name, value

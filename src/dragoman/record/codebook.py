"""What the columns of the record's views are, read from schema.sql and codebook.sql alone: no record is needed."""

from functools import cache
from importlib.resources import files
from typing import NamedTuple

import duckdb

from dragoman.record.migrating import SQL

COLUMNS = """
SELECT table_name, column_name, data_type, comment FROM duckdb_columns()
WHERE table_name IN (SELECT view_name FROM duckdb_views() WHERE NOT internal) ORDER BY table_name, column_index
"""
MEANINGS = "SELECT view_name, comment FROM duckdb_views() WHERE NOT internal"


class Column(NamedTuple):
    """One column of a view: its name, its type in SQL ("VARCHAR[]"), and what it means."""

    name: str
    type: str
    meaning: str


class View(NamedTuple):
    """A view that people query: its name, what its rows are, and its columns in order."""

    name: str
    meaning: str
    columns: tuple[Column, ...]


@cache
def load_codebook() -> dict[str, View]:
    """The views whose meaning is written down, by name ("event_row")."""
    with duckdb.connect() as connection:
        for name in SQL:
            connection.execute(files("dragoman.record").joinpath(name).read_text(encoding="utf-8"))
        columns = connection.execute(COLUMNS).fetchall()
        meanings = dict(connection.execute(MEANINGS).fetchall())
    return {
        view: View(view, meaning, tuple(Column(n, t, c or "") for v, n, t, c in columns if v == view))
        for view, meaning in meanings.items()
        if meaning
    }

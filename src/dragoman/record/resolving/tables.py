"""Rows into tables and ids into temporary lists."""

from collections.abc import Iterator, Sequence
from typing import Any

from dragoman.record.appending import Appenders
from dragoman.record.store import Connection


def insert(connection: Connection, table: str, new: Sequence[tuple[object, ...]]) -> None:
    """Append rows whose values stand in the order of the table's columns; later columns get their defaults."""
    Appenders(connection).append(table, new)


def lay(connection: Connection, name: str, columns: str, new: Sequence[tuple[object, ...]]) -> None:
    """A temporary table of this name with these columns, as SQL declares them, and rows."""
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} ({columns})")
    insert(connection, name, new)


def list_ids(connection: Connection, name: str, ids: Sequence[str]) -> None:
    """A temporary table of this name with one column, `id`."""
    laid = f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT unnest($ids::VARCHAR[]) AS id"
    connection.execute(laid, {"ids": list(ids)})


def rows(connection: Connection, query: str) -> Iterator[tuple[Any, ...]]:
    """The rows of a query."""
    yield from connection.execute(query).fetchall()

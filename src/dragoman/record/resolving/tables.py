"""Rows into tables and ids into temporary lists, through Arrow."""

from collections.abc import Iterator, Sequence
from typing import Any

import pyarrow as pa

from dragoman.record.appending import Appenders
from dragoman.record.store import Connection


def insert(connection: Connection, table: str, new: Sequence[tuple[object, ...]]) -> None:
    """Append rows whose values stand in the order of the table's columns; later columns get their defaults."""
    Appenders(connection).append(table, new)


def lay(connection: Connection, name: str, columns: pa.Table) -> None:
    """A temporary table of this name with these columns."""
    connection.register("incoming_table", columns)
    try:
        connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS FROM incoming_table")
    finally:
        connection.unregister("incoming_table")


def list_ids(connection: Connection, name: str, ids: Sequence[str]) -> None:
    """A temporary table of this name with one column, `id`."""
    lay(connection, name, pa.table({"id": pa.array(ids, type=pa.string())}))


def rows(connection: Connection, query: str) -> Iterator[tuple[Any, ...]]:
    """The rows of a query."""
    yield from connection.execute(query).fetchall()

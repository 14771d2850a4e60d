"""Rows into tables and ids into temporary lists, through Arrow."""

from collections.abc import Iterator, Sequence
from typing import Any

import pyarrow as pa

from dragoman.record.store import Connection


def insert(connection: Connection, table: str, new: Sequence[tuple[object, ...]]) -> None:
    """Append rows whose values stand in the order of the table's columns; later columns get their defaults."""
    if not new:
        return
    schema = connection.sql(f"FROM {table} LIMIT 0").to_arrow_table().schema
    fields = [schema.field(n) for n in range(len(new[0]))]
    columns = [pa.array(c, type=f.type) for f, c in zip(fields, zip(*new, strict=True), strict=True)]
    names = ", ".join(f'"{f.name}"' for f in fields)
    connection.register("incoming_rows", pa.table(columns, names=[f.name for f in fields]))
    try:
        connection.execute(f"INSERT INTO {table} ({names}) SELECT {names} FROM incoming_rows")
    finally:
        connection.unregister("incoming_rows")


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

"""Rows into tables by appenders that stay open: neither is a statement planned for each, nor a view laid over rows."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import duckdb

from dragoman.record.rows import Row
from dragoman.record.store import Connection

UNFIT = (duckdb.ConstraintException, duckdb.ConversionException, duckdb.InvalidInputException)


class ValueUnfitError(Exception):
    """A value that its table does not take: no text that can be kept, or null where something must stand."""


@contextmanager
def fitting() -> Iterator[None]:
    """Raise ValueUnfitError for what the database says of values where nothing but they can be at fault."""
    try:
        yield
    except UNFIT as error:
        raise ValueUnfitError(str(error).splitlines()[0].rstrip(".")) from error


class Appenders:
    """The ways into the tables of a connection, each opened when it is first used.

    What is appended belongs to the transaction that is open, and is gone with it.
    """

    def __init__(self, connection: Connection) -> None:
        """Open none yet."""
        self._connection = connection
        self._open: dict[str, duckdb.Appender] = {}

    def append(self, table: str, rows: Sequence[Row]) -> None:
        """Append rows whose values stand in the order of the table's columns; later columns get their defaults.

        Raises ValueUnfitError; then none of the rows is appended.
        """
        if not rows:
            return
        appender = self._open.get(table) or self._opened(table, len(rows[0]))
        try:
            with fitting():
                appender.append_rows(rows)
                appender.flush()
        finally:
            appender.clear()

    def _opened(self, table: str, width: int) -> duckdb.Appender:
        columns = self._connection.sql(f"FROM {table} LIMIT 0").columns[:width]
        return self._open.setdefault(table, self._connection.appender(table, columns=columns))

"""What belongs together is stored together: a transaction of the database as a block."""

from collections.abc import Iterator
from contextlib import contextmanager

import duckdb

Connection = duckdb.DuckDBPyConnection


@contextmanager
def transaction(connection: Connection) -> Iterator[None]:
    """All that is done within is stored, or nothing of it."""
    connection.execute("BEGIN")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        _rollback(connection)
        raise


def _rollback(connection: Connection) -> None:
    """Undo; a failed commit may have undone already, or closed the database, which is no second error."""
    try:
        connection.execute("ROLLBACK")
    except (duckdb.TransactionException, duckdb.FatalException):
        return

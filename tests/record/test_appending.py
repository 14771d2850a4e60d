"""Appended rows are of the transaction that is open; what a table does not take is said, and spoils nothing later."""

from collections.abc import Iterator

import duckdb
import pytest

from dragoman.record.appending import Appenders, ValueUnfitError
from dragoman.record.rows import Row


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as made:
        made.execute(
            "CREATE TABLE t (id VARCHAR PRIMARY KEY, n INTEGER NOT NULL, words VARCHAR[], kept INTEGER DEFAULT 7)"
        )
        yield made


def kept(connection: duckdb.DuckDBPyConnection) -> list[tuple[object, ...]]:
    return connection.execute("FROM t ORDER BY id").fetchall()


def test_later_columns_get_their_defaults(connection: duckdb.DuckDBPyConnection) -> None:
    into = Appenders(connection)
    into.append("t", [("a", 1, ["x", "y"]), ("b", 2, [])])
    into.append("t", [])
    into.append("t", [("c", 3, None)])
    assert kept(connection) == [("a", 1, ["x", "y"], 7), ("b", 2, [], 7), ("c", 3, None, 7)]


UNFIT: dict[str, Row] = {
    "NOT NULL": ("b", None, []),
    "Duplicate key": ("a", 1, []),
    "surrogate": ("\ud800", 1, []),
    "INT32": ("b", 1 << 40, []),
    "3 values": ("b", 1),
}


@pytest.mark.parametrize(("said", "row"), UNFIT.items(), ids=UNFIT.keys())
def test_a_value_that_the_table_does_not_take_undoes_the_whole(
    connection: duckdb.DuckDBPyConnection, said: str, row: Row
) -> None:
    into = Appenders(connection)
    into.append("t", [("a", 1, [])])
    connection.begin()
    into.append("t", [("c", 1, [])])
    with pytest.raises(ValueUnfitError, match=said):
        into.append("t", [("d", 1, []), row])
    connection.rollback()
    into.append("t", [("c", 2, [])])
    assert kept(connection) == [("a", 1, [], 7), ("c", 2, [], 7)]


def test_a_table_that_is_made_again_is_appended_to(connection: duckdb.DuckDBPyConnection) -> None:
    into = Appenders(connection)
    connection.begin()
    connection.execute("CREATE TABLE u (n INTEGER)")
    into.append("u", [(1,)])
    connection.rollback()
    connection.execute("CREATE TABLE u (n INTEGER)")
    into.append("u", [(2,)])
    assert connection.execute("FROM u").fetchall() == [(2,)]

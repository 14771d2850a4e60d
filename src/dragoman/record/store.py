"""The record's file: making it, opening it, and what each failure means."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

import duckdb

from dragoman.errors import (
    RecordError,
    RecordForeign,
    RecordFull,
    RecordLocked,
    RecordMissing,
    RecordTooNew,
    RecordUnwritable,
)

SCHEMA = 1
Connection = duckdb.DuckDBPyConnection
FULL = re.compile(r"no space left|disk quota|could not write|out of disk", re.IGNORECASE)
LOCK = re.compile(r"lock", re.IGNORECASE)
DENIED = re.compile(r"permission denied|read-only file system|is a directory", re.IGNORECASE)


def open_file(path: Path, *, write: bool) -> Connection:
    """A connection to the record at the path; with `write` it is made where there is none.

    Raises RecordMissing, RecordForeign, RecordLocked, RecordTooNew, RecordUnwritable or RecordFull; a file that is
    not a record is left as it was.
    """
    new = not path.exists()
    if new and not write:
        raise RecordMissing(path)
    if new and not path.absolute().parent.is_dir():
        raise RecordUnwritable(path, f"there is no folder {path.absolute().parent}")
    with explained(path):
        connection = duckdb.connect(str(path), read_only=not write)
    try:
        _make(connection, path) if new else _check(connection, path)
    except RecordError:
        connection.close()
        raise
    return connection


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what the database complains of into an error that says what to do."""
    try:
        yield
    except duckdb.Error as error:
        raise _meaning(path, str(error)) from error
    except OSError as error:
        raise _meaning(path, str(error)) from error


def _meaning(path: Path, problem: str) -> RecordError:
    first = problem.strip().splitlines()[0] if problem.strip() else "no reason given"
    if FULL.search(problem):
        return RecordFull(path, first)
    if DENIED.search(problem):
        return RecordUnwritable(path, first)
    if LOCK.search(problem):
        holder = re.search(r"PID (\d+)", problem)
        return RecordLocked(path, f"process {holder[1]}" if holder else first)
    return RecordForeign(path, first)


def _make(connection: Connection, path: Path) -> None:
    sql = files("dragoman.record").joinpath("schema.sql").read_text(encoding="utf-8")
    with explained(path):
        connection.execute("BEGIN")
        connection.execute(sql)
        connection.execute("INSERT INTO meta VALUES ('schema', ?)", [str(SCHEMA)])
        connection.execute("COMMIT")


def _check(connection: Connection, path: Path) -> None:
    try:
        rows = connection.execute("SELECT value FROM meta WHERE key = 'schema'").fetchall()
    except duckdb.Error as error:
        raise RecordForeign(path, "it has no table of Dragoman's") from error
    if not rows or not rows[0][0].isdigit():
        raise RecordForeign(path, "it does not say which schema it has")
    if int(rows[0][0]) > SCHEMA:
        raise RecordTooNew(path, int(rows[0][0]), SCHEMA)

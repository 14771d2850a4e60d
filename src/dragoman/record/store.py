"""The record's file: making it, opening it, and what each failure means."""

import errno
import os
import re
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from dragoman.errors import (
    RecordError,
    RecordFailed,
    RecordForeign,
    RecordFull,
    RecordLocked,
    RecordMissing,
    RecordTooLarge,
    RecordTooNew,
    RecordUnwritable,
)
from dragoman.record.migrating import SQL, keep, lay_out, migrate

SCHEMA = 5
MAGIC_AT, MAGIC = 8, b"DUCK"  # where every DuckDB file says what it is
# Nothing is ever fetched, no other file is read or written, and no variable of a caller is taken for a table.
CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "enable_external_access": "false",
    "python_enable_replacements": "false",
    "lock_configuration": "true",
}
SPILLED = "16GB"  # beside the file at most, where the memory is limited; without a bound a disk may be filled
Connection = duckdb.DuckDBPyConnection
CONNECTIONS = count()
# What DuckDB 2.0 says, in its own words and those of the operating system.
FULL = re.compile(r"no space left|quota exceeded|file too large|could not (write|fsync|sync|truncate)", re.IGNORECASE)
MEMORY = re.compile(r"out of memory|failed to allocate", re.IGNORECASE)
LOCK = re.compile(r"could not set lock|different configuration than existing", re.IGNORECASE)
DENIED = re.compile(r"permission denied|read-only file system|not permitted|attached (in )?read-only", re.IGNORECASE)
FULL_NUMBERS = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def open_file(path: Path, *, write: bool, memory: int | None = None) -> Connection:
    """A connection to the record at the path; with `write` it is made where there is none.

    `memory`: megabytes that a connection for writing may hold; what is more goes into a folder beside the file.

    A record of an older schema is brought up to date first, also for reading, and kept as it was beside (migrating.py).
    Raises RecordMissing, RecordForeign, RecordLocked, RecordTooNew, RecordUnwritable or RecordFull; a file that is
    not a record is left as it was, to the byte.
    """
    with explained(path):
        if not path.exists():
            if not write:
                raise RecordMissing(path)
            _make(path)
            made = _connect(path, read_only=False, memory=memory)
            if _schema(made, path) == SCHEMA:
                return made
            made.close()  # another program made one there meanwhile
        _look(path)
        # Opened for writing, a stranger's file takes in what its last process left beside it: that is looked at first.
        at_once = write and not path.with_name(f"{path.name}.wal").exists()
        looked, schema = _looked_into(path, write=at_once, memory=memory)
        if schema == SCHEMA and write == at_once:
            return looked
        looked.close()
        if schema < SCHEMA:
            _migrate(path, schema)
        return _connect(path, read_only=not write, memory=memory)


def open_unheld(path: Path) -> Connection | None:
    """A connection for questions that keeps nobody from writing; null where somebody writes, or the schema is older.

    What it answers stands only if the file did not change meanwhile.  Raises RecordForeign and RecordTooNew.
    """
    if os.name != "posix":  # there a lock cannot be given back
        return None
    _look(path)
    try:
        connection, schema = _looked_into(path)
    except RecordLocked:
        return None
    if schema != SCHEMA:
        connection.close()
        return None
    os.close(os.open(path, os.O_RDONLY))  # closing any file gives back all locks of this process on it (fcntl)
    return connection


@contextmanager
def explained(path: Path, otherwise: Callable[[Path, str], RecordError] = RecordFailed) -> Iterator[None]:
    """Turn what the database or the system complains of into an error that says what to do.

    `otherwise`: the error for what is neither a full disk, nor a lock, nor a want of rights.
    """
    try:
        yield
    except duckdb.Error as error:
        raise _meaning(path, str(error), otherwise) from error
    except OSError as error:
        kind = RecordFull if error.errno in FULL_NUMBERS else RecordUnwritable
        raise kind(path, error.strerror or str(error)) from error


def _meaning(path: Path, problem: str, otherwise: Callable[[Path, str], RecordError]) -> RecordError:
    first = next((line.strip() for line in problem.splitlines() if line.strip()), "no reason given").rstrip(".")
    if MEMORY.search(problem):
        return RecordTooLarge(path, first)
    if FULL.search(problem):
        return RecordFull(path, first)
    if LOCK.search(problem):
        return RecordLocked(path, _holder(problem, first))
    if DENIED.search(problem):
        return RecordUnwritable(path, first)
    return otherwise(path, first)


def _holder(problem: str, first: str) -> str:
    if "configuration" in problem:
        return "this process, which has it open for something else"
    process = re.search(r"PID (\d+)", problem)
    return f"another process ({process[1] if process else first})"


def _connect(path: Path, *, read_only: bool, memory: int | None = None, alone: bool = False) -> Connection:
    limit = {} if memory is None else {"memory_limit": f"{memory}MB", "max_temp_directory_size": SPILLED}
    if alone:  # two connections of this process that are configured alike would share the file
        limit["custom_user_agent"] = f"dragoman {next(CONNECTIONS)}"
    # An absolute path is a file's, whatever its name; "md:..." alone would be the address of a service.
    return duckdb.connect(str(path.absolute()), read_only=read_only, config=CONFIG | limit)


def _look(path: Path) -> None:
    """Raise RecordForeign for what cannot be a record, so that the database never guesses at other formats."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise RecordForeign(path, "it is a folder" if path.is_dir() else "it is no ordinary file")
    with path.open("rb") as file:
        head = file.read(MAGIC_AT + len(MAGIC))
    if head[MAGIC_AT:] != MAGIC:
        raise RecordForeign(path, "it is an empty file" if not head else "it is a file of another kind")


def _looked_into(path: Path, *, write: bool = False, memory: int | None = None) -> tuple[Connection, int]:
    """A connection to what is a record, and its schema."""
    with explained(path, _unopened):
        connection = _connect(path, read_only=not write, memory=memory, alone=write)
        try:
            return connection, _schema(connection, path)
        except BaseException:
            connection.close()
            raise


def _unopened(path: Path, problem: str) -> RecordForeign:
    return RecordForeign(path, f"or is damaged, and has to be taken from a copy or read anew: {problem}")


def _migrate(path: Path, schema: int) -> None:
    _connect(path, read_only=False).close()  # so that what an earlier process left beside the file is in it
    keep(path, schema)
    with _connect(path, read_only=False) as connection:
        migrate(connection, schema, SCHEMA)


def _make(path: Path) -> None:
    """Make an empty record beside the path and put it there whole, so that no half-made one is ever found there."""
    folder = path.absolute().parent
    if not folder.is_dir():
        raise RecordUnwritable(path, f"there is no folder {folder}")
    with TemporaryDirectory(prefix=f".{path.name[:100]}.", dir=folder) as beside:
        new = Path(beside) / "new.duckdb"
        with _connect(new, read_only=False) as connection:
            connection.execute("BEGIN")
            lay_out(connection, SQL)
            connection.execute("INSERT INTO meta VALUES ('schema', ?)", [str(SCHEMA)])
            connection.execute("COMMIT")
        _place(new, path)


def _place(new: Path, path: Path) -> None:
    """Give the new record its name, unless another process made one there meanwhile, which then stands."""
    try:
        os.link(new, path)
    except FileExistsError:
        return
    except OSError:  # a file system without links
        if not path.exists():
            new.rename(path)


def _schema(connection: Connection, path: Path) -> int:
    try:
        found = connection.execute("SELECT value FROM meta WHERE key = 'schema'").fetchall()
    except (duckdb.CatalogException, duckdb.BinderException) as error:
        raise RecordForeign(path, "it has no table of Dragoman's") from error
    if not found or not str(found[0][0]).isdigit():
        raise RecordForeign(path, "it does not say which schema it has")
    if int(found[0][0]) > SCHEMA:
        raise RecordTooNew(path, int(found[0][0]), SCHEMA)
    return int(found[0][0])

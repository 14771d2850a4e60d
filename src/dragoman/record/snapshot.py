"""A copy of a record that others may be writing, so that no reader ever holds the file.

DuckDB lets one process write a file or several read it, never both.  A server that held the record would keep `read`
out for as long as it runs.  So it copies the file and what is committed beside it (the write-ahead log), and asks the
copy (shelf.py).  A copy is whole if the file did not change while it was made: DuckDB changes it only when a checkpoint
ends, and a log that is cut off in the middle of a transaction is read up to the transaction before, as after a power
cut.
"""

import os
import shutil
import time
from pathlib import Path
from tempfile import mkdtemp
from threading import Lock

from dragoman.record.folders import Folder
from dragoman.record.held import Held
from dragoman.record.record import Record
from dragoman.record.store import Connection, explained, open_file, open_unheld
from dragoman.record.versions import Marks, files, marks, status, version

SETTLED = 0.05  # seconds since the last change before a copy is tried: times of files are no finer than a clock tick
MOST_AT_ONCE = 1 << 26  # bytes that are copied in one go
COPY = "record.duckdb"  # in a folder with a copy


def is_settled(found: Marks) -> bool:
    """Whether a record whose files are these was last written long enough ago to be copied."""
    return time.time() - found[0][3] / 1e9 >= SETTLED


def copied_to(folder: Folder, path: Path, before: Marks, alone: Lock) -> Held | None:
    """A copy of the record in a folder, if the record is still as it was `before`; else null, and the folder is gone.

    `alone` is held while the record's files are read.
    """
    try:
        with alone:
            _copy(path, folder.path)
        if marks(path)[0] == before[0]:
            taken = time.time()
            with explained(path):
                connection = open_file(folder.path / COPY, write=True)  # what the log holds is brought into it
            return Held(Record(path, connection, writes=False), version(before), taken, folder, connection)
    except BaseException:
        folder.cleanup()
        raise
    folder.cleanup()
    return None


def passing_folder() -> Folder:
    """A new folder for a copy that is not kept."""
    return Folder(Path(mkdtemp(prefix="dragoman-")))


def laid_out(
    path: Path, connection: Connection, now: str, folder: Folder, taken: float | None = None, took: float = 0.0
) -> Held:
    """The copy of a version (`now`) of a record that lies in a folder, laid out, and open for questions."""
    record = Record(path, connection, writes=False)
    record.laid = True
    when = (folder.path / COPY).stat().st_mtime if taken is None else taken
    return Held(record, now, when, folder, connection, took)


def unheld(path: Path) -> Held | None:
    """The record itself, for a moment; null where somebody writes it, or it cannot be asked as it is."""
    time.sleep(min(max(marks(path)[0][3] / 1e9 + SETTLED - time.time(), 0), SETTLED))
    before = marks(path)
    connection = open_unheld(path)
    if connection is None:
        return None
    if marks(path) != before:
        connection.close()
        return None
    return Held(Record(path, connection, writes=False), version(before), time.time(), None, connection)


def _copy(path: Path, folder: Path) -> None:
    for source in files(path):
        if status(source) is not None:
            _clone(source, folder / source.name.replace(path.name, COPY, 1))


def _clone(source: Path, target: Path) -> None:
    """Copy a file; a file system that can share what two files have in common does so, which takes no time."""
    if hasattr(os, "copy_file_range"):
        try:
            with source.open("rb") as read, target.open("wb") as written:
                while os.copy_file_range(read.fileno(), written.fileno(), MOST_AT_ONCE):
                    pass
                return
        except OSError:  # other file systems, or one that has no such call
            pass
    shutil.copyfile(source, target)

"""Which version of a record a file holds: a mark that changes whenever the record does, found without opening it.

DuckDB changes a record's file only when a checkpoint ends; until then what is written stands in the log beside it.  So
the names, places on the disk, sizes and times of these files tell one version from another.  The time at which a file's
entry changed is among them, which nobody can set: a file that was put there with the times of another one is not taken
for it.
"""

import os
from hashlib import sha256
from pathlib import Path

from dragoman.errors import RecordMissing

Marks = tuple[tuple[str, int, int, int, int], ...]  # of each file: name, inode, bytes, its last changes


def version_of(path: Path) -> str:
    """A short mark that changes whenever the record's files do; raises RecordMissing."""
    return version(marks(path))


def version(found: Marks) -> str:
    """The mark of a record whose files are these."""
    return sha256(repr(found).encode()).hexdigest()[:16]


def marks(path: Path) -> Marks:
    """What tells the record's files of now from those of another time; raises RecordMissing."""
    looked = ((p.name, status(p)) for p in files(path))
    found = tuple((name, s.st_ino, s.st_size, s.st_mtime_ns, s.st_ctime_ns) for name, s in looked if s is not None)
    if not found or found[0][0] != path.name:
        raise RecordMissing(path)
    return found


def status(path: Path) -> os.stat_result | None:
    """What the system tells of a file; null if there is none."""
    try:
        return path.stat()
    except FileNotFoundError:
        return None


def files(path: Path) -> tuple[Path, ...]:
    """The record and what DuckDB keeps beside it: its log, and that of a checkpoint that is under way."""
    return path, path.with_name(f"{path.name}.wal"), path.with_name(f"{path.name}.wal.checkpoint")

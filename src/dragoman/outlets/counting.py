"""About how many reports inputs hold, as a look at names and heads of files tells, for a progress bar."""

import os
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import BinaryIO

from dragoman.outlets.formats import BY_SUFFIX, by_suffix
from dragoman.outlets.inputs import STANDARD_INPUT, resolve, walk
from dragoman.outlets.remote import is_remote, is_web

PIECE = 1 << 20  # bytes of a line taken at once where lines are only counted


def count_inputs(inputs: Sequence[str | Path]) -> int | None:
    """About how many items `read_inputs` will yield, for a progress bar; null where only reading can tell."""
    names = resolve(inputs)
    if any(name == STANDARD_INPUT or is_remote(name) for name in names):
        return None
    counts = [_count(name) for name in names]
    return None if None in counts else sum(filter(None, counts))


def _count(name: str) -> int | None:
    if is_web(name):
        return 1
    paths = [p for p in walk(name, BY_SUFFIX) if isinstance(p, str)] if os.path.isdir(name) else [name]
    rows = [_rows(p) for p in paths]
    return None if None in rows else sum(filter(None, rows))


def _rows(path: str) -> int | None:
    """One report a file, or as a look into it tells; one that cannot be opened counts as one, the reading says why."""
    format_ = by_suffix(path)
    if format_ is None or not format_.many:
        return 1
    if format_.name not in COUNTED:
        return None
    try:
        with open(path, "rb") as stream:
            return COUNTED[format_.name](stream)
    except (OSError, ValueError, zipfile.BadZipFile, NotImplementedError):
        return 1


def _lines(stream: BinaryIO) -> int:
    return sum(1 for piece in iter(lambda: stream.readline(PIECE), b"") if piece.strip())


def _members(stream: BinaryIO) -> int:
    with zipfile.ZipFile(stream) as archive:
        return sum(by_suffix(name) is not None for name in archive.namelist())


def _table_rows(stream: BinaryIO) -> int:
    import pyarrow.parquet as pq

    return int(pq.ParquetFile(stream).metadata.num_rows)


COUNTED: dict[str, Callable[[BinaryIO], int]] = {"jsonl": _lines, "zip": _members, "parquet": _table_rows}

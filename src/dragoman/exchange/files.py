"""What a format makes of tables: named files, written whole or not at all."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO, NamedTuple

import polars as pl

from dragoman.errors import OutputUnwritable

ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:/")  # as a path shows s3://bucket/
Tables = Mapping[str, pl.DataFrame]  # by the names of tables.py: reports, actors ... evidence


class File(NamedTuple):
    """A file that is to be written: its name, and what writes its bytes.

    `tables` are those that stand in it as they are, column for column; a file without any is explained by its format's
    page of codebooks/.  `notes` are sentences about what of the record the file leaves out or changes.
    """

    name: str
    write: Callable[[BinaryIO], object]
    tables: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class Format(NamedTuple):
    """An export format: what it is for, and the files that it makes of tables.

    `needs` is the extra of the package that must be installed for it, or null.
    """

    meaning: str
    files: Callable[[Tables], Iterator[File]]
    needs: str | None = None


def write_files(folder: Path, files: Iterable[File]) -> list[Path]:
    """Write the files into the folder, which is made where there is none; returns their paths.

    All are written under other names first, so that a failure leaves what was there. Raises OutputUnwritable.
    """
    if ADDRESS.match(str(folder)):
        raise OutputUnwritable(folder, "it is an address, and files are written to folders of this machine only")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=".unfinished.", dir=folder) as beside:
            names = [_write(Path(beside), file) for file in files]
            return [(Path(beside) / name).replace(folder / name) for name in names]
    except OSError as error:
        raise OutputUnwritable(error.filename or folder, error.strerror or str(error)) from error
    except pl.exceptions.ComputeError as error:  # what polars makes of a full disk while it writes Parquet
        raise OutputUnwritable(folder, str(error)) from error


def _write(folder: Path, file: File) -> str:
    with (folder / file.name).open("wb") as stream:
        file.write(stream)
    return file.name

"""The lines of a file that comes in, plain, gzipped or alone in a ZIP archive, cut into cells."""

import csv
import gzip
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from dragoman.errors import ImportUnreadable
from dragoman.record.background import RowRefused

TAB = "\t"
DAMAGED = (OSError, EOFError, zipfile.BadZipFile, zlib.error)


@contextmanager
def opened(path: Path) -> Iterator[IO[bytes]]:
    """The bytes of the file, unpacked where its name says that it is packed; raises ImportUnreadable."""
    try:
        if path.suffix.lower() == ".zip":
            with zipfile.ZipFile(path) as archive, archive.open(_only(path, archive)) as file:
                yield file
        elif path.suffix.lower() == ".gz":
            with gzip.open(path) as packed:
                yield packed  # type: ignore[misc]
        else:
            with path.open("rb") as plain:
                yield plain
    except DAMAGED as error:
        raise ImportUnreadable(path, getattr(error, "strerror", None) or str(error)) from error


def _only(path: Path, archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    inside = [i for i in archive.infolist() if not i.is_dir()]
    if len(inside) != 1:
        raise ImportUnreadable(path, f"the archive holds {len(inside)} files, not one")
    return inside[0]


def decoded(path: Path, file: IO[bytes]) -> Iterator[tuple[int, str | RowRefused]]:
    """The lines with their numbers, from 1, without line ends; what is no UTF-8 is refused, an empty line skipped.

    Raises ImportUnreadable where the file breaks off or its packing is damaged.
    """
    for number, raw in enumerate(_whole(path, file), 1):
        line = raw.rstrip(b"\r\n")
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if not line:
            continue
        try:
            yield number, line.decode()
        except UnicodeDecodeError as error:
            yield number, RowRefused(number, f"byte {error.start + 1} of the line is no UTF-8")


def _whole(path: Path, file: IO[bytes]) -> Iterator[bytes]:
    try:
        while line := file.readline():  # `yield from` would close the file with the generator
            yield line
    except DAMAGED as error:
        raise ImportUnreadable(path, getattr(error, "strerror", None) or str(error)) from error


def cells_of(line: str, separator: str) -> tuple[str, ...]:
    """The cells of a line; quotation marks around a cell are taken off, and what was doubled within is single."""
    if separator != TAB:
        return tuple(next(csv.reader([line], delimiter=separator), []))
    return tuple(map(_unquoted, line.split(TAB)))


def _unquoted(cell: str) -> str:
    if len(cell) > 1 and cell.startswith('"') and cell.endswith('"'):
        return cell[1:-1].replace('""', '"')
    return cell

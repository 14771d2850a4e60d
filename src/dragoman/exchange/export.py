"""A record, or part of one, as files for other programs."""

from pathlib import Path

from dragoman.errors import FormatUnknown
from dragoman.exchange import FORMATS
from dragoman.exchange.codebook import codebook
from dragoman.exchange.files import File, write_files
from dragoman.exchange.tables import tables_of
from dragoman.record.filters import Filters
from dragoman.record.record import Record

CODEBOOK = "codebook.md"


def export(record: Record, folder: Path | str, format: str, filters: Filters | None = None) -> list[Path]:
    """Write the rows within the filters into the folder, one file a table, and a codebook; returns the paths.

    `format`: a key of FORMATS.  Files of the same names are replaced, all or none.
    Raises FormatUnknown, ChoiceUnknown, ActorUnknown, OutputUnwritable.
    """
    if format not in FORMATS:
        raise FormatUnknown(format, FORMATS)
    limits = filters or Filters()
    tables = tables_of(record, limits)
    files = list(FORMATS[format].files(tables))
    names = dict(zip(tables, (f.name for f in files), strict=True))
    book = codebook(record, tables, names, limits, FORMATS[format].meaning).encode()
    return write_files(Path(folder), [*files, File(CODEBOOK, lambda stream: stream.write(book))])

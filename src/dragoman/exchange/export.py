"""A record, or part of one, as files for other programs."""

from importlib.util import find_spec
from pathlib import Path

from dragoman.errors import ExtraMissing, FormatUnknown
from dragoman.exchange import FORMATS
from dragoman.exchange.codebook import codebook
from dragoman.exchange.files import File, write_files
from dragoman.exchange.tables import tables_of
from dragoman.record.filters import Filters
from dragoman.record.record import Record

CODEBOOK = "codebook.md"


def export(record: Record, folder: Path | str, format: str, filters: Filters | None = None) -> list[Path]:
    """Write the rows within the filters into the folder, in the files of the format, and a codebook; returns the paths.

    `format`: a key of FORMATS.  Files of the same names are replaced, all or none.
    Raises FormatUnknown, ExtraMissing, ChoiceUnknown, ActorUnknown, OutputUnwritable.
    """
    if format not in FORMATS:
        raise FormatUnknown(format, FORMATS)
    chosen = FORMATS[format]
    if chosen.needs is not None and find_spec(chosen.needs) is None:
        raise ExtraMissing(f"The format '{format}'", chosen.needs, format)
    limits = filters or Filters()
    tables = tables_of(record, limits)
    files = list(chosen.files(tables))
    book = codebook(record, tables, files, limits, format, chosen.meaning).encode()
    return write_files(Path(folder), [*files, File(CODEBOOK, lambda stream: stream.write(book))])

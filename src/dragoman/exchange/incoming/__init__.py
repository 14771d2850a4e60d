"""What can come into a record beside reports, by format; IMPORTS is the list."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import IO, NamedTuple

from dragoman.atlas.atlas import load_atlas
from dragoman.atlas.overlay import overlaid
from dragoman.errors import ExtraMissing, FormatUnknown, ImportUnreadable
from dragoman.exchange.incoming import actors
from dragoman.exchange.incoming.datasets import load_datasets
from dragoman.exchange.incoming.lines import opened
from dragoman.record.backdrop import added_actors
from dragoman.record.background import Imported, Kept, RowRefused, keep_rows, source_of
from dragoman.record.record import Record


class Incoming(NamedTuple):
    """A format that can come in: what it is, the library that it needs, or null, and whether it brings actors."""

    meaning: str
    needs: str | None = None
    actors: bool = False


IMPORTS: Mapping[str, Incoming] = {
    **{name: Incoming(found.meaning) for name, found in load_datasets().items()},
    "ftm": Incoming(
        "FollowTheMoney entities, one JSON object a line, as extra actors (OpenSanctions)",
        "followthemoney",
        actors=True,
    ),
    "actors": Incoming(f"CSV of extra actors: {', '.join(actors.COLUMNS)}; only the name is needed", actors=True),
}


def import_file(
    path: Path | str, format: str, into: Path | str, *, version: str | None = None, licence: str | None = None
) -> Imported:
    """Take a file into a record as background, all or nothing; rows that cannot be read are listed, the others kept.

    `format`: a key of IMPORTS.  `version` and `licence` are notes on the data set, kept with the file.
    Raises FormatUnknown, ExtraMissing, ImportUnreadable, and the errors of the record.
    """
    if format not in IMPORTS:
        raise FormatUnknown(format, IMPORTS)
    needs = IMPORTS[format].needs
    if needs is not None and find_spec(needs) is None:
        raise ExtraMissing(f"The format '{format}'", needs, format)
    found, dataset = Path(path), load_datasets().get(format)
    try:
        source = source_of(found, format, (), version, licence)
    except OSError as error:
        raise ImportUnreadable(found, error.strerror or str(error)) from error
    if dataset is not None:
        source = replace(source, version=version or dataset.version, licence=licence or dataset.licence)
    with opened(found) as file:
        columns, rows = _read(found, format, file)
        return keep_rows(Path(into), replace(source, columns=columns), rows)


def _read(path: Path, format: str, file: IO[bytes]) -> tuple[tuple[str, ...], Iterator[Kept | RowRefused]]:
    """The columns and rows of a file."""
    dataset = load_datasets().get(format)
    if dataset is not None:
        columns, separator = dataset.columns_of(path, file)
        return columns, dataset.rows(path, file, columns, separator)
    if format == "ftm":
        return ("entity",), actors.entity_rows(path, file)
    return (), actors.table_rows(path, file)


def names_left_out(record: Path | str) -> tuple[str, ...]:
    """A sentence for each name of an extra actor of the record that cannot be looked up, and why."""
    with Record.open(record) as opened:
        return overlaid(load_atlas(), added_actors(opened)).left_out


def all_refused(done: Sequence[Imported]) -> bool:
    """Whether files came in of which not a single row could be read."""
    return any(d.refused and not d.rows and not d.repeated for d in done)

"""Background: event data sets of others and lists of actors, in the record's file but apart from what reports say.

`background.sql` says what is kept. Asking stands in backdrop.py.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from importlib.resources import files
from itertools import islice
from pathlib import Path
from typing import ClassVar

import pyarrow as pa

from dragoman.record.store import Connection, explained, open_file
from dragoman.record.transactions import transaction

BATCH = 20_000  # rows that are written in one go
BLOCK = 1 << 20
COUNTED = ("rows", "refused", "repeated")


@dataclass(frozen=True, slots=True)
class Source:
    """A file that comes in: the data set it is of, its name, its SHA-256 in hexadecimal and its size in bytes.

    `columns` name the cells of its rows; `version` and `licence` are notes, or null.
    """

    dataset: str
    name: str
    sha256: str
    bytes: int
    columns: tuple[str, ...]
    version: str | None = None
    licence: str | None = None


@dataclass(frozen=True, slots=True)
class RowRefused:
    """A row that could not be read: its line, counted from 1, and why."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event of a data set in PLOVER's terms; `cells` are the row as it was, the other fields background.sql's."""

    table: ClassVar[str] = "event"
    line: int
    cells: tuple[str, ...]
    id: str | None
    date: str
    type: str | None
    mode: str | None
    code: str | None
    quad: int | None
    score: float | None
    actor: str | None
    actor_states: tuple[str, ...]
    actor_sector: str | None
    recipient: str | None
    recipient_states: tuple[str, ...]
    recipient_sector: str | None
    place: str | None
    lat: float | None
    lon: float | None
    mentions: int | None
    outlet: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class MentionRow:
    """A page that tells an event of GDELT."""

    table: ClassVar[str] = "mention"
    line: int
    cells: tuple[str, ...]
    event: str
    date: str
    outlet: str | None
    url: str | None
    confidence: int | None
    tone: float | None


@dataclass(frozen=True, slots=True)
class ActorRow:
    """An actor that is added to those of the atlas."""

    table: ClassVar[str] = "actor"
    line: int
    cells: tuple[str, ...]
    id: str
    name: str
    kind: str
    country: str | None
    sector: str | None
    aliases: tuple[str, ...]
    wikidata: str | None


Kept = EventRow | MentionRow | ActorRow


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a file: rows kept and repeated, and which were refused; `known` if it had come before."""

    source: Source
    rows: int
    repeated: int
    refused: tuple[RowRefused, ...]
    known: bool = False


def source_of(path: Path, dataset: str, columns: tuple[str, ...], version: str | None, licence: str | None) -> Source:
    """The source that a file is, with the sum of its bytes; raises OSError."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            digest.update(block)
    return Source(dataset, path.name, digest.hexdigest(), path.stat().st_size, columns, version, licence)


def keep_rows(record: Path, source: Source, rows: Iterable[Kept | RowRefused]) -> Imported:
    """Keep the rows of a file in a record, which is made where there is none; a file that came before changes nothing.

    Raises the errors of `open_file`, RecordFull, and what reading the rows raises; then nothing of the file is kept.
    """
    with open_file(record, write=True) as connection, explained(record):
        connection.execute(files("dragoman.record").joinpath("background.sql").read_text(encoding="utf-8"))
        same = "SELECT rows, repeated FROM background.file WHERE dataset = ? AND sha256 = ?"
        known = connection.execute(same, [source.dataset, source.sha256]).fetchone()
        if known is not None:
            return Imported(source, known[0], known[1], (), known=True)
        with transaction(connection):
            return _kept(connection, source, iter(rows))


def _kept(connection: Connection, source: Source, rows: Iterator[Kept | RowRefused]) -> Imported:
    ((number,),) = connection.execute("SELECT coalesce(max(number), 0) + 1 FROM background.file").fetchall()
    kept, repeated, refused = 0, 0, list[RowRefused]()
    while batch := list(islice(rows, BATCH)):
        refused += [row for row in batch if isinstance(row, RowRefused)]
        sound = [row for row in batch if not isinstance(row, RowRefused)]
        added = _insert(connection, number, source.dataset, sound)
        kept, repeated = kept + added, repeated + len(sound) - added
    _note(connection, number, source, (kept, len(refused), repeated))
    if refused:
        table = pa.table({"line": [r.line for r in refused], "reason": [r.reason for r in refused]})
        connection.register("incoming", table)
        connection.execute(f"INSERT INTO background.refused SELECT {number}, line, reason FROM incoming")
        connection.unregister("incoming")
    return Imported(source, kept, repeated, tuple(refused))


def _note(connection: Connection, number: int, source: Source, counts: tuple[int, int, int]) -> None:
    names = [f.name for f in fields(Source)]
    values = [number, *(getattr(source, n) for n in names), *counts]
    values = [list(v) if isinstance(v, tuple) else v for v in values]
    columns = ", ".join(("number", *names, *COUNTED))
    connection.execute(f"INSERT INTO background.file ({columns}) VALUES ({', '.join('?' * len(values))})", values)


def _insert(connection: Connection, number: int, dataset: str, rows: list[Kept]) -> int:
    """Insert rows that the data set has not yet, each once; returns how many."""
    if not rows:
        return 0
    table = f"background.{rows[0].table}"
    schema = connection.sql(f"FROM {table} LIMIT 0").to_arrow_table().schema
    names = [f.name for f in fields(rows[0])]
    columns = {
        "file": [number] * len(rows),
        "hash": [_hash(row.cells) for row in rows],
        "dataset": [dataset] * len(rows),
        **{name: [_plain(getattr(row, name)) for row in rows] for name in names},
    }
    arrays = [pa.array(values, type=schema.field(name).type) for name, values in columns.items()]
    connection.register("incoming", pa.table(arrays, names=list(columns)))
    listed = ", ".join(f'"{name}"' for name in columns)
    count = connection.execute(
        f"""INSERT INTO {table} ({listed})
        SELECT {listed} FROM (SELECT *, row_number() OVER (PARTITION BY hash ORDER BY line) AS nth FROM incoming) i
        WHERE nth = 1 AND NOT EXISTS (SELECT 1 FROM {table} k WHERE k.dataset = i.dataset AND k.hash = i.hash)
        ORDER BY line"""
    ).fetchall()
    connection.unregister("incoming")
    return int(count[0][0])


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def _hash(cells: tuple[str, ...]) -> int:
    joined = "\x1f".join(cells).encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(joined, digest_size=8).digest())

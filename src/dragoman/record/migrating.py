"""A record of an older schema is brought up to date; the file as it was stays beside it."""

import os
import shutil
from collections.abc import Iterable, Mapping
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

import duckdb

from dragoman.record.transactions import transaction

# What makes a new record, in this order. The views are made twice, see VIEWS.
SQL = (
    "schema.sql", "machine.sql", "evidence.sql", "joint.sql", "reviews.sql", "standing.sql", "presence.sql",
    "views.sql", "codebook.sql", "resolved.sql", "told.sql",
)  # fmt: skip
VIEWS = "views.sql"  # in `main` over what stands after review, in `machine` over what the program found


class Way(NamedTuple):
    """How a record of an older schema is led on: to which schema, by which SQL files."""

    to: int
    files: tuple[str, ...]


TOLD = ("views.sql", "codebook.sql", "told.sql")
ANEW = ("standing.sql", "presence.sql", *TOLD)
MIGRATIONS: Mapping[int, Way] = {
    1: Way(2, ("resolved.sql",)),
    2: Way(
        5, ("aside.sql", "machine.sql", "evidence.sql", "joint.sql", "reviews.sql", *ANEW, "moved.sql", "joined.sql")
    ),
    3: Way(5, ("apart.sql", "evidence.sql", "joint.sql", *ANEW, "parted.sql", "joined.sql")),
    4: Way(5, ("together.sql", "joint.sql", *TOLD, "joined.sql")),
}


def backup_of(path: Path, schema: int) -> Path:
    """Where the file as it was is kept: `iran.duckdb.schema-1` beside `iran.duckdb`."""
    return path.with_name(f"{path.name}.schema-{schema}")


def keep(path: Path, schema: int) -> Path:
    """Copy the file, which nobody has open, before it is changed; returns where to.

    A copy that is there already is replaced: the file still has the older schema, so nothing came of the former try.
    Raises OSError where the folder cannot be written or the disk is full; then no half copy is left.
    """
    kept = backup_of(path, schema)
    unfinished = kept.with_name(f"{kept.name}.unfinished")
    try:
        shutil.copy2(path, unfinished)
        os.replace(unfinished, kept)
    finally:
        unfinished.unlink(missing_ok=True)
    return kept


def lay_out(connection: duckdb.DuckDBPyConnection, names: Iterable[str]) -> None:
    """Run SQL files of this folder, in this order."""
    for name in names:
        sql = files("dragoman.record").joinpath(name).read_text(encoding="utf-8")
        connection.execute(sql)
        if name == VIEWS:
            connection.execute("USE machine")
            connection.execute(sql)
            connection.execute("USE main")


def migrate(connection: duckdb.DuckDBPyConnection, schema: int, to: int) -> None:
    """Lead a record from one schema to a later one, all steps or none."""
    with transaction(connection):
        while schema < to:
            way = MIGRATIONS[schema]
            lay_out(connection, way.files)
            schema = way.to
        connection.execute("UPDATE meta SET value = ? WHERE key = 'schema'", [str(to)])

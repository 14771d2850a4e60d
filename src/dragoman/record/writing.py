"""Rows into the record: what goes in together is one transaction, all of it or nothing."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pyarrow as pa

from dragoman.errors import EvidenceMismatch, ReportUnstorable
from dragoman.record.presence import DERIVED, presence_of, spoken_of
from dragoman.record.reviewing.returning import reattach
from dragoman.record.rows import Row, Rows
from dragoman.record.store import Connection, explained
from dragoman.record.transactions import transaction
from dragoman.types import Refusal

Schemas = Mapping[str, pa.Schema]
MACHINE = "machine."
TABLES = (
    "report",
    "report_note",
    "machine.actor",
    "machine.place",
    "machine.statement",
    "machine.joint",
    "machine.mention",
    "machine.mention_party",
    "machine.tie",
    "machine.tie_party",
    "machine.tie_role",
    "machine.tie_attribute",
    "machine.evidence",
)
EVIDENCE = "machine.evidence"  # a view over a table of each kind of owner
OWNERS = ("statement", "mention", "tie", "actor", "place")
# Where something hangs on a mention or tie and not on the report itself.
HANGING = {
    "machine.mention_party": "mention",
    "machine.tie_party": "tie",
    "machine.tie_role": "tie",
    "machine.tie_attribute": "tie",
}
# `fingerprinted` and `mention_trait` are worked out from the others (resolved.sql): without them that is done anew.
OF_REPORT = (
    *(f"machine.{owner}_evidence" for owner in OWNERS),
    *DERIVED,
    "machine.mention",
    "machine.tie",
    "machine.statement",
    "machine.joint",
    "report_note",
    "fingerprinted",
    "mention_trait",
)
# What two reports may both bring: the columns that the first telling decides, and the holes that a later one fills.
# A telling by another version of the program takes the place of the former one.
SHARED = {
    "machine.actor": (("name", "kind"), ("country", "sector")),
    "machine.place": (("name", "kind"), ("lat", "lon", "country")),
}
# What may be known better when a report is read anew; its text and the day when it came are never changed.
ABOUT = ("title", "outlet", "published", "author", "url", "language", "origin", "program")
UNQUOTED = """
SELECT e.report, e.start, e."end", e.words, coalesce(substring(r.text, e.start + 1, e."end" - e.start), '')
FROM incoming e LEFT JOIN report r ON r.id = e.report
WHERE r.id IS NULL OR substring(r.text, e.start + 1, e."end" - e.start) <> e.words
LIMIT 1
"""


def schemas_of(connection: Connection) -> Schemas:
    """The columns of every table that a report adds to, with their types."""
    tables = (*TABLES, *DERIVED)
    return {table: connection.sql(f"FROM {table} LIMIT 0").to_arrow_table().schema for table in tables}


def write_rows(
    connection: Connection, path: Path, schemas: Schemas, batch: Sequence[Rows], anew: Sequence[str]
) -> None:
    """Write what reports add, in one transaction; the former findings of the reports in `anew` make way.

    Raises EvidenceMismatch, ReportUnstorable (naming the first report), RecordFull and the other errors of the store;
    then nothing of the batch is written.
    """
    with explained(path), _unstorable(batch), transaction(connection):
        if anew:
            _forget(connection, list(anew))
        for table in TABLES:
            rows = [row for one in batch for row in one.tables.get(table.removeprefix(MACHINE), ())]
            if rows:
                _insert(connection, table, schemas[table], _merged(rows) if table in SHARED else rows)
        for table, of in (("presence", presence_of), ("spoken_of", spoken_of)):
            if derived := [row for one in batch for row in of(one)]:
                _insert(connection, table, schemas[table], derived)
        reports = [str(one.tables["report"][0][0]) for one in batch]
        _settle(connection, reports)
        reattach(connection, reports)


def write_refusal(connection: Connection, path: Path, refusal: Refusal) -> None:
    """Keep what could not be read and why; the same reason again changes nothing."""
    with explained(path):
        connection.execute(
            "INSERT INTO refusal VALUES (?, ?, ?, (now() AT TIME ZONE 'UTC')) ON CONFLICT (origin) DO UPDATE SET "
            "kind = excluded.kind, reason = excluded.reason, seen = excluded.seen "
            "WHERE refusal.reason <> excluded.reason OR refusal.kind <> excluded.kind",
            [refusal.origin, refusal.kind, refusal.reason],
        )


def forgive(connection: Connection, path: Path, origins: Iterable[str]) -> None:
    """Forget that these could not be read."""
    with explained(path):
        connection.execute("DELETE FROM refusal WHERE list_contains($origins, origin)", {"origins": list(origins)})


def sweep(connection: Connection, path: Path) -> None:
    """Drop actors and places that nothing refers to any more after reports were read anew."""
    with explained(path), transaction(connection):
        connection.execute(
            "DELETE FROM machine.actor WHERE id NOT IN (SELECT id FROM machine.in_use WHERE id IS NOT NULL)"
        )
        connection.execute(
            "DELETE FROM machine.place WHERE id NOT IN (SELECT id FROM machine.in_use WHERE id IS NOT NULL)"
        )


@contextmanager
def _unstorable(batch: Sequence[Rows]) -> Iterator[None]:
    """Values that no table takes (no text, a name that is null) are the report's fault, not the file's."""
    try:
        yield
    except (duckdb.ConstraintException, pa.ArrowException, UnicodeEncodeError, OverflowError) as error:
        problem = str(error).splitlines()[0].rstrip(".")
        raise ReportUnstorable(str(batch[0].tables["report"][0][0]), problem) from error


def _forget(connection: Connection, reports: list[str]) -> None:
    listed = "(SELECT unnest($reports))"
    for table, owner in HANGING.items():
        condition = f"{owner} IN (SELECT id FROM {MACHINE}{owner} WHERE report IN {listed})"
        connection.execute(f"DELETE FROM {table} WHERE {condition}", {"reports": reports})
    for table in OF_REPORT:
        connection.execute(f"DELETE FROM {table} WHERE report IN {listed}", {"reports": reports})


def _insert(connection: Connection, table: str, schema: pa.Schema, rows: Sequence[Row]) -> None:
    fields = [schema.field(n) for n in range(len(rows[0]))]  # the columns that follow have a value of their own
    columns = [pa.array(c, type=f.type) for f, c in zip(fields, zip(*rows, strict=True), strict=True)]
    names = ", ".join(f'"{f.name}"' for f in fields)
    connection.register("incoming", pa.table(columns, names=[f.name for f in fields]))
    if table == EVIDENCE:
        _verify(connection)
        for owner in OWNERS:
            own = f"SELECT * EXCLUDE (owner) FROM incoming WHERE owner = '{owner}'"
            connection.execute(f"INSERT INTO machine.{owner}_evidence {own}")
    else:
        connection.execute(f"INSERT INTO {table} ({names}) SELECT {names} FROM incoming {conflict(table)}")
    connection.unregister("incoming")  # after a failure this would fail too; the rollback does it then


def conflict(table: str) -> str:
    """What an insertion does with a row whose id is there already: tellings by another version take its place."""
    if table == "report":
        return "ON CONFLICT (id) DO UPDATE SET " + ", ".join(f"{c} = excluded.{c}" for c in ABOUT)
    if table not in SHARED:
        return ""
    decided, holes = SHARED[table]
    table = table.removeprefix(MACHINE)
    same = f"{table}.program = excluded.program"
    kept = {c: f"{table}.{c}" for c in decided} | {c: f"coalesce({table}.{c}, excluded.{c})" for c in holes}
    sets = ", ".join(f"{c} = CASE WHEN {same} THEN {value} ELSE excluded.{c} END" for c, value in kept.items())
    filled = " OR ".join(f"{table}.{c} IS NULL AND excluded.{c} IS NOT NULL" for c in holes)
    return f"ON CONFLICT (id) DO UPDATE SET {sets}, program = excluded.program WHERE NOT {same} OR {filled}"


def _merged(rows: Iterable[Row]) -> list[Row]:
    """One row an id: the first one, its holes filled by the later ones."""
    merged: dict[object, Row] = {}
    for row in rows:
        first = merged.get(row[0], row)
        merged[row[0]] = tuple(b if a is None else a for a, b in zip(first, row, strict=True))
    return list(merged.values())


def _verify(connection: Connection) -> None:
    """Hold the words against the stored text, so that no step between could have changed them."""
    for wrong in connection.execute(UNQUOTED).fetchall():
        raise EvidenceMismatch(*wrong)


def _settle(connection: Connection, reports: list[str]) -> None:
    """What was refused before and could be read now is no longer refused."""
    read = "SELECT origin FROM report WHERE id IN (SELECT unnest($reports))"
    connection.execute(f"DELETE FROM refusal WHERE origin IN ({read})", {"reports": reports})

"""Rows into the record: what goes in together is one transaction, all of it or nothing."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from dragoman.errors import EvidenceMismatch
from dragoman.record.appending import Appenders, fitting
from dragoman.record.presence import DERIVED, presence_of, spoken_of
from dragoman.record.reviewing.returning import reattach
from dragoman.record.rows import Row, Rows
from dragoman.record.store import Connection, explained
from dragoman.record.transactions import transaction
from dragoman.types import Refusal

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
)
ORIGIN = 8  # which of a report's values says where it was read from
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


def write_rows(connection: Connection, into: Appenders, batch: Sequence[Rows], anew: Sequence[str]) -> None:
    """Write what reports add, within a transaction; the former findings of the reports in `anew` make way.

    Raises EvidenceMismatch, ValueUnfitError and DuckDB's errors; then the transaction must be given up.
    """
    if anew:
        _forget(connection, list(anew))
    for table in TABLES:
        _insert(connection, into, table, list(_of_table(table, batch)), anew)
    for table, of in (("presence", presence_of), ("spoken_of", spoken_of)):
        into.append(table, [row for one in batch for row in of(one)])
    _insert_evidence(into, batch)
    reports = [str(one.tables["report"][0][0]) for one in batch]
    _verify(connection, reports, batch)
    _settle(connection, batch)
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


def _forget(connection: Connection, reports: list[str]) -> None:
    listed = "(SELECT unnest($reports))"
    for table, owner in HANGING.items():
        condition = f"{owner} IN (SELECT id FROM {MACHINE}{owner} WHERE report IN {listed})"
        connection.execute(f"DELETE FROM {table} WHERE {condition}", {"reports": reports})
    for table in OF_REPORT:
        connection.execute(f"DELETE FROM {table} WHERE report IN {listed}", {"reports": reports})


def _of_table(table: str, batch: Iterable[Rows]) -> Iterator[Row]:
    return (row for one in batch for row in one.tables.get(table.removeprefix(MACHINE), ()))


def _insert(connection: Connection, into: Appenders, table: str, rows: Sequence[Row], anew: Sequence[str]) -> None:
    """Append rows, or lay them over those that may be there."""
    if table in SHARED:
        _upsert(connection, table, _merged(rows))
    elif table == "report" and anew:
        known = frozenset(anew)
        _upsert(connection, table, [row for row in rows if row[0] in known])
        into.append(table, [row for row in rows if row[0] not in known])
    else:
        into.append(table, rows)


def _insert_evidence(into: Appenders, batch: Sequence[Rows]) -> None:
    """The evidence of each kind of owner has a table of its own; `machine.evidence` is a view over them."""
    rows: dict[object, list[Row]] = defaultdict(list)
    for row in _of_table("evidence", batch):
        rows[row[1]].append((row[0], *row[2:]))
    for owner in OWNERS:
        into.append(f"{MACHINE}{owner}_evidence", rows[owner])


def _upsert(connection: Connection, table: str, rows: Sequence[Row]) -> None:
    if rows:
        names = connection.sql(f"FROM {table} LIMIT 0").columns[: len(rows[0])]
        values = ", ".join(f"unnest(${n})" for n, _ in enumerate(names, 1))
        columns = [list(column) for column in zip(*rows, strict=True)]
        with fitting():
            connection.execute(f"INSERT INTO {table} ({', '.join(names)}) SELECT {values} {conflict(table)}", columns)


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


def _verify(connection: Connection, reports: list[str], batch: Sequence[Rows]) -> None:
    """Hold the words against the stored texts, so that no step between could have changed them."""
    query = "SELECT id, text FROM report WHERE id IN (SELECT unnest($reports))"
    texts: dict[str, str] = dict(connection.execute(query, {"reports": reports}).fetchall())
    evidence: Iterable[Any] = _of_table("evidence", batch)
    for row in evidence:
        report, start, end, words = row[0], row[-3], row[-2], row[-1]
        if (found := texts.get(report, "")[start:end]) != words:
            raise EvidenceMismatch(report, start, end, words, found)


def _settle(connection: Connection, batch: Sequence[Rows]) -> None:
    """What was refused before and could be read now is no longer refused."""
    origins = [one.tables["report"][0][ORIGIN] for one in batch]
    connection.execute("DELETE FROM refusal WHERE origin IN (SELECT unnest($origins))", {"origins": origins})

"""Rows into the record: one report is one transaction, all of it or nothing."""

from collections.abc import Sequence
from pathlib import Path

import duckdb
import pyarrow as pa

from dragoman.errors import EvidenceMismatch
from dragoman.record.rows import Row, Rows
from dragoman.record.store import Connection, explained
from dragoman.types import Refusal

# In this order, so that what is referred to stands before what refers to it.
TABLES = (
    "report",
    "report_note",
    "actor",
    "place",
    "statement",
    "mention",
    "mention_party",
    "tie",
    "tie_party",
    "tie_role",
    "tie_attribute",
    "evidence",
)
# What two reports may both bring: the first telling stands, and a later one fills its holes.
SHARED = {
    "actor": "country = coalesce(actor.country, excluded.country), sector = coalesce(actor.sector, excluded.sector)",
    "place": "lat = coalesce(place.lat, excluded.lat), lon = coalesce(place.lon, excluded.lon)",
}
UNQUOTED = """
SELECT e.report, e.start, e."end", e.words, substring(r.text, e.start + 1, e."end" - e.start)
FROM evidence e JOIN report r ON r.id = e.report
WHERE e.report = ? AND substring(r.text, e.start + 1, e."end" - e.start) <> e.words
LIMIT 1
"""


def write_rows(connection: Connection, path: Path, report: str, rows: Rows, *, anew: bool) -> None:
    """Write what one report adds, in one transaction; with `anew` its former findings make way.

    Raises EvidenceMismatch, RecordFull and the other errors of the store; then nothing of the report is written.
    """
    with explained(path):
        connection.execute("BEGIN")
        try:
            if anew:
                _forget(connection, report)
            for table in TABLES:
                if table in rows.tables:
                    _insert(connection, table, rows.tables[table])
            _verify(connection, report)
            connection.execute("DELETE FROM refusal WHERE origin = (SELECT origin FROM report WHERE id = ?)", [report])
            connection.execute("COMMIT")
        except BaseException:
            _rollback(connection)
            raise


def write_refusal(connection: Connection, path: Path, refusal: Refusal) -> None:
    """Keep what could not be read and why; the same reason again changes nothing."""
    with explained(path):
        connection.execute(
            "INSERT INTO refusal VALUES (?, ?, ?, (now() AT TIME ZONE 'UTC')) ON CONFLICT (origin) DO UPDATE SET "
            "kind = excluded.kind, reason = excluded.reason, seen = excluded.seen "
            "WHERE refusal.reason <> excluded.reason",
            [refusal.origin, refusal.kind, refusal.reason],
        )


def sweep(connection: Connection, path: Path) -> None:
    """Drop actors and places that nothing refers to any more after reports were read anew."""
    with explained(path):
        connection.execute("DELETE FROM actor WHERE id NOT IN (SELECT id FROM in_use WHERE id IS NOT NULL)")
        connection.execute("DELETE FROM place WHERE id NOT IN (SELECT id FROM in_use WHERE id IS NOT NULL)")


def _rollback(connection: Connection) -> None:
    """Undo; a failed commit may have undone already, which is no second error."""
    try:
        connection.execute("ROLLBACK")
    except duckdb.TransactionException:
        return


def _forget(connection: Connection, report: str) -> None:
    for table, owner in (
        ("mention_party", "mention"),
        ("tie_party", "tie"),
        ("tie_role", "tie"),
        ("tie_attribute", "tie"),
    ):
        connection.execute(f"DELETE FROM {table} WHERE {owner} IN (SELECT id FROM {owner} WHERE report = ?)", [report])
    for table in ("evidence", "mention", "tie", "statement", "report_note"):
        connection.execute(f"DELETE FROM {table} WHERE report = ?", [report])


def _insert(connection: Connection, table: str, rows: Sequence[Row]) -> None:
    names = [c[0] for c in connection.execute(f"SELECT * FROM {table} LIMIT 0").description or ()]
    held = names[: len(rows[0])]
    unique = list(dict.fromkeys(map(repr, rows)))
    by_repr = dict(zip(map(repr, rows), rows, strict=True))
    columns = list(zip(*(by_repr[u] for u in unique), strict=True))
    arrow = pa.table({n: pa.array(c, type=_kind(n)) for n, c in zip(held, columns, strict=True)})
    connection.register("incoming", arrow)
    quoted = ", ".join(f'"{n}"' for n in held)
    added, now = (", added", ", (now() AT TIME ZONE 'UTC')") if table == "report" else ("", "")
    connection.execute(f"INSERT INTO {table} ({quoted}{added}) SELECT {quoted}{now} FROM incoming {_conflict(table)}")
    connection.unregister("incoming")


def _conflict(table: str) -> str:
    if table == "report":
        return "ON CONFLICT (id) DO UPDATE SET program = excluded.program"
    return f"ON CONFLICT (id) DO UPDATE SET {SHARED[table]}" if table in SHARED else ""


LISTS = frozenset({"via", "contexts", "topics"})
NUMBERS = frozenset({"number", "start", "end"})


def _kind(column: str) -> pa.DataType:
    if column in LISTS:
        return pa.list_(pa.string())
    if column in NUMBERS:
        return pa.int32()
    if column in {"lat", "lon"}:
        return pa.float64()
    return pa.bool_() if column == "reciprocal" else pa.string()


def _verify(connection: Connection, report: str) -> None:
    """Hold the stored words against the stored text, so that no step between could have changed them."""
    wrong = connection.execute(UNQUOTED, [report]).fetchone()
    if wrong is not None:
        raise EvidenceMismatch(*wrong)

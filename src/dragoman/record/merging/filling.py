"""One shard into a record in bulk SQL: all of it or nothing, every word held against the text it was cut from."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa

from dragoman.errors import EvidenceMismatch, ReportChanged, ReportUnstorable, ShardUnreadable
from dragoman.record import persons, provenance
from dragoman.record.merging.shapes import NESTED, REPORT, unread
from dragoman.record.reviewing.returning import reattach
from dragoman.record.store import Connection, explained
from dragoman.record.transactions import transaction
from dragoman.record.writing import OWNERS, conflict
from dragoman.types import Refusal

SHARED = ("actor", "place")  # what several reports may bring
MACHINE = (*SHARED, "statement", "mention", "mention_party", "tie", "tie_party", "tie_role", "tie_attribute")
MADE = """
CREATE SCHEMA IF NOT EXISTS memory;
CREATE TABLE IF NOT EXISTS memory.shard (
    digest VARCHAR PRIMARY KEY,  -- sha256 of the file that was taken in
    name   VARCHAR NOT NULL
);
"""
HAD = "SELECT s.id, r.digest, s.digest, s.origin FROM shard s JOIN report r ON r.id = s.id ORDER BY s.line"
UNQUOTED = """
SELECT id, e.start, e."end", e.words, coalesce(substring(text, e.start + 1, e."end" - e.start), '')
FROM (SELECT id, text, unnest(evidence) AS e FROM shard WHERE id IS NOT NULL)
WHERE e.start < 0 OR substring(text, e.start + 1, e."end" - e.start) IS DISTINCT FROM e.words OR e.words = ''
LIMIT 1
"""
CHANGED = "SELECT id FROM shard WHERE id IS NOT NULL AND sha256(text) IS DISTINCT FROM digest LIMIT 1"
# What something refers to and its own report lacks.
UNHELD = """
WITH needed AS (
    SELECT id, unnest(list_concat(
        list_transform(statement, lambda s: s.source), flatten(list_transform(statement, lambda s: s.via)),
        list_transform(mention, lambda m: m.place), list_transform(mention_party, lambda p: p.actor),
        list_transform(tie_party, lambda p: p.actor), list_transform(tie_role, lambda p: p.holder)
    )) AS need,
    list_concat(list_transform(actor, lambda a: a.id), list_transform(place, lambda p: p.id)) AS held
    FROM shard WHERE id IS NOT NULL
    UNION ALL
    SELECT id, unnest(list_concat(
        list_transform(statement, lambda s: s.within), list_transform(mention, lambda m: m.statement),
        list_transform(tie, lambda t: t.statement)
    )), list_transform(statement, lambda s: s.id)
    FROM shard WHERE id IS NOT NULL
)
SELECT id, need FROM needed WHERE need IS NOT NULL AND NOT coalesce(list_contains(held, need), false) LIMIT 1
"""
# Who said something together (machine.joint_found), of these reports.
JOINED = """
INSERT INTO machine.joint
WITH saying AS (
    SELECT report, e.id, string_agg(e.part || e.start || '-' || e."end", ' ' ORDER BY e.part, e.number) AS spans
    FROM (SELECT id AS report, unnest(evidence) AS e FROM shard WHERE id IS NOT NULL)
    WHERE e.owner = 'statement' AND e.part IN ('content', 'cue') GROUP BY report, e.id
),
said AS (
    SELECT s.id, report, s.source, n FROM (
        SELECT id AS report, generate_subscripts(statement, 1) AS n, unnest(statement) AS s FROM shard
        WHERE id IS NOT NULL)
)
SELECT s.id, s.report, first_value(s.id) OVER same, row_number() OVER same
FROM said s JOIN saying c ON c.id = s.id AND c.report = s.report
WINDOW same AS (PARTITION BY s.report, spans ORDER BY n)
QUALIFY count(DISTINCT source) OVER (PARTITION BY s.report, spans) > 1
"""
SETTLED = "DELETE FROM refusal WHERE origin IN (SELECT origin FROM shard WHERE id IS NOT NULL)"
REFUSED = """
INSERT INTO refusal
SELECT refusal.origin, arg_max(refusal.kind, line), arg_max(refusal.reason, line), now() AT TIME ZONE 'UTC'
FROM shard WHERE refusal IS NOT NULL AND refusal.kind <> 'noted' GROUP BY refusal.origin
ON CONFLICT (origin) DO UPDATE SET kind = excluded.kind, reason = excluded.reason, seen = excluded.seen
WHERE refusal.reason <> excluded.reason OR refusal.kind <> excluded.kind
"""


@dataclass(frozen=True, slots=True)
class Merged:
    """What came of a shard: reports that came in, how many the record had already, what was refused or is unread."""

    reports: int = 0
    known: int = 0
    refusals: tuple[Refusal, ...] = ()


def merged_before(connection: Connection, path: Path) -> frozenset[str]:
    """The digests of the files that were taken in before."""
    with explained(path):
        connection.execute(MADE)
        return frozenset(str(row[0]) for row in connection.execute("SELECT digest FROM memory.shard").fetchall())


def fill(connection: Connection, path: Path, names: Sequence[tuple[str, str]], rows: pa.Table) -> Merged:
    """Take the rows of shards (shapes.SHAPE) into the record, in one transaction; reports that it has are passed over.

    `names`: of each shard its name and the digest of its file.
    Raises EvidenceMismatch, ReportUnstorable, ShardUnreadable, RecordFull and the other errors of the store; then
    nothing of the shards is written.
    """
    name = names[0][0]
    rows = rows.append_column("line", pa.array(np.arange(rows.num_rows)))
    with explained(path), _unstorable(name), transaction(connection):
        connection.register("shard", rows)
        had = connection.execute(HAD).fetchall()
        if had:
            rows = _without(rows, had)
            connection.register("shard", rows)
        _check(connection, name)
        for statement in STATEMENTS:
            connection.execute(statement)
        reattach(connection, [i for i in rows["id"].to_pylist() if i is not None])
        for shard, digest in names:
            connection.execute("INSERT INTO memory.shard VALUES (?, ?) ON CONFLICT DO NOTHING", [digest, shard])
        connection.unregister("shard")
    stored = rows.num_rows - rows["id"].null_count
    return Merged(stored, sum(was == now for _, was, now, _ in had), _refusals(rows))


def _without(rows: pa.Table, had: Sequence[tuple[str, str, str, str | None]]) -> pa.Table:
    """The rows without the reports that the record has; what has another text there is refused."""
    changed = {i: str(ReportChanged(i, origin)) for i, was, now, origin in had if was != now}
    gone = {row[0] for row in had}
    kept = rows.filter(pa.array([i not in gone for i in rows["id"].to_pylist()]))
    refused = [
        {"line": row["line"], "refusal": {"origin": row["origin"] or row["id"], "kind": "changed", "reason": reason}}
        for row in rows.select(["line", "id", "origin"]).to_pylist()
        if (reason := changed.get(row["id"])) is not None
    ]
    return pa.concat_tables([kept, pa.Table.from_pylist(refused, schema=rows.schema)]) if refused else kept


def _check(connection: Connection, name: str) -> None:
    for wrong in connection.execute(UNQUOTED).fetchall():
        raise EvidenceMismatch(*wrong)
    for (report,) in connection.execute(CHANGED).fetchall():
        raise ShardUnreadable(name, f"the text of report {report} is not the one that was read")
    for report, need in connection.execute(UNHELD).fetchall():
        raise ReportUnstorable(report, f"something refers to '{need}', which was not found in it")


def _refusals(rows: pa.Table) -> tuple[Refusal, ...]:
    found = (r for r in rows["refusal"].to_pylist() if r is not None)
    return (*(Refusal(r["origin"], r["reason"], r["kind"]) for r in found), *unread(rows))


@contextmanager
def _unstorable(name: str) -> Iterator[None]:
    """Values that no table takes are the shard's fault, not the file's."""
    try:
        yield
    except duckdb.ConstraintException as error:
        raise ShardUnreadable(name, str(error).splitlines()[0].rstrip(".")) from error


def _columns(columns: Sequence[str], owner: str) -> tuple[str, str]:
    listed = ", ".join(f'"{c}"' for c in columns)
    return listed, ", ".join("report" if c == "report" else f'{owner}."{c}"' for c in columns)


def _nested(table: str, column: str, columns: Sequence[str], where: str = "true") -> str:
    """Rows that hang on reports, in the order of the reports."""
    listed, taken = _columns(columns, "s")
    return (
        f"INSERT INTO {table} ({listed}) SELECT {taken} FROM "
        f"(SELECT id AS report, unnest({column}) AS s FROM shard WHERE id IS NOT NULL) WHERE {where}"
    )


def _shared(table: str) -> str:
    """One row an id: what the first report tells, its holes filled by the later ones."""
    columns = NESTED[table]
    first = ", ".join(f"arg_min(s.{c}, (line, n)) AS {c}" for c in columns[1:])
    return (
        f"INSERT INTO machine.{table} ({', '.join(columns)}) SELECT s.id, {first} FROM "
        f"(SELECT line, generate_subscripts({table}, 1) AS n, unnest({table}) AS s FROM shard WHERE id IS NOT NULL) "
        f"GROUP BY s.id ORDER BY min((line, n)) {conflict(f'machine.{table}')}"
    )


def _statements() -> Iterator[str]:
    listed = ", ".join(REPORT)
    yield f"INSERT INTO report ({listed}) SELECT {listed} FROM shard WHERE id IS NOT NULL"
    yield from (_nested(table, table, NESTED[table]) for table in ("report_note", "presence", "spoken_of"))
    yield from (_shared(table) for table in SHARED)
    yield from (_nested(f"machine.{table}", table, NESTED[table]) for table in MACHINE if table not in SHARED)
    evidence = [c for c in NESTED["evidence"] if c != "owner"]
    yield from (_nested(f"machine.{o}_evidence", "evidence", evidence, f"s.owner = '{o}'") for o in OWNERS)
    yield JOINED
    yield from (MADE, persons.MADE, provenance.MADE)
    yield _nested("memory.person", "person", ("report", "actor", "name", "country", "sector"))
    yield _nested("memory.report_field", "report_field", NESTED["report_field"])
    yield from (SETTLED, REFUSED)


STATEMENTS = tuple(_statements())

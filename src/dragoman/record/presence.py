"""Who stands in which report (presence.sql), kept up to date with every report and decision."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from dragoman.record.reviewing.among import among
from dragoman.record.rows import Row, Rows
from dragoman.record.store import Connection

COUNTED = ("names", "statements", "events", "ties")
DERIVED = ("presence", "spoken_of")


def presence_of(rows: Rows) -> Iterator[Row]:
    """The rows of `presence` for the findings of one report, which nobody has judged yet."""
    report = rows.tables["report"][0][0]
    counts = {kind: Counter(found) for kind, found in zip(COUNTED, _told(rows), strict=True)}
    for owner, identity in dict.fromkeys(key for counter in counts.values() for key in counter):
        yield owner, identity, report, *(counts[kind][owner, identity] for kind in COUNTED)


def _told(rows: Rows) -> Iterator[Iterable[tuple[Any, Any]]]:
    """(owner, id) once for each name, statement, act and tie, in the order of COUNTED."""
    tables = rows.tables
    yield ((r[1], r[2]) for r in tables.get("evidence", ()) if r[1] in ("actor", "place"))
    yield (("actor", r[2]) for r in tables.get("statement", ()) if r[2] is not None)
    yield (("actor", actor) for _, actor in {(r[0], r[3]) for r in tables.get("mention_party", ())})
    yield (("actor", actor) for _, actor in {(r[0], r[2]) for r in tables.get("tie_party", ())})


def spoken_of(rows: Rows) -> Iterator[Row]:
    """The rows of `spoken_of` for the findings of one report."""
    report = rows.tables["report"][0][0]
    evidence: list[Any] = list(rows.tables.get("evidence", ()))
    names = [(r[2], r[5], r[6]) for r in evidence if r[1] == "actor"]
    named: dict[str, dict[str, None]] = defaultdict(dict)
    for row in evidence:
        if row[1] == "statement" and row[3] == "content":
            named[row[2]] |= {actor: None for actor, start, end in names if start >= row[5] and end <= row[6]}
    for statement, actors in named.items():
        yield from ((statement, report, actor) for actor in actors)


def recount(connection: Connection, reports: Sequence[str]) -> None:
    """Work out both tables anew for these reports, from the findings as they stand."""
    which = among("report", reports)
    for table in DERIVED if reports else ():
        connection.execute(f"DELETE FROM {table} WHERE {which.sql}", which.values)
        connection.execute(f"INSERT INTO {table} FROM {table}_found WHERE {which.sql}", which.values)

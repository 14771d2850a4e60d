"""Persons remembered across reports: what each report itself says of whom, kept with the report that says so.

The table is made when the first person is remembered. Nothing else of the record refers to it.
"""

from collections.abc import Container, Iterable, Iterator, Sequence

from dragoman.record.appending import Appenders
from dragoman.record.store import Connection
from dragoman.types import Actor, Findings, PersonTold, Span

BESIDE = 40  # characters between a name and that of the state whose the report says somebody is
MADE = """
CREATE SCHEMA IF NOT EXISTS memory;
CREATE TABLE IF NOT EXISTS memory.person (
    report  VARCHAR NOT NULL,  -- that says it
    actor   VARCHAR NOT NULL,
    name    VARCHAR NOT NULL,
    country VARCHAR NOT NULL,  -- ISO 3166 alpha-3
    sector  VARCHAR            -- PLOVER's
);
"""
KNOWN = "SELECT count(*) FROM information_schema.tables WHERE table_schema = 'memory' AND table_name = 'person'"


def persons_told(findings: Findings, listed: Container[str]) -> Iterator[PersonTold]:
    """The persons by name beside whom the report names the state that they are of; not those that are listed."""
    states = {a.country: a.mentions for a in findings.actors if a.kind == "state" and a.country}
    for actor in findings.actors:
        named = actor.kind == "person" and "." not in actor.id and actor.id not in listed
        if named and actor.country is not None and _is_beside(actor, states.get(actor.country, ())):
            day = findings.report.published
            yield PersonTold(findings.report.id, actor.id, actor.name, actor.country, actor.sector, day)


def _is_beside(actor: Actor, state: Sequence[Span]) -> bool:
    return any(max(a.start, b.start) - min(a.end, b.end) <= BESIDE for a in actor.mentions for b in state)


def remembered(connection: Connection) -> list[PersonTold]:
    """Everything that reports told of persons, in the order in which it came."""
    if not connection.execute(KNOWN).fetchall()[0][0]:
        return []
    rows = connection.execute(
        "SELECT p.report, p.actor, p.name, p.country, p.sector, r.published"
        " FROM memory.person p LEFT JOIN report r ON r.id = p.report ORDER BY p.rowid"
    )
    return [PersonTold(*row) for row in rows.fetchall()]


def remember(connection: Connection, into: Appenders, told: Iterable[PersonTold], anew: Sequence[str]) -> None:
    """Keep what reports tell of persons; what those in `anew` told when they were read before makes way."""
    connection.execute(MADE)
    if anew:
        connection.execute("DELETE FROM memory.person WHERE report IN (SELECT unnest($ids))", {"ids": list(anew)})
    into.append("memory.person", [(one.report, one.id, one.name, one.country, one.sector) for one in told])

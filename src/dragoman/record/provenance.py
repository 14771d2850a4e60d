"""Where each field of a report was taken from, as the outlets room says: JSON-LD, a header, a dateline ...

The table is made when the first report is stored. Nothing else of the record refers to it.
"""

from collections.abc import Sequence

from dragoman.record.appending import Appenders
from dragoman.record.store import Connection
from dragoman.types import FieldSource, Report

MADE = """
CREATE SCHEMA IF NOT EXISTS memory;
CREATE TABLE IF NOT EXISTS memory.report_field (
    report VARCHAR NOT NULL,
    field  VARCHAR NOT NULL,  -- a column of `report`
    source VARCHAR NOT NULL   -- where its value was taken from
);
"""
KNOWN = "SELECT count(*) FROM information_schema.tables WHERE table_schema = 'memory' AND table_name = 'report_field'"


def keep_sources(connection: Connection, into: Appenders, reports: Sequence[Report], anew: Sequence[str]) -> None:
    """Keep where the fields of these reports were taken from; what was kept of those in `anew` makes way."""
    connection.execute(MADE)
    if anew:
        connection.execute("DELETE FROM memory.report_field WHERE report IN (SELECT unnest($ids))", {"ids": list(anew)})
    into.append("memory.report_field", [(report.id, *source) for report in reports for source in report.provenance])


def sources_of(connection: Connection, report: str) -> tuple[FieldSource, ...]:
    """Where the fields of a report were taken from; nothing for a report that was read before this was kept."""
    if not connection.execute(KNOWN).fetchall()[0][0]:
        return ()
    rows = connection.execute("SELECT field, source FROM memory.report_field WHERE report = ? ORDER BY rowid", [report])
    return tuple(FieldSource(*row) for row in rows.fetchall())

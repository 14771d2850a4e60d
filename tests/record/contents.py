"""All that a record holds, for comparing one with another."""

import hashlib

from dragoman.record.record import Record

TABLES = (
    "meta",
    "report",
    "report_note",
    "refusal",
    "actor",
    "place",
    "statement",
    "joint",
    "mention",
    "mention_party",
    "tie",
    "tie_party",
    "tie_role",
    "tie_attribute",
    "evidence",
)
CLOCK = {"report": "EXCLUDE (added)", "refusal": "EXCLUDE (seen)"}  # what depends on the day and hour


def contents(record: Record) -> dict[str, tuple[int, str]]:
    """Of each table how many rows it has, and a hash of all of them, in whatever order they stand."""
    return {table: _content(record, table) for table in TABLES}


def _content(record: Record, table: str) -> tuple[int, str]:
    rows = record.sql(f"SELECT t::VARCHAR AS row FROM (SELECT * {CLOCK.get(table, '')} FROM {table}) t ORDER BY 1")
    listed = rows["row"].to_list()
    return len(listed), hashlib.sha256("\n".join(listed).encode()).hexdigest()

"""The six tables of a record that are exported, complete in what they refer to."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

import polars as pl

from dragoman.errors import ChoiceUnknown
from dragoman.record.filters import Filters, applicable
from dragoman.record.record import Record

TABLES = {
    "reports": "report",
    "actors": "actor",
    "places": "place",
    "statements": "statement",
    "events": "event",
    "ties": "tie",
}
# Which columns of which tables hold ids of others.
REFERENCES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "statements": {"events": ("statement",), "ties": ("statement",), "statements": ("within",)},
    "reports": {"events": ("report",), "ties": ("report",), "statements": ("report",)},
    "actors": {
        "events": ("actors", "recipients", "source", "via"),
        "ties": ("parties", "source", "via"),
        "statements": ("source", "via"),
    },
    "places": {"events": ("place", "actors", "recipients"), "ties": ("parties",)},  # a region may be a party
}


def tables_of(record: Record, filters: Filters) -> dict[str, pl.DataFrame]:
    """The rows within the filters, and whatever they refer to: no id in a table leads out of the tables.

    `type` and `status` limit events and ties; a table that has no such type or status is empty.
    Raises ChoiceUnknown and ActorUnknown.
    """
    wide = replace(filters, type=None, status=None)
    found = {"events": _told(record, "event", filters), "ties": _told(record, "tie", filters)}
    for table in REFERENCES:
        found[table] = record.ask(TABLES[table], applicable(wide, TABLES[table]))
        if wide != Filters():
            found[table] = _completed(record, table, found)
    return {table: found[table] for table in TABLES}


def _told(record: Record, of: str, filters: Filters) -> pl.DataFrame:
    """Events or ties within the filters; none if only the other kind has such a type or status."""
    try:
        return record.ask(of, filters)
    except ChoiceUnknown:
        other = "tie" if of == "event" else "event"
        record.ask(other, filters)  # raises too if neither has it
        return record.ask(of, Filters(limit=1)).clear()


def _completed(record: Record, table: str, found: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """The rows of a table with those that the others, and its own, refer to; in the order of the whole table."""
    whole = record.ask(TABLES[table], Filters())
    rows = found[table]
    while True:
        wanted = set(rows["id"]) | set(_referred(REFERENCES[table], {**found, table: rows}))
        more = whole.filter(pl.col("id").is_in(list(wanted)))
        if more.height == rows.height:
            return more
        rows = more


def _referred(references: Mapping[str, Iterable[str]], found: Mapping[str, pl.DataFrame]) -> Iterable[str]:
    for table, columns in references.items():
        for column in columns:
            ids = found[table][column]
            yield from (ids.explode() if ids.dtype == pl.List else ids).drop_nulls().unique()

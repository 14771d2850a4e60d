"""The tables of a record that are exported, complete in what they refer to."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

import polars as pl

from dragoman.errors import ChoiceUnknown
from dragoman.exchange.files import Tables
from dragoman.record.filters import Filters, applicable
from dragoman.record.record import Record

# What is asked of the record, by table.
ASKED = {
    "reports": "report",
    "actors": "actor",
    "places": "place",
    "statements": "statement",
    "events": "event",
    "ties": "tie",
}
# What hangs on those, by table: the view or table of the record that holds it.
HANGING = {
    "roles": "tie_role",
    "happenings": "happening_row",
    "tellings": "happening_telling",
    "evidence": "evidence",
}
TABLES = {**{name: f"{of}_row" for name, of in ASKED.items()}, **HANGING}
# Which columns of which tables hold ids of others.
REFERENCES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "statements": {"events": ("statement",), "ties": ("statement",), "statements": ("within", "joint")},
    "reports": {"events": ("report",), "ties": ("report",), "statements": ("report",)},
    "actors": {
        "events": ("actors", "recipients", "sources", "via"),
        "ties": ("parties", "sources", "via"),
        "statements": ("source", "via"),
        "roles": ("holder",),
        "happenings": ("parties", "actors", "recipients"),
    },
    "places": {  # a region may be a party
        "events": ("place", "actors", "recipients"),
        "ties": ("parties",),
        "roles": ("holder",),
        "happenings": ("parties", "actors", "recipients", "place", "other_places"),
    },
}
# What hangs on rows of other tables; {within} limits it to those, and is empty for a whole record.
OF_TIES = "SELECT * FROM tie_role {within} ORDER BY tie, role, number"
OF_EVENTS = "SELECT * FROM happening_telling {within} ORDER BY happening, published NULLS LAST, report, mention"
OF_TELLINGS = "SELECT * FROM happening_row {within} ORDER BY date NULLS LAST, id"
OF_REPORTS = """SELECT report, owner, id, part, number, start, "end", words FROM evidence
    {within} ORDER BY report, owner, id, part, number"""
OWNERS = {
    "statement": "statements",
    "mention": "events",
    "tie": "ties",
    "actor": "actors",
    "place": "places",
}


def tables_of(record: Record, filters: Filters) -> Tables:
    """The rows within the filters, and whatever they refer to: no id that REFERENCES names leads out of the tables.

    `type` and `status` limit events and ties; a table that has no such type or status is empty. Of happenings those
    are there of which the events are tellings; what they sum up is always the whole record.
    Raises ChoiceUnknown and ActorUnknown.
    """
    wide = replace(filters, type=None, status=None)
    found = {"events": _told(record, "event", filters), "ties": _told(record, "tie", filters)}
    whole = filters == Filters()
    found["roles"] = _within(record, OF_TIES, "tie", None if whole else found["ties"]["id"])
    found["tellings"] = _within(record, OF_EVENTS, "mention", None if whole else found["events"]["id"])
    found["happenings"] = _within(record, OF_TELLINGS, "id", None if whole else found["tellings"]["happening"])
    for table in REFERENCES:
        found[table] = record.ask(ASKED[table], applicable(wide, ASKED[table]))
        if wide != Filters():
            found[table] = _completed(record, table, found)
    evidence = _within(record, OF_REPORTS, "report", None if whole else found["reports"]["id"])
    found["evidence"] = evidence if whole else _owned(evidence, found)
    return {table: found[table] for table in TABLES}


def _within(record: Record, query: str, column: str, ids: pl.Series | None) -> pl.DataFrame:
    """The rows of a query whose column holds one of the ids; all rows where these are null."""
    if ids is None:
        return record.sql(query.replace("{within}", ""))
    within = f"WHERE {column} IN (SELECT unnest($ids::VARCHAR[]))"
    return record.sql(query.replace("{within}", within), {"ids": ids.unique().to_list()})


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
    whole = record.ask(ASKED[table], Filters())
    rows = found[table]
    while True:
        wanted = set(rows["id"]) | set(_referred(REFERENCES[table], {**found, table: rows})) | _together(rows, whole)
        more = whole.filter(pl.col("id").is_in(list(wanted)))
        if more.height == rows.height:
            return more
        rows = more


def _together(rows: pl.DataFrame, whole: pl.DataFrame) -> set[str]:
    """Of statements those in which others said the same together: an act stands on the word of them all."""
    if "joint" not in rows.columns:
        return set()
    return set(whole.filter(pl.col("joint").is_in(rows["joint"].drop_nulls().implode()))["id"])


def _referred(references: Mapping[str, Iterable[str]], found: Mapping[str, pl.DataFrame]) -> Iterable[str]:
    for table, columns in references.items():
        for column in columns:
            ids = found[table][column]
            yield from (ids.explode() if ids.dtype == pl.List else ids).drop_nulls().unique()


def _owned(evidence: pl.DataFrame, found: Tables) -> pl.DataFrame:
    """The evidence for what is in the other tables, in the order it came."""
    mine = [(pl.col("owner") == owner) & pl.col("id").is_in(found[t]["id"].to_list()) for owner, t in OWNERS.items()]
    return evidence.filter(pl.any_horizontal(mine))

"""Rows of a laid-out copy of a record (laying.py) page by page, with how many there are.

The tables of a copy lie in the order of the questions, so that the place of a row in its table is its place in the
answer: which rows fit is found from the few columns that the filters name, and only those of the page are read whole.
"""

from dataclasses import replace

from dragoman.record.filters import Filters, checked_filters
from dragoman.record.gathering import Page as Page
from dragoman.record.questions import QUESTIONS, Query
from dragoman.record.record import Record

WHO = "(SELECT id FROM actor WHERE id = ${0} OR country = ${0})"
# Conditions that a copy answers from tables of its own, by kind of rows and filter; `query_of` puts them in.
QUICKER = {
    ("report", "actor"): "id IN (SELECT report FROM named WHERE id IN {who})",
    ("report", "with_"): "id IN (SELECT report FROM named WHERE id IN {who})",
    ("statement", "with_"): "id IN (SELECT statement FROM spoken WHERE actor IN {who})",
}
WHERE, ORDER = "\n  WHERE ", "\nORDER BY "


def page_of(record: Record, of: str, filters: Filters, limit: int, offset: int = 0) -> Page:
    """Rows `offset` to `offset + limit` of a kind within the filters, in the order of the question.

    Raises ChoiceUnknown and ActorUnknown as `Record.ask` does.
    """
    query = query_of(record, of, filters)
    fitting = query.sql.partition(ORDER)[0].replace("SELECT * FROM", "SELECT rowid AS place FROM", 1)
    steps = f"WITH fitting AS MATERIALIZED ({fitting})"
    page = "SELECT place FROM fitting ORDER BY place LIMIT $rows_ OFFSET $skipped_"
    told = record.sql(
        f"{steps} SELECT (SELECT count(*) FROM fitting) AS total, (SELECT list(place) FROM ({page})) AS places",
        {**query.values, "rows_": limit, "skipped_": offset},
    ).row(0, named=True)
    places = told["places"] or []
    rows = record.sql(f"SELECT * FROM {of}_row WHERE rowid IN ({', '.join(map(str, places)) or 'NULL'}) ORDER BY rowid")
    return Page(rows, int(told["total"]))


def query_of(record: Record, of: str, filters: Filters) -> Query:
    """The query for rows of a kind, with ids in place of names."""
    checked = checked_filters(filters, of)
    sides = {side: record.actor_id(name) for side in ("actor", "with_") if (name := getattr(checked, side)) is not None}
    quicker = {side: QUICKER[of, side] for side in sides if (of, side) in QUICKER}
    plain = {side: None if side in quicker else sides.get(side) for side in ("actor", "with_")}
    query = QUESTIONS[of](replace(checked, actor=plain["actor"], with_=plain["with_"]))
    for side, condition in quicker.items():
        query = _narrowed(query, condition.replace("{who}", WHO.format(side)), {side: sides[side]})
    return query


def _narrowed(query: Query, condition: str, values: dict[str, str]) -> Query:
    head, order, tail = query.sql.partition(ORDER)
    begin, where, conditions = head.partition(WHERE)
    both = f"{condition}\n  AND {conditions}" if where else condition
    return Query(f"{begin}{WHERE}{both}{order}{tail}", {**query.values, **values})

"""Rows of a laid-out copy of a record (laying.py) page by page, with how many there are.

The tables of a copy lie in the order of the questions, so that the place of a row in its table is its place in the
answer: which rows fit is found from the few columns that the filters name, and only those of the page are read whole.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import polars as pl

from dragoman.record.filters import Filters, checked_filters
from dragoman.record.gathering import SAID, SLIM, Page
from dragoman.record.questions import AS_FOUND, QUESTIONS, Query
from dragoman.record.record import Record
from dragoman.record.words import APART, ASKED, HOLDING, STAND_INS

WHO = "(SELECT id FROM actor WHERE id = ${0} OR country = ${0})"
PART = "rowid IN (SELECT place FROM {0}_of WHERE who = ${{side}})"
# Conditions that a copy answers from tables of its own, by kind of rows and filter; `query_of` puts them in.
QUICKER = {
    ("statement", "with_"): PART.format("said"),
    ("statement", "actor"): PART.format("statement"),
    **{(of, side): PART.format(of) for of in ("event", "happening", "tie", "report") for side in ("actor", "with_")},
}
# The same tables, by side, of kinds of rows for which they alone decide.
SIDED = {of: (of, of) for of in ("event", "happening", "tie", "report")} | {"statement": ("statement", "said")}
PLACES = "SELECT place FROM {0}_of WHERE who = $who"
# Words of reports while they are not written out: a row of a report has no text.
OTHERWISE = {
    "report": f"id IN (SELECT id FROM report WHERE {SAID.format('title')} OR {SAID.format('text')})",
}
Places = npt.NDArray[np.int64]
WHERE, ORDER = "\n  WHERE ", "\nORDER BY "


def page_of(record: Record, of: str, filters: Filters, limit: int, offset: int = 0) -> Page:
    """Rows `offset` to `offset + limit` of a kind within the filters, in the order of the question.

    Raises ChoiceUnknown and ActorUnknown as `Record.ask` does.
    """
    if not record.laid:
        found = record.page(of, replace(filters, limit=offset + limit))
        return Page(found.rows[offset:], found.total)
    if _only_sides(of, filters):
        places = places_of(record, of, filters)
        return Page(_rows(record, of, places[offset : offset + limit].tolist()), len(places))
    query = query_of(record, of, filters)
    fitting = in_any_order(query).replace("SELECT * FROM", "SELECT rowid AS place FROM", 1)
    steps = f"WITH fitting AS MATERIALIZED ({fitting})"
    page = "SELECT place FROM fitting ORDER BY place LIMIT $rows_ OFFSET $skipped_"
    told = record.sql(
        f"{steps} SELECT (SELECT count(*) FROM fitting) AS total, (SELECT list(place) FROM ({page})) AS places",
        {**query.values, "rows_": limit, "skipped_": offset},
    ).row(0, named=True)
    return Page(_rows(record, of, told["places"] or []), int(told["total"]))


def _rows(record: Record, of: str, places: Sequence[int]) -> pl.DataFrame:
    listed = ", ".join(map(str, places)) or "NULL"
    return record.sql(f"SELECT * FROM {of}_row WHERE rowid IN ({listed}) ORDER BY rowid")


def places_of(record: Record, of: str, filters: Filters) -> Places:
    """The places of the rows of a kind within filters in their table, in rising order; raises as `page_of`."""
    if _only_sides(of, filters):
        one, other = (_of_side(record, table, side) for table, side in zip(SIDED[of], _sides(filters), strict=True))
        both = one if other is None else other if one is None else _common(one, other)
        assert both is not None
        return both
    query = query_of(record, of, filters)
    fitting = in_any_order(query).replace("SELECT * FROM", "SELECT rowid AS place FROM", 1)
    return np.sort(record.sql(fitting, query.values)["place"].to_numpy())


def _only_sides(of: str, filters: Filters) -> bool:
    """Whether nothing but who takes part limits such rows, and tables of their own tell it."""
    return of in SIDED and filters == Filters(*_sides(filters)) != Filters()


def _sides(filters: Filters) -> tuple[str | None, str | None]:
    return filters.actor, filters.with_


def _of_side(record: Record, table: str, side: str | None) -> Places | None:
    if side is None:
        return None
    places = record.sql(PLACES.format(table), {"who": record.actor_id(side)})["place"].to_numpy()
    return places if (places[1:] > places[:-1]).all() else np.sort(places)  # in order, unless they were read out of it


def _common(one: Places, other: Places) -> Places:
    """The places in both, of which each is in rising order."""
    few, many = sorted((one, other), key=len)
    at = np.searchsorted(many, few)
    return few[many[at.clip(max=len(many) - 1)] == few] if len(few) else few


def query_of(record: Record, of: str, filters: Filters) -> Query:
    """The query for rows of a kind, with ids in place of names."""
    checked = checked_filters(filters, of)
    sides = {side: record.actor_id(name) for side in ("actor", "with_") if (name := getattr(checked, side)) is not None}
    if not record.laid:
        return QUESTIONS[of](replace(checked, actor=sides.get("actor"), with_=sides.get("with_")))
    quicker = {side: QUICKER[of, side] for side in sides if (of, side) in QUICKER}
    plain = {side: None if side in quicker else sides.get(side) for side in ("actor", "with_")}
    laid = of in SLIM and checked.review not in AS_FOUND
    words = _words(record, of, checked.text) if laid and checked.text is not None else None
    text = checked.text if words is None else None
    query = QUESTIONS[of](replace(checked, actor=plain["actor"], with_=plain["with_"], text=text))
    for side, condition in quicker.items():
        query = _narrowed(
            query, condition.replace("{who}", WHO.format(side)).replace("{side}", side), {side: sides[side]}
        )
    return query if words is None else _narrowed(query, *words)


def _words(record: Record, of: str, text: str) -> Query:
    """The condition that rows of a kind hold these words, from the files of words if they are there."""
    if record.words is not None and not {APART, STAND_INS[-1]} & set(text):
        asked = record.sql(ASKED, {"text": text})["text"].item()
        return Query(HOLDING, {"holding_": record.words.holding(of, asked)})
    return Query(OTHERWISE.get(of) or SLIM[of].words.replace("{s}", "main"), {"text": text})


def in_any_order(query: Query) -> str:
    """The SQL of a query without its order, for what counts or sums its rows."""
    return query.sql.partition(ORDER)[0]


def newest_of(record: Record, of: str, filters: Filters, most: int) -> pl.DataFrame:
    """The last rows of a kind within the filters, the last first; raises as `page_of`."""
    query = query_of(record, of, filters)
    fitting = in_any_order(query).replace("SELECT * FROM", "SELECT rowid FROM", 1)
    last = record.sql(f"SELECT max(rowid, {most}) AS places FROM ({fitting})", query.values)["places"].item()
    return _rows(record, of, [] if last is None else last.to_list()).reverse()


def _narrowed(query: Query, condition: str, values: Mapping[str, object]) -> Query:
    head, order, tail = query.sql.partition(ORDER)
    begin, where, conditions = head.partition(WHERE)
    both = f"{condition}\n  AND {conditions}" if where else condition
    return Query(f"{begin}{WHERE}{both}{order}{tail}", {**query.values, **values})

"""Rows of a record page by page, with how many there are."""

from dataclasses import replace
from typing import NamedTuple

import polars as pl

from dragoman.record.filters import Filters, checked_filters
from dragoman.record.questions import QUESTIONS, Query
from dragoman.record.record import Record


class Page(NamedTuple):
    """Some rows of all that fit, and how many fit."""

    rows: pl.DataFrame
    total: int


def page_of(record: Record, of: str, filters: Filters, limit: int, offset: int = 0) -> Page:
    """Rows `offset` to `offset + limit` of a kind within the filters, in the order of the question.

    Raises ChoiceUnknown and ActorUnknown as `Record.ask` does.
    """
    query = query_of(record, of, filters)
    values = {**query.values, "rows_": limit, "skipped_": offset}
    rows = record.sql(f"SELECT * FROM ({query.sql}) LIMIT $rows_ OFFSET $skipped_", values)
    total = record.sql(f"SELECT count(*) AS n FROM ({query.sql})", query.values)["n"].item()
    return Page(rows, int(total))


def query_of(record: Record, of: str, filters: Filters) -> Query:
    """The query for rows of a kind, with ids in place of names."""
    checked = checked_filters(filters, of)
    actor = record.actor_id(checked.actor) if checked.actor else None
    with_ = record.actor_id(checked.with_) if checked.with_ else None
    return QUESTIONS[of](replace(checked, actor=actor, with_=with_))

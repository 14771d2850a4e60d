"""Events by their ids, in the order in which they are given: the rows behind a figure."""

from collections.abc import Sequence

import polars as pl

from dragoman.record.gathering import Page
from dragoman.record.record import Record

ROWS = """
SELECT h.* FROM happening_row h JOIN (SELECT unnest($ids::VARCHAR[]) AS id, unnest(range(len($ids))) AS place) w
    ON w.id = h.id ORDER BY w.place
"""


def happened(record: Record, ids: Sequence[str], limit: int, offset: int = 0) -> Page:
    """The rows `offset` to `offset + limit` of these events, and how many there are."""
    page = list(ids[offset : offset + limit])
    rows = record.sql(ROWS, {"ids": page}) if page else pl.DataFrame()
    return Page(rows, len(ids))

"""The newest rows of a kind, for whoever looks what is new."""

import polars as pl

from dragoman.record.record import Record

# By which day each kind of rows is new.
DAYS = {
    "report": "published",
    "statement": "published",
    "event": "published",
    "tie": "published",
    "happening": "last_told",
}


def told_last(record: Record, of: str, most: int) -> pl.DataFrame:
    """The rows told last, the newest first; rows without a day come last."""
    return record.sql(f"SELECT * FROM {of}_row ORDER BY {DAYS[of]} DESC NULLS LAST, id LIMIT $most", {"most": most})

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
    order = f"{DAYS[of]} DESC NULLS LAST, id"
    if not record.laid:
        return record.first(of, order, most)
    return record.sql(f"SELECT * FROM {of}_row ORDER BY {order} LIMIT $most", {"most": most})

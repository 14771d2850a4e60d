"""The tellings of acts of a whole copy, each with the line of its event: worked out once, read by their places.

Who takes part in an act decides which others are held against it.  So what is told within filters on who takes part is
a cut of what the whole copy tells, and costs what it holds.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from dragoman.analysis.board import acts_sql
from dragoman.record.filters import Filters
from dragoman.record.paging import in_any_order, query_of
from dragoman.record.record import Record
from dragoman.record.rowfile import RowFile
from dragoman.record.snapshot import Held

KEPT = "acts kept"  # under which a copy keeps them


@dataclass(frozen=True, slots=True)
class ActsKept:
    """The rows of `acts_told` in a file; `lies_at`: of each the place of its act in `event_row`, in rising order."""

    file: RowFile
    lies_at: npt.NDArray[np.int64]

    def at(self, acts: npt.NDArray[np.int64]) -> pl.DataFrame:
        """The tellings of acts by their places in `event_row`, in rising order; what is told twice is there once."""
        places = np.searchsorted(self.lies_at, acts).clip(max=max(len(self.lies_at) - 1, 0))
        kept = self.lies_at[places] == acts if len(self.lies_at) else np.zeros(0, dtype=bool)
        return self.file.at(pl.Series(places[kept] if len(kept) else [], dtype=pl.Int64))


def kept_acts(held: Held) -> ActsKept:
    """Those of a copy, worked out at the first call."""

    def make(_: Record) -> ActsKept:
        query = acts_sql(held.record, Filters(), laid=True)
        file = held.rows("acts_kept", f"{query.sql} ORDER BY lies_at")
        return ActsKept(file, file.column("lies_at").to_numpy())

    return held.once(KEPT, make)


def are_kept(held: Held) -> bool:
    """Whether they were worked out already."""
    return KEPT in held.worked_out


def acts_within(held: Held, filters: Filters) -> pl.DataFrame:
    """`acts_told` of a copy within filters on who takes part, whose actors are ids."""
    query = query_of(held.record, "event", filters)
    asked = in_any_order(query).replace("SELECT *", "SELECT rowid AS place", 1)
    places = held.record.sql(asked, query.values)["place"].to_numpy()
    return kept_acts(held).at(np.sort(places)).with_columns(contested=pl.lit(None, pl.String))

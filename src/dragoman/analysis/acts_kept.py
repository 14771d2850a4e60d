"""What a whole copy tells of acts and standing things, each with its line: worked out once, read by its place.

Who takes part in an act decides which others are held against it.  So what is told within filters on who takes part is
a cut of what the whole copy tells, and costs what it holds.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from dragoman.analysis.board import acts_sql, and_whose
from dragoman.analysis.ledger import whole_ledger
from dragoman.analysis.told import Numbers, numbers_of
from dragoman.record.filters import Filters
from dragoman.record.forms import COLUMNS
from dragoman.record.held import Held
from dragoman.record.paging import Places, places_of
from dragoman.record.record import Record
from dragoman.record.rowfile import RowFile

KEPT, NUMBERS, BOTH = "acts kept", "told", "told as frames"  # under which a copy keeps them
# What is compared of acts (told.py); the rest is read for those that are shown.
READ = (
    "id", "kind", "question", "status", "counts_as", "voice", "published", "report", "start", "quad", "rank", "line",
    "own_word", "day", "last", "states", "who", "actor_states", "recipient_states",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ActsKept:
    """The rows of `acts_told` in a file; `lies_at`: of each the place of its act in `event_row`, in rising order."""

    file: RowFile
    lies_at: Places

    def at(self, acts: Places) -> Places:
        """The rows of acts by their places in `event_row`, both in rising order; what is told twice is there once."""
        if not len(self.lies_at):
            return np.zeros(0, dtype=np.int64)
        rows: Places = np.searchsorted(self.lies_at, acts).clip(max=len(self.lies_at) - 1)
        kept: Places = rows[self.lies_at[rows] == acts]
        return kept


@dataclass(frozen=True, slots=True)
class KeptWords:
    """Where the tellings of a copy are read (told.py); `promised`: of the promises of its ledger `id` and number."""

    acts: RowFile
    things: pl.DataFrame
    promised: pl.DataFrame

    @property
    def many(self) -> int:
        """As `Words` says."""
        return len(self.acts)

    def read_acts(self, places: pl.Series, columns: Sequence[str] | None) -> pl.DataFrame:
        """As `Words` says; nothing is told against an act."""
        found = self.acts.at(places, columns)
        return found if columns is not None else found.with_columns(contested=pl.lit(None, pl.String))

    def read_things(self, places: pl.Series, columns: Sequence[str] | None) -> pl.DataFrame:
        """As `Words` says."""
        return (self.things if columns is None else self.things.select(columns))[places]

    def numbered(self, promised: pl.Series) -> pl.Series:
        """As `Words` says."""
        found = pl.DataFrame({"id": promised}).join(self.promised, on="id", how="left", maintain_order="left")
        return found["at"]


def kept_acts(held: Held) -> ActsKept:
    """Those of a copy, worked out at the first call."""

    def make(_: Record) -> ActsKept:
        query = acts_sql(held.record, Filters(), laid=True)
        file = held.rows("acts_kept", f"{query.sql} ORDER BY lies_at")
        return ActsKept(file, file.column("lies_at").to_numpy())

    return held.once(KEPT, make)


def kept_numbers(held: Held) -> Numbers:
    """Everything that a copy tells as numbers, worked out at the first call."""

    def make(_: Record) -> Numbers:
        rows = held.once("told rows", lambda _: _whole(held).rows, COLUMNS)
        pairs = held.once("told pairs", lambda _: _whole(held).pairs, COLUMNS)
        held.worked_out.pop(BOTH, None)
        file, things = kept_acts(held).file, and_whose(held)
        ids = pl.concat([file.column("id"), things["id"]])
        promised = whole_ledger(held).select("id")
        known = pl.DataFrame({"id": ids}).with_row_index("at").join(promised, on="id", how="semi")
        return Numbers(rows, pairs, KeptWords(file, things, known))

    return held.once(NUMBERS, make)


def _whole(held: Held) -> Numbers:
    """The same, of frames; it is asked for twice and held no longer."""
    return held.once(BOTH, lambda _: numbers_of(_columns(kept_acts(held).file), and_whose(held)))


def _columns(file: RowFile) -> pl.DataFrame:
    """What is compared of the acts of a file."""
    return pl.DataFrame({c: file.column(c) for c in READ})


def are_kept(held: Held) -> bool:
    """Whether they were worked out already."""
    return NUMBERS in held.worked_out


def numbers_within(held: Held, filters: Filters) -> Numbers:
    """What a copy tells within filters on who takes part, whose actors are ids, cut from what the whole copy tells."""
    whole = kept_numbers(held)
    if filters == Filters():
        return whole
    acts, things = kept_acts(held), and_whose(held)["lies_at"].to_numpy()
    kept = np.zeros(len(acts.file) + len(things), dtype=bool)
    kept[acts.at(places_of(held.record, "event", filters))] = True
    fits = np.zeros(int(things.max(initial=-1)) + 1, dtype=bool)
    fits[places_of(held.record, "tie", filters)] = True
    kept[len(acts.file) :] = fits[things]
    return whole.only(kept)

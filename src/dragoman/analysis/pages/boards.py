"""Standing things of a laid-out copy: worked out once for the whole record, then cut to what a page asks.

A cut is weighed anew, as in `board`: the firmest telling of a line is its first, lines rank by it.  What is compared
there, days, voices and places in reports, is numbered once for the whole board, so that a cut compares only numbers.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from dragoman.analysis.board import things_told, whole_things
from dragoman.analysis.names import Names, names_of
from dragoman.analysis.pages.parties import Party, every_party
from dragoman.analysis.pages.scopes import PageScope
from dragoman.analysis.pages.weighed import Weighed, weighed
from dragoman.analysis.whole_rows import WholeRows, whole_rows
from dragoman.record.filters import Filters
from dragoman.record.held import Held
from dragoman.record.paging import places_of, query_of
from dragoman.record.record import Record

STAGES = "SELECT id, stage FROM tie WHERE stage IS NOT NULL"
Fits = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Board:
    """Everything that a whole record tells of standing things: the tellings with their lines, and the names.

    `numbers` has a row for each telling (`at` its row in `things`), the firmest of each line first: `rank` of its
    status, and the ranks of its `voice`, of the `newest` day it tells and of where it stands (`earliest`).
    """

    things: pl.DataFrame
    numbers: pl.DataFrame
    names: Names
    rows: WholeRows | None = None
    parties: Mapping[str, Party] | None = None


def board(record: Record, held: Held | None = None) -> Board:
    """The board of a record; `held`: the copy that it is of, if it is one."""
    told = things_told(record, Filters()) if held is None else whole_things(held)
    told = told.join(record.sql(STAGES), on="id", how="left", maintain_order="left")
    numbers = _numbered(told)
    if held is None:
        return Board(told, numbers, names_of(record))
    return Board(told, numbers, held.once("names", names_of), whole_rows(held), every_party(record))


def kept_board(held: Held) -> Board:
    """The board of a whole copy, worked out once."""
    return held.once("board", lambda record: board(record, held))


def _numbered(things: pl.DataFrame) -> pl.DataFrame:
    place = pl.concat_str(
        pl.col("published").fill_null("~"), "report", pl.col("start").cast(pl.String).str.zfill(9), separator=" "
    )
    newest = pl.coalesce("last", "day", "published").fill_null("")
    few = [pl.col(c).cast(pl.Enum(things[c].unique().drop_nulls().sort())) for c in ("kind", "status", "stage")]
    return (
        things.with_row_index("at")
        .select(
            "at", *few, line=pl.col("line").rank("dense"), claim=pl.col("counts_as") == "possibility",
            rank=pl.col("rank"), voice=pl.col("voice").rank("dense"), newest=newest.rank("dense"),
            earliest=place.rank("dense"),
        )
        .sort("line", "rank", "earliest", "at")
    )  # fmt: skip


def scope_within(
    held: Held, filters: Filters, *, only: Sequence[str] | None = None, kinds: Sequence[str] = (), claims: bool = False
) -> PageScope:
    """A scope whose things are those within the filters; raises ActorUnknown and ChoiceUnknown.

    `only`: ids of ties, of which a page needs the things; `kinds`: the kinds of which it needs them, if not all;
    `claims`: it needs only those that somebody claims.
    """
    whole = kept_board(held)
    if filters == Filters() and only is None:  # the same for every page of them
        return _scope(held.record, whole, whole_board(held))
    return scope_over(held.record, whole, filters, only=only, kinds=kinds, claims=claims)


def whole_board(held: Held) -> Weighed:
    """Everything that a copy tells of standing things, weighed once."""
    whole = kept_board(held)
    return held.once("board weighed", lambda _: weighed(whole.things, whole.numbers))


def scope_over(
    record: Record,
    whole: Board,
    filters: Filters,
    *,
    only: Sequence[str] | None = None,
    kinds: Sequence[str] = (),
    claims: bool = False,
) -> PageScope:
    """The same over a record and its board."""
    numbers = whole.numbers
    if kinds:  # what is of no use is left out before it is weighed
        numbers = numbers.filter(pl.col("kind").is_in(list(kinds)))
    if filters != Filters():
        numbers = _with(numbers, _fitting(record, whole, filters))
    if claims:
        numbers = numbers.filter(pl.col("line").is_in(numbers.filter("claim")["line"].unique().implode()))
    if only is not None:
        told = _with(numbers, whole.things["id"].is_in(pl.Series(only, dtype=pl.String).implode()).to_numpy())
        numbers = numbers.filter(pl.col("line").is_in(told["line"].unique().implode()))
    return _scope(record, whole, weighed(whole.things, numbers))


def _scope(record: Record, whole: Board, told: Weighed) -> PageScope:
    return PageScope(record=record, names=whole.names, rows=whole.rows, weighed=told, parties=whole.parties)


def _fitting(record: Record, whole: Board, filters: Filters) -> Fits:
    """Which of the board's things are within the filters."""
    if whole.rows is None:
        query = query_of(record, "tie", filters)
        return whole.things["id"].is_in(record.sql(query.sql, query.values)["id"].implode()).to_numpy()
    fits = np.zeros(len(whole.rows.ties), dtype=bool)
    fits[places_of(record, "tie", filters)] = True
    fitting: Fits = fits[whole.things["lies_at"].to_numpy()]
    return fitting


def _with(numbers: pl.DataFrame, fits: Fits) -> pl.DataFrame:
    return numbers.filter(pl.Series(fits[numbers["at"].to_numpy()]))

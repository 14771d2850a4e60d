"""Standing things of a laid-out copy: worked out once for the whole record, then cut to what a page asks.

A cut is weighed anew, as in `board`: the firmest telling of a line is its first, lines rank by it.  What is compared
there, days, voices and places in reports, is numbered once for the whole board, so that a cut compares only numbers.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import duckdb
import numpy as np
import numpy.typing as npt
import polars as pl

from dragoman.analysis.board import FEW, things_told, whole_things
from dragoman.analysis.names import Names, names_of
from dragoman.analysis.pages.parties import Party, every_party
from dragoman.analysis.scope import Scope
from dragoman.analysis.whole_rows import WholeRows, whole_rows
from dragoman.record.filters import Filters
from dragoman.record.paging import in_any_order, query_of
from dragoman.record.record import Record
from dragoman.record.snapshot import Held

MOST_TOLD = 30  # tellings of a thing that are shown, beside the firmest of each further stage
STAGES = "SELECT id, stage FROM tie WHERE stage IS NOT NULL"
# What pages ask of tellings; the rest stands in their whole rows.
ASKED = ("of", "id", "report", "kind", "question", "status", "counts_as", "stage", "day", "last", "due", "lies_at")
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
    return (
        things.with_row_index("at")
        .select(
            "at", "line", "kind", "stage", claim=pl.col("counts_as") == "possibility", rank=pl.col("rank"),
            voice=pl.col("voice").rank("dense"), newest=newest.rank("dense"), earliest=place.rank("dense"),
        )
        .sort("line", "rank", "earliest", "at")
    )  # fmt: skip


@contextmanager
def scope_within(
    held: Held, filters: Filters, *, only: Sequence[str] | None = None, kinds: Sequence[str] = (), claims: bool = False
) -> Iterator[Scope]:
    """A scope whose board holds the things within the filters; raises ActorUnknown and ChoiceUnknown.

    `only`: ids of ties, of which a page needs the things; `kinds`: the kinds of which it needs them, if not all;
    `claims`: it needs only those that somebody claims.
    """
    whole = kept_board(held)
    if filters == Filters() and only is None:  # the same for every page of them
        with whole_board(held).cursor() as told:
            yield _scope(held.record, whole, filters, told)
        return
    with scope_over(held.record, whole, filters, only=only, kinds=kinds, claims=claims) as scope:
        yield scope


def whole_board(held: Held) -> duckdb.DuckDBPyConnection:
    """The board of everything that a copy tells of standing things, weighed once."""
    whole = kept_board(held)
    return held.once("board weighed", lambda _: _kept(weighed(whole, whole.numbers)))


@contextmanager
def scope_over(
    record: Record,
    whole: Board,
    filters: Filters,
    *,
    only: Sequence[str] | None = None,
    kinds: Sequence[str] = (),
    claims: bool = False,
) -> Iterator[Scope]:
    """The same over a record and its board."""
    numbers = whole.numbers
    if kinds:  # what is of no use is left out before it is weighed
        numbers = numbers.filter(pl.col("kind").is_in(list(kinds)))
    if filters != Filters():
        numbers = _with(numbers, _fitting(record, whole, filters))
    if claims:
        numbers = numbers.filter(pl.col("line").is_in(numbers.filter("claim")["line"].unique().implode()))
    if only is not None:
        told = _with(numbers, whole.things["id"].is_in(list(only)).to_numpy())
        numbers = numbers.filter(pl.col("line").is_in(told["line"].unique().implode()))
    with weighed(whole, numbers) as told_:
        yield _scope(record, whole, filters, told_)


def _scope(record: Record, whole: Board, filters: Filters, told: duckdb.DuckDBPyConnection) -> Scope:
    return Scope(record, filters, whole.names, told, rows=whole.rows, parties=whole.parties)


def _fitting(record: Record, whole: Board, filters: Filters) -> Fits:
    """Which of the board's things are within the filters."""
    query = query_of(record, "tie", filters)
    column = "id" if whole.rows is None else "rowid"
    asked = in_any_order(query).replace("SELECT * FROM", f"SELECT {column} AS found FROM", 1)
    found = record.sql(asked, query.values)["found"]
    if whole.rows is None:
        return whole.things["id"].is_in(found.implode()).to_numpy()
    fits = np.zeros(len(whole.rows.ties), dtype=bool)
    fits[found.to_numpy()] = True
    fitting: Fits = fits[whole.things["lies_at"].to_numpy()]
    return fitting


def _with(numbers: pl.DataFrame, fits: Fits) -> pl.DataFrame:
    return numbers.filter(pl.Series(fits[numbers["at"].to_numpy()]))


def weighed(whole: Board, numbers: pl.DataFrame) -> duckdb.DuckDBPyConnection:
    """The board of these tellings, open: its table `telling` has the columns ASKED and those of `_turns`."""
    turns = _turns(numbers)
    frame = whole.things[turns["at"]].select(ASKED).hstack(turns.drop("at"))
    told = duckdb.connect(config={"threads": 1} if len(frame) < FEW else {})
    told.register("telling", frame.to_arrow())
    return told


def _kept(told: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """The same as a table of its own, which other cursors see."""
    told.execute("CREATE TABLE kept AS FROM telling")
    told.unregister("telling")
    told.execute("ALTER TABLE kept RENAME TO telling")
    return told


def _turns(numbers: pl.DataFrame) -> pl.DataFrame:
    """Of each telling (`at`) its `line`, `turn` in it, and the line's `weight` and `voices`.

    `later`: of those that are not shown otherwise it is the firmest of its stage.
    """
    placed = numbers.with_row_index("nth")
    lines = (
        placed.group_by("line")
        .agg(
            pl.col("nth").min(), pl.col("rank").min(), pl.col("newest").max(), pl.col("earliest").min(),
            voices=pl.col("voice").n_unique(),
        )
        .sort("rank", "voices", "newest", "earliest", "line", descending=[False, True, True, False, False])
        .with_row_index("weight", offset=1)
        .select("line", "weight", "voices", first="nth")
    )  # fmt: skip
    told = placed.join(lines, on="line", how="left", maintain_order="left").with_columns(
        turn=pl.col("nth") - pl.col("first") + 1
    )
    later = told.filter(pl.col("turn") > MOST_TOLD, pl.col("stage").is_not_null())
    firmest = later.unique(("line", "stage", "claim"), keep="first", maintain_order=True)["nth"]
    return told.select("at", "line", "turn", "weight", "voices", later=pl.col("nth").is_in(firmest.implode()))

"""Standing things of a laid-out copy: worked out once for the whole record, then cut to what a page asks."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

import duckdb
import polars as pl

from dragoman.analysis.board import FEW, things_told
from dragoman.analysis.names import Names, names_of
from dragoman.analysis.scope import Scope
from dragoman.analysis.things import lives
from dragoman.record.filters import Filters
from dragoman.record.paging import ORDER, query_of
from dragoman.record.record import Record
from dragoman.record.snapshot import Held

# As in `board`, for the things that are left: the firmest telling of a line is its first, lines rank by it.
WEIGHED = """
CREATE TABLE telling AS
WITH weighed AS (
    SELECT line, count(DISTINCT voice) AS voices, min(rank) AS line_rank,
        coalesce(max(coalesce(last, day, published)), '') AS newest,
        min(concat_ws(' ', coalesce(published, '~'), report, lpad(start::VARCHAR, 9, '0'))) AS earliest
    FROM told GROUP BY line
)
SELECT t.*, w.voices,
    dense_rank() OVER (ORDER BY line_rank, voices DESC, newest DESC, earliest, line) AS weight,
    row_number() OVER (PARTITION BY line ORDER BY rank, published NULLS LAST, report, start) AS turn
FROM told t JOIN weighed w USING (line)
"""
STAGES = "SELECT id, stage FROM tie WHERE stage IS NOT NULL"


@dataclass(frozen=True, slots=True)
class Board:
    """Everything that a whole record tells of standing things: the tellings with their lines, and the names."""

    things: pl.DataFrame
    names: Names


def board(record: Record, of: Mapping[str, str] | None = None) -> Board:
    """The board of a record; `of`: what `things_of` gives, if that was asked already."""
    told = things_told(record, Filters(), of).join(record.sql(STAGES), on="id", how="left", maintain_order="left")
    return Board(told, names_of(record))


def kept_board(held: Held) -> Board:
    """The board of a whole copy, worked out once."""
    return held.once("board", lambda record: board(record, lives(held)))


@contextmanager
def scope_within(
    held: Held, filters: Filters, *, only: Sequence[str] | None = None, kinds: Sequence[str] = ()
) -> Iterator[Scope]:
    """A scope whose board holds the things within the filters; raises ActorUnknown and ChoiceUnknown.

    `only`: ids of ties, of which a page needs the things; `kinds`: the kinds of which it needs them, if not all.
    """
    whole = kept_board(held)
    if filters == Filters() and only is None:  # the same for every page of them
        with whole_board(held).cursor() as told:
            yield Scope(held.record, filters, whole.names, told)
        return
    with scope_over(held.record, whole, filters, only=only, kinds=kinds) as scope:
        yield scope


def whole_board(held: Held) -> duckdb.DuckDBPyConnection:
    """The board of everything that a copy tells of standing things, weighed once."""
    whole = kept_board(held)
    return held.once("board weighed", lambda _: weighed(whole.things))


@contextmanager
def scope_over(
    record: Record, whole: Board, filters: Filters, *, only: Sequence[str] | None = None, kinds: Sequence[str] = ()
) -> Iterator[Scope]:
    """The same over a record and its board."""
    things = whole.things
    if kinds:  # what is of no use is left out before it is weighed
        things = things.filter(pl.col("kind").is_in(list(kinds)))
    if filters != Filters():
        query = query_of(record, "tie", filters)
        ids = record.sql(query.sql.partition(ORDER)[0].replace("SELECT * FROM", "SELECT id FROM", 1), query.values)
        things = things.join(ids, on="id", how="semi", maintain_order="left")
    if only is not None:
        lines = things.join(pl.DataFrame({"id": list(only)}, schema={"id": pl.String}), on="id", how="semi")
        things = things.join(lines, on="line", how="semi", maintain_order="left")
    with weighed(things) as told:
        yield Scope(record, replace(filters), whole.names, told)


def weighed(things: pl.DataFrame) -> duckdb.DuckDBPyConnection:
    """The board of these tellings, open."""
    told = duckdb.connect(config={"threads": 1} if len(things) < FEW else {})
    told.register("told", things.to_arrow())
    told.execute(WEIGHED)
    told.unregister("told")
    return told

"""Standing things of a laid-out copy: worked out once for the whole record, then cut to what a page asks."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

import duckdb
import polars as pl

from dragoman.analysis.board import FEW, things_told
from dragoman.analysis.names import Names, names_of
from dragoman.analysis.scope import Scope
from dragoman.record.filters import Filters
from dragoman.record.paging import query_of
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


@dataclass(frozen=True, slots=True)
class Board:
    """Everything that a whole record tells of standing things: the tellings with their lines, and the names."""

    things: pl.DataFrame
    names: Names


def board(record: Record) -> Board:
    """The board of a record; for `Held.once`."""
    return Board(things_told(record, Filters()), names_of(record))


@contextmanager
def scope_within(held: Held, filters: Filters) -> Iterator[Scope]:
    """A scope whose board holds the things within the filters; raises ActorUnknown and ChoiceUnknown."""
    whole = held.once("board", board)
    if filters == Filters():  # the same for every page of them
        with whole_board(held).cursor() as told:
            yield Scope(held.record, filters, whole.names, told)
        return
    with scope_over(held.record, whole, filters) as scope:
        yield scope


def whole_board(held: Held) -> duckdb.DuckDBPyConnection:
    """The board of everything that a copy tells of standing things, weighed once."""
    whole = held.once("board", board)
    return held.once("board weighed", lambda _: weighed(whole.things))


@contextmanager
def scope_over(record: Record, whole: Board, filters: Filters) -> Iterator[Scope]:
    """The same over a record and its board."""
    things = whole.things
    if filters != Filters():
        query = query_of(record, "tie", filters)
        ids = record.sql(query.sql.replace("SELECT * FROM", "SELECT id FROM", 1), query.values)
        things = things.join(ids, on="id", how="semi", maintain_order="left")
    with weighed(things) as told:
        yield Scope(record, replace(filters), whole.names, told)


def weighed(things: pl.DataFrame) -> duckdb.DuckDBPyConnection:
    """The board of these tellings, open."""
    told = duckdb.connect(config={"threads": 1} if len(things) < FEW else {})
    told.register("told", things.to_arrow())
    told.execute(WEIGHED)
    told.unregister("told")
    return told

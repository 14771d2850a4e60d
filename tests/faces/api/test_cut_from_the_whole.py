"""What a whole copy tells, cut to who takes part, is what the record tells of them; so are the briefs."""

from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest

from dragoman.analysis.acts_kept import are_kept, kept_acts, kept_numbers, numbers_within
from dragoman.analysis.board import acts_told, things_told, things_within
from dragoman.analysis.brief import write_brief
from dragoman.analysis.ledger import limited_to, promises_within, whole_ledger
from dragoman.analysis.things import lives
from dragoman.analysis.told import Numbers, numbers_of, told_of
from dragoman.record.filters import Filters
from dragoman.record.held import Held
from dragoman.record.shelf import Shelf


@pytest.fixture(scope="module")
def held(served: Path) -> Iterator[Held]:
    shelf = Shelf(served)
    with shelf.reading() as copy:
        yield copy
    shelf.close()


@pytest.fixture(scope="module")
def sides(held: Held) -> list[Filters]:
    """Nobody, those of whom most is told, and pairs of them."""
    most = held.record.sql("SELECT who FROM event_of GROUP BY who ORDER BY count(*) DESC, who LIMIT 5")["who"].to_list()
    return [Filters(), *map(Filters, most), *(Filters(most[0], other) for other in most[1:])]


def board(numbers: Numbers) -> pl.DataFrame:
    """The board of some tellings by their ids, with the pairs between which they stand."""
    told = told_of(numbers)
    words = told.read(told.rows["at"], ("of", "id", "report", "who", "day")).with_columns(pl.col("who").list.sort())
    pairs = told.pairs.group_by("at").agg(pl.col("part").cast(pl.String).sort())
    rows = words.hstack(told.rows.drop("voice", "earliest", "matter", "line"))
    codes = told.rows.select(pl.col("voice", "earliest", "matter", "line").rank("dense"))
    return rows.hstack(codes).join(pairs, on="at", how="left").sort("of", "id").drop("at").cast({pl.Enum: pl.String})


def test_boards(held: Held, sides: list[Filters]) -> None:
    assert kept_acts(held).lies_at.tolist() == sorted(set(kept_acts(held).lies_at))
    whole = lives(held)
    for filters in sides:
        things = things_told(held.record, filters, whole, laid=True)
        plain = board(numbers_of(acts_told(held.record, filters, laid=True), things)).drop("alone")
        assert board(numbers_within(held, filters)).drop("alone").equals(plain)
    assert board(numbers_within(held, sides[0])).height > board(numbers_within(held, sides[1])).height > 0


def test_standing_things(held: Held, sides: list[Filters]) -> None:
    alone = pl.len().over("thing") == 1  # against what nothing else is told of here, nothing is told
    columns = ("id", "line", "contested")
    for filters in sides:
        plain = things_told(held.record, filters, lives(held), laid=True)
        found = things_within(held, filters).with_columns(contested=pl.when(~alone).then("contested"))
        assert found.select(columns).sort("id").equals(plain.select(columns).sort("id"))


def test_promises(held: Held, sides: list[Filters]) -> None:
    for filters in (*sides, Filters(sides[1].actor, until="2023"), Filters(outlet="nobody's")):
        assert promises_within(held, filters).equals(limited_to(held.record, whole_ledger(held), filters))


def test_briefs_are_the_same_before_and_after_it_is_kept(served: Path, sides: list[Filters]) -> None:
    shelf = Shelf(served)
    with shelf.reading() as copy:
        assert not are_kept(copy)
        before = [write_brief(copy.record, filters, held=copy) for filters in sides]
        kept_numbers(copy)
        assert are_kept(copy)
        assert [write_brief(copy.record, filters, held=copy) for filters in sides] == before
    shelf.close()

"""What a whole copy tells, cut to who takes part, is what the record tells of them; so are the briefs."""

from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest

from dragoman.analysis.acts_kept import acts_within, are_kept, kept_acts
from dragoman.analysis.board import acts_told, things_told, things_within
from dragoman.analysis.brief import write_brief
from dragoman.analysis.ledger import limited_to, whole_ledger
from dragoman.analysis.promisers import promises_within
from dragoman.analysis.things import lives
from dragoman.record.filters import Filters
from dragoman.record.snapshot import Held, Shelf


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


def in_order(told: pl.DataFrame) -> pl.DataFrame:
    return told.with_columns(pl.col(pl.List).list.sort()).sort("id")


def test_acts(held: Held, sides: list[Filters]) -> None:
    assert kept_acts(held).lies_at.tolist() == sorted(set(kept_acts(held).lies_at))
    for filters in sides:
        plain = acts_told(held.record, filters, laid=True)
        found = acts_within(held, filters)
        assert in_order(found).equals(in_order(plain.select(found.columns)))
    assert acts_within(held, sides[0]).height > acts_within(held, sides[1]).height > 0


def test_standing_things(held: Held, sides: list[Filters]) -> None:
    for filters in sides:
        plain = things_told(held.record, filters, lives(held), laid=True)
        found = things_within(held, filters)
        assert (
            found.select("id", "line", "contested")
            .sort("id")
            .equals(plain.select("id", "line", "contested").sort("id"))
        )


def test_promises(held: Held, sides: list[Filters]) -> None:
    for filters in (*sides, Filters(sides[1].actor, until="2023"), Filters(outlet="nobody's")):
        assert promises_within(held, filters).equals(limited_to(held.record, whole_ledger(held), filters))


def test_briefs_are_the_same_before_and_after_it_is_kept(served: Path, sides: list[Filters]) -> None:
    shelf = Shelf(served)
    with shelf.reading() as copy:
        assert not are_kept(copy)
        before = [write_brief(copy.record, filters, held=copy) for filters in sides]
        kept_acts(copy)
        assert are_kept(copy)
        assert [write_brief(copy.record, filters, held=copy) for filters in sides] == before
    shelf.close()

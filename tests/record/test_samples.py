"""Random samples for review: the same for the same seed, of exactly what the program found within the filters."""

from collections.abc import Iterator
from hashlib import md5
from typing import Any

import pytest
from invented import invented

from dragoman.errors import ChoiceUnknown
from dragoman.record.filters import Filters
from dragoman.record.record import Record


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    with Record.open(tmp_path_factory.mktemp("samples") / "s.duckdb", write=True) as opened:
        assert opened.add_many(list(invented(12, seed=3)), "1.0") == ()
        opened.review.reject(opened.events()["id"][0], by="Ada")
        yield opened


def in_turn(ids: list[str], seed: int) -> list[str]:
    """The order in which they are drawn."""
    return sorted(ids, key=lambda i: (md5(f"{i} {seed}".encode(), usedforsecurity=False).hexdigest(), i))


@pytest.mark.parametrize("of", ["event", "statement", "tie"])
@pytest.mark.parametrize("limits", [{}, {"since": "2024"}, {"outlet": "nobody's"}, {"text": "a"}])
def test_a_sample_is_of_what_was_found(record: Record, of: str, limits: dict[str, Any]) -> None:
    found = record.ask(of, Filters(review="machine", **limits))["id"].to_list()
    drawn = record.review.sample(of, 5, seed=11, **limits)
    assert drawn["id"].to_list() == in_turn(found, 11)[:5]
    assert not drawn["reviewed"].any()
    assert set(drawn["sample"]) <= {", ".join([f"{of}s", "seed 11", *(f"{k} {v}" for k, v in limits.items())])}


def test_a_sample_is_also_of_an_actor(record: Record) -> None:
    actor = record.sql("SELECT actor FROM machine.mention_party GROUP BY actor ORDER BY count(*) DESC LIMIT 1").item()
    found = record.events(review="machine", actor=actor)["id"].to_list()
    assert 0 < len(found) < record.events(review="machine").height
    assert record.review.sample("event", 500, actor=actor)["id"].to_list() == in_turn(found, 0)


def test_what_was_judged_in_a_sample_is_told(record: Record) -> None:
    first = record.review.sample("tie", 1).row(0, named=True)
    record.review.accept(first["id"], by="Ben", sample=first["sample"])
    assert record.review.sample("tie", 3)["reviewed"].to_list() == [True, False, False]


@pytest.mark.parametrize(("of", "size"), [("report", 5), ("event", 0)])
def test_what_cannot_be_drawn_is_said(record: Record, of: str, size: int) -> None:
    with pytest.raises(ChoiceUnknown, match="sample"):
        record.review.sample(of, size)

"""What the tests of the analysis ask of a record to which nobody writes is asked once."""

import sys
from collections.abc import Iterator
from pathlib import Path
from weakref import WeakKeyDictionary

import polars as pl
import pytest

from dragoman.record.record import Record

sys.path.insert(0, str(Path(__file__).parents[1] / "record"))

kept: WeakKeyDictionary[Record, dict[str, pl.DataFrame]] = WeakKeyDictionary()
ask = Record.sql


def asked_once(record: Record, query: str, values: dict[str, object] | list[object] | None = None) -> pl.DataFrame:
    if record.writes:
        return ask(record, query, values)
    answers, asked = kept.setdefault(record, {}), repr((query, values))
    if asked not in answers:
        answers[asked] = ask(record, query, values)
    return answers[asked].clone()


@pytest.fixture(scope="module", autouse=True)
def questions_are_asked_once() -> Iterator[None]:
    """Many tests work out other things from the same rows; that the record gives them is tested with the record."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Record, "sql", asked_once)
        yield

"""The record that is exported, made of the invented reports of tests/record."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.record.record import Record

sys.path.insert(0, str(Path(__file__).parents[1] / "record"))


@pytest.fixture(scope="session")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    from odd import odd_reports

    path = tmp_path_factory.mktemp("exchange") / "r.duckdb"
    with Record.open(path, write=True) as record:
        assert record.add_many(odd_reports(), "1.0") == ()
        record.resolve()
    with Record.open(path) as record:
        yield record

"""The record that is exported, made of the invented reports of tests/record."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.exchange import export
from dragoman.exchange.files import Tables
from dragoman.exchange.tables import tables_of
from dragoman.record.filters import Filters
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


@pytest.fixture(scope="package", autouse=True)
def tables_are_asked_once() -> Iterator[None]:
    """A record that nobody writes to gives the same tables to every format; that it does is tested for itself."""
    from kept import kept_tables

    def asked(record: Record, filters: Filters) -> Tables:
        return tables_of(record, filters) if record.writes else kept_tables(record, filters)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(export, "tables_of", asked)
        yield

"""A record of an older schema is brought up to date, and kept as it was beside."""

from importlib.resources import files
from pathlib import Path

import duckdb
import pytest
from invented import accord, visit

from dragoman.errors import RecordError
from dragoman.record.migrating import MIGRATIONS, backup_of
from dragoman.record.record import Record
from dragoman.record.store import SCHEMA


def sql(name: str) -> str:
    return files("dragoman.record").joinpath(name).read_text(encoding="utf-8")


def older(path: Path) -> bytes:
    """A record of schema 1 with two reports; returns its bytes."""
    connection = duckdb.connect(str(path))
    for name in ("schema.sql", "codebook.sql"):
        connection.execute(sql(name))
    connection.execute("INSERT INTO meta VALUES ('schema', '1')")
    with Record(path, connection, writes=True) as record:
        assert record.add_many([accord(), visit("v")], "1.0") == ()
    return path.read_bytes()


def schema_of(path: Path) -> str:
    with duckdb.connect(str(path), read_only=True) as connection:
        return str(connection.execute("SELECT value FROM meta WHERE key = 'schema'").fetchall()[0][0])


def test_there_is_a_way_from_every_schema_to_this_one() -> None:
    assert sorted(MIGRATIONS) == list(range(1, SCHEMA))


@pytest.mark.parametrize("write", [True, False])
def test_an_older_record_is_brought_up_to_date_and_kept(tmp_path: Path, write: bool) -> None:
    path = tmp_path / "r.duckdb"
    before = older(path)
    with Record.open(path, write=write) as record:
        assert record.events().height == 3
        assert record.sql("SELECT * FROM happening_row").height == 0
        assert list(record.faults()) == []
    assert schema_of(path) == str(SCHEMA)
    assert backup_of(path, 1).read_bytes() == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["r.duckdb", "r.duckdb.schema-1"]


def test_a_migration_that_fails_leaves_the_record_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "r.duckdb"
    older(path)
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE happening (id VARCHAR)")
    with pytest.raises(RecordError, match="happening"):
        Record.open(path, write=True)
    assert schema_of(path) == "1"
    assert (
        not duckdb.connect(str(path), read_only=True).sql("FROM duckdb_tables() WHERE table_name = 'merge'").fetchall()
    )


def test_a_record_of_this_schema_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "r.duckdb"
    Record.open(path, write=True).close()
    Record.open(path).close()
    assert [p.name for p in tmp_path.iterdir()] == ["r.duckdb"]

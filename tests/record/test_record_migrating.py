"""A record of an older schema is brought up to date, and kept as it was beside."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import duckdb
import pytest
from invented import accord, corridor, visit

from dragoman.errors import RecordError
from dragoman.record.migrating import MIGRATIONS, backup_of
from dragoman.record.presence import DERIVED
from dragoman.record.record import Record
from dragoman.record.store import SCHEMA
from dragoman.record.writing import OWNERS

SCHEMAS = Path(__file__).parent / "schemas"  # 2 adds what was new to 1; others stand alone
SHAPE = """
SELECT schema_name, table_name, column_name, data_type, is_nullable, comment FROM duckdb_columns()
WHERE NOT internal ORDER BY ALL
"""
MOVED = ("actor", "place", "statement", "mention", "mention_party", "tie", "tie_party", "tie_role", "tie_attribute")


Older = Callable[[Path, int], bytes]


@pytest.fixture(scope="module")
def older(tmp_path_factory: pytest.TempPathFactory) -> Older:
    """Puts a record of an older schema with three reports at a path, and a ruling where it has such; its bytes.

    Each is made once and copied.
    """
    folder = tmp_path_factory.mktemp("older")
    newest = folder / "newest.duckdb"
    with Record.open(newest, write=True) as record:
        assert record.add_many([accord(), visit("v"), corridor()], "1.0") == ()

    @cache
    def made(schema: int) -> bytes:
        return _made(folder / f"{schema}.duckdb", schema, newest)

    def put(path: Path, schema: int) -> bytes:
        path.write_bytes(made(schema))
        return made(schema)

    return put


def _made(path: Path, schema: int, newest: Path) -> bytes:
    connection = duckdb.connect(str(path))
    for number in range(1, schema + 1) if schema < 3 else (schema,):
        connection.execute((SCHEMAS / f"{number}.sql").read_text(encoding="utf-8"))
    findings = "" if schema < 3 else "machine."
    connection.execute(f"ATTACH '{newest}' AS newest (READ_ONLY)")
    for table in ("report", "report_note"):
        connection.execute(f"INSERT INTO {table} FROM newest.{table}")
    evidence = [f"{owner}_evidence" for owner in OWNERS] if schema > 3 else ["evidence"]
    for table in (*MOVED, *evidence):
        connection.execute(f"INSERT INTO {findings}{table} FROM newest.machine.{table}")
    for table in DERIVED if schema > 3 else ():
        connection.execute(f"INSERT INTO {table} FROM newest.{table}")
    connection.execute("INSERT INTO meta VALUES ('schema', ?)", [str(schema)])
    if schema == 2:
        connection.execute(RULINGS)
    connection.execute("DETACH newest")
    connection.close()
    return path.read_bytes()


# Of the three mentions the first two were ruled apart and then together, the first and the last were left open again.
RULINGS = """
INSERT INTO ruling
WITH told AS (SELECT list(id ORDER BY id) AS m FROM mention WHERE report <> 'corridor')
SELECT m[1], m[2], 'apart', 'Ada', 'two', TIMESTAMP '2024-01-01', 1 FROM told
UNION ALL SELECT m[1], m[2], 'together', 'Ada', 'one after all', TIMESTAMP '2024-01-02', 2 FROM told
UNION ALL SELECT m[1], m[3], 'apart', 'Ben', 'two', TIMESTAMP '2024-01-03', 3 FROM told
UNION ALL SELECT m[1], m[3], 'open', 'Ben', 'who knows', TIMESTAMP '2024-01-04', 4 FROM told
UNION ALL SELECT m[2], m[3], 'apart', 'Ben', 'other days', TIMESTAMP '2024-01-05', 5 FROM told
"""


def schema_of(path: Path) -> str:
    with duckdb.connect(str(path), read_only=True) as connection:
        return str(connection.execute("SELECT value FROM meta WHERE key = 'schema'").fetchall()[0][0])


def test_there_is_a_way_from_every_schema_to_this_one() -> None:
    assert sorted(MIGRATIONS) == list(range(1, SCHEMA))


@pytest.mark.parametrize("schema", range(1, SCHEMA))
@pytest.mark.parametrize("write", [True, False])
def test_an_older_record_is_brought_up_to_date_and_kept(tmp_path: Path, older: Older, write: bool, schema: int) -> None:
    path = tmp_path / "r.duckdb"
    before = older(path, schema)
    with Record.open(path, write=write) as record:
        assert record.events().height == 4
        assert record.events(report="corridor")["sources"].to_list() == [
            ["GEO.officials", "IRN.officials", "NPL.officials"]
        ]
        assert record.sql("SELECT * FROM happening_row").height == 0
        assert list(record.faults()) == []
    assert schema_of(path) == str(SCHEMA)
    assert backup_of(path, schema).read_bytes() == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["r.duckdb", f"r.duckdb.schema-{schema}"]


@pytest.mark.parametrize("schema", range(1, SCHEMA))
def test_a_record_that_was_brought_up_to_date_has_the_shape_of_a_new_one(
    tmp_path: Path, older: Older, schema: int
) -> None:
    path = tmp_path / "r.duckdb"
    older(path, schema)
    with Record.open(path) as migrated, Record.open(tmp_path / "new.duckdb", write=True) as new:
        assert migrated.sql(SHAPE).rows() == new.sql(SHAPE).rows()


def test_what_was_ruled_before_is_a_review_now(tmp_path: Path, older: Older) -> None:
    path = tmp_path / "r.duckdb"
    older(path, 2)
    with Record.open(path, write=True) as record:
        ids = record.sql("SELECT id FROM mention WHERE report <> 'corridor' ORDER BY id")["id"].to_list()
        told = record.sql("SELECT r.id, verb, author, reason, side, t.id AS mention, exact FROM review r "
            "JOIN review_target t ON t.review = r.id ORDER BY made, side, number")  # fmt: skip
        assert [row[1:6] for row in told.rows()] == [
            ("merge", "Ada", "one after all", "one", ids[0]),
            ("merge", "Ada", "one after all", "one", ids[1]),
            ("split", "Ben", "other days", "one", ids[1]),
            ("split", "Ben", "other days", "other", ids[2]),
        ]
        assert all(row[6] for row in told.rows())


def test_a_migration_that_fails_leaves_the_record_as_it_was(tmp_path: Path, older: Older) -> None:
    path = tmp_path / "r.duckdb"
    older(path, 1)
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

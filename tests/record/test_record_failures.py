"""What can go wrong with the file, and what is said of it; what is no record is left as it was, to the byte."""

import errno
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from contents import contents
from invented import accord, visit

from dragoman.errors import (
    RecordError,
    RecordFailed,
    RecordForeign,
    RecordFull,
    RecordLocked,
    RecordMissing,
    RecordTooLarge,
    RecordTooNew,
    RecordUnwritable,
)
from dragoman.record.record import Record
from dragoman.record.store import explained

DISK = str(Path(__file__).with_name("disk.py"))


def disk(*words: str | Path | int) -> list[str]:
    """What the process of its own says, line by line."""
    command = [sys.executable, DISK, *map(str, words)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("made") / "r.duckdb"
    with Record.open(path, write=True) as record:
        record.add(accord(), "1.0")
    return path


@pytest.fixture
def path(made: Path, tmp_path: Path) -> Path:
    return shutil.copy(made, tmp_path / "r.duckdb")


def test_no_record_to_ask(tmp_path: Path) -> None:
    with pytest.raises(RecordMissing, match=r"no record at .*r\.duckdb\. Make one with: dragoman read"):
        Record.open(tmp_path / "r.duckdb")
    assert list(tmp_path.iterdir()) == []


def test_a_path_may_be_words(tmp_path: Path) -> None:
    with Record.open(str(tmp_path / "r.duckdb"), write=True) as record:
        assert record.counts()["report"] == 0


def test_a_name_that_looks_like_an_address_is_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with Record.open("md:desk", write=True) as record:
        record.add(visit("v"), "1.0")
    assert (tmp_path / "md:desk").is_file()


def sqlite(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE report (id TEXT)")
    connection.close()


def other_duckdb(path: Path) -> None:
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE report (id VARCHAR); INSERT INTO report VALUES ('theirs')")


def other_meta(path: Path) -> None:
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE meta (key VARCHAR, value VARCHAR); INSERT INTO meta VALUES ('schema', 'v2')")


def cut_off(path: Path) -> None:
    other_duckdb(path)
    path.write_bytes(path.read_bytes()[:9000])


FOREIGN = {
    "text": (lambda p: p.write_text("Nepal and Georgia held talks.\n" * 99), "of another kind"),
    "noise": (lambda p: p.write_bytes(bytes(range(256)) * 99), "of another kind"),
    "empty": (lambda p: p.touch(), "an empty file"),
    "short": (lambda p: p.write_bytes(b"DUCK"), "of another kind"),
    "SQLite": (sqlite, "of another kind"),
    "DuckDB": (other_duckdb, "no table of Dragoman's"),
    "meta": (other_meta, "does not say which schema"),
    "cut off": (cut_off, "IO Error"),
}


@pytest.mark.parametrize("write", [False, True])
@pytest.mark.parametrize(("make", "words"), FOREIGN.values(), ids=FOREIGN.keys())
def test_what_is_no_record_is_left_as_it_was(tmp_path: Path, make, words: str, write: bool) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "theirs"
    make(path)
    before = path.read_bytes(), path.stat().st_mtime_ns
    with pytest.raises(RecordForeign, match=f"theirs is not a Dragoman record .*{words}.*left untouched"):
        Record.open(path, write=write)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_strangers_unfinished_write_is_left_to_the_stranger(tmp_path: Path) -> None:
    unfinished = (
        "c = __import__('duckdb').connect('theirs'); c.execute('CREATE TABLE t (a INT)'); __import__('os')._exit(0)"
    )
    subprocess.run([sys.executable, "-c", unfinished], check=True, cwd=tmp_path)
    before = {p: p.read_bytes() for p in tmp_path.iterdir()}
    assert {p.name for p in before} == {"theirs", "theirs.wal"}
    with pytest.raises(RecordForeign):
        Record.open(tmp_path / "theirs", write=True)
    assert {p: p.read_bytes() for p in tmp_path.iterdir()} == before


@pytest.mark.parametrize("write", [False, True])
def test_a_folder_is_no_record(tmp_path: Path, write: bool) -> None:
    with pytest.raises(RecordForeign, match="it is a folder"):
        Record.open(tmp_path, write=write)


@pytest.mark.parametrize("write", [False, True])
def test_a_device_is_no_record(write: bool) -> None:
    with pytest.raises(RecordForeign, match="no ordinary file"):
        Record.open("/dev/null", write=write)


def test_no_such_folder(tmp_path: Path) -> None:
    with pytest.raises(RecordUnwritable, match="there is no folder .*nowhere"):
        Record.open(tmp_path / "nowhere" / "r.duckdb", write=True)


def test_a_file_where_a_folder_should_be(path: Path) -> None:
    with pytest.raises(RecordUnwritable, match=r"there is no folder .*r\.duckdb"):
        Record.open(path / "inner.duckdb", write=True)
    with pytest.raises(RecordMissing):
        Record.open(path / "inner.duckdb")


def test_a_folder_that_takes_no_files() -> None:
    with pytest.raises(RecordUnwritable, match="Choose a place that you may write to"):
        Record.open("/proc/r.duckdb", write=True)


def test_a_name_that_is_too_long(tmp_path: Path) -> None:
    with pytest.raises(RecordUnwritable, match="name too long"):
        Record.open(tmp_path / ("x" * 300), write=True)


@pytest.fixture
def open_to_all(path: Path) -> Iterator[Path]:
    """A record that everybody may read but only its owner may write."""
    folder = Path(tempfile.mkdtemp())
    shutil.copy(path, folder / "r.duckdb")
    (folder / "r.duckdb").chmod(0o444)
    folder.chmod(0o555)
    yield folder / "r.duckdb"
    folder.chmod(0o755)
    shutil.rmtree(folder)


def test_without_the_right_to_write(open_to_all: Path) -> None:
    before = open_to_all.read_bytes()
    (said,) = disk("nobody", open_to_all)
    assert said.startswith("RecordUnwritable: ")
    (said,) = disk("nobody", open_to_all.with_name("new.duckdb"))
    assert said.startswith("RecordUnwritable: ")
    assert "Permission denied" in said
    assert open_to_all.read_bytes() == before
    assert os.listdir(open_to_all.parent) == ["r.duckdb"]


def test_a_record_of_a_later_version(path: Path) -> None:
    with duckdb.connect(str(path)) as connection:
        connection.execute("UPDATE meta SET value = '99' WHERE key = 'schema'")
    before = path.read_bytes()
    for write in (False, True):
        with pytest.raises(RecordTooNew, match=r"has record schema 99; this version knows up to \d+\. Upgrade"):
            Record.open(path, write=write)
    assert path.read_bytes() == before


@pytest.mark.parametrize("write", [False, True])
def test_another_process_writes(path: Path, write: bool) -> None:
    command = [sys.executable, DISK, "hold", str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(RecordLocked, match=rf"in use by another process \({holder.pid}\)\. Wait"):
            Record.open(path, write=write)
        holder.communicate("")
    with Record.open(path, write=write) as record:
        assert record.counts()["report"] == 1


def test_another_process_reads(path: Path) -> None:
    with Record.open(path) as record:
        assert disk("read", path) == ["1"]
        (said,) = disk("write", path)
        assert said.startswith("RecordLocked: ")
        assert f"({os.getpid()})" in said
        assert record.counts()["report"] == 1


@pytest.mark.parametrize("write", [False, True])
def test_this_process_has_it_open_for_something_else(path: Path, write: bool) -> None:
    with Record.open(path, write=write) as record:
        with pytest.raises(RecordLocked, match="in use by this process"):
            Record.open(path, write=True)
        assert record.counts()["report"] == 1


def test_two_readers_in_one_process(path: Path) -> None:
    with Record.open(path) as one, Record.open(path) as other:
        assert one.events().equals(other.events())


def test_a_reader_cannot_write(path: Path) -> None:
    with Record.open(path) as record, pytest.raises(RecordUnwritable, match="read-only"):
        record.add(visit("v"), "1.0")


QUERIES = {
    "SELEC 1": "syntax error",
    "FROM nobody": "nobody does not exist",
    "SELECT nothing FROM report": "nothing",
    "SELECT 'one'::INT": "Could not convert",
    "SELECT $a": "a",
    "DELETE FROM report": "only a single query",
    "DROP TABLE report": "only a single query",
    "SELECT 1; DELETE FROM report": "only a single query",
    "": "only a single query",
    "COPY report TO 'report.csv'": "only a single query",
    "SET threads = 1": "only a single query",
    "SELECT * FROM read_text('/etc/hostname')": "file system operations are disabled",
    "FROM values": "values",
}


@pytest.fixture(scope="module", params=[False, True], ids=["reading", "writing"])
def asked(request: pytest.FixtureRequest, made: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    """A record to which nothing must happen."""
    with Record.open(shutil.copy(made, tmp_path_factory.mktemp("asked") / "r.duckdb"), write=request.param) as record:
        before = contents(record)
        yield record
        assert contents(record) == before


@pytest.mark.parametrize(("query", "words"), QUERIES.items())
def test_a_query_that_cannot_be_answered(asked: Record, query: str, words: str) -> None:
    with pytest.raises(RecordFailed, match=words):
        asked.sql(query)
    assert asked.counts()["report"] == 1


def test_a_query_of_ones_own(path: Path) -> None:
    with Record.open(path) as record:
        assert record.sql("FROM report SELECT id").rows() == [("accord",)]
        assert record.sql("WITH a AS (SELECT 7 AS b) SELECT b + $c AS d FROM a", {"c": 1}).rows() == [(8,)]
        assert record.sql("SELECT id FROM report WHERE id = ?", ["none"]).height == 0


@pytest.mark.parametrize("limit", [90_000, 700_000])
def test_a_full_disk_keeps_what_was_stored(tmp_path: Path, limit: int) -> None:
    path = tmp_path / "r.duckdb"
    *counted, said = disk("fill", path, limit)
    assert said.startswith(f"{RecordFull.__name__}: Could not write to {path}")
    assert "File too large" in said
    with Record.open(path) as record:
        assert record.counts()["report"] == int(counted[-1]) + 1
        assert list(record.faults()) == []
    with Record.open(path, write=True) as record:
        record.add(accord("after"), "1.0")
        assert record.events(report="after").height == 2
        assert list(record.faults()) == []


def test_a_full_disk_leaves_no_half_made_record(tmp_path: Path) -> None:
    (said,) = disk("make", tmp_path / "r.duckdb", 20_000)
    assert said.startswith("RecordFull: ")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("memory", [200, 4000])
def test_the_database_takes_as_much_memory_as_it_is_given(tmp_path: Path, memory: int) -> None:
    with Record.open(tmp_path / "r.duckdb", write=True, memory=memory) as record:
        (limit,) = record.sql("SELECT current_setting('memory_limit') AS most")["most"]
    amount, unit = limit.split()
    assert abs(float(amount) * {"MiB": 1, "GiB": 1024}[unit] * 1.048576 - memory) < memory / 20


COMPLAINTS = {
    'Could not write file "r": No space left on device': RecordFull,
    'Failed to commit: Could not write file "r.wal": Disk quota exceeded': RecordFull,
    'Could not fsync file "r": Input/output error': RecordFull,
    'Could not set lock on file "r": No locks available': RecordLocked,
    'Could not set lock on file "r": Conflicting lock is held in python (PID 77)': RecordLocked,
    'Cannot open file "r": Permission denied': RecordUnwritable,
    'Cannot open file "r": Read-only file system': RecordUnwritable,
    "Corrupt database file: computed checksum 1 does not match stored checksum 2 in block 7": RecordFailed,
    "failed to allocate data of size 8.0 GiB (12.4 GiB/12.4 GiB used)": RecordTooLarge,
    "": RecordFailed,
}


@pytest.mark.parametrize(("complaint", "error"), COMPLAINTS.items(), ids=lambda v: str(v)[:40])
def test_what_the_database_complains_of(complaint: str, error: type[RecordError]) -> None:
    with pytest.raises(error) as told, explained(Path("r")):
        raise duckdb.IOException(complaint)
    assert type(told.value) is error
    assert complaint in str(told.value) or "(77)" in str(told.value)


@pytest.mark.parametrize(
    ("number", "error"),
    [(errno.ENOSPC, RecordFull), (errno.EDQUOT, RecordFull), (errno.EROFS, RecordUnwritable)],
)
def test_what_the_system_complains_of(number: int, error: type[RecordError]) -> None:
    with pytest.raises(error, match=os.strerror(number)), explained(Path("r")):
        raise OSError(number, os.strerror(number))


def test_a_damaged_file_is_said_to_be_damaged(path: Path) -> None:
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(12288)
        file.write(b"\xa5" * (size - 12288))
    with pytest.raises(RecordError, match="(?i)checksum|corrupt|deserialize"):
        Record.open(path).events()

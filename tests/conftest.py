"""What many tests share: the reader, the atlas, the ontology and an empty record, each made once."""

import gc
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from weakref import WeakKeyDictionary

import duckdb
import polars as pl
import pytest
from hypothesis import settings as property_tests

from dragoman.atlas.atlas import Atlas, load_atlas
from dragoman.language.parse import Parser, load_parser
from dragoman.ontology.ontology import Ontology, load_ontology
from dragoman.pipeline import Tools
from dragoman.record import store
from dragoman.record.record import Record
from dragoman.settings import Settings

# A slow machine is no failure, and a suite that draws other examples each time tells nothing about a change.
property_tests.register_profile("dragoman", deadline=None, derandomize=True)
property_tests.register_profile("thorough", deadline=None, max_examples=1000)  # HYPOTHESIS_PROFILE=thorough
property_tests.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dragoman"))

# What tests how a record is made makes it.
MAKING = {"test_record_failures.py", "test_record_killed.py"}
# What tests that rows keep their order, and that many may ask at once, asks as users do: with threads, looked over.
THREADED = {
    "test_gathering.py",
    "test_record_threads.py",
    "test_resolving_any_order.py",
    "test_shelf.py",
}

# Records of some reports are asked sooner as a query is written than after it was looked over for what would be faster:
# that took a quarter of the time.  Filters are still asked early, or joins would grow.  The profile "thorough", the
# threaded and whatever runs in a process of its own ask as users do.
KEPT = ("filter_pushdown",)

# Where files are kept in memory, and how many free bytes there it takes to work in it.
MEMORY, ROOM = Path("/dev/shm"), 4 << 30


def _work_in_memory() -> None:
    """Temporary folders lie in memory where there is room: a record waits for its disk with every report it keeps."""
    chosen = {"PYTEST_DEBUG_TEMPROOT", "TMPDIR"} & os.environ.keys()
    if not chosen and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM:
        os.environ["PYTEST_DEBUG_TEMPROOT"] = os.environ["TMPDIR"] = tempfile.tempdir = str(MEMORY)


def pytest_configure() -> None:
    """What is loaded and collected stays until the end: looking through it for rubbish is a fifth of the time.

    Over records of some reports the database's threads cost a tenth of the time and do nothing.
    """
    gc.disable()
    store.CONFIG["threads"] = 1
    if os.environ.get("HYPOTHESIS_PROFILE") != "thorough":
        known = duckdb.execute("SELECT name FROM duckdb_optimizers()").fetchall()
        store.CONFIG["disabled_optimizers"] = ",".join(str(name) for (name,) in known if name not in KEPT)
    # What is compiled is kept, or every process that a test starts compiles it anew.
    sys.dont_write_bytecode = False
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    _work_in_memory()


def pytest_collection_finish() -> None:
    """From here on there is rubbish, but not in what was collected."""
    gc.freeze()
    gc.enable()


@pytest.fixture(scope="session")
def copied_record(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], None]:
    """Makes a new record as a copy of one that was made once: many hundred tests begin with one."""
    make = store._make

    @cache
    def empty() -> Path:
        path = tmp_path_factory.mktemp("empty") / "empty.duckdb"
        make(path)
        return path

    def copied(path: Path) -> None:
        if not path.absolute().parent.is_dir():
            make(path)
        new = path.with_name(f".{path.name[:100]}.new")
        shutil.copyfile(empty(), new)
        store._place(new, path)
        new.unlink(missing_ok=True)

    return copied


@pytest.fixture(scope="module", autouse=True)
def records_are_copied(request: pytest.FixtureRequest) -> Iterator[None]:
    """New records are copies, unless how they are made is what is tested."""
    with pytest.MonkeyPatch.context() as patch:
        if request.path.name in THREADED:
            patch.delitem(store.CONFIG, "threads")
            patch.delitem(store.CONFIG, "disabled_optimizers", raising=False)
        if request.path.name not in MAKING:
            patch.setattr(store, "_make", request.getfixturevalue("copied_record"))
        yield


@cache
def answered(path: Path, state: tuple[int, int, int]) -> dict[str, pl.DataFrame]:
    """What a file was asked, and answered, while it was in this state."""
    return {}


@pytest.fixture(scope="module")
def questions_are_asked_once() -> Iterator[None]:
    """The same question to a file to which nobody wrote is answered once: that it is answered is tested elsewhere.

    While a record is open for questions nobody writes to its file; others are asked whenever somebody asks.
    """
    begin, ask = Record.open, Record.sql
    known: WeakKeyDictionary[Record, dict[str, pl.DataFrame]] = WeakKeyDictionary()

    def opened(path: Path | str, *, write: bool = False, memory: int | None = None) -> Record:
        record = begin(path, write=write, memory=memory)
        if not (write or record.path.with_name(f"{record.path.name}.wal").exists()):
            file = record.path.stat()
            known[record] = answered(record.path.absolute(), (file.st_ino, file.st_mtime_ns, file.st_size))
        return record

    def asked_once(record: Record, query: str, values: dict[str, object] | list[object] | None = None) -> pl.DataFrame:
        answers, asked = known.get(record), repr((query, values))
        if answers is None:
            return ask(record, query, values)
        if asked not in answers:
            answers[asked] = ask(record, query, values)
        return answers[asked].clone()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Record, "open", opened)
        patch.setattr(Record, "sql", asked_once)
        yield


@pytest.fixture(scope="session")
def reader() -> Parser:
    return load_parser(Settings())


@pytest.fixture(scope="session")
def atlas() -> Atlas:
    return load_atlas()


@pytest.fixture(scope="session")
def ontology() -> Ontology:
    return load_ontology()


@pytest.fixture(scope="session")
def tools(reader: Parser, atlas: Atlas, ontology: Ontology) -> Tools:
    return Tools(reader, ontology, atlas)

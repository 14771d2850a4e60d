"""Many threads may ask one record, and write into it, at once."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from contents import contents
from invented import invented, visit

from dragoman.record.record import Record


def test_threads_ask_at_once(tmp_path: Path) -> None:
    with Record.open(tmp_path / "r.duckdb", write=True) as record:
        assert record.add_many(list(invented(30, seed=4)), "1.0") == ()
    with Record.open(tmp_path / "r.duckdb") as record, ThreadPoolExecutor(4) as threads:
        expected = record.events(actor="IRN")
        found = list(threads.map(lambda _: (record.events(actor="IRN"), record.counts()), range(12)))
        assert all(events.equals(expected) and counts == record.counts() for events, counts in found)


def test_threads_write_and_ask_at_once(tmp_path: Path) -> None:
    many = list(invented(12, seed=4))
    with Record.open(tmp_path / "one.duckdb", write=True) as record, ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda f: (record.add(f, "1.0"), record.reports(), list(record.faults())), many))
        with Record.open(tmp_path / "two.duckdb", write=True) as alone:
            assert alone.add_many(many, "1.0") == ()
            assert contents(record) == contents(alone)


def test_questions_while_an_answer_is_read(tmp_path: Path) -> None:
    with Record.open(tmp_path / "r.duckdb", write=True) as record:
        record.add(visit("v"), "1.0")
        faults = record.faults()
        assert record.counts()["report"] == 1
        assert next(faults, None) is None

"""Reading while others write: the copy is whole, the record is never held, and what was written shows."""

import subprocess
import sys
import time
from pathlib import Path
from threading import Thread

import pytest
from invented import accord, invented, visit

from dragoman.errors import RecordMissing
from dragoman.record.record import Record
from dragoman.record.shelf import Shelf, watched


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with Record.open(tmp_path / "r.duckdb", write=True) as record:
        record.add_many([accord(), *invented(5, seed=3)], "1.0")
        record.resolve()
    return tmp_path / "r.duckdb"


def test_the_copy_says_what_the_record_says(path: Path) -> None:
    shelf = Shelf(path)
    with Record.open(path) as record, shelf.reading() as held:
        assert held.record.counts() == record.counts()
        for of in ("report", "actor", "place", "statement", "event", "happening", "tie"):
            view = f"SELECT * FROM {of}_row ORDER BY id"
            assert held.record.sql(view).equals(record.sql(view))
        assert held.record.path == path
    shelf.close()


def test_readers_keep_nobody_from_writing(path: Path) -> None:
    shelf = Shelf(path)
    with shelf.reading() as former:
        with Record.open(path, write=True) as record:
            record.add(visit("new"), "1.0")
        assert shelf.behind(former)
        assert shelf.refresh()
        assert not shelf.refresh()
        assert former.record.text("new") is None  # the former copy stays as it was, as long as somebody reads it
        with shelf.reading() as newest:
            assert newest.record.text("new") is not None
            assert newest.version != former.version
    assert shelf.held is not None
    shelf.close()
    assert former.folder is not None
    assert not former.folder.path.exists()


WRITER = """
import sys, time
sys.path.insert(0, sys.argv[2])
from invented import visit
from dragoman.record.record import Record
with Record.open(sys.argv[1], write=True) as record:
    print("writing", flush=True)
    for number in range(40):
        record.add(visit(f"w{number}"), "1.0")
        print(number, flush=True)
        time.sleep(0.02)
    sys.stdin.read()
"""


def test_what_another_process_commits_shows_while_it_writes_on(path: Path) -> None:
    shelf = Shelf(path)
    command = [sys.executable, "-c", WRITER, str(path), str(Path(__file__).parent)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        told = 0
        seen: list[int] = []
        for line in writer.stdout:
            told = told if line.strip() == "writing" else int(line)
            if told % 10 == 9:
                shelf.refresh()
                with shelf.reading() as held:
                    assert list(held.record.faults()) == []
                    count = held.record.sql("SELECT count(*) AS n FROM report WHERE starts_with(id, 'w')")["n"].item()
                    assert count > told
                    seen.append(count)
            if told == 39:
                break
        writer.communicate("")
    assert seen == sorted(seen)
    assert len(seen) == 4
    shelf.close()


def test_a_watched_shelf_follows_the_record(path: Path) -> None:
    shelf = Shelf(path)
    prepared: list[str] = []
    shelf.ready = lambda held: prepared.append(held.version)
    shelf.refresh()
    with watched(shelf):
        with Record.open(path, write=True) as record:
            record.add(visit("watched"), "1.0")
        until = time.monotonic() + 60
        while time.monotonic() < until:
            with shelf.reading() as held:
                if held.record.text("watched") is not None:
                    break
            time.sleep(0.1)
        else:
            pytest.fail("the new report did not show within a minute")
    assert held.version in prepared
    shelf.close()


def test_a_record_that_goes_leaves_the_copy_and_a_reason(path: Path) -> None:
    shelf = Shelf(path)
    shelf.refresh()
    path.rename(path.with_name("away.duckdb"))
    with pytest.raises(RecordMissing):
        shelf.refresh()
    with shelf.reading() as held:
        assert shelf.behind(held)
        assert held.record.counts()["report"] == 6
    shelf.close()


def test_many_readers_see_whole_copies_while_they_change(path: Path) -> None:
    shelf = Shelf(path)
    shelf.refresh()
    wrong: list[str] = []

    def read() -> None:
        for _ in range(10):
            with shelf.reading() as held:
                wrong.extend(sentence for _, sentence in held.record.faults())

    threads = [Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for number in range(3):
        with Record.open(path, write=True) as record:
            record.add(visit(f"n{number}"), "1.0")
        shelf.refresh()
    for thread in threads:
        thread.join()
    assert wrong == []
    shelf.close()

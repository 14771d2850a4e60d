"""A copy that is not laid out yet answers what it can answer as it does afterwards, and nobody else is kept waiting."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Timer

import pytest
from invented import accord, invented
from starlette.testclient import TestClient

from dragoman.errors import RecordMissing
from dragoman.faces.api import app as served
from dragoman.faces.api import freshness
from dragoman.faces.api.desk import Desk
from dragoman.record import shelf as shelves
from dragoman.record.filters import Filters
from dragoman.record.held import Held
from dragoman.record.newest import DAYS, told_last
from dragoman.record.paging import page_of
from dragoman.record.record import Record
from dragoman.record.shelf import Shelf
from dragoman.record.snapshot import unheld

LIMITS = (Filters(), Filters(actor="GEO"), Filters(text="talks"), Filters(since="2019", until="2021"))
EARLY = ("/api/overview", "/api/events?actor=GEO", "/api/reports?text=accord", "/api/reports/accord", "/api/meta")

WRITER = """
import sys
sys.path.insert(0, sys.argv[2])
from invented import visit
from dragoman.record.record import Record
with Record.open(sys.argv[1], write=True) as record:
    record.add(visit("meanwhile"), "1.0")
"""


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("early") / "r.duckdb"
    with Record.open(path, write=True) as record:
        assert record.add_many([accord(), *invented(30, seed=5)], "1.0") == ()
        record.resolve()
    return path


@pytest.fixture(scope="module")
def copies(path: Path) -> Iterator[tuple[Record, Record]]:
    """One that is laid out, one that is not."""
    early, late = Shelf(path), Shelf(path)
    early.begin()
    late.refresh()
    assert early.early is not None
    assert late.held is not None
    yield early.early.record, late.held.record
    early.close()
    late.close()


@pytest.mark.parametrize("of", DAYS)
@pytest.mark.parametrize("limits", LIMITS, ids=["all", "GEO", "talks", "years"])
def test_tables_are_the_same_before_and_after(copies: tuple[Record, Record], of: str, limits: Filters) -> None:
    early, late = (page_of(record, of, limits, 7, 2) for record in copies)
    assert early.total == late.total
    assert early.rows.equals(late.rows)


@pytest.mark.parametrize("of", DAYS)
def test_the_newest_are_the_same_before_and_after(copies: tuple[Record, Record], of: str) -> None:
    early, late = (told_last(record, of, 6) for record in copies)
    assert len(early) == 6
    assert early.equals(late)


def test_the_record_itself_answers_until_its_copy_is_laid_out(path: Path) -> None:
    shelf = Shelf(path)
    assert shelf.enter_early() is None
    shelf.begin()
    reader = shelf.enter_early()
    assert reader is not None
    assert reader.folder is None
    once = reader.once("counts", lambda record: record.counts())
    assert shelf.refresh()
    assert shelf.held is not reader
    assert shelf.enter_early() is None
    assert page_of(reader.record, "event", Filters(), 5).total  # open as long as somebody reads it
    shelf.leave(reader)
    with shelf.reading() as held:
        assert held.record.laid
        assert held.once("counts", lambda record: {}) is once  # what was worked out holds for the copy too
    shelf.close()


def test_nobody_is_kept_from_writing_by_whoever_asks_the_record_itself(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "r.duckdb"
    copy.write_bytes(path.read_bytes())
    os.utime(copy, (0, 0))
    shelf = Shelf(copy)
    shelf.begin()
    early = shelf.early
    assert early is not None
    assert early.folder is None
    assert not shelf.behind(early)
    subprocess.run([sys.executable, "-c", WRITER, copy, Path(__file__).parent], check=True)
    assert shelf.behind(early)
    shelf.give_up(early)
    assert shelf.refresh()
    with shelf.reading() as held:
        assert held.record.text("meanwhile") is not None
    shelf.close()


def test_a_decision_goes_before_those_who_ask_the_record_itself(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "r.duckdb"
    copy.write_bytes(path.read_bytes())
    shelf = Shelf(copy)
    shelf.begin()
    assert shelf.early is not None
    with shelf.written(), Record.open(copy, write=True) as record:
        assert record.counts()
    assert shelf.early is None
    shelf.close()


@pytest.fixture
def copying(monkeypatch: pytest.MonkeyPatch) -> None:
    """As where somebody writes the record, so that it cannot be asked itself."""
    monkeypatch.setattr(shelves, "unheld", lambda path: None)


@pytest.mark.usefixtures("copying")
def test_the_first_copy_is_laid_out_under_those_who_read_it(path: Path) -> None:
    shelf = Shelf(path)
    shelf.begin()
    reader = shelf.enter_early()
    assert reader is not None
    assert reader.folder is not None
    assert not reader.record.laid
    assert shelf.refresh()
    assert shelf.held is reader
    assert reader.record.laid
    assert shelf.enter_early() is None
    shelf.leave(reader)
    assert page_of(reader.record, "event", Filters(), 5).total
    shelf.close()
    assert not reader.folder.path.exists()


@pytest.mark.usefixtures("copying")
def test_a_copy_that_cannot_be_laid_out_is_taken_away(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = Shelf(path)
    shelf.begin()
    early = shelf.early
    assert early is not None
    assert early.folder is not None

    def fails(self: Held) -> None:
        raise RecordMissing(path)

    monkeypatch.setattr(Held, "lay", fails)
    with pytest.raises(RecordMissing):
        shelf.refresh()
    assert shelf.early is None
    assert not early.folder.path.exists()


def test_what_was_answered_while_somebody_wrote_is_asked_again(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "r.duckdb"
    copy.write_bytes(path.read_bytes())
    os.utime(copy, (0, 0))
    shelf = Shelf(copy)
    desk = Desk(shelf)
    with TestClient(served.create_app(desk), base_url="http://localhost") as client:
        while shelf.held is None:
            time.sleep(0.01)
        shelf.early, shelf.held, shelf.awaited = unheld(copy), None, True
        assert shelf.early is not None
        assert shelf.early.folder is None
        with Record.open(copy.with_name("new.duckdb"), write=True) as record:
            record.add(accord(), "1.0")
        copy.with_name("new.duckdb").replace(copy)
        Timer(0.3, lambda: setattr(shelf, "awaited", False)).start()
        assert client.get("/api/reports").json()["total"] == 1
        assert shelf.early is None


def test_the_first_page_does_not_wait_and_others_say_what_they_wait_for(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on, plain = Event(), Held.lay

    def waits(self: Held) -> None:
        go_on.wait(30)
        plain(self)

    monkeypatch.setattr(Held, "lay", waits)
    monkeypatch.setattr(freshness, "PATIENCE", 0.3)
    desk = Desk(Shelf(path))
    with TestClient(served.create_app(desk), base_url="http://localhost") as client:
        try:
            for address in EARLY:
                answer = client.get(address)
                assert answer.status_code == 200, answer.text
            first = client.get("/api/overview").json()
            assert first["pairs"]
            assert first["reports"]
            late = client.get("/api/agreements")
            assert late.status_code == 503
            assert "being laid out" in late.json()["detail"]
            assert late.headers["Retry-After"]
            assert client.get("/api/overview?since=2019").status_code == 503
        finally:
            go_on.set()
        while desk.shelf.awaited:
            time.sleep(0.01)
        assert client.get("/api/agreements").status_code == 200
        assert {k: v for k, v in client.get("/api/overview?turn=2").json().items() if not k.startswith("overdue")} == {
            k: v for k, v in first.items() if not k.startswith("overdue")
        }

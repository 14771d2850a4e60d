"""A copy that is kept is taken as it is by the next start, and never where it is of something else, or torn."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import Never

import pytest
from invented import accord, invented, visit

from dragoman.errors import DragomanError, RecordError
from dragoman.record import keeping as kept_copies
from dragoman.record.filters import Filters
from dragoman.record.forms import COLUMNS, Packed
from dragoman.record.held import Held
from dragoman.record.keeping import LIST, Keeping, default_folder, keeping_of
from dragoman.record.paging import page_of
from dragoman.record.record import Record
from dragoman.record.search import SOURCES, Index
from dragoman.record.shelf import Shelf
from dragoman.record.versions import version_of

ROOM = 1_000_000_000


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("kept") / "r.duckdb"
    with Record.open(path, write=True) as record:
        assert record.add_many([accord(), *invented(5, seed=8)], "1.0") == ()
        record.resolve()
    return path


@pytest.fixture
def path(made: Path, tmp_path: Path) -> Path:
    found = tmp_path / "r.duckdb"
    shutil.copy2(made, found)
    return found


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def keeping(tmp_path: Path, told: list[str]) -> Keeping:
    return Keeping(tmp_path / "cache" / "copies", ROOM, told.append)


def kept(path: Path, keeping: Keeping, ask: Callable[[Held], object] = lambda held: None) -> tuple[Path, bool]:
    """What one run does: the folder of its copy, and whether it was there before."""
    shelf = Shelf(path, keeping=keeping)
    shelf.begin()
    there = shelf.held is not None
    with shelf.reading() as held:
        ask(held)
        held.save(keeping)
        assert held.folder is not None
        folder = held.folder.path
    shelf.close()
    return folder, there


def test_the_next_start_takes_the_copy_as_it_is(path: Path, keeping: Keeping, told: list[str]) -> None:
    before = page_of(Record.open(path), "event", Filters(), 40)
    folder, there = kept(path, keeping)
    assert not there
    assert folder.exists()
    shelf = Shelf(path, keeping=keeping)
    shelf.begin()
    with shelf.reading() as held:
        assert held.folder is not None
        assert held.folder.path == folder
        assert held.record.laid
        after = page_of(held.record, "event", Filters(), 40)
        assert not shelf.refresh()
    shelf.close()
    assert after.total == before.total
    assert after.rows.sort("id").equals(before.rows.sort("id"))
    assert folder.exists()
    assert told == []


def test_what_was_worked_out_is_not_worked_out_again(path: Path, keeping: Keeping) -> None:
    def first(held: Held) -> None:
        held.once("a frame", lambda record: record.sql("SELECT id FROM actor_row ORDER BY id"), COLUMNS)
        held.once("some pairs", lambda record: (("a", 1), ("b", 2)), Packed(tuple[tuple[str, int], ...]))
        held.rows("all of them", "SELECT id FROM report_row ORDER BY id")
        held.write_words()

    def again(held: Held) -> None:
        def never(record: Record) -> Never:
            raise AssertionError("it was worked out again")

        frame = held.once("a frame", never, COLUMNS)
        assert frame["id"].to_list() == held.record.sql("SELECT id FROM actor_row ORDER BY id")["id"].to_list()
        assert held.once("some pairs", never, Packed(tuple[tuple[str, int], ...])) == (("a", 1), ("b", 2))
        assert len(held.rows("all of them", "this is no query")) == 6

    kept(path, keeping, first)
    assert kept(path, keeping, again)[1]


def test_what_was_worked_out_of_the_record_itself_is_kept_with_its_copy(path: Path, keeping: Keeping) -> None:
    form = Packed(tuple[int, ...])
    shelf = Shelf(path, keeping=keeping)
    shelf.begin()
    assert shelf.early is not None
    assert shelf.early.once("numbers", lambda _: (1, 2), form) == (1, 2)
    with shelf.reading() as held:
        held.save(keeping)
    shelf.close()
    assert kept(path, keeping, lambda held: held.once("numbers", lambda _: pytest.fail("made anew"), form))[1]


def test_a_value_that_cannot_be_read_is_made_anew(path: Path, keeping: Keeping) -> None:
    form = Packed(tuple[int, ...])
    folder, _ = kept(path, keeping, lambda held: held.once("numbers", lambda _: (1, 2), form))
    (folder / "numbers.json").write_text('["x"]')
    shelf = Shelf(path)
    with shelf.reading() as held:
        assert held.folder is not None
        shutil.copy(folder / "numbers.json", held.folder.path)
        assert held.once("numbers", lambda _: (3,), form) == (3,)
    shelf.close()


def test_a_record_that_changed_is_copied_anew_and_the_former_copy_dropped(path: Path, keeping: Keeping) -> None:
    former, _ = kept(path, keeping)
    with Record.open(path, write=True) as record:
        record.add(visit("new"), "1.0")
    newer, there = kept(path, keeping, lambda held: [held.record.text("new")][0] or pytest.fail("it is not there"))
    assert not there
    assert newer != former
    assert not former.exists()
    assert [c.folder for c in keeping.copies()] == [newer]


def test_a_copy_follows_the_record_while_it_is_served(path: Path, keeping: Keeping) -> None:
    shelf = Shelf(path, keeping=keeping)
    shelf.refresh()
    with shelf.reading() as former:
        with Record.open(path, write=True) as record:
            record.add(visit("new"), "1.0")
        assert shelf.refresh()
        assert former.record.text("new") is None
        assert former.folder is not None
        assert former.folder.path.exists()
    assert not former.folder.path.exists()
    shelf.close()
    assert kept(path, keeping)[1]


def test_another_program_makes_its_own(path: Path, keeping: Keeping, monkeypatch: pytest.MonkeyPatch) -> None:
    former, _ = kept(path, keeping)
    monkeypatch.setattr(kept_copies, "program", lambda: "another1")
    newer, there = kept(path, keeping)
    assert not there
    assert not former.exists()
    assert newer.exists()


@pytest.fixture(scope="module")
def whole(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return kept(made, Keeping(tmp_path_factory.mktemp("whole"), ROOM))[0]


def _cut(folder: Path) -> None:
    with (folder / "record.duckdb").open("r+b") as file:
        file.truncate(70_000)


def _zeroed(folder: Path) -> None:
    with (folder / "record.duckdb").open("r+b") as file:
        file.write(bytes(20_000))


def _unlisted(folder: Path) -> None:
    (folder / LIST).unlink()


def _of_another(folder: Path) -> None:
    listed = json.loads((folder / LIST).read_text())
    (folder / LIST).write_text(json.dumps({**listed, "record": "/elsewhere.duckdb"}))


def _garbled(folder: Path) -> None:
    (folder / LIST).write_text("[1]")


def _open_to_all(folder: Path) -> None:
    folder.chmod(0o777)


@pytest.mark.parametrize(
    ("harm", "sentence"),
    [
        (_cut, "is torn (record.duckdb"), (_zeroed, "is torn (record.duckdb"), (_unlisted, "has no list"),
        (_garbled, "has no list"), (_of_another, "is of something else"), (_open_to_all, "others may change it"),
    ],
)  # fmt: skip
def test_what_does_not_hold_together_is_said_and_made_anew(
    made: Path, whole: Path, keeping: Keeping, told: list[str], harm: Callable[[Path], None], sentence: str
) -> None:
    folder = keeping.folder / whole.name
    shutil.copytree(whole, folder)
    found = keeping.find(made, version_of(made))
    assert found is not None
    found.cleanup()
    harm(folder)
    assert keeping.find(made, version_of(made)) is None
    assert not folder.exists()
    assert len(told) == 1
    assert sentence in told[0]
    assert "made anew" in told[0]


def test_nobody_else_can_look_into_it(path: Path, keeping: Keeping) -> None:
    folder, _ = kept(path, keeping)
    for found in (folder, keeping.folder):
        assert found.stat().st_mode & 0o777 == 0o700


def test_where_nothing_can_be_kept_it_works_without(path: Path, tmp_path: Path, told: list[str]) -> None:
    (tmp_path / "file").write_text("")
    folder, there = kept(path, Keeping(tmp_path / "file" / "copies", ROOM, told.append))
    assert not there
    assert not folder.exists()
    assert len(told) == 1
    assert "No copy is kept for the next start" in told[0]


def test_what_takes_more_than_its_room_is_not_kept(path: Path, tmp_path: Path, told: list[str]) -> None:
    small = Keeping(tmp_path / "copies", 100_000, told.append)
    folder, _ = kept(path, small)
    assert not folder.exists()
    assert "copies_room allows 0 MB" in told[0]
    assert list(small.folder.iterdir()) == []


def test_the_one_not_used_for_longest_makes_way(path: Path, keeping: Keeping, tmp_path: Path) -> None:
    paths = [path, path.with_name("second.duckdb"), path.with_name("third.duckdb")]
    folders = []
    for n, one in enumerate(paths):
        shutil.copy2(path, one) if one != path else None
        size = sum(c.bytes for c in keeping.copies()[:1])
        room = Keeping(keeping.folder, size * 5 // 2 if n else ROOM)
        folders.append(kept(one, room)[0])
        os.utime(folders[-1] / LIST, (n, n)) if folders[-1].exists() else None
    assert [f.exists() for f in folders] == [False, True, True]


def test_the_copy_of_a_record_that_is_gone_goes_with_the_next(path: Path, keeping: Keeping) -> None:
    other = path.with_name("other.duckdb")
    shutil.copy2(path, other)
    folder, _ = kept(other, keeping)
    other.unlink()
    kept(path, keeping)
    assert not folder.exists()


def test_a_copy_in_use_is_not_dropped(path: Path, keeping: Keeping) -> None:
    kept(path, keeping)
    shelf = Shelf(path, keeping=keeping)
    shelf.begin()
    assert keeping.drop() == []
    shelf.close()
    assert [c.record for c in keeping.drop(path.with_name("other.duckdb"))] == []
    assert [c.record for c in keeping.drop(path)] == [str(path.resolve())]
    assert keeping.copies() == []


def test_two_servers_share_one(path: Path, keeping: Keeping) -> None:
    kept(path, keeping)
    one, other = Shelf(path, keeping=keeping), Shelf(path, keeping=keeping)
    with one.reading() as first, other.reading() as second:
        assert first.folder is not None
        assert second.folder is not None
        assert first.folder.path == second.folder.path
        assert first.record.counts() == second.record.counts()
    one.close()
    other.close()
    assert keeping.copies()


def test_two_first_starts_at_once_lay_out_one(
    path: Path, keeping: Keeping, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other, lay = Shelf(path, keeping=keeping), Shelf(path, keeping=keeping), Held.lay
    waiting, laid = Thread(target=other.refresh), list[Held]()

    def slowly(self: Held) -> None:
        waiting.start()
        while not told:
            waiting.join(0.01)
        laid.append(self)
        lay(self)

    monkeypatch.setattr(Held, "lay", slowly)
    one.refresh()
    waiting.join(60)
    assert told == ["Another server lays out a copy of r.duckdb; this one waits for it."]
    assert len(laid) == 1
    with one.reading() as first, other.reading() as second:
        assert first.folder is not None
        assert second.folder is not None
        assert first.folder.path == second.folder.path
    one.close()
    other.close()
    assert not list(keeping.folder.glob(".*"))


def test_a_server_that_ends_waits_no_longer(path: Path, keeping: Keeping) -> None:
    shelf = Shelf(path, keeping=keeping)
    with keeping.alone(path, version_of(path), lambda seconds: True):
        shelf.close()
        with pytest.raises(RecordError, match="the server ended"):
            shelf.refresh()


def test_what_a_run_left_unfinished_goes(path: Path, keeping: Keeping) -> None:
    left, running = keeping.make(), keeping.make()
    assert left is not None
    assert running is not None
    os.close(left._lock or 0)  # as when the process was killed
    left._lock = None
    kept(path, keeping)
    assert not left.path.exists()
    assert running.path.exists()
    running.cleanup()
    assert not running.path.exists()


def test_words_are_searched_in_the_index_of_the_last_run(path: Path, keeping: Keeping, tmp_path: Path) -> None:
    index, again = Index(tmp_path / "one.sqlite"), Index(tmp_path / "other.sqlite")
    kept(path, keeping, lambda held: index.update(held.record))
    index.keep(tmp_path / "kept.sqlite")
    again.take(tmp_path / "kept.sqlite")
    assert again.search("accord", SOURCES, 9) == index.search("accord", SOURCES, 9)
    assert not again.path.exists()
    with Record.open(path, write=True) as record:
        record.add(visit("new", who="KAZ"), "1.0")
        assert 0 < again.update(record) < 20
    assert "new" in {h.id for h in again.search("kazakhstan", ("report",), 50).best}
    assert "new" not in {h.id for h in index.search("kazakhstan", ("report",), 50).best}


@pytest.mark.parametrize(
    ("environment", "folder"),
    [("/var/mine", "/var/mine/dragoman/copies"), ("not/whole", None), ("", None)],
)
def test_the_folder_is_among_the_caches(monkeypatch: pytest.MonkeyPatch, environment: str, folder: str | None) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", environment)
    monkeypatch.setenv("HOME", "/home/one")
    assert default_folder().is_absolute()
    assert folder in (None, str(default_folder()))
    assert keeping_of("none", 5, print) is None
    given = keeping_of("~/mine", 5, print)
    assert given is not None
    assert (given.folder, given.room) == (Path("/home/one/mine"), 5_000_000)


def test_what_is_being_made_when_the_server_ends_goes(
    path: Path, keeping: Keeping, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = Shelf(path, keeping=keeping)

    def ended(self: Held) -> None:
        shelf.close()

    monkeypatch.setattr(Held, "lay", ended)
    with pytest.raises((DragomanError, OSError)):
        shelf.refresh()
    assert list(keeping.folder.iterdir()) == []

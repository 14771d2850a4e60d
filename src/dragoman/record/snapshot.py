"""Reading a record that others may be writing: from a copy of it, so that no reader ever holds the file.

DuckDB lets one process write a file or several read it, never both.  A server that held the record would keep `read`
out for as long as it runs.  So it copies the file and what is committed beside it (the write-ahead log), and asks the
copy.  A copy is whole if the file did not change while it was made: DuckDB changes it only when a checkpoint ends, and
a log that is cut off in the middle of a transaction is read up to the transaction before, as after a power cut.
"""

import gc
import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Lock, Thread
from typing import TypeVar

from dragoman.errors import RecordError, RecordFailed, RecordMissing
from dragoman.record.laying import lay
from dragoman.record.record import Record
from dragoman.record.rowfile import BATCH, LONG, RowFile
from dragoman.record.store import Connection, explained, open_file
from dragoman.record.words import SEARCHED, Words

T = TypeVar("T")
SETTLED = 0.05  # seconds since the last change before a copy is tried: times of files are no finer than a clock tick
LOOK = 1.0  # seconds between looks for a newer record
QUICK = 3.0  # seconds that somebody may be kept waiting for a copy
SHARE = 20  # a pause is so many times as long as the copy took
TRIES, PAUSE = 200, 0.05  # how often, and seconds between, until a copy must be whole
Marks = tuple[tuple[str, int, int, int], ...]  # of each file: name, inode, bytes, time of its last change


_COLLECTOR = Lock()
_pausing: list[bool] = []  # of all who work without the collector: whether it ran before


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the collector of circles: what is worked out once has millions of parts that it would go through."""
    with _COLLECTOR:
        _pausing.append(gc.isenabled() or any(_pausing))
        gc.disable()
    try:
        yield
    finally:
        with _COLLECTOR:
            if _pausing.pop() and not _pausing:
                gc.enable()


@dataclass(slots=True)
class Held:
    """A copy of the record that is open for questions.

    `version` changes whenever the record does; `taken` is the time of the copy, in seconds since 1970, and
    `took` how many seconds making it took; `worked_out` holds what was asked of the whole copy once (`once`).
    """

    record: Record
    version: str
    taken: float
    folder: TemporaryDirectory[str]
    connection: Connection
    took: float = 0.0
    worked_out: dict[str, object] = field(default_factory=dict)
    making: dict[str, Lock] = field(default_factory=dict)
    turn: Lock = field(default_factory=Lock)
    readers: int = 0
    retired: bool = False

    def once(self, name: str, make: Callable[[Record], T]) -> T:
        """What `make` makes of the record, made at the first call; whoever asks for the same meanwhile waits for it."""
        if name not in self.worked_out:
            with self.turn:
                making = self.making.setdefault(name, Lock())
            with making:
                if name not in self.worked_out:
                    with _uncollected():
                        self.worked_out[name] = make(self.record)
        return self.worked_out[name]  # type: ignore[return-value]

    def rows(self, name: str, query: str, batch: int = BATCH) -> RowFile:
        """The rows of a query over the whole copy in a file of its folder, written at the first call.

        `batch`: how many are written in one go; LONG where rows hold whole texts.
        """
        path = Path(self.folder.name) / f"{name}.arrow"
        return self.once(f"rows of {name}", lambda record: record.sql_to_file(query, path, batch))

    def write_words(self) -> None:
        """Write out what words are searched in, at the first call; from then on questions by words are quick."""
        self.record.words = self.once("words", lambda _: Words({of: self._words(of) for of in SEARCHED}))

    def _words(self, of: str) -> RowFile:
        return self.rows(f"words_{of}", SEARCHED[of], LONG if of == "report" else BATCH)

    def lay(self) -> None:
        """Lay the copy out for reading; whoever asks it meanwhile is answered as of before, from its views."""
        begun = time.monotonic()
        with explained(self.record.path), self.connection.cursor() as cursor:
            lay(cursor)  # without a checkpoint, which fails while anybody reads
        self.took += time.monotonic() - begun
        self.record.laid = True

    def release(self) -> None:
        """Close and delete the copy."""
        self.record.close()
        self.folder.cleanup()


@dataclass(slots=True)
class Shelf:
    """The newest whole copy of a record, and older ones as long as somebody reads them.

    `ready` is called with every newer copy before it is shown.  `trouble`: why the last try to make one failed.
    `early`: the first copy as long as it is not laid out, for questions that it can answer all the same (`page_of`, and
    the record's own).  `awaited`: somebody is making the first copy, so that nobody else need do so.
    """

    path: Path
    ready: Callable[[Held], object] = lambda held: None
    held: Held | None = None
    early: Held | None = None
    awaited: bool = False
    trouble: str | None = None
    turn: Lock = field(default_factory=Lock)
    copying: Lock = field(default_factory=Lock)

    @contextmanager
    def reading(self) -> Iterator[Held]:
        """The newest copy, which stays open within the block; the first call makes it."""
        held = self.enter()
        try:
            yield held
        finally:
            self.leave(held)

    def enter(self) -> Held:
        """The newest copy, which stays open until `leave`; the first call makes it, and raises what `refresh` does."""
        if self.held is None:
            self.refresh()
        with self.turn:
            held = self.held
            assert held is not None
            held.readers += 1
        return held

    def enter_early(self) -> Held | None:
        """The first copy while it is not laid out, which stays open until `leave`; null if there is none such."""
        with self.turn:
            if self.early is not None:
                self.early.readers += 1
            return self.early

    def leave(self, held: Held) -> None:
        """Give a copy back; it is closed and deleted if there is a newer one and nobody else reads it."""
        with self.turn:
            held.readers -= 1
            last = held.retired and held.readers == 0
        if last:
            held.release()

    def begin(self) -> None:
        """Make the first copy without laying it out, which takes a twentieth of the time; raises as `refresh`."""
        with self.copying:
            if self.held is None and self.early is None:
                self.early = _copied(self.path)

    def refresh(self) -> bool:
        """Copy the record if it changed since the last copy, and lay the copy out; returns whether it did.

        Raises RecordMissing and the other errors of opening; the former copy is kept then.
        """
        with self.copying:
            if self.held is not None and self.held.version == version_of(self.path):
                return False
            fresh = self.early or _copied(self.path)
            self._prepare(fresh)
            with self.turn:
                former, self.held, self.early = self.held, fresh, None
            if former is not None:
                self._retire(former)
            return True

    def _prepare(self, fresh: Held) -> None:
        try:
            fresh.lay()
            if self.held is not None:
                self.ready(fresh)
        except BaseException:
            with self.turn:
                self.early = None
            self._retire(fresh)
            raise

    def refresh_if_quick(self) -> bool:
        """Copy the record at once if the last copy was quick to make; else that is left to `watched`.

        Returns whether the newest copy is up to date.
        """
        if self.held is None or self.held.took > QUICK:
            return False
        self.refresh()
        return True

    def behind(self, held: Held) -> bool:
        """Whether the record was written since the copy was made, or is not there any more."""
        try:
            return version_of(self.path) != held.version
        except RecordMissing:
            return True

    def close(self) -> None:
        """Close the copy and delete it."""
        with self.turn:
            former, self.held, self.early = self.held or self.early, None, None
        if former is not None:
            self._retire(former)

    def _retire(self, held: Held) -> None:
        with self.turn:
            held.retired = True
            idle = held.readers == 0
        if idle:
            held.release()


def version_of(path: Path) -> str:
    """A short mark that changes whenever the record's files do; raises RecordMissing."""
    return _version(_marks(path))


def _version(marks: Marks) -> str:
    return sha256(repr(marks).encode()).hexdigest()[:16]


def _marks(path: Path) -> Marks:
    found = tuple((p.name, s.st_ino, s.st_size, s.st_mtime_ns) for p in _files(path) if (s := _stat(p)) is not None)
    if not found or found[0][0] != path.name:
        raise RecordMissing(path)
    return found


def _stat(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except FileNotFoundError:
        return None


def _files(path: Path) -> tuple[Path, ...]:
    """The record and what DuckDB keeps beside it: its log, and that of a checkpoint that is under way."""
    return path, path.with_name(f"{path.name}.wal"), path.with_name(f"{path.name}.wal.checkpoint")


def _copied(path: Path) -> Held:
    begun = time.monotonic()
    for _ in range(TRIES):
        before = _marks(path)
        if time.time() - before[0][3] / 1e9 < SETTLED:
            time.sleep(PAUSE)
            continue
        folder = TemporaryDirectory(prefix="dragoman-")
        try:
            copy = _copy(path, Path(folder.name))
            if _marks(path)[0] == before[0]:
                taken = time.time()
                with explained(path):
                    connection = open_file(copy, write=True)  # what the log holds is brought into it
                record = Record(path, connection, writes=False)
                return Held(record, _version(before), taken, folder, connection, time.monotonic() - begun)
        except BaseException:
            folder.cleanup()
            raise
        folder.cleanup()
    raise RecordFailed(path, "it is being written without a pause, so that no whole copy could be made")


def _copy(path: Path, folder: Path) -> Path:
    for source in _files(path):
        if _stat(source) is not None:
            shutil.copyfile(source, folder / source.name)
    return folder / path.name


@contextmanager
def watched(shelf: Shelf) -> Iterator[None]:
    """Look for a newer record again and again within the block, in a thread of its own.

    Copies take at most a twentieth of the time, however large the record is.  A record that cannot be copied at the
    moment is tried again; the former copy stands until then, and `Shelf.behind` says so.
    """
    ended = Event()
    thread = Thread(target=_watch, args=(shelf, ended), name="record-watch", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def _watch(shelf: Shelf, ended: Event) -> None:
    pause = LOOK
    while not ended.wait(pause):
        begun = time.monotonic()
        if shelf.awaited:
            continue
        try:
            shelf.refresh()
            shelf.trouble = None
        except RecordError as error:
            shelf.trouble = str(error)
        pause = max(LOOK, SHARE * (time.monotonic() - begun))

"""The newest copy of a record for a server, and those before it as long as somebody reads them.

Copying and laying out take a minute where there is much.  A laid-out copy is therefore kept for the next start
(keeping.py).  Where there is none yet, the first questions are asked of the record itself, without holding it: what was
answered stands if the file did not change meanwhile, else it is asked again.
"""

import atexit
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Lock, Thread

from dragoman.errors import RecordError, RecordFailed, RecordMissing
from dragoman.record.folders import Folder
from dragoman.record.held import Held
from dragoman.record.keeping import Keeping
from dragoman.record.snapshot import COPY, copied_to, is_settled, laid_out, passing_folder, unheld
from dragoman.record.store import explained, open_file
from dragoman.record.versions import marks, version_of

LOOK = 1.0  # seconds between looks for a newer record
QUICK = 3.0  # seconds that somebody may be kept waiting for a copy
SHARE = 20  # a pause is so many times as long as the copy took
PARTING = 0.8  # seconds that a server waits at its end for a copy that is being made
PARTED = 60  # seconds at most that an interpreter waits for the same
TRIES, PAUSE = 200, 0.05  # how often, and seconds between, until a copy must be whole


@dataclass(slots=True)
class Shelf:
    """The newest whole copy of a record, and older ones as long as somebody reads them.

    `ready` is called with every newer copy before it is shown.  `trouble`: why the last try to make one failed.
    `early`: the record itself, or the first copy as long as it is not laid out, for questions that these can answer all
    the same (`page_of`, and the record's own).  `awaited`: somebody is making the first copy, so that nobody else need
    do so.  `keeping`: where copies are kept between runs, null for nowhere.  `files`: held while the record's file is
    copied or written by this process; opening and closing it loses the locks that others of this process hold on it.
    """

    path: Path
    ready: Callable[[Held], object] = lambda held: None
    held: Held | None = None
    early: Held | None = None
    awaited: bool = False
    trouble: str | None = None
    keeping: Keeping | None = None
    turn: Lock = field(default_factory=Lock)
    copying: Lock = field(default_factory=Lock)
    files: Lock = field(default_factory=Lock)
    ended: Event = field(default_factory=Event)
    in_the_making: Folder | None = None

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
        """What there is before the first copy is laid out, open until `leave`; null if there is nothing."""
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
            held.release(away=self.held is not None)

    @contextmanager
    def written(self) -> Iterator[None]:
        """For writing the record within the block: this process does not touch the file otherwise."""
        with self.files:
            if self.early is not None and self.early.folder is None:
                self.give_up(self.early)
            yield

    def begin(self) -> None:
        """Have something to ask at once: the copy that was kept, the record itself, or a copy; raises as `refresh`."""
        with self.copying:
            if self.held is not None or self.early is not None:
                return
            self.held = self._kept(version_of(self.path))
            if self.held is None:
                with self.files:
                    self.early = unheld(self.path)
            if self.held is None and self.early is None:
                self.early = self._copied(kept=False)

    def refresh(self) -> bool:
        """Copy the record if it changed since the last copy, and lay the copy out; returns whether it did.

        Raises RecordMissing and the other errors of opening; the former copy is kept then.
        """
        with self.copying:
            now = version_of(self.path)
            if self.held is not None and self.held.version == now:
                return False
            fresh = self._kept(now) or self._made(now)
            if self.held is not None:
                try:
                    self.ready(fresh)
                except BaseException:
                    self.give_up(fresh)
                    raise
            with self.turn:
                former, early, self.held, self.early = self.held, self.early, fresh, None
                self.in_the_making = None
            for past in (former, early):
                if past is not None and past is not fresh:
                    self._retire(past)
            return True

    def _kept(self, now: str) -> Held | None:
        folder = None if self.keeping is None else self.keeping.find(self.path, now)
        if folder is None or self.keeping is None:
            return None
        try:
            connection = open_file(folder.path / COPY, write=False)
        except RecordError as error:
            self.keeping.tell(f"The kept copy {folder.name} cannot be opened and is made anew: {error}")
            folder.cleanup(away=True)
            return None
        return laid_out(self.path, connection, now, folder)

    def _made(self, now: str) -> Held:
        """A copy that is laid out, by this server or by another one that was at it already."""
        if self.keeping is None:
            return self._laid()
        with self.keeping.alone(self.path, now, self.ended.wait):
            if self.ended.is_set():
                raise RecordFailed(self.path, "the server ended before there was a copy")
            return self._kept(now) or self._laid()

    def _laid(self) -> Held:
        """A copy that is laid out: the early one, if that is a copy, else a new one."""
        early = self.early
        fresh = early if early is not None and early.folder is not None else self._copied()
        try:
            fresh.lay()
            if fresh is early:
                return fresh
            fresh = self._lasting(fresh)
        except BaseException:
            self.give_up(fresh)
            raise
        if early is not None and early.version == fresh.version:
            fresh.worked_out |= early.worked_out
            fresh.forms |= early.forms
        return fresh

    def _lasting(self, fresh: Held) -> Held:
        """A copy that nobody else has yet, kept for the next start if it can be, and then open for reading only."""
        if self.keeping is None or fresh.folder is None:
            return fresh
        with explained(self.path):
            fresh.connection.execute("CHECKPOINT")
        fresh.record.close()
        self.keeping.keep(fresh.folder, self.path, fresh.version)
        connection = open_file(fresh.folder.path / COPY, write=False)
        return laid_out(self.path, connection, fresh.version, fresh.folder, fresh.taken, fresh.took)

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

    def give_up(self, early: Held) -> None:
        """Show no more of what was there early, because it is of a former version or cannot be laid out."""
        with self.turn:
            self.early = None if self.early is early else self.early
        self._retire(early)

    def close(self) -> None:
        """Close the copy, and delete it unless it is kept."""
        self.ended.set()
        with self.turn:
            former, early, self.held, self.early = self.held, self.early, None, None
        for past in (former, early):
            if past is not None:
                self._retire(past)
        if self.in_the_making is not None and not self.in_the_making.lasting:
            self.in_the_making.cleanup()

    def _retire(self, held: Held) -> None:
        with self.turn:
            idle = held.readers == 0 and not held.retired
            held.retired = True
        if idle:
            held.release(away=self.held is not None)

    def _copied(self, *, kept: bool = True) -> Held:
        """A copy that is not laid out; raises RecordFailed where none can be made whole."""
        begun = time.monotonic()
        for _ in range(TRIES):
            before = marks(self.path)
            if not is_settled(before):
                time.sleep(PAUSE)
                continue
            folder = (self.keeping.make() if kept and self.keeping is not None else None) or passing_folder()
            self.in_the_making = folder
            copied = copied_to(folder, self.path, before, self.files)
            if copied is not None:
                copied.took = time.monotonic() - begun
                return copied
        raise RecordFailed(self.path, "it is being written without a pause, so that no whole copy could be made")


@contextmanager
def watched(shelf: Shelf) -> Iterator[None]:
    """Look for a newer record again and again within the block, in a thread of its own.

    Copies take at most a twentieth of the time, however large the record is.  A record that cannot be copied at the
    moment is tried again; the former copy stands until then, and `Shelf.behind` says so.
    """
    thread = Thread(target=_watch, args=(shelf,), name="record-watch", daemon=True)
    shelf.ended.clear()
    thread.start()
    try:
        yield
    finally:
        shelf.ended.set()
        join_at_end(thread)


def join_at_end(thread: Thread) -> None:
    """Wait a moment for a thread that is told to end; for a slower one the interpreter waits before it ends.

    A thread that comes back from DuckDB into an interpreter that is gone would take the process down with it.
    """
    thread.join(PARTING)
    if thread.is_alive():
        atexit.register(thread.join, PARTED)


def _watch(shelf: Shelf) -> None:
    pause = LOOK
    while not shelf.ended.wait(pause):
        begun = time.monotonic()
        if shelf.awaited:
            continue
        try:
            shelf.refresh()
            shelf.trouble = None
        except RecordError as error:
            shelf.trouble = str(error)
        pause = max(LOOK, SHARE * (time.monotonic() - begun))

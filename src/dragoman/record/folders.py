"""Folders with files that one program writes and others may read: in use while they are locked, and never half there.

A folder in use is locked for as long as its user runs, so that nobody deletes it; a file is written under another name
and gets its own at the end.
"""

import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from weakref import finalize

IN_USE = "in-use"  # in each folder: locked by whoever reads it
PART = ".part"  # how names of files end that are not whole yet
TRIES, PAUSE = 20, 0.02  # how often, and seconds between, until a folder must be gone
AGAIN = 0.2  # seconds between looks whether it is one's turn
NO_LOCK, BUSY = -1, -2


class Folder:
    """A folder with a copy, in use until `cleanup` or the program's end, which delete it unless it is `lasting`."""

    def __init__(self, path: Path, *, lasting: bool = False) -> None:
        """Take a folder into use."""
        self.path = path
        self._lock = _lock(path, shared=True)
        self._deleted = finalize(self, delete, path)
        if lasting:
            self._deleted.detach()

    @property
    def name(self) -> str:
        """Where it is."""
        return str(self.path)

    @property
    def lasting(self) -> bool:
        """Whether it stays when nobody uses it any more."""
        return not self._deleted.alive

    def become(self, path: Path) -> None:
        """Get another name, under which it lasts."""
        self.path.rename(path)
        self._deleted.detach()
        self.path = path

    def cleanup(self, *, away: bool = False) -> None:
        """Let go of the folder; it is deleted if it is not to last, or with `away`."""
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None
        if away:
            delete(self.path)
        self._deleted()


@contextmanager
def one_at_a_time(path: Path, wait: Callable[[float], bool], busy: Callable[[], object]) -> Iterator[None]:
    """Do what stands in the block while no other program does what goes by this name, a file that is there meanwhile.

    `busy` is called once where another one does; `wait` waits so many seconds and tells whether to wait no longer.
    Where the system has no locks, or nothing can be written, nobody waits.
    """
    lock = _turn(path)
    if lock == BUSY:
        busy()
    while lock == BUSY and not wait(AGAIN):
        lock = _turn(path)
    try:
        yield
    finally:
        if lock >= 0:
            path.unlink(missing_ok=True)
            os.close(lock)


def _turn(path: Path) -> int:
    """The lock on a file that is made for it; BUSY where somebody holds it, NO_LOCK where there are none."""
    try:
        lock = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError:
        return NO_LOCK
    try:
        from fcntl import LOCK_EX, LOCK_NB, flock

        flock(lock, LOCK_EX | LOCK_NB)
        if os.fstat(lock).st_nlink:  # else whoever had it last took the file away meanwhile
            return lock
        found = BUSY
    except ImportError:
        found = NO_LOCK
    except BlockingIOError:
        found = BUSY
    except OSError:  # a file system without locks
        found = NO_LOCK
    os.close(lock)
    if found == NO_LOCK:
        path.unlink(missing_ok=True)
    return found


@contextmanager
def write_anew(path: Path) -> Iterator[Path]:
    """Give another path to write a file to, which gets its name at the end of the block: it is there whole or not."""
    part = path.with_name(f"{path.name}.{os.getpid()}{PART}")
    try:
        yield part
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def is_own(folder: Path) -> bool:
    """Whether a folder is the user's, and nobody else's to look into."""
    found = folder.stat()
    return found.st_uid == os.geteuid() and not found.st_mode & 0o077 if hasattr(os, "geteuid") else True


def size_of(folder: Path) -> int:
    """The bytes of its files."""
    return sum(p.stat().st_size for p in folder.iterdir() if p.is_file())


def sync(path: Path) -> None:
    """Wait until a file or folder is on the disk."""
    found = os.open(path, os.O_RDONLY)
    try:
        os.fsync(found)
    finally:
        os.close(found)


def drop_unused(folder: Path) -> bool:
    """Delete a folder with a copy unless somebody uses it; returns whether it is gone."""
    lock = _lock(folder, shared=False)
    if lock is None:
        return False
    delete(folder)
    os.close(lock)
    return not folder.exists()


def delete(folder: Path) -> None:
    """Delete a folder, also while a thread that does not know it yet still writes into it."""
    for _ in range(TRIES):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return
        time.sleep(PAUSE)


def _lock(folder: Path, *, shared: bool) -> int | None:
    """A lock on a folder, held until the file is closed; null where somebody holds it, or nothing can be written."""
    try:
        lock = os.open(folder / IN_USE, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError:
        return None
    try:
        from fcntl import LOCK_EX, LOCK_NB, LOCK_SH, flock

        flock(lock, (LOCK_SH if shared else LOCK_EX) | LOCK_NB)
    except ImportError:  # a system without locks of files, which deletes no file that is open
        return lock
    except OSError:
        os.close(lock)
        return None
    return lock

"""Copies that are kept between runs of a server: in a folder of the user's own, one a record, the oldest ones dropped.

A copy is a folder with the laid-out copy of the record, what was worked out of it (held.py) and a list of these
files.  It is made under another name and gets its own once everything is on the disk, so that it is whole or not
there.  It belongs to one version of the record (versions.py) and of the program, and stands for no other: a copy of a
former version is dropped as soon as there is a newer one.  What is there but does not hold together, or belongs to
somebody else, is made anew, and a sentence says so.
"""

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files as resources
from pathlib import Path
from tempfile import mkdtemp

from dragoman.record.folders import (
    IN_USE,
    PART,
    Folder,
    delete,
    drop_unused,
    is_own,
    one_at_a_time,
    size_of,
    sync,
    write_anew,
)

LIST = "copy.json"  # in each copy: what it is of, and its files
UNLISTED = (LIST, IN_USE)
MAKING = ".making-"  # how names of folders begin whose copy is not whole yet
TURN = ".turn-"  # how names of files begin by which servers wait for one another
PRIVATE = 0o700
ENDS = 65_536  # bytes at either end of a file that are compared
PROGRAM = (".py", ".so", ".sql", ".toml", ".csv", ".tsv")  # what of the program decides what is worked out
NONE = "none"  # as a folder: nothing is kept
MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy that is kept: of which record and version, bytes on the disk, when it was last used (since 1970)."""

    folder: Path
    record: str
    version: str
    bytes: int
    used: float


@dataclass(frozen=True, slots=True)
class Keeping:
    """The folder with the copies, how many bytes they may take together, and whom to tell what is amiss with one."""

    folder: Path
    room: int
    tell: Callable[[str], object] = lambda sentence: None

    def find(self, record: Path, version: str) -> Folder | None:
        """The copy of this version of a record, if there is one that holds together."""
        folder = self._folder_of(record, version)
        if not folder.is_dir():
            return None
        fault = _fault(folder, record, version)
        if fault is not None:
            self.tell(f"The kept copy {folder} {fault}; it is made anew.")
            delete(folder)
            return None
        with suppress(OSError):
            os.utime(folder / LIST)
        return Folder(folder, lasting=True)

    def make(self) -> Folder | None:
        """A new folder for a copy; null where none can be made, which is told."""
        try:
            self.folder.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
            if not is_own(self.folder):
                self.folder.chmod(PRIVATE)
            self._sweep()
            return Folder(Path(mkdtemp(prefix=MAKING, dir=self.folder)))
        except OSError as error:
            self.tell(f"No copy is kept for the next start: {self.folder} cannot be used ({error.strerror or error}).")
            return None

    @contextmanager
    def alone(self, record: Path, version: str, wait: Callable[[float], bool]) -> Iterator[None]:
        """Look for the copy of this version, or make it, while no other server does; `wait` as in `one_at_a_time`."""
        name = self._folder_of(record, version).name
        with suppress(OSError):
            self.folder.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
        told = f"Another server lays out a copy of {record.name}; this one waits for it."
        with one_at_a_time(self.folder / f"{TURN}{name}", wait, lambda: self.tell(told)):
            yield

    def keep(self, folder: Folder, record: Path, version: str) -> bool:
        """Let a copy that is on the disk last for the next start; returns whether it does.

        Copies of former versions make way, and those that were not used for longest where there is no room.
        """
        size = size_of(folder.path)
        if size > self.room:
            needs, room = (f"{n / MEGABYTE:,.0f} MB" for n in (size, self.room))
            self.tell(
                f"No copy is kept for the next start: it takes {needs}, and the setting copies_room allows {room}."
            )
            return False
        try:
            self.list_files(folder, record, version)
            folder.become(self._folder_of(record, version))
        except OSError:  # another server was faster, or the disk is full: this run has its copy all the same
            return False
        sync(self.folder)
        self._make_room(folder.path, str(record.resolve()))
        return True

    def list_files(self, folder: Folder, record: Path, version: str) -> None:
        """Write down which files a copy has, once they are on the disk; raises OSError."""
        before = _listed(folder.path).get("files")
        known = before if isinstance(before, dict) else {}
        found = {}
        for path in sorted(folder.path.iterdir()):
            if path.is_file() and path.name not in UNLISTED and not path.name.endswith((PART, ".wal")):
                if path.name not in known:
                    sync(path)
                found[path.name] = _told(path)
        told = {"record": str(record.resolve()), "version": version, "program": program(), "files": found}
        _write_list(folder.path / LIST, told)

    def copies(self) -> list[Copy]:
        """What is kept, the copy used last first."""
        found = [copy for path in _folders(self.folder) if (copy := _copy_of(path)) is not None]
        return sorted(found, key=lambda c: c.used, reverse=True)

    def drop(self, record: Path | None = None) -> list[Copy]:
        """Drop the copies of a record, or all; returns those that are gone.  Copies in use stay."""
        self._sweep()
        chosen = [c for c in self.copies() if record is None or c.record == str(record.resolve())]
        return [c for c in chosen if drop_unused(c.folder)]

    def _folder_of(self, record: Path, version: str) -> Path:
        of = sha256(str(record.resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:12]
        return self.folder / f"{of}-{version}-{program()}"

    def _make_room(self, new: Path, record: str) -> None:
        """Drop what the new copy stands for and those of records that are gone, then what was not used for longest."""
        others = [c for c in self.copies() if c.folder != new]
        useless = {c.folder for c in others if c.record == record or not Path(c.record).exists()}
        left = [c for c in others if c.folder not in useless or not drop_unused(c.folder)]
        total = size_of(new) + sum(c.bytes for c in left)
        for copy in reversed(left):
            if total > self.room and drop_unused(copy.folder):
                total -= copy.bytes

    def _sweep(self) -> None:
        """Drop what a run left that was ended before its copy was whole."""
        for path in self.folder.glob(f"{MAKING}*"):
            drop_unused(path)


def keeping_of(copies: str, megabytes: int, tell: Callable[[str], object]) -> Keeping | None:
    """Where copies are kept by the settings: `copies` a folder, empty for the user's cache folder, or "none"."""
    if copies == NONE:
        return None
    return Keeping(Path(copies).expanduser() if copies else default_folder(), megabytes * MEGABYTE, tell)


def default_folder() -> Path:
    """The folder for copies among the user's caches (XDG Base Directory; on macOS its own)."""
    given = Path(os.environ.get("XDG_CACHE_HOME") or "~")
    home = Path("~/Library/Caches" if sys.platform == "darwin" else "~/.cache").expanduser()
    return (given if given.is_absolute() else home) / "dragoman" / "copies"


@cache
def program() -> str:
    """A mark of this program: what it works out may differ as soon as a file of it does."""
    entries = (entry for entry in _within(str(resources("dragoman"))) if entry.name.endswith(PROGRAM))
    found = sorted((entry.path, entry.stat().st_size, entry.stat().st_mtime_ns) for entry in entries)
    return sha256(repr(found).encode()).hexdigest()[:8]


def _write_list(path: Path, told: object) -> None:
    with write_anew(path) as part:
        part.write_text(json.dumps(told), encoding="utf-8")
        sync(part)
    sync(path.parent)


def _within(folder: str) -> Iterator["os.DirEntry[str]"]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _within(entry.path)
            else:
                yield entry


def _fault(folder: Path, record: Path, version: str) -> str | None:
    """What is amiss with a copy, in words; null if it can be trusted."""
    if folder.is_symlink() or not is_own(folder):
        return "belongs to somebody else, or others may change it"
    told = _listed(folder)
    if not told:
        return "has no list of its files"
    if (told.get("record"), told.get("version"), told.get("program")) != (str(record.resolve()), version, program()):
        return "is of something else"
    files = told.get("files")
    if not isinstance(files, dict) or not files:
        return "has no list of its files"
    torn = [name for name, known in files.items() if "/" in name or _told(folder / name) != known]
    return f"is torn ({torn[0]} is not what was written)" if torn else None


def _listed(folder: Path) -> dict[str, object]:
    try:
        found = json.loads((folder / LIST).read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _told(path: Path) -> list[object]:
    """The size of a file, and a mark of how it begins and ends; of no file nothing."""
    try:
        with path.open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(0)
            ends = file.read(ENDS)
            file.seek(max(size - ENDS, 0))
            return [size, sha256(ends + file.read(ENDS)).hexdigest()[:16]]
    except OSError:
        return []


def _copy_of(folder: Path) -> Copy | None:
    told = _listed(folder)
    record, version = told.get("record"), told.get("version")
    if not isinstance(record, str) or not isinstance(version, str):
        return None
    return Copy(folder, record, version, size_of(folder), (folder / LIST).stat().st_mtime)


def _folders(folder: Path) -> list[Path]:
    return [p for p in folder.iterdir() if p.is_dir() and not p.name.startswith(".")] if folder.is_dir() else []

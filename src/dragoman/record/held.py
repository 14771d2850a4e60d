"""A copy of a record that is open for questions, and what was asked of the whole of it once."""

import gc
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

from dragoman.record.folders import Folder, write_anew
from dragoman.record.forms import Form
from dragoman.record.keeping import Keeping
from dragoman.record.laying import lay
from dragoman.record.record import Record
from dragoman.record.rowfile import BATCH, LONG, RowFile, open_rowfile
from dragoman.record.store import Connection, explained
from dragoman.record.words import SEARCHED, Words

T = TypeVar("T")
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
    `folder` is null for the record itself, whose answers stand only as long as it is not written (`Shelf.behind`).
    """

    record: Record
    version: str
    taken: float
    folder: Folder | None
    connection: Connection
    took: float = 0.0
    worked_out: dict[str, Any] = field(default_factory=dict)
    making: dict[str, Lock] = field(default_factory=dict)
    forms: dict[str, Form[Any]] = field(default_factory=dict)
    turn: Lock = field(default_factory=Lock)
    readers: int = 0
    retired: bool = False

    def once(self, name: str, make: Callable[[Record], T], form: Form[T] | None = None) -> T:
        """What `make` makes of the record, made at the first call; whoever asks for the same meanwhile waits for it.

        `form`: how it is written for the next start, if it is to be kept; then it is made by one run only.
        """
        if name not in self.worked_out:
            with self.turn:
                making = self.making.setdefault(name, Lock())
            with making, _uncollected():
                if name not in self.worked_out:
                    self.worked_out[name] = self._read_or_made(name, make, form)
        found: T = self.worked_out[name]
        return found

    def _read_or_made(self, name: str, make: Callable[[Record], T], form: Form[T] | None) -> T:
        if form is not None:
            self.forms[name] = form
            path = self._file_of(name, form.suffix)
            if path is not None and path.exists():
                with suppress(OSError, ValueError):  # what cannot be read is made anew
                    return form.read(path)
        return make(self.record)

    def rows(self, name: str, query: str, batch: int = BATCH) -> RowFile:
        """The rows of a query over the whole copy in a file of its folder, written at the first call.

        `batch`: how many are written in one go; LONG where rows hold whole texts.
        """
        return self.once(f"rows of {name}", lambda record: self._written(record, name, query, batch))

    def _written(self, record: Record, name: str, query: str, batch: int) -> RowFile:
        assert self.folder is not None, "the record itself is asked for no whole rows"
        path = self.folder.path / f"{name}.arrow"
        if not path.exists():  # else it is one of a copy that was kept
            with write_anew(path) as part:
                record.sql_to_file(query, part, batch)
        return open_rowfile(path)

    def _file_of(self, name: str, suffix: str) -> Path | None:
        return None if self.folder is None else self.folder.path / f"{name.replace(' ', '_')}{suffix}"

    def save(self, keeping: Keeping | None) -> None:
        """Write what was worked out into the folder of a copy that lasts, for the next start."""
        if keeping is None or self.folder is None or not self.folder.lasting:
            return
        try:
            for name, form in list(self.forms.items()):
                path = self._file_of(name, form.suffix)
                if path is not None and name in self.worked_out and not path.exists():
                    with write_anew(path) as part:
                        form.write(self.worked_out[name], part)
            keeping.list_files(self.folder, self.record.path, self.version)
        except OSError as error:
            keeping.tell(f"What was worked out is not kept for the next start ({error.strerror or error}).")

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

    def release(self, *, away: bool = False) -> None:
        """Close the copy, and delete it unless it is kept; with `away` also then."""
        self.record.close()
        if self.folder is not None:
            self.folder.cleanup(away=away)

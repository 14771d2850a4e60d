"""Files whose parsers are complex are taken apart by a process of their own, which is watched.

A document that takes longer than the setting `report_seconds`, more memory than the process may have, or that brings
the process down, is refused with that reason; the process is ended, another goes on with the document after it.
"""

import atexit
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from typing import Any

import orjson

from dragoman.outlets.fields import Fields
from dragoman.outlets.reading import TOO_LARGE
from dragoman.outlets.worker import OUT_OF_MEMORY
from dragoman.settings import Settings
from dragoman.types import FieldSource, Refusal, Report

COMMAND = [sys.executable, "-m", "dragoman.outlets.worker"]
MOST_TRIES = 50  # processes that one file may bring down
AHEAD = 64  # answers that wait to be taken
STARTING = 120.0  # seconds in which a process must be there
idle: list["Process"] = []


@dataclass(frozen=True, slots=True)
class Question:
    """A file to take apart: where it lies, how it is called, and what is known of it."""

    path: str
    origin: str
    name: str
    format: str | None = None
    media: str | None = None
    told: Fields = field(default_factory=dict)


class Process:
    """One process that takes files apart; a thread takes its answers, so that one can wait for them with a limit."""

    def __init__(self) -> None:
        """Start it."""
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "OPENBLAS_NUM_THREADS": "1"}
        self._process = subprocess.Popen(
            COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
        )
        self._answers: queue.Queue[bytes] = queue.Queue(AHEAD)
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as answers:
            for line in answers:
                self._answers.put(line)
        self._answers.put(b"")

    def ask(self, question: dict[str, object]) -> None:
        """Send a question; if the process is gone, the first answer says so."""
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(orjson.dumps(question, option=orjson.OPT_APPEND_NEWLINE))
            self._process.stdin.flush()
        except BrokenPipeError:
            return

    def answer(self, seconds: float) -> dict[str, Any] | None:
        """The next answer, null if the process has ended; raises queue.Empty after so many seconds without any."""
        line = self._answers.get(timeout=seconds)
        return orjson.loads(line) if line else None

    def ending(self) -> int:
        """The exit code of a process that has ended; negative: the signal that ended it."""
        return self._process.wait()

    def end(self) -> None:
        """End the process, whatever it does."""
        self._process.kill()
        self._process.wait()
        while self._answers.full():  # let its thread go
            self._answers.get_nowait()
        if self._process.stdin is not None:
            self._process.stdin.close()


@atexit.register
def _end_all() -> None:
    while idle:
        idle.pop().end()


@contextmanager
def _leased(processes: list[Process]) -> Iterator[None]:
    """What is left in `processes` when all went well waits for the next file, else it is ended."""
    well = False
    try:
        yield
        well = True
    finally:
        for process in processes:
            if well:
                idle.append(process)
            else:
                process.end()


def read_watched(question: Question, settings: Settings) -> Iterator[Report | Refusal]:
    """The reports of a file, taken apart by another process; raises OSError if the file cannot be opened."""
    held: list[Process] = []
    after, without, tries = 0, list[int](), 0
    with _leased(held):
        while True:
            held[:] = held or [idle.pop() if idle else Process()]
            failure = yield from _course(held[0], _asked(question, settings, after, without), settings)
            if failure is None:
                return
            held.pop().end()
            tries += 1
            after, problem = failure.number, failure.reason
            without.append(after)
            last = after <= 1 or tries == MOST_TRIES
            rest = "; what follows in this file was not read" if tries == MOST_TRIES else ""
            yield Refusal(failure.origin, f"{problem}{rest}", failure.kind)
            if last:
                return


@dataclass(frozen=True, slots=True)
class Failure:
    """The document that could not be borne: its number in the file, where it stands, and what came of it."""

    number: int
    origin: str
    kind: str
    reason: str


def _asked(question: Question, settings: Settings, after: int, without: list[int]) -> dict[str, object]:
    return {
        "path": os.fsencode(question.path).decode("latin-1"),  # any bytes can be a path
        "origin": question.origin,
        "name": question.name,
        "format": question.format,
        "media": question.media,
        "told": {name: tuple(given) for name, given in question.told.items()},
        "settings": asdict(settings),
        "after": after,
        "without": without,
    }


def _course(process: Process, asked: dict[str, object], settings: Settings) -> Any:
    """Yields what the process finds; returns the Failure that ended it, or null."""
    process.ask(asked)
    begun: list[tuple[int, str]] = []
    seconds = STARTING
    while True:
        try:
            answer = process.answer(max(seconds, settings.report_seconds))
        except queue.Empty:
            return _failure(begun, asked, "time", _slow(settings))
        seconds = 0.0
        if answer is None:
            return _failure(begun, asked, *_ended(process.ending()))
        if "begin" in answer:
            begun.append((answer["begin"], answer["origin"]))
        elif "done" in answer:
            begun.pop()
        elif "failed" in answer:
            raise OSError(answer["failed"], answer["why"])
        elif "end" in answer:
            return None
        else:
            yield _item(answer)


def _failure(begun: list[tuple[int, str]], asked: dict[str, object], kind: str, reason: str) -> Failure:
    number, origin = begun[-1] if begun else (1, str(asked["origin"]))
    return Failure(number, origin, kind, reason)


def _slow(settings: Settings) -> str:
    return (
        f"taking it apart did not end within {settings.report_seconds} seconds; save its text, or raise the setting "
        "'report_seconds'"
    )


def _ended(code: int) -> tuple[str, str]:
    if code == OUT_OF_MEMORY:
        return "memory", TOO_LARGE
    how = f"signal {-code}" if code < 0 else f"exit code {code}"
    return "crash", f"taking it apart brought the process down ({how}); save it anew, or as text"


def _item(answer: dict[str, Any]) -> Report | Refusal:
    if "refusal" in answer:
        return Refusal(**answer["refusal"])
    found = answer["report"]
    sources = tuple(FieldSource(*source) for source in found["provenance"])
    return Report(**{**found, "notes": tuple(found["notes"]), "provenance": sources})

"""The process that takes files apart: asked a line of JSON at a time, it answers lines of JSON.

It reads what others wrote with parsers that others wrote, so it may run out of memory, crash, or never end; the process
that asks (watching.py) then ends it and starts another.  Run as `python -m dragoman.outlets.worker`.
"""

import os
import queue
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict
from typing import Any, BinaryIO

import orjson

from dragoman.language.detect import detect
from dragoman.outlets.fields import Given
from dragoman.outlets.formats import BY_NAME
from dragoman.outlets.parts import Part
from dragoman.outlets.reading import Course, read_document
from dragoman.settings import Settings
from dragoman.types import Refusal, Report

MOST_MEMORY = 2 << 30  # bytes of data that the process may take
OUT_OF_MEMORY = 77  # its exit code then


def main() -> None:
    """Answer each question on standard input until it ends; whatever libraries print goes nowhere."""
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    _limit_memory()
    with suppress(OSError):  # where there is no room for it, the first document says so
        detect("a", Settings())  # loads what tells languages, before time is taken
    try:
        for question in _questions():
            for answer in _answers(orjson.loads(question), answers):
                _say(answers, answer)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    finally:
        os._exit(1)  # the thread that listens would hold up an exit


def _questions() -> Iterator[bytes]:
    """Lines of standard input; when it ends in the middle of a document, so does the process."""
    waiting: queue.Queue[bytes] = queue.Queue()

    def listen() -> None:
        for line in sys.stdin.buffer:
            waiting.put(line)
        os._exit(0)

    threading.Thread(target=listen, daemon=True).start()
    while True:
        yield waiting.get()


def _answers(question: dict[str, Any], answers: BinaryIO) -> Iterator[dict[str, object]]:
    def notice(what: str, number: int, origin: str) -> None:
        _say(answers, {what: number, "origin": origin})

    course = Course(question["after"], question["without"], notice)
    settings = Settings(**question["settings"])
    told = {name: Given(*value) for name, value in question["told"].items()}
    try:
        with open(question["path"].encode("latin-1"), "rb") as stream:
            part = Part(question["name"], question["origin"], stream, told, question["media"])
            for item in read_document(part, settings, BY_NAME.get(question["format"]), course):
                yield _row(item)
    except OSError as error:
        yield {"failed": error.errno, "why": error.strerror or str(error)}
    yield {"end": True}


def _row(item: Report | Refusal) -> dict[str, object]:
    if isinstance(item, Refusal):
        return {"refusal": asdict(item)}
    return {"report": asdict(item) | {"provenance": [list(source) for source in item.provenance]}}


def _say(answers: BinaryIO, answer: dict[str, object]) -> None:
    answers.write(orjson.dumps(answer, option=orjson.OPT_APPEND_NEWLINE))
    answers.flush()


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # not on this system
        return
    resource.setrlimit(resource.RLIMIT_DATA, (MOST_MEMORY, resource.getrlimit(resource.RLIMIT_DATA)[1]))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main()

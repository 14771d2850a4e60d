"""What is done to a record in a process of its own: `python disk.py TASK PATH [NUMBER]`, for the tests of failures.

hold: open it for writing, say so, and wait for standard input to end.    read: open it for questions.
write: open it for writing, and add a report.          make, fill: as `write` and `add`, with files of NUMBER bytes.
add: add NUMBER invented reports, a few at a time, saying after each batch how many there are.
nobody: as `write`, with the rights of a user who owns nothing.
What goes wrong is printed as the name of the error and its sentence.
"""

import os
import resource
import sys
from itertools import islice
from pathlib import Path

from invented import invented, visit

from dragoman.errors import DragomanError
from dragoman.record.record import Record

BATCH, SEED, NOBODY = 7, 17, 65534


def hold(path: Path, _: int) -> None:
    with Record.open(path, write=True):
        say("held")
        sys.stdin.read()


def read(path: Path, _: int) -> None:
    with Record.open(path) as record:
        say(f"{record.counts()['report']}")


def write(path: Path, _: int) -> None:
    with Record.open(path, write=True) as record:
        record.add(visit("written"), "1.0")
        say("written")


def nobody(path: Path, _: int) -> None:
    if os.geteuid() == 0:
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    write(path, 0)


def add(path: Path, number: int) -> None:
    reports = invented(number, SEED)
    done = 0
    with Record.open(path, write=True) as record:
        while batch := list(islice(reports, BATCH)):
            assert record.add_many(batch, "1.0") == ()
            done += len(batch)
            say(f"{done}")


def fill(path: Path, number: int) -> None:
    with Record.open(path, write=True) as record:
        record.add(visit("before"), "1.0")
    resource.setrlimit(resource.RLIMIT_FSIZE, (number, number))
    add(path, 3000)


def make(path: Path, number: int) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (number, number))
    write(path, 0)


def say(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


TASKS = {"hold": hold, "read": read, "write": write, "nobody": nobody, "add": add, "fill": fill, "make": make}


def main() -> None:
    task, path, number = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 0
    try:
        TASKS[task](path, number)
    except DragomanError as error:
        say(f"{type(error).__name__}: {error}")


if __name__ == "__main__":
    main()

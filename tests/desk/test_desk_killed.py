"""A desk that ends at any moment, even in the middle of a write, loses no article and stores none twice."""

import multiprocessing
import random
import signal
import sqlite3
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from desks import DRAWERS, FakeClock, a_plan, a_watcher, ends, stored
from killed import ARTICLES, FEED, Pages, work

from dragoman.record.record import Record

FEW = 2


class Killed(BaseException):
    """The end of a process, as far as files are concerned."""


class Dying:
    """A connection that dies before its n-th statement."""

    def __init__(self, connection: sqlite3.Connection, left: int) -> None:
        self._connection, self.left = connection, left

    def __getattr__(self, name: str) -> Any:
        if name.startswith("execute"):
            self.left -= 1
            if self.left < 0:
                self._connection.close()
                raise Killed
        return getattr(self._connection, name)


def round_until(record: Path, pages: Pages, statements: int) -> int:
    """One round of a desk that dies before so many statements; how many were left."""
    watcher = a_watcher(record, a_plan(FEED), FakeClock(), ask=pages.ask)
    dying = Dying(watcher.means.state._connection, statements)
    watcher.means.state._connection = dying  # type: ignore[assignment]
    with suppress(Killed):
        list(watcher.run())
    return dying.left


def test_killed_before_every_statement(tmp_path: Path) -> None:
    many = 100_000
    needed = many - round_until(tmp_path / "whole", Pages(0, FEW), many)
    assert needed > 25
    for statements in range(needed):
        record, pages = tmp_path / f"{statements}", Pages(statements, FEW)
        assert round_until(record, pages, statements) < 0
        assert round_until(record, pages, many) > 0
        assert sorted(str(r.origin) for r in stored(record)) == [f"https://andes.example/{n}" for n in range(FEW)]
        assert ends(record) == {str(n): "stored" for n in range(FEW)}
        assert len(pages.asked) <= FEW + 1 + 1  # at most one of them is asked for again
        del DRAWERS[record]


def test_killed_with_signal_9(tmp_path: Path) -> None:
    context, chance = multiprocessing.get_context("forkserver"), random.Random(1)
    context.set_forkserver_preload(["killed"])
    record, kills = tmp_path / "desk.duckdb", 0
    for tries in range(20):
        ours, theirs = context.Pipe(duplex=False)
        process = context.Process(target=work, args=(str(record), tries, theirs))
        process.start()
        theirs.close()
        assert ours.recv() == "begun"
        if tries < 2:
            time.sleep(chance.uniform(0.0, 0.7))
            process.kill()
        process.join()
        kills += process.exitcode == -signal.SIGKILL
        if process.exitcode == 0:
            break
    assert kills > 0
    with Record.open(record) as opened:
        assert list(opened.faults()) == []
        origins = opened.sql("SELECT origin FROM report")["origin"].to_list()
    assert sorted(origins) == sorted(f"https://andes.example/{n}" for n in range(ARTICLES))
    assert set(ends(record).values()) == {"stored"}

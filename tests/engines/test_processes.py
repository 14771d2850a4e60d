"""A process that dies while it reads costs nothing; a report that ends every process is refused."""

import os
import signal
import subprocess
import sys
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from itertools import permutations
from pathlib import Path

import pytest

from dragoman.engines.order import in_order
from dragoman.engines.processes import TRIES, Processes, Reading, processes
from dragoman.engines.work import Kit, Task
from dragoman.errors import ModelMissing
from dragoman.exchange.findings import findings_line
from dragoman.pipeline import Tools, process
from dragoman.settings import Settings
from dragoman.types import Findings, Refusal, Report

REPORTS = [
    Report(f"r{n}", f"{one} and {other} signed treaty {n}.", language="en", origin=f"{n}.txt")
    for n, (one, other) in enumerate(permutations(("Peru", "Chile", "Bolivia", "Ecuador"), 2))
]


def test_a_process_that_is_killed_is_replaced(tools: Tools) -> None:
    lines = []
    with processes(Kit(Settings()), 1) as pool:
        for number, found in enumerate(in_order(REPORTS, pool)):
            assert isinstance(found, Findings)
            lines.append(findings_line(found))
            if number == 1:
                for pid in list(pool._pool._processes):
                    os.kill(pid, signal.SIGKILL)
    assert lines == [findings_line(f) for f in process(REPORTS, tools) if isinstance(f, Findings)]


LEADER = """
import multiprocessing, os
from concurrent.futures import ProcessPoolExecutor
from dragoman.engines.processes import end_with_parent

if __name__ == "__main__":
    pool = ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), initializer=end_with_parent)
    print(pool.submit(os.getpid).result(), flush=True)
    os.kill(os.getpid(), 9)
"""


def test_workers_end_with_a_leader_that_is_killed(tmp_path: Path) -> None:
    (tmp_path / "leader.py").write_text(LEADER)
    # The worker holds this end of the pipe as well, so it is read to its end only when the worker is gone.
    ran = subprocess.run([sys.executable, tmp_path / "leader.py"], stdout=subprocess.PIPE, timeout=60)
    assert (ran.returncode, ran.stdout.strip().isdigit()) == (-signal.SIGKILL, True)


def test_a_model_that_is_not_there_is_said_as_ever(tmp_path_factory: pytest.TempPathFactory) -> None:
    kit = Kit(Settings(reader=str(tmp_path_factory.mktemp("empty"))))
    with processes(kit, 1) as pool, pytest.raises(ModelMissing, match=r"reader\.onnx"):
        next(in_order(REPORTS, pool))


@dataclass
class Deadly:
    """A pool in which nobody survives the first reports; `dies`: how many readings end a process."""

    dies: int
    asked: list[str] = field(default_factory=list)

    def submit(self, task: Task) -> "Future[Findings | Refusal]":
        future: Future[Findings | Refusal] = Future()
        try:
            future.set_result(self.alone(task))
        except BrokenProcessPool as error:
            future.set_exception(error)
        return future

    def alone(self, task: Task) -> Findings | Refusal:
        self.asked.append(task.report.id)
        if len(self.asked) <= self.dies:
            raise BrokenProcessPool
        return Findings(task.report)


@pytest.mark.parametrize("dies", range(TRIES + 1))
def test_a_report_is_refused_where_every_process_died(dies: int) -> None:
    pool, task = Deadly(dies), Task(REPORTS[0])
    found = Reading(task, pool, pool.submit(task)).outcome()  # type: ignore[arg-type]
    if dies < TRIES:
        assert found == Findings(REPORTS[0])
    else:
        assert isinstance(found, Refusal)
        assert (found.origin, found.kind) == ("0.txt", "failed")
        assert f"died {TRIES} times" in found.reason
    assert len(pool.asked) == min(dies + 1, TRIES)


def test_a_pool_starts_no_process_before_the_first_task() -> None:
    pool = Processes(Kit(Settings()), 2)
    assert not pool._pool._processes
    pool.close()

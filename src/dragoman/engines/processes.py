"""Workers as processes of this machine, one a core."""

import multiprocessing
import os
import threading
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field

from dragoman.engines.work import Kit, Task, Worker
from dragoman.errors import DragomanError
from dragoman.types import Findings, Refusal

AHEAD = 3  # reports under way for each worker
TRIES = 3
_worker: Worker | DragomanError | None = None  # of this process, or why there is none


def _start(kit: Kit) -> None:
    global _worker  # a process pool hands its workers nothing but this
    end_with_parent()
    try:
        _worker = Worker(kit)
    except DragomanError as error:
        _worker = error  # told with the first task: a pool whose workers do not start says nothing of why


def end_with_parent() -> None:
    """Have this process end when the one that started it is gone.

    A pool's workers hold both ends of the pipe that they wait at, so that a leader that is killed would leave them
    waiting for ever, each with its model.
    """
    if multiprocessing.parent_process() is not None:
        threading.Thread(target=_end_after_parent, daemon=True).start()


def _end_after_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _run(task: Task) -> Findings | Refusal:
    if isinstance(_worker, Worker):
        return _worker.run(task)
    raise _worker or RuntimeError("no worker was started in this process")


@dataclass(slots=True)
class Processes:
    """A pool of processes. One that dies is replaced, and what it read is read again; see `send`."""

    kit: Kit
    workers: int
    _pool: ProcessPoolExecutor = field(init=False)

    def __post_init__(self) -> None:
        """Start with the first task, not here."""
        self._pool = self._fresh(self.workers)

    @property
    def ahead(self) -> int:
        """Reports under way."""
        return self.workers * AHEAD

    def send(self, task: Task) -> "Reading":
        """Have a worker read the report; one that kills its worker every time is refused."""
        return Reading(task, self, self.submit(task))

    def submit(self, task: Task) -> "Future[Findings | Refusal]":
        """The task's future, in new processes where the old are gone."""
        try:
            return self._pool.submit(_run, task)
        except BrokenProcessPool:
            self._pool.shutdown(wait=False)
            self._pool = self._fresh(self.workers)
            return self._pool.submit(_run, task)

    def alone(self, task: Task) -> Findings | Refusal:
        """Read the report in a process of its own."""
        with self._fresh(1) as pool:
            return pool.submit(_run, task).result()

    def close(self) -> None:
        """End the processes."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _fresh(self, workers: int) -> ProcessPoolExecutor:
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(workers, context, initializer=_start, initargs=(self.kit,))


@dataclass(slots=True)
class Reading:
    """A report that a process reads."""

    task: Task
    pool: Processes
    future: "Future[Findings | Refusal]"

    def outcome(self) -> Findings | Refusal:
        """Wait for what the report says; where its process died, read it again, at last in one of its own."""
        try:
            return self.future.result()
        except BrokenProcessPool:
            self.future = self.pool.submit(self.task)
        try:
            return self.future.result()
        except BrokenProcessPool:
            return self._alone()

    def _alone(self) -> Findings | Refusal:
        try:
            return self.pool.alone(self.task)
        except BrokenProcessPool:
            report = self.task.report
            reason = f"the process that read it died {TRIES} times (out of memory?); read it alone to see what happens"
            return Refusal(report.origin or report.id, reason, "failed")


@contextmanager
def processes(kit: Kit, workers: int) -> Iterator[Processes]:
    """A pool that is ended when it is left."""
    pool = Processes(kit, workers)
    try:
        yield pool
    finally:
        pool.close()

"""Many workers, one order: reports are read ahead by several workers and given out as if one had read them.

A report may be read before those in front of it have told whom they introduce.  So each is sent with the persons
known at that time of whom its text may speak; where it turns out, before the report's turn, that another set would
have been right, it is sent again.  What is given out was read with exactly what was known at its turn.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Protocol

from dragoman.atlas.people import People
from dragoman.engines.work import Task
from dragoman.types import Findings, Refusal, Report


class Ticket(Protocol):
    """What a pool gives for a task, to ask for its outcome."""

    def outcome(self) -> Findings | Refusal:
        """Wait for what the report says."""


class Pool(Protocol):
    """Workers; `ahead` is how many reports should be under way for all of them to have work."""

    @property
    def ahead(self) -> int:
        """Reports under way."""

    def send(self, task: Task) -> Ticket:
        """Have one of the workers read the report."""


@dataclass(slots=True)
class Sent:
    """A report under way."""

    task: Task
    ticket: Ticket


def in_order(
    reports: Iterable[Report | Refusal], pool: Pool, people: People | None = None
) -> Iterator[Findings | Refusal]:
    """As `pipeline.process` with these people, read by the workers of a pool."""
    items = iter(reports)
    waiting: deque[Sent | Refusal] = deque()
    while True:
        waiting += (_sent(item, pool, people) for item in islice(items, max(pool.ahead - len(waiting), 0)))
        if not waiting:
            return
        first = waiting.popleft()
        if isinstance(first, Refusal):
            yield first
            continue
        before = people.changes if people is not None else 0
        yield first.ticket.outcome()
        if people is not None and people.changes != before:
            _send_again(waiting, pool, people)


def _sent(item: Report | Refusal, pool: Pool, people: People | None) -> Sent | Refusal:
    if isinstance(item, Refusal):
        return item
    task = Task(item, people.within(item.text) if people is not None else ())
    return Sent(task, pool.send(task))


def _send_again(waiting: Iterable[Sent | Refusal], pool: Pool, people: People) -> None:
    """Those whom what was learned just now concerns."""
    for sent in waiting:
        if isinstance(sent, Sent):
            known = people.within(sent.task.report.text)
            if known != sent.task.known:
                sent.task = Task(sent.task.report, known)
                sent.ticket = pool.send(sent.task)

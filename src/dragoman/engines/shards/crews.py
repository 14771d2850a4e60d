"""Who reads shards: this process, or workers elsewhere (`engines.clusters`)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import pyarrow as pa

from dragoman.engines.shards.cutting import Cut, cut
from dragoman.engines.shards.settling import Assignment, Reader, Readers, Settled, settle
from dragoman.outlets import read_inputs
from dragoman.record.merging.place import Place
from dragoman.settings import Settings


@dataclass(frozen=True, slots=True)
class Group:
    """Inputs that a worker takes apart and cuts by itself: files elsewhere, which it reaches as well as anybody."""

    number: int
    names: tuple[str, ...]
    settings: Settings
    format: str | None
    size: int


class Crew(Protocol):
    """Workers, of which nobody knows more than a task tells; what comes of tasks comes in any order."""

    @property
    def workers(self) -> int:
        """How many read side by side."""

    def cut(self, groups: Sequence[Group]) -> Iterator[tuple[int, tuple[Cut, ...]]]:
        """The shards of each group, by its number."""

    def settle(self, tasks: Sequence[Assignment], told: pa.Table) -> Iterator[Settled]:
        """The shards, each read with what was told before it."""


def cut_group(group: Group, place: Place) -> tuple[Cut, ...]:
    """Take the inputs of a group apart and cut them."""
    return cut(read_inputs(group.names, group.settings, format_=group.format), place, group.number, group.size)


class Alone:
    """This process reads shard after shard."""

    workers = 1

    def __init__(self, readers: Readers, place: Place) -> None:
        """Load nothing yet."""
        self._readers, self._place = readers, place
        self._reader: Reader | None = None

    def cut(self, groups: Sequence[Group]) -> Iterator[tuple[int, tuple[Cut, ...]]]:
        """As `Crew.cut`."""
        for group in groups:
            yield group.number, cut_group(group, self._place)

    def settle(self, tasks: Sequence[Assignment], told: pa.Table) -> Iterator[Settled]:
        """As `Crew.settle`."""
        self._reader = self._reader or self._readers.worker()
        for task in tasks:
            yield settle(task, told, self._place, self._reader)

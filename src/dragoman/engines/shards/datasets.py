"""Shards read by a Ray cluster: Ray Data hands them to actors, each with one reader, and replaces those that die."""

import logging
import pickle
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pyarrow as pa

from dragoman.engines.clusters import connected
from dragoman.engines.shards.crews import Group, cut_group
from dragoman.engines.shards.cutting import Cut
from dragoman.engines.shards.settling import Assignment, Reader, Readers, Settled, settle
from dragoman.errors import ClusterUnreachable, DragomanError, ExtraMissing
from dragoman.record.merging.place import Place

Batch = dict[str, Any]


class Settler:
    """What an actor of Ray Data does: a shard after the other, with a reader that is loaded once."""

    def __init__(self, readers: Readers, place: Place, told: Any) -> None:
        """Take what is the same for all shards; `told` is a reference into Ray's store."""
        import ray

        self._readers, self._place = readers, place
        self._told: pa.Table = ray.get(told)
        self._reader: Reader | None = None

    def __call__(self, batch: Batch) -> Batch:
        """One shard."""
        return _answered(self._settle, batch)

    def _settle(self, task: Assignment) -> Settled:
        self._reader = self._reader or self._readers.worker()
        return settle(task, self._told, self._place, self._reader)


class Cutter:
    """What an actor does with the inputs of a group."""

    def __init__(self, place: Place) -> None:
        """Cut into this place."""
        self._place = place

    def __call__(self, batch: Batch) -> Batch:
        """One group."""
        return _answered(self._cut, batch)

    def _cut(self, group: Group) -> tuple[int, tuple[Cut, ...]]:
        return group.number, cut_group(group, self._place)


def _answered(work: Callable[[Any], object], batch: Batch) -> Batch:
    """What comes of each task, or the error of ours that it ended with, which Ray would wrap in one of its own.

    As bytes: of objects in a column Ray Data makes bytes too, but tries everything else before.
    """
    return {"done": [pickle.dumps(_tried(work, pickle.loads(task))) for task in batch["task"]]}  # noqa: S301 (our own)


def _tried(work: Callable[[Any], object], task: object) -> object:
    try:
        return work(task)
    except DragomanError as error:
        return error


class Crowd:
    """The workers of a cluster (`crews.Crew`)."""

    def __init__(self, ray: Any, data: Any, readers: Readers, place: Place, workers: int, card: float) -> None:
        """So many workers of a cluster that is connected to, each with such a share of a card."""
        self.workers, self._card = workers, card
        self._ray, self._data, self._readers, self._place = ray, data, readers, place

    def cut(self, groups: Sequence[Group]) -> Iterator[tuple[int, tuple[Cut, ...]]]:
        """As `Crew.cut`."""
        yield from self._done(groups, Cutter, (self._place,), 0)

    def settle(self, tasks: Sequence[Assignment], told: pa.Table) -> Iterator[Settled]:
        """As `Crew.settle`."""
        held = self._ray.put(told)
        yield from self._done(tasks, Settler, (self._readers, self._place, held), self._card)

    def _done(self, tasks: Sequence[object], actor: type, arguments: tuple[object, ...], card: float) -> Iterator[Any]:
        rows = self._data.from_items([{"task": pickle.dumps(task)} for task in tasks], override_num_blocks=len(tasks))
        pool = self._data.ActorPoolStrategy(size=min(self.workers, len(tasks)), max_tasks_in_flight_per_actor=2)
        read = rows.map_batches(
            actor, batch_size=1, compute=pool, num_cpus=1, num_gpus=card or None, fn_constructor_args=arguments
        )
        for row in read.iter_rows():
            done = pickle.loads(row["done"])  # noqa: S301 (made by our own workers)
            if isinstance(done, DragomanError):
                raise done
            yield done


@contextmanager
def crowd(
    readers: Readers, place: Place, address: str | None = None, workers: int = 0, device: str = "cpu"
) -> Iterator[Crowd]:
    """The workers of the cluster at an address (as `engines.clusters.cluster`), one a core or so many.

    Where `device` is not "cpu", they share the cards of the cluster.
    Raises ExtraMissing and ClusterUnreachable, also where the cluster would be led from outside (ray://).
    """
    if (address or "").startswith("ray://"):
        problem = "Ray Data, which hands out shards, works only from a machine of the cluster"
        raise ClusterUnreachable(str(address), problem, "Run this on one of them, with --address auto")
    with connected(address) as ray:
        yield crowd_of(ray, readers, place, workers, device)


def crowd_of(ray: Any, readers: Readers, place: Place, workers: int = 0, device: str = "cpu") -> Crowd:
    """The workers of a cluster that is connected to; raises ExtraMissing."""
    try:
        import ray.data as data
    except ImportError as error:
        raise ExtraMissing("The engine 'ray' with shards", "pandas", "ray") from error
    context = data.DataContext.get_current()
    context.enable_progress_bars = context.print_on_execution_start = False
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    held = ray.cluster_resources()
    number = workers or max(1, int(held.get("CPU", 1)))
    return Crowd(ray, data, readers, place, number, 0 if device == "cpu" else share(held.get("GPU", 0), number))


def share(cards: float, workers: int) -> float:
    """The part of a card that each of so many workers gets: whole cards, or ten thousandths of one."""
    part = cards / workers
    return float(int(part)) if part >= 1 else int(part * 10_000) / 10_000

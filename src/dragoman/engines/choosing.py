"""Which engine reads: this process, this machine's cores, or a Ray cluster."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from dragoman.engines.clusters import cluster
from dragoman.engines.order import in_order
from dragoman.engines.processes import processes
from dragoman.engines.work import Kit
from dragoman.errors import ChoiceUnknown
from dragoman.pipeline import Reading

ENGINES = ("local", "ray")
WORTH = 24  # reports from which on it is quicker to start processes than to read in this one


def workers_for(asked: int, reports: int | None) -> int:
    """The number of workers: what was asked for, or with 0 one a core where there is enough to read (null: unknown)."""
    if asked:
        return asked
    return cores() if reports is None or reports >= WORTH else 1


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def engine(name: str, kit: Kit, workers: int, address: str | None = None) -> Iterator[Reading | None]:
    """What reads reports in order; null where this process itself should.

    Raises ChoiceUnknown for an engine that does not exist, ExtraMissing and ClusterUnreachable.
    """
    if name not in ENGINES:
        raise ChoiceUnknown("engine", name, ENGINES)
    if name == "ray":
        with cluster(kit, address) as far:
            yield partial(in_order, pool=far)
    elif workers > 1:
        with processes(kit, workers) as near:
            yield partial(in_order, pool=near)
    else:
        yield None

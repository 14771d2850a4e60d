"""Workers on a Ray cluster, one a core, wherever its nodes stand."""

import os
import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any

from dragoman.engines.work import Kit, Task, Worker
from dragoman.errors import ClusterUnreachable, ExtraMissing
from dragoman.types import Findings, Refusal

PORTS = re.compile(r"(?:ray://)?(?P<host>[^/]+?):(?P<port>\d+)")
PATIENCE = 5.0  # seconds
ADDRESS = "RAY_ADDRESS"  # variable of the environment
RETRIES = 20  # a worker or node may be lost often without the report's being at fault
AHEAD = 3  # reports under way for each core of the cluster
# Ray gives its workers niceness 15, so that on a machine that does anything else they hardly read.
NICENESS = "RAY_worker_niceness"


@lru_cache(maxsize=1)
def _worker(kit: Kit) -> Worker:
    """The one worker of a process of the cluster, loaded with its first report."""
    return Worker(kit)


def _run(kit: Kit, task: Task) -> Findings | Refusal:
    return _worker(kit).run(task)


@dataclass(frozen=True, slots=True)
class Cluster:
    """A cluster that is connected to. What a lost worker or node was reading is read again by another."""

    kit: Kit
    ray: ModuleType
    remote: Any

    @property
    def ahead(self) -> int:
        """Reports under way."""
        return AHEAD * max(1, int(self.ray.cluster_resources().get("CPU", 1)))

    def send(self, task: Task) -> "Reference":
        """Have a worker read the report."""
        return Reference(self.ray, self.remote.remote(self.kit, task), task)


@dataclass(frozen=True, slots=True)
class Reference:
    """A report that some worker reads."""

    ray: ModuleType
    reference: Any
    task: Task

    def outcome(self) -> Findings | Refusal:
        """Wait for what the report says; a report at which worker after worker died is refused."""
        try:
            found: Findings | Refusal = self.ray.get(self.reference)
        except (self.ray.exceptions.WorkerCrashedError, self.ray.exceptions.OutOfMemoryError) as error:
            report = self.task.report
            reason = f"every worker that read it died ({type(error).__name__}); read it alone to see what happens"
            return Refusal(report.origin or report.id, reason, "failed")
        return found


def reachable(address: str | None) -> str | None:
    """The address as Ray is to have it, of which something answers; Ray itself waits for minutes for what is gone.

    "auto", and none, mean to Ray the cluster that RAY_ADDRESS or its file of the latest one names (see ray.init); where
    that is gone, none means one of this machine's own.  Raises ClusterUnreachable.
    """
    if address not in (None, "auto", "local"):
        if PORTS.fullmatch(address) is None:
            raise ClusterUnreachable(address, "that is no address (auto, HOST:PORT or ray://HOST:PORT)")
        if problem := _silence(address):
            raise ClusterUnreachable(address, f"nothing answers there ({problem})")
    elif address != "local" and (latest := _latest()) is not None and (problem := _silence(latest[0])):
        if address is None:
            return "local"
        at, named_by = latest
        remedy = f"If it is gone, run ray start --head, or clear {named_by}; or drop --address"
        raise ClusterUnreachable(address, f"nothing answers at {at}, which {named_by} names ({problem})", remedy)
    return address


def _latest() -> tuple[str, str] | None:
    """The cluster for which Ray looks by itself, and what names it; null where nothing does."""
    if PORTS.fullmatch(os.environ.get(ADDRESS, "")):
        return os.environ[ADDRESS], ADDRESS
    folder = os.environ.get("RAY_TMPDIR") or os.environ.get("TMPDIR") or "/tmp"
    file = Path(folder) / "ray" / "ray_current_cluster"
    try:
        named = file.read_text(encoding="utf-8").strip()
    except OSError:
        return None
    return (named, str(file)) if PORTS.fullmatch(named) else None


def _silence(address: str) -> str | None:
    """Why nothing answers at an address; null where something does."""
    found = PORTS.fullmatch(address)
    assert found is not None
    try:
        socket.create_connection((found["host"], int(found["port"])), timeout=PATIENCE).close()
    except (OSError, OverflowError) as error:
        return str(error)
    return None


@contextmanager
def cluster(kit: Kit, address: str | None = None) -> Iterator[Cluster]:
    """The cluster at an address ("auto" or "ray://host:10001"), or one of this machine's cores that ends with this.

    Raises ExtraMissing and ClusterUnreachable.
    """
    with connected(address) as ray:
        yield Cluster(kit, ray, ray.remote(num_cpus=1, max_retries=RETRIES)(_run))


@contextmanager
def connected(address: str | None = None) -> Iterator[ModuleType]:
    """Ray, connected to a cluster as `cluster` says; raises ExtraMissing and ClusterUnreachable."""
    try:
        import ray
    except ImportError as error:
        raise ExtraMissing("The engine 'ray'", "ray", "ray") from error
    chosen = reachable(address)
    os.environ.setdefault(NICENESS, "0")
    try:
        ray.init(address=chosen, include_dashboard=False, log_to_driver=False, configure_logging=False)
    except (ConnectionError, RuntimeError, ValueError) as error:
        raise ClusterUnreachable(address or "this machine", str(error)) from error
    try:
        yield ray
    finally:
        ray.shutdown()

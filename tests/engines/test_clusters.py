"""A Ray cluster finds what one process finds, whatever dies on the way."""

import os
import signal
import subprocess
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

import pytest

from dragoman.atlas.people import People
from dragoman.engines.clusters import cluster, reachable
from dragoman.engines.order import in_order
from dragoman.engines.shards.datasets import crowd
from dragoman.engines.work import Kit
from dragoman.errors import ClusterUnreachable
from dragoman.exchange.findings import findings_line
from dragoman.pipeline import Tools, process
from dragoman.record.merging.place import Place
from dragoman.settings import Settings
from dragoman.types import Findings, Refusal, Report

STATES = ("Peru", "Chile", "Bolivia", "Ecuador")
REPORTS: list[Report | Refusal] = [
    Report(f"r{n}", f"{one} and {other} signed treaty {n}, a spokesman said.", language="en")
    for n, (one, other) in enumerate(permutations(STATES, 2))
]


def workers() -> list[int]:
    """The processes that read for a cluster of this machine."""
    listed = subprocess.run(["pgrep", "-f", "^ray::_run"], capture_output=True, text=True, check=False)
    return [int(line) for line in listed.stdout.split()]


def killing(found: Iterator[Findings | Refusal], after: set[int]) -> Iterator[Findings | Refusal]:
    """The findings; when so many have come, whoever is reading is killed."""
    for number, item in enumerate(found):
        if number in after:
            for one in workers():
                os.kill(one, signal.SIGKILL)
        yield item


def lines(found: Iterator[Findings | Refusal]) -> list[bytes]:
    return [findings_line(item) for item in found if isinstance(item, Findings)]


def test_workers_that_are_killed_change_nothing(tools: Tools) -> None:
    with cluster(Kit(Settings())) as pool:
        found = lines(killing(in_order(REPORTS, pool, people=People(tools.atlas)), {2, 9}))
    assert found == lines(process(REPORTS, tools))


def test_shards_are_not_handed_out_from_outside_the_cluster(tmp_path: Path) -> None:
    place = Place(str(tmp_path))
    with pytest.raises(ClusterUnreachable, match="from a machine of the cluster.*--address auto"):
        crowd(Kit(Settings()), place, "ray://127.0.0.1:1").__enter__()


@pytest.mark.parametrize("address", ["127.0.0.1:1", "ray://127.0.0.1:1", "nowhere"])
def test_a_cluster_that_is_not_there(address: str) -> None:
    with pytest.raises(ClusterUnreachable, match=f"{address}.*ray start"), cluster(Kit(Settings()), address):
        pass


@pytest.mark.parametrize("named_by", ["RAY_ADDRESS", "ray_current_cluster"])
def test_what_a_cluster_left_that_is_gone_keeps_nobody_waiting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named_by: str
) -> None:
    monkeypatch.setenv("RAY_TMPDIR", str(tmp_path))
    monkeypatch.delenv("RAY_ADDRESS", raising=False)
    if named_by == "RAY_ADDRESS":
        monkeypatch.setenv(named_by, "127.0.0.1:1")
    else:
        tmp_path.joinpath("ray").mkdir()
        tmp_path.joinpath("ray", named_by).write_text("127.0.0.1:1\n", encoding="utf-8")
    with pytest.raises(ClusterUnreachable, match=rf"auto: nothing answers at 127.0.0.1:1, which \S*{named_by} names"):
        cluster(Kit(Settings()), "auto").__enter__()
    assert reachable(None) == "local"


def test_where_no_cluster_was_ray_looks_by_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAY_TMPDIR", str(tmp_path))
    monkeypatch.delenv("RAY_ADDRESS", raising=False)
    assert [reachable(a) for a in ("auto", None, "local")] == ["auto", None, "local"]

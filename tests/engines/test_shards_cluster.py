"""Shards on a Ray cluster: workers and the process that leads are killed, and the findings are what they would be."""

import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from handmade import Handmade, found, stories

from dragoman.engines.clusters import connected
from dragoman.engines.shards import waves
from dragoman.engines.shards.crews import Alone, Group
from dragoman.engines.shards.cutting import cut, cuts_of
from dragoman.engines.shards.datasets import crowd_of, share
from dragoman.engines.shards.knowing import told_table
from dragoman.engines.shards.settling import Assignment
from dragoman.errors import ShardUnreadable
from dragoman.record.merging.manifest import put_plan
from dragoman.record.merging.place import Place
from dragoman.settings import Settings

COUNT, SEED, SIZE = 60, 4, 5
HERE = str(Path(__file__).parent)
# Ray warns of its own settings while it makes them.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning")


@pytest.fixture(scope="module")
def ray() -> Iterator[ModuleType]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", os.pathsep.join([HERE, os.environ.get("PYTHONPATH", "")]))  # for the workers
        with connected() as ray:
            yield ray


def is_ours(pid: int) -> bool:
    """Whether a process stands below this one: other tests may have clusters of their own."""
    try:
        while pid > 1 and pid != os.getpid():
            pid = int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    except (FileNotFoundError, ProcessLookupError):  # it ended meanwhile
        return False
    return pid == os.getpid()


def killed_at_random(step: int, chance: random.Random) -> int:
    """Kill one of the workers at chosen steps, if there is one; how many were killed."""
    listed = subprocess.run(["pgrep", "-f", "^ray::MapWorker"], capture_output=True, text=True, check=False)
    workers = [pid for pid in map(int, listed.stdout.split()) if is_ours(pid)]
    if not workers or step not in (1, 2, 9):
        return 0
    os.kill(chance.choice(workers), signal.SIGKILL)
    return 1


def test_workers_and_the_leading_process_are_killed_and_nothing_changes(
    ray: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waves, "FIRST", 100)
    place, undisturbed = Place(str(tmp_path / "place")), Place(str(tmp_path / "undisturbed"))
    address = ray.get_runtime_context().gcs_address
    command = [
        sys.executable,
        f"{HERE}/sharder.py",
        place.address,
        str(COUNT),
        str(SEED),
        str(SIZE),
        str(tmp_path / "log"),
    ]
    with subprocess.Popen([*command, address], stdout=subprocess.PIPE, text=True) as leading:
        assert leading.stdout is not None
        for _ in range(3):
            assert leading.stdout.readline()
        leading.kill()
    before = len(list((tmp_path / "place" / "read").glob("*.parquet")))
    assert 3 <= before < COUNT // SIZE
    cuts, chance, killed = cut(stories(COUNT, SEED), place, 0, SIZE), random.Random(SEED), 0
    crew = crowd_of(ray, Handmade(), place, 2)
    for number, _ in enumerate(waves.read_waves(place, cuts, {}, crew, told_table(()))):
        killed += killed_at_random(number, chance)
    assert killed
    put_plan(undisturbed, {})
    alone = Alone(Handmade(), undisturbed)
    assert list(
        waves.read_waves(undisturbed, cut(stories(COUNT, SEED), undisturbed, 0, SIZE), {}, alone, told_table(()))
    )
    assert found(place, cuts) == found(undisturbed, cuts)


def test_inputs_elsewhere_are_cut_by_the_workers_and_errors_are_told_as_they_are(
    ray: ModuleType, tmp_path: Path
) -> None:
    place = Place(str(tmp_path / "place"))
    (tmp_path / "a.txt").write_text("Peru and Chile went on with their talks about the border on Monday.")
    crew = crowd_of(ray, Handmade(), place, 1)
    group = Group(0, (f"file://{tmp_path}/a.txt",), Settings(), None, SIZE)
    assert dict(crew.cut([group])) == {0: cuts_of(place, 0)}
    with pytest.raises(ShardUnreadable, match="the file is gone"):
        list(crew.settle([Assignment("000000-000007", {}, 0)], told_table(())))


@pytest.mark.parametrize(
    ("cards", "workers", "part"), [(0, 8, 0.0), (1, 16, 0.0625), (2, 3, 0.6666), (8, 4, 2.0), (3, 2, 1.0)]
)
def test_workers_share_the_cards(cards: float, workers: int, part: float) -> None:
    assert share(cards, workers) == part

"""A reading that is killed at any moment leaves whole reports only, and goes on to the record it would have made."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from contents import contents
from disk import BATCH, SEED
from invented import invented

from dragoman.record.record import Record
from dragoman.record.rows import rows_of
from dragoman.types import Findings

REPORTS = 70
DISK = str(Path(__file__).with_name("disk.py"))


@pytest.fixture(scope="module")
def reports() -> list[Findings]:
    return list(invented(REPORTS, SEED))


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, tuple[int, str]], float]:
    """What a reading that is left alone makes, and the seconds it takes from its first batch to its last."""
    path = tmp_path_factory.mktemp("killed") / "r.duckdb"
    with reading(path) as process:
        lines = watched(process)
        assert process.wait() == 0
    with Record.open(path) as record:
        return contents(record), lines[-1] - lines[0]


def reading(path: Path) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, DISK, "add", str(path), str(REPORTS)], stdout=subprocess.PIPE, text=True)


def watched(process: subprocess.Popen[str]) -> list[float]:
    assert process.stdout is not None
    return [time.perf_counter() for _ in process.stdout]


def killed(path: Path, batches: int, wait: float) -> int:
    """Start a reading, kill it `wait` seconds after it said so many batches; how many reports it said were stored."""
    with reading(path) as process:
        assert process.stdout is not None
        said = 0
        for _ in range(batches):
            said = int(process.stdout.readline())
        time.sleep(wait)
        process.kill()
        rest = process.stdout.read().split()
        assert process.wait() == -signal.SIGKILL
    return int(rest[-1]) if rest else said


@pytest.mark.parametrize("seed", range(6))
def test_killed_at_any_moment(
    tmp_path: Path, seed: int, reports: list[Findings], undisturbed: tuple[dict[str, tuple[int, str]], float]
) -> None:
    chance, path = random.Random(seed), tmp_path / "r.duckdb"
    whole, seconds = undisturbed
    batches = REPORTS // BATCH
    said = killed(path, chance.randint(1, batches - 5), chance.uniform(0, seconds / batches * 2))
    with Record.open(path) as record:
        assert list(record.faults()) == []
        stored = record.reports()["id"].to_list()
        assert said <= len(stored) <= REPORTS
        assert sorted(stored) == sorted(f.report.id for f in reports[: len(stored)])
        assert counted(record) == {f.report.id: expected(f) for f in reports[: len(stored)]}
    with Record.open(path, write=True) as record:
        fresh = [f for f in reports if not record.knows(f.report)]
        assert record.add_many(fresh, "1.0") == ()
        assert contents(record) == whole
        assert list(record.faults()) == []


def test_killed_before_anything_was_stored(tmp_path: Path) -> None:
    for wait in (0.0, 0.1, 0.2, 0.3):
        assert killed(tmp_path / "r.duckdb", 0, wait) >= 0
        with Record.open(tmp_path / "r.duckdb", write=True) as record:
            assert list(record.faults()) == []


PARTS = ("statement", "mention", "tie", "evidence")


def counted(record: Record) -> dict[str, tuple[int, ...]]:
    """How many rows of each of the parts stand under each report, known or not."""
    union = " UNION ALL ".join(f"SELECT report, '{part}' AS part FROM {part}" for part in ("report", *PARTS))
    union = union.replace("SELECT report, 'report'", "SELECT id AS report, 'report'")
    counts = ", ".join(f"count(*) FILTER (part = '{part}')" for part in PARTS)
    return {row[0]: row[1:] for row in record.sql(f"SELECT report, {counts} FROM ({union}) GROUP BY report").rows()}


def expected(findings: Findings) -> tuple[int, ...]:
    tables = rows_of(findings, "1.0").tables
    return tuple(len(tables.get(part, ())) for part in PARTS)

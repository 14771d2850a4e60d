"""What reading on a cluster costs: python bench/sharding.py --shared ../shared [--articles 40] [--workers 1 2].

Reads news texts of PolNeAR's dev part into shards with `dragoman shard`, in one process and on a Ray cluster of this
machine with so many workers, and takes them into records, which must be the same.  Prints for each the articles a
second by the clock, the processor time of an article where it is read (the workers) and beside (Ray, the process that
leads), and how many were read twice.  On a machine that does other things only the processor times tell something.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from merging import same
from reading import texts

PAUSE = 0.3
WORKER = "ray::MapWorker"  # how Ray names an actor of Ray Data while it works; later it has other names
TICKS = os.sysconf("SC_CLK_TCK")


def used(pid: int) -> tuple[str, float]:
    """Name and processor seconds of a process so far."""
    stat = Path(f"/proc/{pid}/stat").read_text()
    fields = stat.rpartition(")")[2].split()
    name = Path(f"/proc/{pid}/cmdline").read_text().partition("\0")[0]
    return name, (int(fields[11]) + int(fields[12])) / TICKS


def below(pid: int) -> Iterator[int]:
    """A process and all below it that can still be seen."""
    yield pid
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):
            for child in task.read_text().split():
                yield from below(int(child))


def run(*arguments: str) -> tuple[float, float, float, dict[str, int]]:
    """Seconds by the clock, processor seconds of the workers and of all others, and what the command says."""
    command = [sys.executable, "-m", "dragoman", *arguments, "--json"]
    spent: dict[int, tuple[str, float]] = {}
    begun = time.perf_counter()
    with tempfile.TemporaryFile() as out, subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL) as running:
        while running.poll() is None:
            for pid in below(running.pid):
                with suppress(OSError):  # it ended while it was looked at
                    name, seconds = used(pid)
                    spent[pid] = (WORKER if name.startswith(WORKER) else spent.get(pid, (name,))[0], seconds)
            time.sleep(PAUSE)
        out.seek(0)
        said = json.loads(out.read())
    clock = time.perf_counter() - begun
    workers = sum(seconds for name, seconds in spent.values() if name == WORKER)
    return clock, workers, sum(seconds for _, seconds in spent.values()) - workers, said


def main() -> None:
    """Print a line for each number of workers."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--articles", type=int, default=40)
    parser.add_argument("--size", type=int, default=4)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    options = parser.parse_args()
    rows = texts(options.shared)
    rows = rows[:: max(1, len(rows) // options.articles)][: options.articles]
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        path = folder / "all.jsonl"
        lines = (json.dumps({"id": row["id"], "text": row["text"], "language": "en"}) for row in rows)
        path.write_text("\n".join(lines), encoding="utf-8")
        records: list[Path] = []
        for workers in (0, *options.workers):
            engine = ["--engine", "ray", "--workers", str(workers)] if workers else []
            place, record = folder / f"place-{workers}", folder / f"{workers}.duckdb"
            clock, reading, beside, said = run(
                "shard", str(path), "--to", str(place), "--size", str(options.size), *engine
            )
            name = f"a cluster of {workers}" if workers else "this process"
            print(
                f"{name}: {len(rows) / clock:.2f} articles/s by the clock, processor seconds: {reading / len(rows):.3f}"
            )
            print(f"  an article in the workers, {beside:.1f} beside in all; {said['again']} of {len(rows)} read again")
            run("merge", str(place), "--into", str(record))
            records.append(record)
        print("the records are the same:", all(same(records[0], one) for one in records[1:]))


if __name__ == "__main__":
    main()

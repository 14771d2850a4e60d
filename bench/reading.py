"""How fast reports get from text into a record: python bench/reading.py --shared ../shared [--workers 1 2].

Writes the news texts of PolNeAR's dev part (--rounds times over, each time under other ids; with --characters only so
much of each) as JSONL, reads them into a new record with the command `dragoman read`, once for each number of workers,
and prints for each: articles and words a second (the start of the processes left out and counted in), the part of the
bare model's rate, the processor time, and, in a run of its own, the most memory that all processes held together, where
pages that several share count once.  The bare model: the network alone over the same texts, a process a worker.
"""

import argparse
import json
import multiprocessing
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from dragoman.language.parse import Reader
from dragoman.language.reader.windows import sentence_pieces, windows
from dragoman.language.sentences import sentence_starts
from dragoman.language.tokens import Cutter

PAUSE, SHORT = 0.2, 0.02


def texts(shared: Path) -> list[dict[str, str]]:
    """The rows of PolNeAR's dev part."""
    path = shared / "gold/attribution/polnear_dev.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def written(rows: list[dict[str, str]], rounds: int, path: Path) -> None:
    """The texts as reports; each round's begin with a line of their own, so that none is a copy."""
    with path.open("w", encoding="utf-8") as out:
        for number in range(rounds):
            for row in rows:
                text = f"Edition {number}.\n\n{row['text']}"
                out.write(json.dumps({"id": f"{row['id']}-{number}", "text": text, "language": "en"}) + "\n")


def family(pid: int) -> Iterator[int]:
    """A process and all below it."""
    yield pid
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in task.read_text().split():
            yield from family(int(child))


def held(pid: int) -> int:
    """Bytes that a process and those below it hold; a page that several share counts once in all."""
    total = 0
    for one in family(pid):
        with suppress(OSError):  # it ended while it was looked at
            lines = Path(f"/proc/{one}/smaps_rollup").read_text().splitlines()
            total += sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
    return total


def read(path: Path, workers: int, folder: Path, *, watched: bool = False) -> tuple[float, float, int]:
    """Seconds, seconds of processor time and, where it is watched, most bytes of one `dragoman read`.

    To watch takes time from what is watched, some 6 % of it.
    """
    record = folder / f"{workers}-{time.monotonic_ns()}.duckdb"
    command = [sys.executable, "-m", "dragoman", "read", str(path), "--into", str(record), "--workers", str(workers)]
    begun, before, most = time.perf_counter(), processor(), 0
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        while running.poll() is None:
            with suppress(OSError):  # one of them ended while it was looked at
                most = max(most, held(running.pid) if watched else 0)
            time.sleep(PAUSE if watched else SHORT)
    if running.returncode:
        raise SystemExit(f"dragoman read ended with {running.returncode}")
    return time.perf_counter() - begun, processor() - before, most


def processor() -> float:
    """Seconds of processor time that the ended processes below this one took."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def network_only(found: list[str]) -> float:
    """Seconds that the network alone takes for texts, on one thread."""
    reader, cutter, seconds = Reader.load(threads=1), Cutter(), 0.0
    for text in found:
        blank = cutter.cut(text)
        words = [blank.texts[i] for i in blank.words]
        pieces = sentence_pieces(words, sentence_starts(words, blank.gaps()), reader.network.pieces)
        parts = list(windows(pieces))
        begun = time.perf_counter()
        reader.network.run(parts)
        seconds += time.perf_counter() - begun
    return seconds


def bare(found: list[str], workers: int) -> float:
    """Texts a second of the network alone, in so many processes at once."""
    with multiprocessing.get_context("spawn").Pool(workers) as pool:
        return sum(len(found) / seconds for seconds in pool.map(network_only, [found] * workers, chunksize=1))


def main() -> None:
    """Print a line for each number of workers."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--characters", type=int)
    options = parser.parse_args()
    rows = [row | {"text": row["text"][: options.characters]} for row in texts(options.shared)]
    words = sum(len(row["text"].split()) for row in rows) / len(rows)
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        written(rows[:2], 1, folder / "few.jsonl")
        written(rows, options.rounds, folder / "all.jsonl")
        count, load = len(rows) * options.rounds, Path("/proc/loadavg").read_text()[:4]
        print(f"{count} articles of {words:.0f} words (between blanks) on average, load {load}")
        for workers in options.workers:
            start, _, _ = read(folder / "few.jsonl", workers, folder)
            seconds, used, _ = read(folder / "all.jsonl", workers, folder)
            *_, most = read(folder / "all.jsonl", workers, folder, watched=True)
            rate, model = (count - 2) / (seconds - start), bare([r["text"] for r in rows], workers)
            whole, share = count / seconds, f"{rate / model:.0%} of the network alone ({model:.2f} articles/s)"
            print(f"{workers} workers: {rate:.2f} articles/s ({whole:.2f} with the start), {rate * words:,.0f} words/s")
            print(f"  {share}, {used / count * 1000:.0f} ms of processor time each, at most {most / 1e6:,.0f} MB")


if __name__ == "__main__":
    main()

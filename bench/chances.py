"""How true the chances of promises are: python bench/chances.py [--reports 3000] [--seeds 51 52 53].

Invents corpora (corpus.py) in which some states keep most of their promises and some hardly any.  At four days of each
the ledger is asked what it expects of the promises that are open then, from what was published until that day; that is
held against what became of them in the whole corpus.  Prints, over all corpora together: the Brier score and that of
the plain share for comparison; by tenths of the chance that was given how many were kept; and how often the 95 %
interval holds the chance with which the corpus was made.  Then the same of intervals of 80, 90 and 95 % in worlds that
are drawn without reports, where what came of a promise is known for certain.
"""

import argparse
import platform
import random
import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import polars as pl
from corpus import _weights
from promises import stored, true_outcomes

from dragoman.analysis.chances import kept_in_time
from dragoman.analysis.ledger import ledger
from dragoman.record.record import Record

CUTS = (4, 5, 6, 7)  # eighths of the days
LEVELS = (0.8, 0.9, 0.95)
WORLDS, SIDES = 200, 60


class Expected(NamedTuple):
    """An open promise: the chance given with its interval, whether it was kept, and the chance it was made with."""

    chance: float
    low: float
    high: float
    kept: bool
    made: float


def expected(count: int, seed: int) -> Iterator[Expected]:
    """What the ledger expects at each of the days, of promises of which the whole corpus tells what came of them."""
    with tempfile.TemporaryDirectory() as folder:
        with Record.open(Path(folder) / "all.duckdb", write=True) as record:
            known = stored(record, count, seed)
            true = true_outcomes(record, known)
            days = [d for (d,) in record.sql("SELECT DISTINCT published FROM report ORDER BY published").iter_rows()]
        for day in (days[len(days) * n // 8] for n in CUTS):
            with Record.open(Path(folder) / f"{day}.duckdb", write=True) as record:
                known = stored(record, count, seed, day)
                record.resolve()
                frame = ledger(record)
            for row in frame.filter(pl.col("chance").is_not_null()).iter_rows(named=True):
                event = known.mentions.events.get(row["id"])
                if event in true:
                    promise = known.promises[event]
                    chances = row["chance"], row["low"], row["high"]
                    yield Expected(*chances, true[event] == "kept", _weights(promise.a)[0])


def told(found: Sequence[Expected]) -> None:
    """Print the reliability of the chances."""
    share = sum(e.kept for e in found) / len(found)
    brier = sum((e.chance - e.kept) ** 2 for e in found) / len(found)
    best = sum((e.made - e.kept) ** 2 for e in found) / len(found)
    print(f"{len(found)} open promises, {share:.2f} of them kept: Brier {brier:.3f}; "
          f"of the plain share {share * (1 - share):.3f}, of the chances they were made with {best:.3f}")  # fmt: skip
    print("| given | promises | mean given | kept |\n| --- | --- | --- | --- |")
    for tenth in range(10):
        within = [e for e in found if tenth / 10 <= e.chance < (tenth + 1) / 10]
        if within:
            given, kept = sum(e.chance for e in within) / len(within), sum(e.kept for e in within) / len(within)
            print(f"| {tenth / 10:.1f} to {(tenth + 1) / 10:.1f} | {len(within)} | {given:.2f} | {kept:.2f} |")
    held = sum(e.low <= e.made <= e.high for e in found) / len(found)
    print(f"the 95 % interval holds the chance the promise was made with in {held:.3f} of them")


def worlds(seed: int) -> None:
    """Print how often intervals hold the truth in worlds drawn from beta distributions of many shapes."""
    chance = random.Random(seed)
    held, all_ = dict.fromkeys(LEVELS, 0), 0
    for _ in range(WORLDS):
        a, b = chance.uniform(0.5, 8), chance.uniform(0.5, 8)
        truth = [chance.betavariate(a, b) for _ in range(SIDES)]
        sizes = [min(40, int(chance.paretovariate(1))) for _ in truth]
        counts = [(sum(chance.random() < p for _ in range(n)), n) for p, n in zip(truth, sizes, strict=True)]
        all_ += SIDES
        for level in LEVELS:
            found, _ = kept_in_time(counts, ((1 - level) / 2, (1 + level) / 2))
            held[level] += sum(c.low <= p <= c.high for c, p in zip(found, truth, strict=True))
    parts = ", ".join(f"{level:.0%} interval {held[level] / all_:.3f}" for level in LEVELS)
    print(f"{WORLDS} drawn worlds of {SIDES} sides: the truth lies in the {parts}")


def main() -> None:
    """Read the options, then measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=3000)
    parser.add_argument("--seeds", type=int, nargs="*", default=[51, 52, 53, 54, 55, 56])
    options = parser.parse_args()
    print(f"{datetime.now(UTC).date()}, {platform.machine()}, Python {platform.python_version()}")
    worlds(1)
    found: list[Expected] = []
    for seed in options.seeds:
        found += expected(options.reports, seed)
        print(f"seed {seed}: {len(found)} so far", flush=True)
    if found:
        told(found)


if __name__ == "__main__":
    main()

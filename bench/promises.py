"""How well the promise ledger tells outcomes: python bench/promises.py [--reports 1000 10000] [--seed 20].

Invents corpora (corpus.py) in which plans are kept, late, broken or never heard of again, stores and resolves them, and
holds every row of the ledger against the truth.  A promise that stands in several rows counts as found by one of them,
the one with the day, else the first told; the others count as wrong.  The chances of the open ones are held against
what becomes of them in worlds of known reliability (chances.py).

"""

import argparse
import platform
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

import duckdb
import polars as pl
from corpus import SEED, corpus
from resolving import Score, Truth, peak, store, timed

from dragoman.analysis.ledger import ledger
from dragoman.record.record import Record

SETTLED = ("kept", "late", "broken", "silent")  # silent: no later report tells of it, so that it is overdue or open
SILENT = ("overdue", "open")


def true_outcomes(record: Record, truth: Truth, outcomes: Mapping[str, str | None]) -> dict[str, str]:
    """What became of each event that a report of the record tells as planned; "silent" where nothing is told later."""
    planned = record.sql("SELECT id FROM mention WHERE status = 'planned'")["id"]
    events = {truth.events[m] for m in planned if m in truth.events}
    return {e: "silent" if outcomes[e] == "open" else str(outcomes[e]) for e in events}


def found_outcomes(frame: pl.DataFrame, truth: Truth) -> tuple[dict[str, str], list[tuple[str | None, str]]]:
    """(the outcome found for each event, all other rows as (event, outcome))."""
    by_event: dict[str | None, list[tuple[bool, str, str]]] = defaultdict(list)
    for row in frame.iter_rows(named=True):
        outcome = "silent" if row["outcome"] in SILENT else row["outcome"]
        by_event[truth.events.get(row["id"])].append((row["due"] is None, row["said"] or "~", outcome))
    strangers = [(None, outcome) for _, _, outcome in by_event.pop(None, [])]
    chosen = {str(e): min(rows)[2] for e, rows in by_event.items()}
    spare = [(e, r[2]) for e, rows in by_event.items() for r in sorted(rows)[1:]]
    return chosen, [*strangers, *spare]


def scores(true: Mapping[str, str], found: Mapping[str, str], spare: list[tuple[str | None, str]]) -> dict[str, Score]:
    """Precision and recall by outcome, and of all together."""
    right = Counter(o for e, o in found.items() if true.get(e) == o)
    claimed = Counter(found.values()) + Counter(o for _, o in spare)
    real = Counter(true.values())
    by_outcome = {o: Score(right[o] / max(claimed[o], 1), right[o] / max(real[o], 1)) for o in SETTLED}
    total = sum(right.values())
    return {**by_outcome, "all": Score(total / max(claimed.total(), 1), total / max(real.total(), 1))}


def measure(count: int, seed: int, folder: Path, most: int) -> None:
    """Print the figures of one size."""
    path = folder / f"promises-{count}.duckdb"
    path.unlink(missing_ok=True)
    outcomes: dict[str, str | None] = {}

    def told():  # type: ignore[no-untyped-def]
        for one in corpus(count, seed):
            outcomes.update(one.outcomes)
            yield one

    with Record.open(path, write=True) as record:
        truth = store(record, islice(told(), count))
        _, resolved = timed(record)
        begun, used = time.perf_counter(), time.process_time()
        frame = ledger(record)
        taken = f"{time.perf_counter() - begun:.1f} s ({time.process_time() - used:.1f} s of processors)"
        true = true_outcomes(record, truth, outcomes)
        found, spare = found_outcomes(frame, truth)
        print(f"{count} reports, {len(true)} promises, {len(frame)} rows; resolved in {resolved}, ledger in {taken}")
        print(f"  peak {peak():.0f} MB; {len(spare)} rows too many")
        for name, score in scores(true, found, spare).items():
            print(f"  {name:8} {score}")
        print("  unknowable:", Counter(true.get(e) for e, o in found.items() if o == "unknowable"))
        print("  confused:", Counter((true[e], found.get(e)) for e in true if true[e] != found.get(e)).most_common(12))
        print("  spare:", Counter((true.get(e) if e else None, o) for e, o in spare).most_common(10))


def main() -> None:
    """Print date, machine and figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, nargs="+", default=[1000, 10000])
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--misses", type=int, default=0)
    parser.add_argument("--keep", type=Path, help="keep the records in this folder")
    options = parser.parse_args()
    machine = f"{platform.machine()}, Python {platform.python_version()}, DuckDB {duckdb.__version__}"
    print(f"{datetime.now(UTC).date()}, {machine}")
    with tempfile.TemporaryDirectory() as folder:
        for count in options.reports:
            measure(count, options.seed, options.keep or Path(folder), options.misses)


if __name__ == "__main__":
    main()

"""How well the promise ledger tells outcomes: python bench/promises.py [--reports 1000] [--seed 20].

Invents corpora (corpus.py) in which plans are kept, late, broken or never heard of again, stores and resolves them, and
holds every row of the ledger against the truth.  A promise that stands in several rows counts as found by one of them,
with a day before without, then with most tellings; the others count as wrong.  What no report could tell is not asked:
a promise is late only if a report named the day (or the month) that it missed.  How true the chances are is asked by
chances.py.  --into appends the figures as JSON for growth.py; --misses shows promises that came out wrong.

Figures with their date, by outcome and seed: docs/promises.md.
"""

import argparse
import json
import platform
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import polars as pl
from corpus import SEED, corpus
from resolving import Score, Truth, peak, store, timed
from truth import Event, Told

from dragoman.analysis.ledger import ledger
from dragoman.record.record import Record

OUTCOMES = ("kept", "late", "broken", "silent")  # silent: no later report tells of it, so that it is overdue or open
SILENT = ("overdue", "open")
TOLD = """
SELECT m.id, m.status, m.date_from AS day FROM mention m WHERE m.status IN ('planned', 'done', 'denied', 'not_happened')
"""


class Known(NamedTuple):
    """What is true of a corpus: as for merging, and the events that were announced."""

    mentions: Truth
    promises: dict[str, Event]


def stored(record: Record, count: int, seed: int, until: str = "~") -> Known:
    """Put a corpus into a record, or what of it was published up to a day; returns what is true of it."""
    promises: dict[str, Event] = {}

    def told() -> Iterator[Told]:
        for one in islice(corpus(count, seed), count):
            if str(one.findings.report.published) <= until:
                promises.update(one.promises)
                yield one

    return Known(store(record, told()), promises)


def true_outcomes(record: Record, known: Known) -> dict[str, str]:
    """What became of each event that a report of the record tells as planned, as far as any report tells it."""
    named: dict[str, set[str]] = defaultdict(set)
    heard: set[str] = set()
    for mention, status, day in record.sql(TOLD).iter_rows():
        event = known.mentions.events.get(mention)
        if event is not None and status == "planned":
            named[event] |= {day} if day else set()
        elif event is not None:
            heard.add(event)
    return {e: _true(known.promises[e], days, heard=e in heard) for e, days in named.items()}


def _true(event: Event, named: set[str], *, heard: bool) -> str:
    """The outcome of an event for which plans name these days or months."""
    if event.outcome == "open" or not heard:
        return "silent"
    in_time = not named or max(map(len, named)) == 7 and event.day.isoformat()[:7] <= min(named)
    return "kept" if event.outcome == "late" and in_time else str(event.outcome)


def found_outcomes(frame: pl.DataFrame, known: Known) -> tuple[dict[str, str], list[tuple[str | None, str]]]:
    """(the outcome found for each event, all other rows as (event, outcome))."""
    by_event: dict[str | None, list[tuple[bool, int, str, str]]] = defaultdict(list)
    for row in frame.iter_rows(named=True):
        outcome = "silent" if row["outcome"] in SILENT else row["outcome"]
        by_event[known.mentions.events.get(row["id"])].append(
            (row["due"] is None, -row["tellings"], row["happening"], outcome)
        )
    strangers = [(None, rest[-1]) for rest in by_event.pop(None, [])]
    chosen = {str(e): min(rows)[-1] for e, rows in by_event.items()}
    spare = [(e, r[-1]) for e, rows in by_event.items() for r in sorted(rows)[1:]]
    return chosen, [*strangers, *spare]


def scores(true: Mapping[str, str], found: Mapping[str, str], spare: list[tuple[str | None, str]]) -> dict[str, Score]:
    """Precision and recall by outcome, and of all together."""
    right = Counter(o for e, o in found.items() if true.get(e) == o)
    claimed = Counter(found.values()) + Counter(o for _, o in spare)
    real = Counter(true.values())
    by_outcome = {o: Score(right[o] / max(claimed[o], 1), right[o] / max(real[o], 1)) for o in OUTCOMES}
    total = sum(right.values())
    return {**by_outcome, "all": Score(total / max(claimed.total(), 1), total / max(real.total(), 1))}


def measure(count: int, options: argparse.Namespace, folder: Path) -> dict[str, Any]:
    """Print the figures of one size; returns what growth.py draws."""
    path = folder / f"promises-{count}.duckdb"
    path.unlink(missing_ok=True)
    with Record.open(path, write=True) as record:
        known = stored(record, count, options.seed)
        begun = time.process_time()
        _, resolved = timed(record)
        merging = time.process_time() - begun
        begun = time.process_time()
        frame = ledger(record)
        taken = time.process_time() - begun
        true = true_outcomes(record, known)
        found, spare = found_outcomes(frame, known)
        print(
            f"{count} reports, {len(true)} promises, {len(frame)} rows; resolved in {resolved}, ledger in {taken:.1f} s"
        )
        print(f"  peak {peak():.0f} MB; {len(spare)} rows too many")
        for name, score in scores(true, found, spare).items():
            print(f"  {name:8} {score}  of {Counter(true.values()).get(name, len(true))}")
        wrong = [e for e in true if true[e] != found.get(e)]
        print("  confused:", Counter((true[e], found.get(e)) for e in wrong).most_common(8))
        for event in wrong[: options.misses]:
            misses(record, known, event, true[event], found.get(event))
        return {"reports": count, "merging": merging, "ledger": taken, "peak": peak()}


def misses(record: Record, known: Known, event: str, true: str, found: str | None) -> None:
    """Print how reports tell an event whose outcome came out wrong."""
    print(f"  {event} due {known.promises[event].due}, {true}, found {found}")
    query = "SELECT mention, published, status, date, left(sentence, 110) FROM happening_telling ORDER BY published"
    for mention, *told in record.sql(query).iter_rows():
        if known.mentions.events.get(mention) == event:
            print("   ", *told)


def main() -> None:
    """Print date, machine and figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, nargs="+", default=[1000, 10000])
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--misses", type=int, default=0)
    parser.add_argument("--into", type=Path, help="append the figures to this file, for growth.py")
    parser.add_argument("--keep", type=Path, help="keep the records in this folder")
    options = parser.parse_args()
    machine = f"{platform.machine()}, Python {platform.python_version()}, DuckDB {duckdb.__version__}"
    print(f"{datetime.now(UTC).date()}, {machine}")
    with tempfile.TemporaryDirectory() as folder:
        for count in options.reports:
            figures = measure(count, options, options.keep or Path(folder))
            if options.into:
                with options.into.open("a") as file:
                    file.write(json.dumps(figures) + "\n")


if __name__ == "__main__":
    main()

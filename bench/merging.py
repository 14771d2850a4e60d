"""How fast a record is filled: python bench/merging.py [--reports 10000] [--shard 256].

Invents reports of the size of short news (bench/record.py) and stores them twice: as the one process that writes does,
sixteen at a time, and as `dragoman merge` does, from Parquet shards.  Prints milliseconds a report by the clock and of
processor time, reports a second of processor time, and the bytes of a shard; both records must hold the same.
"""

import argparse
import platform
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

import duckdb

from dragoman.record.merging.manifest import Listed, put_plan, put_wave
from dragoman.record.merging.merging import merge
from dragoman.record.merging.place import Place
from dragoman.record.merging.shapes import Outcome, shard_of
from dragoman.record.persons import persons_told
from dragoman.record.record import Record
from dragoman.types import Findings, PersonTold
from record import Watch, invented

BATCH = 16


def told(findings: Findings) -> tuple[PersonTold, ...]:
    """Whom a report tells of."""
    return tuple(persons_told(findings, ()))


def in_lots(count: int, size: int) -> Iterator[list[Findings]]:
    """The reports, so many at a time."""
    made = invented(count)
    while lot := list(islice(made, size)):
        yield lot


def written(path: Path, count: int) -> Watch:
    """Store the reports as `dragoman read` does."""
    watch = Watch()
    with Record.open(path, write=True) as record:
        for lot in in_lots(count, BATCH):
            with watch:
                refused = record.take(lot, "bench", told)
            assert not refused
    return watch


def sharded(place: Place, count: int, size: int) -> tuple[Watch, int]:
    """Write the reports as shards; how long it took, and the bytes of all."""
    watch, listed = Watch(), []
    for number, lot in enumerate(in_lots(count, size)):
        with watch:
            name = f"read/{number:06}.parquet"
            data = place.put_table(name, shard_of([Outcome(one, told(one), "") for one in lot], "bench"))
        listed.append(Listed(name, len(data), _digest(data), len(lot), 0))
    put_plan(place, {})
    put_wave(place, 0, listed)
    return watch, sum(one.bytes for one in listed)


def _digest(data: bytes) -> str:
    import hashlib

    return hashlib.sha256(data).hexdigest()


def merged(path: Path, place: Place) -> Watch:
    """Take the shards in as `dragoman merge` does."""
    watch = Watch()
    with Record.open(path, write=True) as record, watch:
        problems = [one.problem for one in merge(place, record) if one.problem]
    assert not problems, problems
    return watch


def same(one: Path, other: Path) -> bool:
    """Whether both records hold the same rows."""
    tables = (
        "report",
        "machine.actor",
        "machine.place",
        "machine.mention",
        "machine.evidence",
        "presence",
        "spoken_of",
    )
    with Record.open(one) as first, Record.open(other) as second:
        sums = "SELECT count(*) AS n, sum(hash(t)::HUGEINT) AS h FROM (SELECT * {} FROM {}) t"
        queries = [sums.format("EXCLUDE (added)" if table == "report" else "", table) for table in tables]
        return all(first.sql(query).equals(second.sql(query)) for query in queries)


def main() -> None:
    """Print date, machine and figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=10_000)
    parser.add_argument("--shard", type=int, default=256)
    options = parser.parse_args()
    print(f"{datetime.now(UTC).date()}, {platform.machine()}, DuckDB {duckdb.__version__}")
    with tempfile.TemporaryDirectory() as folder:
        place, count = Place(f"{folder}/place"), options.reports
        shards, size = sharded(place, count, options.shard)
        watches = {
            "the one process that writes": written(Path(folder) / "one.duckdb", count),
            "rows into shards (each worker its own)": shards,
            "shards into the record": merged(Path(folder) / "two.duckdb", place),
        }
        for name, watch in watches.items():
            print(f"{name}: {watch.each(count)} a report, {count / watch.processor:,.0f} reports/s of processor time")
        print(f"{size / count:,.0f} bytes a report in shards; the records are the same: ", end="")
        print(same(Path(folder) / "one.duckdb", Path(folder) / "two.duckdb"))


if __name__ == "__main__":
    main()

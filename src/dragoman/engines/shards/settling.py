"""One shard by one worker: each report with exactly those whom the reports before it told of."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Protocol

import pyarrow as pa

from dragoman import VERSION
from dragoman.atlas.atlas import Atlas
from dragoman.engines.shards.cutting import CUT, Item, items_of
from dragoman.engines.shards.cutting import FOLDER as CUT_FOLDER
from dragoman.engines.shards.knowing import Knowing, print_of, told_table
from dragoman.engines.shards.tries import Tries
from dragoman.engines.work import Task
from dragoman.errors import ShardUnreadable
from dragoman.pipeline import is_read
from dragoman.record.merging.manifest import Listed
from dragoman.record.merging.place import Place
from dragoman.record.merging.shapes import PERSON, SHAPE, Outcome, shard_of, unread
from dragoman.record.persons import persons_told
from dragoman.types import NO_FAILURES, Findings, PersonTold, Refusal, Report

FOLDER = "read"


class Reader(Protocol):
    """Who reads reports (`engines.work.Worker`)."""

    @property
    def atlas(self) -> Atlas:
        """Whom everybody knows."""

    def run(self, task: Task) -> Findings | Refusal:
        """What a report says."""


class Readers(Protocol):
    """What a reader is made from, wherever it is to read (`engines.work.Kit`)."""

    def worker(self) -> Reader:
        """A reader."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """A shard to be read; `without`: rows that are repeated, with what is to be said of each (null: nothing).

    `upto`: so many rows of what was told stand before it.
    """

    shard: str
    without: Mapping[int, Refusal | None]
    upto: int


@dataclass(frozen=True, slots=True)
class Settled:
    """A shard that was read: whom it told of (knowing.TOLD), its file, and how many reports were read for it now."""

    shard: str
    told: pa.Table
    listed: Listed
    read: int


def settle(task: Assignment, told: pa.Table, place: Place, reader: Reader) -> Settled:
    """Read the reports of a shard, given what all before it told; what was read with the same knowledge stands.

    Raises ShardsUnusable, ShardUnreadable and the reader's errors.
    """
    items = _items(task, place)
    knowing = Knowing(reader.atlas, told.slice(0, task.upto), [i.text for i in items if isinstance(i, Report)])
    shard = Shard(place, task.shard, len(items), knowing, reader)
    for row, item in enumerate(items):
        shard.go_on(row, item)
    return shard.ended()


def _items(task: Assignment, place: Place) -> list[Item | None]:
    name = f"{CUT_FOLDER}/{task.shard}.parquet"
    table = place.get_table(name, CUT)
    if table is None:
        raise ShardUnreadable(name, "the file is gone; begin anew at another place")
    return [task.without.get(n, item) for n, item in enumerate(items_of(table))]


class Shard:
    """A shard while it is read, item after item."""

    def __init__(self, place: Place, name: str, items: int, knowing: Knowing, reader: Reader) -> None:
        """Stand before the first item, with what was read of the shard before at hand."""
        self._place, self._name, self._knowing, self._reader = place, name, knowing, reader
        self._former = former(place, name, items)
        self._prints = self._former["known"].to_pylist() if self._former is not None else []
        self._told_before = self._former["person"].to_pylist() if self._former is not None else []
        self._tries = Tries(place, name)
        self._fresh: dict[int, Outcome] = {}
        self._told: list[PersonTold] = []
        self._rows = self._read = 0

    def go_on(self, row: int, item: Item | None) -> None:
        """Take the next item: read it, unless it was read with the same knowledge before."""
        self._rows += 1
        if not isinstance(item, Report):
            if self._former is None:
                self._fresh[row] = Outcome(item)
            return
        known = self._knowing.of(item.text) if is_read(item) else ()
        print_ = print_of(known) if is_read(item) else None
        if row < len(self._prints) and self._prints[row] == print_:
            told = tuple(_person(one) for one in self._told_before[row] or ())
        else:
            told = self._outcome(row, item, Task(item, known), print_)
        self._knowing.learn(told)
        self._told += told

    def _outcome(self, row: int, report: Report, task: Task, print_: str | None) -> tuple[PersonTold, ...]:
        if not self._read:
            self._tries.begin()
        self._read += 1
        found = self._tries.refused(row, report) or self._reader.run(task)
        told = tuple(persons_told(found, self._reader.atlas.persons)) if isinstance(found, Findings) else ()
        self._fresh[row] = Outcome(found, told, print_)
        return tuple(replace(one, report="") for one in told)

    def ended(self) -> Settled:
        """The shard as it stands now, written if anything of it is new."""
        name = file_of(self._name)
        data = None
        if self._fresh or self._former is None:
            table = self._table()
            data = self._place.put_table(name, table)
            if self._read:
                self._tries.end()
        else:
            table = self._former
            data = self._place.get(name)
        return Settled(self._name, told_table(self._told), listed(name, data or b"", table), self._read)

    def _table(self) -> pa.Table:
        """The rows in their order: those that stand, and those that are new."""
        fresh = shard_of(list(self._fresh.values()), VERSION)
        if self._former is None:
            return fresh
        places = list(range(self._rows))
        for number, row in enumerate(self._fresh):
            places[row] = self._rows + number
        return (
            pa.concat_tables([self._former, fresh])
            .take(pa.array(places, pa.int64()))
            .replace_schema_metadata(SHAPE.metadata)
        )


def file_of(shard: str) -> str:
    """Where what was found in a shard lies."""
    return f"{FOLDER}/{shard}.parquet"


def former(place: Place, shard: str, items: int) -> pa.Table | None:
    """What was found in a shard of so many items before, or null where nothing is that can be used."""
    try:
        found = place.get_table(file_of(shard), SHAPE)
    except ShardUnreadable:
        return None
    return found if found is not None and found.num_rows == items else None


def told_before(place: Place, shard: str) -> pa.Table:
    """Whom a shard told of when it was read before; nobody where it was not."""
    try:
        table = place.get_table(file_of(shard), SHAPE, ["person"])
    except ShardUnreadable:
        table = None
    rows = table["person"].to_pylist() if table is not None else []
    return told_table(_person(one) for row in rows for one in row or ())


def listed(name: str, data: bytes, table: pa.Table) -> Listed:
    """What a manifest says of a shard's file."""
    kinds = [row["kind"] for row in table["refusal"].to_pylist() if row is not None]
    failures = sum(kind not in NO_FAILURES for kind in kinds) + len(unread(table))
    reports = table.num_rows - table["id"].null_count
    return Listed(name, len(data), hashlib.sha256(data).hexdigest(), reports, failures)


def _person(row: Mapping[str, str]) -> PersonTold:
    return PersonTold("", *(row[c] for c in PERSON))

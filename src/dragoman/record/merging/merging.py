"""The shards of a place into a record, one after the other in the order of the input."""

import hashlib
import io
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

import pyarrow as pa

from dragoman.errors import EvidenceMismatch, ReportUnstorable, ShardsUnusable, ShardUnreadable
from dragoman.record.merging.filling import Merged
from dragoman.record.merging.manifest import Listed, plan_of, waves_of
from dragoman.record.merging.place import Place, read_table
from dragoman.record.merging.shapes import SHAPE
from dragoman.record.record import Record

LOT = 2_000  # reports that are taken in one go: each go has its price, however little there is in it
FETCHED = 4  # files that are fetched and unpacked at once
FAULTS = (ShardUnreadable, EvidenceMismatch, ReportUnstorable)


@dataclass(frozen=True, slots=True)
class Taken:
    """Shards that were taken in one go and what came of them; `problem`: a sentence where nothing was taken."""

    shards: tuple[Listed, ...]
    merged: Merged = Merged()
    problem: str | None = None

    @property
    def reports(self) -> int:
        """How many reports are in these shards."""
        return sum(one.reports for one in self.shards)


Lot = list[tuple[Listed, pa.Table]]


def listed(place: Place) -> tuple[tuple[Listed, ...], int | None]:
    """The shards of a place that are whole, and how many there will be (null: they are still being cut).

    Raises ShardsUnusable where there are none.
    """
    plan = plan_of(place)
    if plan is None:
        raise ShardsUnusable(place.address, "there are none", "make them with: dragoman shard REPORTS --to PLACE")
    return tuple(one for wave in waves_of(place) for one in wave), plan.get("shards")


def merge(place: Place, record: Record, lot: int = LOT) -> Iterator[Taken]:
    """Take the shards of a place into a record, each whole or not at all; those that are in it are passed over.

    Shards go in together, about `lot` reports at a time; where that fails, each by itself.  One that cannot be taken is
    told with its problem, and the others are.  `record.resolve()` is the caller's.
    Raises ShardsUnusable, RecordFull and the other errors of the record's file; what was taken before stays.
    """
    before, found, waiting = record.shards(), listed(place)[0], Lot()
    yield from (Taken((shard,), Merged(known=shard.reports)) for shard in found if shard.digest in before)
    for shard, fetched in _ahead(place, [shard for shard in found if shard.digest not in before]):
        try:
            waiting.append((shard, fetched.result()))
        except ShardUnreadable as error:
            yield _refused(shard, error)
        if sum(one.reports for one, _ in waiting) >= lot:
            yield from _taken(waiting, record)
            waiting.clear()
    yield from _taken(waiting, record)


def _ahead(place: Place, shards: Sequence[Listed]) -> "Iterator[tuple[Listed, Future[pa.Table]]]":
    """Shards with their rows, some of which are fetched while others are taken in."""
    with ThreadPoolExecutor(FETCHED) as pool:
        under_way = deque[tuple[Listed, Future[pa.Table]]]()
        for shard in shards:
            under_way.append((shard, pool.submit(_rows, place, shard)))
            if len(under_way) > 2 * FETCHED:
                yield under_way.popleft()
        yield from under_way


def _rows(place: Place, shard: Listed) -> pa.Table:
    data = place.get(shard.name)
    if data is None:
        raise ShardUnreadable(shard.name, "the file is gone")
    rows = read_table(shard.name, io.BytesIO(data), SHAPE)
    if hashlib.sha256(data).hexdigest() != shard.digest:
        raise ShardUnreadable(shard.name, "the file is not the one that was written")
    return rows


def _taken(waiting: Sequence[tuple[Listed, pa.Table]], record: Record) -> Iterator[Taken]:
    if not waiting:
        return
    shards = tuple(shard for shard, _ in waiting)
    rows = pa.concat_tables([table for _, table in waiting])
    try:
        yield Taken(shards, record.take_shards([(one.name, one.digest) for one in shards], rows))
    except FAULTS as error:
        if len(shards) == 1:
            yield _refused(shards[0], error)
        else:
            for one in waiting:
                yield from _taken([one], record)


def _refused(shard: Listed, error: Exception) -> Taken:
    told = str(error) if isinstance(error, ShardUnreadable) else f"Shard {shard.name}: {error}"
    return Taken((shard,), problem=f"{told} Nothing of it was stored; remove that file, shard again, and merge again.")

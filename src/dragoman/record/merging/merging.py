"""The shards of a place into a record, one after the other in the order of the input."""

import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.errors import EvidenceMismatch, ReportUnstorable, ShardsUnusable, ShardUnreadable
from dragoman.record.merging.filling import Merged
from dragoman.record.merging.manifest import Listed, plan_of, waves_of
from dragoman.record.merging.place import Place, read_table
from dragoman.record.merging.shapes import SHAPE
from dragoman.record.record import Record


@dataclass(frozen=True, slots=True)
class Taken:
    """A shard and what came of it; `problem` is a sentence where nothing of it was taken."""

    shard: Listed
    merged: Merged = Merged()
    problem: str | None = None


def listed(place: Place) -> tuple[tuple[Listed, ...], int | None]:
    """The shards of a place that are whole, and how many there will be (null: they are still being cut).

    Raises ShardsUnusable where there are none.
    """
    plan = plan_of(place)
    if plan is None:
        raise ShardsUnusable(place.address, "there are none", "make them with: dragoman shard REPORTS --to PLACE")
    return tuple(one for wave in waves_of(place) for one in wave), plan.get("shards")


def merge(place: Place, record: Record) -> Iterator[Taken]:
    """Take the shards of a place into a record, each whole or not at all; those that are in it are passed over.

    A shard that cannot be taken is told with its problem, and the others are. `record.resolve()` is the caller's.
    Raises ShardsUnusable, RecordFull and the other errors of the record's file; what was taken before stays.
    """
    before = record.shards()
    for shard in listed(place)[0]:
        if shard.digest in before:
            yield Taken(shard, Merged(known=shard.reports))
        else:
            yield _taken(place, shard, record)


def _taken(place: Place, shard: Listed, record: Record) -> Taken:
    try:
        data = place.get(shard.name)
        if data is None:
            raise ShardUnreadable(shard.name, "the file is gone")
        rows = read_table(shard.name, io.BytesIO(data), SHAPE)
        if hashlib.sha256(data).hexdigest() != shard.digest:
            raise ShardUnreadable(shard.name, "the file is not the one that was written")
        return Taken(shard, record.take_shard(shard.name, shard.digest, rows))
    except (ShardUnreadable, EvidenceMismatch, ReportUnstorable) as error:
        return Taken(shard, problem=f"{error} Remove that file and shard again; nothing of it was stored.")

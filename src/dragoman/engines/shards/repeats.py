"""Reports that come again: in another group of inputs, far behind the first, or in a record that was there before."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import pyarrow as pa

from dragoman.engines.shards.cutting import CUT, FOLDER, Cut, items_of, mark, marks_of
from dragoman.errors import ReportChanged, ShardUnreadable
from dragoman.outlets import repeated
from dragoman.record.ids import text_digest
from dragoman.record.merging.place import VERSION_KEY, Place
from dragoman.types import Refusal, Report

FILE = "repeated.parquet"
SHAPE = pa.schema(
    [
        ("shard", pa.string()),
        ("row", pa.int64()),
        ("origin", pa.string()),
        ("kind", pa.string()),
        ("reason", pa.string()),
    ],
    metadata={VERSION_KEY: b"repeated 1"},
)
Without = Mapping[str, Mapping[int, Refusal | None]]


def find_repeats(place: Place, groups: Sequence[Sequence[Cut]], known: Mapping[str, str]) -> None:
    """Find out which reports of all groups are not to be read, and keep that at the place.

    `known`: digests of the texts, by id, of the reports that a record has.  Only reports whose id has the same mark as
    another one's are looked at themselves.
    """
    rows = [_row(*found) for found in _repeats(place, groups, known)]
    place.put_table(FILE, pa.Table.from_pylist(rows, schema=SHAPE))


def repeats_of(place: Place) -> Without | None:
    """By shard and row what is not to be read, and what is said of it; null if that was not found out yet."""
    table = place.get_table(FILE, SHAPE)
    if table is None:
        return None
    found: dict[str, dict[int, Refusal | None]] = defaultdict(dict)
    for one in table.to_pylist():
        said = None if one["kind"] is None else Refusal(one["origin"], one["reason"], one["kind"])
        found[one["shard"]][one["row"]] = said
    return found


def _row(shard: str, row: int, said: Refusal | None) -> dict[str, object]:
    told = {} if said is None else {"origin": said.origin, "kind": said.kind, "reason": said.reason}
    return {"shard": shard, "row": row} | told


def _repeats(
    place: Place, groups: Sequence[Sequence[Cut]], known: Mapping[str, str]
) -> Iterator[tuple[str, int, Refusal | None]]:
    seen: dict[str, tuple[str, str | None]] = {}
    for shard, row, report in _candidates(place, groups, known):
        digest = text_digest(report.text)
        if report.id in known:
            same = known[report.id] == digest
            said = (
                None
                if same
                else Refusal(report.origin or report.id, str(ReportChanged(report.id, report.origin)), "changed")
            )
            yield shard, row, said
        elif report.id in seen:
            yield shard, row, repeated(report, *seen[report.id])
        else:
            seen[report.id] = (digest, report.origin)


def _candidates(
    place: Place, groups: Sequence[Sequence[Cut]], known: Mapping[str, str]
) -> Iterator[tuple[str, int, Report]]:
    """Reports whose mark occurs more than once or in the record, in the order of the input, with shard and row."""
    marks = [marks_of(place, number) for number in range(len(groups))]
    every = np.concatenate([np.array([], dtype=np.uint64), *marks])
    values, counts = np.unique(every, return_counts=True)
    many = np.union1d(values[counts > 1], np.array([mark(i) for i in known], dtype=np.uint64))
    many = many[many != 0]
    for cuts, of_group in zip(groups, marks, strict=True):
        start = 0
        for cut in cuts:
            rows = np.flatnonzero(np.isin(of_group[start : start + cut.items], many))
            start += cut.items
            yield from ((cut.name, int(row), report) for row, report in _reports(place, cut.name, rows))


def _reports(place: Place, shard: str, rows: np.ndarray) -> Iterator[tuple[int, Report]]:
    if not rows.size:
        return
    name = f"{FOLDER}/{shard}.parquet"
    table = place.get_table(name, CUT)
    if table is None:
        raise ShardUnreadable(name, "the file is gone; begin anew at another place")
    for row, item in zip(rows.tolist(), items_of(table.take(pa.array(rows))), strict=True):
        if isinstance(item, Report):
            yield row, item

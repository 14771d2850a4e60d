"""Rows of a copy in a file that is mapped into memory, so that a few of many are read at once.

A database of columns unpacks two thousand rows to read one.  Rows that pages want one by one, anywhere in the record,
are therefore written out once, as they are (Arrow's IPC format), and found by their place in the file.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

import numpy as np
import polars as pl
import pyarrow as pa
import pyarrow.ipc as ipc

BATCH = 131_072  # rows that are written in one go
LONG = 8_192  # the same of whole texts: Arrow takes two gigabytes of one column at most


@dataclass(frozen=True, slots=True)
class RowFile:
    """The rows of a file; `starts`: the place of the first row of each batch, and the number of rows after the last."""

    schema: pa.Schema
    batches: tuple[pa.RecordBatch, ...]
    starts: tuple[int, ...]

    def __len__(self) -> int:
        """How many rows there are."""
        return self.starts[-1]

    def at(self, places: Sequence[int] | pl.Series, columns: Sequence[str] | None = None) -> pl.DataFrame:
        """The rows at these places, counted from 0, in this order; all columns or only some."""
        wanted = np.asarray(places, dtype=np.int64)
        rising = bool((wanted[1:] >= wanted[:-1]).all())
        order = np.arange(len(wanted)) if rising else np.argsort(wanted, kind="stable")
        parts = np.split(wanted[order], np.searchsorted(wanted[order], self.starts[1:-1]))
        taken = [
            _some(batch, columns).take(pa.array(part - start))
            for batch, part, start in zip(self.batches, parts, self.starts, strict=False)
            if len(part)
        ]
        schema = self.schema if columns is None else pa.schema([self.schema.field(c) for c in columns])
        frame = pl.from_arrow(pa.Table.from_batches(taken, schema=schema))
        assert isinstance(frame, pl.DataFrame)
        return frame if rising else frame[np.argsort(order, kind="stable")]

    def column(self, name: str) -> pl.Series:
        """One column of all rows."""
        series = pl.from_arrow(pa.chunked_array([b.column(name) for b in self.batches], self.schema.field(name).type))
        assert isinstance(series, pl.Series)
        return series


def write_rowfile(rows: pa.RecordBatchReader, path: Path) -> RowFile:
    """Write rows to a file, a batch at a time, and open it."""
    with ipc.new_file(path, rows.schema) as file:
        for batch in rows:
            file.write_batch(batch)
    return open_rowfile(path)


def open_rowfile(path: Path) -> RowFile:
    """The rows of a file; nothing is read before it is asked for."""
    file = ipc.open_file(pa.memory_map(str(path)))
    batches = tuple(file.get_batch(n) for n in range(file.num_record_batches))
    return RowFile(file.schema, batches, (0, *accumulate(b.num_rows for b in batches)))


def _some(batch: pa.RecordBatch, columns: Sequence[str] | None) -> pa.RecordBatch:
    return batch if columns is None else batch.select(list(columns))

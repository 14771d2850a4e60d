"""JSON lines: one file a table, one object a row, every column a key; times are UTC."""

from collections.abc import Iterator
from functools import partial
from typing import BinaryIO

import orjson
import polars as pl

from dragoman.exchange.files import File, Tables

OPTIONS = orjson.OPT_APPEND_NEWLINE | orjson.OPT_NAIVE_UTC | orjson.OPT_UTC_Z


def jsonl_files(tables: Tables) -> Iterator[File]:
    """One file of JSON lines a table."""
    for name, frame in tables.items():
        yield File(f"{name}.jsonl", partial(_write, frame), (name,))


def _write(frame: pl.DataFrame, stream: BinaryIO) -> None:
    for row in frame.iter_rows(named=True):
        stream.write(orjson.dumps(row, option=OPTIONS))

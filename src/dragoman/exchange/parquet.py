"""Parquet: one file a table, with lists, numbers and times as they are in the record."""

from collections.abc import Iterator
from functools import partial

from dragoman.exchange.files import File, Tables


def parquet_files(tables: Tables) -> Iterator[File]:
    """One Parquet file a table, compressed with Zstandard."""
    for name, frame in tables.items():
        yield File(f"{name}.parquet", partial(frame.write_parquet, compression="zstd"), (name,))

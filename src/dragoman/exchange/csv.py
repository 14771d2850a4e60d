"""CSV (RFC 4180, UTF-8): one file a table; lists are joined by "; ", and no cell can be taken for a formula."""

from collections.abc import Iterator
from functools import partial
from typing import BinaryIO

import polars as pl

from dragoman.exchange.files import File, Tables

BETWEEN = "; "
# A cell that begins so is a formula to a spreadsheet (OWASP, "CSV Injection"; the wide signs count in East Asia).
# It gets one apostrophe more, so that what was there can be told: take one from every cell that begins like this.
FORMULA = r"\A'*[=+\-@\t\r\n＝＋－＠]"


def csv_files(tables: Tables) -> Iterator[File]:
    """One CSV file a table."""
    for name, frame in tables.items():
        yield File(f"{name}.csv", partial(write_table, frame, bom=False), (name,))


def excel_files(tables: Tables) -> Iterator[File]:
    """The same, each beginning with a byte order mark."""
    for name, frame in tables.items():
        yield File(f"{name}.csv", partial(write_table, frame, bom=True), (name,))


def write_table(frame: pl.DataFrame, stream: BinaryIO, *, bom: bool = False, separator: str = ",") -> None:
    """One table as delimited text, with every cell that could be taken for a formula guarded."""
    lists = frame.with_columns(pl.col(pl.List(pl.String)).list.join(BETWEEN))
    guarded = pl.col(pl.String)
    safe = pl.when(guarded.str.contains(FORMULA)).then("'" + guarded).otherwise(guarded)
    lists.with_columns(safe.name.keep()).write_csv(
        stream,
        include_bom=bom,
        separator=separator,
        quote_style="non_numeric",
        datetime_format="%Y-%m-%dT%H:%M:%S%.fZ",
    )

"""XLSX (Office Open XML): one workbook, a sheet a table; every text is a text, never a formula or a link."""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from tempfile import TemporaryDirectory
from typing import BinaryIO

import polars as pl
from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.format import Format as Look
from xlsxwriter.worksheet import Worksheet

from dragoman.exchange.csv import BETWEEN, FORMULA
from dragoman.exchange.files import File, Tables

ROWS = 1_048_575  # a sheet's limit (ECMA-376), less its header
CHARACTERS = 32_767  # a cell's limit, in UTF-16 code units
CUT = " … [cut]"
MADE = datetime(2000, 1, 1, tzinfo=UTC)  # of every workbook, so that the same record gives the same bytes
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "remove_timezone": True,
}


def xlsx_files(tables: Tables) -> Iterator[File]:
    """One workbook."""
    cut = sum(_too_long(frame) for frame in tables.values())
    notes = [
        'Lists are joined by "; ". Texts that begin like a formula are marked as texts (quote prefix), otherwise as '
        "they were. A table of more rows than a sheet holds goes on in the next sheet."
    ]
    if cut:
        notes.append(f"{cut:,} cells had more than {CHARACTERS:,} characters, which Excel cannot hold; they are cut.")
    yield File("record.xlsx", partial(_write, tables), tuple(tables), tuple(notes))


def _write(tables: Tables, stream: BinaryIO) -> None:
    with TemporaryDirectory() as beside:
        book = Workbook(stream, {**OPTIONS, "tmpdir": beside})
        book.set_properties({"created": MADE, "author": "Dragoman"})
        looks = (book.add_format({"bold": True}), book.add_format({"quote_prefix": True}))
        for name, frame in tables.items():
            for number in range(max(1, -(-frame.height // ROWS))):
                sheet = book.add_worksheet(name if number == 0 else f"{name} {number + 1}")
                _sheet(sheet, frame.slice(number * ROWS, ROWS), *looks)
        try:
            book.close()
        except FileCreateError as error:  # what xlsxwriter makes of a full disk
            raise OSError(*getattr(error.args[0], "args", (str(error),))) from error


def _sheet(sheet: Worksheet, frame: pl.DataFrame, head: Look, guarded: Look) -> None:
    sheet.freeze_panes(1, 0)
    for column, name in enumerate(frame.columns):
        sheet.write_string(0, column, name, head)
    if frame.height:
        sheet.autofilter(0, 0, frame.height, frame.width - 1)
    for number, row in enumerate(frame.iter_rows(), 1):
        _row(sheet, number, row, guarded)


def _row(sheet: Worksheet, number: int, row: Sequence[object], guarded: Look) -> None:
    for column, value in enumerate(row):
        cell = plain(value)
        if isinstance(cell, bool):
            sheet.write_boolean(number, column, cell)
        elif isinstance(cell, int | float):
            sheet.write_number(number, column, cell)
        elif cell is not None:
            sheet.write_string(number, column, cell, guarded if re.match(FORMULA, cell) else None)


def plain(value: object) -> bool | int | float | str | None:
    """A value as a cell holds it: lists joined, times in ISO 8601, texts cut where a cell ends."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, datetime):
        return value.isoformat(timespec="microseconds") + "Z"
    text = BETWEEN.join(map(str, value)) if isinstance(value, list) else str(value)
    if _units(text) <= CHARACTERS:
        return text
    kept = text.encode("utf-16-le")[: (CHARACTERS - len(CUT)) * 2]
    return kept.decode("utf-16-le", "ignore") + CUT


def _units(text: str) -> int:
    """How many UTF-16 code units a text has."""
    return len(text) + sum(c > "\uffff" for c in text)


def _too_long(frame: pl.DataFrame) -> int:
    lists = frame.with_columns(pl.col(pl.List(pl.String)).list.join(BETWEEN))
    texts = lists.select(pl.col(pl.String))
    longish = (texts.select(pl.all().str.len_chars() > CHARACTERS // 2).sum_horizontal() > 0).to_list()
    return sum(_units(c) > CHARACTERS for row, far in zip(texts.rows(), longish, strict=True) if far for c in row if c)

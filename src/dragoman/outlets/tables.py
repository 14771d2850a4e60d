"""Tables (CSV, TSV, Excel, OpenDocument, Parquet): one report a row, columns as said or as they are called."""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Any, BinaryIO, cast

import pyarrow as pa

from dragoman.elsewhere import complaint
from dragoman.errors import ReportUnreadable
from dragoman.outlets.archives import explained
from dragoman.outlets.columns import Columns, columns_of, said
from dragoman.outlets.decoding import BOMS, content, encoding_of, visible
from dragoman.outlets.extras import extra
from dragoman.outlets.fields import NOTHING, Fields, first_of
from dragoman.outlets.parts import ALWAYS, MOST_SWELLING, Items, bomb, length, seekable
from dragoman.outlets.report import make_report
from dragoman.settings import Settings
from dragoman.types import Refusal, Report

Row = Mapping[str, object]
HEAD = 1 << 16
DELIMITERS = ",;\t|"
LARGEST_SHEET, LARGEST_PARQUET = 256 << 20, 64 << 30
ROWS = 64  # of a Parquet file at a time
MOST_ABOVE = 10  # rows above the one that names the columns: titles of the table, cells over several columns


def read_csv(stream: BinaryIO, origin: str, settings: Settings, told: Fields = NOTHING) -> Items:
    """A report a row of a table in CSV or TSV, of which a row near the top names the columns.

    Raises ReportUnreadable (encoding).
    """
    buffered = io.BufferedReader(stream) if not isinstance(stream, io.BufferedReader) else stream  # type: ignore[type-var]
    head = buffered.peek(HEAD)[:HEAD]
    if not head.strip(b"\xef\xbb\xbf \r\n\t"):
        raise ReportUnreadable(origin, "empty", "the table is empty")
    start = _whole_lines(head)
    encoding = encoding_of(start, origin)
    limit = settings.max_characters * 2 + HEAD
    csv.field_size_limit(limit)
    lines = _lines(cast(BinaryIO, buffered), encoding, origin, limit * 4)
    rows = csv.reader(lines, delimiter=_delimiter(start.decode(encoding, "replace")))
    yield from _table(_counted(rows, origin), origin, settings, told)


def _whole_lines(head: bytes) -> bytes:
    """The beginning of a table up to the end of a line, which two bytes or four make in UTF-16 and UTF-32."""
    wide = next((name for mark, name in BOMS if head.startswith(mark) and name != "utf-8-sig"), None)
    if wide is None:
        return head[: head.rfind(b"\n") + 1] or head
    text = head.decode(wide, "ignore")
    return (text[: text.rfind("\n") + 1] or text).encode(wide)


def _delimiter(start: str) -> str:
    first = start.split("\n", 1)[0]
    return max(DELIMITERS, key=first.count)


def _lines(stream: BinaryIO, encoding: str, origin: str, limit: int) -> Iterator[str]:
    """The lines as text; raises ReportUnreadable where one is in another encoding, or endless."""
    wide = encoding.startswith("utf-16") or encoding.startswith("utf-32")  # a line's end is no single byte there
    text = io.TextIOWrapper(stream, encoding, newline="") if wide else None
    while True:
        try:
            line = text.readline(limit) if text else stream.readline(limit).decode(encoding)
        except UnicodeError as error:
            problem = (
                "a row is not in the encoding of the first ones; save the table as UTF-8; the rows before were read"
            )
            raise ReportUnreadable(origin, "encoding", problem) from error
        if not line:
            return
        if len(line) >= limit:
            problem = f"a line has more than {limit:,} characters; the rows before were read"
            raise ReportUnreadable(origin, "size", problem)
        yield line.replace("\0", "").removeprefix("\ufeff")


def _counted(rows: Iterator[list[str]], origin: str) -> Iterator[tuple[int, Sequence[object]]]:
    number = 0
    while True:
        number += 1
        try:
            yield number, next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            raise ReportUnreadable(
                origin, "malformed", f"row {number} is not CSV ({error}); the rows before were read"
            ) from error


def read_sheets(stream: BinaryIO, origin: str, settings: Settings, told: Fields = NOTHING) -> Items:
    """A report a row of every sheet of a workbook (xlsx, xlsb, xls, ods) that names a column of texts near its top."""
    data = content(stream, origin, LARGEST_SHEET)
    _not_swelling(data, origin)
    calamine = extra("python_calamine", "excel", "Reading Excel and OpenDocument tables")
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = [(name, book.get_sheet_by_name(name)) for name in book.sheet_names]
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise ReportUnreadable(
            origin, "malformed", f"it is no workbook that can be opened ({complaint(error)})"
        ) from error
    refused: list[Refusal] = []
    for name, sheet in sheets:
        rows = ((i, row) for i, row in enumerate(sheet.iter_rows(), 1) if any(cell != "" for cell in row))
        for item in _table(rows, f"{origin}!{name}" if len(sheets) > 1 else origin, settings, told):
            if isinstance(item, Refusal) and item.kind == "columns":
                refused.append(item)
            else:
                yield item
    yield from refused if len(refused) == len(sheets) else [_passed_over(r) for r in refused]


def _passed_over(refusal: Refusal) -> Refusal:
    return Refusal(refusal.origin, f"a sheet without reports, passed over: {refusal.reason}", "passed over")


def _not_swelling(data: bytes, origin: str) -> None:
    """A workbook is a ZIP archive that is unpacked in memory, so what it comes to is counted before."""
    if not data.startswith(b"PK"):
        return
    left = min(max(len(data) * MOST_SWELLING, LARGEST_SHEET), ALWAYS)
    with explained(origin), zipfile.ZipFile(io.BytesIO(data)) as archive:
        for piece in _pieces(archive):
            left -= len(piece)
            if left < 0:
                raise bomb(origin)


def _pieces(archive: zipfile.ZipFile) -> Iterator[bytes]:
    """All that the members of an archive hold, unpacked, a piece at a time."""
    for member in archive.infolist():
        with archive.open(member) as inner:
            while piece := inner.read(HEAD):
                yield piece


def read_parquet(stream: BinaryIO, origin: str, settings: Settings, told: Fields = NOTHING) -> Items:
    """A report a row of a Parquet file, some rows at a time; raises ReportUnreadable."""
    import pyarrow.parquet as pq

    try:
        with seekable(stream, origin, LARGEST_PARQUET) as whole:
            if not length(whole):
                raise ReportUnreadable(origin, "empty", "the file is empty")
            file = pq.ParquetFile(whole, memory_map=False, pre_buffer=False)
            yield from _parquet(file, origin, settings, told)
    except (pa.ArrowException, OSError, ValueError) as error:
        raise ReportUnreadable(
            origin, "malformed", f"it is no Parquet file that can be read ({complaint(error)})"
        ) from error


def _parquet(file: Any, origin: str, settings: Settings, told: Fields) -> Iterator[Report | Refusal]:
    columns = columns_of(list(file.schema_arrow.names), origin, settings)
    if isinstance(columns, Refusal):
        yield columns
        return
    if columns.guessed:
        yield said(columns, origin)
    number = 0
    for batch in file.iter_batches(batch_size=ROWS, columns=sorted(set(columns.by_field.values()))):
        for row in batch.to_pylist():
            number += 1
            yield _report(row, columns, f"{origin}:{number}", settings, told)


def _table(
    rows: Iterable[tuple[int, Sequence[object]]], origin: str, settings: Settings, told: Fields
) -> Iterator[Report | Refusal]:
    filled = ((number, cells) for number, cells in rows if any(cell not in ("", None) for cell in cells))
    first = list(islice(filled, MOST_ABOVE + 1))
    heads = [[str(cell).strip() for cell in cells] for _, cells in first]
    tried = [columns_of(head, origin, settings) for head in heads]
    place = max(range(len(tried)), key=lambda i: (_known(tried[i]), -i), default=None)
    if place is None:
        yield Refusal(origin, "the table is empty", "empty")
        return
    columns = tried[place]
    if isinstance(columns, Refusal):
        yield columns
        return
    yield from _reports(chain(first[place + 1 :], filled), heads[place], columns, origin, settings, told)


def _known(columns: Columns | Refusal) -> int:
    """How many fields a row names; where no row names the text, the first one is told of."""
    return 0 if isinstance(columns, Refusal) else len(columns.by_field)


def _reports(
    rows: Iterable[tuple[int, Sequence[object]]],
    header: Sequence[str],
    columns: Columns,
    origin: str,
    settings: Settings,
    told: Fields,
) -> Iterator[Report | Refusal]:
    if columns.guessed:
        yield said(columns, origin)
    for number, cells in rows:
        yield _report(dict(zip(header, cells, strict=False)), columns, f"{origin}:{number}", settings, told)


def _report(row: Row, columns: Columns, where: str, settings: Settings, told: Fields) -> Report | Refusal:
    text = columns.text(row)
    if not isinstance(text, str) or not text.strip():
        return Refusal(where, f"the row has no text in its column '{columns.by_field['text']}'", "text")
    try:
        clean = visible(text.replace("\r\n", "\n").replace("\r", "\n")).strip("\n")
        return make_report(clean, first_of(columns.fields(row), told), where, settings)
    except ReportUnreadable as error:
        return Refusal(where, error.reason, error.kind)

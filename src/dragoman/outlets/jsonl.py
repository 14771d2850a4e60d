"""JSON, one report a row: `{"id", "text", "published"?, "title"?, "outlet"?, "author"?, "url"?, "language"?}`."""

from collections.abc import Iterable, Iterator
from typing import BinaryIO

import orjson

from dragoman.errors import ReportUnreadable
from dragoman.outlets.columns import NAMES, Columns, columns_of, said
from dragoman.outlets.decoding import content
from dragoman.outlets.fields import NOTHING, Fields, first_of
from dragoman.outlets.report import make_report
from dragoman.settings import Settings
from dragoman.types import Refusal, Report

# A character may be written as two escapes of six bytes; the other fields are short.
BYTES_A_CHARACTER, OTHER_FIELDS = 12, 1 << 16
CHUNK, LARGEST_JSON = 1 << 20, 256 << 20
Row = dict[str, object] | Refusal


def read_jsonl(stream: BinaryIO, origin: str, settings: Settings, told: Fields = NOTHING) -> Iterator[Report | Refusal]:
    """A report for each row, in order; a row that cannot be read is refused with its line number, the rest is read.

    The text of a row is taken as it stands: offsets count its characters.  Keys are those above, or as the settings
    map them; others are read by what they are called ("date", "source"), and that is said once.
    """
    yield from _reports(_rows(stream, origin, settings), origin, settings, told)


def read_json(stream: BinaryIO, origin: str, settings: Settings, told: Fields = NOTHING) -> Iterator[Report | Refusal]:
    """The reports of one JSON value: a list of objects, an object that holds such a list ("articles"), or one object.

    Raises ReportUnreadable for what is no JSON, or larger than can be read at once.
    """
    data = content(stream, origin, LARGEST_JSON).removeprefix(b"\xef\xbb\xbf")
    if not data.strip():
        raise ReportUnreadable(origin, "empty", "the file is empty")
    try:
        value = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        problem = f"it is not JSON ({error.msg}, line {error.lineno}); if it has one object a line, name it .jsonl"
        raise ReportUnreadable(origin, "json", problem) from error
    rows = _listed(value)
    if not rows:
        raise ReportUnreadable(origin, "json", 'it holds no objects; write a list of {"id": ..., "text": ...}')
    yield from _reports(
        ((f"{origin}:{n}", _as_object(row, f"{origin}:{n}")) for n, row in rows), origin, settings, told
    )


def _listed(value: object) -> list[tuple[int, object]]:
    """The objects of a value, numbered: those of a list, those of the longest list in an object, or itself."""
    if isinstance(value, dict):
        lists = [v for v in value.values() if isinstance(v, list) and v and all(isinstance(o, dict) for o in v)]
        value = max(lists, key=len) if lists and "text" not in value else [value]
    return list(enumerate(value, 1)) if isinstance(value, list) else []


def _rows(stream: BinaryIO, origin: str, settings: Settings) -> Iterator[tuple[str, Row]]:
    """Each line that is not empty: where it stands, and its object or why it has none."""
    limit = settings.max_characters * BYTES_A_CHARACTER + OTHER_FIELDS
    number = 0
    while row := stream.readline(limit):
        number += 1
        where = f"{origin}:{number}"
        whole = row.endswith(b"\n") or len(row) < limit
        if not whole:
            _pass_over(stream)
            problem = f"the row is longer than {limit:,} bytes; split it or raise 'max_characters'"
            yield where, Refusal(where, problem, "size")
        elif row.strip(b"\xef\xbb\xbf \t\r\n"):
            yield where, _object(row.removeprefix(b"\xef\xbb\xbf"), where)


def _reports(
    rows: Iterable[tuple[str, Row]], origin: str, settings: Settings, told: Fields
) -> Iterator[Report | Refusal]:
    shown, empty = False, True
    for where, fields in rows:
        empty = False
        columns = fields if isinstance(fields, Refusal) else _columns(fields, where, settings)
        if isinstance(columns, Columns) and columns.guessed and not shown:
            shown = True
            yield said(columns, origin)
        if isinstance(fields, Refusal):
            yield fields
        elif isinstance(columns, Refusal):
            yield columns
        else:
            yield _report(fields, columns, where, settings, told)
    if empty:
        raise ReportUnreadable(origin, "empty", "the file is empty")


def _pass_over(stream: BinaryIO) -> None:
    while (piece := stream.readline(CHUNK)) and not piece.endswith(b"\n"):
        continue


def _object(row: bytes, where: str) -> Row:
    try:
        fields = orjson.loads(row)
    except orjson.JSONDecodeError as error:
        return Refusal(
            where,
            f"the row is not JSON ({error.msg}, character {error.colno}); write one object a line, in UTF-8",
            "json",
        )
    return _as_object(fields, where)


def _as_object(value: object, where: str) -> Row:
    if isinstance(value, dict):
        return value
    return Refusal(where, 'the row is not an object; write it as {"id": ..., "text": ...}', "json")


def _columns(fields: dict[str, object], where: str, settings: Settings) -> Columns | Refusal:
    if not settings.columns and "text" in fields and fields.keys() <= set(NAMES):
        return Columns({name: name for name in NAMES}, guessed=False)
    found = columns_of(list(fields), where, settings)
    if isinstance(found, Refusal) and not settings.columns:
        return Refusal(
            where, "the row has no 'text'; put the report's words there, or name their key with --columns", "text"
        )
    return found


def _report(
    fields: dict[str, object], columns: Columns, where: str, settings: Settings, told: Fields
) -> Report | Refusal:
    text = columns.text(fields)
    if not isinstance(text, str):
        key = columns.by_field["text"]
        problem = f"has no '{key}'" if text is None else f"has a '{key}' that is no string ({type(text).__name__})"
        return Refusal(where, f"the row {problem}; put the report's words there", "text")
    try:
        return make_report(text, first_of(columns.fields(fields), told), where, settings)
    except ReportUnreadable as error:
        return Refusal(where, error.reason, error.kind)

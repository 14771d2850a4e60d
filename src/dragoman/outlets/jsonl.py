"""JSON lines: one report a row, `{"id", "text", "published"?, "title"?, "outlet"?, "author"?, "url"?, "language"?}`."""

from collections.abc import Iterator
from typing import BinaryIO

import orjson

from dragoman.errors import ReportUnreadable
from dragoman.outlets.report import make_report
from dragoman.settings import Settings
from dragoman.types import Refusal, Report

# A character may be written as two escapes of six bytes; the other fields are short.
BYTES_A_CHARACTER, OTHER_FIELDS = 12, 1 << 16
CHUNK = 1 << 20


def read_jsonl(stream: BinaryIO, origin: str, settings: Settings) -> Iterator[Report | Refusal]:
    """A report for each row, in order; a row that cannot be read is refused with its line number, the rest is read.

    The text of a row is taken as it stands: offsets count its characters.
    """
    limit = settings.max_characters * BYTES_A_CHARACTER + OTHER_FIELDS
    number = 0
    while row := stream.readline(limit):
        number += 1
        where = f"{origin}:{number}"
        whole = row.endswith(b"\n") or len(row) < limit
        if not whole:
            _pass_over(stream)
            yield Refusal(where, f"the row is longer than {limit:,} bytes; split it or raise 'max_characters'", "size")
        elif row.strip(b"\xef\xbb\xbf \t\r\n"):
            yield _report(row.removeprefix(b"\xef\xbb\xbf"), where, settings)


def _pass_over(stream: BinaryIO) -> None:
    while (piece := stream.readline(CHUNK)) and not piece.endswith(b"\n"):
        continue


def _report(row: bytes, where: str, settings: Settings) -> Report | Refusal:
    try:
        fields = orjson.loads(row)
    except orjson.JSONDecodeError as error:
        return Refusal(
            where,
            f"the row is not JSON ({error.msg}, character {error.colno}); write one object a line, in UTF-8",
            "json",
        )
    if not isinstance(fields, dict):
        return Refusal(where, 'the row is not an object; write it as {"id": ..., "text": ...}', "json")
    text = fields.pop("text", None)
    if not isinstance(text, str):
        problem = "has no 'text'" if text is None else f"has a 'text' that is no string ({type(text).__name__})"
        return Refusal(where, f"the row {problem}; put the report's words there", "text")
    try:
        return make_report(text, fields, where, settings)
    except ReportUnreadable as error:
        return Refusal(where, error.reason, error.kind)

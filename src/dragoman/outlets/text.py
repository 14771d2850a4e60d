"""Plain text: one report a file, with or without a header block."""

from collections.abc import Iterator
from typing import BinaryIO

from dragoman.outlets.decoding import content, decode
from dragoman.outlets.fields import NOTHING, Fields, first_of, given
from dragoman.outlets.header import split_header
from dragoman.outlets.report import make_report
from dragoman.settings import Settings
from dragoman.types import Refusal, Report

BYTES_A_CHARACTER = 4


def read_text(stream: BinaryIO, origin: str, settings: Settings, told: Fields = NOTHING) -> Iterator[Report | Refusal]:
    """The one report of a text file, without empty lines around it; raises ReportUnreadable."""
    data = content(stream, origin, settings.max_characters * BYTES_A_CHARACTER)
    fields, text = split_header(decode(data, origin))
    yield make_report(text.strip("\n"), first_of(given(fields, "header"), told), origin, settings)

"""What an endpoint gives back: JSON made once, in the thread that asked the record."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import orjson
from fastapi import Response

if TYPE_CHECKING:
    import polars as pl

OPTIONS = orjson.OPT_NAIVE_UTC | orjson.OPT_UTC_Z


class Json(Response):
    """A value (rows, frozen dataclasses, dicts of them) as JSON."""

    media_type = "application/json"

    def render(self, content: Any) -> bytes:
        """The bytes; numbers that are none (NaN) become null."""
        return orjson.dumps(content, default=_plain, option=OPTIONS)


def rows(frame: "pl.DataFrame") -> list[dict[str, Any]]:
    """The rows of a frame as objects."""
    return frame.to_dicts()


def _plain(value: object) -> object:
    if isinstance(value, Iterable):
        return list(value)
    raise TypeError(f"{type(value).__name__} cannot be written as JSON")

"""How what was worked out of a copy is written into a file of it, so that the next start need not work it out again.

Only forms that are read as data and never run: columns (Arrow) and values of stated types (JSON).
"""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

import polars as pl

if TYPE_CHECKING:
    from pydantic import TypeAdapter

T = TypeVar("T")


class Form(Protocol[T]):
    """How values of a type are written and read; `suffix` of the file."""

    @property
    def suffix(self) -> str:
        """How names of such files end."""

    def write(self, value: T, path: Path) -> None:
        """Write a value to a file; raises OSError."""

    def read(self, path: Path) -> T:
        """The value in a file; raises OSError or ValueError."""


@dataclass(frozen=True, slots=True)
class Columns:
    """A frame as an Arrow file."""

    suffix: str = ".frame"

    def write(self, value: pl.DataFrame, path: Path) -> None:
        """Write the frame."""
        value.write_ipc(path, compression="uncompressed")

    def read(self, path: Path) -> pl.DataFrame:
        """The frame; raises ValueError for what is none."""
        try:
            return pl.read_ipc(path)
        except pl.exceptions.PolarsError as error:
            raise ValueError(str(error)) from error


@dataclass(frozen=True, slots=True)
class Packed(Generic[T]):
    """A value of a type made of dataclasses, tuples, mappings and plain values, as JSON."""

    kind: type[T]
    suffix: str = ".json"

    def write(self, value: T, path: Path) -> None:
        """Write the value."""
        path.write_bytes(_adapter(self.kind).dump_json(value))

    def read(self, path: Path) -> T:
        """The value; raises ValueError for what is none of the type."""
        found: T = _adapter(self.kind).validate_json(path.read_bytes())
        return found


COLUMNS = Columns()


def _adapter(kind: type[T]) -> "TypeAdapter[T]":
    from pydantic import TypeAdapter  # takes a tenth of a second

    return TypeAdapter(kind)

"""What a file says about a report, each field with the place it was taken from."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class Given(NamedTuple):
    """A value as a file gives it, and where the file gives it, in words ("JSON-LD datePublished")."""

    value: object
    source: str


Fields = Mapping[str, Given]  # by the names of Report
NOTHING: Fields = MappingProxyType({})


def given(values: Mapping[str, object], source: str) -> dict[str, Given]:
    """Values by Report's names that all stand in one place; what is null or empty was not given."""
    return {name: Given(value, source) for name, value in values.items() if value not in (None, "")}


def first_of(*told: Fields) -> dict[str, Given]:
    """Of each field the first one that is given."""
    found: dict[str, Given] = {}
    for fields in told:
        for name, value in fields.items():
            found.setdefault(name, value)
    return found

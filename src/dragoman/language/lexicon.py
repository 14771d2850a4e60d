"""How a language says things: TOML tables in `lexicons/<language>/`, read once."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from dragoman.data import read_data


@cache
def table(language: str, name: str) -> Mapping[str, Any]:
    """The table `lexicons/<language>/<name>.toml` as plain values; `name` may hold a slash.

    Raises DataError if the file is missing or is not TOML.
    """
    return read_data(files("dragoman").joinpath("lexicons", language, *f"{name}.toml".split("/")))


SETS: dict[tuple[str, str, str], frozenset[str]] = {}  # those that were asked for


def listed(name: str, part: str, key: str) -> frozenset[str]:
    """The list under a key in a part of the English table `name` as a set; raises DataError as `table` does."""
    found = SETS.get((name, part, key))
    if found is None:
        found = SETS[name, part, key] = frozenset(table("en", name)[part][key])
    return found

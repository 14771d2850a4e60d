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

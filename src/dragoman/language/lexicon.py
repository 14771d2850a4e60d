"""How a language says things: TOML tables in `lexicons/<language>/`, read once."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from dragoman.errors import DataError


@cache
def table(language: str, name: str) -> Mapping[str, Any]:
    """The table `lexicons/<language>/<name>.toml` as plain values; `name` may hold a slash.

    Raises DataError if the file is missing or is not TOML.
    """
    path = files("dragoman").joinpath("lexicons", language, *f"{name}.toml".split("/"))
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise DataError(str(path), str(error)) from error

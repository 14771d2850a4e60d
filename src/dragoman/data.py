"""The program's own data files: TOML tables that are installed with it."""

import tomllib
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from dragoman.errors import DataError


def read_data(path: Traversable | Path) -> dict[str, Any]:
    """The tables of a TOML file; raises DataError if it is missing or broken."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DataError(str(path), str(error)) from error


def data_of(package: str, name: str) -> dict[str, Any]:
    """The tables of the TOML file of this name that lies in a package; raises as `read_data`."""
    return read_data(files(package).joinpath(name))

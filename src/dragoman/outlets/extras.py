"""Libraries that only some formats need."""

from importlib import import_module
from typing import Any

from dragoman.errors import ExtraMissing


def extra(module: str, name: str, what: str) -> Any:
    """A library of one of the extras; raises ExtraMissing, which says how to install it."""
    try:
        return import_module(module)
    except ImportError as error:
        raise ExtraMissing(what, module.partition(".")[0].replace("_", "-"), name) from error

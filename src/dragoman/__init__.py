"""Dragoman reads news reports about international relations and keeps the sourced record.

    from dragoman import Record, extract, read

    read(["reports/"], into="my.duckdb")
    Record.open("my.duckdb").events(actor="IRN", with_="TKM")

The names below are loaded when they are first used, so that `import dragoman` costs nothing.
"""

from importlib import import_module
from importlib.metadata import version
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.analysis.brief import write_brief
    from dragoman.errors import DragomanError
    from dragoman.exchange.export import export
    from dragoman.exchange.incoming import import_file
    from dragoman.pipeline import extract, read
    from dragoman.record.backdrop import background_counts, background_events, background_files
    from dragoman.record.record import Record
    from dragoman.settings import Settings, load_settings
    from dragoman.types import (
        Actor,
        Brief,
        Evidence,
        Findings,
        Mention,
        Place,
        Refusal,
        Report,
        Span,
        Statement,
        Tie,
        When,
    )

VERSION = version("dragoman")

_HOMES = {
    "dragoman.analysis.brief": ("write_brief",),
    "dragoman.errors": ("DragomanError",),
    "dragoman.exchange.export": ("export",),
    "dragoman.exchange.incoming": ("import_file",),
    "dragoman.pipeline": ("extract", "read"),
    "dragoman.record.backdrop": ("background_counts", "background_events", "background_files"),
    "dragoman.record.record": ("Record",),
    "dragoman.settings": ("Settings", "load_settings"),
    "dragoman.types": (
        "Actor",
        "Brief",
        "Evidence",
        "Findings",
        "Mention",
        "Place",
        "Refusal",
        "Report",
        "Span",
        "Statement",
        "Tie",
        "When",
    ),
}

__all__ = [
    "VERSION",
    "Actor",
    "Brief",
    "DragomanError",
    "Evidence",
    "Findings",
    "Mention",
    "Place",
    "Record",
    "Refusal",
    "Report",
    "Settings",
    "Span",
    "Statement",
    "Tie",
    "When",
    "background_counts",
    "background_events",
    "background_files",
    "export",
    "extract",
    "import_file",
    "load_settings",
    "read",
    "write_brief",
]


def __getattr__(name: str) -> object:
    home = next((home for home, names in _HOMES.items() if name in names), None)
    if home is None:
        raise AttributeError(f"module 'dragoman' has no attribute '{name}'")
    return getattr(import_module(home), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})

"""`dragoman copies`: the laid-out copies of records that the server keeps for its next start."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from dragoman.faces.cli.options import SettingsPath

if TYPE_CHECKING:
    from dragoman.record.keeping import Copy

Of = Annotated[Path | None, typer.Argument(help="Only the copy of this record.", metavar="[RECORD]")]
Drop = Annotated[bool, typer.Option("--drop", help="Delete them; copies that a server reads stay.")]
MEGABYTE = 1_000_000


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(rich_help_panel="Keep it sound")(copies)


def copies(record: Of = None, drop: Drop = False, settings_path: SettingsPath = None) -> None:
    """List the copies of records that `dragoman serve` keeps for its next start, or delete them.

    Each takes three to four times as much room as its record.  The settings `copies` and `copies_room` say where they
    are and how much room they may take together; none of them holds anything that is not in its record.
    """
    from dragoman.record.keeping import keeping_of
    from dragoman.settings import load_settings

    settings, console = load_settings(settings_path), Console(soft_wrap=True, highlight=False)
    keeping = keeping_of(settings.copies, settings.copies_room, console.print)
    if keeping is None:
        console.print('Nothing is kept: the setting copies is "none".', markup=False)
        return
    wanted = None if record is None else str(record.resolve())
    found = keeping.drop(record) if drop else [c for c in keeping.copies() if wanted in (None, c.record)]
    for copy in found:
        console.print(_line(copy, "dropped  " if drop else ""), markup=False)
    total = sum(c.bytes for c in found) / MEGABYTE
    console.print(f"{len(found)} {'dropped' if drop else 'kept'}, {total:,.0f} MB, in {keeping.folder}", markup=False)


def _line(copy: "Copy", prefix: str) -> str:
    used = datetime.fromtimestamp(copy.used, UTC)
    return f"{prefix}{copy.record}  {copy.bytes / MEGABYTE:,.0f} MB, last used {used:%Y-%m-%d %H:%M} UTC"

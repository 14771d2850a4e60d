"""What could not be read before: listed by `reports --failed`, tried again by `read --retry-failed`."""

import shlex
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from dragoman.faces.cli.tables import plain_console

if TYPE_CHECKING:
    import polars as pl

    from dragoman.record.record import Record

UNREAD = """
SELECT coalesce(r.origin, r.id) AS origin, 'language' AS kind, n.note AS reason, r.added AS seen
FROM report r JOIN report_note n ON n.report = r.id
WHERE r.language IS NOT NULL AND r.language NOT IN (SELECT unnest($read))
QUALIFY n.number = max(n.number) OVER (PARTITION BY r.id) ORDER BY origin
"""

Retry = Annotated[
    bool, typer.Option("--retry-failed", help="Read again what failed before, as `reports --failed` lists it.")
]

Failed = Annotated[
    bool, typer.Option("--failed", help="List what should have been read and could not be, by reason, instead.")
]


@dataclass(frozen=True, slots=True)
class Retried:
    """The inputs to read again, and the origins that failed in them."""

    inputs: tuple[str, ...] = ()
    origins: frozenset[str] = frozenset()


def failed_before(record: Path) -> Retried:
    """What failed in a record and can be tried again; what cannot is said on standard error."""
    from dragoman.outlets.inputs import input_of
    from dragoman.record.record import Record

    with Record.open(record) as opened:
        failed = list(failed_rows(opened.refusals())["origin"])
    found = {origin: input_of(origin) for origin in failed}
    gone = [origin for origin, name in found.items() if name is None]
    if gone:
        print(f"{len(gone):,} cannot be tried again, since they are gone or came on standard input:", file=sys.stderr)
        print("".join(f"  {origin}\n" for origin in gone[:20]), end="", file=sys.stderr)
    again = {origin: name for origin, name in found.items() if name is not None}
    return Retried(tuple(dict.fromkeys(again.values())), frozenset(again))


def failed_rows(refusals: "pl.DataFrame") -> "pl.DataFrame":
    """Those of a record's refusals that are failures."""
    import polars as pl

    from dragoman.types import NO_FAILURES

    return refusals.filter(~pl.col("kind").is_in(list(NO_FAILURES)))


def unread_rows(record: "Record") -> "pl.DataFrame":
    """What a record keeps without findings, because its language is not read; the columns are those of refusals."""
    from dragoman.pipeline import READ_LANGUAGES

    return record.sql(UNREAD, {"read": [code for code in READ_LANGUAGES if code is not None]})


def print_failures(frame: "pl.DataFrame", record: Path) -> None:
    """Print what failed in a record, by kind, for a person."""
    console = plain_console(Console())
    for kind, rows in sorted(frame.group_by("kind"), key=lambda group: str(group[0])):
        console.print(f"{kind[0]}: {len(rows):,}", style="bold", markup=False, highlight=False)
        for row in rows.sort("origin").iter_rows(named=True):
            console.print(f"  {row['origin']}: {row['reason']}", markup=False, highlight=False, soft_wrap=True)
    if frame.is_empty():
        console.print("Everything could be read.")
    else:
        again = f"Try them again with: dragoman read --retry-failed --into {shlex.quote(str(record))}"
        console.print(again, style="dim", markup=False, highlight=False, soft_wrap=True)

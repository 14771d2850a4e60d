"""Decisions as people read and write them: sentences, tables, FIELD=VALUE."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from dragoman.errors import ReviewRefused
from dragoman.faces.cli.asking import print_rows
from dragoman.faces.cli.tables import plain_console

if TYPE_CHECKING:
    import polars as pl

    from dragoman.record.reviewing.decisions import Review, Target

SHORT = 8  # digits of an id that are shown
LISTED = ("id", "made", "author", "verb", "kind", "finding", "changes", "words", "reason", "stands", "lost")
ORPHANS = ("id", "made", "author", "verb", "kind", "words", "report", "lost")
AGAINST = ("kind", "finding", "field", "rules", "ruling", "against", "other")


def changes_of(words: Iterable[str]) -> dict[str, str]:
    """FIELD=VALUE as fields and values; raises ReviewRefused for words without a sign of equality."""
    changes: dict[str, str] = {}
    for word in words:
        name, equals, value = word.partition("=")
        if not equals:
            raise ReviewRefused(f"'{word}' has no '='; write FIELD=VALUE, such as status=planned")
        changes[name.strip()] = value.strip()
    return changes


def said_of(review: "Review") -> str:
    """A decision as a sentence for a person."""
    changed = [f"{v.field} {v.found} > {v.value}" for v in review.values if v.found != v.value]
    about = ", ".join(f"{t.kind} {_known_by(t)}" for t in review.targets if t.side == "one") or review.undoes or ""
    more = f": {'; '.join(changed)}" if changed else ""
    return f"{review.verb} {about}{more} (decision {review.id[:SHORT]}, by {review.author})"


def _known_by(target: "Target") -> str:
    """The id as people read it: of what has a hash for an id its first digits."""
    return target.id if target.kind in ("actor", "place") else target.id[:SHORT]


def show_rows(frame: "pl.DataFrame", columns: Sequence[str], json: bool, nothing: str) -> None:
    """Print rows as a table, or as JSON; a sentence where there are none."""
    if json:
        print_rows(frame)
        return
    console = plain_console(Console())
    if frame.is_empty():
        console.print(nothing)
        return
    table = headed(*(c.capitalize() for c in columns))
    for row in frame.iter_rows(named=True):
        table.add_row(*(_cell(row, c) for c in columns))
    console.print(table)


def headed(*titles: str) -> Table:
    """A table with these columns and no rows yet."""
    table = Table(header_style="bold", border_style="dim")
    for title in titles:
        table.add_column(title, overflow="fold")
    return table


def _cell(row: Mapping[str, object], column: str) -> str:
    value = row[column]
    text = "" if value is None else ("yes" if value else "no") if isinstance(value, bool) else str(value)
    whole = column not in ("id", "finding") or row.get("kind") in ("actor", "place")
    return escape(text if whole else text[:SHORT]) if column != "made" else text[:16]


def show_precision(console: Console, frame: "pl.DataFrame") -> None:
    """Print how often the program was right, one row a field."""
    if frame.is_empty():
        console.print("Nothing of a sample was reviewed yet; begin with: dragoman review RECORD")
        return
    table = headed("Sample", "Program", "Of", "Field", "Right", "Precision", "95 % interval")
    for row in frame.iter_rows(named=True):
        share = f"{row['precision']:.3f}", f"{row['low']:.3f} to {row['high']:.3f}"
        right = f"{row['right']:,} of {row['judged']:,}"
        table.add_row(row["sample"] or "by hand", row["program"] or "", row["kind"], row["field"], right, *share)
    console.print(table)

"""Rows as tables for people: which columns each kind of row shows, and how a cell reads."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from rich.console import Console
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    import polars as pl

Row = Mapping[str, object]
PLAIN_WIDTH = 160  # columns where the output is no terminal


class Column(NamedTuple):
    """A column: its title, how a row fills it, and its share of the width (0: as wide as needed)."""

    title: str
    cell: Callable[[Row], str]
    share: int = 0


def field(name: str) -> Callable[[Row], str]:
    """The cell that shows one field; a hole stays empty, a list is joined by commas."""

    def cell(row: Row) -> str:
        value = row.get(name)
        if isinstance(value, list):
            return ", ".join(str(v) for v in value)
        return "" if value is None else str(value)

    return cell


def named(name: str) -> Callable[[Row], str]:
    """The cell that shows a field which holds a name of the ontology, as people write it: "in force"."""
    return lambda row: _plain(field(name)(row))


def _plain(name: object) -> str:
    return str(name).replace("_", " ")


def _short(row: Row) -> str:
    """Enough of an id for `dragoman why`."""
    return str(row["id"])[:6]


def _interval(row: Row) -> str:
    first, last = row.get("date"), row.get("date_to")
    if first and last and last != first:
        return f"{first} - {last}"
    return str(first or (f"until {last}" if last else ""))


def _sides(row: Row) -> str:
    actors, recipients = row["actor_names"], row["recipient_names"]
    assert isinstance(actors, list)
    assert isinstance(recipients, list)
    if row.get("reciprocal") or not set(recipients) - set(actors):
        return ", ".join(dict.fromkeys([*actors, *recipients]))
    return f"{', '.join(actors) or '?'} → {', '.join(recipients)}"


def _act(row: Row) -> str:
    """The type of an act with its mode; of a promised standing thing its kind, with its stage."""
    if not row.get("mode"):
        return _plain(row["type"])
    return f"{_plain(row['type'])}{' ' if str(row['type']).isupper() else ', '}{_plain(row['mode'])}"


def _speaker(row: Row) -> str:
    """On whose word: the speaker, else the report itself."""
    via = row.get("via")
    name = str(row["speaker"]) if row.get("speaker") else "the report" if not row.get("statement") else "unnamed"
    return f"{name} (via {', '.join(via)})" if isinstance(via, list) and via else name


def _together(row: Row) -> str:
    """Who speaks, and with whom together."""
    others = row.get("joint_with")
    beside = f" (together with {', '.join(others)})" if isinstance(others, list) and others else ""
    return f"{row['speaker'] or 'unnamed'}{beside}"


def _report(row: Row) -> str:
    """Outlet and day; where nobody knows the outlet, the title."""
    where = row.get("outlet") or (f"“{row['title']}”" if row.get("title") else row.get("report"))
    return " ".join(str(v) for v in (where, row.get("published") or "no date") if v)


def _described(row: Row) -> str:
    parts = [*_strings(row.get("roles")), *_strings(row.get("attributes"))]
    return "; ".join(parts)


def _strings(value: object) -> list[str]:
    return [str(v) for v in value] if isinstance(value, list) else []


def _standing(row: Row) -> str:
    staged = row.get("stage") and row["stage"] != row["status"]
    return _plain(f"{row['status']} ({row['stage']})" if staged else row["status"])


def _side(row: Row) -> str:
    """A state by its name; a body as it is called."""
    from dragoman.atlas.atlas import load_atlas

    known = load_atlas().state(str(row["side"]))
    return known.name if known else field("side")(row)


def _told(row: Row) -> str:
    """From the first telling to the last."""
    first, last = row["first_told"], row["last_told"]
    return str(first or "no date") if first == last else f"{first} to {last}"


def _outcome(row: Row) -> str:
    """What became of a promise, with its days, and what may still come of it."""
    days, most = row["days"], row["days_most"]
    if days is not None:
        span = f"{days:,}" if most in (None, days) else f"{days:,} to {most:,}"
        still = "" if row["coming"] is None else f"; still to come {_share(row, 'coming', 'coming_low', 'coming_high')}"
        return f"{row['outcome']} {span} days{still}"
    return str(row["outcome"]) if row["chance"] is None else f"open; in time {_chance(row)}"


def _promised(row: Row) -> str:
    """Who promised it, in which report."""
    return f"{_speaker(row)}; {_report(row)}"


def _share(row: Row, chance: str, low: str, high: str) -> str:
    return f"{row[chance]:.0%} [{row[low]:.0%}, {row[high]:.0%}]"


def _chance(row: Row) -> str:
    """A chance with its interval."""
    return _share(row, "chance", "low", "high")


def _words(name: str) -> Callable[[Row], str]:
    return lambda row: " ".join(field(name)(row).split())


COLUMNS: dict[str, tuple[Column, ...]] = {
    "event": (
        Column("Id", _short),
        Column("Date", _interval),
        Column("Act", _act),
        Column("Status", named("status")),
        Column("Who", _sides, 3),
        Column("On whose word", _speaker, 2),
        Column("Report", _report, 2),
        Column("Sentence", _words("sentence"), 6),
    ),
    "tie": (
        Column("Id", _short),
        Column("Kind", named("kind")),
        Column("What", field("name"), 2),
        Column("Parties", field("party_names"), 2),
        Column("Status", _standing),
        Column("Details", _described, 3),
        Column("On whose word", _speaker, 2),
        Column("Report", _report, 2),
        Column("Sentence", _words("sentence"), 5),
    ),
    "statement": (
        Column("Id", _short),
        Column("Who", _together, 2),
        Column("Kind", field("kind")),
        Column("Says", _words("content"), 7),
        Column("Via", field("via")),
        Column("Report", _report, 2),
    ),
    "happening": (
        Column("Date", field("date")),
        Column("Act", _act),
        Column("Standing", field("because"), 2),
        Column("Who", _sides, 3),
        Column("Origins", field("origins")),
        Column("Tellings", field("tellings")),
        Column("Told", _told, 2),
        Column("First words", _words("sentence"), 6),
    ),
    "promise": (
        Column("Id", _short),
        Column("Due", field("due")),
        Column("Outcome", _outcome, 2),
        Column("What", lambda row: f"{_act(row)}: {_sides(row)}", 3),
        Column("Promised by", _promised, 3),
        Column("Why", field("because"), 4),
        Column("Sentence", _words("sentence"), 6),
    ),
    "side": (
        Column("Side", _side),
        Column("Kept", field("kept")),
        Column("Late", field("late")),
        Column("Broken", field("broken")),
        Column("Overdue", field("overdue")),
        Column("Median days late", field("median_days_late")),
        Column("Chance of being kept in time", _chance, 1),
    ),
    "report": (
        Column("Published", field("published")),
        Column("Outlet", field("outlet"), 2),
        Column("Title", field("title"), 4),
        Column("Lang", field("language")),
        Column("Statements", field("statements")),
        Column("Events", field("events")),
        Column("Ties", field("ties")),
        Column("Id", field("id"), 2),
        Column("Notes", field("notes"), 3),
    ),
    "actor": (
        Column("Id", field("id"), 2),
        Column("Name", field("name"), 3),
        Column("Kind", field("kind")),
        Column("Country", field("country")),
        Column("Sector", field("sector")),
        Column("Reports", field("reports")),
        Column("Statements", field("statements")),
        Column("Events", field("events")),
        Column("Ties", field("ties")),
    ),
    "place": (
        Column("Id", field("id"), 2),
        Column("Name", field("name"), 3),
        Column("Kind", field("kind")),
        Column("Country", field("country")),
        Column("Lat", field("lat")),
        Column("Lon", field("lon")),
        Column("Reports", field("reports")),
    ),
}


def show(console: Console, of: str, frame: "pl.DataFrame") -> None:
    """Print the rows of one kind as a table."""
    table = Table(
        show_lines=of in {"event", "tie", "statement", "promise", "happening"},
        header_style="bold",
        border_style="dim",
        expand=True,
    )
    for column in COLUMNS[of]:
        table.add_column(column.title, ratio=column.share or None, overflow="fold", no_wrap=not column.share)
    for row in frame.iter_rows(named=True):
        table.add_row(*(Text(column.cell(row)) for column in COLUMNS[of]))
    console.print(table)


def plain_console(console: Console) -> Console:
    """The console, wide enough to read where the output goes into a file or pipe."""
    return console if console.is_terminal else Console(width=PLAIN_WIDTH, file=console.file)

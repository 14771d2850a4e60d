"""What a desk tells, as lines for people and rows for machines."""

import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import orjson
from rich.console import Console
from rich.table import Table
from rich.text import Text

from dragoman.faces.cli.saying import say
from dragoman.faces.cli.tables import plain_console

if TYPE_CHECKING:
    from dragoman.desk.notices import Notice
    from dragoman.desk.standing import Standing
    from dragoman.desk.state import Link

TIMES = ("at", "again", "polled", "back_off")
DIM, LOUD = ("unchanged", "known", "later"), ("failed", "gone", "refused", "busy")
STYLES = dict.fromkeys(DIM, "dim") | dict.fromkeys(LOUD, "yellow") | {"news": "bold", "round": "cyan"}
SHOWN = 40  # articles of one feed that are listed


def print_row(row: dict[str, object]) -> None:
    """One line of JSON on standard output, at once."""
    sys.stdout.buffer.write(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE))
    sys.stdout.flush()


def notice_row(notice: "Notice") -> dict[str, object]:
    """A notice as plain values; times in UTC."""
    return _row(asdict(notice))


def standing_row(standing: "Standing") -> dict[str, object]:
    """How a feed stands as plain values; times in UTC."""
    return _row(asdict(standing))


def _row(values: dict[str, object]) -> dict[str, object]:
    return {name: _utc(value) if name in TIMES else value for name, value in values.items() if value is not None}


def _utc(value: object) -> str:
    assert isinstance(value, float | int)
    return datetime.fromtimestamp(value, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def link_row(link: "Link") -> dict[str, object]:
    """An article that a feed lists as plain values."""
    row = {"kind": link.state, "feed": link.feed, "address": link.address, "title": link.entry.title}
    row |= {"published": link.day or None, "text": "feed" if not link.host else "page", "reason": link.reason}
    return {name: value for name, value in row.items() if value is not None}


def notice_line(notice: "Notice") -> Text:
    """A notice as a line with the time."""
    clock = datetime.fromtimestamp(notice.at).strftime("%H:%M:%S")
    return Text.assemble((f"{clock} ", "dim"), (_sentence(notice), STYLES.get(notice.kind, "")))


def _sentence(notice: "Notice") -> str:
    title = f"“{notice.title}”" if notice.title else str(notice.address)
    again = f"; next try {_when(notice.again)}" if notice.again else ""
    said = {
        "polled": lambda: f"{notice.feed}: {_polled(notice)}",
        "unchanged": lambda: f"{notice.feed}: nothing new",
        "failed": lambda: f"{notice.feed} could not be polled: {notice.reason}{again}",
        "gone": lambda: f"{notice.feed} is gone ({notice.reason}); take it out of the file, or change its address",
        "stored": lambda: f"{notice.feed}: stored {title} ({notice.found or 0:,} findings; {notice.report})",
        "known": lambda: f"{notice.feed}: in the record already: {title}",
        "later": lambda: f"{notice.feed}: {notice.address} did not come: {notice.reason}{again}",
        "refused": lambda: f"{notice.feed}: {notice.address} is refused: {notice.reason}",
        "busy": lambda: f"Waiting: {notice.reason}",
        "news": lambda: f"{notice.watchlist}: {notice.title} ({notice.report}: “{notice.reason}”)",
        "round": lambda: (
            f"{notice.new:,} stored, {notice.known:,} in the record already, {notice.refused:,} refused, "
            f"{notice.waiting:,} waiting"
        ),
    }
    return " ".join(said[notice.kind]().split())


def _polled(notice: "Notice") -> str:
    if notice.new is None:
        return f"an index, {notice.entries:,} sitemaps of which are polled" + (
            f"; {notice.reason}" if notice.reason else ""
        )
    why = f" ({notice.reason})" if notice.reason else ""
    passed = f", {notice.passed:,} of them passed over{why}" if notice.passed else ""
    return f"{notice.entries:,} entries, {notice.new:,} new{passed}"


def _when(seconds: float | None) -> str:
    """A time of this place: the hour today, else the day too."""
    if seconds is None:
        return "–"
    time = datetime.fromtimestamp(seconds)
    return time.strftime("%H:%M" if time.date() == datetime.now().date() else "%Y-%m-%d %H:%M")


def print_links(console: Console, links: "Sequence[Link]") -> None:
    """What would be got, by feed, and what would not, with the reason."""
    console = plain_console(console)
    for feed in dict.fromkeys(link.feed for link in links):
        mine = [link for link in links if link.feed == feed]
        wanted = [link for link in mine if link.state == "waiting"]
        console.print(f"{feed}: {len(wanted):,} would be read", style="bold", highlight=False)
        for link in wanted[:SHOWN]:
            where = "page" if link.host else "text of the feed"
            line = f"  {link.day or 'no date   '}  {link.entry.title or ''}  {link.address} ({where})"
            say(console, line)
        if len(wanted) > SHOWN:
            console.print(f"  and {len(wanted) - SHOWN:,} more (--json lists all)", highlight=False)
        for reason in dict.fromkeys(link.reason for link in mine if link.state == "passed"):
            count = sum(link.reason == reason for link in mine if link.state == "passed")
            say(console, f"  {count:,} passed over: {reason}", "dim")
    if not links:
        console.print("Nothing new.")


def print_standings(console: Console, standings: "Sequence[Standing]", running: bool) -> None:
    """How each feed stands, as a table, with what is wrong below it."""
    console = plain_console(console)
    console.print("The desk is at work." if running else "No desk is at work.")
    table = Table(box=None, pad_edge=False)
    table.add_column("Feed")
    table.add_column("Last poll")
    table.add_column("Next poll")
    for name in ("Entries", "New", "Waiting", "Today", "Stored", "Refused", "Errors"):
        table.add_column(name, justify="right")
    for one in standings:
        again = _when(one.again) if one.again is not None else "never"
        counts = (one.entries, one.new, one.waiting, one.today, one.stored + one.known, one.refused, one.failures)
        table.add_row(Text(one.feed), _when(one.polled), again, *(f"{n:,}" for n in counts))
    console.print(table)
    for one in standings:
        if one.waiting and one.today >= one.per_day:
            taken = f"{one.feed}: the {one.per_day:,} articles of today are taken; the others wait until tomorrow (UTC)"
            say(console, taken, "dim")
        if one.problem:
            until = f" (its host is left alone until {_when(one.back_off)})" if one.back_off else ""
            say(console, f"{one.feed}: {one.problem}{until}", "yellow")

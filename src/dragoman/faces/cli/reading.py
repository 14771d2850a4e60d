"""The commands that read reports: `extract` prints findings, `read` stores them."""

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

import orjson
import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from dragoman.faces.cli.options import Inputs, Json, SettingsPath
from dragoman.types import Findings, Refusal, Report

FAILED = 1
SHOWN = 20  # refusals that are listed before the rest is only counted
Allow = Annotated[bool, typer.Option("--allow-refusals", help="Exit with 0 even if something could not be read.")]


def register(app: typer.Typer) -> None:
    """Add both commands."""
    app.command(rich_help_panel="Read reports")(read)
    app.command(rich_help_panel="Read reports")(extract)


def extract(
    inputs: Inputs,
    format_: Annotated[str, typer.Option("--format", help="jsonl: one object a report.")] = "jsonl",
    settings_path: SettingsPath = None,
    allow_refusals: Allow = False,
) -> None:
    """Print what reports say, one JSON object a report; nothing is stored."""
    from dragoman.errors import FormatUnknown
    from dragoman.exchange.findings import findings_line
    from dragoman.outlets import read_inputs
    from dragoman.pipeline import load_tools, process
    from dragoman.settings import load_settings

    if format_ != "jsonl":
        raise FormatUnknown(format_, ["jsonl"])
    settings = load_settings(settings_path)
    reports = read_inputs(inputs, settings, sys.stdin.buffer)
    tally = Tally()
    for item in process(reports, load_tools(settings)):
        tally.count(item)
        if isinstance(item, Findings):
            sys.stdout.buffer.write(findings_line(item) + b"\n")
        else:
            print(f"{item.origin}: {item.reason}", file=sys.stderr)
    raise typer.Exit(FAILED if tally.failures and not allow_refusals else 0)


def read(
    inputs: Inputs,
    into: Annotated[
        Path, typer.Option("--into", help="The record to read into; made where there is none.", metavar="RECORD")
    ],
    again: Annotated[
        bool, typer.Option("--again", help="Read known reports anew, in place of their former findings.")
    ] = False,
    json: Json = False,
    settings_path: SettingsPath = None,
    allow_refusals: Allow = False,
) -> None:
    """Read reports into a record. Reports that are there already are passed over."""
    from dragoman.outlets import count_inputs, read_inputs
    from dragoman.pipeline import load_tools, store
    from dragoman.record.record import Record
    from dragoman.settings import load_settings

    settings = load_settings(settings_path)
    reports = read_inputs(inputs, settings, sys.stdin.buffer)
    tally, console = Tally(), Console(stderr=True)
    with Record.open(into, write=True) as record, _progress(console, count_inputs(inputs)) as advance:
        for item in store(reports, record, load_tools(settings), again=again):
            tally.count(item)
            advance()
    if json:
        sys.stdout.buffer.write(orjson.dumps(tally.row()) + b"\n")
    else:
        tally.tell(console, into)
    raise typer.Exit(FAILED if tally.failures and not allow_refusals else 0)


@dataclass(slots=True)
class Tally:
    """What a run came to: counts of what was found, and everything that could not be read."""

    found: Counter[str] = field(default_factory=Counter)
    failures: list[Refusal] = field(default_factory=list)
    passed: list[Refusal] = field(default_factory=list)
    known: int = 0

    def count(self, item: Findings | Refusal | Report) -> None:
        """Add one outcome."""
        if isinstance(item, Report):
            self.known += 1
        elif isinstance(item, Refusal):
            (self.passed if item.kind == "passed over" else self.failures).append(item)
        else:
            self._add(item)

    def _add(self, findings: Findings) -> None:
        from dragoman.pipeline import is_read

        counts = {"statements": findings.statements, "events": findings.mentions, "ties": findings.ties}
        self.found.update({name: len(found) for name, found in counts.items()} | {"reports": 1})
        report = findings.report
        if not is_read(report):
            self.failures.append(Refusal(report.origin or report.id, findings.notes[-1], "language"))

    def row(self) -> dict[str, object]:
        """The tally as plain values."""
        refusals = [{"origin": r.origin, "kind": r.kind, "reason": r.reason} for r in (*self.failures, *self.passed)]
        names = ("reports", "statements", "events", "ties")
        return {name: self.found[name] for name in names} | {"known": self.known, "refusals": refusals}

    def tell(self, console: Console, into: Path) -> None:
        """Print the tally for a person."""
        found = self.found
        console.print(
            f"Read {found['reports']:,} reports into {into}: {found['statements']:,} statements, "
            f"{found['events']:,} events, {found['ties']:,} ties."
        )
        if self.known:
            console.print(f"{self.known:,} reports were in the record already (--again reads them anew).")
        for refusal in self.passed:
            console.print(f"  {refusal.origin}: {refusal.reason}", style="dim", markup=False, soft_wrap=True)
        if self.failures:
            console.print(f"{len(self.failures):,} could not be read:", style="yellow")
        for refusal in self.failures[:SHOWN]:
            console.print(f"  {refusal.origin}: {refusal.reason}", markup=False, highlight=False, soft_wrap=True)
        if len(self.failures) > SHOWN:
            console.print(f"  and {len(self.failures) - SHOWN:,} more; list them with: dragoman refused {into}")


@contextmanager
def _progress(console: Console, total: int | None) -> Iterator[Callable[[], None]]:
    columns = (
        TextColumn("Reading"),
        BarColumn(),
        MofNCompleteColumn(),
        TaskProgressColumn(show_speed=True),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("read", total=total)
        yield lambda: progress.advance(task)

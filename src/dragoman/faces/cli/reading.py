"""The commands that read reports: `extract` prints findings, `read` stores them."""

import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

import orjson
import typer
from rich.console import Console

from dragoman.faces.cli.measuring import (
    Estimate,
    FirstOnly,
    Means,
    Sample,
    Seed,
    estimated,
    least,
    print_estimate,
    some_of,
)
from dragoman.faces.cli.options import (
    Address,
    ColumnsOf,
    Engine,
    FormatToRead,
    InputFormat,
    Inputs,
    Json,
    ReaderName,
    SettingsPath,
    Workers,
)
from dragoman.faces.cli.progress import progress
from dragoman.faces.cli.retrying import Retried, Retry, failed_before
from dragoman.faces.cli.saying import say
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
    explain: Annotated[
        bool,
        typer.Option("--explain", help="Add what was considered: rules, cues, how actors were resolved, what not."),
    ] = False,
    input_format: InputFormat = None,
    columns: ColumnsOf = None,
    reader: ReaderName = None,
    settings_path: SettingsPath = None,
    allow_refusals: Allow = False,
) -> None:
    """Print what reports say, one JSON object a report; nothing is stored.

    A report in a language that is not read gets its object without findings, and a note that says so.
    """
    from dragoman.errors import FormatUnknown
    from dragoman.exchange.findings import findings_line
    from dragoman.outlets import read_inputs
    from dragoman.pipeline import explained, load_tools, process
    from dragoman.settings import load_settings

    if format_ != "jsonl":
        raise FormatUnknown(format_, ["jsonl"])
    settings = load_settings(settings_path).with_reader(reader).with_columns(columns)
    reports = read_inputs(inputs, settings, sys.stdin.buffer, input_format)
    failed = False
    tools = load_tools(settings)
    outcomes = explained(reports, tools) if explain else ((item, None) for item in process(reports, tools))
    for item, explanations in outcomes:
        if isinstance(item, Findings):
            sys.stdout.buffer.write(findings_line(item, explanations) + b"\n")
        elif item.is_failure:
            failed = True
        for sentence in _remarks(item):
            print(sentence, file=sys.stderr)
    raise typer.Exit(FAILED if failed and not allow_refusals else 0)


def read(
    inputs: Inputs = [],  # noqa: B006 - Typer makes a list of its own
    *,
    into: Annotated[
        Path, typer.Option("--into", help="The record to read into; made where there is none.", metavar="RECORD")
    ],
    again: Annotated[
        bool, typer.Option("--again", help="Read known reports anew, in place of their former findings.")
    ] = False,
    retry_failed: Retry = False,
    input_format: FormatToRead = None,
    columns: ColumnsOf = None,
    limit: FirstOnly = None,
    sample: Sample = None,
    seed: Seed = 0,
    estimate: Estimate = False,
    json: Json = False,
    reader: ReaderName = None,
    workers: Workers = None,
    engine: Engine = "local",
    address: Address = None,
    settings_path: SettingsPath = None,
    allow_refusals: Allow = False,
) -> None:
    """Read reports into a record. Reports that are there already are passed over.

    Exit code: 0 if all was read, 1 if something could not be (it is listed), 2 if nothing could be done.
    """
    from dragoman.outlets import count_inputs, read_inputs
    from dragoman.record.record import Record
    from dragoman.settings import load_settings

    means = Means(load_settings(settings_path).with_reader(reader).with_columns(columns), workers, engine, address)
    tally, console = Tally(), Console(stderr=True)
    retried = failed_before(into) if retry_failed else Retried()
    inputs = [*inputs, *retried.inputs]
    if not inputs and not retry_failed:
        raise typer.BadParameter("name what to read, or say --retry-failed", param_hint="INPUT")
    reports = some_of(read_inputs(inputs, means.settings, sys.stdin.buffer, input_format), limit, sample, seed)
    count = count_inputs(inputs)
    if estimate:
        print_estimate(estimated(reports, means, least(sample, limit, count)), json)
        return
    opened = Record.open(into, write=True, memory=means.settings.memory)
    with opened as record, progress(console, "Reading", least(sample, limit, count)) as advance:
        for item in means.store(reports, record, count, again=again):
            tally.count(item)
            advance(1)
        record.forgive(retried.origins - {r.origin for r in tally.failures})
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
    doubts: list[str] = field(default_factory=list)
    known: int = 0

    def count(self, item: Findings | Refusal | Report) -> None:
        """Add one outcome."""
        if isinstance(item, Report):
            self.known += 1
        elif isinstance(item, Refusal):
            (self.failures if item.is_failure else self.passed).append(item)
        else:
            self._add(item)

    def _add(self, findings: Findings) -> None:
        from dragoman.pipeline import is_read

        report = findings.report
        if not is_read(report):
            self.failures.append(Refusal(report.origin or report.id, findings.notes[-1], "language"))
            return
        counts = {"statements": findings.statements, "events": findings.mentions, "ties": findings.ties}
        self.found.update({name: len(found) for name, found in counts.items()} | {"reports": 1})
        self.doubts += _remarks(findings)

    def row(self) -> dict[str, object]:
        """The tally as plain values."""
        refusals = [{"origin": r.origin, "kind": r.kind, "reason": r.reason} for r in (*self.failures, *self.passed)]
        names = ("reports", "statements", "events", "ties")
        counts = {name: self.found[name] for name in names} | {"known": self.known}
        return counts | {"refusals": refusals, "notes": self.doubts}

    def tell(self, console: Console, into: Path) -> None:
        """Print the tally for a person."""
        found = self.found
        say(
            console,
            f"Read {_reports(found['reports'])} into {into}: {found['statements']:,} statements, "
            f"{found['events']:,} events, {found['ties']:,} ties.",
        )
        if self.known:
            known = _reports(self.known)
            console.print(f"{known} in the record already, passed over (--again reads anew).", highlight=False)
        _list(console, "dim", [f"{r.origin}: {r.reason}" for r in self.passed], f"dragoman refused {into}")
        if self.doubts:
            console.print(f"{_reports(len(self.doubts))} read with a caution:", style="yellow", highlight=False)
        _list(console, "", self.doubts, f"dragoman reports {into}")
        if self.failures:
            console.print(f"{len(self.failures):,} could not be read:", style="yellow", highlight=False)
        _list(console, "", [f"{r.origin}: {r.reason}" for r in self.failures], f"dragoman reports {into} --failed")


def _remarks(item: Findings | Refusal) -> list[str]:
    if isinstance(item, Refusal):
        return [f"{item.origin}: {item.reason}"]
    return [f"{item.report.origin or item.report.id}: {' '.join(item.notes)}"] if item.notes else []


def _reports(count: int) -> str:
    return f"{count:,} report" if count == 1 else f"{count:,} reports"


def _list(console: Console, style: str, sentences: list[str], all_of_them: str) -> None:
    for sentence in sentences[:SHOWN]:
        say(console, f"  {sentence}", style)
    if len(sentences) > SHOWN:
        more = f"  and {len(sentences) - SHOWN:,} more"
        console.print(f"{more}; list them with: {all_of_them}" if all_of_them else more, markup=False, soft_wrap=True)

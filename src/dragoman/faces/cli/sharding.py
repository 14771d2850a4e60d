"""The commands for what is too much for one machine: `shard` reads into files, `merge` makes a record of them."""

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import orjson
import typer
from rich.console import Console

from dragoman.faces.cli.measuring import FirstOnly, Sample, Seed
from dragoman.faces.cli.options import (
    Address,
    ColumnsOf,
    FormatToRead,
    Inputs,
    Json,
    ReaderName,
    SettingsPath,
)
from dragoman.faces.cli.progress import progress
from dragoman.faces.cli.saying import say
from dragoman.types import Refusal

if TYPE_CHECKING:
    from dragoman.engines.shards.crews import Crew
    from dragoman.engines.shards.cutting import Cut
    from dragoman.engines.shards.waves import Step
    from dragoman.engines.work import Kit
    from dragoman.record.merging.merging import Taken
    from dragoman.record.merging.place import Place

FAILED = 1
SHOWN = 20
To = Annotated[
    str, typer.Option("--to", help="A folder or address (s3://bucket/folder) for the shards.", metavar="PLACE")
]
After = Annotated[
    Path | None,
    typer.Option(
        "--after",
        help="The record that they will go into: what it has is not read, whom it knows is known.",
        metavar="RECORD",
    ),
]
Size = Annotated[int, typer.Option("--size", help="Reports in a shard.", min=1)]
Crowd = Annotated[
    int,
    typer.Option("--workers", help="With --engine ray: so many workers (default: one a core of the cluster).", min=0),
]
Engine = Annotated[
    str, typer.Option("--engine", help="local: this process, shard after shard; ray: the workers of a Ray cluster.")
]
Allow = Annotated[bool, typer.Option("--allow-refusals", help="Exit with 0 even if something could not be read.")]


def register(app: typer.Typer) -> None:
    """Add both commands."""
    app.command(rich_help_panel="Read reports")(shard)
    app.command(rich_help_panel="Read reports")(merge)


def shard(
    inputs: Inputs,
    *,
    to: To,
    after: After = None,
    size: Size = 256,
    input_format: FormatToRead = None,
    columns: ColumnsOf = None,
    limit: FirstOnly = None,
    sample: Sample = None,
    seed: Seed = 0,
    engine: Engine = "local",
    address: Address = None,
    workers: Crowd = 0,
    reader: ReaderName = None,
    settings_path: SettingsPath = None,
    json: Json = False,
    allow_refusals: Allow = False,
) -> None:
    """Read reports into shards: Parquet files that `dragoman merge` makes a record of. For more than one machine.

    Begun again after whatever ended it, it goes on: what is whole at PLACE is not read twice.

    The findings are those of `dragoman read`. Exit code: as of `dragoman read`.
    """
    from dragoman.engines.shards.sharding import Wanted
    from dragoman.engines.shards.sharding import shard as sharded
    from dragoman.engines.work import Kit
    from dragoman.record.backdrop import added_actors
    from dragoman.record.merging.place import Place
    from dragoman.record.record import Record
    from dragoman.settings import load_settings

    if limit is not None and sample is not None:
        raise typer.BadParameter("--limit takes the first reports and --sample draws some; say one of them")
    settings = load_settings(settings_path).with_reader(reader).with_columns(columns)
    place, console, tally = Place(to), Console(stderr=True), Tally()
    with ExitStack() as stack:
        record = stack.enter_context(Record.open(after)) if after is not None else None
        kit = Kit(settings, added_actors(record) if record is not None else ())
        wanted = Wanted(tuple(inputs), settings, kit.extras, input_format, limit, sample, seed, size)
        crew = stack.enter_context(_crew(engine, kit, place, address, workers))
        tally.follow(sharded(wanted, place, crew, record, sys.stdin.buffer), console)
    tally.look(place)
    if json:
        sys.stdout.buffer.write(orjson.dumps(tally.row()) + b"\n")
    else:
        tally.tell(console, to)
    raise typer.Exit(FAILED if tally.failures and not allow_refusals else 0)


def merge(
    place: Annotated[str, typer.Argument(help="Where `dragoman shard` put the shards.", metavar="PLACE")],
    *,
    into: Annotated[
        Path, typer.Option("--into", help="The record to take them into; made where there is none.", metavar="RECORD")
    ],
    json: Json = False,
    allow_refusals: Allow = False,
) -> None:
    """Take the shards of a place into a record, each whole or not at all; reports that are there are passed over.

    Exit code: 0 if all was taken, 1 if a shard or report could not be (it is listed), 2 if nothing could be done.
    """
    from dragoman.record.merging.merging import listed
    from dragoman.record.merging.merging import merge as merged
    from dragoman.record.merging.place import Place
    from dragoman.record.record import Record
    from dragoman.settings import load_settings

    console, sum_ = Console(stderr=True), Sum()
    found, planned = listed(Place(place))
    with Record.open(into, write=True, memory=load_settings().memory) as record:
        with progress(console, "Taking in", sum(one.reports for one in found)) as advance:
            for taken in merged(Place(place), record):
                sum_.count(taken)
                advance(taken.reports)
        record.resolve()
    sum_.missing = None if planned is None else planned - len(found)
    if json:
        sys.stdout.buffer.write(orjson.dumps(sum_.row()) + b"\n")
    else:
        sum_.tell(console, place, into)
    raise typer.Exit(FAILED if sum_.problems or (sum_.failures and not allow_refusals) else 0)


@contextmanager
def _crew(engine: str, kit: "Kit", place: "Place", address: str | None, workers: int) -> "Iterator[Crew]":
    from dragoman.engines.choosing import ENGINES
    from dragoman.errors import ChoiceUnknown

    if engine == "ray":
        from dragoman.engines.shards.datasets import crowd

        with crowd(kit, place, address, workers, kit.settings.device) as far:
            yield far
    elif engine == "local":
        from dragoman.engines.shards.crews import Alone

        yield Alone(kit, place)
    else:
        raise ChoiceUnknown("engine", engine, ENGINES)


@dataclass(slots=True)
class Tally:
    """What a run of `shard` came to: reports read in it, those read again, and what lies at the place in all."""

    read: int = 0
    again: int = 0
    shards: int = 0
    reports: int = 0
    failures: int = 0

    def follow(self, steps: "Iterator[Step | Cut]", console: Console) -> None:
        """Count what is done while it is."""
        from dragoman.engines.shards.waves import Step

        items = 0
        with progress(console, "Cutting", None) as cut:
            step: Step | Cut | None
            for step in steps:
                if isinstance(step, Step):
                    break
                items += step.items
                cut(step.items)
            else:
                return
        with progress(console, "Reading", items) as advance:
            while step is not None:
                assert isinstance(step, Step)
                self.read += step.read
                self.again += step.read if step.again else 0
                advance(0 if step.again else step.items)
                step = next(steps, None)

    def look(self, place: "Place") -> None:
        """Count what lies at the place."""
        from dragoman.record.merging.merging import listed

        found, _ = listed(place)
        self.shards, self.reports = len(found), sum(one.reports for one in found)
        self.failures = sum(one.failures for one in found)

    def row(self) -> dict[str, int]:
        """The tally as plain values."""
        names = ("shards", "reports", "failures", "read", "again")
        return {name: getattr(self, name) for name in names}

    def tell(self, console: Console, place: str) -> None:
        """Print the tally for a person."""
        lines = [f"{_reports(self.reports)} in {_shards(self.shards)} at {place}; {self.read:,} were read now."]
        if self.again:
            lines.append(f"{self.again:,} of these a second time, since a report before them told of somebody in them.")
        if self.failures:
            lines.append(f"{self.failures:,} could not be read; merging lists them.")
        lines.append(f"Make a record of them with: dragoman merge {place} --into RECORD")
        for line in lines:
            say(console, line)


@dataclass(slots=True)
class Sum:
    """What a merge came to."""

    reports: int = 0
    known: int = 0
    shards: int = 0
    missing: int | None = None
    problems: list[str] = field(default_factory=list)
    failures: list[Refusal] = field(default_factory=list)

    def count(self, taken: "Taken") -> None:
        """Add what came of one shard."""
        self.shards += len(taken.shards) if taken.problem is None else 0
        self.reports += taken.merged.reports
        self.known += taken.merged.known
        self.problems += [taken.problem] if taken.problem else []
        self.failures += [r for r in taken.merged.refusals if r.is_failure]

    def row(self) -> dict[str, object]:
        """The sum as plain values."""
        names = ("reports", "known", "shards", "missing", "problems")
        refusals = [{"origin": r.origin, "kind": r.kind, "reason": r.reason} for r in self.failures]
        return {name: getattr(self, name) for name in names} | {"refusals": refusals}

    def tell(self, console: Console, place: str, into: Path) -> None:
        """Print the sum for a person."""
        lines = [f"Took {_reports(self.reports)} in {_shards(self.shards)} from {place} into {into}."]
        if self.known:
            lines.append(f"{_reports(self.known)} in the record already, passed over.")
        if self.missing is None:
            lines.append("The reports are still being cut into shards: there is more to come.")
        elif self.missing:
            lines.append(f"Not read yet: {_shards(self.missing)}. `dragoman shard` goes on; then merge again.")
        if self.problems:
            lines += [f"{_shards(len(self.problems))} could not be taken:", *(f"  {p}" for p in self.problems[:SHOWN])]
        if self.failures:
            told = [f"  {r.origin}: {r.reason}" for r in self.failures[:SHOWN]]
            lines += [f"{_reports(len(self.failures))} could not be read:", *told]
        if len(self.failures) > SHOWN:
            lines.append(f"  and {len(self.failures) - SHOWN:,} more; list them with: dragoman reports {into} --failed")
        for line in lines:
            say(console, line)


def _reports(count: int) -> str:
    return f"{count:,} report" if count == 1 else f"{count:,} reports"


def _shards(count: int) -> str:
    return f"{count:,} shard" if count == 1 else f"{count:,} shards"

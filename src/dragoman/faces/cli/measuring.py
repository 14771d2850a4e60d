"""How much is read and with what: the first reports, a sample, or a few of them to see how long all would take."""

import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import orjson
import typer

from dragoman.settings import Settings
from dragoman.types import Findings, Refusal, Report

if TYPE_CHECKING:
    from dragoman.record.record import Record

FirstOnly = Annotated[int | None, typer.Option("--limit", "-n", help="Read the first so many reports only.", min=1)]
Sample = Annotated[
    int | None, typer.Option("--sample", help="Read so many reports, drawn at random from all of them.", min=1)
]
Seed = Annotated[int, typer.Option("--seed", help="The number that the draw starts from; the same one draws the same.")]
Estimate = Annotated[
    bool, typer.Option("--estimate", help="Read a few reports, store nothing, say how long all would take.")
]
TRIED = 48  # reports that an estimate reads, and how many of them at least it needs
ENOUGH = 8


@dataclass(frozen=True, slots=True)
class Means:
    """What reads: the settings, how many processes, on which engine at which address."""

    settings: Settings
    workers: int | None = None
    engine: str = "local"
    address: str | None = None

    def store(
        self,
        reports: Iterable[Report | Refusal],
        record: "Record",
        count: int | None,
        *,
        again: bool = False,
        together: int | None = None,
    ) -> Iterator[Findings | Refusal | Report]:
        """The outcomes of reading reports (about `count` of them, if known) into a record, as they come.

        `together`: how many are written in one go, where it is not as many as usual.
        """
        from dragoman.engines.choosing import engine as started
        from dragoman.engines.choosing import workers_for
        from dragoman.engines.work import Kit
        from dragoman.pipeline import WRITTEN, load_tools, store
        from dragoman.record.backdrop import added_actors

        kit = Kit(self.settings, added_actors(record))
        number = workers_for(self.settings.workers if self.workers is None else self.workers, count)
        with started(self.engine, kit, number, self.address) as reading:
            tools = load_tools(self.settings, late=reading is not None)
            yield from store(reports, record, tools, again=again, reading=reading, together=together or WRITTEN)


def some_of(
    reports: Iterable[Report | Refusal], limit: int | None, sample: int | None, seed: int
) -> Iterable[Report | Refusal]:
    """The reports that were asked for: all, the first, or some drawn at random."""
    from dragoman.outlets.sampling import drawn, first

    if limit is not None and sample is not None:
        raise typer.BadParameter("--limit takes the first reports and --sample draws some; say one of them")
    if sample is not None:
        return drawn(reports, sample, seed)
    return reports if limit is None else first(reports, limit)


def least(*numbers: int | None) -> int | None:
    """The smallest of the numbers that are known: how many reports there will be, where some bound others."""
    return min((n for n in numbers if n is not None), default=None)


@dataclass(frozen=True, slots=True)
class Forecast:
    """What a few reports tell of all: how many were tried, reports a second and bytes of the record for each.

    `count`: how many there are in all, and so `seconds` and `bytes`; null where only reading can tell.  `rate` is null
    if too few were tried.
    """

    tried: int
    failed: int
    rate: float | None
    bytes_each: float
    count: int | None
    seconds: float | None
    bytes: float | None


def estimated(reports: Iterable[Report | Refusal], means: Means, count: int | None) -> Forecast:
    """Read the first reports into a record that is thrown away; the time to load the model is not counted."""
    from dragoman.outlets.sampling import first
    from dragoman.pipeline import BATCH
    from dragoman.record.record import Record

    times: list[float] = []
    failed = 0
    with tempfile.TemporaryDirectory(prefix="dragoman-") as folder:
        path = Path(folder) / "tried.duckdb"
        with Record.open(path, write=True) as record:
            for item in means.store(first(reports, TRIED), record, count, together=BATCH):
                if not isinstance(item, Refusal):
                    times.append(time.monotonic())
                failed += isinstance(item, Refusal) and item.is_failure
            written = _written(path)
        whole = path.stat().st_size
    # The first outcomes waited for the model; those that were written together with them came at the same moment.
    later = [t for t in times if t > times[0] + 0.001] if times else []
    rate = len(later) / (later[-1] - times[0]) if len(later) >= ENOUGH else None
    each = written / len(times) if times else 0.0
    seconds = count / rate if count is not None and rate else None
    more = None if count is None else whole + each * max(count - len(times), 0)
    return Forecast(len(times), failed, rate, each, count, seconds, more)


def _written(path: Path) -> int:
    """The bytes in the log beside a record: what was written, without the blocks that each table takes at the least."""
    log = path.with_name(f"{path.name}.wal")
    return (log if log.exists() else path).stat().st_size


def print_estimate(found: Forecast, json: bool) -> None:
    """Print a forecast for a person, or as JSON."""
    if json:
        sys.stdout.buffer.write(orjson.dumps(asdict(found)) + b"\n")
        return
    failed = f", {found.failed:,} could not be read" if found.failed else ""
    print(f"Tried {found.tried:,} reports{failed}; nothing was stored.")
    if found.rate is None:
        print("Too few to tell how long all would take.")
    elif found.seconds is None or found.count is None:
        print(f"{found.rate:.1f} reports a second: {_time(1000 / found.rate)} for 1,000 of them.")
        print("How many there are cannot be told before they are read (archives, tables, standard input).")
    else:
        print(f"{found.rate:.1f} reports a second: {_time(found.seconds)} for about {found.count:,} reports.")
        print(f"The record would have about {(found.bytes or 0) / 1e6:,.0f} MB.")


def _time(seconds: float) -> str:
    for length, name in ((86_400, "days"), (3_600, "hours"), (60, "minutes")):
        if seconds >= 2 * length:
            return f"{seconds / length:,.1f} {name}"
    return f"{seconds:,.0f} seconds"

"""How fast the record is: python bench/record.py [--reports 1000 10000] [--batch 64] [--keep FOLDER].

Invents reports of the size of short news (some 250 words, 60 quotations of the text each), stores them, and asks the
six questions plainly and with limits. Prints milliseconds by the clock and, after the stroke, of processor time, which
other work on the machine disturbs less; each question is asked three times, the median counts.
"""

import argparse
import platform
import random
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

import duckdb

from dragoman.record.record import Record
from dragoman.types import Actor, Findings, Mention, Place, Report, Span, Statement, Tie, When

SEED = 20
STATES = tuple(f"S{n:02}" for n in range(60))
PEOPLE, PLACES = 3000, 800
OUTLETS = tuple(f"Outlet {n}" for n in range(40))
TYPES = ("AGREE", "CONSULT", "COOPERATE", "SUPPORT", "ACCUSE", "REQUEST", "THREATEN", "AID")
STATUSES = ("done", "done", "done", "planned", "wanted", "denied")
KINDS = ("agreement", "membership", "forum_meeting", "corridor", "energy_swap", "facility")
WORDS = ("the", "of", "and", "to", "in", "a", "oil", "gas", "rail", "talks", "visit", "accord", "trade", "summit")
QUESTIONS = (
    ("events", {}),
    ("events", {"limit": 100}),
    ("events", {"actor": "S01"}),
    ("events", {"actor": "S01", "with_": "S02", "type": "AGREE"}),
    ("events", {"report": "r7"}),
    ("events", {"since": "2023-06", "until": "2023-07", "status": "planned"}),
    ("events", {"text": "accord summit"}),
    ("ties", {}),
    ("ties", {"actor": "S01"}),
    ("statements", {}),
    ("statements", {"actor": "S01"}),
    ("statements", {"with_": "S01", "limit": 50}),
    ("statements", {"report": "r7"}),
    ("reports", {}),
    ("reports", {"actor": "S01", "outlet": "outlet 3"}),
    ("actors", {}),
    ("actors", {"text": "person 12"}),
    ("places", {}),
)


def invented(count: int, seed: int = SEED) -> Iterator[Findings]:
    """Reports with findings, the same for the same seed."""
    chance = random.Random(seed)
    for number in range(count):
        yield _findings(number, chance)


def _findings(number: int, chance: random.Random) -> Findings:
    sentences = [" ".join(chance.choices(WORDS, k=22)) + "." for _ in range(11)]
    text = " ".join(sentences)
    starts = [sum(len(s) + 1 for s in sentences[:n]) for n in range(len(sentences))]
    spans = [Span(a, a + len(s)) for a, s in zip(starts, sentences, strict=True)]
    day = f"{chance.randint(2015, 2024)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    report = Report(
        f"r{number}", text, f"Title {number}", chance.choice(OUTLETS), day, language="en", origin=f"{number}"
    )
    actors = _actors(chance, text)
    ids = [a.id for a in actors]
    return Findings(
        report,
        actors,
        _places(chance, text),
        tuple(_statement(n, s, chance, ids) for n, s in enumerate(spans[:7])),
        tuple(_mention(n, s, chance, ids, day) for n, s in enumerate(spans[:5])),
        tuple(_tie(n, s, chance, ids) for n, s in enumerate(spans[5:7])),
    )


def _pieces(chance: random.Random, text: str, count: int) -> tuple[Span, ...]:
    return tuple(Span(a, a + 5) for a in sorted(chance.sample(range(0, len(text) - 6), count)))


def _actors(chance: random.Random, text: str) -> tuple[Actor, ...]:
    states = [Actor(s, f"State {s}", "state", s, None, _pieces(chance, text, 2)) for s in chance.sample(STATES, 5)]
    people = [
        Actor(f"p{n}", f"Person {n}", "person", STATES[n % len(STATES)], "GOV", _pieces(chance, text, 2))
        for n in chance.sample(range(PEOPLE), 7)
    ]
    return (*states, *people)


def _places(chance: random.Random, text: str) -> tuple[Place, ...]:
    numbers = chance.sample(range(PLACES), 4)
    return tuple(Place(f"g{n}", f"Place {n}", n / 20, n / 10, mentions=_pieces(chance, text, 1)) for n in numbers)


def _statement(number: int, span: Span, chance: random.Random, ids: list[str]) -> Statement:
    name, cue = Span(span.start, span.start + 6), Span(span.start + 7, span.start + 11)
    return Statement(f"s{number}", chance.choice(ids), (name,), (cue,), (Span(cue.end, span.end),), "indirect")


def _mention(number: int, span: Span, chance: random.Random, ids: list[str], day: str) -> Mention:
    one, other = chance.sample(ids, 2)
    date = When(day[:7], day[:7], day[:7]) if chance.random() < 0.3 else None
    trigger = Span(span.start + 3, span.start + 9)
    status = chance.choice(STATUSES)
    return Mention(
        f"m{number}", chance.choice(TYPES), (one,), (other,), status, trigger, span,
        topics=("trade",), statement=f"s{number}", date=date, because="invented",
    )  # fmt: skip


def _tie(number: int, span: Span, chance: random.Random, ids: list[str]) -> Tie:
    one, other, third = chance.sample(ids, 3)
    kind = chance.choice(KINDS)
    return Tie(
        f"t{number}", kind, f"{kind} {number}", (one, other), "done", (span,), {"host": (third,)}, because="invented"
    )


class Watch:
    """Seconds by the clock and of processor time, added up over whatever runs within it."""

    def __init__(self) -> None:
        """Begin at nothing."""
        self.clock = self.processor = 0.0

    def __enter__(self) -> None:
        """Start."""
        self.begun = time.perf_counter(), time.process_time()

    def __exit__(self, *_: object) -> None:
        """Stop."""
        self.clock += time.perf_counter() - self.begun[0]
        self.processor += time.process_time() - self.begun[1]

    def each(self, count: int = 1) -> str:
        """Milliseconds for each of so many."""
        return f"{self.clock / count * 1000:,.1f} / {self.processor / count * 1000:,.1f} ms"


def store(path: Path, count: int, batch: int) -> Watch:
    """Make a record of invented reports; how long it took."""
    made, watch = invented(count), Watch()
    with Record.open(path, write=True) as record:
        while rows := list(islice(made, batch)):
            with watch:
                refused = record.add_many(rows, "bench")
            assert not refused
    return watch


def ask(path: Path) -> Iterator[tuple[str, int, Watch]]:
    """(question, rows, how long it took) for each question."""
    with Record.open(path) as record:
        for of, filters in QUESTIONS:
            watches = [Watch() for _ in range(3)]
            for watch in watches:
                with watch:
                    rows = getattr(record, of)(**filters).height
            yield f"{of} {filters or ''}", rows, sorted(watches, key=lambda w: w.clock)[1]


def measure(count: int, batch: int, folder: Path) -> None:
    """Print the figures of one size."""
    path = folder / f"invented-{count}.duckdb"
    path.unlink(missing_ok=True)
    watch = store(path, count, batch)
    size = path.stat().st_size / 1e6
    print(f"{count} reports in batches of {batch}: {watch.each(count)} each, {size:.0f} MB")
    checking = Watch()
    with Record.open(path) as record, checking:
        assert not list(record.faults())
    print(f"  all checks: {checking.each()}")
    for question, rows, asking in ask(path):
        print(f"  {question}: {rows} rows, {asking.each()}")


def main() -> None:
    """Print date, machine and figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, nargs="+", default=[1000, 10000])
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--keep", type=Path, help="keep the records in this folder")
    options = parser.parse_args()
    versions = f"Python {platform.python_version()}, DuckDB {duckdb.__version__}"
    print(f"{datetime.now(UTC).date()}, {platform.machine()}, {versions}")
    with tempfile.TemporaryDirectory() as folder:
        for count in options.reports:
            measure(count, options.batch, options.keep or Path(folder))


if __name__ == "__main__":
    main()

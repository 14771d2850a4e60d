"""A reader made by hand for the tests of shards: it costs nothing, and what it finds depends on who is known."""

import os
import random
import re
import signal
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow.parquet as pq

from dragoman.atlas.atlas import Atlas, load_atlas
from dragoman.atlas.people import People
from dragoman.engines.shards.cutting import Cut
from dragoman.engines.shards.settling import file_of
from dragoman.engines.work import Task
from dragoman.pipeline import Tools, store
from dragoman.record.merging.merging import Taken, merge
from dragoman.record.merging.place import Place
from dragoman.record.record import Record
from dragoman.types import Actor, Findings, Mention, Refusal, Report, Span, Statement

STATES = {"Peru": "PER", "Chile": "CHL", "Bolivia": "BOL", "Ecuador": "ECU"}
FIRST = ("Tala", "Bram", "Ilse", "Joram", "Sunniva", "Odo", "Ximena", "Falk")
LAST = ("Orrin", "Kestrel", "Vantongeren", "Lumley", "Quispe-Rey", "Adeyemo")
NAME = re.compile(r"[A-Z]\w+ [A-Z][\w-]+")


@dataclass(frozen=True)
class Handmade:
    """What a reader is made from; `deadly`: a text that holds these words kills who reads it, `once`: only at first."""

    deadly: str | None = None
    once: str | None = None
    log: str | None = None  # a file to which each report that is read is written

    def worker(self) -> "HandReader":
        return HandReader(self)


@dataclass
class HandReader:
    made: Handmade
    atlas: Atlas = field(default_factory=load_atlas)

    def run(self, task: Task) -> Findings | Refusal:
        if self.made.log:
            with Path(self.made.log).open("a") as log:
                log.write(task.report.id + "\n")
        if self.made.deadly and self.made.deadly in task.report.text and self._first():
            os.kill(os.getpid(), signal.SIGKILL)
        return findings(task)

    def _first(self) -> bool:
        if self.made.once is None:
            return True
        try:
            Path(self.made.once).touch(exist_ok=False)
        except FileExistsError:
            return False
        return True


def findings(task: Task) -> Findings | Refusal:
    """States and persons; who is known has the state of old, and all take part in one act that the persons tell."""
    report, text = task.report, task.report.text
    if "unreadable" in text:
        return Refusal(report.origin or report.id, "extraction failed on this report", "failed")
    known = {one.name: one.person.country for one in task.known}
    actors = [Actor(i, s, "state", i, None, _spans(text, s)) for s, i in STATES.items() if s in text]
    for name in dict.fromkeys(m[0] for m in NAME.finditer(text)):
        introduced = re.search(rf"{name}, minister of (\w+)", text)
        country = STATES[introduced[1]] if introduced else known.get(name)
        actors.append(Actor(name.lower().replace(" ", "-"), name, "person", country, "GOV", _spans(text, name)))
    ids = tuple(a.id for a in actors)
    said = tuple(Statement(f"s{n}", a.id, (a.mentions[0],), (), (Span(0, len(text)),), "indirect")
                 for n, a in enumerate(actors) if a.kind == "person" and a.country)  # fmt: skip
    told = Mention("m", "CONSULT", ids[:1], ids[1:], "done", Span(0, 4), Span(0, len(text)),
                   statement=said[0].id if said else None, because="by hand")  # fmt: skip
    return Findings(report, tuple(actors), (), said, (told,) if ids else (), notes=report.notes)


def _spans(text: str, words: str) -> tuple[Span, ...]:
    return tuple(Span(*m.span()) for m in re.finditer(re.escape(words), text))


def one_after_the_other(
    reports: Iterable[Report | Refusal], *, people: People | None = None
) -> Iterator[Findings | Refusal]:
    """As `pipeline.process`, by hand."""
    for item in reports:
        known = people.within(item.text) if people is not None and isinstance(item, Report) else ()
        yield findings(Task(item, known)) if isinstance(item, Report) else item


def stories(count: int, seed: int) -> list[Report | Refusal]:
    """Reports in which persons are introduced, sometimes for two states, and spoken of before and after; refusals."""
    chance = random.Random(seed)
    items: list[Report | Refusal] = []
    for number in range(count):
        name, other = (f"{chance.choice(FIRST)} {chance.choice(LAST)}" for _ in range(2))
        state, text = chance.choice(list(STATES)), f"Talks {number} went on. {name} spoke to {other} of the plan."
        if chance.random() < 0.25:
            text = f"Talks {number} began. {name}, minister of {state}, met {other}."
        if chance.random() < 0.04:
            items.append(Refusal(f"bad-{number}.txt", "it holds no text", "empty"))
        if chance.random() < 0.03:
            text += " It is unreadable."
        day = f"2024-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        items.append(Report(f"r{number}", text, published=day, language="en", origin=f"{number}.txt"))
    return items


CLOCK = {"main.report": "EXCLUDE (added)", "main.refusal": "EXCLUDE (seen)"}  # what depends on the day and hour


def tables(path: Path) -> dict[str, list[str]]:
    """Every row of every table of a record, sorted, but for the moments of reading and the list of shards."""
    with Record.open(path) as record:
        query = "SELECT schema_name || '.' || table_name AS name FROM duckdb_tables() ORDER BY 1"
        names = [n for n in record.sql(query)["name"] if n != "memory.shard"]
        rows = "SELECT t::VARCHAR AS row FROM (SELECT * {} FROM {}) t ORDER BY 1"
        return {n: record.sql(rows.format(CLOCK.get(n, ""), n))["row"].to_list() for n in names}


def read_alone(items: Iterable[Report | Refusal], path: Path, tools: Tools) -> None:
    """What one process makes of the items, by hand."""
    with Record.open(path, write=True) as record:
        for _ in store(items, record, tools, reading=one_after_the_other):
            pass


def found(place: Place, cuts: Sequence[Cut]) -> list[dict[str, object]]:
    """Every row of the shards that were read."""
    return [row for one in cuts for row in pq.read_table(Path(place.address) / file_of(one.name)).to_pylist()]


def merged(place: Place, path: Path) -> list[Taken]:
    """Take the shards of a place into a record."""
    with Record.open(path, write=True) as record:
        taken = list(merge(place, record))
        record.resolve()
    return taken

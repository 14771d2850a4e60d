"""What an invented corpus is made of: events that happened or were promised, and the reports that tell them."""

from dataclasses import dataclass, field
from datetime import date

from dragoman.types import Findings


@dataclass(frozen=True, slots=True)
class Event:
    """What happened, or was promised: announced `plan` days before (0: not), for the day `due`, with `outcome`."""

    id: str
    type: str
    a: str
    b: str
    topic: str
    thing: tuple[str, ...]
    name: str
    day: date
    place: str | None
    mode: str | None
    plan: int = 0
    outcome: str | None = None
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an invented report, and what it tells; null for noise."""

    text: str
    event: Event | None = None
    status: str = "done"
    clause: str = ""
    who: str = ""
    date: tuple[str, str] | None = None  # ISO prefix, words
    sides: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    topic: str | None = None
    place: str | None = None
    mode: str | None = None
    type: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A report before it is made into findings; `root` is the report of which it is a copy, or itself."""

    id: str
    outlet: str
    published: date
    sentences: tuple[Sentence, ...]
    root: str
    kind: str = "own"
    credit: str | None = None
    source: str | None = None  # whose word it is


@dataclass(frozen=True, slots=True)
class Told:
    """A report's findings and the truth of them: the event by trigger, the report it copies, whose word it is."""

    findings: Findings
    events: dict[int, str] = field(default_factory=dict)
    root: str = ""
    kind: str = "own"
    source: str | None = None
    promises: dict[str, Event] = field(default_factory=dict)  # the events told here that were announced, by id

"""What can be recorded: event types, kinds of ties, statuses, topics and contexts, read from the TOML files beside."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Any, TypeVar

from dragoman.data import read_data
from dragoman.errors import DataError

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Mode:
    """How an event is done (PLOVER); `score` on the scale -10 (harm) to +10 (help), null where PLOVER gives none.

    `told`: how a brief puts it, like that of the type; empty where the type's own wording will do.
    """

    name: str
    meaning: str
    score: float | None = None
    told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EventType:
    """One of PLOVER's sixteen kinds of acts.

    `quad` 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict; `score` -10 to +10;
    `recipient_needed`: PLOVER wants somebody who is acted upon; `promised_as`: the type that PLOVER gives an act
    of this type that is only promised or planned, `refused_as` to one that somebody says they will not do;
    `answers_home`: where the text names nobody whom it is meant for, it is the state of those who do it; `domestic`:
    recorded also where all parties are of one state;
    `undoes`: whoever does it takes back what they did before, as the captor frees;
    `topic`: what such an act is about if the words name nothing more special; `mutual`: either side may tell it;
    `meeting`: who does it meets the other or talks with it;
    `examples` and `counter_examples` are sentences that hold, or do not hold, such an event; `told`: how a brief puts
    it in English, with {whom}, without, and of several who do it with each other; a verb stands in its four forms,
    "agree/agrees/agreed/agreeing".
    """

    name: str
    meaning: str
    quad: int
    score: float
    recipient_needed: bool
    domestic: bool
    topic: str
    modes: Mapping[str, Mode]
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]
    promised_as: str | None = None
    refused_as: str | None = None
    answers_home: bool = False
    undoes: bool = False
    mutual: bool = False
    meeting: bool = False
    told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TieKind:
    """A kind of standing thing between actors.

    `roles` and `attributes` map names to their meaning; `stages` is the life cycle in order; `statuses` those of
    the ontology that a tie of this kind may have; `plain` is the status where the text tells it as a mere fact,
    `possible` where it only holds it possible, `stage_status` that of a fact at a given stage; `shown_by`: PLOVER
    quads of acts that show such a tie where they are repeated; `brief`: how a brief puts it: `question` is the
    analysis that tells it, `thing` a noun for it, `told` the sentence, and by status the words for {is}.
    """

    kind: str
    meaning: str
    roles: Mapping[str, str]
    stages: tuple[str, ...]
    attributes: Mapping[str, str]
    statuses: tuple[str, ...]
    plain: str
    possible: str
    stage_status: Mapping[str, str]
    shown_by: tuple[int, ...]
    brief: Mapping[str, str]
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Status:
    """How firmly the text puts an event or tie.

    `counts_as`: fact, intention, possibility or refuted, the four that figures and charts tell apart; `of`: event, tie;
    `told`: the form of the verb by which a brief says it of an act, null for statuses of ties only; `promise`: an act
    of this status was promised or scheduled, so that one may ask what became of it.
    """

    name: str
    meaning: str
    counts_as: str
    of: tuple[str, ...]
    told: str | None = None
    promise: bool = False


@dataclass(frozen=True, slots=True)
class Topic:
    """What an act is about; `commodities` are the goods that belong to the topic."""

    name: str
    meaning: str
    commodities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Context:
    """One of PLOVER's 37 contexts: the wider matter that an act belongs to."""

    name: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Ontology:
    """All that can be recorded, by name; the order is that of the names."""

    events: Mapping[str, EventType]
    ties: Mapping[str, TieKind]
    statuses: Mapping[str, Status]
    topics: Mapping[str, Topic]
    contexts: Mapping[str, Context]

    def statuses_of(self, of: str) -> list[str]:
        """The statuses that an event or a tie (`of`) may have."""
        return [s.name for s in self.statuses.values() if of in s.of]

    def statuses_as(self, counts_as: str) -> list[str]:
        """The statuses that count as a fact, an intention, a possibility or refuted."""
        return [s.name for s in self.statuses.values() if s.counts_as == counts_as]

    def promising(self) -> list[str]:
        """The statuses of what was promised or scheduled."""
        return [s.name for s in self.statuses.values() if s.promise]

    def meetings(self) -> list[str]:
        """The types of acts that are meetings."""
        return [e.name for e in self.events.values() if e.meeting]

    def ties_on(self, question: str) -> list[str]:
        """The kinds of ties that this analysis tells (`TieKind.brief`)."""
        return [t.kind for t in self.ties.values() if t.brief["question"] == question]


@dataclass(frozen=True, slots=True)
class _Table:
    """A table of a TOML file that is read key by key; every complaint names the file and the key."""

    path: str
    values: Mapping[str, Any]
    within: str = ""
    known: set[str] = field(default_factory=set)

    def take(self, key: str, kind: type[T], *default: T) -> T:
        self.known.add(key)
        if key not in self.values and default:
            return default[0]
        value = self.values.get(key)
        if kind is float and isinstance(value, int) and not isinstance(value, bool):
            value = float(value)
        if not isinstance(value, kind):
            raise self.broken(key, "is missing" if value is None else f"should be {kind.__name__}, not {value!r}")
        return value

    def words(self, key: str, *default: list[str]) -> tuple[str, ...]:
        values = self.take(key, list, *default)
        if not all(isinstance(v, str) for v in values):
            raise self.broken(key, "should hold strings only")
        return tuple(values)

    def numbers(self, key: str) -> tuple[int, ...]:
        values = self.take(key, list, [])
        if not all(isinstance(v, int) for v in values):
            raise self.broken(key, "should hold whole numbers only")
        return tuple(values)

    def meanings(self, key: str) -> Mapping[str, str]:
        table = self.sub(key)
        return MappingProxyType({name: table.take(name, str) for name in table.values})

    def sub(self, key: str) -> "_Table":
        return _Table(self.path, self.take(key, dict, {}), f"{self.within}{key}.")

    def subs(self) -> Iterator[tuple[str, "_Table"]]:
        for key in self.values:
            yield key, _Table(self.path, self.take(key, dict), f"{self.within}{key}.")

    def broken(self, key: str, problem: str) -> DataError:
        return DataError(self.path, f"key '{self.within}{key}' {problem}")

    def close(self) -> None:
        for key in self.values:
            if key not in self.known:
                raise self.broken(key, "is not known")


@cache
def load_ontology() -> Ontology:
    """The ontology of the package; raises DataError naming file and key if a file is broken."""
    return read_ontology(files("dragoman").joinpath("ontology"))


def read_ontology(folder: Traversable) -> Ontology:
    """The ontology of a folder of the package's shape; raises DataError naming file and key if a file is broken."""
    ontology = Ontology(
        events=_folder(folder / "events", _event_type),
        ties=_folder(folder / "ties", _tie_kind),
        statuses=_rows(folder / "statuses.toml", _status),
        topics=_rows(folder / "topics.toml", _topic),
        contexts=_rows(folder / "contexts.toml", _context),
    )
    _check_statuses(folder, ontology)
    return ontology


def _check_statuses(folder: Traversable, ontology: Ontology) -> None:
    for tie in ontology.ties.values():
        for status in (*tie.statuses, tie.plain, tie.possible, *tie.stage_status.values()):
            if status not in ontology.statuses:
                path = folder / "ties" / f"{tie.kind}.toml"
                raise DataError(str(path), f"key 'statuses' names '{status}', which is none")


def _folder(folder: Traversable, build: Callable[[str, _Table], T]) -> Mapping[str, T]:
    found: dict[str, T] = {}
    for path in sorted((p for p in folder.iterdir() if p.name.endswith(".toml")), key=lambda p: p.name):
        table = _read(path)
        name = path.name.removesuffix(".toml")
        found[name] = build(name, table)
        table.close()
    return MappingProxyType(found)


def _rows(path: Traversable, build: Callable[[str, _Table], T]) -> Mapping[str, T]:
    found: dict[str, T] = {}
    for name, table in _read(path).subs():
        found[name] = build(name, table)
        table.close()
    return MappingProxyType(found)


def _read(path: Traversable) -> _Table:
    return _Table(str(path), read_data(path))


def _event_type(name: str, t: _Table) -> EventType:
    return EventType(
        name=name,
        meaning=t.take("meaning", str),
        quad=t.take("quad", int),
        score=t.take("score", float),
        recipient_needed=t.take("recipient_needed", bool, False),
        domestic=t.take("domestic", bool, False),
        topic=t.take("topic", str, "diplomacy"),
        modes=MappingProxyType({key: _mode(key, sub) for key, sub in t.sub("modes").subs()}),
        examples=t.words("examples"),
        counter_examples=t.words("counter_examples"),
        promised_as=t.take("promised_as", str, "") or None,
        refused_as=t.take("refused_as", str, "") or None,
        answers_home=t.take("answers_home", bool, False),
        undoes=t.take("undoes", bool, False),
        mutual=t.take("mutual", bool, False),
        meeting=t.take("meeting", bool, False),
        told=t.words("told"),
    )


def _mode(name: str, t: _Table) -> Mode:
    score = t.take("score", float) if "score" in t.values else None
    mode = Mode(name, t.take("meaning", str), score, t.words("told", []))
    t.close()
    return mode


def _tie_kind(name: str, t: _Table) -> TieKind:
    return TieKind(
        kind=name,
        meaning=t.take("meaning", str),
        roles=t.meanings("roles"),
        stages=t.words("stages", []),
        attributes=t.meanings("attributes"),
        statuses=t.words("statuses"),
        plain=t.take("plain", str),
        possible=t.take("possible", str, "wanted"),
        stage_status=t.meanings("stage_status"),
        shown_by=t.numbers("shown_by"),
        brief=t.meanings("brief"),
        examples=t.words("examples"),
        counter_examples=t.words("counter_examples"),
    )


def _status(name: str, t: _Table) -> Status:
    told = t.take("told", str, "") or None
    promise = t.take("promise", bool, False)
    return Status(name, t.take("meaning", str), t.take("counts_as", str), t.words("of"), told, promise)


def _topic(name: str, t: _Table) -> Topic:
    return Topic(name, t.take("meaning", str), t.words("commodities", []))


def _context(name: str, t: _Table) -> Context:
    return Context(name, t.take("meaning", str))

"""What the server serves: the record, its version and size, the ontology and the meaning of every column."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from fastapi import APIRouter

from dragoman import VERSION
from dragoman.atlas.atlas import load_atlas
from dragoman.faces.api.answers import Json
from dragoman.faces.api.desk import AtDesk, Newest
from dragoman.ontology.ontology import load_ontology
from dragoman.record.codebook import load_codebook
from dragoman.record.filters import ACTOR_KINDS, KINDS, TAKEN
from dragoman.record.forms import Packed
from dragoman.types import Count

COUNTS = Packed(dict[str, int])
router = APIRouter(tags=["About"])


@dataclass(frozen=True, slots=True)
class Meta:
    """The server and its record.

    `version` changes whenever the record does, and is the ETag of every answer; `taken`: when the copy that is being
    shown was made (UTC); `behind`: the record was written since, so that newer rows will show in a moment;
    `trouble`: why the last try to show them failed; `read_only`: nothing can be
    decided through this server.
    """

    program: str
    record: str
    version: str
    taken: datetime
    behind: bool
    trouble: str | None
    read_only: bool
    counts: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class ModeLabel:
    """How an act is done; `score` from -10 (harm) to +10 (help), null where PLOVER gives none."""

    name: str
    meaning: str
    score: float | None


@dataclass(frozen=True, slots=True)
class EventLabel:
    """A type of act; `quad` 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict."""

    name: str
    meaning: str
    quad: int
    score: float
    modes: tuple[ModeLabel, ...]


@dataclass(frozen=True, slots=True)
class Label:
    """A name of the ontology and its meaning."""

    name: str
    meaning: str


@dataclass(frozen=True, slots=True)
class TieLabel:
    """A kind of standing thing; `question`: the page that tells it; `stages`: its life cycle in order."""

    kind: str
    meaning: str
    question: str
    stages: tuple[str, ...]
    statuses: tuple[str, ...]
    roles: tuple[Label, ...]
    attributes: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class StatusLabel:
    """How firmly something is told; `counts_as` fact, intention, possibility or refuted; `of` event, tie or both."""

    name: str
    meaning: str
    counts_as: str
    of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Labels:
    """Every name that rows may hold, with its meaning; `states`: the atlas's name of each ISO 3166 code."""

    events: tuple[EventLabel, ...]
    ties: tuple[TieLabel, ...]
    statuses: tuple[StatusLabel, ...]
    topics: tuple[Label, ...]
    contexts: tuple[Label, ...]
    actor_kinds: tuple[str, ...]
    statement_kinds: tuple[str, ...]
    states: dict[str, str]


@dataclass(frozen=True, slots=True)
class ColumnLabel:
    """A column of a table: its type in SQL and what it means."""

    name: str
    type: str
    meaning: str


@dataclass(frozen=True, slots=True)
class TableLabel:
    """A table of the record: what its rows are, its columns, and the filters that it takes."""

    name: str
    meaning: str
    columns: tuple[ColumnLabel, ...]
    filters: tuple[str, ...]


@router.get("/meta", response_model=Meta, summary="The server and its record.")
def meta(newest: Newest, desk: AtDesk) -> Json:
    """What is served, how much it holds, and how fresh it is."""
    counts = tuple(Count(k, n) for k, n in newest.once("counts", lambda record: record.counts(), COUNTS).items())
    taken = datetime.fromtimestamp(newest.taken, UTC)
    behind = desk.shelf.behind(newest)
    return Json(
        Meta(
            VERSION, newest.record.path.name, newest.version, taken, behind, desk.shelf.trouble, desk.read_only, counts
        )
    )


@router.get("/ontology", response_model=Labels, summary="Types, kinds, statuses and topics, with their meaning.")
def ontology() -> Json:
    """The labels of everything that can be recorded."""
    known = load_ontology()
    events = tuple(
        EventLabel(
            e.name, e.meaning, e.quad, e.score, tuple(ModeLabel(m.name, m.meaning, m.score) for m in e.modes.values())
        )
        for e in known.events.values()
    )
    ties = tuple(
        TieLabel(
            t.kind, t.meaning, t.brief["question"], t.stages, t.statuses, _labels(t.roles.items()),
            _labels(t.attributes.items()),
        )
        for t in known.ties.values()
    )  # fmt: skip
    statuses = tuple(StatusLabel(s.name, s.meaning, s.counts_as, s.of) for s in known.statuses.values())
    topics, contexts = (
        _labels((x.name, x.meaning) for x in table.values()) for table in (known.topics, known.contexts)
    )
    states = {code: state.name for code, state in load_atlas().states.items()}
    return Json(Labels(events, ties, statuses, topics, contexts, ACTOR_KINDS, KINDS, states))


@router.get("/codebook", response_model=list[TableLabel], summary="The tables, and what their columns mean.")
def codebook() -> Json:
    """The codebook of the record's views."""
    views = {name.removesuffix("_row"): view for name, view in load_codebook().items()}
    return Json(
        [
            TableLabel(
                name,
                view.meaning,
                tuple(ColumnLabel(*column) for column in view.columns),
                tuple(f.strip("_") for f in TAKEN.get(name, ())),
            )
            for name, view in views.items()
        ]
    )


def _labels(pairs: Iterable[tuple[str, str]]) -> tuple[Label, ...]:
    return tuple(Label(name, meaning) for name, meaning in pairs)

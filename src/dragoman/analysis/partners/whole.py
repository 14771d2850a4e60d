"""The whole partnership: events counted, the index with its changes, who begins, who speaks."""

from dataclasses import dataclass

import polars as pl

from dragoman.analysis.pages.parties import Party
from dragoman.analysis.partners.between import Between, between
from dragoman.analysis.partners.events import couples, events_of, placed, tellings_of
from dragoman.analysis.partners.index import Course, course
from dragoman.analysis.partners.tallies import (
    Reciprocity,
    SideVoice,
    TopicCount,
    TypeCount,
    begun,
    cited,
    reciprocity,
    topics,
    types,
    voices,
)
from dragoman.analysis.partners.weights import load_weights
from dragoman.atlas.circles import Term
from dragoman.record.filters import Filters
from dragoman.record.record import Record

SPEAKERS = 12


@dataclass(frozen=True, slots=True)
class PairCount:
    """Two of a circle: the events that join them, facts among them, and their part of the index."""

    one: str
    other: str
    events: int
    facts: int
    index: float


@dataclass(frozen=True, slots=True)
class Whole:
    """What is told between two actors, or within a circle (`group`: its id; `terms`: who belonged when).

    `source`: where that can be checked; `events`: how many there are; `contested`: of how many some tell the contrary;
    `reports`: those that tell them.
    """

    title: str
    group: str | None
    parties: tuple[Party, ...]
    terms: tuple[Term, ...]
    source: str | None
    events: int
    contested: int
    reports: int
    course: Course
    types: tuple[TypeCount, ...]
    topics: tuple[TopicCount, ...]
    pairs: tuple[PairCount, ...]
    reciprocity: Reciprocity
    voices: tuple[SideVoice, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """Between whom, over which time, in which steps, and what is looked at for changes."""

    one: str
    other: str | None = None
    step: str = "month"
    measure: str = "index"
    filters: Filters = Filters()


def whole(record: Record, asked: Asked) -> Whole:
    """The partnership that is asked for; raises ActorUnknown and ChoiceUnknown."""
    who, events = joined(record, asked)
    told, step = tellings_of(record, who, events), load_weights().step(asked.step)
    circle = who.circle
    return Whole(
        title=who.title,
        group=None if circle is None else circle.id,
        parties=who.parties,
        terms=() if circle is None else circle.terms,
        source=None if circle is None else circle.source,
        events=events.height,
        contested=int(events["contested"].sum()),
        reports=told["report"].n_unique(),
        course=course(record, events, told, step, asked.measure, asked.filters),
        types=types(events),
        topics=topics(events),
        pairs=_pairs(events, who),
        reciprocity=reciprocity(events, who),
        voices=voices(record, cited(record, told, who), events.height, SPEAKERS),
    )


def joined(record: Record, asked: Asked) -> tuple[Between, pl.DataFrame]:
    """Between whom, and the events that join them, with `period`, `begun` and `met`; raises what `whole` does."""
    who, step = between(record, asked.one, asked.other), load_weights().step(asked.step)
    return who, begun(placed(events_of(record, who, asked.filters), step), who)


def _pairs(events: pl.DataFrame, who: Between) -> tuple[PairCount, ...]:
    """Within a circle: each two of its states that events join."""
    if who.circle is None:
        return ()
    counted = events.select("parties", "counts_as", index=pl.col("score") * pl.col("weight"))
    found = (
        couples(counted, who.circle)
        .group_by("one", "other")
        .agg(events=pl.len(), facts=(pl.col("counts_as") == "fact").sum(), index=pl.col("index").sum().round(4))
        .sort(["events", "one", "other"], descending=[True, False, False])
    )
    return tuple(PairCount(*row) for row in found.iter_rows())

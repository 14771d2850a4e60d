"""The events behind a figure of a partnership."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from dragoman.analysis.partners.events import COARSE, UNDATED, tellings_of
from dragoman.analysis.partners.index import series_of
from dragoman.analysis.partners.tallies import cited
from dragoman.analysis.partners.weights import load_weights
from dragoman.analysis.partners.whole import Asked, joined
from dragoman.errors import ChoiceUnknown
from dragoman.record.record import Record

EARLIER, LATER = "earlier", "later"


@dataclass(frozen=True, slots=True)
class Which:
    """Which of the events: null is any.

    `period`: the name of a period, undated, coarse, earlier or later; `begun`: the id of a party, mutual or unclear;
    `voice`: the id of a speaker, or a side (own, third, the id of a party); `pair`: two ids with a comma between.
    """

    period: str | None = None
    type: str | None = None
    status: str | None = None
    topic: str | None = None
    begun: str | None = None
    voice: str | None = None
    pair: str | None = None


def ids(record: Record, asked: Asked, which: Which) -> Sequence[str]:
    """The ids of the events behind a figure of `whole`, the earliest first; raises what `whole` does."""
    who, events = joined(record, asked)
    if which.period:
        events = _of_period(record, events, asked, which.period)
    columns = ((c, getattr(which, c)) for c in ("type", "status", "begun"))
    wheres = [pl.col(column) == wanted for column, wanted in columns if wanted]
    if which.topic:
        wheres.append(pl.col("topics").list.contains(which.topic))
    wheres += [pl.col("parties").list.contains(p) for p in (which.pair or "").split(",") if p]
    events = events.filter(*wheres) if wheres else events
    if which.voice:
        said = cited(record, tellings_of(record, who, events), who)
        said = said.filter((pl.col("speaker") == which.voice) | (pl.col("side") == which.voice))
        events = events.join(said.select("id"), on="id", how="semi", maintain_order="left")
    return events["id"].to_list()


def _of_period(record: Record, events: pl.DataFrame, asked: Asked, period: str) -> pl.DataFrame:
    if period in (UNDATED, COARSE):
        return events.filter(pl.col("period") == period)
    series = series_of(record, load_weights().step(asked.step), asked.filters)
    names = [p.name for p in series]
    if period in names:
        return events.filter(pl.col("period") == period)
    if period not in (EARLIER, LATER) or not series:
        choices = (UNDATED, COARSE, *((EARLIER, LATER, names[0], names[-1]) if names else ()))
        raise ChoiceUnknown("period", period, choices)
    before = pl.col("low") < series[0].since
    outside = ~pl.col("period").is_in([UNDATED, COARSE, *names])
    return events.filter(outside, before if period == EARLIER else ~before)

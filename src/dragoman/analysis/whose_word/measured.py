"""The index of cooperation between two actors, from the tellings that are kept."""

from itertools import chain, repeat
from math import fsum

import polars as pl

from dragoman.analysis.narratives.form import Form
from dragoman.analysis.narratives.material import firmness, score_of
from dragoman.analysis.whose_word.leaving import LeftOut
from dragoman.record.record import Record

EVENTS = """
SELECT id AS of, type, mode, status, contested FROM happening
WHERE list_contains(parties, $one) AND list_contains(parties, $other)
"""


def index_of(record: Record, two: tuple[str, str], told: pl.DataFrame, out: LeftOut) -> float:
    """The sum of scores over all time, weighted as in the index, of the events of two that some origin tells as a fact.

    `told`: the tellings of `told_of_pair` that are left; a report whose own publisher is left out counts no more.
    """
    facts = told.filter(
        pl.col("status").is_in(list(Form(()).statuses)), ~pl.col("reported").is_in(list(out.publishers))
    )
    origins = facts.group_by("of").agg(origins=pl.col("origin").n_unique())
    events = record.sql(EVENTS, {"one": two[0], "other": two[1]}).join(origins, on="of")
    alike = events.group_by("type", "mode", "status", "contested", "origins").len("times").iter_rows(named=True)
    scored = ((score_of(e["type"], e["mode"]) * firmness(e), e["times"]) for e in alike)
    return fsum(chain.from_iterable(repeat(score, times) for score, times in scored))

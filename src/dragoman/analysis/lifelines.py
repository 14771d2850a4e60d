"""Standing things on the board of a brief: one line a thing with its stages, and what is told against it."""

from collections.abc import Mapping, Sequence

import polars as pl

from dragoman.analysis.histories import History, histories_of
from dragoman.analysis.things import things_of
from dragoman.record.record import Record

# Questions whose things have a life cycle; relations and claims are lines of their own, one for each judgement.
LIVING = ("agreements", "forums", "routes")


def by_thing(
    record: Record,
    tellings: pl.DataFrame,
    of: Mapping[str, str] | None = None,
    told_of: Sequence[History] | None = None,
) -> pl.DataFrame:
    """The tellings with the line of their thing, denials on a line of their own, and the column `contested`.

    `of` and `told_of`: what `things_of` and `histories` give of the whole record, if that was asked already.
    """
    things = ({} if not len(tellings) else things_of(record)) if of is None else of
    told = tellings.with_columns(thing=pl.Series([things.get(i) for i in tellings["id"]], dtype=pl.String))
    living = pl.col("question").is_in(LIVING) & pl.col("thing").is_not_null()
    line = pl.concat_str("thing", (pl.col("counts_as") == "refuted").cast(pl.String)).hash()
    contested = _contested(record, told.filter(living), things, told_of)
    return told.with_columns(
        line=pl.when(living).then(line).otherwise("line"),
        contested=pl.when(living).then(pl.col("thing").replace_strict(contested, default=None, return_dtype=pl.String)),
    ).drop("thing")


def _contested(
    record: Record, told: pl.DataFrame, things: Mapping[str, str], told_of: Sequence[History] | None
) -> dict[str, str]:
    """What is told against things, in a sentence; only those of which several things are told can be contested."""
    several = told.filter(pl.len().over("thing") > 1)
    if several.is_empty():
        return {}
    if told_of is None:
        told_of = histories_of(record, several["id"].to_list(), things)
    wanted = set(several["thing"])
    return {h.id: f"contested: {'; '.join(h.contested)}" for h in told_of if h.contested and h.id in wanted}

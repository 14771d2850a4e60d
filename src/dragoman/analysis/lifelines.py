"""Standing things on the board of a brief: one line a thing with its stages, and what is told against it."""

from collections.abc import Mapping

import polars as pl

from dragoman.analysis.histories import histories_of
from dragoman.analysis.things import things_of
from dragoman.record.record import Record

# Questions whose things have a life cycle; relations and claims are lines of their own, one for each judgement.
LIVING = ("agreements", "forums", "routes")


def by_thing(record: Record, tellings: pl.DataFrame, of: Mapping[str, str] | None = None) -> pl.DataFrame:
    """The tellings with the line of their thing, denials on a line of their own, and the column `contested`.

    `of`: what `things_of` gives, if that was asked already.
    """
    things = ({} if not len(tellings) else things_of(record)) if of is None else of
    known = pl.DataFrame(
        {"id": list(things), "thing": list(things.values())}, schema={"id": pl.String, "thing": pl.String}
    )
    told = tellings.join(known, on="id", how="left", maintain_order="left")
    living = pl.col("question").is_in(LIVING) & pl.col("thing").is_not_null()
    line = pl.concat_str("thing", (pl.col("counts_as") == "refuted").cast(pl.String)).hash()
    contested = _contested(record, told.filter(living), things)
    return told.with_columns(
        line=pl.when(living).then(line).otherwise("line"),
        contested=pl.when(living).then(pl.col("thing").replace_strict(contested, default=None, return_dtype=pl.String)),
    ).drop("thing")


def _contested(record: Record, told: pl.DataFrame, things: Mapping[str, str]) -> dict[str, str]:
    """What is told against things, in a sentence; only those of which several things are told can be contested."""
    several = told.filter(pl.len().over("thing") > 1)["id"].to_list()
    if not several:
        return {}
    return {h.id: f"contested: {'; '.join(h.contested)}" for h in histories_of(record, several, things) if h.contested}

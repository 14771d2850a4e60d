"""Standing things on the board of a brief: one line a thing with its stages, and what is told against it."""

import polars as pl

from dragoman.analysis.histories import histories_of
from dragoman.analysis.things import things_of
from dragoman.record.record import Record

# Questions whose things have a life cycle; relations and claims are lines of their own, one for each judgement.
LIVING = ("agreements", "forums", "routes")


def by_thing(record: Record, tellings: pl.DataFrame) -> pl.DataFrame:
    """The tellings with the line of their thing, denials on a line of their own, and the column `contested`."""
    things = things_of(record) if len(tellings) else {}
    known = pl.DataFrame(
        {"id": list(things), "thing": list(things.values())}, schema={"id": pl.String, "thing": pl.String}
    )
    told = tellings.join(known, on="id", how="left", maintain_order="left")
    living = pl.col("question").is_in(LIVING) & pl.col("thing").is_not_null()
    line = pl.concat_str("thing", (pl.col("counts_as") == "refuted").cast(pl.String)).hash()
    contested = _contested(record, told.filter(living))
    return told.with_columns(
        line=pl.when(living).then(line).otherwise("line"),
        contested=pl.when(living).then(pl.col("thing").replace_strict(contested, default=None, return_dtype=pl.String)),
    ).drop("thing")


def _contested(record: Record, told: pl.DataFrame) -> dict[str, str]:
    """What is told against things, in a sentence; only those of which several things are told can be contested."""
    several = told.filter(pl.len().over("thing") > 1)["id"].to_list()
    if not several:
        return {}
    return {h.id: f"contested: {'; '.join(h.contested)}" for h in histories_of(record, several) if h.contested}

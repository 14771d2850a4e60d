"""How the promises of each side came out, and what that says of those that are open or overdue (chances.py)."""

import polars as pl
from polars.datatypes import DataTypeClass

from dragoman.analysis.chances import Chance, Course, Tally, kept_in_time

SETTLED = ("kept", "late", "broken", "overdue")
ADDED: dict[str, DataTypeClass] = {
    "chance": pl.Float64, "low": pl.Float64, "high": pl.Float64, "settled": pl.Int64,
    "coming": pl.Float64, "coming_low": pl.Float64, "coming_high": pl.Float64,
    "side_chance": pl.Float64, "side_low": pl.Float64, "side_high": pl.Float64,
}  # fmt: skip


def slippage(promises: pl.DataFrame) -> pl.DataFrame:
    """Of each side, how its settled promises came out, and the chance that one is told as kept in time (0 to 1)."""
    settled = promises.filter(pl.col("outcome").is_in(SETTLED)).group_by("side", maintain_order=True)
    counted = settled.agg(
        *(pl.col("outcome").eq(outcome).sum().cast(pl.Int64).alias(outcome) for outcome in SETTLED),
        pl.col("days").filter(pl.col("outcome") == "late").median().alias("median_days_late"),
        pl.col("side_chance").first().alias("chance"),
        pl.col("side_low").first().alias("low"),
        pl.col("side_high").first().alias("high"),
    )
    return counted.sort(pl.sum_horizontal(SETTLED), "side", descending=[True, False])


def with_chances(promises: pl.DataFrame, end: int | None) -> pl.DataFrame:
    """The columns chance, low, high and settled of open promises, coming... of overdue ones, side_... of the side."""
    weighing = promises.filter("weighs")
    sides = weighing.group_by("side", maintain_order=True).agg(
        kept=(pl.col("outcome") == "kept").sum(), settled=pl.len().cast(pl.Int64)
    )
    chances, unknown = kept_in_time(list(zip(sides["kept"], sides["settled"], strict=True)))
    by_side = dict(zip(sides["side"], zip(chances, sides["settled"], strict=True), strict=True))
    ends = {"kept": "done", "late": "done", "broken": "broken", "overdue": "silent"}
    tally = Tally.of(
        [Course(after, ends[outcome]) for after, outcome in weighing.select("after", "outcome").iter_rows()]
    )
    coming: dict[int, Chance | None] = {}
    columns: dict[str, list[float | int | None]] = {name: [] for name in ADDED}
    for row in promises.select("side", "outcome", "due_day", "days").iter_rows(named=True):
        chance, settled = by_side.get(row["side"], (unknown, 0))
        is_open = row["outcome"] == "open" and row["due_day"] is not None and row["due_day"] >= (end or 0)
        overdue = row["outcome"] == "overdue"
        if overdue and row["days"] not in coming:
            coming[row["days"]] = tally.still_to_come(row["days"])
        later = (coming[row["days"]] if overdue else None) or (None, None, None)
        values = *(chance if is_open else (None, None, None)), settled if is_open else None, *later, *chance
        for name, value in zip(ADDED, values, strict=True):
            columns[name].append(value)
    return promises.with_columns(pl.Series(n, v, dtype=ADDED[n]) for n, v in columns.items())

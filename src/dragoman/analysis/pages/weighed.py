"""Tellings of standing things, weighed: which line comes first, which telling of it, how many tell it.

Only numbers are compared (boards.py); the words of tellings are fetched for those that are shown.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from dragoman.analysis import weighing
from dragoman.analysis.weighing import first_of

MOST_TOLD = 30  # tellings of a thing that are shown, beside the firmest of each further stage


@dataclass(frozen=True, slots=True)
class Weighed:
    """Some tellings of a board.

    `things`: all of the board; `told`: one row a telling, those of a line beside each other, its firmest first: `at`
    its row in `things`, `line`, `turn` in the line, the line's `weight` (1: the first), and what `numbers` of the board
    has: `kind`, `status`, `stage`, `voice`, and whether it is a `claim`.
    """

    things: pl.DataFrame
    told: pl.DataFrame

    def fitting(self, kinds: Sequence[str], *, claims: bool = False) -> pl.DataFrame:
        """The tellings of these kinds that are no claims; with `claims` those that are, of any kind."""
        return self.told.filter("claim") if claims else self.told.filter(~pl.col("claim"), _among("kind", kinds))

    def with_ties(self, fitting: pl.DataFrame, ids: Sequence[str]) -> pl.DataFrame:
        """Of some tellings those of the lines of which one of these ties is among them."""
        among = self.things["id"].is_in(pl.Series(ids, dtype=pl.String).implode()).to_numpy()
        lines = fitting["line"].filter(pl.Series(among[fitting["at"].to_numpy()]))
        return fitting.filter(_among("line", lines.unique()))


def weighed(things: pl.DataFrame, numbers: pl.DataFrame) -> Weighed:
    """The tellings of these numbers (`Board.numbers`, in its order), with the weight of their lines."""
    return Weighed(things, weighing.weighed(numbers).drop("rank", "voices", "newest", "earliest"))


def lines_of(fitting: pl.DataFrame) -> pl.DataFrame:
    """Of each line of some tellings its first among them, with how many there are (`tellings`); the firmest first."""
    starts = first_of(fitting["line"].to_numpy())
    sizes = np.diff(np.append(starts, fitting.height))
    return fitting[starts].with_columns(tellings=pl.Series(sizes, dtype=pl.Int64)).sort("weight")


def shown_of(fitting: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    """Of these lines the firmest tellings, and of the further ones the firmest of each stage, line by line.

    `voices`: in how many all the tellings of the line are told.
    """
    told = fitting.filter(_among("line", lines["line"]))
    voices = told.group_by("line").agg(voices=pl.col("voice").n_unique())
    told = told.join(lines.select("line", "tellings"), on="line").join(voices, on="line")
    further = pl.col("turn") > MOST_TOLD
    later = told.filter(further, pl.col("stage").is_not_null()).sort("line", "turn")
    firmest = later.unique(("line", "stage", "claim"), keep="first", maintain_order=True)
    return pl.concat([told.filter(~further), firmest]).sort("weight", "line", "turn")


def _among(column: str, values: Sequence[object] | pl.Series) -> pl.Expr:
    return pl.col(column).is_in(values.implode() if isinstance(values, pl.Series) else list(values))

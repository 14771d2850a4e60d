"""Tellings of standing things, weighed: which line comes first, which telling of it, how many tell it.

Only numbers are compared (boards.py); the words of tellings are fetched for those that are shown.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

MOST_TOLD = 30  # tellings of a thing that are shown, beside the firmest of each further stage
Whole = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Weighed:
    """Some tellings of a board.

    `things`: all of the board; `told`: one row a telling, those of a line beside each other, its firmest first: `at`
    its row in `things`, `line`, `turn` in the line, the line's `weight` (1: the first) and `voices`, and what `numbers`
    of the board has: `kind`, `status`, `stage`, and whether it is a `claim`.
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
    """The tellings of these numbers (`Board.numbers`, in its order).

    Facts come first, then lines that most outlets tell in their own words, then the newest.
    """
    line = numbers["line"].to_numpy()
    starts = first_of(line)
    sizes = np.diff(np.append(starts, len(line)))
    weight, voices = _ranked(numbers, starts, sizes)
    turn = np.arange(len(line)) - np.repeat(starts, sizes) + 1
    return Weighed(
        things,
        numbers.select("at", "line", "kind", "status", "stage", "claim").with_columns(
            turn=pl.Series(turn, dtype=pl.Int64),
            weight=pl.Series(np.repeat(weight, sizes), dtype=pl.Int64),
            voices=pl.Series(np.repeat(voices, sizes), dtype=pl.Int64),
        ),
    )


def first_of(line: npt.NDArray[np.uint32]) -> Whole:
    """Where each line begins, of tellings that stand beside those of their line."""
    return np.flatnonzero(np.append(True, line[1:] != line[:-1])) if len(line) else np.zeros(0, dtype=np.int64)


def _ranked(numbers: pl.DataFrame, starts: Whole, sizes: Whole) -> tuple[Whole, Whole]:
    """The weight of each line and in how many voices it is told; its first telling is its firmest."""
    if not len(starts):
        return starts, starts
    column = {c: numbers[c].to_numpy() for c in ("line", "rank", "voice", "newest", "earliest")}
    every = int(column["voice"].max()) + 1
    told = np.unique(np.repeat(np.arange(len(starts)), sizes) * every + column["voice"])
    voices = np.bincount(told // every, minlength=len(starts))
    newest = np.maximum.reduceat(column["newest"], starts).astype(np.int64)
    earliest = np.minimum.reduceat(column["earliest"], starts)
    weight = np.empty(len(starts), dtype=np.int64)
    order = np.lexsort((column["line"][starts], earliest, -newest, -voices, column["rank"][starts]))
    weight[order] = np.arange(1, len(starts) + 1)
    return weight, voices


def lines_of(fitting: pl.DataFrame) -> pl.DataFrame:
    """Of each line of some tellings its first among them, with how many there are (`tellings`); the firmest first."""
    starts = first_of(fitting["line"].to_numpy())
    sizes = np.diff(np.append(starts, fitting.height))
    return fitting[starts].with_columns(tellings=pl.Series(sizes, dtype=pl.Int64)).sort("weight")


def shown_of(fitting: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    """Of these lines the firmest tellings, and of the further ones the firmest of each stage, line by line."""
    told = fitting.filter(_among("line", lines["line"])).join(lines.select("line", "tellings"), on="line")
    further = pl.col("turn") > MOST_TOLD
    later = told.filter(further, pl.col("stage").is_not_null()).sort("line", "turn")
    firmest = later.unique(("line", "stage", "claim"), keep="first", maintain_order=True)
    return pl.concat([told.filter(~further), firmest]).sort("weight", "line", "turn")


def _among(column: str, values: Sequence[object] | pl.Series) -> pl.Expr:
    return pl.col(column).is_in(values.implode() if isinstance(values, pl.Series) else list(values))

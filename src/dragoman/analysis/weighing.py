"""Which lines come first: facts, then those that most outlets tell in their own words, then the newest."""

import numpy as np
import numpy.typing as npt
import polars as pl

Whole = npt.NDArray[np.int64]


def weighed(numbers: pl.DataFrame) -> pl.DataFrame:
    """The tellings with `turn` in their line, and the line's `weight` (1: the first) and `voices`.

    `numbers` has one row a telling, those of a line beside each other, its firmest first: `line`, and to compare only,
    `rank` of the status, `voice`, the `newest` day it tells, and where it stands (`earliest`).
    """
    line = numbers["line"].to_numpy()
    starts = first_of(line)
    sizes = np.diff(np.append(starts, len(line)))
    weight, voices = _ranked(numbers, starts, sizes)
    turn = np.arange(len(line)) - np.repeat(starts, sizes) + 1
    return numbers.with_columns(
        turn=pl.Series(turn, dtype=pl.Int64),
        weight=pl.Series(np.repeat(weight, sizes), dtype=pl.Int64),
        voices=pl.Series(np.repeat(voices, sizes), dtype=pl.Int64),
    )


def first_of(line: npt.NDArray[np.unsignedinteger | np.signedinteger]) -> Whole:
    """Where each line begins, of tellings that stand beside those of their line."""
    return np.flatnonzero(np.append(True, line[1:] != line[:-1])) if len(line) else np.zeros(0, dtype=np.int64)


def _ranked(numbers: pl.DataFrame, starts: Whole, sizes: Whole) -> tuple[Whole, Whole]:
    """The weight of each line and in how many voices it is told; its first telling is its firmest."""
    if not len(starts):
        return starts, starts
    column = {c: numbers[c].to_numpy() for c in ("line", "rank", "voice", "newest", "earliest")}
    every = int(column["voice"].max()) + 1
    told = np.sort(np.repeat(np.arange(len(starts)), sizes) * every + column["voice"])
    voices = np.bincount(told[first_of(told)] // every, minlength=len(starts))
    newest = np.maximum.reduceat(column["newest"], starts).astype(np.int64)
    earliest = np.minimum.reduceat(column["earliest"], starts)
    weight = np.empty(len(starts), dtype=np.int64)
    order = np.lexsort((column["line"][starts], earliest, -newest, -voices, column["rank"][starts]))
    weight[order] = np.arange(1, len(starts) + 1)
    return weight, voices

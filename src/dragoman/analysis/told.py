"""The board: everything a brief may tell, one row a telling, as numbers that are compared; words are read when shown.

`rows` has the tellings of a line beside each other, its firmest first: `at`, the telling's number; `act`: it is no
standing thing; `kind`, `question`, `quad`, `status` and `counts_as` (tellings.py); `line`, and `turn` in it; `weight`:
the line's place among all; `line_own`: all its tellings rest on the word of a party; `voice` and `earliest`: numbers
for who was first with the words and for the sentence; `matter`: one for the kind and the parties, where these are two
at least; `month`: of a fact whose month the text tells; `alone`: nothing else is told of its thing here.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt
import polars as pl

from dragoman.analysis.weighing import first_of, weighed

Kept = npt.NDArray[np.bool_]
FACT, CLAIM, REFUTED = "fact", "possibility", "refuted"
FEW = ("kind", "question", "status", "counts_as", "month")  # columns of few different words
COMPARED = ("rank", "newest", "own_word", "thing")  # what is of no use once lines are weighed


class Words(Protocol):
    """Where the tellings of a board are read, acts numbered before standing things."""

    @property
    def many(self) -> int:
        """How many acts there are."""

    def read_acts(self, places: pl.Series, columns: Sequence[str] | None) -> pl.DataFrame:
        """Acts as `acts_told` has them, all columns or some, in this order."""

    def read_things(self, places: pl.Series, columns: Sequence[str] | None) -> pl.DataFrame:
        """Standing things as `things_told` has them."""

    def numbered(self, promised: pl.Series) -> pl.Series:
        """The number of the telling that makes each promise, by its id; null where it is not there."""


def read(words: Words, at: pl.Series, columns: Sequence[str] | None = None) -> pl.DataFrame:
    """What these tellings tell, by their numbers, in this order."""
    acts = at < words.many
    found = []
    if acts.any():
        found.append(words.read_acts(at.filter(acts), columns))
    if not acts.all():
        found.append(words.read_things(at.filter(~acts) - words.many, columns))
    if not found:
        return words.read_acts(at, columns)
    both = pl.concat(found, how="diagonal_relaxed")
    if at.is_sorted():
        return both
    return both[np.argsort(np.append(np.flatnonzero(acts), np.flatnonzero(~acts)))]


@dataclass(frozen=True, slots=True)
class Frames:
    """Tellings that are read from two frames (`Words`): those of acts, and those of standing things."""

    acts: pl.DataFrame
    things: pl.DataFrame

    @property
    def many(self) -> int:
        """As `Words` says."""
        return self.acts.height

    def read_acts(self, places: pl.Series, columns: Sequence[str] | None) -> pl.DataFrame:
        """As `Words` says."""
        return _some(self.acts, columns)[places]

    def read_things(self, places: pl.Series, columns: Sequence[str] | None) -> pl.DataFrame:
        """As `Words` says."""
        return _some(self.things, columns)[places]

    def numbered(self, promised: pl.Series) -> pl.Series:
        """As `Words` says."""
        return places_of(promised, pl.concat([self.acts["id"], self.things["id"]]))


def places_of(wanted: pl.Series, ids: pl.Series) -> pl.Series:
    """The place of each wanted id among all; null where it is not there."""
    known = pl.DataFrame({"id": ids}).with_row_index("at").unique("id", keep="first")
    return pl.DataFrame({"id": wanted}).join(known, on="id", how="left", maintain_order="left")["at"]


def _some(frame: pl.DataFrame, columns: Sequence[str] | None) -> pl.DataFrame:
    return frame if columns is None else frame.select(columns)


@dataclass(frozen=True, slots=True)
class Numbers:
    """Tellings as numbers, not weighed: of `rows` (with COMPARED) any part may be cut.

    `pairs`: of a telling (`at`) each two states, `one` and `other`, between which it stands, as `part` "IRN-RUS".
    """

    rows: pl.DataFrame
    pairs: pl.DataFrame
    words: Words

    def only(self, kept: Kept) -> "Numbers":
        """Those that are kept, by their numbers."""
        rows, pairs = (f.filter(pl.Series(kept[f["at"].to_numpy()])) for f in (self.rows, self.pairs))
        return Numbers(rows, pairs, self.words)


@dataclass(frozen=True, slots=True)
class Told:
    """A board: its `rows`, the `pairs` between which they stand, and where their words are read."""

    rows: pl.DataFrame
    pairs: pl.DataFrame
    words: Words

    def read(self, at: pl.Series, columns: Sequence[str] | None = None) -> pl.DataFrame:
        """What these tellings tell, by their numbers, in this order."""
        return read(self.words, at, columns)


def told_of(numbers: Numbers, choose: Callable[[Numbers], pl.Series] | None = None) -> Told:
    """The board of these tellings; `choose`: which of the rows are on the subject."""
    alone = pl.col("thing").is_not_null() & (pl.len().over("thing") == 1)
    rows, pairs = numbers.rows.with_columns(alone=alone), numbers.pairs
    if choose is not None:
        rows = rows.filter(choose(numbers))
        pairs = pairs.join(rows.select("at"), on="at", how="semi")
    starts = first_of(rows["line"].to_numpy())
    own = np.logical_and.reduceat(rows["own_word"].to_numpy(), starts) if len(starts) else np.zeros(0, dtype=bool)
    line_own = pl.Series(np.repeat(own, np.diff(np.append(starts, rows.height))), dtype=pl.Boolean)
    return Told(weighed(rows).with_columns(line_own=line_own).drop(*COMPARED, "voices"), pairs, numbers.words)


def numbers_of(acts: pl.DataFrame, things: pl.DataFrame, words: Words | None = None) -> Numbers:
    """The numbers of tellings of acts and standing things; `words`: where these are read, if not in the frames.

    `thing` of the latter, if there: what each tells of; what is `contested` only by others of it holds where they are.
    """
    first = _plain(acts, act=True)
    most = first["line"].max()
    second = _plain(things, act=False).with_columns(pl.col("line") + (most if isinstance(most, int) else 0))
    both = pl.concat([first, second]).with_row_index("at")
    place = pl.concat_str(pl.col("published").fill_null("~"), "report", pl.col("start").str.zfill(9), separator=" ")
    rows = (
        both.with_columns(
            pl.col("voice", "newest", "matter").rank("dense"),
            *(_enum(both[c]) for c in FEW),
            earliest=place.rank("dense"),
        )
        .sort("line", "rank", "earliest", "id")
        .drop("published", "report", "start", "id")
    )
    return Numbers(rows, _pairs(acts, things), words or Frames(acts, things))


def _plain(frame: pl.DataFrame, *, act: bool) -> pl.DataFrame:
    """What is compared of the tellings of a frame, their lines numbered from 1."""
    parties = pl.col("states" if act else "who")
    day, last = pl.col("day").cast(pl.String), pl.col("last").cast(pl.String)
    month = day.str.slice(0, 7)
    sure = (
        (pl.col("counts_as") == FACT) & (day.str.len_chars() >= 7) & (month == pl.coalesce(last, day).str.slice(0, 7))
    )
    return frame.select(
        *(
            pl.col(c).cast(pl.String)
            for c in ("kind", "question", "status", "counts_as", "voice", "published", "report")
        ),
        pl.col("start").cast(pl.String).fill_null(""),
        "id",
        pl.col("quad", "rank").cast(pl.Int8),
        "own_word",
        act=pl.lit(act),
        line=pl.col("line").rank("dense"),
        newest=pl.coalesce(last, day, "published").fill_null(""),
        matter=pl.when(parties.list.len() > 1).then(
            pl.concat_str("kind", pl.lit(" ["), parties.list.join(", "), pl.lit("]"))
        ),
        month=pl.when(pl.lit(act) & sure).then(month),
        thing=pl.col("thing").cast(pl.UInt32) if "thing" in frame.columns else pl.lit(None, pl.UInt32),
    )


def _enum(column: pl.Series) -> pl.Series:
    """A column of few different words, which sort as they did."""
    return column.cast(pl.Enum(column.unique().drop_nulls().sort()))


# An act has a pair for each state on one side and each other state on the other; a lasting relation for each two of its
# states. Relations that are only claimed are told elsewhere.
def _pairs(acts: pl.DataFrame, things: pl.DataFrame) -> pl.DataFrame:
    sides = ("actor_states", "recipient_states")
    lasting = (pl.col("question") == "partnerships") & (pl.col("counts_as") != CLAIM)
    both = [acts.with_row_index("at").select("at", *sides)]
    both.append(things.with_row_index("at", acts.height).filter(lasting).select("at", *sides))
    told = pl.concat(both, how="vertical_relaxed").cast(dict.fromkeys(sides, pl.List(pl.String)))
    one, other = pl.min_horizontal(*sides), pl.max_horizontal(*sides)
    found = told.explode(sides[0]).explode(sides[1]).filter(pl.col(sides[0]) != pl.col(sides[1]))
    named = found.select("at", one=one, other=other).unique()
    known = named.select("one", "other").unique().with_columns(part=pl.concat_str("one", "other", separator="-"))
    placed = named.join(known, on=("one", "other")).sort("at", "part")
    return placed.with_columns(_enum(placed["part"]))

"""Tellings of the board -> lines of a brief, each with its tellings."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import polars as pl

from dragoman.analysis.acts import act_text
from dragoman.analysis.cited import telling
from dragoman.analysis.scope import Scope
from dragoman.analysis.standing import tie_text
from dragoman.analysis.tellings import ACTS_IN_FULL, TIES_IN_FULL
from dragoman.types import Line, Section

Row = Mapping[str, Any]
CAP = 8  # lines in a section, where it does not say otherwise
MOST_TELLINGS = 12  # of one line that are cited
AT_ONCE = 2000  # tellings that are read before they are asked for, where each reading costs


def lines_of(told: pl.DataFrame, order: Sequence[str] = ("weight",)) -> pl.DataFrame:
    """The lines of each `part` of some rows of the board, with what a line has of `order`, by which they are shown."""
    return told.group_by("part", "line").agg(pl.col(*order, "line_own").first()).sort("part", *order)


def shown(scope: Scope, told: pl.DataFrame, lines: pl.DataFrame, cap: int = CAP) -> dict[Any, list[Line]]:
    """The first lines of each part of some rows of the board, of `lines`, all that they have in the order shown."""
    first = lines.with_row_index("nth").filter(pl.int_range(pl.len()).over("part") < cap).select("part", "line", "nth")
    of_first = told.join(first, on=("part", "line")).sort("nth", "turn")
    counts = of_first.group_by("nth").agg(tellings=pl.len(), outlets=pl.col("voice").n_unique())
    firmest = of_first.filter(pl.int_range(pl.len()).over("nth") < MOST_TELLINGS)
    rows = firmest.join(counts, on="nth", maintain_order="left")
    parts: dict[Any, dict[int, list[Row]]] = {}
    for row in _rows(scope, rows):
        parts.setdefault(row["part"], {}).setdefault(row["line"], []).append(row)
    return {part: [_line(tellings, scope) for tellings in found.values()] for part, found in parts.items()}


def sizes(lines: pl.DataFrame) -> dict[Any, tuple[int, int]]:
    """Of each part: how many lines there are, how many of them rest on the word of a party alone."""
    counted = lines.group_by("part").agg(pl.len(), pl.col("line_own").sum())
    return {part: (size, own) for part, size, own in counted.iter_rows()}


def limited(section: Section, lines: Sequence[Line], size: int, command: str) -> Section:
    """The section with its lines, saying how many more there are and what lists them."""
    left = size - len(lines)
    return replace(section, lines=tuple(lines), more=left, command=command if left else None)


def whose_word(size: int, own: int) -> str:
    """A sentence on how many lines rest on the word of a party alone."""
    end = "on the word of one of the parties alone."
    if size == 1:
        return f"Its one line {'rests' if own else 'does not rest'} {end}"
    if own in (0, size):
        return f"{'None' if own == 0 else 'Each'} of the {size:,} lines rests {end}"
    return f"{own:,} of {size:,} lines {'rests' if own == 1 else 'rest'} {end}"


def _rows(scope: Scope, told: pl.DataFrame) -> Iterator[Row]:
    """What is known of these tellings; a day that the board left out stays out."""
    words = scope.board.read(told["at"])
    full = _in_full(words, scope)
    scope.read(words["report"])
    for number, row in zip(told.iter_rows(named=True), words.iter_rows(named=True), strict=True):
        contested = None if number["alone"] else row["contested"]
        days = {"date": row["day"], "date_to": row["last"]}
        yield {**full[row["id"]], **row, **number, **days, "contested": contested}


def _in_full(words: pl.DataFrame, scope: Scope) -> Mapping[str, Row]:
    """The fields of these acts and things, by id."""
    missing = words.select("id", "of", "lies_at").filter(~pl.col("id").is_in(list(scope.full)))
    if len(missing):
        wanted = missing if scope.full or scope.rows is not None else pl.concat([missing, _first(scope)]).unique()
        for of, rows in wanted.group_by("of"):
            scope.full.update({row["id"]: row for row in _whole(scope, str(of[0]), rows).iter_rows(named=True)})
    return scope.full


def _first(scope: Scope) -> pl.DataFrame:
    """The tellings of the lines that weigh most, which one section or the other will show: they are read at once."""
    told = scope.board.rows.filter(pl.col("turn") <= MOST_TELLINGS).sort("weight", "turn").head(AT_ONCE)
    return scope.board.read(told["at"], ("id", "of", "lies_at"))


def _whole(scope: Scope, of: str, wanted: pl.DataFrame) -> pl.DataFrame:
    acts = of == "act"
    if scope.rows is not None:
        return (scope.rows.acts if acts else scope.rows.ties).at(wanted["lies_at"])
    return scope.record.sql(ACTS_IN_FULL if acts else TIES_IN_FULL, {"ids": wanted["id"].to_list()})


def _line(rows: Sequence[Row], scope: Scope) -> Line:
    main = rows[0]
    return Line(
        text=act_text(main, scope.names) if main["of"] == "act" else tie_text(rows, scope.names),
        told_by=tuple(telling(row, scope) for row in _once(rows)),
        status=main["status"],
        counts_as=main["counts_as"],
        date=main["day"] or main["last"],
        parties=tuple(main["who"]),
        outlets=main["outlets"],
        remark=main["contested"],
        more=main["tellings"] - len(rows),
    )


def _once(rows: Sequence[Row]) -> Iterator[Row]:
    """One row for each sentence of a report."""
    kept: set[tuple[str, int]] = set()
    for row in rows:
        if (place := (row["report"], row["start"])) not in kept:
            kept.add(place)
            yield row

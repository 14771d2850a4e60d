"""What pairs of states do with each other and to each other, and how firmly it is told."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import polars as pl

from dragoman.analysis.lines import limited, lines_of, shown, sizes, whose_word
from dragoman.analysis.names import state_name
from dragoman.analysis.scope import Scope
from dragoman.analysis.wording import counted, firmness_told, load_wording
from dragoman.types import Count, Line, Section

PAIRS_CAP, LINES_CAP, BARS_CAP = 8, 6, 12
FIGURED = ("act", "counts_as", "quad")
NOTE = (
    "A pair stands here if a report tells that one state, or somebody who belongs to it, acts towards the other. "
    "Several reports of one act count once; an act of many states counts for each pair of them."
)


def partnerships(scope: Scope) -> Section:
    """The section on pairs of states, the pair of which most is told first."""
    told = _paired(scope)
    pairs = _busiest(told)
    if not pairs:
        return Section("partnerships", "Pairs of states")
    first = list(pairs)[:PAIRS_CAP]
    told = told.filter(pl.col("part").is_in(first))
    found = lines_of(told)
    lines, size = shown(scope, told, found, LINES_CAP), sizes(found)
    figures: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in told.group_by("part", *FIGURED).agg(number=pl.col("line").n_unique()).iter_rows(named=True):
        figures[row["part"]].append(row)
    parts = tuple(_pair(scope, pairs[p], lines[p], size[p], figures[p]) for p in first)
    bars = tuple(Count(_title(pair), pair["acts"]) for pair in list(pairs.values())[:BARS_CAP])
    note = f"{NOTE} {_left_out(len(pairs) - len(parts))}".strip()
    return Section("partnerships", "Pairs of states", note=note, parts=parts, counts=bars)


def _paired(scope: Scope) -> pl.DataFrame:
    """The rows of the board for each pair between which they stand (`part`), of the states that the brief is on."""
    pairs = scope.board.pairs
    for home in scope.homes:
        pairs = pairs.filter((pl.col("one") == home) | (pl.col("other") == home))
    return scope.board.rows.join(pairs, on="at")


def _busiest(told: pl.DataFrame) -> dict[str, Mapping[str, Any]]:
    """Every pair with how many acts are told of it, the most first."""
    acts = told.filter("act").group_by("part").agg(pl.col("one", "other").first(), acts=pl.col("line").n_unique())
    ordered = acts.sort(["acts", "part"], descending=[True, False])
    return {row["part"]: row for row in ordered.iter_rows(named=True)}


def _left_out(pairs: int) -> str:
    verb = "is" if pairs == 1 else "are"
    return f"{counted(pairs, 'further pair')} of which less is told {verb} left out." if pairs else ""


def _pair(
    scope: Scope,
    pair: Mapping[str, str],
    lines: list[Line],
    size: tuple[int, int],
    figures: list[Mapping[str, Any]],
) -> Section:
    kinds, firmness, quads = (_summed(figures, column) for column in FIGURED)
    relations = f" and {counted(kinds[False], 'lasting relation')}" if kinds[False] else ""
    note = f"{counted(kinds[True], 'act')}{relations} told: {firmness_told(firmness)}. {whose_word(*size)}"
    counts = tuple(Count(words, quads[quad]) for quad, words in load_wording().quads.items() if quads.get(quad))
    section = Section(pair["part"].lower(), _title(pair), note=note, counts=counts)
    return limited(section, lines, size[0], scope.command("events", actor=pair["one"], with_=pair["other"]))


def _summed(figures: list[Mapping[str, Any]], column: str) -> dict[Any, int]:
    numbers: dict[Any, int] = defaultdict(int)
    for row in figures:
        numbers[row[column]] += row["number"]
    return numbers


def _title(pair: Mapping[str, str]) -> str:
    return f"{state_name(pair['one'])} – {state_name(pair['other'])}"

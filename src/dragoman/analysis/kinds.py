"""Sections about standing things: one part for each kind of tie that answers the question."""

import polars as pl

from dragoman.analysis.lines import limited, lines_of, shown, sizes, whose_word
from dragoman.analysis.scope import Scope
from dragoman.analysis.told import CLAIM
from dragoman.analysis.wording import in_words
from dragoman.ontology.ontology import load_ontology
from dragoman.types import Count, Line, Section


def kinds_section(scope: Scope, name: str, title: str, note: str) -> Section:
    """The section that tells the standing things whose kinds name this question."""
    told = scope.board.rows.filter(pl.col("question") == name, pl.col("counts_as") != CLAIM)
    told = told.with_columns(part=pl.col("kind").cast(pl.String))
    found = lines_of(told)
    lines, size = shown(scope, told, found), sizes(found)
    counts = _statuses(told)
    parts = [_part(scope, kind, shown_, size[kind][0], counts[kind]) for kind, shown_ in lines.items()]
    if not parts:
        return Section(name, title)
    whole = f"{note} {whose_word(sum(s for s, _ in size.values()), sum(own for _, own in size.values()))}"
    if len(parts) == 1:
        only = parts[0]
        return Section(name, title, only.lines, whole, counts=only.counts, more=only.more, command=only.command)
    return Section(name, title, note=whole, parts=tuple(parts))


def _statuses(told: pl.DataFrame) -> dict[str, list[Count]]:
    """Of each part how many lines have which status, that of the first line first."""
    counted = told.filter(pl.col("turn") == 1).group_by("part", "status").agg(pl.len(), pl.col("weight").min())
    counts: dict[str, list[Count]] = {}
    for part, status, number, _ in counted.sort("part", "weight").iter_rows():
        counts.setdefault(part, []).append(Count(in_words(status), number))
    return counts


def _part(scope: Scope, kind: str, lines: list[Line], size: int, counts: list[Count]) -> Section:
    brief = load_ontology().ties[kind].brief
    plural = brief.get("things", f"{brief['thing']}s")
    section = Section(kind, plural.capitalize(), counts=tuple(counts))
    return limited(section, lines, size, scope.command("ties", type=kind))

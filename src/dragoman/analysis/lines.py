"""Rows that tell the same -> lines of a brief, each with every telling and its paragraph."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import polars as pl

from dragoman.analysis.acts import act_text
from dragoman.analysis.scope import Scope
from dragoman.analysis.standing import tie_text
from dragoman.types import Evidence, Line, Section, Telling

Row = Mapping[str, Any]
CAP = 8


def act_lines(frame: pl.DataFrame, scope: Scope) -> list[Line]:
    """Lines for rows of `lined`, in the order in which each line first comes."""
    return _lines(frame, scope, lambda rows: act_text(rows[0], scope.names))


def tie_lines(frame: pl.DataFrame, scope: Scope) -> list[Line]:
    """Lines for rows of `tied_lined`, in the order in which each line first comes."""
    return _lines(frame, scope, lambda rows: tie_text(rows, scope.names))


def by_weight(lines: Iterable[Line]) -> list[Line]:
    """Facts first, those that most outlets tell in their own words before others, then the newest."""
    ranks = {"fact": 0, "refuted": 1, "intention": 2, "possibility": 3}
    newest = sorted(lines, key=lambda line: line.date or line.told_by[0].published or "", reverse=True)
    return sorted(newest, key=lambda line: (ranks.get(line.counts_as or "", len(ranks)), -line.outlets))


def capped(section: Section, lines: Sequence[Line], command: str, cap: int = CAP) -> Section:
    """The section with the first lines, saying how many more there are and what lists them."""
    left = max(0, len(lines) - cap)
    return replace(section, lines=tuple(lines[:cap]), more=left, command=command if left else None)


def _lines(frame: pl.DataFrame, scope: Scope, say: Callable[[Sequence[Row]], str]) -> list[Line]:
    groups: dict[str, list[Row]] = {}
    for row in frame.iter_rows(named=True):
        groups.setdefault(row["line"], []).append(row)
    return [_line(sorted(rows, key=_first), scope, say) for rows in groups.values()]


def _first(row: Row) -> tuple[Any, ...]:
    """The firmest telling goes first, then the earliest; a report without a date goes last."""
    return row["rank"], row["published"] is None, row["published"] or "", row["report"], row["start"]


def _line(rows: Sequence[Row], scope: Scope, say: Callable[[Sequence[Row]], str]) -> Line:
    main = rows[0]
    told = partial(telling, scope=scope)
    return Line(
        text=say(rows),
        told_by=tuple(told(r) for r in _once(rows)),
        status=main["status"],
        counts_as=main["counts_as"],
        date=main["date"] or main["date_to"],
        parties=tuple(main["who"]),
        outlets=len({row["voice"] for row in rows}),
    )


def _once(rows: Iterable[Row]) -> Iterator[Row]:
    """One row for each sentence of a report."""
    kept: set[tuple[str, int]] = set()
    for row in rows:
        if (place := (row["report"], row["start"])) not in kept:
            kept.add(place)
            yield row


def telling(row: Row, scope: Scope) -> Telling:
    """The telling of a row with `sentence`, `start` and `end`, and the rest of its paragraph."""
    evidence = Evidence(row["report"], row["start"], row["end"], row["sentence"])
    before, after = paragraph_around(scope.text(row["report"]), evidence)
    return Telling(
        evidence=evidence,
        speaker=scope.names.one(row["source"]) if row["source"] else None,
        via=tuple(scope.names.each(row["via"])),
        outlet=row["outlet"],
        published=row["published"],
        title=row["title"],
        url=row["url"],
        before=before,
        after=after,
        note=(row.get("stage") or "").replace("_", " ") or None,
    )


def paragraph_around(text: str, evidence: Evidence) -> tuple[str, str]:
    """What stands before and after the words in their paragraph; paragraphs end at a line break."""
    begin = text.rfind("\n", 0, evidence.start) + 1
    finish = text.find("\n", evidence.end)
    return text[begin : evidence.start], text[evidence.end : finish if finish >= 0 else len(text)]


def one_by_one(frame: pl.DataFrame, column: str) -> Iterator[tuple[str, pl.DataFrame]]:
    """The rows of each value of a column, in the order in which the values first come."""
    for value, part in frame.group_by(column, maintain_order=True):
        yield str(value[0]), part

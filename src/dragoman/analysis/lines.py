"""Rows that tell the same -> lines of a brief, each with every telling and its paragraph."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import polars as pl

from dragoman.analysis.acts import act_text
from dragoman.analysis.names import Names
from dragoman.analysis.scope import Scope
from dragoman.analysis.standing import tie_text
from dragoman.types import Evidence, Line, Section, Telling

Row = Mapping[str, Any]
CAP = 8
BLANK, LINE_BREAK = re.compile(r"\n[^\S\n]*\n"), re.compile(r"\n")


@dataclass(frozen=True, slots=True)
class Draft:
    """The rows that become one line, the firmest and earliest telling first; only lines that are shown are written."""

    rows: tuple[Row, ...]
    say: Callable[[Sequence[Row], Names], str]

    @property
    def main(self) -> Row:
        """The row to go by."""
        return self.rows[0]

    @property
    def outlets(self) -> int:
        """How many outlets tell it in words of their own."""
        return len({row["voice"] for row in self.rows})

    @property
    def newest(self) -> str:
        """When it happened or, where that is not told, when it was reported."""
        return max(row["date_to"] or row["date"] or row["published"] or "" for row in self.rows)

    def line(self, scope: Scope) -> Line:
        """The line, with its tellings and their paragraphs."""
        main = self.main
        return Line(
            text=self.say(self.rows, scope.names),
            told_by=tuple(telling(row, scope) for row in _once(self.rows)),
            status=main["status"],
            counts_as=main["counts_as"],
            date=main["date"] or main["date_to"],
            parties=tuple(main["who"]),
            outlets=self.outlets,
        )


def act_drafts(frame: pl.DataFrame) -> list[Draft]:
    """Drafts for rows of `lined`, in the order in which each line first comes."""
    return _drafts(frame, lambda rows, names: act_text(rows[0], names))


def tie_drafts(frame: pl.DataFrame) -> list[Draft]:
    """Drafts for rows of `tied_lined`, in the order in which each line first comes."""
    return _drafts(frame, tie_text)


def by_weight(drafts: Iterable[Draft]) -> list[Draft]:
    """Facts first, those that most outlets tell in their own words before others, then the newest."""
    newest = sorted(drafts, key=lambda d: d.newest, reverse=True)
    return sorted(newest, key=lambda d: (d.main["rank"], -d.outlets))


def capped(section: Section, drafts: Sequence[Draft], scope: Scope, command: str, cap: int = CAP) -> Section:
    """The section with the first lines, saying how many more there are and what lists them."""
    left = max(0, len(drafts) - cap)
    lines = tuple(draft.line(scope) for draft in drafts[:cap])
    return replace(section, lines=lines, more=left, command=command if left else None)


def _drafts(frame: pl.DataFrame, say: Callable[[Sequence[Row], Names], str]) -> list[Draft]:
    groups: dict[str, list[Row]] = {}
    for row in frame.iter_rows(named=True):
        groups.setdefault(row["line"], []).append(row)
    return [Draft(tuple(sorted(rows, key=_first)), say) for rows in groups.values()]


def _first(row: Row) -> tuple[Any, ...]:
    """The firmest telling goes first, then the earliest; a report without a date goes last."""
    return row["rank"], row["published"] is None, row["published"] or "", row["report"], row["start"]


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
    """What stands before and after the words in their paragraph.

    Paragraphs end at an empty line or, in a text without empty lines, at a line break.
    """
    between = BLANK if BLANK.search(text) else LINE_BREAK
    begin = max((m.end() for m in between.finditer(text, 0, evidence.start)), default=0)
    found = between.search(text, evidence.end)
    return text[begin : evidence.start], text[evidence.end : found.start() if found else len(text)]


def one_by_one(frame: pl.DataFrame, column: str) -> Iterator[tuple[str, pl.DataFrame]]:
    """The rows of each value of a column, in the order in which the values first come."""
    for value, part in frame.group_by(column, maintain_order=True):
        yield str(value[0]), part

"""What was promised or planned for a day, and what later reports tell of it: the ledger (ledger.py), as a section."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import polars as pl

from dragoman.analysis.days import written
from dragoman.analysis.ledger import OUTCOMES, newest_day
from dragoman.analysis.lines import limited, lines_of, shown
from dragoman.analysis.scope import Scope
from dragoman.analysis.wording import counted, listed
from dragoman.types import Count, Line, Section

LINES_CAP = 16
# What a reader must act on first.
ORDER = ("overdue", "broken", "late", "open", "kept", "unknowable")
NOTE = (
    "Plans, wishes and promises that name a day or a deadline, and what later reports tell of them. Days are counted "
    "to the newest report in the record, not to today; overdue says that no later report tells what became of a "
    "promise, not that nothing did."
)


def promises(scope: Scope) -> Section:
    """The section on promises, those that ask for attention first; within an outcome the earliest day first."""
    section = Section("promises", "Promises and plans with a date")
    found = _in_order(scope.promises().filter(pl.col("due").is_not_null()))
    if found.is_empty():
        return section
    promised = _placed(scope, found)
    if promised.is_empty():
        return section
    rows = scope.board.rows.join(promised.select("line", "rank"), on="line").with_columns(part=pl.lit("all"))
    lines = shown(scope, rows, lines_of(rows, ("rank",)), LINES_CAP)["all"]
    first = found[promised["rank"].head(LINES_CAP)].iter_rows(named=True)
    told = [_judged(line, promise) for line, promise in zip(lines, first, strict=True)]
    numbers = {o: found.filter(found["outcome"] == o).height for o in OUTCOMES}
    counts = tuple(Count(o, numbers[o]) for o in ORDER if numbers[o])
    newest = newest_day(scope.record)
    until = f" The newest report is of {written(newest)}." if newest else ""
    came = listed([f"{c.number:,} {c.name}" for c in counts])
    whole = replace(section, note=f"{NOTE}{until} {counted(found.height, 'promise')}: {came}.", counts=counts)
    return limited(whole, told, promised.height, scope.command("promises"))


def _placed(scope: Scope, promised: pl.DataFrame) -> pl.DataFrame:
    """The lines that tell some promises, each with the `rank` of the first of them, in their order."""
    ranks = pl.DataFrame({"at": scope.board.words.numbered(promised["id"])}).with_row_index("rank").drop_nulls("at")
    lines = scope.board.rows.select("at", "line").join(ranks, on="at")
    return lines.group_by("line").agg(pl.col("rank").min()).sort("rank")


def _in_order(promised: pl.DataFrame) -> pl.DataFrame:
    rank = pl.col("outcome").replace_strict(list(ORDER), range(len(ORDER)), return_dtype=pl.Int64)
    return promised.sort(rank, "due", "id", maintain_order=True)


def _judged(line: Line, promise: Mapping[str, Any]) -> Line:
    """The line with the outcome of its promise: "overdue: due May 2023, said 4 March 2022; no report ..."."""
    said = f", said {written(promise['said'])}" if promise["said"] else ""
    due = promise["later_dues"][-1] if promise["later_dues"] else promise["due"]
    remark = f"{promise['outcome']}: due {written(promise['due'])}{said}; {promise['because']}"
    return replace(line, date=due, remark=remark)

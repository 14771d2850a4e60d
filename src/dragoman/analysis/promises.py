"""What was promised or planned for a day, and what later reports tell of it: the ledger (ledger.py), as a section."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import polars as pl

from dragoman.analysis.days import written
from dragoman.analysis.ledger import OUTCOMES, newest_day
from dragoman.analysis.lines import limited, shown
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
# The lines of the promises, each at the place of its first promise.
TOLD = """
WITH promised AS (SELECT unnest($ids::VARCHAR[]) AS id, unnest(range(len($ids::VARCHAR[]))) AS nth),
placed AS (SELECT t.line, min(p.nth) AS nth FROM promised p JOIN telling t USING (id) GROUP BY t.line)
SELECT t.*, 'all' AS part, l.nth FROM placed l JOIN telling t USING (line)
"""
PLACES = f"SELECT DISTINCT nth FROM ({TOLD}) ORDER BY nth"


def promises(scope: Scope) -> Section:
    """The section on promises, those that ask for attention first; within an outcome the earliest day first."""
    section = Section("promises", "Promises and plans with a date")
    found = _in_order(scope.promises().filter(pl.col("due").is_not_null()))
    if found.is_empty():
        return section
    ids = found["id"].to_list()
    places = scope.ask(PLACES, ids=ids)["nth"].to_list()
    if not places:
        return section
    promised = found.to_dicts()
    lines = shown(scope, TOLD, LINES_CAP, "nth", ids=ids)["all"]
    told = [_judged(line, promised[place]) for line, place in zip(lines, places, strict=False)]
    numbers = {o: found.filter(found["outcome"] == o).height for o in OUTCOMES}
    counts = tuple(Count(o, numbers[o]) for o in ORDER if numbers[o])
    newest = newest_day(scope.record)
    until = f" The newest report is of {written(newest)}." if newest else ""
    came = listed([f"{c.number:,} {c.name}" for c in counts])
    whole = replace(section, note=f"{NOTE}{until} {counted(found.height, 'promise')}: {came}.", counts=counts)
    return limited(whole, told, len(places), scope.command("promises"))


def _in_order(promised: pl.DataFrame) -> pl.DataFrame:
    rank = pl.col("outcome").replace_strict(list(ORDER), range(len(ORDER)), return_dtype=pl.Int64)
    return promised.sort(rank, "due", "id", maintain_order=True)


def _judged(line: Line, promise: Mapping[str, Any]) -> Line:
    """The line with the outcome of its promise: "overdue: due May 2023, said 4 March 2022; no report ..."."""
    said = f", said {written(promise['said'])}" if promise["said"] else ""
    due = promise["later_dues"][-1] if promise["later_dues"] else promise["due"]
    remark = f"{promise['outcome']}: due {written(promise['due'])}{said}; {promise['because']}"
    return replace(line, date=due, remark=remark)

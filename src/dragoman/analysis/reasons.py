"""Why a promise has its outcome, as a sentence."""

from collections.abc import Iterator

from dragoman.analysis.days import day_of, period, written
from dragoman.analysis.promise import Promise
from dragoman.analysis.wording import counted, listed


def reason(row: Promise, end: int | None) -> str:
    """The reason for the outcome of a row of the ledger; `end`: the day from which is counted."""
    return "; ".join((*_outcome(row, end), *_besides(row)))


def _outcome(row: Promise, end: int | None) -> Iterator[str]:
    due = row["due_day"]
    if row["done_origins"]:
        yield f"told as done{_when(row)} by {counted(row['done_origins'], 'origin')}"
        yield {
            "kept": "no day had been named" if due is None else "by the day that was named",
            "late": f"the day named was {_written(due)}",
            "unknowable": f"which leaves open whether by {_written(due)}",
        }[row["outcome"]]
    elif row["outcome"] == "broken":
        origins = counted(row["refuted_origins"] or 0, "origin")
        yield f"told as denied or not happened by {origins}{_on(row['refuted_day'])}"
    elif row["outcome"] == "overdue":
        yield f"no report up to {_written(end)} tells what became of it"
    elif due is None:
        yield "no day was named"
    else:
        yield (
            "the day named has not come"
            if end is None or due >= end
            else "the day to which it was put off has not come"
        )


def _when(row: Promise) -> str:
    """When it was done, as far as reports tell."""
    low, high = row["low"], row["high"]
    if low is None or high is None:
        return ""
    if not row["is_dated"]:
        return f" in a report of {_written(high)} without a day of its own"
    told = period(day_of(low).isoformat(), day_of(high).isoformat())
    return f" {told}"


def _besides(row: Promise) -> Iterator[str]:
    if row["done_origins"] and row["refuted_origins"]:
        yield f"denied by {counted(row['refuted_origins'], 'origin')}"
    if row.get("last_word") and not row["done_origins"]:
        yield f"last told as {row['last_word']}, said {written(row['last_word_said'] or '')}"
    if row["later_dues"]:
        yield f"put off to {listed([written(d) for d in row['later_dues']])}"


def _on(day: int | None) -> str:
    return "" if day is None else f", first in a report of {_written(day)}"


def _written(day: int | None) -> str:
    return "a day that is not known" if day is None else written(day_of(day).isoformat())

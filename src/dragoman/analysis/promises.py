"""What was promised or planned for a day: who said so, when, and whether the day has passed in this record."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import polars as pl

from dragoman.analysis.days import last_day, written
from dragoman.analysis.lines import Draft, act_drafts, capped, tie_drafts
from dragoman.analysis.scope import Scope
from dragoman.analysis.tellings import EVENTS_TOLD, TIES_TOLD
from dragoman.analysis.wording import counted
from dragoman.types import Line, Section

LINES_CAP = 16
NOTE = (
    "Plans, wishes and promises that name a day or a deadline after the day of their report. Whether a day has passed "
    "is counted from the newest report in the record, not from today; that a day has passed does not tell whether "
    "the promise was kept."
)
# A deadline makes a promise of any act; a date only of an act that is planned or wanted.
DUE_ACTS = """
SELECT *, coalesce(deadline_to, deadline_from, date_to, "date") AS due FROM lined
WHERE (counts_as = 'intention' AND coalesce(date_to, "date") IS NOT NULL)
OR coalesce(deadline_to, deadline_from) IS NOT NULL
ORDER BY line, id
"""
DUE_TIES = """
SELECT *, coalesce(date_to, "date") AS due FROM tied_lined
WHERE counts_as = 'intention' AND coalesce(date_to, "date") IS NOT NULL
ORDER BY line, id
"""
NEWEST = "SELECT max(published) AS newest FROM report"
# Whether any report of a later day tells an act or a standing thing of all these parties.
LATER = """
SELECT 1 AS found FROM (
    SELECT m.report, list(p.actor) AS who
    FROM mention m JOIN mention_party p ON p.mention = m.id GROUP BY m.id, m.report
    UNION ALL
    SELECT t.report, list(p.actor) FROM tie t JOIN tie_party p ON p.tie = t.id GROUP BY t.id, t.report
) told
JOIN report r ON r.id = told.report
WHERE r.published > $due AND list_has_all(told.who, $who::VARCHAR[])
LIMIT 1
"""


def promises(scope: Scope) -> Section:
    """The section on promises, the earliest day first."""
    newest = scope.record.sql(NEWEST)["newest"].item()
    acts, ties = scope.ask(EVENTS_TOLD, DUE_ACTS), scope.ask(TIES_TOLD, DUE_TIES)
    things = tie_drafts(_ahead(ties))
    made = sorted([*_besides(act_drafts(_ahead(acts)), things), *things], key=_due)
    section = Section("promises", "Promises and plans with a date", note=_note(made, newest) if made else None)
    shown = capped(section, made, scope, scope.command("events", status="planned"), LINES_CAP)
    remarked = (_remarked(scope, line, _due(d), newest) for line, d in zip(shown.lines, made, strict=False))
    return replace(shown, lines=tuple(remarked))


def _besides(acts: Sequence[Draft], things: Sequence[Draft]) -> list[Draft]:
    """The acts that do not only tell what a thing of the same sentence and day tells already: a summit is planned."""
    told = {(row["report"], row["start"], row["due"]) for thing in things for row in thing.rows}
    return [a for a in acts if not all((row["report"], row["start"], row["due"]) in told for row in a.rows)]


def _due(draft: Draft) -> str:
    return str(draft.main["due"])


def _ahead(frame: pl.DataFrame) -> pl.DataFrame:
    """Those whose day lies after the day of their report; a report without a day cannot tell."""
    kept = [_is_ahead(row) for row in frame.iter_rows(named=True)]
    return frame.filter(pl.Series(kept, dtype=pl.Boolean))


def _is_ahead(row: Mapping[str, Any]) -> bool:
    return row["published"] is not None and last_day(row["due"]) > last_day(row["published"])


def _note(made: Sequence[Draft], newest: str) -> str:
    passed = sum(_has_passed(_due(d), newest) for d in made)
    had = f"by then {counted(passed, 'day')} of {len(made)} had passed"
    return f"{NOTE} The newest report is of {written(newest)}; {had}."


def _has_passed(due: str, newest: str) -> bool:
    """Whether a day lies before the newest report, whatever day of its month or year is meant."""
    return last_day(due) < newest


def _remarked(scope: Scope, line: Line, due: str, newest: str) -> Line:
    said = line.told_by[0].published
    when = f"due {written(due)}, said {written(said)}" if said else f"due {written(due)}"
    if not _has_passed(due, newest):
        return replace(line, date=due, remark=f"not yet due: {when}")
    later = scope.record.sql(LATER, {"due": last_day(due), "who": list(line.parties)})
    silent = (
        "" if len(later) or not line.parties else "; no report after that day tells anything of these parties together"
    )
    return replace(line, date=due, remark=f"passed: {when}{silent}")

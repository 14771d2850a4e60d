"""What was promised or planned for a day: who said so, when, and whether the day has passed in this record."""

from dataclasses import replace

from dragoman.analysis.days import last_day, written
from dragoman.analysis.lines import limited, shown, sizes
from dragoman.analysis.scope import Scope
from dragoman.analysis.wording import counted
from dragoman.types import Line, Section

LINES_CAP = 16
SILENCE = "no report after that day tells anything of these parties together"
NOTE = (
    "Plans, wishes and promises that name a day or a deadline after the day of their report. Whether a day has passed "
    "is counted from the newest report in the record, not from today; that a day has passed does not tell whether "
    "the promise was kept."
)
# A deadline makes a promise of any act; a date only of what is planned or wanted. Days compare by the last day that
# they may mean. An act that only tells what a thing of the same sentence and day tells (a summit is planned) is out.
DUE = """
WITH dated AS (
    SELECT *, CASE length(due) WHEN 4 THEN due || '-12-31' WHEN 7 THEN last_day((due || '-01')::DATE)::VARCHAR
            ELSE due END AS ends,
        CASE length(published) WHEN 4 THEN published || '-12-31'
            WHEN 7 THEN last_day((published || '-01')::DATE)::VARCHAR ELSE published END AS said
    FROM telling WHERE deadline IS NOT NULL OR counts_as = 'intention' AND due IS NOT NULL
),
ahead AS (SELECT * FROM dated WHERE ends > said),
things AS (SELECT DISTINCT report, start, due FROM ahead WHERE of = 'thing')
SELECT a.*, 'all' AS part, min(ends) OVER one AS first_end, arg_max(ends, published) OVER one AS last_end
FROM ahead a LEFT JOIN things t USING (report, start, due)
WHERE a.of = 'thing' OR t.report IS NULL
WINDOW one AS (PARTITION BY line)
"""
PASSED = f"SELECT count(DISTINCT line) AS number FROM ({DUE}) WHERE last_end < $newest"
NEWEST = "SELECT max(published) AS newest FROM report"
# Of which promises a report of a later day tells an act or a standing thing of all their parties.
LATER = """
WITH promised AS (
    SELECT unnest(range(len($days))) AS number, unnest($days) AS day, unnest($parties::VARCHAR[][]) AS who
),
told AS (
    SELECT report, list(actor) AS who FROM mention m JOIN mention_party p ON p.mention = m.id GROUP BY m.id, report
    UNION ALL
    SELECT report, list(actor) FROM tie t JOIN tie_party p ON p.tie = t.id GROUP BY t.id, report
)
SELECT DISTINCT p.number FROM promised p JOIN report r ON r.published > p.day JOIN told t ON t.report = r.id
WHERE list_has_all(t.who, p.who)
"""


def promises(scope: Scope) -> Section:
    """The section on promises, the earliest day first."""
    section = Section("promises", "Promises and plans with a date")
    size = sizes(scope, DUE).get("all", (0, 0))[0]
    if not size:
        return section
    newest = str(scope.record.sql(NEWEST)["newest"].item())
    passed = scope.ask(PASSED, newest=newest)["number"].item()
    had = f"by then {counted(passed, 'day')} of {size} had passed"
    note = f"{NOTE} The newest report is of {written(newest)}; {had}."
    lines = shown(scope, DUE, LINES_CAP, "first_end, weight")["all"]
    heard = _heard_of(scope, lines)
    lines = [_remarked(line, newest, heard=number in heard) for number, line in enumerate(lines)]
    return limited(replace(section, note=note), lines, size, scope.command("events", status="planned"))


def _dues(line: Line) -> list[tuple[str, str | None]]:
    """(due, said) of a promise in the order in which it was made and put off."""
    told = sorted(line.told_by, key=lambda t: t.published or "")
    found: dict[str, str | None] = {}
    for telling in told:
        if telling.due is not None:
            found.setdefault(telling.due, telling.published)
    return list(found.items())


def _heard_of(scope: Scope, lines: list[Line]) -> set[int]:
    """The numbers of the promises whose parties a later report tells of; one without parties counts as heard of."""
    days, parties = [last_day(_dues(line)[-1][0]) for line in lines], [list(line.parties) for line in lines]
    found = scope.record.sql(LATER, {"days": days, "parties": parties})["number"].to_list()
    return {int(n) for n in found} | {n for n, line in enumerate(lines) if not line.parties}


def _remarked(line: Line, newest: str, *, heard: bool) -> Line:
    dues = _dues(line)
    due = dues[-1][0]
    said = "; then ".join(f"{written(d)}, said {written(s)}" if s else written(d) for d, s in dues)
    if last_day(due) >= newest:
        return replace(line, date=due, remark=f"not yet due: due {said}")
    return replace(line, date=due, remark=f"passed: due {said}" if heard else f"passed: due {said}; {SILENCE}")

"""What is denied or told as not happened, beside what other tellings say of the same parties and kind of act."""

from dataclasses import replace

from dragoman.analysis.lines import limited, shown, sizes
from dragoman.analysis.scope import Scope
from dragoman.analysis.wording import counted
from dragoman.types import Count, Line, Section

PARTS_CAP, LINES_CAP = 8, 6
AGAINST, NOTHING = "against other tellings", "nothing told against them"
NOTE = (
    "Beside each denial stands what the record tells of the same parties and the same kind of act or thing. They need "
    "not be about one and the same matter: read the words. Where nothing stands against a denial, none was told."
)
# Acts are held against each other by type and states, of which there must be two to tell them from others; things by
# kind and parties.
OPPOSED = """
WITH sorted AS (
    SELECT *, concat_ws(' ', kind, CASE WHEN of = 'act' THEN states ELSE who END) AS part,
        len(CASE WHEN of = 'act' THEN states ELSE who END) >= 2 AS told_apart
    FROM telling
),
opposed AS (
    SELECT part FROM sorted WHERE told_apart GROUP BY part
    HAVING bool_or(counts_as = 'refuted') AND bool_or(counts_as <> 'refuted')
)
"""
BESIDE = f"""
{OPPOSED},
first AS (SELECT part FROM sorted SEMI JOIN opposed USING (part) GROUP BY part
    ORDER BY min(weight), part LIMIT {PARTS_CAP})
SELECT * FROM sorted SEMI JOIN first USING (part)
"""
# A denied thing whose sentences also deny an act is told as the act.
ALONE = f"""
{OPPOSED},
denied AS (SELECT * FROM sorted ANTI JOIN opposed USING (part) WHERE counts_as = 'refuted'),
acts AS (SELECT DISTINCT report, start FROM denied WHERE of = 'act'),
told_too AS (
    SELECT line FROM denied d LEFT JOIN acts a USING (report, start) WHERE d.of = 'thing'
    GROUP BY line HAVING count(a.report) = count(*)
)
SELECT * REPLACE ('alone' AS part) FROM denied ANTI JOIN told_too USING (line)
"""
MANY = f"{OPPOSED} SELECT count(*) AS number FROM opposed"


def contradictions(scope: Scope) -> Section:
    """The section on denials, one part for those that stand against other tellings of the same parties and kind."""
    section = Section("contradictions", "Denials and contradictions")
    beside, size = shown(scope, BESIDE, LINES_CAP, "counts_as <> 'refuted', weight"), sizes(scope, BESIDE)
    opposed = [_part(scope, n, lines, size[key][0]) for n, (key, lines) in enumerate(beside.items(), 1)]
    many = scope.ask(MANY)["number"].item()
    alone = sizes(scope, ALONE).get("alone", (0, 0))[0]
    if not many and not alone:
        return section
    further = f" {counted(many - len(opposed), 'further contradiction')} left out." if many > len(opposed) else ""
    parts = (*opposed, *([_alone(scope, alone)] if alone else []))
    return replace(section, note=NOTE + further, parts=parts, counts=(Count(AGAINST, many), Count(NOTHING, alone)))


def _part(scope: Scope, number: int, lines: list[Line], size: int) -> Section:
    parties = scope.names.listed(lines[0].parties)
    section = Section(f"contradiction-{number}", parties or "Parties that are not named")
    return limited(section, lines, size, scope.command("events"))


def _alone(scope: Scope, size: int) -> Section:
    section = Section("denied-alone", "Denials with nothing told against them")
    return limited(section, shown(scope, ALONE)["alone"], size, scope.command("events", status="denied"))

"""What is denied or told as not happened, beside what other tellings say of the same parties and kind of act."""

from dragoman.analysis.lines import limited, shown, sizes
from dragoman.analysis.scope import Scope
from dragoman.types import Line, Section

PARTS_CAP, LINES_CAP = 8, 6
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
first AS (SELECT part FROM sorted SEMI JOIN opposed USING (part) GROUP BY part ORDER BY min(weight) LIMIT {PARTS_CAP})
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
    """The section on denials: those with something against them as parts, the others as lines."""
    beside, size = shown(scope, BESIDE, LINES_CAP, "counts_as <> 'refuted', weight"), sizes(scope, BESIDE)
    parts = tuple(_part(scope, n, lines, size[key][0]) for n, (key, lines) in enumerate(beside.items(), 1))
    alone = shown(scope, ALONE).get("alone", [])
    further = scope.ask(MANY)["number"].item() - len(parts)
    note = f"{NOTE} {further} further contradictions are left out." if further else NOTE
    section = Section(
        "contradictions", "Denials and contradictions", note=note if parts or alone else None, parts=parts
    )
    many = sizes(scope, ALONE).get("alone", (0, 0))[0]
    return limited(section, alone, many, scope.command("events", status="denied"))


def _part(scope: Scope, number: int, lines: list[Line], size: int) -> Section:
    parties = scope.names.listed(lines[0].parties)
    section = Section(f"contradiction-{number}", parties or "Parties that are not named")
    return limited(section, lines, size, scope.command("events"))

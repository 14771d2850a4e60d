"""What is denied or told as not happened, beside what other tellings say of the same parties and kind of act."""

from dragoman.analysis.lines import act_lines, by_weight, capped, one_by_one, tie_lines
from dragoman.analysis.scope import Scope
from dragoman.analysis.tellings import EVENTS_TOLD, TIES_TOLD
from dragoman.types import Line, Section

NOTE = (
    "Beside each denial stands what the record tells of the same parties and the same kind of act or thing. They need "
    "not be about one and the same matter: read the words. Where nothing stands against a denial, none was told."
)
# `against`: the key of a denial and of all that stands beside it; an act needs two states to be told apart from others.
OPPOSED_ACTS = """
SELECT *, type || ' ' || party_states::VARCHAR AS against FROM lined
WHERE (type, party_states) IN (SELECT (type, party_states) FROM lined WHERE counts_as = 'refuted')
AND (counts_as = 'refuted' OR len(party_states) >= 2)
ORDER BY against, line, id
"""
OPPOSED_TIES = """
SELECT *, kind || ' ' || who::VARCHAR AS against FROM tied_lined
WHERE (kind, who) IN (SELECT (kind, who) FROM tied_lined WHERE counts_as = 'refuted')
AND (counts_as = 'refuted' OR len(who) >= 2)
ORDER BY against, line, id
"""


def contradictions(scope: Scope) -> Section:
    """The section on denials: those with something against them first, then the others."""
    parts: list[Section] = []
    alone: list[Line] = []
    for lines in _groups(scope):
        denied = [line for line in lines if line.counts_as == "refuted"]
        beside = [line for line in lines if line.counts_as != "refuted"]
        if beside:
            parts.append(_part(scope, denied, by_weight(beside), len(parts)))
        else:
            alone += [line for line in denied if not _is_told(line, alone)]
    section = Section("contradictions", "Denials and contradictions", note=NOTE if parts or alone else None)
    rest = capped(section, by_weight(alone), scope.command("events", status="denied"))
    return Section(rest.name, rest.title, rest.lines, rest.note, tuple(parts), (), rest.more, rest.command)


def _groups(scope: Scope) -> list[list[Line]]:
    acts, ties = scope.ask(EVENTS_TOLD, OPPOSED_ACTS), scope.ask(TIES_TOLD, OPPOSED_TIES)
    groups = [act_lines(rows, scope) for _, rows in one_by_one(acts, "against")]
    return groups + [tie_lines(rows, scope) for _, rows in one_by_one(ties, "against")]


def _is_told(line: Line, lines: list[Line]) -> bool:
    """Whether the same sentence stands in a line already: an act and a thing may be told by one sentence."""
    told = {t.evidence for other in lines for t in other.told_by}
    return all(t.evidence in told for t in line.told_by)


def _part(scope: Scope, denied: list[Line], beside: list[Line], number: int) -> Section:
    parties = scope.names.listed(denied[0].parties)
    section = Section(f"contradiction-{number + 1}", parties or "Parties that are not named")
    return capped(section, [*denied, *beside], scope.command("events"), cap=6)

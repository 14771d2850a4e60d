"""What is denied or told as not happened, beside what other tellings say of the same parties and kind of act."""

from dragoman.analysis.lines import Draft, act_drafts, by_weight, capped, one_by_one, tie_drafts
from dragoman.analysis.scope import Scope
from dragoman.analysis.tellings import EVENTS_TOLD, TIES_TOLD
from dragoman.types import Section

LINES_CAP = 6
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
    alone: list[Draft] = []
    for drafts in _groups(scope):
        denied = [d for d in drafts if d.main["counts_as"] == "refuted"]
        beside = [d for d in drafts if d.main["counts_as"] != "refuted"]
        if beside:
            parts.append(_part(scope, denied, by_weight(beside), len(parts)))
        else:
            alone += [d for d in denied if not _is_told(d, alone)]
    section = Section("contradictions", "Denials and contradictions", note=NOTE if parts or alone else None)
    rest = capped(section, by_weight(alone), scope, scope.command("events", status="denied"))
    return Section(rest.name, rest.title, rest.lines, rest.note, tuple(parts), (), rest.more, rest.command)


def _groups(scope: Scope) -> list[list[Draft]]:
    acts, ties = scope.ask(EVENTS_TOLD, OPPOSED_ACTS), scope.ask(TIES_TOLD, OPPOSED_TIES)
    groups = [act_drafts(rows) for _, rows in one_by_one(acts, "against")]
    return groups + [tie_drafts(rows) for _, rows in one_by_one(ties, "against")]


def _is_told(draft: Draft, others: list[Draft]) -> bool:
    """Whether its sentences are cited already: an act and a thing may be told by one sentence."""
    told = {(row["report"], row["start"]) for other in others for row in other.rows}
    return all((row["report"], row["start"]) in told for row in draft.rows)


def _part(scope: Scope, denied: list[Draft], beside: list[Draft], number: int) -> Section:
    parties = scope.names.listed(denied[0].main["who"])
    section = Section(f"contradiction-{number + 1}", parties or "Parties that are not named")
    return capped(section, [*denied, *beside], scope, scope.command("events"), LINES_CAP)

"""Sections about standing things: one part for each kind of tie that answers the question."""

from dragoman.analysis.lines import limited, shown, sizes, whose_word
from dragoman.analysis.scope import Scope
from dragoman.ontology.ontology import load_ontology
from dragoman.types import Count, Line, Section

OF_QUESTION = "SELECT *, kind AS part FROM telling WHERE question = $question AND counts_as <> 'possibility'"
STATUSES = f"""
SELECT part, status, count(*) AS number, min(weight) AS first
FROM ({OF_QUESTION}) WHERE turn = 1 GROUP BY part, status ORDER BY part, first
"""


def kinds_section(scope: Scope, name: str, title: str, note: str) -> Section:
    """The section that tells the standing things whose kinds name this question."""
    lines = shown(scope, OF_QUESTION, question=name)
    size = sizes(scope, OF_QUESTION, question=name)
    counts: dict[str, list[Count]] = {}
    for row in scope.ask(STATUSES, question=name).iter_rows(named=True):
        counts.setdefault(row["part"], []).append(Count(row["status"].replace("_", " "), row["number"]))
    parts = [_part(scope, kind, told, size[kind][0], counts[kind]) for kind, told in lines.items()]
    if not parts:
        return Section(name, title)
    whole = f"{note} {whose_word(sum(s for s, _ in size.values()), sum(own for _, own in size.values()))}"
    if len(parts) == 1:
        only = parts[0]
        return Section(name, title, only.lines, whole, counts=only.counts, more=only.more, command=only.command)
    return Section(name, title, note=whole, parts=tuple(parts))


def _part(scope: Scope, kind: str, lines: list[Line], size: int, counts: list[Count]) -> Section:
    brief = load_ontology().ties[kind].brief
    plural = brief.get("things", f"{brief['thing']}s")
    section = Section(kind, plural.capitalize(), counts=tuple(counts))
    return limited(section, lines, size, scope.command("ties", type=kind))

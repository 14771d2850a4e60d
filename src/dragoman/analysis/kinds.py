"""Sections about standing things: one part for each kind of tie that answers the question."""

import polars as pl

from dragoman.analysis.lines import by_weight, capped, one_by_one, tie_drafts
from dragoman.analysis.scope import Scope
from dragoman.analysis.tellings import TIES_TOLD
from dragoman.analysis.wording import counted
from dragoman.ontology.ontology import load_ontology
from dragoman.types import Count, Section

OF_QUESTION = (
    "SELECT * FROM tied_lined WHERE question = $question AND counts_as <> 'possibility' ORDER BY kind, line, id"
)


def kinds_section(scope: Scope, name: str, title: str, note: str) -> Section:
    """The section that tells the standing things whose kinds name this question."""
    frame = scope.ask(TIES_TOLD, OF_QUESTION, question=name)
    parts = [_part(scope, kind, rows) for kind, rows in one_by_one(frame, "kind")]
    whole = Section(name, title, note=f"{note} {whose_word(frame)}".strip() if len(frame) else None)
    if len(parts) == 1:
        only = parts[0]
        return Section(name, title, only.lines, whole.note, counts=only.counts, more=only.more, command=only.command)
    return Section(name, title, note=whole.note, parts=tuple(parts))


def whose_word(frame: pl.DataFrame) -> str:
    """A sentence on how many lines rest on the word of a party alone."""
    lines = frame.unique("line")
    own = int(lines["own_word"].sum())
    verb = "rests" if own == 1 else "rest"
    return f"{own} of {counted(len(lines), 'line')} {verb} on the word of one of the parties alone."


def _part(scope: Scope, kind: str, rows: pl.DataFrame) -> Section:
    brief = load_ontology().ties[kind].brief
    plural = brief.get("things", f"{brief['thing']}s")
    drafts = by_weight(tie_drafts(rows))
    statuses = [d.main["status"] for d in drafts]
    counts = tuple(Count(s.replace("_", " "), statuses.count(s)) for s in dict.fromkeys(statuses))
    return capped(Section(kind, plural.capitalize(), counts=counts), drafts, scope, scope.command("ties", type=kind))

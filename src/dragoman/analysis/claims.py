"""What is only claimed: judgements on relations and leading roles that stand on somebody's word."""

from dragoman.analysis.kinds import whose_word
from dragoman.analysis.lines import by_weight, capped, tie_drafts
from dragoman.analysis.scope import Scope
from dragoman.analysis.tellings import TIES_TOLD
from dragoman.types import Section

CLAIMED = "SELECT * FROM tied_lined WHERE counts_as = 'possibility' OR question = 'claims' ORDER BY line, id"
NOTE = "These are judgements and interests in somebody's words, not facts; the record neither proves nor refutes them."


def claims(scope: Scope) -> Section:
    """The section on narrative claims."""
    frame = scope.ask(TIES_TOLD, CLAIMED)
    section = Section("claims", "Narrative claims", note=f"{NOTE} {whose_word(frame)}" if len(frame) else None)
    return capped(section, by_weight(tie_drafts(frame)), scope, scope.command("ties", status="claimed"))

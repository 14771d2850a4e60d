"""What is only claimed: judgements on relations and leading roles that stand on somebody's word."""

from dragoman.analysis.lines import limited, shown, sizes, whose_word
from dragoman.analysis.scope import Scope
from dragoman.types import Section

CLAIMED = """
SELECT *, 'all' AS part FROM telling WHERE of = 'thing' AND (counts_as = 'possibility' OR question = 'claims')
"""
NOTE = (
    "These are judgements and interests in somebody's words, not facts. `dragoman narrative` holds those that can be "
    "tested against the record."
)


def claims(scope: Scope) -> Section:
    """The section on narrative claims."""
    size, own = sizes(scope, CLAIMED).get("all", (0, 0))
    section = Section("claims", "Narrative claims", note=f"{NOTE} {whose_word(size, own)}" if size else None)
    lines = shown(scope, CLAIMED).get("all", [])
    return limited(section, lines, size, scope.command("ties", status="claimed"))

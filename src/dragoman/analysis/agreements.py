"""Which agreements are told, how far they have come, and who is bound by them."""

from dragoman.analysis.kinds import kinds_section
from dragoman.analysis.scope import Scope
from dragoman.types import Section

NOTE = (
    "Agreements of the same parties on the same subject stand in one line, with the stages that reports tell of. "
    "A stage that no report tells is not given, even where it must have come. Where reports contradict each other both "
    "stand, and the line says so; `dragoman history` lists every stage with its sentence."
)


def agreements(scope: Scope) -> Section:
    """The section on agreements."""
    return kinds_section(scope, "agreements", "Agreements", NOTE)

"""What connects states in space: corridors, pipelines, swaps, and facilities of one in another."""

from dragoman.analysis.kinds import kinds_section
from dragoman.analysis.scope import Scope
from dragoman.types import Section

NOTE = "Figures are those of the reports; they are not checked against each other or against statistics."


def routes(scope: Scope) -> Section:
    """The section on corridors, swaps and facilities."""
    return kinds_section(scope, "routes", "Corridors, swaps and facilities", NOTE)

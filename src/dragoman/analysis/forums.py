"""Which bodies and series of meetings bring states together: meetings, hosts, members."""

from dragoman.analysis.kinds import kinds_section
from dragoman.analysis.scope import Scope
from dragoman.types import Section

NOTE = "A meeting that was announced for a day may have been held: a line says only what its reports say."


def forums(scope: Scope) -> Section:
    """The section on meetings and membership."""
    return kinds_section(scope, "forums", "Forums and membership", NOTE)

"""Who says it, where and when, in words for a citation."""

from dragoman.analysis.days import written
from dragoman.types import Line, Section, Telling

OWN_VOICE = "in the report's own voice"
UNKNOWN = "outlet unknown"


def voice(telling: Telling) -> str:
    """Whose word it is: "Iran's president", or that the report itself says so."""
    return telling.speaker or OWN_VOICE


def origin(telling: Telling) -> str:
    """Outlet and day, each only as far as known: "Oxus Monitor, 11 April 2023"."""
    day = written(telling.published) if telling.published else "no date"
    relayed = f" via {', '.join(telling.via)}" if telling.via else ""
    return f"{telling.outlet or UNKNOWN}{relayed}, {day}"


def where(telling: Telling) -> str:
    """Outlet and day; the title, too, where nobody knows the outlet: "outlet unknown (“A pact”), 11 April 2023"."""
    told = origin(telling)
    if telling.outlet or not telling.title:
        return told
    return told.replace(UNKNOWN, f"{UNKNOWN} (“{telling.title}”)", 1)


def also_in(line: Line) -> str | None:
    """The other places where the line is told, each once: "also in Caspian Wire, 26 May 2023", or null."""
    first, *rest = line.told_by
    others = [o for o in dict.fromkeys(where(t) for t in rest) if o != where(first)]
    if line.more:
        others.append(f"{line.more:,} more" if others else f"{line.more:,} more places")
    return f"also in {'; '.join(others)}" if others else None


def left(section: Section) -> str | None:
    """How many lines were left out, or null if none were."""
    if not section.more:
        return None
    return "1 more line" if section.more == 1 else f"{section.more:,} more lines"


def status_words(line: Line) -> str:
    """The status in words: "in force"."""
    return (line.status or "").replace("_", " ")


def address(url: str | None) -> str | None:
    """The address, if it is one of the web; an address of another kind could run a script."""
    return url if url is not None and url.lower().startswith(("http://", "https://")) else None

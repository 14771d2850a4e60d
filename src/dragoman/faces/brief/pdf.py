"""A brief as PDF, by Typst: pages with numbers, footnotes that hold the sentences, links; letters of many scripts.

Nothing is fetched: the fonts are Typst's own (Libertinus) and those in `fonts` (Noto, for Arabic, Armenian and Georgian
letters); what none of them has comes from the machine's fonts where it has any.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from dragoman.analysis.days import written
from dragoman.errors import ExtraMissing
from dragoman.faces.brief.citing import address, also_in, left, origin, status_words, voice, where
from dragoman.types import Brief, Evidence, Line, Section, Telling

if TYPE_CHECKING:
    from typst import Fonts

ROOM = Path(str(files("dragoman.faces.brief")))
MOST_SOURCES = 4  # tellings of a line whose sentences stand in its footnote
FOOT = "Written by Dragoman from reports"
# Characters that turn the reading order of what follows are shown by their names, not obeyed.
TURNING = {c: f"⟨{unicodedata.name(chr(c)).title()}⟩" for c in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))}
KEPT = "\n\t"
Notes = dict[tuple[tuple[Evidence, str | None], ...], int]  # the number of the footnote of these sentences


def pdf(brief: Brief) -> bytes:
    """The file, the same bytes for the same brief; raises ExtraMissing without Typst."""
    try:
        import typst
    except ImportError as error:
        raise ExtraMissing("A brief as PDF", "typst", "print") from error
    told = orjson.dumps(_shown(brief)).decode()
    template = (ROOM / "page.typ").read_bytes()
    made = typst.compile(template, format="pdf", font_paths=_fonts(), sys_inputs={"brief": told}, timestamp=0)
    assert isinstance(made, bytes)
    return made


@cache
def _fonts() -> "Fonts":
    """The fonts, looked for once."""
    from typst import Fonts

    return Fonts(font_paths=[ROOM / "fonts"])


def _shown(brief: Brief) -> Mapping[str, Any]:
    """What the pages show, as the template takes it: every field there, an empty text for none."""
    notes: Notes = {}
    return {
        "title": _plain(brief.title),
        "asked": _plain(brief.asked),
        "foot": FOOT,
        "summary": [_plain(s) for s in brief.summary],
        "timeline": [{"told": written(c.name), "number": c.number} for c in brief.timeline],
        "sections": [_section(s, notes) for s in brief.sections],
        "left_out": [_plain(s) for s in brief.left_out],
    }


def _section(section: Section, notes: Notes) -> Mapping[str, Any]:
    return {
        "title": _plain(section.title),
        "note": _plain(section.note),
        "counts": [{"name": _plain(c.name), "number": c.number} for c in section.counts],
        "lines": [_line(line, notes) for line in section.lines],
        "left": left(section) or "",
        "command": section.command or "",
        "parts": [_section(part, notes) for part in section.parts],
    }


def _line(line: Line, notes: Notes) -> Mapping[str, Any]:
    safe = replace(line, told_by=tuple(_safe(t) for t in line.told_by))
    first = safe.told_by[0]
    cited = tuple((t.evidence, t.speaker) for t in safe.told_by[:MOST_SOURCES])
    first_time = cited not in notes
    return {
        "text": _apart(line.text),
        "status": status_words(line),
        "counts_as": line.counts_as or "",
        "remark": _apart(line.remark),
        "by": " · ".join(filter(None, (voice(first), where(first), also_in(safe)))),
        "note": f"note-{notes.setdefault(cited, len(notes) + 1)}",
        "sources": [_source(t) for t in safe.told_by[:MOST_SOURCES]] if first_time else [],
    }


def _source(telling: Telling) -> Mapping[str, str]:
    return {
        "words": _apart(telling.evidence.words),
        "by": f"{voice(telling)}; {origin(telling)}",
        "title": telling.title or "",
        "url": address(telling.url) or "",
        "report": _plain(telling.evidence.report),
    }


def _safe(telling: Telling) -> Telling:
    """The telling with names that leave the order of what stands beside them as it is."""
    return replace(
        telling,
        speaker=_apart(telling.speaker) or None,
        outlet=_apart(telling.outlet) or None,
        title=_apart(telling.title) or None,
        via=tuple(_apart(v) for v in telling.via),
    )


def _apart(text: str | None) -> str:
    """Text in one line; where some of it runs from right to left it is isolated from what stands beside it (UAX 9)."""
    shown = _plain(text)
    leftwards = any(unicodedata.bidirectional(c) in ("R", "AL") for c in shown)
    return f"\u2068{shown}\u2069" if leftwards else shown


def _plain(text: str | None) -> str:
    """Text in one line without characters that control anything."""
    shown = (text or "").translate(TURNING)
    return " ".join("".join(c for c in shown if c in KEPT or unicodedata.category(c) not in ("Cc", "Cs")).split())

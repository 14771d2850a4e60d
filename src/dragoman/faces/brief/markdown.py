"""A brief as Markdown: each line with footnotes that hold the sentence, the speaker, the outlet and the day."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from dragoman.faces.brief.citing import also_in, left, origin, status_words, voice, where
from dragoman.types import Brief, Evidence, Line, Section, Telling

# Every character that could begin markup of CommonMark, of tables or of HTML; a backslash makes it text.
MARKUP = re.compile(r"([\\`*_\[\]<>&|~#!^$])")


@dataclass(frozen=True, slots=True)
class Notes:
    """The footnotes so far: one for each sentence of a report, numbered in the order of their first use."""

    numbers: dict[Evidence, int] = field(default_factory=dict)
    tellings: list[Telling] = field(default_factory=list)

    def cite(self, telling: Telling) -> str:
        """The mark of the telling's footnote."""
        if telling.evidence not in self.numbers:
            self.numbers[telling.evidence] = len(self.numbers) + 1
            self.tellings.append(telling)
        return f"[^{self.numbers[telling.evidence]}]"


def markdown(brief: Brief) -> str:
    """The brief in CommonMark with footnotes, ending in a line break; markup in reports' texts shows as text."""
    notes = Notes()
    body = [part for section in brief.sections for part in _section(section, 2, notes)]
    head = [f"# {text_only(brief.title)}", *([text_only(brief.asked)] if brief.asked else [])]
    summary = ["## Summary", "\n".join(f"- {text_only(s)}" for s in brief.summary)]
    unread = ["## Not read, or read with a caution", "\n".join(f"- {text_only(s)}" for s in brief.left_out)]
    sources = ["## Sources", *(_note(number, t) for number, t in enumerate(notes.tellings, 1))]
    blocks = [*head, *summary, *body, *(unread if brief.left_out else []), *(sources if notes.tellings else [])]
    return "\n\n".join(blocks) + "\n"


def text_only(text: str) -> str:
    """Text in one line in which no character is markup."""
    return MARKUP.sub(r"\\\1", " ".join(text.split()))


def _section(section: Section, level: int, notes: Notes) -> Iterator[str]:
    yield f"{'#' * level} {text_only(section.title)}"
    if section.note:
        yield f"*{text_only(section.note)}*"
    if section.counts:
        yield " · ".join(f"{text_only(c.name)}: {c.number:,}" for c in section.counts)
    if not section.lines and not section.parts:
        yield "Nothing of this kind is told."
    if section.lines:
        yield "\n".join(_line(line, notes) for line in section.lines)
    more = left(section)
    if more:
        yield f"{more}: {_code(section.command or '')}"
    for part in section.parts:
        yield from _section(part, level + 1, notes)


def _code(command: str) -> str:
    """A command as code, within a fence that the command does not hold."""
    fence = "`" * (max((len(run) for run in re.findall("`+", command)), default=0) + 1)
    padding = " " if "`" in command else ""
    return f"{fence}{padding}{command}{padding}{fence}"


def _line(line: Line, notes: Notes) -> str:
    first = line.told_by[0]
    status = f" (**{text_only(status_words(line))}**)" if line.status else ""
    remark = f" *{text_only(line.remark)}.*" if line.remark else ""
    also = also_in(line)
    cited = f"{voice(first)}; {where(first)}" + (f"; {also}" if also else "")
    marks = "".join(notes.cite(t) for t in line.told_by)
    return f"- {text_only(line.text)}{status}{remark} — {text_only(cited)}{marks}"


def _note(number: int, telling: Telling) -> str:
    title = f"“{telling.title}”, " if telling.title else ""
    address = f" <{telling.url}>" if _is_address(telling.url) else ""
    cited = f"“{telling.evidence.words}” — {voice(telling)}; {title}{origin(telling)}; report {telling.evidence.report}"
    return f"[^{number}]: {text_only(cited)}{address}"


def _is_address(url: str | None) -> bool:
    """Whether it may stand as a link: only the web's own addresses, without characters that could end the link."""
    return url is not None and re.fullmatch(r"https?://[^\s<>]+", url) is not None

"""`dragoman brief`: what a record adds up to, in the terminal, as Markdown, as one HTML page and as PDF."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from dragoman.errors import ChoiceUnknown, OutputUnwritable
from dragoman.faces.cli.options import Actor, Outlet, RecordPath, Since, Until, With, Words

if TYPE_CHECKING:
    from dragoman.types import Brief, Line, Section

STYLES = {"fact": "green", "intention": "yellow", "possibility": "cyan", "refuted": "red"}
READABLE = 110  # columns beyond which lines are no longer read with ease


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(rich_help_panel="Write it up")(brief)


def brief(
    record: RecordPath,
    actor: Actor = None,
    with_: With = None,
    since: Since = None,
    until: Until = None,
    outlet: Outlet = None,
    text: Words = None,
    pair: Annotated[
        str | None, typer.Option("--pair", help="Two who take part, parted by a comma: IRN,AZE.", metavar="ONE,OTHER")
    ] = None,
    group: Annotated[
        str | None,
        typer.Option("--group", help="What states of a body, group or list do together: caspian, SCO, IRN,RUS,AZE."),
    ] = None,
    corridor: Annotated[
        str | None,
        typer.Option(
            "--corridor", help="What is told of a leg (rasht-astara), a name (INSTC) or a way (Moscow:Mumbai)."
        ),
    ] = None,
    title: Annotated[str | None, typer.Option("--title", help="A title of your own.")] = None,
    markdown_path: Annotated[
        Path | None, typer.Option("--markdown", help="Write it as Markdown.", metavar="FILE")
    ] = None,
    html_path: Annotated[Path | None, typer.Option("--html", help="Write it as one HTML page.", metavar="FILE")] = None,
    pdf_path: Annotated[Path | None, typer.Option("--pdf", help="Write it as PDF.", metavar="FILE")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing, only write files.")] = False,
) -> None:
    """Write up what a record adds up to, each line with who says it, where, when, in which sentence."""
    from dragoman.analysis.brief import write_brief
    from dragoman.analysis.subject import subject_of
    from dragoman.faces.brief import html, markdown, pdf
    from dragoman.record.filters import Filters
    from dragoman.record.record import Record

    actor, with_ = _sides(pair) if pair else (actor, with_)
    filters = Filters(actor, with_, since=since, until=until, outlet=outlet, text=text)
    with Record.open(record) as opened:
        written = write_brief(opened, filters, title=title, subject=subject_of(opened, group, corridor))
    for path, render in ((markdown_path, markdown), (html_path, html), (pdf_path, pdf)):
        if path is not None:
            _write(path, render(written))
    if not quiet:
        console = Console()
        console.print(_page(written), width=min(console.width, READABLE))


def _sides(pair: str) -> list[str]:
    """The two of a pair; raises ChoiceUnknown for more or fewer."""
    sides = [side.strip() for side in pair.split(",")]
    if len(sides) != 2 or not all(sides):
        raise ChoiceUnknown("pair", pair, ("IRN,AZE", "Iran,Azerbaijan (two, parted by a comma)"))
    return sides


def _write(path: Path, content: str | bytes) -> None:
    try:
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    except OSError as error:
        raise OutputUnwritable(path, error.strerror or str(error)) from error


def _page(written: "Brief") -> Group:
    return Group(*_blocks(written))


def _blocks(written: "Brief") -> Iterator[RenderableType]:
    yield Text(written.title, style="bold underline")
    if written.asked:
        yield Text(written.asked, style="italic")
    yield from (Text(f"• {sentence}") for sentence in written.summary)
    for section in written.sections:
        yield Text()
        yield Rule(Text(section.title, style="bold"), align="left", style="dim")
        yield from _section(section)
    if written.left_out:
        yield Text()
        yield Rule(Text("Not read, or read with a caution", style="bold"), align="left", style="dim")
        yield from (Text(f"• {sentence}") for sentence in written.left_out)


def _section(section: "Section") -> Iterator[RenderableType]:
    from dragoman.faces.brief.citing import left

    if section.note:
        yield Text(section.note, style="dim italic")
    if section.counts:
        yield Text(" · ".join(f"{c.name}: {c.number:,}" for c in section.counts), style="dim")
    if not section.lines and not section.parts:
        yield Text("Nothing of this kind is told.", style="dim")
    for line in section.lines:
        yield from _line(line)
    if (more := left(section)) is not None:
        yield Text(f"{more}: {section.command}", style="dim")
    for part in section.parts:
        yield Text(part.title, style="bold")
        yield Padding(Group(*_section(part)), (0, 0, 0, 2))


def _line(line: "Line") -> Iterator[RenderableType]:
    from dragoman.faces.brief.citing import also_in, status_words, voice, where

    first = line.told_by[0]
    status = Text(f" [{status_words(line)}]", style=STYLES.get(line.counts_as or "", "")) if line.status else Text()
    remark = Text(f" {line.remark}.", style="bold") if line.remark else Text()
    yield Text.assemble("• ", line.text, status, remark)
    cited = "; ".join(filter(None, (voice(first), where(first), also_in(line))))
    quoted = " ".join(first.evidence.words.split())
    yield Padding(Text.assemble((f"“{quoted}”", "italic dim"), (f" — {cited}", "dim")), (0, 0, 0, 2))

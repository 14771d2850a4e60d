"""`dragoman whose-word`: the outlets, states and speakers that an answer rests on, and what remains without some."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import orjson
import typer
from rich.console import Console

from dragoman.faces.cli.leaving import (
    Outlets,
    WithoutOutlet,
    WithoutSide,
    WithoutSpeakers,
    WithoutStateRun,
    without,
)
from dragoman.faces.cli.options import Json, RecordPath
from dragoman.faces.cli.saying import say

if TYPE_CHECKING:
    from rich.tree import Tree

    from dragoman.analysis.whose_word.asking import Remains, Resting
    from dragoman.analysis.whose_word.tree import Branch, Numbers

PANEL = "What it adds up to"
Of = Annotated[
    list[str],
    typer.Argument(
        help="The id of an event, tie, statement or claim, or how it begins; or two actors.", metavar="OF..."
    ),
]
OfVerdict = Annotated[
    bool, typer.Option("--verdict", help="Of a claim: the events that its verdict rests on, and the verdict without.")
]
RunForm = Annotated[Path | None, typer.Option("--run", help="With --verdict: the form in this file, not the claim's.")]
MOST_REPORTS = 6


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("whose-word", rich_help_panel=PANEL)(whose_word)


def whose_word(
    record: RecordPath,
    of: Of,
    verdict: OfVerdict = False,
    run: RunForm = None,
    without_outlet: WithoutOutlet = None,
    without_side: WithoutSide = None,
    without_word_of: WithoutSpeakers = None,
    without_state_run: WithoutStateRun = False,
    outlets: Outlets = None,
    json: Json = False,
) -> None:
    """Show whose word an answer rests on: state-run or not, party or third, copies; and what remains without some."""
    from dragoman.analysis.whose_word.asking import Question, resting
    from dragoman.analysis.whose_word.publishers import read_outlets
    from dragoman.faces.cli.narratives import read_form_file
    from dragoman.record.record import Record

    out = without(without_outlet, without_side, without_word_of, without_state_run)
    form = None if run is None else read_form_file(run)
    question = Question(of, verdict or form is not None, form, read_outlets(outlets))
    with Record.open(record) as opened:
        found = resting(opened, question, out, most=None if json else MOST_REPORTS)
    if json:
        sys.stdout.buffer.write(orjson.dumps(found) + b"\n")
    else:
        _show(Console(), found)


def _show(console: Console, found: "Resting") -> None:
    from dragoman.analysis.whose_word.tree import summed
    from dragoman.faces.cli.tables import plain_console

    console = plain_console(console)
    say(console, found.title, "bold")
    say(console, summed(found.whole.word))
    console.print(_tree(found.whole))
    for line in _figures(found.whole):
        say(console, line)
    if found.rest is not None:
        console.print(f"\nWithout {found.without}", style="bold", highlight=False, markup=False)
        say(console, summed(found.rest.word))
        lost = f"Of {found.whole.word.numbers.events} events or things {found.rest.lost} are told by nobody else."
        console.print(lost, highlight=False, markup=False)
        for line in _figures(found.rest):
            say(console, line)


def _figures(remains: "Remains") -> list[str]:
    told = ", ".join(f"{c.number} {c.name.replace('_', ' ')}" for c in remains.told_as)
    lines = [f"Told as: {told or 'nothing'}"]
    if remains.index is not None:
        lines.append(f"Index of cooperation, all facts: {remains.index:+,.1f}")
    if remains.verdict is not None:
        lines.append(f"Verdict: {remains.verdict}. {remains.because}")
    return lines


def _tree(remains: "Remains") -> "Tree":
    from rich.tree import Tree

    root = Tree("", hide_root=True)
    for branch in remains.word.tree:
        _grow(root, branch)
    return root


def _grow(tree: "Tree", branch: "Branch") -> None:
    from rich.text import Text

    node = tree.add(Text(_told(branch), style="bold" if branch.level == "standing" else ""))
    for part in branch.parts:
        _grow(node, part)
    if branch.level == "outlet" and (more := branch.numbers.texts - len(branch.parts)):
        node.add(Text(f"{more} more reports", style="dim"))


def _told(branch: "Branch") -> str:
    from dragoman.analysis.names import state_name

    if branch.level == "report":
        how = "" if branch.how in (None, "own") else f" ({branch.how})"
        speaker = f", citing {branch.speaker}" if branch.speaker else ""
        return f"{branch.published or 'no date'}{how}{speaker}: {branch.sentence}"
    name = {"standing": f"{branch.name.capitalize()} outlets"}.get(branch.level, branch.name)
    whose = f", {state_name(branch.country)} ({branch.side})" if branch.country else ""
    return f"{name}{whose}: {_counted(branch.numbers)}"


def _counted(numbers: "Numbers") -> str:
    from dragoman.analysis.wording import counted

    copies = f", {counted(numbers.copies, 'copy', 'copies')}" if numbers.copies else ""
    return f"{counted(numbers.tellings, 'telling')} in {counted(numbers.texts, 'text')}{copies}"

"""`dragoman narrative`: claims such as "a golden age" held against the record, in a form that can be edited."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from dragoman.faces.cli.asking import print_rows
from dragoman.faces.cli.leaving import (
    Outlets,
    WithoutOutlet,
    WithoutSide,
    WithoutSpeakers,
    WithoutStateRun,
    without,
)
from dragoman.faces.cli.options import Actor, Json, RecordPath

if TYPE_CHECKING:
    from dragoman.analysis.narratives.form import Form
    from dragoman.analysis.narratives.judged import Judged
    from dragoman.analysis.narratives.verdicts import Verdict
    from dragoman.record.record import Record

PANEL = "What it adds up to"
NEW = "new"
ClaimId = Annotated[
    str | None,
    typer.Argument(help="A claim by its id, or how it begins; `new`: a form of your own.", metavar="CLAIM"),
]
PrintForm = Annotated[bool, typer.Option("--form", help="Print the form of the claim as TOML, to be edited.")]
RunForm = Annotated[Path | None, typer.Option("--run", help="Test the form in this TOML file.")]
RowsTo = Annotated[
    Path | None, typer.Option("--rows", help="Write exactly the rows that the verdict rests on to this CSV file.")
]
ChartTo = Annotated[Path | None, typer.Option("--chart", help="Draw the verdict into this SVG file.")]
Dataset = Annotated[
    str, typer.Option("--dataset", help="Of which verdict --rows and --chart are: record, gdelt, polecat, icews.")
]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(rich_help_panel=PANEL)(narrative)


def narrative(
    record: RecordPath,
    claim: ClaimId = None,
    form: PrintForm = False,
    run: RunForm = None,
    rows: RowsTo = None,
    chart: ChartTo = None,
    dataset: Dataset = "record",
    actor: Actor = None,
    without_outlet: WithoutOutlet = None,
    without_side: WithoutSide = None,
    without_word_of: WithoutSpeakers = None,
    without_state_run: WithoutStateRun = False,
    outlets: Outlets = None,
    json: Json = False,
) -> None:
    """Hold narrative claims (a peak, a golden age, the leader, the first since ...) against the record.

    Without CLAIM: lists all claims with their verdicts.
    """
    from dragoman.analysis.whose_word.leaving import left_out
    from dragoman.analysis.whose_word.publishers import read_outlets
    from dragoman.errors import FormUnusable
    from dragoman.record.record import Record

    own = read_outlets(outlets)
    with Record.open(record) as opened:
        if claim == NEW and form:
            print(_blank(opened), end="")
            return
        one = claim not in (None, NEW) or run is not None
        if not one and (form or rows is not None or chart is not None or claim == NEW):
            raise FormUnusable("The question", "it has no form: name a claim, or give a form with --run")
        out = left_out(opened, without(without_outlet, without_side, without_word_of, without_state_run), own)
        found = _found(opened, None if claim == NEW else claim, run, actor, (own, out))
    if form:
        _print_form(found)
        return
    _keep(found, dataset, rows, chart)
    if json:
        from dragoman.analysis.narratives.frames import claims_frame

        print_rows(claims_frame(found))
        return
    from dragoman.faces.cli.narrative_tables import show_claim, show_claims

    if claim is None and run is None:
        show_claims(Console(), found, record)
    else:
        show_claim(Console(), found[0], record)
    for path in (p for p in (rows, chart) if p is not None):
        Console().print(f"Written: {path}", highlight=False, soft_wrap=True)


def _found(opened: "Record", claim: str | None, run: Path | None, actor: str | None, how: tuple) -> "list[Judged]":  # type: ignore[type-arg]
    """The claims that are asked for, with their verdicts."""
    from dataclasses import replace

    from dragoman.analysis.narratives.claims import claims
    from dragoman.analysis.narratives.judged import Judged, claim_of, judged, of_form, verdicts_of
    from dragoman.analysis.narratives.material import volume_of

    own, out = how
    given = None if run is None else read_form_file(run)
    if given is not None and claim is None:
        return [Judged(of_form(given), given, verdicts_of(opened, given, out))]
    listed = claims(opened, own)
    if claim is not None:
        one = claim_of(listed, claim)
        if given is None:
            return [judged(opened, one, out)]
        return [Judged(replace(one, form=given, problem=None), given, verdicts_of(opened, given, out))]
    who, volume = (None if actor is None else opened.actor_id(actor)), volume_of(opened, out)
    return [judged(opened, c, out, volume) for c in listed if who is None or who in c.parties]


def read_form_file(path: Path) -> "Form":
    """The form in a file; raises InputMissing and FormUnusable."""
    from dragoman.analysis.narratives.form import read_form
    from dragoman.errors import InputMissing

    try:
        return read_form(path.read_text(encoding="utf-8"), str(path))
    except OSError as error:
        raise InputMissing(str(path)) from error


def _blank(opened: "Record") -> str:
    """A form to begin with, over the time of the record."""
    from dragoman.analysis.narratives.claims import reach_of
    from dragoman.analysis.narratives.form import Form, write_form

    first, last = reach_of(opened) or ("2023-01", "2023-12")
    return write_form(Form(("IRN",), ("TKM",), start=first, end=last, reason="Write here why it is tested so."))


def _print_form(found: "list[Judged]") -> None:
    from dragoman.analysis.narratives.form import write_form
    from dragoman.errors import FormUnusable

    form = found[0].form
    if form is None:
        raise FormUnusable("The claim", found[0].claim.problem or "it has no form")
    print(write_form(form), end="")


def _keep(found: "list[Judged]", dataset: str, rows: Path | None, chart: Path | None) -> None:
    """Write the rows and the chart of one verdict."""
    if rows is None and chart is None:
        return
    from dragoman.analysis.narratives.frames import rows_frame
    from dragoman.errors import ChoiceUnknown
    from dragoman.faces.drawing.verdict_chart import verdict_chart

    verdicts: dict[str, Verdict] = {v.dataset: v for v in found[0].verdicts}
    if dataset not in verdicts:
        raise ChoiceUnknown("data set", dataset, verdicts)
    verdict = verdicts[dataset]
    if rows is not None:
        _write(rows, rows_frame(verdict).write_csv())
    if chart is not None:
        _write(chart, verdict_chart(verdict, found[0].claim.title))


def _write(path: Path, text: str) -> None:
    from dragoman.errors import OutputUnwritable

    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise OutputUnwritable(path, str(error)) from error

"""`dragoman review`: accept, correct, reject, merge, split, undo; walk through a sample; lists, files, precision."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from typer.core import TyperGroup

from dragoman.errors import ChoiceUnknown, OutputUnwritable
from dragoman.faces.cli.asking import print_rows
from dragoman.faces.cli.options import (
    Actor,
    InReport,
    Json,
    Outlet,
    RecordPath,
    Since,
    Status,
    Type,
    Until,
    With,
    Words,
)
from dragoman.faces.cli.review_tables import (
    AGAINST,
    LISTED,
    ORPHANS,
    changes_of,
    headed,
    said_of,
    show_precision,
    show_rows,
)
from dragoman.faces.cli.saying import say
from dragoman.faces.cli.tables import plain_console

if TYPE_CHECKING:
    from dragoman.record.reviewing.decisions import Review

WALK = "walk"
HELP = (
    "Judge what was read: accept, correct, reject, merge, split, undo; go through a sample; say how often it was right."
)
By = Annotated[str, typer.Option("--by", help="Who decides.", envvar="DRAGOMAN_REVIEWER")]
Because = Annotated[str, typer.Option("--because", help="Why, in your own words.")]
Id = Annotated[
    str, typer.Argument(help="The id of an event, tie, statement, actor or place, or how it begins.", metavar="ID")
]
Ids = Annotated[list[str], typer.Argument(help="Ids of events (happenings) or of their tellings.", metavar="ID...")]
Alike = Annotated[
    list[str],
    typer.Argument(help="Ids of events (happenings) or of their tellings; or ids or names of actors.", metavar="ID..."),
]
Of = Annotated[str, typer.Option("--of", help="What to look at: event, tie or statement.")]
Size = Annotated[int, typer.Option("--size", help="How many to draw.", min=1)]
Seed = Annotated[int, typer.Option("--seed", help="The same seed draws the same ones.")]
Sample = Annotated[
    str | None, typer.Option("--sample", help="The sample it was drawn in, as `review sample` names it.")
]


class Group(TyperGroup):
    """`dragoman review RECORD` without a verb walks through a sample."""

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]
        """Put the verb before arguments that begin with none."""
        if args and args[0] not in self.commands and args[0] not in ("-h", "--help"):
            args = [WALK, *args]
        return super().parse_args(ctx, args)


def walk(
    record: RecordPath,
    by: Annotated[str | None, typer.Option("--by", help="Who decides.", envvar="DRAGOMAN_REVIEWER")] = None,
    of: Of = "event",
    size: Size = 50,
    seed: Seed = 0,
    actor: Actor = None,
    with_: With = None,
    type_: Type = None,
    status: Status = None,
    since: Since = None,
    until: Until = None,
    outlet: Outlet = None,
    report: InReport = None,
    text: Words = None,
) -> None:
    """Go through a random sample of findings, one key each: sentence, what was read, why.

    This is what `dragoman review RECORD` does.  Go on later with the same seed and limits: what was judged is passed
    over.  At the end it says how often the program was right, with intervals.
    """
    from dragoman.faces.cli.walking import Walk

    limits = {
        "actor": actor, "with_": with_, "type": type_, "status": status, "since": since, "until": until,
        "outlet": outlet, "report": report, "text": text,
    }  # fmt: skip
    author = by or typer.prompt("Who reviews (--by)")
    Walk(record, author, of, size, seed, {k: v for k, v in limits.items() if v is not None}).run()


def accept(
    record: RecordPath,
    id_: Id,
    by: By,
    because: Because = "",
    field: Annotated[list[str] | None, typer.Option("--field", help="Only this field; may be given again.")] = None,
    sample: Sample = None,
    json: Json = False,
) -> None:
    """Hold a finding, or some of its fields, to be right; it stays so, whatever is read later."""
    from dragoman.record.record import Record

    with Record.open(_existing(record), write=True) as opened:
        _said([opened.review.accept(id_, by=by, because=because, fields=field, sample=sample)], json)


def correct(
    record: RecordPath,
    id_: Id,
    changes: Annotated[
        list[str], typer.Argument(help="What is right: status=planned date=2022-06-29.", metavar="FIELD=VALUE...")
    ],
    by: By,
    because: Because = "",
    rest_right: Annotated[
        bool, typer.Option("--rest-right", help="All other fields were looked at too and are right.")
    ] = False,
    sample: Sample = None,
    json: Json = False,
) -> None:
    """Put fields of a finding right; `dragoman review fields` lists them. Lists have commas, "none" empties a field."""
    from dragoman.record.record import Record

    given = changes_of(changes)
    with Record.open(_existing(record), write=True) as opened:
        _said(
            [opened.review.correct(id_, given, by=by, because=because, whole=rest_right, sample=sample)],
            json,
        )


def reject(
    record: RecordPath, id_: Id, by: By, because: Because = "", sample: Sample = None, json: Json = False
) -> None:
    """Hold a finding to be wrong altogether: no answer tells it any more; it is kept, and can be taken back."""
    from dragoman.record.record import Record

    with Record.open(_existing(record), write=True) as opened:
        _said([opened.review.reject(id_, by=by, because=because, sample=sample)], json)


def merge(record: RecordPath, ids: Alike, by: By, because: Because = "", json: Json = False) -> None:
    """Hold events, or actors, to be one and the same; of actors the first stands in for the others everywhere."""
    from dragoman.record.record import Record

    with Record.open(_existing(record), write=True) as opened:
        _said([opened.review.merge(*ids, by=by, because=because)], json)


def split(record: RecordPath, ids: Ids, by: By, because: Because = "", json: Json = False) -> None:
    """Hold tellings not to be of the event that they are told with."""
    from dragoman.record.record import Record

    with Record.open(_existing(record), write=True) as opened:
        _said([opened.review.split(*ids, by=by, because=because)], json)


def undo(
    record: RecordPath,
    id_: Annotated[str, typer.Argument(help="The id of a decision (`review list`).", metavar="DECISION")],
    by: By,
    because: Because = "",
    json: Json = False,
) -> None:
    """Take a decision back; an undo can be taken back too."""
    from dragoman.record.record import Record

    with Record.open(_existing(record), write=True) as opened:
        _said([opened.review.undo(id_, by=by, because=because)], json)


def list_(
    record: RecordPath,
    of: Annotated[str | None, typer.Option("--of", help="Only on the finding with this id.")] = None,
    author: Annotated[str | None, typer.Option("--author", help="Only by this person.")] = None,
    verb: Annotated[str | None, typer.Option("--verb", help="accept, correct, reject, merge, split or undo.")] = None,
    json: Json = False,
) -> None:
    """List decisions, the newest first."""
    from dragoman.record.record import Record
    from dragoman.record.reviewing.decisions import VERBS

    if verb is not None and verb not in VERBS:
        raise ChoiceUnknown("verb", verb, VERBS)
    with Record.open(record) as opened:
        show_rows(opened.review.list(of=of, author=author, verb=verb), LISTED, json, "No decisions fit.")


def orphans(record: RecordPath, json: Json = False) -> None:
    """List decisions whose finding is no longer there, and why; they come back where it does."""
    from dragoman.record.record import Record

    with Record.open(record) as opened:
        show_rows(opened.review.orphans(), ORPHANS, json, "Every decision has its finding.")


def disagreements(record: RecordPath, json: Json = False) -> None:
    """List where two people decided otherwise; the newer decision rules."""
    from dragoman.record.record import Record

    with Record.open(record) as opened:
        show_rows(opened.review.disagreements(), AGAINST, json, "Nobody disagrees.")


def sample(
    record: RecordPath,
    of: Of = "event",
    size: Size = 50,
    seed: Seed = 0,
    actor: Actor = None,
    type_: Type = None,
    status: Status = None,
    since: Since = None,
    until: Until = None,
    outlet: Outlet = None,
    json: Json = False,
) -> None:
    """Draw the ids of a random sample, to be judged by verbs with --sample."""
    from dragoman.record.record import Record

    limits = {"actor": actor, "type": type_, "status": status, "since": since, "until": until, "outlet": outlet}
    with Record.open(record) as opened:
        drawn = opened.review.sample(of, size, seed=seed, **limits)
    show_rows(drawn, ("id", "sample", "reviewed"), json, "Nothing fits.")


def precision(
    record: RecordPath,
    author: Annotated[str | None, typer.Option("--author", help="Only what this person judged.")] = None,
    sample: Sample = None,
    unsampled: Annotated[
        bool, typer.Option("--unsampled", help="Count what was picked by hand too; it tells nothing of the whole.")
    ] = False,
    json: Json = False,
) -> None:
    """Say how often the program was right in what was reviewed, by field, with Wilson's 95 % interval."""
    from dragoman.record.record import Record

    with Record.open(record) as opened:
        found = opened.review.precision(sample=sample, author=author, unsampled=unsampled)
    if json:
        print_rows(found)
    else:
        show_precision(plain_console(Console()), found)


def fields() -> None:
    """List the fields of events (mentions), statements, ties, actors and places that can be corrected."""
    from dragoman.record.reviewing.fields import FIELDS

    table = headed("Of", "Field", "Shape", "Meaning")
    for kind, of_kind in FIELDS.items():
        for one in of_kind:
            table.add_row(kind, one.name, one.shape, one.meaning)
    plain_console(Console()).print(table)


def export(
    record: RecordPath,
    file: Annotated[Path | None, typer.Argument(help="A file to write; by default standard output.")] = None,
) -> None:
    """Write every decision as JSON Lines, with the words it is about, to be kept or taken into another record."""
    from dragoman.record.record import Record

    with Record.open(record) as opened:
        lines = "".join(f"{line}\n" for line in opened.review.export())
    if file is None:
        sys.stdout.buffer.write(lines.encode())
        return
    try:
        file.write_bytes(lines.encode())
    except OSError as error:
        raise OutputUnwritable(file, error.strerror or str(error)) from error


def import_(
    record: RecordPath,
    file: Annotated[typer.FileText, typer.Argument(help="A file of `review export`, or - for standard input.")],
) -> None:
    """Take decisions in, all or none; those that are there already change nothing."""
    from dragoman.record.record import Record

    with Record.open(_existing(record), write=True) as opened:
        new = opened.review.take(file, origin=str(getattr(file, "name", "standard input")))
        waiting = opened.review.counts()["orphans"]
    say(Console(), f"{new:,} decisions taken in; {waiting:,} of all have no finding here (dragoman review orphans).")


def _existing(record: Path) -> Path:
    """The record; to open one for writing must not make one."""
    from dragoman.errors import RecordMissing

    if not record.exists():
        raise RecordMissing(record)
    return record


def _said(reviews: Sequence["Review"], json: bool) -> None:
    from dragoman.record.reviewing.lines import written

    for review, line in zip(reviews, written(reviews), strict=True):
        if json:
            sys.stdout.buffer.write(line.encode() + b"\n")
        else:
            say(Console(), said_of(review))


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(cls=Group, no_args_is_help=True, help=HELP)
    for name, command in COMMANDS:
        group.command(name)(command)
    app.add_typer(group, name="review", rich_help_panel="Look into a record")


COMMANDS: tuple[tuple[str, Callable[..., None]], ...] = (
    (WALK, walk),
    ("accept", accept),
    ("correct", correct),
    ("reject", reject),
    ("merge", merge),
    ("split", split),
    ("undo", undo),
    ("list", list_),
    ("orphans", orphans),
    ("disagreements", disagreements),
    ("sample", sample),
    ("precision", precision),
    ("fields", fields),
    ("export", export),
    ("import", import_),
)

"""`dragoman doctor`: is the program whole, is a record sound?"""

import platform
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated, NamedTuple

import typer
from rich.console import Console

from dragoman import VERSION
from dragoman.errors import DragomanError
from dragoman.faces.cli.asking import print_rows
from dragoman.faces.cli.saying import say
from dragoman.language import is_compiled

UNSOUND = 1


class Finding(NamedTuple):
    """One thing that was looked at, whether it is well, and what there is to say."""

    what: str
    well: bool
    says: str


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(rich_help_panel="Keep it sound")(doctor)


def doctor(
    record: Annotated[Path | None, typer.Argument(help="A record to check as well.", metavar="[RECORD]")] = None,
    json: Annotated[bool, typer.Option("--json", help="For machines: one JSON object a line.")] = False,
) -> None:
    """Check the program's own data and model and, if one is given, every evidence span and reference of a record."""
    import polars as pl

    found = [*_program(), *(_record(record) if record else ())]
    if json:
        print_rows(pl.DataFrame(found, schema=["what", "well", "says"], orient="row"))
    else:
        console = Console()
        for finding in found:
            console.print("well " if finding.well else "WRONG", style="green" if finding.well else "red", end=" ")
            say(console, f"{finding.what}: {finding.says}")
    raise typer.Exit(0 if all(f.well for f in found) else UNSOUND)


def _program() -> Iterator[Finding]:
    made = "compiled" if is_compiled() else "not compiled"
    says = f"Dragoman {VERSION} ({made}), Python {platform.python_version()}, {platform.platform()}"
    yield Finding("program", True, says)
    checks: tuple[tuple[str, Callable[[], str]], ...] = (
        ("settings", _settings),
        ("ontology", _ontology),
        ("atlas", _atlas),
        ("reader", _reader),
    )
    for what, check in checks:
        try:
            yield Finding(what, True, check())
        except DragomanError as error:
            yield Finding(what, False, str(error))


def _settings() -> str:
    from dragoman.settings import load_settings

    return str(load_settings())


def _ontology() -> str:
    from dragoman.ontology.ontology import load_ontology

    found = load_ontology()
    return f"{len(found.events)} event types, {len(found.ties)} kinds of ties, {len(found.topics)} topics"


def _atlas() -> str:
    from dragoman.atlas.atlas import load_atlas

    found = load_atlas()
    return f"{len(found.states)} states, {len(found.bodies)} bodies, {len(found.outlets)} outlets"


def _reader() -> str:
    from dragoman.language.parse import load_parser
    from dragoman.settings import load_settings

    settings = load_settings()
    (doc,) = load_parser(settings).parse(["Kenya and Uganda signed a treaty."])
    return f"'{settings.reader}' reads ({len(doc)} words tried)"


def _record(path: Path) -> Iterator[Finding]:
    from dragoman.record.checks import CHECKS
    from dragoman.record.record import Record

    try:
        with Record.open(path) as opened:
            counts = ", ".join(f"{kind} {count:,}" for kind, count in opened.counts().items())
            yield Finding("record", True, f"{path}: {counts}")
            reviews = ", ".join(f"{kind} {count:,}" for kind, count in opened.review.counts().items())
            yield Finding("reviews", True, reviews)
            faults = list(opened.faults())
    except DragomanError as error:
        yield Finding("record", False, str(error))
        return
    for check in CHECKS:
        wrong = [sentence for name, sentence in faults if name == check.name]
        yield Finding(check.name, not wrong, "; ".join(wrong[:5]) + _more(wrong) if wrong else "yes")


def _more(wrong: list[str]) -> str:
    return f"; and {len(wrong) - 5} more" if len(wrong) > 5 else ""

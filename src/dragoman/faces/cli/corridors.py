"""`dragoman corridor`, `access` and `legs`: ways between places, who reaches which sea, and what the atlas holds."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from dragoman.faces.cli.asking import print_rows
from dragoman.faces.cli.options import Json

if TYPE_CHECKING:
    from dragoman.analysis.corridors.claims import ReportClaim
    from dragoman.analysis.corridors.ways import Answer
    from dragoman.analysis.corridors.world import World

PANEL = "Corridors and swaps"
UNSOUND = 1

Assume = Annotated[
    list[str] | None,
    typer.Option(
        "--assume",
        help="What if: a leg, node or state is open or closed (rasht-astara=open, IRN=closed). May be repeated.",
    ),
]
AsOf = Annotated[
    str | None, typer.Option("--as-of", help="Statuses as they were said up to this day (2024, 2024-06, 2024-06-30).")
]
Modes = Annotated[
    str | None, typer.Option("--modes", help="Only these modes, parted by commas: rail, road, sea, river, ferry.")
]
AssumptionsPath = Annotated[
    Path | None, typer.Option("--assumptions", help="A TOML file of times and costs in place of the atlas's own.")
]
WithRecord = Annotated[
    Path | None, typer.Option("--record", help="A record whose reports' claims are set beside the legs they are about.")
]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    for command in (corridor, access, legs):
        app.command(rich_help_panel=PANEL)(command)


def corridor(
    origin: Annotated[str, typer.Argument(help="Where from: a node's id or name (Moscow).", metavar="FROM")],
    destination: Annotated[str, typer.Argument(help="Where to (Mumbai).", metavar="TO")],
    baseline: Annotated[
        str | None,
        typer.Option("--baseline", help="A way to hold the others against: suez, suez-black-sea, cape, china-rail."),
    ] = None,
    assume: Assume = None,
    record: WithRecord = None,
    objective: Annotated[
        str, typer.Option("--objective", help="Rank by cost (dollars and the worth of time), usd, days or km.")
    ] = "cost",
    number: Annotated[
        int, typer.Option("--number", "-k", help="How many ways that differ clearly.", min=1, max=10)
    ] = 3,
    modes: Modes = None,
    as_of: AsOf = None,
    assumptions: AssumptionsPath = None,
    chart: Annotated[Path | None, typer.Option("--map", help="Draw the ways into this SVG file.")] = None,
    json: Json = False,
) -> None:
    """Find ways between two places over legs with a status, a length and a source; hold them against a baseline."""
    from dragoman.analysis.corridors.frames import ways_frame
    from dragoman.analysis.corridors.ways import find_ways

    now, before = _worlds(assume or [], as_of, assumptions)
    answer = find_ways(
        now,
        origin,
        destination,
        objective=objective,
        number=number,
        modes=_modes(modes),
        baseline=baseline,
        without=before if assume else None,
    )
    claims = _claims(record, answer)
    if chart is not None:
        _draw(answer, chart)
    if json:
        print_rows(ways_frame(answer, claims))
        return
    from dragoman.faces.cli.corridor_tables import show_answer

    show_answer(answer, claims, asked=record is not None)
    if chart is not None:
        Console().print(f"Drawn: {chart}", highlight=False, soft_wrap=True)


def access(
    states: Annotated[
        list[str] | None,
        typer.Argument(help="States by ISO code (UZB); default: those without an open sea.", metavar="[STATE]..."),
    ] = None,
    assume: Assume = None,
    modes: Modes = None,
    as_of: AsOf = None,
    assumptions: AssumptionsPath = None,
    json: Json = False,
) -> None:
    """List the open-sea ports that states reach over land; with --assume, who gains or loses which access."""
    from dragoman.analysis.corridors.access import access as reach
    from dragoman.analysis.corridors.access import access_changes
    from dragoman.analysis.corridors.frames import access_frame, changes_frame
    from dragoman.faces.cli.corridor_tables import show_access, show_changes

    now, before = _worlds(assume or [], as_of, assumptions)
    chosen = [s.upper() for s in states or []]
    if assume:
        changes = access_changes(before, now, chosen, _modes(modes))
        if json:
            print_rows(changes_frame(now.atlas, changes))
        else:
            show_changes(now, changes)
    else:
        found = reach(now, chosen, _modes(modes))
        if json:
            print_rows(access_frame(now.atlas, found))
        else:
            show_access(now, found)


def legs(
    record: WithRecord = None,
    check: Annotated[
        bool, typer.Option("--check", help="Hold the atlas against published lengths, and look for faults in it.")
    ] = False,
    assume: Assume = None,
    as_of: AsOf = None,
    json: Json = False,
) -> None:
    """List the legs of the atlas with length, status and sources, and what a record's reports say of them."""
    from dragoman.analysis.corridors.claims import report_claims
    from dragoman.analysis.corridors.frames import claims_frame, legs_frame
    from dragoman.faces.cli.corridor_tables import show_claims, show_legs

    if check:
        _check(json)
        return
    now, _ = _worlds(assume or [], as_of, None)
    if record is None:
        if json:
            print_rows(legs_frame(now))
        else:
            show_legs(now)
        return
    from dragoman.record.record import Record

    with Record.open(record) as opened:
        claims = report_claims(opened, now)
    if json:
        print_rows(claims_frame(claims))
    else:
        show_claims(now, claims)


def _check(json: bool) -> None:
    """Print what was published against what the atlas has; exit code 1 if something in it cannot be right."""
    from dragoman.analysis.corridors.checks import comparisons, faults
    from dragoman.analysis.corridors.frames import comparisons_frame
    from dragoman.faces.cli.corridor_tables import show_checks

    found, wrong = comparisons(), faults()
    if json:
        print_rows(comparisons_frame(found))
    else:
        show_checks(found, wrong)
    raise typer.Exit(UNSOUND if wrong else 0)


def _worlds(assume: list[str], as_of: str | None, path: Path | None) -> "tuple[World, World]":
    """The world under the reader's assumptions, and the one without them."""
    from dragoman.analysis.corridors.world import world
    from dragoman.atlas.corridors import load_corridors, read_assumptions

    atlas, assumptions = load_corridors(), read_assumptions(path)
    return world(atlas, assumptions, assume, as_of), world(atlas, assumptions, (), as_of)


def _modes(text: str | None) -> list[str]:
    from dragoman.atlas.corridors import MODES

    return list(MODES) if text is None else [m.strip() for m in text.split(",")]


def _claims(record: Path | None, answer: "Answer") -> "list[ReportClaim]":
    """Claims of the record's reports on the legs of every way of the answer."""
    if record is None:
        return []
    from dragoman.analysis.corridors.claims import report_claims
    from dragoman.analysis.corridors.frames import roles
    from dragoman.record.record import Record

    taken = [step.leg.id for _, way in roles(answer) for step in way.steps]
    with Record.open(record) as opened:
        return report_claims(opened, answer.world, taken)


def _draw(answer: "Answer", path: Path) -> None:
    from dragoman.errors import OutputUnwritable
    from dragoman.faces.drawing.corridor_map import corridor_map

    try:
        path.write_text(corridor_map(answer), encoding="utf-8")
    except OSError as error:
        raise OutputUnwritable(path, str(error)) from error

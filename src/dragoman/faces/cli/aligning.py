"""`dragoman forum`, `network` and `orbit`: who meets, who stands with whom, what is done outside an orbit."""

from typing import TYPE_CHECKING, Annotated

import orjson
import typer
from rich.console import Console
from rich.text import Text

from dragoman.faces.cli.asking import PANEL, TABLE_ROWS
from dragoman.faces.cli.options import Actor, Json, Limit, RecordPath, Since, Status, Type, Until
from dragoman.faces.cli.partner_tables import grid, number, shown
from dragoman.faces.cli.partnering import Svg, write_svg
from dragoman.faces.cli.tables import plain_console

if TYPE_CHECKING:
    from dragoman.analysis.alignment.network import Network
    from dragoman.analysis.alignment.orbit import Orbit
    from dragoman.analysis.meetings.attendance import Attendance
    from dragoman.analysis.meetings.membership import Belonging
    from dragoman.analysis.meetings.outside import Meets

SIGNS = {"host": "host", "attended": "yes", "expected": "is to", "denied": "off", "unnamed": ".", "outside": ""}
MEETINGS = 12  # columns of the matrix that are shown
EDGES = 2_000


def register(app: typer.Typer) -> None:
    """Add the commands."""
    for command in (forum, network, orbit):
        app.command(rich_help_panel=PANEL)(command)


def forum(
    record: RecordPath,
    name: Annotated[
        str | None,
        typer.Argument(help="A body, a group or states (IRN,AZE,RUS); without one, all are listed.", metavar="[FORUM]"),
    ] = None,
    since: Since = None,
    until: Until = None,
    svg: Svg = None,
    json: Json = False,
) -> None:
    """Show who takes part in a forum's meetings, who is host, who belongs to it, and who meets whom outside it."""
    from dragoman.analysis.meetings.forum import forum_of, meets, members, present
    from dragoman.analysis.pages.boards import board
    from dragoman.record.filters import Filters
    from dragoman.record.record import Record

    limits = Filters(since=since, until=until)
    with Record.open(record) as opened:
        if name is None:
            _forums(opened, json=json)
            return
        whole, found = board(opened), forum_of(opened, name)
        matrix, belonging = present(opened, whole, found, limits), members(opened, whole, found)
        outside = meets(opened, found, limits)
    if svg is not None:
        from dragoman.faces.drawing.tied import attendance_drawing

        write_svg(svg, attendance_drawing(matrix, f"Attendance: {found.name}"))
    if json:
        typer.echo(
            orjson.dumps(
                {"forum": found.id, "title": found.name, "attendance": matrix, "members": belonging, "meets": outside}
            )
        )
        return
    _forum(plain_console(Console()), found.name, matrix, belonging, outside)


def _forums(record: object, *, json: bool) -> None:
    from dragoman.analysis.pages.forums import forums
    from dragoman.record.record import Record

    assert isinstance(record, Record)
    found, _ = forums(record, 1000)
    if json:
        for one in found:
            typer.echo(orjson.dumps(one))
        return
    console = plain_console(Console())
    rows = ((f.id, f.name, f.meetings, f.memberships, f.reports, f.last_told) for f in found)
    grid(console, "Forums", ("Id", "Name", "Meetings told", "Memberships told", "Reports", "Last told"), rows, wide=1)
    if not found:
        console.print("No report tells of a forum's meeting or members.")


def _forum(
    console: Console,
    name: str,
    matrix: "Attendance",
    belonging: "tuple[Belonging, ...]",
    outside: "tuple[Meets, ...]",
) -> None:
    console.print(Text(name, style="bold"))
    told = f"{matrix.held} meetings told as held; of {matrix.named_none} no report names a single state."
    console.print(Text(f"{told} A dot is a state that no report names there, which is no absence."))
    last = matrix.meetings[-MEETINGS:]
    first = len(matrix.meetings) - len(last)
    rows = (
        (a.state.name, *(SIGNS[m.presence[n]] for m in last), f"{a.named.number} of {a.named.of}", a.hosted, a.to_host)
        for n, a in enumerate(matrix.states)
    )
    heads = ("State", *(m.date or "no date" for m in last), "Named at", "Hosted", "To host")
    title = f"Attendance (the last {MEETINGS} of {len(matrix.meetings)})" if first else "Attendance"
    grid(console, title, heads, rows)
    meetings = ((m.date or "-", m.name, m.status, ", ".join(h.name for h in m.hosts), m.tellings) for m in last)
    grid(console, "Meetings", ("Date", "What", "Status", "Host", "Tellings"), meetings, wide=1)
    pairs = ((f"{m.one.name} - {m.other.name}", m.outside, m.margins, m.inside, m.newest) for m in outside[:TABLE_ROWS])
    grid(console, "Who meets whom", ("Pair", "Outside", "On its margins", "Inside", "Newest"), pairs)
    known = (
        (b.state.name, b.since or ("undated" if b.listed else "not listed"), b.until, "; ".join(t.text for t in b.told))
        for b in belonging
    )
    grid(console, "Who belongs to it", ("State", "Since", "Until", "As reports tell it"), known, wide=3)


def network(
    record: RecordPath,
    actor: Actor = None,
    type: Type = None,
    status: Status = None,
    since: Since = None,
    until: Until = None,
    svg: Svg = None,
    limit: Limit = None,
    json: Json = False,
) -> None:
    """Show who stands with whom: bonds signed by PLOVER's scores, and their communities."""
    from dragoman.analysis.alignment.network import network as tied
    from dragoman.record.filters import Filters
    from dragoman.record.record import Record

    with Record.open(record) as opened:
        found = tied(opened, Filters(actor, None, type, status, since, until), EDGES)
    if svg is not None:
        from dragoman.faces.drawing.tied import network_drawing

        write_svg(svg, network_drawing(found, "Who stands with whom"))
    if json:
        typer.echo(orjson.dumps(found))
    else:
        _network(plain_console(Console()), found, TABLE_ROWS if limit is None else limit or len(found.edges))


def _network(console: Console, found: "Network", most: int) -> None:
    known = "" if found.modularity is None else f", modularity {found.modularity:.2f}"
    strain = "" if found.strain is None else f"; {found.strain:.0%} of all conflict lies within them"
    console.print(
        Text(f"{len(found.nodes)} parties, {len(found.edges)} bonds, {found.communities} communities{known}{strain}.")
    )
    if found.cut:
        console.print(Text(f"Cut to the {EDGES} busiest bonds.", style="yellow"))
    groups = [[n for n in found.nodes if n.community == c] for c in range(found.communities)]
    rows = (
        (c + 1, ", ".join(n.party.name + (f" ({n.steady:.0%})" if n.steady is not None else "") for n in group))
        for c, group in enumerate(groups)
    )
    heads = ("Community", "Who (how often of ten runs each stays with the others)")
    grid(console, "Communities", heads, rows, wide=1)
    bonds = (
        (
            f"{e.one.name} - {e.other.name}",
            e.events,
            e.facts,
            e.cooperation,
            e.conflict,
            number(e.index),
            number(e.mean),
        )
        for e in found.edges[:most]
    )
    grid(console, "Bonds", ("Pair", "Events", "Facts", "Cooperation", "Conflict", "Index", "Mean"), bonds)
    if len(found.edges) > most:
        console.print(f"{len(found.edges) - most} more; show all with --limit 0.")


def orbit(
    record: RecordPath,
    actor: Annotated[str, typer.Argument(help="Whose acts: an id or a name.", metavar="ACTOR")],
    power: Annotated[str, typer.Argument(help="Outside whose orbit: an id or a name.", metavar="POWER")],
    measure: Annotated[
        str, typer.Option("--measure", help="Which acts count: cooperation, meetings or trade.")
    ] = "cooperation",
    bodies: Annotated[
        str, typer.Option("--bodies", help="Which bodies count as the power's: member, led or none.")
    ] = "member",
    step: Annotated[str, typer.Option("--step", help="Length of periods: year, quarter, month or week.")] = "year",
    since: Since = None,
    until: Until = None,
    svg: Svg = None,
    json: Json = False,
) -> None:
    """Show the share of an actor's acts with others that involves neither a power nor the power's bodies."""
    from dragoman.analysis.alignment.orbit import AskedOrbit
    from dragoman.analysis.alignment.orbit import orbit as outside
    from dragoman.record.filters import Filters
    from dragoman.record.record import Record

    asked = AskedOrbit(actor, power, measure, bodies, step, Filters(since=since, until=until))
    with Record.open(record) as opened:
        found = outside(opened, asked)
    if svg is not None:
        from dragoman.faces.drawing.measured import orbit_chart

        write_svg(svg, orbit_chart(found))
    if json:
        typer.echo(orjson.dumps(found))
    else:
        _orbit(plain_console(Console()), found)


def _orbit(console: Console, found: "Orbit") -> None:
    name, power, whole = found.actor.name, found.power.name, found.whole
    console.print(Text(f"{name} outside the orbit of {power}: {found.measure}", style="bold"))
    if whole.share is None:
        console.print(Text(f"Cannot be told: the record has no such act of {name} with another state or body."))
        return
    console.print(
        Text(
            f"{whole.number:,} of {whole.of:,} acts are outside: {shown(whole)}. {power} itself takes part in "
            f"{found.with_power:,}, only its bodies in {found.through_bodies:,}. {found.undated:,} have no date and "
            f"{found.coarse:,} no single {found.step}: they count here and in no {found.step}."
        )
    )
    rows = ((p.period, p.outside.number, p.outside.of, shown(p.outside), p.reports) for p in found.points)
    grid(console, f"By {found.step}", ("Period", "Outside", "Of", "Share", "Reports in the record"), rows)
    partners = ((p.party.name, p.outside.of, p.outside.number) for p in found.partners)
    grid(console, "With whom", ("With", "Acts", "Outside"), partners)
    involved = ((b.name, b.events, b.because) for b in found.counted if b.events)
    grid(console, f"Bodies of {power} that take part", ("Body", "Acts", "Why it counts"), involved, wide=2)
    others = sum(not b.events for b in found.counted)
    console.print(Text(f"{others} further bodies count as those of {power} ({found.bodies}); no act involves them."))

"""Answers about corridors as a person reads them in a terminal."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from rich.console import Console
from rich.table import Table
from rich.text import Text

from dragoman.analysis.corridors.access import Access, AccessChange, PortChange
from dragoman.analysis.corridors.checks import Comparison, Fault, agreement, completeness
from dragoman.analysis.corridors.claims import ReportClaim
from dragoman.analysis.corridors.costs import OBJECTIVES
from dragoman.analysis.corridors.frames import roles, stretches
from dragoman.analysis.corridors.paths import Step, Way
from dragoman.analysis.corridors.ways import Answer
from dragoman.analysis.corridors.world import STANDINGS, World
from dragoman.atlas.corridors import Interval
from dragoman.faces.cli.tables import plain_console

LONGEST = 240  # characters of a sentence in a cell
MOST_PORTS = 5  # ports shown for a state; all of them with --json


def show_answer(answer: Answer, claims: Sequence[ReportClaim], *, asked: bool) -> None:
    """Print ways, the legs of the best one, what to beware of, and what the answer rests on."""
    console = plain_console(Console())
    names = answer.world.atlas.nodes
    say(console, f"{names[answer.origin].name} to {names[answer.destination].name}", style="bold")
    say(console, f"Ranked by {OBJECTIVES[answer.objective]}; times and costs are intervals from assumptions.")
    if not answer.ways:
        say(console, "No way: with these modes and statuses nothing gets through.")
    if answer.baseline is not None:
        found = "" if answer.baseline_way else " Nothing gets through that way."
        say(console, f"Baseline {answer.baseline.name}: {answer.baseline.says}.{found}")
    console.print(_ways(answer))
    _say_change(console, answer)
    if answer.ways:
        console.print(_steps(answer.world, answer.ways[0], "Legs of the first way"))
        for way in answer.using:
            opened = next(s.leg.id for s in way.steps if s.state.assumed)
            console.print(_steps(answer.world, way, f"Legs of the way over {opened}"))
        _say_warnings(console, answer)
    if asked:
        show_claims(answer.world, claims)
    say(console, answer.completeness.sentence)


def say(console: Console, text: str, style: str | None = None) -> None:
    """Print a sentence as it is."""
    console.print(text, style=style, markup=False, highlight=False)


def table_of(title: str, *heads: str, lines: bool = False) -> Table:
    """An empty table with these heads."""
    table = Table(title=title, title_justify="left", header_style="bold", border_style="dim", show_lines=lines)
    for head in heads:
        table.add_column(head, overflow="fold")
    return table


def add(table: Table, *cells: object) -> None:
    """Add a row; cells are written as they are."""
    table.add_row(*(Text(str(c)) for c in cells))


def _span(interval: Interval) -> str:
    return f"{interval.low:,.0f}-{interval.high:,.0f}"


def _ways(answer: Answer) -> Table:
    table = table_of(
        "Ways",
        "",
        "Way",
        "km",
        "Days",
        "USD a TEU",
        "Cost",
        "Modes",
        "Gauges",
        "Borders",
        "Length known",
        "Weakest word",
    )
    for role, way in roles(answer):
        e = way.effort
        add(
            table,
            role,
            stretches(answer.world.atlas, way),
            f"{way.km:,.0f}",
            _span(e.days),
            _span(e.usd),
            f"{e.central:,.0f}",
            way.mode_changes,
            way.gauge_breaks,
            way.borders,
            f"{way.known:.0%}",
            _weakest(way),
        )
    return table


def _weakest(way: Way) -> str:
    step = way.weakest
    return f"{step.leg.id}: {STANDINGS[step.state.standing]}" if step else ""


def _say_change(console: Console, answer: Answer) -> None:
    """What the reader's assumptions change, and the saving against the baseline."""
    best, before, held = (answer.ways[0] if answer.ways else None), answer.before, answer.baseline_way
    if best and before and best.nodes == before.nodes:
        say(console, "Your assumptions do not change the best way.")
    elif best and before:
        say(console, f"Your assumptions change the best way: {_difference(best, before)} than without them.")
    elif best and answer.world.assumed:
        say(console, "Without your assumptions nothing gets through.")
    if best and held:
        say(console, f"Against the baseline the best way is {_difference(best, held)}.")
        others = "; ".join(f"{b.name}: {_difference(best, w)}" for b, w in answer.other_baselines)
        if others:
            say(console, f"The choice of the baseline decides. Against others: {others}.")


def _difference(way: Way, other: Way) -> str:
    km = way.km / other.km - 1
    cost = way.effort.central / other.effort.central - 1
    return (
        f"{abs(km):.0%} {'shorter' if km < 0 else 'longer'} and {abs(cost):.0%} {'cheaper' if cost < 0 else 'dearer'}"
    )


def _steps(world: World, way: Way, title: str) -> Table:
    table = table_of(title, "Leg", "Mode", "km", "Length", "Status", "Since", "Word", "What is said")
    for step in way.steps:
        add(
            table,
            step.leg.id,
            step.leg.mode
            + (f" {step.leg.gauge}" if step.leg.gauge else "")
            + "".join(f" ({c} change)" for c in step.changes),
            f"{step.km:,.0f}",
            step.leg.basis or f"estimate {_span(world.lengths[step.leg.id].bounds)}",
            _status(step),
            step.state.date,
            step.state.standing,
            step.state.says,
        )
    return table


def _status(step: Step) -> str:
    decided = "" if step.state.of == step.leg.id else f" ({step.state.of})"
    assumed = f", assumed; said to be {step.state.before}" if step.state.assumed else ""
    return f"{step.state.status}{decided}{assumed}"


def _say_warnings(console: Console, answer: Answer) -> None:
    way = answer.ways[0]
    for warning in way.warnings:
        on = [s.leg.id for s in way.steps if warning in s.warnings]
        sources = ", ".join(warning.sources)
        where = f"{on[0]} and {len(on) - 1} more legs" if len(on) > 2 else ", ".join(on)
        say(console, f"Beware ({where}): {warning.programme}. {warning.says} [{warning.since}; {sources}]", "yellow")


def show_claims(world: World, claims: Sequence[ReportClaim]) -> None:
    """Print what reports say of legs and nodes, those that the atlas contradicts marked."""
    console = plain_console(Console())
    if not claims:
        say(console, "No report of the record speaks of these legs.")
        return
    table = table_of(
        "What reports say of them", "Of", "Says", "Atlas", "On whose word", "Report", "Sentence", lines=True
    )
    for claim in claims:
        held = world.states.get(claim.of)
        verdict = {True: "agrees", False: "CONTRADICTS", None: ""}[claim.agrees]
        add(
            table,
            f"{claim.of} ({claim.matched})",
            " / ".join(v for v in (claim.status, claim.stage, claim.reads) if v),
            f"{held.before or held.status if held else ''} {verdict}",
            claim.speaker or "the report",
            " ".join(v for v in (claim.outlet, claim.published) if v),
            shortened(claim.sentence),
        )
    console.print(table)


def shortened(sentence: str) -> str:
    """A sentence in one line, cut where it is too long for a cell; --json has all of it."""
    line = " ".join(sentence.split())
    return line if len(line) <= LONGEST else line[: LONGEST - 4].rsplit(" ", 1)[0] + " ..."


def show_access(world: World, found: Sequence[Access]) -> None:
    """Print the cheapest open-sea ports of each state."""
    console = plain_console(Console())
    table = table_of(
        "Open-sea ports by generalised cost", "State", "From", "Port", "Of", "km", "Cost", "By", "Gauges", "Borders"
    )
    nodes = world.atlas.nodes
    for reach in found:
        if not reach.ports:
            add(table, _state(reach.state), nodes[reach.hub].name, "none can be reached", "", "", "", "", "", "")
        for number, (port, way) in enumerate(reach.ports[:MOST_PORTS]):
            head = (_state(reach.state), nodes[reach.hub].name) if number == 0 else ("", "")
            by = ", ".join(way.modes)
            cost, km = f"{way.effort.central:,.0f}", f"{way.km:,.0f}"
            add(
                table, *head, nodes[port].name, _state(nodes[port].country), km, cost, by, way.gauge_breaks, way.borders
            )
    console.print(table)
    say(console, completeness(world.atlas).sentence)


def _state(iso3: str) -> str:
    """A state by its name."""
    from dragoman.atlas.atlas import load_atlas

    known = load_atlas().state(iso3)
    return known.name if known else iso3


def show_changes(world: World, found: Sequence[AccessChange]) -> None:
    """Print who gains or loses access to which port."""
    console = plain_console(Console())
    table = table_of("What changes", "State", "Port", "Change", "km", "Cost", "By", "Mode changes")
    for change in found:
        for _, same in groupby(change.ports, key=lambda p: p.kind):
            _add_changes(table, world, change, list(same))
    if not table.row_count:
        say(console, "Nobody of those asked for gains or loses anything by this.")
    else:
        console.print(table)
    kinds = {p.kind for c in found for p in c.ports}
    if table.row_count and not kinds & {"gained", "lost"}:
        say(console, "Nobody gains or loses the bare possibility: other ways, by road or longer, exist already.")
    say(console, completeness(world.atlas).sentence)


def _add_changes(table: Table, world: World, change: AccessChange, ports: Sequence[PortChange]) -> None:
    for port in ports[:MOST_PORTS]:
        add(
            table,
            _state(change.state),
            world.atlas.nodes[port.port].name,
            port.kind,
            _both(port, lambda w: f"{w.km:,.0f}"),
            _both(port, lambda w: f"{w.effort.central:,.0f}"),
            _both(port, lambda w: ", ".join(w.modes)),
            _both(port, lambda w: str(w.mode_changes)),
        )


def _both(port: PortChange, cell: "object") -> str:
    assert callable(cell)
    told = ["-" if way is None else str(cell(way)) for way in (port.before, port.after)]
    return told[0] if told[0] == told[1] else " → ".join(told)


def show_legs(world: World) -> None:
    """Print every leg with its length, status and whose word that is."""
    console = plain_console(Console())
    table = table_of("Legs", "Leg", "States", "Mode", "km", "Length", "Status", "Since", "Word", "Sources")
    for leg in world.atlas.legs.values():
        length, state = world.lengths[leg.id], world.state(leg)
        add(
            table,
            leg.id,
            ", ".join(world.countries(leg)),
            leg.mode + (f" {leg.gauge}" if leg.gauge else ""),
            f"{length.best:,.0f}",
            leg.basis or f"estimate {_span(length.bounds)}",
            state.status,
            state.date,
            state.standing,
            ", ".join(dict.fromkeys((*leg.sources, *state.sources))),
        )
    console.print(table)
    say(console, completeness(world.atlas).sentence)


def show_checks(found: Iterable[Comparison], wrong: Sequence[Fault]) -> None:
    """Print lengths that do not agree with what was published, figures that dispute each other, and faults."""
    console = plain_console(Console())
    every = list(found)
    table = table_of("Lengths that disagree", "Of", "Atlas km", "Published km", "Off", "Why shown")
    for c in every:
        if not c.near or c.disputed:
            figures = ", ".join(f"{km:g} ({source})" for km, source in c.figures)
            why = "the published figures differ" if c.near else "more than 5 % off"
            add(table, c.of, f"{c.atlas:,.0f}", figures, f"{c.off:+.1%}", why)
    console.print(table)
    near, all_ = agreement(every)
    own, others = agreement([c for c in every if c.independent])
    say(console, f"{near} of {all_} published lengths agree within 5 % ({near / all_:.0%}).")
    say(console, f"Of those that some other source than the atlas's own gives: {own} of {others} ({own / others:.0%}).")
    for fault in wrong:
        say(console, f"WRONG {fault.of}: {fault.says}", "red")
    say(console, f"{len(wrong)} faults: ends, sources, impossible lengths and islands were looked at.")

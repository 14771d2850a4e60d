"""How `partnership` and `groups` look in a terminal."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from dragoman.faces.drawing.sparkline import sparkline

if TYPE_CHECKING:
    from dragoman.analysis.partners.dossier import Dossier
    from dragoman.analysis.partners.index import Course, Point
    from dragoman.analysis.partners.tallies import Share
    from dragoman.analysis.partners.whole import Whole
    from dragoman.atlas.circles import Circle

PERIODS = 24  # rows of the series that are shown
SIDES = {"own": "the reports' own voice", "third": "third parties"}


def grid(console: Console, title: str, heads: Sequence[str], rows: Iterable[Sequence[object]], wide: int = -1) -> None:
    """A table with a title; the column `wide` takes what is left. Nothing where there are no rows."""
    table = Table(title=title, title_justify="left", header_style="bold", border_style="dim", title_style="bold")
    for number, head in enumerate(heads):
        table.add_column(head, overflow="fold", ratio=1 if number == wide else None, no_wrap=number != wide)
    count = 0
    for row in rows:
        table.add_row(*(Text("" if c is None else str(c)) for c in row))
        count += 1
    if count:
        console.print(table)


def shown(share: "Share") -> str:
    """A share with its interval."""
    return "-" if share.share is None else f"{share.share:.0%} [{share.low:.0%}, {share.high:.0%}]"


def number(value: float | None, digits: int = 1) -> str:
    """A figure, or a dash where it is not known."""
    return "-" if value is None else f"{value:,.{digits}f}"


def show_whole(console: Console, whole: "Whole") -> None:
    """The whole partnership."""
    console.print(Text(whole.title, style="bold"))
    if whole.group is not None:
        members = ", ".join(f"{s}{f' since {a}' if a else ''}{f' until {b}' if b else ''}" for s, a, b in whole.terms)
        console.print(Text(f"Members: {members}.{f' Source: {whole.source}.' if whole.source else ''}"))
    told = f"{whole.events:,} events in {whole.reports:,} reports, {whole.contested:,} of them contested."
    console.print(Text(told))
    _course(console, whole.course)
    _types(console, whole)
    heads = ("Topic", "Events", "Facts", "Index")
    grid(console, "Topics", heads, ((t.topic, t.number, t.facts, number(t.index)) for t in whole.topics[:12]))
    names = {p.id: p.name for p in whole.parties}
    pairs = ((f"{names[p.one]} - {names[p.other]}", p.events, p.facts, number(p.index)) for p in whole.pairs)
    grid(console, "Pairs of the group", ("Pair", "Events", "Facts", "Index"), pairs)
    _reciprocity(console, whole)
    heads = ("Side", "Who", "Events", "Share")
    voices = (
        (names.get(v.side, SIDES.get(v.side, v.side)), v.speaker.name if v.speaker else "all", v.number, shown(v.share))
        for v in whole.voices
    )
    grid(console, "On whose word", heads, voices)


def _course(console: Console, course: "Course") -> None:
    from dragoman.analysis.partners.index import value

    apart = (
        (course.undated, "of no date"), (course.coarse, f"of no single {course.step}"),
        (course.earlier, "before the first report"), (course.later, "after the last"),
    )  # fmt: skip
    told = [f"{course.dated:,} in the series", *(f"{number:,} {words}" for number, words in apart if number)]
    console.print(Text(f"Events: {', '.join(told)}."))
    console.print(Text(course.told, style="" if course.known else "yellow"))
    if not course.points:
        return
    first, last = course.points[0].period, course.points[-1].period
    for name, values in (
        (course.measure, [value(p, course.measure) for p in course.points]),
        ("reports", [float(p.reports) for p in course.points]),
        ("all reports", [float(p.record) for p in course.points]),
    ):
        console.print(Text(f"{name:>12} {first} {sparkline(values)} {last}"))
    changes = (
        (
            c.period, number(c.before, 2), number(c.after, 2), f"{c.p:.3f}", number(c.reports_before),
            number(c.reports_after), number(c.record_before), number(c.record_after),
            "may be" if c.with_volume else "no",
        )
        for c in course.changes
    )  # fmt: skip
    heads = (
        "From",
        "Before",
        "After",
        "p",
        "Reports before",
        "After",
        "All before",
        "All after",
        "Of reporting alone?",
    )
    grid(console, f"Changes of the {course.measure}, a {course.step}", heads, changes)
    _points(console, course)


def _points(console: Console, course: "Course") -> None:
    told = [p for p in course.points if p.events or p.reports]
    heads = ("Period", "Events", "Facts", "Index", "Mean", "Reports", "Of", "Index per report")
    title = f"By {course.step}" + (f" (the last {PERIODS} of {len(told)} with events)" if len(told) > PERIODS else "")
    grid(console, title, heads, (_point(p) for p in told[-PERIODS:]))


def _point(p: "Point") -> tuple[object, ...]:
    mean, per_report = number(p.mean), number(p.per_report, 2)
    return p.period, p.events, p.facts, number(p.index), mean, p.reports, p.record, per_report


def _types(console: Console, whole: "Whole") -> None:
    statuses = sorted({t.status for t in whole.types})
    counts = {(t.type, t.status): t.number for t in whole.types}
    types = sorted({t.type for t in whole.types})
    rows = ((t, *(counts.get((t, s), 0) or "" for s in statuses)) for t in types)
    grid(console, "Types by status", ("Type", *(s.replace("_", " ") for s in statuses)), rows)


def _reciprocity(console: Console, whole: "Whole") -> None:
    found = whole.reciprocity
    rows = ((b.party.name, b.number, shown(b.share), number(b.index), number(b.mean), b.received) for b in found.begun)
    even = "" if found.balance is None else f"; evenness {found.balance:.2f}"
    title = f"Who begins (beside {found.mutual:,} done together, {found.unclear:,} not told{even})"
    grid(console, title, ("Who", "Alone", "Share", "Index", "Mean", "Receives"), rows)


def show_dossier(console: Console, found: "Dossier") -> None:
    """The dossier."""
    rows = (
        (
            e.date or f"(told {e.said or 'undated'})", e.kind, e.label.replace("_", " "), e.status,
            e.speaker or "the report", e.outlet or e.report, " ".join(e.text.split()),
        )
        for e in found.items
    )  # fmt: skip
    heads = ("Date", "Kind", "What", "Status", "On whose word", "Report", "Words")
    grid(console, f"Everything dated: {found.total:,} entries, {found.undated:,} without a date", heads, rows, wide=6)
    if not found.items:
        console.print("Nothing between them is told.")
    elif len(found.items) < found.total:
        console.print(f"{found.total - len(found.items)} more; show all with --limit 0.")


def show_circles(console: Console, found: Sequence["Circle"], *, dated: bool) -> None:
    """Groups and bodies: all in short, or one with its days."""
    if not dated:
        listed = ((c.id, ", ".join(c.short), c.kind, c.name, ", ".join(c.states)) for c in found)
        heads = ("Id", "Short", "Kind", "Name", "States that belong or did")
        grid(console, "Groups and bodies", heads, listed, wide=4)
        return
    for circle in found:
        rows = ((state, since or "not dated", until or "") for state, since, until in circle.terms)
        grid(console, f"{circle.name} ({circle.id})", ("State", "Since", "Until"), rows)
        console.print(Text(f"Source: {circle.source or 'none given'}."))

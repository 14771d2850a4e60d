"""Charts of what is measured between actors: the index with its changes and the volume of reporting; shares."""

from collections.abc import Callable, Iterator, Sequence
from html import escape

from dragoman.analysis.alignment.orbit import Orbit
from dragoman.analysis.partners.index import Course, Point, value
from dragoman.analysis.partners.whole import Whole

LABELS = 12  # of periods, at most
WIDTH, HIGH, STRIP, LEFT, TOP = 1000.0, 300.0, 90.0, 60.0, 60.0
HELP, HARM, LEVEL, BREAK, OWN, ALL = "#2166ac", "#b2182b", "#111", "#0b6e79", "#57606b", "#e0dbd0"


def index_chart(whole: Whole) -> str:
    """The measure by period with the level of each stretch and its changes; below, the reports that tell of it."""
    course = whole.course
    title = f"{whole.title}: {course.measure} by {course.step}"
    scored = f"Weighted PLOVER scores on the dates of {course.dated:,} of {whole.events:,} events; below, the reports."
    body = list(_index(course)) if course.points else ['<text x="10" y="80">The record has no dated report.</text>']
    return _sheet(title, body, TOP + HIGH + STRIP + 90, course.told, scored)


def _sheet(title: str, body: Sequence[str], height: float, *below: str) -> str:
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {height:g}" role="img" '
            f'font-family="system-ui, sans-serif" font-size="12"><title>{escape(title)}</title>',
            f'<rect width="{WIDTH:g}" height="{height:g}" fill="#fff"/>',
            f'<text x="10" y="24" font-size="15">{escape(title)}</text>',
            *body,
            *(
                f'<text x="10" y="{height - 10 - 18 * up:g}" fill="#555">{escape(line)}</text>'
                for up, line in enumerate(reversed(below))
            ),
            "</svg>\n",
        ]
    )


def _index(course: Course) -> Iterator[str]:
    points = course.points
    values = [value(p, course.measure) or 0.0 for p in points]
    top, low = max(*values, 1.0) if len(values) > 1 else max(values[0], 1.0), min(0.0, *values)
    step = (WIDTH - LEFT - 20) / len(points)

    def y(number: float) -> float:
        return TOP + (top - number) / (top - low) * HIGH

    for tick in sorted({low, 0.0, top / 2, top}):
        yield f'<path d="M{LEFT:g} {y(tick):.1f}H{WIDTH - 20:g}" stroke="#ccc"/>'
        yield f'<text x="{LEFT - 6:g}" y="{y(tick) + 4:.1f}" text-anchor="end">{tick:,.1f}</text>'
    for number, (point, height) in enumerate(zip(points, values, strict=True)):
        if point.events:
            yield _column(LEFT + number * step, step, y(max(height, 0.0)), y(min(height, 0.0)), height, point)
    yield from _levels(course, step, y)
    yield from _volume(points, step)
    every = max(1, -(-len(points) // LABELS))
    for number in range(0, len(points), every):
        x = LEFT + (number + 0.5) * step
        yield f'<text x="{x:.1f}" y="{TOP + HIGH + STRIP + 34:g}" text-anchor="middle">{points[number].period}</text>'


def _column(left: float, step: float, top: float, bottom: float, height: float, point: Point) -> str:
    told = f"{point.period}: {point.events} events, index {point.index:,.1f}, {point.reports} reports"
    high = max(bottom - top, 1.5)
    return (
        f'<rect x="{left + step * 0.1:.1f}" y="{top:.1f}" width="{step * 0.8:.1f}" height="{high:.1f}" '
        f'fill="{HELP if height >= 0 else HARM}"><title>{escape(told)}</title></rect>'
    )


def _levels(course: Course, step: float, y: Callable[[float], float]) -> Iterator[str]:
    place = {p.period: n for n, p in enumerate(course.points)}
    cuts = [0, *(place[c.period] for c in course.changes), len(course.points)]
    levels = [course.changes[0].before, *(c.after for c in course.changes)] if course.changes else []
    for begin, end, level in zip(cuts, cuts[1:], levels, strict=False):
        line = f"M{LEFT + begin * step:.1f} {y(level):.1f}H{LEFT + end * step:.1f}"
        yield f'<path d="{line}" stroke="{LEVEL}" stroke-width="2"/>'
    for change in course.changes:
        x = LEFT + place[change.period] * step
        sign = "▲" if change.after > change.before else "▼"
        yield f'<path d="M{x:.1f} {TOP - 8:g}V{TOP + HIGH + STRIP + 20:g}" stroke="{BREAK}" stroke-dasharray="5 4"/>'
        told = f"{sign} {change.period} (p = {change.p:.3f})"
        yield f'<text x="{x + 4:.1f}" y="{TOP - 10:g}" fill="{BREAK}">{told}</text>'


def _volume(points: Sequence[Point], step: float) -> Iterator[str]:
    base = TOP + HIGH + STRIP + 18
    most, every = max(1, *(p.reports for p in points), 1), max(1, *(p.record for p in points), 1)
    for number, point in enumerate(points):
        for reports, of, colour, inner in ((point.record, every, ALL, 0.9), (point.reports, most, OWN, 0.5)):
            height = reports / of * STRIP
            left = LEFT + (number + (1 - inner) / 2) * step
            yield (
                f'<rect x="{left:.1f}" y="{base - height:.1f}" width="{step * inner:.1f}" height="{height:.1f}" '
                f'fill="{colour}"/>'
            )
    yield f'<text x="{LEFT - 6:g}" y="{base - STRIP + 10:g}" text-anchor="end">{most}</text>'
    yield f'<text x="{LEFT - 6:g}" y="{base:g}" text-anchor="end">0</text>'


def orbit_chart(orbit: Orbit) -> str:
    """Shares outside the orbit by period, with their intervals and how many acts each rests on."""
    title = f"{orbit.actor.name} outside the orbit of {orbit.power.name}: {orbit.measure} by {orbit.step}"
    share = orbit.whole
    told = (
        "no act" if share.share is None else f"{share.share:.0%} ({share.low:.0%} to {share.high:.0%}) of {share.of:,}"
    )
    below = f"In all: {told}, {orbit.undated + orbit.coarse:,} of them of no {orbit.step}. Intervals of 95 % (Wilson)."
    return _sheet(title, list(_shares(orbit)), TOP + HIGH + 80, below)


def _shares(orbit: Orbit) -> Iterator[str]:
    for tick in (0.0, 0.25, 0.5, 0.75, 1.0):
        at = TOP + (1 - tick) * HIGH
        yield f'<path d="M{LEFT:g} {at:.1f}H{WIDTH - 20:g}" stroke="#ccc"/>'
        yield f'<text x="{LEFT - 6:g}" y="{at + 4:.1f}" text-anchor="end">{tick:.0%}</text>'
    step = (WIDTH - LEFT - 20) / max(1, len(orbit.points))
    for number, point in enumerate(orbit.points):
        middle = LEFT + (number + 0.5) * step
        share, low, high = (
            TOP + (1 - (s or 0.0)) * HIGH for s in (point.outside.share, point.outside.low, point.outside.high)
        )
        yield (
            f'<rect x="{middle - step * 0.3:.1f}" y="{share:.1f}" width="{step * 0.6:.1f}" '
            f'height="{TOP + HIGH - share:.1f}" fill="{HELP}" fill-opacity="0.7"/>'
        )
        yield f'<path d="M{middle:.1f} {low:.1f}V{high:.1f}" stroke="#111" stroke-width="1.5"/>'
        yield f'<text x="{middle:.1f}" y="{TOP + HIGH + 18:g}" text-anchor="middle">{point.period}</text>'
        below = f'x="{middle:.1f}" y="{TOP + HIGH + 34:g}" text-anchor="middle" fill="#555"'
        yield f"<text {below}>of {point.outside.of}</text>"

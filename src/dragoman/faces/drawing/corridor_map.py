"""A map of the ways of an answer as SVG: land, a graticule, every leg of the atlas, and the ways with their nodes.

Classes (paper, sea, land, way ...) say what a colour is for, so that a page can give it its own.
"""

from collections.abc import Iterable, Iterator
from html import escape

from dragoman.analysis.corridors.frames import role_name, roles, stretches
from dragoman.analysis.corridors.paths import Way
from dragoman.analysis.corridors.ways import Answer
from dragoman.analysis.corridors.world import World
from dragoman.atlas.corridors import Leg, Node
from dragoman.atlas.outlines import Ring, load_land
from dragoman.faces.drawing.projection import Projection, fitted

WIDTH, HEIGHT, MARGIN, FOOT = 1200, 820, 60, 130
COLOURS = ("#b2182b", "#2166ac", "#1b7837", "#762a83", "#b35806", "#01665e", "#c51b7d", "#4d4d4d")
DASHES = {"sea": "7 4", "ferry": "7 4", "river": "2 3", "road": "3 3"}
EVERY = 10  # degrees between the lines of the graticule
CLOSE = 15.0  # points of the sheet within which only one label is written


def corridor_map(answer: Answer) -> str:
    """The map of an answer, as one SVG document without anything from elsewhere."""
    drawn = roles(answer)
    nodes = answer.world.atlas.nodes
    shown = [nodes[n] for _, way in drawn for n in way.nodes] or [nodes[answer.origin], nodes[answer.destination]]
    projection = fitted([(n.lon, n.lat) for n in shown], WIDTH, HEIGHT, MARGIN)
    body = [
        *_ground(projection),
        *_legs(answer.world, projection),
        *(p for n, (_, way) in reversed(list(enumerate(drawn))) for p in _way(answer.world, projection, way, n)),
        *_labels(projection, shown),
        *_legend(answer, drawn),
    ]
    title = f"{nodes[answer.origin].name} to {nodes[answer.destination].name}"
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT + FOOT}" role="img" '
            f'font-family="system-ui, sans-serif" font-size="12"><title>{escape(title)}</title>',
            *body,
            "</svg>\n",
        ]
    )


def _ground(projection: Projection) -> Iterator[str]:
    yield f'<rect class="paper" width="{WIDTH}" height="{HEIGHT + FOOT}" fill="#ffffff"/>'
    yield f'<clipPath id="sheet"><rect width="{WIDTH}" height="{HEIGHT}"/></clipPath>'
    yield f'<rect class="sea" width="{WIDTH}" height="{HEIGHT}" fill="#e8f1f6"/>'
    land = " ".join(p for ring in load_land() if (p := _closed(projection, ring)))
    ground = 'class="land" fill="#f7f4ec" fill-rule="evenodd" stroke="#b9b3a2"'
    yield f'<path clip-path="url(#sheet)" d="{land}" {ground}/>'
    lines = " ".join(_path(q for lon, lat in line if (q := projection.point(lon, lat))) for line in _graticule())
    yield f'<path clip-path="url(#sheet)" d="{lines}" class="net" fill="none" stroke="#c9d4da" stroke-width="0.5"/>'


def _closed(projection: Projection, ring: Ring) -> str:
    """A ring as a path; one that reaches the far side of the globe is left out whole."""
    points = [projection.point(lon, lat) for lon, lat in ring]
    inside = [p for p in points if p is not None]
    return f"{_path(inside)}Z" if len(inside) == len(points) else ""


def _graticule() -> Iterator[list[tuple[float, float]]]:
    for lon in range(-180, 180, EVERY):
        yield [(float(lon), float(lat)) for lat in range(-70, 81, 2)]
    for lat in range(-70, 81, EVERY):
        yield [(float(lon), float(lat)) for lon in range(-60, 161, 2)]


def _path(points: Iterable[tuple[float, float]]) -> str:
    return "".join(f"{'M' if n == 0 else 'L'}{x:.1f} {y:.1f}" for n, (x, y) in enumerate(points))


def _legs(world: World, projection: Projection) -> Iterator[str]:
    """Every leg of the atlas, faint; those that let nothing pass are red and dotted."""
    yield '<g clip-path="url(#sheet)" fill="none" stroke-width="0.9">'
    for leg in world.atlas.legs.values():
        line = _line(projection, world.atlas.nodes[leg.a], world.atlas.nodes[leg.b])
        usable = world.usable(leg)
        colour, dash = ("#9aa5ab", DASHES.get(leg.mode, "")) if usable else ("#d6604d", "1 3")
        if line:
            told = escape(_named(world, leg))
            yield f'<path d="{line}" stroke="{colour}" stroke-dasharray="{dash}"><title>{told}</title></path>'
    yield "</g>"


def _named(world: World, leg: Leg) -> str:
    return f"{world.atlas.nodes[leg.a].name} to {world.atlas.nodes[leg.b].name}"


def _line(projection: Projection, one: Node, two: Node) -> str:
    points = [projection.point(n.lon, n.lat) for n in (one, two)]
    inside = [p for p in points if p is not None]
    return _path(inside) if len(inside) == 2 else ""


def _way(world: World, projection: Projection, way: Way, number: int) -> Iterator[str]:
    nodes, colour = world.atlas.nodes, COLOURS[number % len(COLOURS)]
    wide = 4.0 if number == 0 else 2.4
    ink = f'class="way w{number % len(COLOURS) + 1}" fill="none" stroke="{colour}" stroke-width="{wide}"'
    yield f'<g clip-path="url(#sheet)" {ink} stroke-opacity="0.8">'
    for step in way.steps:
        line = _line(projection, nodes[step.start], nodes[step.end])
        told = f"{_named(world, step.leg)}: {step.leg.mode}, {step.km:,.0f} km, {step.state.status}"
        if line:
            dash = DASHES.get(step.leg.mode, "")
            yield f'<path d="{line}" stroke-dasharray="{dash}"><title>{escape(told)}</title></path>'
    yield "</g>"


def _labels(projection: Projection, shown: list[Node]) -> Iterator[str]:
    """Names of the nodes on the ways, the first of any that would stand on each other."""
    written: list[tuple[float, float]] = []
    for node in dict.fromkeys(shown):
        point = projection.point(node.lon, node.lat)
        if point is None:
            continue
        x, y = point
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.6" class="node" fill="#222"/>'
        if all(abs(y - v) > CLOSE or abs(x - u) > 6 * CLOSE for u, v in written):
            written.append(point)
            end = ' text-anchor="end"' if x > WIDTH - 140 else ""
            shift = -5 if end else 5
            yield (
                f'<text x="{x + shift:.1f}" y="{y - 4:.1f}"{end} stroke="#fff" stroke-width="3" '
                f'paint-order="stroke" fill="#111">{escape(node.name)}</text>'
            )


def _legend(answer: Answer, drawn: list[tuple[str, Way]]) -> Iterator[str]:
    for number, (role, way) in enumerate(drawn[: len(COLOURS)]):
        x, y = 20 + (number // 4) * 610, HEIGHT + 22 + (number % 4) * 20
        yield f'<path class="way w{number + 1}" d="M{x} {y - 4}h26" stroke="{COLOURS[number]}" stroke-width="4"/>'
        told = f"{role_name(answer.world.atlas, role)}: {stretches(answer.world.atlas, way)}; {way.km:,.0f} km"
        yield f'<text x="{x + 34}" y="{y}">{escape(told if len(told) < 92 else told[:89] + "...")}</text>'
    note = (
        "Lines join nodes, they do not follow tracks: rail solid, sea dashed, road dotted; red dots let nothing pass. "
        "Outlines: Natural Earth; no borders are drawn."
    )
    yield f'<text class="quiet" x="20" y="{HEIGHT + FOOT - 10}" fill="#555">{escape(note)}</text>'

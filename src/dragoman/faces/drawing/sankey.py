"""A Sankey diagram as SVG: bands whose width is their volume, in columns from where they come to where they go.

A band has the colour of the node that it leaves; what ends stands in the last column.  Classes (paper, quiet, bar) say
what a colour is for, so that a page can give it its own.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

WIDTH, HEIGHT, TOP, SIDE, BAR, GAP = 1000.0, 340.0, 40.0, 230.0, 14.0, 22.0
COLOURS = ("#4393c3", "#f4a582", "#92c5de", "#b2abd2", "#a6dba0", "#fdb863")
LOST = "#bdbdbd"


@dataclass(frozen=True, slots=True)
class Band:
    """A volume from one node to another; `lost` bands are drawn grey."""

    start: str
    end: str
    volume: float
    lost: bool = False


@dataclass(frozen=True, slots=True)
class _Bar:
    """A node on the sheet: its column, its upper edge and its height."""

    column: int
    top: float
    height: float


def sankey(title: str, bands: Sequence[Band], unit: str, below: str = "") -> str:
    """The diagram of these bands, widest first; `unit` follows every figure, `below` is a line of text under it."""
    shown = [b for b in bands if b.volume > 0]
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {HEIGHT + TOP + 40:g}" role="img" '
        f'font-family="system-ui, sans-serif" font-size="12"><title>{escape(title)}</title>',
        f'<rect class="paper" width="{WIDTH:g}" height="{HEIGHT + TOP + 40:g}" fill="#fff"/>',
        f'<text x="10" y="22" font-size="15">{escape(title)}</text>',
        *(_drawn(shown, unit) if shown else ['<text x="10" y="60">Nothing flows.</text>']),
        f'<text class="quiet" x="10" y="{HEIGHT + TOP + 28:g}" fill="#555">{escape(below)}</text>',
        "</svg>\n",
    ]
    return "\n".join(parts)


def _drawn(bands: Sequence[Band], unit: str) -> Iterator[str]:
    bars = _bars(bands)
    columns = max(b.column for b in bars.values()) or 1
    scale = _scale(bands, bars)
    left = {n: SIDE + b.column * (WIDTH - 2 * SIDE - BAR) / columns for n, b in bars.items()}
    out, into = dict.fromkeys(bars, 0.0), dict.fromkeys(bars, 0.0)
    colours = {node: COLOURS[n % len(COLOURS)] for n, node in enumerate(dict.fromkeys(b.start for b in bands))}
    for band in sorted(bands, key=lambda b: (bars[b.end].top, bars[b.start].top)):
        wide = band.volume * scale
        y1 = bars[band.start].top + out[band.start] + wide / 2
        y2 = bars[band.end].top + into[band.end] + wide / 2
        out[band.start] += wide
        into[band.end] += wide
        x1, x2 = left[band.start] + BAR, left[band.end]
        middle = (x1 + x2) / 2
        colour = LOST if band.lost else colours[band.start]
        told = f"{band.start} to {band.end}: {band.volume:,.3g} {unit}"
        yield (
            f'<path d="M{x1:.1f} {y1:.1f}C{middle:.1f} {y1:.1f} {middle:.1f} {y2:.1f} {x2:.1f} {y2:.1f}" fill="none" '
            f'stroke="{colour}" stroke-opacity="0.65" stroke-width="{max(wide, 0.8):.1f}">'
            f"<title>{escape(told)}</title></path>"
        )
    for node, bar in bars.items():
        high = max(bar.height, 1)
        size = f'width="{BAR:g}" height="{high:.1f}"'
        yield f'<rect class="bar" x="{left[node]:.1f}" y="{bar.top:.1f}" {size} fill="#444"/>'
    for node, bar in bars.items():  # names stand on everything else
        yield _name(node, bar, left[node], _total(bands, node), unit)


def _name(node: str, bar: _Bar, left: float, volume: float, unit: str) -> str:
    x, anchor = (left - 6, "end") if bar.column == 0 else (left + BAR + 6, "start")
    y = bar.top + bar.height / 2 + 4
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" stroke="#fff" stroke-width="3" paint-order="stroke" '
        f'fill="#111">{escape(node)} {volume:,.3g} {escape(unit)}</text>'
    )


def _total(bands: Sequence[Band], node: str) -> float:
    """What passes a node: the greater of what comes and what goes."""
    return max(sum(b.volume for b in bands if b.end == node), sum(b.volume for b in bands if b.start == node))


def _columns(bands: Sequence[Band]) -> dict[str, int]:
    """Each node's column: one behind the last that feeds it, within as many rounds as there are nodes."""
    nodes = list(dict.fromkeys(n for b in bands for n in (b.start, b.end)))
    column = dict.fromkeys(nodes, 0)
    for _ in nodes:
        for band in bands:
            column[band.end] = max(column[band.end], min(column[band.start] + 1, len(nodes) - 1))
    last, leaving = max(column.values()), {b.start for b in bands}
    return {n: column[n] if n in leaving else last for n in nodes}


def _bars(bands: Sequence[Band]) -> dict[str, _Bar]:
    """Where each node stands: columns filled from the top, with gaps, by one scale for the whole sheet.

    Within a column a node stands by the middle of what feeds it, so that bands cross little.
    """
    column = _columns(bands)
    totals = {n: _total(bands, n) for n in column}
    scale = _sheet_scale(column, totals)
    bars: dict[str, _Bar] = {}
    for number in sorted(set(column.values())):
        top = TOP
        for node in sorted((n for n in column if column[n] == number), key=lambda n: _fed_from(bands, bars, n)):
            bars[node] = _Bar(number, top, totals[node] * scale)
            top += totals[node] * scale + GAP
    return bars


def _fed_from(bands: Sequence[Band], bars: dict[str, _Bar], node: str) -> float:
    """The height at which the middle of what feeds a node leaves; at the top for what nothing feeds."""
    feeding = [b for b in bands if b.end == node and b.start in bars]
    volume = sum(b.volume for b in feeding)
    return sum(b.volume * (bars[b.start].top + bars[b.start].height / 2) for b in feeding) / volume if volume else 0.0


def _sheet_scale(column: dict[str, int], totals: dict[str, float]) -> float:
    fullest: dict[int, tuple[float, int]] = {}
    for node, number in column.items():
        volume, count = fullest.get(number, (0.0, 0))
        fullest[number] = (volume + totals[node], count + 1)
    return min((HEIGHT - GAP * (count - 1)) / volume for volume, count in fullest.values())


def _scale(bands: Sequence[Band], bars: dict[str, _Bar]) -> float:
    """Points of the sheet for a unit of volume."""
    node = max(bars, key=lambda n: bars[n].height)
    return bars[node].height / _total(bands, node)

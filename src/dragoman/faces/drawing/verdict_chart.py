"""The chart of a verdict: a bar for each stretch of time or side, the claimed ones marked, with intervals."""

from collections.abc import Iterator, Sequence
from html import escape

from dragoman.analysis.narratives.levels import Bar
from dragoman.analysis.narratives.verdicts import Verdict

WIDTH, HEIGHT, LEFT, TOP, FOOT = 900.0, 300.0, 70.0, 60.0, 70.0
FILLS = {"claimed": "#b2182b", "before": "#4393c3", "after": "#d1d5da", "other": "#4393c3"}
MEANT = {"claimed": "claimed", "before": "before", "after": "after, not compared", "other": "others"}


def verdict_chart(verdict: Verdict, title: str) -> str:
    """The SVG of a verdict; a reader of the screen hears its title and its verdict."""
    bars = verdict.bars
    told = f"{title} ({verdict.dataset}): {verdict.verdict}"
    size = f"0 0 {WIDTH:g} {TOP + HEIGHT + FOOT:g}"
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{size}" role="img" font-family="system-ui, sans-serif" '
            f'font-size="12"><title>{escape(told)}</title><desc>{escape(verdict.because)}</desc>',
            f'<rect width="{WIDTH:g}" height="{TOP + HEIGHT + FOOT:g}" fill="#fff"/>',
            f'<text x="10" y="22" font-size="15">{escape(told)}</text>',
            f'<text x="10" y="42" fill="#555">for each {escape(verdict.unit)}, with 95 % intervals</text>',
            *(_plot(bars, verdict.scale) if bars else [f'<text x="{LEFT:g}" y="{TOP + 40:g}">nothing to draw</text>']),
            *_key(bars),
            "</svg>\n",
        ]
    )


def _plot(bars: Sequence[Bar], scale: float) -> Iterator[str]:
    high = max([b.high * scale for b in bars] + [b.rate * scale for b in bars] + [0.0]) or 1.0
    low = min([b.low * scale for b in bars] + [0.0])

    def y(value: float) -> float:
        return TOP + (high - value) / ((high - low) or 1.0) * HEIGHT

    for value in sorted({low, 0.0, high / 2, high}):
        yield f'<path d="M{LEFT:g} {y(value):.1f}H{WIDTH - 15:g}" stroke="#ddd"/>'
        yield f'<text x="{LEFT - 6:g}" y="{y(value) + 4:.1f}" text-anchor="end">{value:,.1f}</text>'
    step = (WIDTH - LEFT - 15) / len(bars)
    every = max(1, round(90 / step))
    for number, bar in enumerate(bars):
        x, width = LEFT + (number + 0.15) * step, step * 0.7
        top, bottom = sorted((y(bar.rate * scale), y(0.0)))
        told = f"{bar.name}: {bar.events:,} events, {bar.rate * scale:,.2f}"
        yield (
            f'<rect x="{x:.1f}" y="{top:.1f}" width="{width:.1f}" height="{max(bottom - top, 0.5):.1f}" '
            f'fill="{FILLS[bar.side]}"><title>{escape(told)}</title></rect>'
        )
        middle = x + width / 2
        yield f'<path d="M{middle:.1f} {y(bar.low * scale):.1f}V{y(bar.high * scale):.1f}" stroke="#222"/>'
        if number % every == 0 or bar.side == "claimed":
            name = escape(bar.name.replace("/", " to "))
            below = TOP + HEIGHT + (18 if number % (2 * every) == 0 else 32)
            yield f'<text x="{middle:.1f}" y="{below:g}" text-anchor="middle" font-size="11">{name}</text>'


def _key(bars: Sequence[Bar]) -> Iterator[str]:
    for number, side in enumerate(dict.fromkeys(b.side for b in bars)):
        x, y = LEFT + number * 170, TOP + HEIGHT + FOOT - 18
        yield f'<rect x="{x:g}" y="{y:g}" width="12" height="12" fill="{FILLS[side]}"/>'
        yield f'<text x="{x + 18:g}" y="{y + 10:g}">{escape(MEANT[side])}</text>'

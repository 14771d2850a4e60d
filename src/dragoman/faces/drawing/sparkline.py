"""A series in a line of text: the higher the block the greater the value, below nothing a hanging mark."""

from collections.abc import Sequence

BLOCKS = "▁▂▃▄▅▆▇█"
NOTHING, BELOW, UNKNOWN = "·", "▔", " "


def sparkline(values: Sequence[float | None], most: int = 100) -> str:
    """The values as blocks; of more values than fit neighbours are averaged; null is a gap."""
    fitted = _fitted(values, most)
    top = max((v for v in fitted if v is not None), default=0.0)
    return "".join(_mark(v, top) for v in fitted)


def _mark(value: float | None, top: float) -> str:
    if value is None:
        return UNKNOWN
    if value == 0:
        return NOTHING
    return BELOW if value < 0 else BLOCKS[min(len(BLOCKS) - 1, int(value / top * len(BLOCKS)))]


def _fitted(values: Sequence[float | None], most: int) -> list[float | None]:
    size = -(-len(values) // most) or 1
    return [_mean(values[n : n + size]) for n in range(0, len(values), size)]


def _mean(values: Sequence[float | None]) -> float | None:
    known = [v for v in values if v is not None]
    return sum(known) / len(known) if known else None

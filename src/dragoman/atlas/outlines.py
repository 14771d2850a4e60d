"""Outlines of the land, no borders: Natural Earth 1:110m (public domain) as TopoJSON of the npm package world-atlas."""

import json
from functools import cache
from itertools import accumulate, chain
from typing import Any

from dragoman.atlas.corridors import FOLDER
from dragoman.errors import DataError

Ring = tuple[tuple[float, float], ...]
FILE = FOLDER / "land-110m.json"


@cache
def load_land() -> tuple[Ring, ...]:
    """Every ring of land and of the seas within it, as (longitude, latitude) in degrees; fill them even-odd.

    Raises DataError if the file is missing or broken.
    """
    try:
        topology = json.loads(FILE.read_text(encoding="utf-8"))
        arcs = [_arc(arc, topology["transform"]) for arc in topology["arcs"]]
        shapes = topology["objects"]["land"]["geometries"]
        return tuple(_ring(ring, arcs) for shape in shapes for ring in chain.from_iterable(_polygons(shape)))
    except (OSError, ValueError, KeyError, IndexError) as error:
        raise DataError(FILE, str(error)) from error


def _arc(arc: list[list[int]], transform: dict[str, list[float]]) -> Ring:
    """An arc in degrees; in the file each point is the step from the one before, in whole units."""
    (wide, high), (left, low) = transform["scale"], transform["translate"]
    steps = accumulate(arc, lambda a, b: [a[0] + b[0], a[1] + b[1]])
    return tuple((x * wide + left, y * high + low) for x, y in steps)


def _polygons(shape: dict[str, Any]) -> list[list[list[int]]]:
    arcs: list[Any] = shape["arcs"]
    return arcs if shape["type"] == "MultiPolygon" else [arcs]


def _ring(numbers: list[int], arcs: list[Ring]) -> Ring:
    """Arcs put together; a negative number is an arc the other way round, counted from -1."""
    found: list[tuple[float, float]] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        found.extend(arc if not found else arc[1:])
    return tuple(found)

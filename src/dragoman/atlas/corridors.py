"""The atlas of corridors: nodes, legs, what was published of them, and who says so; the only reader of its data."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Any

from dragoman.atlas.atlas import DATA
from dragoman.data import read_data
from dragoman.errors import DataError

FOLDER = DATA / "corridors"
STATUSES = ("open", "restricted", "closed", "building", "agreed", "planned")
USABLE = ("open", "restricted")
MODES = ("rail", "road", "sea", "river", "ferry")
BASES = ("published", "difference", "allotted", "computed", "")
UNSOURCED = "unsourced"
EARTH = 6371.0  # mean radius in km
LAST_DAY = "-12-31"


@dataclass(frozen=True, slots=True)
class Source:
    """A public page: `by` publishes it, `side` is the state that owns or directs the publisher where that is plain."""

    id: str
    title: str
    by: str
    url: str
    date: str = ""
    side: str = ""


@dataclass(frozen=True, slots=True)
class Node:
    """A place where legs meet (degrees WGS 84): `kind` city, station, junction, crossing, port or strait.

    `sea` is "open" for the coast of the world's oceans, "caspian" for that of the Caspian Sea, else empty.
    """

    id: str
    name: str
    country: str
    kind: str
    lat: float
    lon: float
    sea: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Leg:
    """A way between two nodes without a choice on it, usable in both directions.

    `km` is null where no length is known; `basis`: published, difference (of published figures), allotted (the share of
    a published total that falls to it by great circle) or computed.
    `gauge` is the rails' width in mm; `through` are states that it crosses and that neither end lies in.
    """

    id: str
    a: str
    b: str
    mode: str
    gauge: int | None = None
    km: float | None = None
    basis: str = ""
    sources: tuple[str, ...] = ()
    through: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()

    def other(self, node: str) -> str:
        """The end that is not this node."""
        return self.b if node == self.a else self.a


@dataclass(frozen=True, slots=True)
class Claim:
    """What a source says to be the state of a leg or node on a day; `expected` is the day named for its opening."""

    of: str
    date: str
    status: str
    expected: str
    source: str
    says: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A length as published: of a leg, or of a line made of several legs."""

    of: str
    legs: tuple[str, ...]
    km: float
    source: str
    says: str


@dataclass(frozen=True, slots=True)
class Sanction:
    """A programme or party that the reader is warned of, on legs, nodes or states."""

    id: str
    programme: str
    party: str
    says: str
    on: tuple[str, ...]
    since: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Baseline:
    """A way that others are held against: the nodes that it must pass, in order from the south or east.

    Baselines of one `kind` stand for the same choice and are named together.
    """

    name: str
    kind: str
    says: str
    via: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Interval:
    """A quantity that is known to lie between two bounds."""

    low: float
    high: float

    @property
    def mid(self) -> float:
        """The middle, by which ways are ranked."""
        return (self.low + self.high) / 2

    def __add__(self, other: "Interval") -> "Interval":
        """Both together."""
        return Interval(self.low + other.low, self.high + other.high)

    def __mul__(self, other: "Interval") -> "Interval":
        """One for each of the other; both are positive."""
        return Interval(self.low * other.low, self.high * other.high)


@dataclass(frozen=True, slots=True)
class Assumption:
    """An interval that times and costs rest on, and what it comes from."""

    interval: Interval
    basis: str


Assumptions = Mapping[str, Mapping[str, Assumption]]


@dataclass(frozen=True)
class Corridors:
    """Everything that the atlas holds of corridors.

    `readings` say how a tie's stage or status reads as the state of a leg, `mode_words` how a word reads as a mode.
    """

    nodes: Mapping[str, Node]
    legs: Mapping[str, Leg]
    claims: tuple[Claim, ...]
    figures: tuple[Figure, ...]
    sources: Mapping[str, Source]
    sanctions: tuple[Sanction, ...]
    baselines: Mapping[str, Baseline]
    hubs: Mapping[str, str]
    landlocked: tuple[str, ...]
    readings: Mapping[str, str]
    mode_words: Mapping[str, str]

    def history(self, of: str, until: str | None = None) -> tuple[Claim, ...]:
        """What was said of a leg or node up to a day, the oldest first; a claim of a year counts as of its last day."""
        told = (c for c in self.claims if c.of == of and (until is None or last_day(c.date) <= last_day(until)))
        return tuple(sorted(told, key=lambda c: (last_day(c.date), c.date)))

    def apart(self, a: str, b: str) -> float:
        """Great-circle distance between two nodes, in km."""
        one, two = self.nodes[a], self.nodes[b]
        return great_circle(one.lat, one.lon, two.lat, two.lon)


def last_day(date: str) -> str:
    """The last day of a date of any precision ("2026" is 2026-12-31), for putting claims in order."""
    return date + LAST_DAY[len(date) - 4 :] if 4 <= len(date) < 10 else date


def great_circle(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Distance on a sphere in km (haversine); all in degrees."""
    up = sin(radians(other_lat - lat) / 2) ** 2
    along = cos(radians(lat)) * cos(radians(other_lat)) * sin(radians(other_lon - lon) / 2) ** 2
    return 2 * EARTH * asin(sqrt(up + along))


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of one of the tables, without its comments; raises DataError for one that is missing or uneven."""
    path = FOLDER / name
    try:
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    except OSError as error:
        raise DataError(path, str(error)) from error
    for number, row in enumerate(csv.DictReader(lines), start=2):
        if None in row or None in row.values():
            raise DataError(path, f"row {number} has more or fewer cells than the head")
        yield row


def parts(cell: str) -> tuple[str, ...]:
    """The pieces of a cell that holds several."""
    return tuple(piece for piece in cell.split(";") if piece)


def _nodes() -> dict[str, Node]:
    return {
        r["id"]: Node(
            r["id"], r["name"], r["country"], r["kind"], float(r["lat"]), float(r["lon"]), r["sea"], parts(r["aliases"])
        )
        for r in rows("nodes.csv")
    }


def _legs() -> dict[str, Leg]:
    return {
        r["id"]: Leg(
            r["id"],
            r["a"],
            r["b"],
            r["mode"],
            int(r["gauge"]) if r["gauge"] else None,
            float(r["km"]) if r["km"] else None,
            r["basis"],
            parts(r["source"]),
            parts(r["through"]),
            parts(r["aliases"]),
        )
        for r in rows("legs.csv")
    }


def _sanctions() -> tuple[Sanction, ...]:
    found = read_data(FOLDER / "sanctions.toml")
    return tuple(
        Sanction(i, s["programme"], s["party"], s["says"], tuple(s["on"]), s["since"], tuple(s["sources"]))
        for i, s in found.items()
    )


def read_assumptions(path: Path | None = None) -> Assumptions:
    """The intervals that times and costs rest on, from a file like the atlas's own.

    Raises DataError for a table or entry that is missing, or an interval whose bounds are no positive numbers in order.
    """
    own = read_data(FOLDER / "assumptions.toml")
    found = own if path is None else read_data(path)
    where = path or FOLDER / "assumptions.toml"
    return {table: {name: _assumption(where, found, table, name) for name in entries} for table, entries in own.items()}


def _assumption(path: Path, found: Mapping[str, Any], table: str, name: str) -> Assumption:
    entry = found.get(table, {}).get(name)
    if not isinstance(entry, dict) or {"low", "high", "basis"} - set(entry):
        raise DataError(path, f"[{table}] needs {name} = {{low = ..., high = ..., basis = ...}}")
    low, high = entry["low"], entry["high"]
    numbers = all(type(v) in (int, float) for v in (low, high))
    if not numbers or not 0 < low <= high:
        raise DataError(path, f"[{table}] {name} must lie between two numbers above 0, the lower one first")
    return Assumption(Interval(float(low), float(high)), str(entry["basis"]))


@cache
def load_corridors() -> Corridors:
    """The corridors that are installed with the program, read once; raises DataError if a file of them is broken."""
    asked = read_data(FOLDER / "questions.toml")
    hubs = {s: n for t in ("landlocked", "coastal") for s, n in asked[t].items() if s != "says"}
    return Corridors(
        nodes=_nodes(),
        legs=_legs(),
        claims=tuple(
            Claim(r["of"], r["date"], r["status"], r["expected"], r["source"], r["says"]) for r in rows("history.csv")
        ),
        figures=tuple(
            Figure(r["of"], parts(r["legs"]), float(r["km"]), r["source"], r["says"]) for r in rows("figures.csv")
        ),
        sources={i: Source(i, **fields) for i, fields in read_data(FOLDER / "sources.toml").items()},
        sanctions=_sanctions(),
        baselines={n: Baseline(n, b["kind"], b["says"], tuple(b["via"])) for n, b in asked["baselines"].items()},
        hubs=hubs,
        landlocked=tuple(s for s in asked["landlocked"] if s != "says"),
        readings={**asked["statuses"], **asked["stages"]},
        mode_words={word: mode for mode, words in asked["modes"].items() for word in words},
    )

"""GeoJSON (RFC 7946): what has a point, for maps: places, acts, and ties as lines through those who have roles in them.

Longitude comes first; degrees are WGS 84.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache, partial
from typing import Any, BinaryIO

import orjson

from dragoman.atlas.atlas import load_atlas
from dragoman.data import data_of
from dragoman.exchange.acts import Act, acts_of
from dragoman.exchange.files import File, Tables

Feature = Mapping[str, Any]
HEAD, BETWEEN, END = b'{"type":"FeatureCollection","features":[\n', b",\n", b"\n]}\n"
MANY = 2  # points that a line has at least
TIE_FIELDS = (
    *("kind", "name", "party_names", "status", "stage", "attributes", "date", "date_to", "date_text", "statement"),
    *("source", "sources", "speaker", "via", "outlet", "published", "title", "url", "report", "sentence", "because"),
)
PLACE_FIELDS = ("name", "kind", "country", "reports", "names")


@dataclass(frozen=True, slots=True)
class Point:
    """A point of a tie: who or what is there in which role, and what the point is of (`precision`)."""

    role: str
    name: str
    precision: str
    lon: float
    lat: float


def geojson_files(tables: Tables) -> Iterator[File]:
    """Places, events and ties, each as a collection of features."""
    acts = list(acts_of(tables))
    for name, features, whole in (
        ("places", list(_places(tables)), tables["places"].height),
        ("events", [f for act in acts if (f := _act(act)) is not None], len(acts)),
        ("ties", list(_ties(tables)), tables["ties"].height),
    ):
        note = f"{len(features):,} of {whole:,} have a point and stand here; the others are in no map."
        yield File(f"{name}.geojson", partial(_write, features), notes=(note,))


def _write(features: list[Feature], stream: BinaryIO) -> None:
    stream.write(HEAD)
    for number, feature in enumerate(features):
        stream.write((BETWEEN if number else b"") + orjson.dumps(feature))
    stream.write(END)


def _places(tables: Tables) -> Iterator[Feature]:
    for row in tables["places"].iter_rows(named=True):
        if row["lat"] is not None and row["lon"] is not None:
            properties = {k: row[k] for k in PLACE_FIELDS}
            yield _feature(row["id"], _point(row["lon"], row["lat"]), properties)


def _act(act: Act) -> Feature | None:
    if act.site is None or act.site.lat is None or act.site.lon is None:
        return None
    properties = {
        "type": act.type,
        "mode": act.mode,
        "status": act.status,
        "counts_as": act.counts_as,
        "start": act.days.first,
        "end": act.days.last,
        "actors": [p.name for p in act.actors],
        "recipients": [p.name for p in act.recipients],
        "place": act.site.name,
        "tellings": act.tellings,
        "origins": act.origins,
        "because": act.because,
        "speaker": act.speaker,
        "outlet": act.outlet,
        "published": act.published,
        "url": act.url,
        "sentence": act.sentence,
        "report": act.report,
    }
    return _feature(act.id, _point(act.site.lon, act.site.lat), properties)


def _ties(tables: Tables) -> Iterator[Feature]:
    points = _points(tables)
    for row in tables["ties"].iter_rows(named=True):
        along = ways().get(row["kind"])
        found = _along(points.get(row["id"], []), along)
        if found:
            properties = {k: row[k] for k in TIE_FIELDS}
            yield _feature(
                row["id"], _shape(found, way=along is not None), properties | {"points": list(map(asdict, found))}
            )


@cache
def ways() -> Mapping[str, list[str]]:
    """The roles that lie along a way, by kind of tie (ways.toml)."""
    return data_of("dragoman.exchange", "ways.toml")


def _along(points: Sequence[Point], along: Sequence[str] | None) -> list[Point]:
    """The points of a tie: on a way those that lie along it, from where it comes to where it goes."""
    if along is None:
        return list(points)
    return sorted((p for p in points if p.role in along), key=lambda p: along.index(p.role))


def _shape(points: Sequence[Point], *, way: bool) -> Feature:
    places = [list(p) for p in dict.fromkeys((p.lon, p.lat) for p in points)]
    if len(places) < MANY:
        return _point(*places[0])
    return {"type": "LineString" if way else "MultiPoint", "coordinates": places}


def _points(tables: Tables) -> dict[str, list[Point]]:
    """Whoever has a role in each tie and a point; a state stands at its capital, which is said."""
    places = {r[0]: r for r in tables["places"].select("id", "name", "lon", "lat").rows() if None not in r}
    found: dict[str, list[Point]] = {}
    for tie, role, holder in tables["roles"].select("tie", "role", "holder").rows():
        state = load_atlas().state(holder)
        if holder in places:
            _, name, lon, lat = places[holder]
            found.setdefault(tie, []).append(Point(role, name, "place", lon, lat))
        elif state is not None and state.lat is not None and state.lon is not None:
            found.setdefault(tie, []).append(Point(role, state.name, "capital of the state", state.lon, state.lat))
    return found


def _point(lon: float, lat: float) -> Feature:
    return {"type": "Point", "coordinates": [lon, lat]}


def _feature(identity: str, geometry: Feature, properties: Feature) -> Feature:
    return {"type": "Feature", "id": identity, "geometry": geometry, "properties": dict(properties)}

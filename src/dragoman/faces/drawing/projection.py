"""Lambert's azimuthal equal-area projection, fitted to a sheet (Snyder 1987, Map Projections, pp. 182-190)."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import atan2, cos, degrees, hypot, radians, sin, sqrt

Point = tuple[float, float]
FAR = -0.3  # cosine of the angle from the middle beyond which nothing is drawn: the projection tears it apart


@dataclass(frozen=True, slots=True)
class Projection:
    """From (longitude, latitude) in degrees to points of a sheet; `lon`, `lat` are its middle."""

    lon: float
    lat: float
    scale: float
    left: float
    top: float

    def point(self, lon: float, lat: float) -> Point | None:
        """The point on the sheet, y growing downwards; null on the far side of the globe."""
        flat = plane(self.lon, self.lat, lon, lat)
        if flat is None:
            return None
        return self.left + flat[0] * self.scale, self.top - flat[1] * self.scale


def plane(lon0: float, lat0: float, lon: float, lat: float) -> Point | None:
    """A point on the plane around a middle, for a globe of radius 1; null on the far side."""
    middle, up, along = radians(lat0), radians(lat), radians(lon - lon0)
    near = sin(middle) * sin(up) + cos(middle) * cos(up) * cos(along)
    if near < FAR:
        return None
    stretch = sqrt(2 / (1 + near))
    return (
        stretch * cos(up) * sin(along),
        stretch * (cos(middle) * sin(up) - sin(middle) * cos(up) * cos(along)),
    )


def fitted(points: Iterable[Point], width: float, height: float, margin: float) -> Projection:
    """The projection around these points (longitude, latitude), so that they fill a sheet within its margin."""
    given = list(points)
    lon, lat = middle_of(given)
    flat = [p for q in given if (p := plane(lon, lat, *q)) is not None]
    xs, ys = [x for x, _ in flat], [y for _, y in flat]
    wide, high = max(max(xs) - min(xs), 0.02), max(max(ys) - min(ys), 0.02)
    scale = min((width - 2 * margin) / wide, (height - 2 * margin) / high)
    across, down = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    return Projection(lon, lat, scale, width / 2 - across * scale, height / 2 + down * scale)


def middle_of(points: list[Point]) -> Point:
    """The middle of points on a globe: the direction of the sum of their vectors."""
    x = sum(cos(radians(lat)) * cos(radians(lon)) for lon, lat in points)
    y = sum(cos(radians(lat)) * sin(radians(lon)) for lon, lat in points)
    z = sum(sin(radians(lat)) for _, lat in points)
    return degrees(atan2(y, x)), degrees(atan2(z, hypot(x, y)))

"""Lambert's azimuthal equal-area projection."""

from math import cos, hypot, pi, radians, sin, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.faces.drawing.projection import fitted, middle_of, plane

degrees_east = st.floats(-180, 180)
degrees_north = st.floats(-80, 80)


def test_the_middle_stays_and_a_quarter_of_the_globe_is_root_two_away() -> None:
    assert plane(50, 30, 50, 30) == pytest.approx((0, 0))
    assert plane(0, 0, 90, 0) == pytest.approx((sqrt(2), 0))
    assert plane(0, 0, 0, 90) == pytest.approx((0, sqrt(2)))
    assert plane(0, 0, 180, 0) is None


def test_points_on_the_meridian_of_the_middle_lie_twice_the_sine_of_half_their_angle_away() -> None:
    assert plane(-100, 40, -100, 60) == pytest.approx((0, 2 * sin(radians(10))))


@given(lon=degrees_east, lat=degrees_north, width=st.floats(0.1, 1.0))
def test_areas_are_kept(lon: float, lat: float, width: float) -> None:
    """A small cap around a point has the area 2 pi (1 - cos r) wherever the middle is."""
    point = plane(lon, lat, lon, lat + width)
    assert point is not None
    radius = hypot(*point)
    assert pi * radius**2 == pytest.approx(2 * pi * (1 - cos(radians(width))), rel=1e-6)


@given(st.lists(st.tuples(st.floats(20, 100), st.floats(0, 65)), min_size=2, max_size=12))
def test_all_points_lie_on_the_sheet(points: list[tuple[float, float]]) -> None:
    projection = fitted(points, 1000, 700, 50)
    for point in points:
        found = projection.point(*point)
        assert found is not None
        assert 49 <= found[0] <= 951
        assert 49 <= found[1] <= 651


def test_the_middle_of_points_across_the_date_line() -> None:
    lon, lat = middle_of([(170, 0), (-170, 0)])
    assert abs(lon) == pytest.approx(180)
    assert lat == pytest.approx(0, abs=1e-9)

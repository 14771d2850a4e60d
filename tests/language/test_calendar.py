"""Arithmetic on ISO prefixes keeps their precision and stays on the calendar."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.language.calendar import NOWHERE, Interval, a_month, a_year, moved, part, prefix, shifted, whole


@pytest.mark.parametrize(
    ("iso", "expected"),
    [
        ("2022", "2022"),
        ("2022-07", "2022-07"),
        ("2024-02-29", "2024-02-29"),
        ("2023-02-29", None),
        ("2022-13", None),
        ("0000", None),
        ("22", None),
        ("yesterday", None),
        ("", None),
        (None, None),
    ],
)
def test_prefixes(iso: str | None, expected: str | None) -> None:
    assert prefix(iso) == expected


@pytest.mark.parametrize(
    ("iso", "unit", "count", "expected"),
    [
        ("2022-07-01", "day", -1, "2022-06-30"),
        ("2022-07-01", "week", 2, "2022-07-15"),
        ("2022-07-01", "month", -7, "2021-12"),
        ("2022-07-01", "quarter", 1, "2022-10"),
        ("2022-07-01", "year", 5, "2027"),
        ("2022-07-01", "decade", -1, "2012"),
        ("2022", "year", -1, "2021"),
        ("2022", "month", -1, None),
        ("2022-07", "day", -1, None),
        ("0001-01-01", "day", -1, None),
        ("0001-01-01", "century", -1, None),
        (None, "year", 1, None),
    ],
)
def test_shifted(iso: str | None, unit: str, count: int, expected: str | None) -> None:
    assert shifted(iso, unit, count) == expected


@pytest.mark.parametrize(
    ("iso", "unit", "expected"),
    [
        ("2022-07-01", "week", ("2022-06-27", "2022-07-03")),
        ("2022-07-01", "month", ("2022-07", "2022-07")),
        ("2022-07", "quarter", ("2022-07", "2022-09")),
        ("2022", "decade", ("2020", "2029")),
        ("2022", "week", (None, None)),
    ],
)
def test_whole(iso: str, unit: str, expected: tuple[str, str]) -> None:
    assert whole(iso, unit) == expected


@pytest.mark.parametrize(
    ("interval", "which", "expected"),
    [
        (("2022", "2022"), "early", ("2022-01", "2022-04")),
        (("2022", "2022"), "end", ("2022-12", "2022-12")),
        (("2022-02", "2022-02"), "late", ("2022-02-21", "2022-02-28")),
        (("2022-06", "2022-08"), "mid", ("2022-07", "2022-07")),
        (("1990", "1999"), "late", ("1996", "1999")),
        (("2022-06-27", "2022-07-03"), "late", ("2022-06-27", "2022-07-03")),
        ((None, None), "late", (None, None)),
    ],
)
def test_part(interval: tuple[str | None, str | None], which: str, expected: tuple[str, str]) -> None:
    assert part(Interval(*interval), which) == expected


def test_nothing_leaves_the_calendar() -> None:
    assert a_year(0) == a_year(10000) == a_month(-5) == NOWHERE
    assert moved(date.max, 1) is None


@given(st.dates(), st.sampled_from(["day", "week", "month", "quarter", "year"]), st.integers(-500, 500))
def test_there_and_back(day: date, unit: str, count: int) -> None:
    there = shifted(day.isoformat(), unit, count)
    if there is not None and unit in ("day", "week", "month", "year"):
        assert shifted(there, unit, -count) == day.isoformat()[: len(there)]


@given(st.dates(), st.sampled_from(["early", "mid", "late", "start", "end"]), st.sampled_from([4, 7]))
def test_a_part_lies_within_its_whole(day: date, which: str, length: int) -> None:
    iso = day.isoformat()[:length]
    found = part(Interval(iso, iso), which)
    assert found.start is not None
    assert found.end is not None
    assert found.start[:length] == iso == found.end[:length]
    assert found.start <= found.end

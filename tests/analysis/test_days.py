"""ISO prefixes as days counted from 1970-01-01; their words are tested with the rest of the wording."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.analysis.days import day_number, day_of, first_number, last_number


@pytest.mark.parametrize(
    ("prefix", "first", "last"),
    [
        ("1970", "1970-01-01", "1970-12-31"),
        ("1969-12", "1969-12-01", "1969-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023-02", "2023-02-01", "2023-02-28"),
        ("2031-10-09", "2031-10-09", "2031-10-09"),
    ],
)
def test_a_prefix_begins_and_ends_with_its_days(prefix: str, first: str, last: str) -> None:
    assert day_of(first_number(prefix)).isoformat() == first
    assert day_of(last_number(prefix)).isoformat() == last


@pytest.mark.parametrize("prefix", ["2023-02-30", "2023-13", "soon"])
def test_a_day_that_there_is_not_has_no_number(prefix: str) -> None:
    with pytest.raises(ValueError, match="isoformat|month"):
        first_number(prefix)


@given(st.dates(date(1800, 1, 1), date(2200, 12, 31)))
def test_a_day_and_its_number_are_one(day: date) -> None:
    assert day_of(day_number(day)) == day
    assert first_number(day.isoformat()) == last_number(day.isoformat()) == day_number(day)
    assert first_number(f"{day:%Y-%m}") <= day_number(day) <= last_number(f"{day:%Y-%m}")

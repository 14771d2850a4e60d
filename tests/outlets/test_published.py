"""Publication dates: real ones between 1900 and tomorrow, else null with a sentence."""

from datetime import date

import pytest

from dragoman.outlets.published import published

TODAY = date(2024, 3, 5)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("2022-07-01", "2022-07-01"),
        (" 2022-07-01 ", "2022-07-01"),
        ("2022-07-01T10:00:00Z", "2022-07-01"),
        ("2022-07-01 10:00:00+03:30", "2022-07-01"),
        ("2022-07", "2022-07"),
        ("2022", "2022"),
        (2022, "2022"),
        ("1 July 2022", "2022-07-01"),
        ("July 1st, 2022", "2022-07-01"),
        ("Jul. 1, 2022", "2022-07-01"),
        ("Fri, 01 Jul 2022 10:00:00 GMT", "2022-07-01"),
        ("2024-03-06", "2024-03-06"),
        ("2024-03", "2024-03"),
        ("1900-01-01", "1900-01-01"),
    ],
)
def test_dates(given: object, expected: str) -> None:
    assert published(given, TODAY) == (expected, None)


@pytest.mark.parametrize("given", [None, "", "  "])
def test_no_date_is_no_fault(given: object) -> None:
    assert published(given, TODAY) == (None, None)


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ("1890-05-01", "before 1900"),
        ("0001-01-01", "before 1900"),
        ("2024-03-07", "in the future"),
        ("2031", "in the future"),
        ("2022-13-01", "not a date"),
        ("2022-02-30", "not a date"),
        ("last week", "not a date"),
        ("1 Brumaire 1799", "not a date"),
        ("1656662400000", "not a date"),
        (["2022"], "not a date"),
    ],
)
def test_a_bad_date_is_left_out_and_said(given: object, why: str) -> None:
    found = published(given, TODAY)
    assert found.date is None
    assert why in (found.note or "")
    assert "without a date" in (found.note or "")

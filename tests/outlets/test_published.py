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
        ("1 Jul 2022 10:00:00 +0300", "2022-07-01"),
        ("Friday, July 1, 2022", "2022-07-01"),
        ("July 1, 2022 6:10 AM", "2022-07-01"),
        ("July 1, 2022 at 11.40 p.m. (CET)", "2022-07-01"),
        ("Fri Jul 01 2022 06:10:00 GMT+0600 (East Kazakhstan Time)", "2022-07-01"),
        ("01-Jul-2022", "2022-07-01"),
        ("1.7.2022", "2022-07-01"),
        ("09.05.2022", "2022-05-09"),
        ("01.07.2022, 23:40", "2022-07-01"),
        ("31/7/2022", "2022-07-31"),
        ("7/31/2022 6:10:00 PM", "2022-07-31"),
        ("7/7/2022", "2022-07-07"),
        ("2022-07-01T23:40:00-04:00", "2022-07-01"),
        (44743, "2022-07-01"),
        ("44743.75", "2022-07-01"),
        (1656662400, "2022-07-01"),
        ("1656662400000", "2022-07-01"),
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
        ("7/1/2022", "can be two days"),
        ("13/13/2022", "not a date"),
        ("31.2.2022", "not a date"),
        ("12345", "not a date"),
        ("16566624000", "not a date"),
        ("10:00", "not a date"),
        (["2022"], "not a date"),
    ],
)
def test_a_bad_date_is_left_out_and_said(given: object, why: str) -> None:
    found = published(given, TODAY)
    assert found.date is None
    assert why in (found.note or "")
    assert "without a date" in (found.note or "")

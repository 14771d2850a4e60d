"""Dates of any precision: what touches the time that is asked for is found, and nothing else, by the calendar."""

import calendar
import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import visit

from dragoman.record.record import Record

PREFIXES = st.builds(
    lambda day, length: day.isoformat()[:length],
    st.dates(date(2018, 1, 1), date(2023, 12, 31)),
    st.sampled_from((4, 7, 10)),
)


def chance_prefix(chance: random.Random) -> str:
    day = date(2018, 1, 1).toordinal() + chance.randrange(6 * 365)
    return date.fromordinal(day).isoformat()[: chance.choice((4, 7, 10))]


def told(chance: random.Random) -> tuple[str, tuple[str, str] | None]:
    """A day of publishing and, of half of them, two dates in their order."""
    first, last = sorted((chance_prefix(chance), chance_prefix(chance)), key=days)
    return chance_prefix(chance), (first, last) if chance.random() < 0.5 and days(first)[0] <= days(last)[1] else None


def days(prefix: str) -> tuple[date, date]:
    """The first and the last day of a prefix date."""
    year, month, day = (*map(int, prefix.split("-")), 0, 0)[:3]
    first = date(year, month or 1, day or 1)
    if day:
        return first, first
    last_month = month or 12
    return first, date(year, last_month, calendar.monthrange(year, last_month)[1])


TOLD = [told(random.Random(seed)) for seed in range(120)]


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    path: Path = tmp_path_factory.mktemp("dates") / "r.duckdb"
    with Record.open(path, write=True) as record:
        visits = [visit(str(n), published=day, date=dates) for n, (day, dates) in enumerate(TOLD)]
        assert record.add_many(visits, "1.0") == ()
        yield record


@settings(max_examples=30, deadline=None)
@given(since=st.none() | PREFIXES, until=st.none() | PREFIXES)
def test_what_touches_the_time_is_found(record: Record, since: str | None, until: str | None) -> None:
    begin = days(since)[0] if since else date.min
    end = days(until)[1] if until else date.max
    expected = set()
    for number, (day, dates) in enumerate(TOLD):
        first, last = dates or (day, day)
        if days(first)[0] <= end and days(last)[1] >= begin:
            expected.add(str(number))
    limits = {k: v for k, v in (("since", since), ("until", until)) if v}
    assert set(record.events(**limits)["report"]) == expected


def test_events_stand_in_the_order_of_their_dates(record: Record) -> None:
    frame = record.events()
    dates = [own or published for own, published in frame.select("date", "published").rows()]
    assert dates == sorted(dates)

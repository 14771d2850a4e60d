"""What became of promises: kept, late, broken, overdue, open or unknowable, by what later reports tell."""

from pathlib import Path

import pytest
from north_sea import act, day, findings, record_of

from dragoman.analysis.ledger import ledger, slippage
from dragoman.record.filters import Filters
from dragoman.record.record import Record
from dragoman.types import Findings, When

PROMISE = "Norway will meet Iceland in Bergen on 8 June 2030."
LATER = "Norway met Iceland in Bergen."
DENIAL = "Norway did not meet Iceland in Bergen."
DUE = day("8 June 2030", "2030-06-08")


def promised(published: str | None = "2030-01-05", due: When | None = DUE, identity: str = "p") -> Findings:
    meeting = act(PROMISE, PROMISE, "meet", "CONSULT", status="planned", date=due)
    return findings(identity, PROMISE, "Fjord Post", published, mentions=(meeting,))


def told(published: str, date: str | None = None, status: str = "done") -> Findings:
    text = LATER if status == "done" else DENIAL
    trigger = "met" if status == "done" else "meet"
    when = None if date is None else day("then", date)
    meeting = act(text, text, trigger, "CONSULT", status=status, date=when)
    return findings("later", text, "Baltic Star", published, mentions=(meeting,))


def resolved(folder: Path, *reports: Findings) -> Record:
    """A record of these findings in which events are worked out."""
    record_of(folder, *reports).close()
    record = Record.open(folder / "north.duckdb", write=True)
    record.resolve()
    return record


def outcomes(folder: Path, *reports: Findings, as_of: str | None = None) -> list[tuple[str, int | None]]:
    with resolved(folder, *reports) as record:
        frame = ledger(record, as_of=as_of)
    return list(zip(frame["outcome"], frame["days"], strict=True))


@pytest.mark.parametrize(
    ("reports", "expected"),
    [
        ([told("2030-06-09", "2030-06-08")], ("kept", None)),
        ([told("2030-06-20", "2030-06-18")], ("late", 10)),
        ([told("2030-06-08")], ("kept", None)),
        ([told("2030-06-12")], ("unknowable", None)),
        ([told("2030-06-10", "2030-06-08", "not_happened")], ("broken", None)),
    ],
    ids=["dated by the day", "dated later", "told by the day", "told later without a date", "denied"],
)
def test_what_a_later_report_tells_decides(
    reports: list[Findings], expected: tuple[str, int | None], tmp_path: Path
) -> None:
    assert outcomes(tmp_path, promised(), *reports) == [expected]


def test_a_day_gone_by_without_a_word_is_overdue_and_a_coming_one_open(tmp_path: Path) -> None:
    with resolved(tmp_path, promised()) as record:
        assert ledger(record)["outcome"].to_list() == ["open"]
        late = ledger(record, as_of="2030-06-18")
    assert list(zip(late["outcome"], late["days"], strict=True)) == [("overdue", 10)]


def test_the_same_promise_told_twice_is_one(tmp_path: Path) -> None:
    assert outcomes(tmp_path, promised(), promised("2030-01-06", identity="q")) == [("open", None)]


def test_a_day_before_its_report_is_no_promise(tmp_path: Path) -> None:
    assert outcomes(tmp_path, promised("2030-07-01")) == []


def test_a_promise_without_a_day_or_a_report_without_one_stays_open(tmp_path: Path) -> None:
    assert outcomes(tmp_path, promised(due=None), as_of="2040-01-01") == [("open", None)]


def test_a_record_without_dated_reports_has_no_day_to_count_from(tmp_path: Path) -> None:
    assert outcomes(tmp_path, promised(None)) == [("open", None)]


def test_how_sides_kept_their_word(tmp_path: Path) -> None:
    with resolved(tmp_path, promised(), told("2030-06-20", "2030-06-18")) as record:
        (row,) = slippage(ledger(record)).iter_rows(named=True)
    assert (row["kept"], row["late"], row["median_days_late"]) == (0, 1, 10)
    assert row["chance"] == pytest.approx(0.25)
    assert row["low"] == 0
    assert 0.7 < row["high"] < 0.9


def test_an_open_promise_of_a_stranger_may_come_out_any_way(tmp_path: Path) -> None:
    with resolved(tmp_path, promised()) as record:
        (row,) = ledger(record).iter_rows(named=True)
    assert (row["chance"], row["low"], row["high"], row["settled"]) == (0.5, 0, 1, 0)


@pytest.mark.parametrize(
    ("filters", "number"),
    [
        (Filters(actor="Norway"), 1),
        (Filters(actor="NOR", with_="ISL"), 1),
        (Filters(actor="Sweden"), 0),
        (Filters(since="2030-06-08", until="2030-06"), 1),
        (Filters(since="2031"), 0),
        (Filters(outlet="fjord post"), 1),
        (Filters(text="bergen"), 1),
        (Filters(text="Oslo"), 0),
    ],
)
def test_filters(filters: Filters, number: int, tmp_path: Path) -> None:
    with resolved(tmp_path, promised()) as record:
        assert len(ledger(record, filters)) == number

"""What became of promises: kept, late, broken, overdue, open or unknowable, by what later reports tell."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from north_sea import act, day, findings, record_of, tie

from dragoman.analysis.ledger import ledger
from dragoman.analysis.prospects import slippage
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
    return record_of(folder, *reports, resolved=True)


@pytest.fixture(scope="module")
def one_promise(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    """A record of one promise, of which nothing later is told."""
    with resolved(tmp_path_factory.mktemp("promise"), promised()) as record:
        yield record


@pytest.fixture(scope="module")
def kept_late(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    """A record of a promise that was kept ten days late."""
    with resolved(tmp_path_factory.mktemp("late"), promised(), told("2030-06-20", "2030-06-18")) as record:
        yield record


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
        ([told("2030-06-12")], ("kept", None)),
        ([told("2030-07-01")], ("late", 16)),
        ([told("2030-07-20", "2030-06")], ("unknowable", None)),
        ([told("2030-06-10", "2030-06-08", "not_happened")], ("broken", None)),
    ],
    ids=["dated by the day", "dated later", "told by the day", "told within a week", "told later", "month", "denied"],
)
def test_what_a_later_report_tells_decides(
    reports: list[Findings], expected: tuple[str, int | None], tmp_path: Path
) -> None:
    assert outcomes(tmp_path, promised(), *reports) == [expected]


def test_a_promise_of_what_is_no_act_is_not_kept_by_being_made(tmp_path: Path) -> None:
    text = "Norway promised Iceland to clear the harbour by 8 June 2030."
    by = When(None, "2030-06-08", "by 8 June 2030", deadline=True)
    made = act(text, text, "promised", "AGREE", deadline=by)
    reports = (findings("p", text, "Fjord Post", "2030-01-05", mentions=(made,)), told("2030-07-20", "2030-06"))
    assert outcomes(tmp_path, *reports) == [("overdue", 42)]


def test_a_day_gone_by_without_a_word_is_overdue_and_a_coming_one_open(one_promise: Record) -> None:
    assert ledger(one_promise)["outcome"].to_list() == ["open"]
    late = ledger(one_promise, as_of="2030-06-18")
    assert list(zip(late["outcome"], late["days"], strict=True)) == [("overdue", 10)]


def test_the_same_promise_told_twice_is_one(tmp_path: Path) -> None:
    assert outcomes(tmp_path, promised(), promised("2030-01-06", identity="q")) == [("open", None)]


def test_a_day_before_its_report_is_no_promise(tmp_path: Path) -> None:
    assert outcomes(tmp_path, promised("2030-07-01")) == []


def test_a_promise_without_a_day_or_a_report_without_one_stays_open(tmp_path: Path) -> None:
    assert outcomes(tmp_path, promised(due=None), as_of="2040-01-01") == [("open", None)]


def test_a_record_without_dated_reports_has_no_day_to_count_from(tmp_path: Path) -> None:
    assert outcomes(tmp_path, promised(None)) == [("open", None)]


def test_how_sides_kept_their_word(kept_late: Record) -> None:
    (row,) = slippage(ledger(kept_late)).iter_rows(named=True)
    assert (row["side"], row["kept"], row["late"], row["median_days_late"]) == ("NOR", 0, 1, 10)
    assert row["low"] < 0.05 < row["chance"] < 0.5 < row["high"] < 0.95


def test_an_open_promise_of_a_stranger_may_come_out_any_way(one_promise: Record) -> None:
    (row,) = ledger(one_promise).iter_rows(named=True)
    assert (row["chance"], row["settled"]) == (pytest.approx(0.5), 0)
    assert row["low"] < 0.03
    assert row["high"] > 0.97


def test_a_promise_without_a_day_has_no_chance_of_being_kept_in_time(tmp_path: Path) -> None:
    with resolved(tmp_path, promised(due=None)) as record:
        (row,) = ledger(record).iter_rows(named=True)
    assert (row["outcome"], row["chance"], row["because"]) == ("open", None, "no day was named")


def test_of_an_overdue_promise_nothing_is_foretold_where_none_was_watched_so_long(one_promise: Record) -> None:
    (row,) = ledger(one_promise, as_of="2030-07-18").iter_rows(named=True)
    assert (row["outcome"], row["coming"]) == ("overdue", None)
    assert row["because"] == "no report up to 18 July 2030 tells what became of it"


def test_the_reason_says_who_tells_it_and_for_when(kept_late: Record) -> None:
    (row,) = ledger(kept_late).iter_rows(named=True)
    assert row["because"] == "told as done on 18 June 2030 by 1 origin; the day named was 8 June 2030"
    assert (row["days"], row["days_most"], row["done"]) == (10, 10, "2030-06-18")
    assert (row["answer_report"], row["answer_sentence"]) == ("later", LATER)


def test_a_promise_put_off_waits_for_the_later_day_and_keeps_the_first(tmp_path: Path) -> None:
    later = promised("2030-05-01", day("20 August 2030", "2030-08-20"), "q")
    with resolved(tmp_path, promised(), later) as record:
        (row,) = ledger(record, as_of="2030-07-01").iter_rows(named=True)
        (overdue,) = ledger(record, as_of="2030-08-25").iter_rows(named=True)
    assert (row["outcome"], row["due"], row["later_dues"]) == ("open", "2030-06-08", ["2030-08-20"])
    assert row["because"] == "the day to which it was put off has not come; put off to 20 August 2030"
    assert (overdue["outcome"], overdue["days"]) == ("overdue", 78)


def test_the_day_of_the_report_is_not_the_day_promised(tmp_path: Path) -> None:
    with resolved(tmp_path, promised("2030-06-08")) as record:
        (row,) = ledger(record, as_of="2031-01-01").iter_rows(named=True)
    assert (row["outcome"], row["due"]) == ("open", None)


def test_what_the_report_of_the_promise_tells_besides_does_not_keep_it(tmp_path: Path) -> None:
    text = f"{LATER} {PROMISE}"
    met = act(text, LATER, "met", "CONSULT")
    again = act(text, PROMISE, "meet", "CONSULT", status="planned", date=DUE)
    both = findings("both", text, "Fjord Post", "2030-05-01", mentions=(met, again))
    assert outcomes(tmp_path, both) == [("open", None)]


# Standing things ---------------------------------------------------------------------------------------------------

SUMMIT = "The Nordic summit will be held in Bergen on 8 June 2030."
HELD = "The Nordic summit in Bergen was held."


def summit(identity: str, text: str, published: str, status: str, **more: object) -> Findings:
    told = tie(text, text, "forum_meeting", "Nordic summit", ("NOR", "ISL"), status, **more)
    return findings(identity, text, f"Paper {identity}", published, ties=(told,))


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        ((HELD, "2030-06-10", "done", {"stage": "held"}), ("kept", None)),
        ((HELD, "2030-06-30", "done", {"stage": "held", "date": day("", "2030-06-28")}), ("late", 20)),
        ((HELD, "2030-06-07", "denied", {"stage": "cancelled"}), ("broken", None)),
        ((HELD, "2030-05-07", "planned", {"stage": "postponed"}), ("overdue", 22)),
    ],
    ids=["held", "held later", "cancelled", "postponed"],
)
def test_a_planned_meeting_has_an_outcome_too(
    later: tuple[str, str, str, dict[str, object]], expected: tuple[str, int | None], tmp_path: Path
) -> None:
    text, published, status, more = later
    plan = summit("plan", SUMMIT, "2030-01-05", "planned", stage="scheduled", date=DUE)
    found = outcomes(tmp_path, plan, summit("later", text, published, status, **more), as_of="2030-06-30")
    assert found == [expected]


def test_the_last_word_on_an_overdue_thing_is_told(tmp_path: Path) -> None:
    plan = summit("plan", SUMMIT, "2030-01-05", "planned", stage="scheduled", date=DUE)
    with resolved(tmp_path, plan, summit("off", HELD, "2030-05-07", "planned", stage="postponed")) as record:
        (row,) = ledger(record, as_of="2030-06-30").iter_rows(named=True)
    assert (
        row["because"]
        == "no report up to 30 June 2030 tells what became of it; last told as postponed, said 7 May 2030"
    )


def test_one_sentence_promises_once_though_it_tells_an_act_and_a_thing(tmp_path: Path) -> None:
    meeting = act(PROMISE, PROMISE, "meet", "CONSULT", status="planned", date=DUE)
    thing = tie(PROMISE, PROMISE, "forum_meeting", "meet", ("NOR", "ISL"), "planned", date=DUE)
    both = findings("p", PROMISE, "Fjord Post", "2030-01-05", mentions=(meeting,), ties=(thing,))
    with resolved(tmp_path, both) as record:
        assert ledger(record)["type"].to_list() == ["forum_meeting"]


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
def test_filters(filters: Filters, number: int, one_promise: Record) -> None:
    assert len(ledger(one_promise, filters)) == number

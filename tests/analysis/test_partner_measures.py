"""What is measured between two actors: every figure against deeds that are known."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fjords import Deed, fjord_record, quiet, report

from dragoman.analysis.partners.behind import Which, ids
from dragoman.analysis.partners.tallies import share
from dragoman.analysis.partners.weights import load_weights, scores
from dragoman.analysis.partners.whole import Asked, Whole, whole
from dragoman.errors import ActorUnknown, ChoiceUnknown
from dragoman.record.filters import Filters
from dragoman.record.record import Record

N, I, S, D = ("NOR",), ("ISL",), ("SWE",), ("DNK",)  # noqa: E741
DEEDS = (
    Deed("AGREE", ("NOR", "ISL"), (), "2031-01-05", topics=("trade",)),
    Deed("AID", N, I, "2031-01-20", topics=("health",), by="NOR.office"),
    Deed("ACCUSE", I, N, "2031-02-10", topics=("fisheries",), by="ISL.office"),
    Deed("CONSULT", N, I, "2031-02-21", "planned", mode="visit", by="SWE.office"),
    Deed("SUPPORT", N, I, None, topics=("trade",)),
    Deed("COOPERATE", I, N, "2031", topics=("trade",)),
    Deed("SUPPORT", I, N, "1990-05-01"),
    Deed("AID", N, I, "2033-07-01", "planned"),
    Deed("CONSULT", ("NOR", "SWE", "ISL"), (), "2031-03-30/2031-04-02"),
    Deed("SANCTION", S, I, "2031-03-03"),
)
QUIET = tuple(quiet(n, f"2031-0{n}-15") for n in range(1, 6))


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    folder = tmp_path_factory.mktemp("fjords")
    again = Deed("AID", N, I, "2031-01-20", published="2031-02-02", outlet="Baltic Star")
    copies = [report(n, d) for n, d in enumerate(DEEDS)]
    with fjord_record(folder, *copies, report(20, again, 1), report(21, again, 1), *QUIET) as opened:
        yield opened


def asked(step: str = "month", **more: str) -> Asked:
    return Asked("Norway", "ISL", step, filters=Filters(**more))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def monthly(record: Record) -> Whole:
    return whole(record, asked())


def test_events_count_on_their_own_dates_and_undated_ones_apart(monthly: Whole) -> None:
    found = {p.period: p.events for p in monthly.course.points}
    assert found == {"2031-01": 2, "2031-02": 2, "2031-03": 1, "2031-04": 0, "2031-05": 0}
    course = monthly.course
    assert (course.dated, course.undated, course.coarse, course.earlier, course.later) == (5, 1, 1, 1, 1)
    assert monthly.events == 9


def test_an_event_without_a_date_is_never_put_on_the_day_of_its_report(record: Record) -> None:
    undated = ids(record, asked(), Which(period="undated"))
    assert len(undated) == 1
    assert all(undated[0] not in ids(record, asked(), Which(period=f"2031-0{m}")) for m in range(1, 6))


@pytest.mark.parametrize(
    ("step", "period", "number", "coarse"),
    [("week", "2031-W04", 1, 1), ("week", "2031-W13", 1, 1), ("month", "2031-03", 1, 1), ("quarter", "2031-Q1", 5, 1)],
)
def test_periods_are_weeks_months_or_quarters(record: Record, step: str, period: str, number: int, coarse: int) -> None:
    found = whole(record, asked(step)).course
    assert {p.period: p.events for p in found.points}[period] == number
    assert found.coarse == coarse


def test_the_index_is_score_times_weight_of_status_and_origins(monthly: Whole) -> None:
    points = {p.period: p for p in monthly.course.points}
    assert points["2031-01"].index == pytest.approx(2.5 * 0.5 + 10 * 0.75)  # the aid is told by two outlets
    assert points["2031-01"].mean == pytest.approx(8.75 / 1.25)
    visit = scores()["CONSULT", "visit"]
    assert points["2031-02"].index == pytest.approx(scores()["ACCUSE", None] * 0.5 + visit * 0.4 * 0.5)
    assert points["2031-04"].mean is None


def test_the_volume_of_reporting_stands_beside(monthly: Whole) -> None:
    points = {p.period: p for p in monthly.course.points}
    assert (points["2031-01"].reports, points["2031-01"].record) == (9, 11)
    assert (points["2031-02"].reports, points["2031-02"].record) == (2, 3)
    assert points["2031-01"].per_report == pytest.approx(8.75 / 9, abs=1e-3)
    assert points["2031-03"].per_report is None  # nothing published then tells of them


def test_a_series_of_few_events_has_no_change(monthly: Whole) -> None:
    assert not monthly.course.known
    assert monthly.course.changes == ()
    assert "cannot be told: 5 dated events in 5 months" in monthly.course.told


def test_counts_by_type_status_and_topic(monthly: Whole) -> None:
    counts = {(t.type, t.status): t.number for t in monthly.types}
    assert counts["AID", "done"] == counts["AID", "planned"] == 1
    assert counts["SUPPORT", "done"] == 2
    assert {t.topic: (t.number, t.facts) for t in monthly.topics}["trade"] == (3, 3)


def test_who_begins(monthly: Whole) -> None:
    begun = {b.party.id: (b.number, b.received) for b in monthly.reciprocity.begun}
    assert begun == {"NOR": (4, 3), "ISL": (3, 4)}
    assert monthly.reciprocity.mutual == 2
    assert monthly.reciprocity.balance == pytest.approx(3 / 4)


def test_on_whose_word(monthly: Whole) -> None:
    sides = {v.side: v.number for v in monthly.voices if v.speaker is None}
    assert sides == {"own": 7, "NOR": 1, "ISL": 1, "third": 1}
    assert {v.speaker.id for v in monthly.voices if v.speaker} == {"NOR.office", "ISL.office", "SWE.office"}


def test_every_figure_opens_just_its_events(record: Record, monthly: Whole) -> None:
    question, found = asked(), monthly

    def number(**which: str) -> int:
        return len(ids(record, question, Which(**which)))

    assert [number(period=p.period) for p in found.course.points] == [p.events for p in found.course.points]
    assert number(period="earlier") == found.course.earlier
    assert number(period="later") == found.course.later
    assert number(period="coarse") == found.course.coarse
    assert [number(type=t.type, status=t.status) for t in found.types] == [t.number for t in found.types]
    assert [number(topic=t.topic) for t in found.topics] == [t.number for t in found.topics]
    assert [number(begun=b.party.id) for b in found.reciprocity.begun] == [b.number for b in found.reciprocity.begun]
    assert number(begun="mutual") == found.reciprocity.mutual
    for voice in found.voices:
        assert number(voice=voice.speaker.id if voice.speaker else voice.side) == voice.number


def test_time_limits_by_the_dates_of_events(record: Record) -> None:
    limited = whole(record, asked(since="2031-02", until="2031-02"))
    assert [p.period for p in limited.course.points] == ["2031-02"]
    assert limited.events == 3  # the one of the year 2031 may be of February


def test_a_group_counts_an_event_of_several_once(record: Record) -> None:
    found = whole(record, Asked("NOR,ISL,SWE"))
    assert found.events == len(DEEDS)
    pairs = {(p.one, p.other): p.events for p in found.pairs}
    assert pairs == {("ISL", "NOR"): 9, ("ISL", "SWE"): 2, ("NOR", "SWE"): 1}


def test_membership_counts_as_of_the_day_of_the_event(tmp_path: Path) -> None:
    deeds = (Deed("AGREE", D, S, "1990-04-01"), Deed("AGREE", D, S, "1996-04-01"), Deed("AID", D, S, None))
    with fjord_record(tmp_path, *(report(n, d) for n, d in enumerate(deeds))) as opened:
        found = whole(opened, Asked("eu"))
    assert found.events == 2  # Sweden belongs since 1995; the one without a date was told in 2031
    assert found.course.earlier == 1


def test_the_whole_is_the_same_each_time(record: Record, monthly: Whole) -> None:
    assert whole(record, asked()) == monthly


@pytest.mark.parametrize(
    ("question", "error", "says"),
    [
        (Asked("Norway", "Atlantis"), ActorUnknown, "Atlantis"),
        (Asked("NOR", "Norway"), ChoiceUnknown, "two different actors"),
        (Asked("nowhere-group"), ChoiceUnknown, "caspian-five"),
        (Asked("NOR", "ISL", step="day"), ChoiceUnknown, "week, month, quarter"),
        (Asked("NOR", "ISL", measure="love"), ChoiceUnknown, "index, mean, events, reports, per_report"),
        (Asked("NOR", "ISL", filters=Filters(outlet="x")), ChoiceUnknown, "outlet"),
    ],
)
def test_what_cannot_be_asked_is_said(record: Record, question: Asked, error: type[Exception], says: str) -> None:
    with pytest.raises(error, match=says):
        whole(record, question)


def test_every_status_of_an_event_has_a_weight() -> None:
    assert all(0 <= w <= 1 for w in load_weights().status.values())


@pytest.mark.parametrize(
    ("number", "of", "low", "high"), [(0, 10, 0.0, 0.2775), (5, 10, 0.2366, 0.7634), (10, 10, 0.7225, 1.0)]
)
def test_intervals_are_wilsons(number: int, of: int, low: float, high: float) -> None:
    found = share(number, of)
    assert (found.low, found.high) == (pytest.approx(low, abs=1e-3), pytest.approx(high, abs=1e-3))
    assert share(0, 0).share is None

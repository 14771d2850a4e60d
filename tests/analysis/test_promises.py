"""Promises with a day: whether it has passed in the record, and what the record tells afterwards."""

from pathlib import Path

from north_sea import act, day, findings, record_of, tie

from dragoman.analysis.promises import promises
from dragoman.analysis.scope import scope_of
from dragoman.record.filters import Filters
from dragoman.types import Findings, Mention, Section, When

FERRY = "Norway will send Denmark a ferry by June 2030."
BRIDGE = "Sweden will help Denmark with a bridge in 2035."
NEWS = "Norway met Sweden."


def promise(identity: str, published: str | None) -> Findings:
    by = When(None, "2030-06", "by June 2030", deadline=True)
    ferry = act(FERRY, FERRY, "send", "AID", ("NOR",), ("DNK",), "planned", deadline=by)
    return findings(identity, FERRY, "Fjord Post", published, mentions=(ferry,))


def news(published: str, *mentions: Mention, text: str = NEWS) -> Findings:
    return findings("news", text, "Baltic Star", published, mentions=mentions)


def section(folder: Path, *told: Findings) -> Section:
    with record_of(folder, *told) as record:
        return promises(scope_of(record, Filters()))


def test_a_day_that_has_passed_and_of_which_nothing_more_is_told(tmp_path: Path) -> None:
    met = act(NEWS, NEWS, "met", "CONSULT", ("NOR", "SWE"))
    (line,) = section(tmp_path, promise("p", "2030-01-05"), news("2031-01-01", met)).lines
    assert line.remark == (
        "passed: due June 2030, said 5 January 2030; no report after that day tells anything of these parties together"
    )
    assert line.date == "2030-06"
    assert (
        line.text
        == "Norway is to give material help to Denmark, due by June 2030: “send Denmark a ferry by June 2030”."
    )


def test_nothing_is_said_of_silence_where_a_later_report_tells_of_the_parties(tmp_path: Path) -> None:
    text = "Norway and Denmark met."
    met = act(text, text, "met", "CONSULT", ("NOR", "DNK"))
    (line,) = section(tmp_path, promise("p", "2030-01-05"), news("2031-01-01", met, text=text)).lines
    assert line.remark == "passed: due June 2030, said 5 January 2030"


def test_the_newest_report_says_whether_a_day_has_passed_not_the_clock(tmp_path: Path) -> None:
    told = section(tmp_path, promise("p", "2030-01-05"), news("2030-06-30"))
    assert [line.remark for line in told.lines] == ["not yet due: due June 2030, said 5 January 2030"]
    assert told.note is not None
    assert "The newest report is of 30 June 2030; by then 0 days of 1 had passed." in told.note


def test_the_earliest_day_comes_first_and_plain_dates_count_for_plans(tmp_path: Path) -> None:
    help_ = act(BRIDGE, BRIDGE, "help", "AID", ("SWE",), ("DNK",), "planned", date=day("2035", "2035"))
    summit = tie(BRIDGE, BRIDGE, "forum_meeting", "summit", ("SWE", "DNK"), "planned", date=day("", "2034-01-02"))
    told = findings("b", BRIDGE, "Fjord Post", "2030-01-01", mentions=(help_,), ties=(summit,))
    assert [line.date for line in section(tmp_path, told, promise("p", "2030-01-05")).lines] == [
        "2030-06",
        "2034-01-02",
        "2035",
    ]


def test_a_promise_that_was_put_off_tells_every_day(tmp_path: Path) -> None:
    first, second = "Norway plans a railway to Sweden for 2031.", "Norway put off its railway to Sweden to 2033."
    ends = {"from": ("NOR",), "to": ("SWE",)}

    def railway(identity: str, text: str, published: str, year: str) -> Findings:
        plan = tie(text, text, "corridor", "railway", ("NOR", "SWE"), "planned", roles=ends, date=day("", year))
        return findings(identity, text, identity, published, ties=(plan,))

    told = section(
        tmp_path, railway("Post", first, "2030-01-01", "2031"), railway("Mail", second, "2032-02-02", "2033")
    )
    (line,) = told.lines
    assert line.remark == "not yet due: due 2031, said 1 January 2030; then 2033, said 2 February 2032"
    assert line.date == "2033"
    assert told.note is not None
    assert "by then 0 days of 1 had passed" in told.note


def test_past_acts_and_plans_for_past_days_are_no_promises(tmp_path: Path) -> None:
    done = act(BRIDGE, BRIDGE, "help", "AID", ("SWE",), ("DNK",), "done", date=day("2035", "2035"))
    old = act(BRIDGE, BRIDGE, "will", "AID", ("SWE",), ("DNK",), "wanted", date=day("", "2029-12-31"))
    told = section(
        tmp_path, findings("b", BRIDGE, "Fjord Post", "2030-01-01", mentions=(done, old)), promise("p", None)
    )
    assert told.lines == ()
    assert told.note is None

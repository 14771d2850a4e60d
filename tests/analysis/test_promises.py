"""Promises with a day: whether it has passed in the record, and what the record tells afterwards."""

from pathlib import Path

from north_sea import act, day, findings, record_of, tie

from dragoman.analysis.promises import promises
from dragoman.analysis.scope import scope_of
from dragoman.record.filters import Filters
from dragoman.types import Count, Findings, Mention, Section, When

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
    with record_of(folder, *told, resolved=True) as record:
        return promises(scope_of(record, Filters()))


def test_a_day_that_has_passed_and_of_which_nothing_more_is_told(tmp_path: Path) -> None:
    met = act(NEWS, NEWS, "met", "CONSULT", ("NOR", "SWE"))
    told = section(tmp_path, promise("p", "2030-01-05"), news("2031-01-01", met))
    (line,) = told.lines
    assert line.remark == (
        "overdue: due June 2030, said 5 January 2030; no report up to 1 January 2031 tells what became of it"
    )
    assert line.date == "2030-06"
    assert (
        line.text
        == "Norway is to give material help to Denmark, due by June 2030: “send Denmark a ferry by June 2030”."
    )
    assert told.counts == (Count("overdue", 1),)
    assert "1 promise: 1 overdue." in (told.note or "")


def test_what_came_of_a_promise_is_told(tmp_path: Path) -> None:
    text = "Norway sent Denmark the ferry on 3 June 2030."
    sent = act(text, text, "sent", "AID", ("NOR",), ("DNK",), date=day("3 June 2030", "2030-06-03"))
    told = section(tmp_path, promise("p", "2030-01-05"), news("2031-01-01", sent, text=text))
    (line,) = told.lines
    assert (line.remark or "").startswith("kept: due June 2030, said 5 January 2030; told as done")
    assert line.status == "planned"


def test_the_newest_report_says_whether_a_day_has_passed_not_the_clock(tmp_path: Path) -> None:
    told = section(tmp_path, promise("p", "2030-01-05"), news("2030-06-30"))
    assert [line.remark for line in told.lines] == [
        "open: due June 2030, said 5 January 2030; the day named has not come"
    ]
    assert told.note is not None
    assert "The newest report is of 30 June 2030. 1 promise: 1 open." in told.note


def test_what_is_overdue_comes_first_then_the_earliest_day(tmp_path: Path) -> None:
    help_ = act(BRIDGE, BRIDGE, "help", "AID", ("SWE",), ("DNK",), "planned", date=day("2035", "2035"))
    summit = tie(BRIDGE, BRIDGE, "forum_meeting", "summit", ("SWE", "DNK"), "planned", date=day("", "2034-01-02"))
    told = findings("b", BRIDGE, "Fjord Post", "2030-01-01", mentions=(help_,), ties=(summit,))
    shown = section(tmp_path, told, promise("p", "2030-01-05"), news("2034-06-01"))
    assert [line.date for line in shown.lines] == ["2030-06", "2034-01-02", "2035"]
    assert shown.lines[2].text.startswith("Sweden is to give material help to Denmark in 2035: “help")
    assert [(c.name, c.number) for c in shown.counts] == [("overdue", 2), ("open", 1)]


def test_a_promise_that_was_put_off_says_so(tmp_path: Path) -> None:
    first, second = "Norway plans a railway to Sweden for 2031.", "Norway put off its railway to Sweden to 2033."
    ends = {"from": ("NOR",), "to": ("SWE",)}

    def railway(identity: str, text: str, published: str, year: str) -> Findings:
        plan = tie(text, text, "corridor", "railway", ("NOR", "SWE"), "planned", roles=ends, date=day("", year))
        return findings(identity, text, identity, published, ties=(plan,))

    told = section(
        tmp_path, railway("Post", first, "2030-01-01", "2031"), railway("Mail", second, "2032-02-02", "2033")
    )
    (line,) = told.lines
    assert line.remark == (
        "open: due 2031, said 1 January 2030; the day to which it was put off has not come; put off to 2033"
    )
    assert line.date == "2033"


def test_past_acts_and_plans_for_past_days_are_no_promises(tmp_path: Path) -> None:
    done = act(BRIDGE, BRIDGE, "help", "AID", ("SWE",), ("DNK",), "done", date=day("2035", "2035"))
    old = act(BRIDGE, BRIDGE, "will", "AID", ("SWE",), ("DNK",), "wanted", date=day("", "2029-12-31"))
    told = section(tmp_path, findings("b", BRIDGE, "Fjord Post", "2030-01-01", mentions=(done, old)))
    assert told.lines == ()
    assert told.note is None

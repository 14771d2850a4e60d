"""Attendance, hosts and members of forums; who meets whom outside them."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fjords import Deed, fjord_record, report
from north_sea import act, day, findings, tie

from dragoman.analysis.meetings.attendance import Attendance, attendance
from dragoman.analysis.meetings.forum import forum_of, meets, members, met, present
from dragoman.analysis.meetings.gathered import Gathering, coming, newest_first
from dragoman.analysis.pages.boards import board
from dragoman.analysis.pages.parties import Party
from dragoman.analysis.pages.things import Role
from dragoman.atlas.circles import Circle, circle_of
from dragoman.errors import RowUnknown
from dragoman.record.filters import Filters
from dragoman.record.record import Record
from dragoman.types import Actor, Findings


def state(code: str) -> Party:
    return Party(code, code.title(), "state", code)


def meeting(
    date: str | None, counts_as: str, *who: str, host: str | None = None, place: str | None = None
) -> Gathering:
    roles = [Role("host", (state(host),))] if host else []
    roles += [Role("place", (Party(f"geonames:{place}", "Town", "place", place),))] if place else []
    parties = tuple(state(w) for w in who)
    status = {"fact": "done", "intention": "planned", "refuted": "denied"}[counts_as]
    name = f"{date}{who}"
    return Gathering(name, "meeting", date, status, counts_as, parties, tuple(roles), 1)


CIRCLE = Circle("club", "Club", "forum", (("AAA", "", ""), ("BBB", "", "2020"), ("CCC", "2019", "")))


def matrix(*meetings: Gathering, circle: Circle | None = CIRCLE) -> tuple[Attendance, dict[str, tuple[str, ...]]]:
    found = attendance(meetings, circle)
    rows = {a.state.id: tuple(m.presence[n] for m in found.meetings) for n, a in enumerate(found.states)}
    return found, rows


def test_the_matrix_says_of_each_state_what_is_told() -> None:
    _, rows = matrix(
        meeting("2018-05", "fact", "AAA", "BBB", host="AAA"),
        meeting("2021-05", "fact", "AAA"),
        meeting("2031-05", "intention", "AAA", "CCC"),
        meeting("2022-01", "refuted", "AAA", host="CCC"),
    )
    assert rows == {
        "AAA": ("host", "attended", "denied", "expected"),
        "BBB": ("attended", "outside", "outside", "outside"),
        "CCC": ("outside", "unnamed", "unnamed", "expected"),
    }


def test_a_state_is_counted_only_at_meetings_while_it_belonged_that_name_anybody() -> None:
    found, _ = matrix(
        meeting("2018-05", "fact", "AAA", "BBB"), meeting("2021-05", "fact", "CCC"), meeting("2022-05", "fact")
    )
    assert (found.held, found.named_none) == (3, 1)
    shares = {a.state.id: (a.named.number, a.named.of) for a in found.states}
    assert shares == {"AAA": (1, 2), "BBB": (1, 1), "CCC": (1, 1)}


def test_who_is_host_is_told_or_follows_from_the_place() -> None:
    found, rows = matrix(
        meeting("2018", "fact", "AAA", place="BBB"),
        meeting("2019-02", "fact", "AAA", host="CCC", place="BBB"),
        meeting("2031", "intention", "AAA", host="CCC"),
    )
    assert [(m.by_place, [h.id for h in m.hosts]) for m in found.meetings] == [
        (True, ["BBB"]),
        (False, ["CCC"]),
        (False, ["CCC"]),
    ]
    assert {a.state.id: a.hosted for a in found.states if a.hosted} == {"BBB": 1, "CCC": 1}
    assert next(a for a in found.states if a.state.id == "CCC").to_host == 1
    assert rows["BBB"][0] == "host"


def test_a_body_that_is_told_as_a_whole_names_none_of_its_members() -> None:
    body = Party("club", "Club", "igo")
    told = replace(meeting("2020", "fact"), parties=(body,))
    found, rows = matrix(told)
    assert found.named_none == 1
    assert set(rows["AAA"]) == {"unnamed"}


def test_without_a_list_the_states_are_those_that_come() -> None:
    _, rows = matrix(meeting("2020", "fact", "DDD"), meeting(None, "intention", "EEE"), circle=None)
    assert rows == {"DDD": ("attended", "unnamed"), "EEE": ("unnamed", "expected")}


SUMMIT = "Norway, Iceland and Sweden met at the Arctic summit on 4 March 2031."
ASIDE = "Norwegian envoys conferred about fish quotas with Sweden."
ELSEWHERE = "Iceland talked with Sweden in Oslo on 9 March 2031."


def summit() -> Findings:
    text = f"{SUMMIT} {ASIDE} {ELSEWHERE}"
    held = tie(
        text, SUMMIT, "forum_meeting", "Arctic summit", ("NOR", "ISL", "SWE"), "done", stage="held",
        date=day("4 March 2031", "2031-03-04"), roles={"body": ("arctic-club",)},
    )  # fmt: skip
    joined = tie(
        text, SUMMIT, "membership", "member", ("NOR", "arctic-club"), "in_force", stage="member",
        roles={"member": ("NOR",), "body": ("arctic-club",)},
    )  # fmt: skip
    acts = (
        act(text, SUMMIT, "met", "CONSULT", ("NOR", "ISL", "SWE"), date=day("4 March 2031", "2031-03-04")),
        act(text, ASIDE, "conferred", "CONSULT", ("NOR", "SWE")),
        act(
            text, ELSEWHERE, "talked with Sweden in", "CONSULT", ("ISL", "SWE"), date=day("9 March 2031", "2031-03-09")
        ),
    )
    club = Actor("arctic-club", "Arctic Club", "forum", None)
    return findings("summit", text, "Fjord Post", "2031-03-10", mentions=acts, ties=(held, joined), actors=(club,))


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    folder: Path = tmp_path_factory.mktemp("summit")
    bilateral = report(1, Deed("CONSULT", ("NOR",), ("ISL",), "2031-05-05", published="2031-05-06"))
    with fjord_record(folder, summit(), bilateral) as opened:
        yield opened


def test_a_forum_of_the_record_has_its_meetings_and_members(record: Record) -> None:
    forum, whole = forum_of(record, "Arctic Club"), board(record)
    found = present(record, whole, forum, Filters())
    assert [(a.state.id, a.named.number) for a in found.states] == [("ISL", 1), ("NOR", 1), ("SWE", 1)]
    (norway,) = members(record, whole, forum)
    assert (norway.state.id, norway.listed, norway.told[0].stage, norway.things) == ("NOR", False, "member", 1)
    assert members(record, whole, forum, most=0)[0].things == 1
    assert members(record, whole, forum, most=0)[0].told == ()


DAYS = ("2031-03-04", None, "2030", "2031-05", "2032-01-01")


def test_a_list_has_the_newest_first_and_what_has_no_day_last() -> None:
    found = newest_first(meeting(day, "fact") for day in DAYS)
    assert [g.date for g in found] == ["2032-01-01", "2031-05", "2031-03-04", "2030", None]


@pytest.mark.parametrize(
    ("today", "days"),
    [
        (None, ["2030", "2031-03-04", "2031-05", "2032-01-01", None]),
        ("2031-03-04", ["2031-03-04", "2031-05", "2032-01-01", None]),  # the day itself is not past
        ("2031-05-20", ["2031-05", "2032-01-01", None]),  # nor is the month in which it lies
        ("2040-01-01", [None]),
    ],
)
def test_to_come_is_what_is_intended_for_a_day_that_is_not_past(today: str | None, days: list[str | None]) -> None:
    found = [meeting(day, "intention") for day in DAYS] + [meeting("2033", "fact"), meeting("2033", "refuted")]
    assert [g.date for g in coming(found, today)] == days


@pytest.mark.parametrize("name", ["Arctic Club", "NOR,ISL,SWE"])
def test_meetings_are_inside_on_the_margins_or_outside(record: Record, name: str) -> None:
    forum = forum_of(record, name)
    found = {(m.one.id, m.other.id): (m.outside, m.margins, m.inside) for m in meets(record, forum, Filters())}
    assert found == {("ISL", "NOR"): (1, 0, 1), ("NOR", "SWE"): (0, 1, 1), ("ISL", "SWE"): (1, 0, 1)}
    told = [len(met(record, forum, Filters(), ("NOR", "SWE"), w)) for w in ("outside", "margins", "inside")]
    assert tuple(told) == found["NOR", "SWE"]


def test_a_group_of_the_atlas_has_its_members_with_their_days(record: Record) -> None:
    found = members(record, board(record), forum_of(record, "visegrad"))
    assert {(b.state.id, b.since, b.until) for b in found} >= {
        ("CSK", "1991-02-15", "1993-01-01"),
        ("CZE", "1993-01-01", None),
    }
    assert circle_of("visegrad").source


def test_an_unknown_forum_is_said(record: Record) -> None:
    with pytest.raises(RowUnknown, match="forum or group 'Nobody'"):
        forum_of(record, "Nobody")

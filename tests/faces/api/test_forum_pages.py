"""A forum over HTTP: its lists page by page, and every figure of its attendance opens as many meetings as it counts."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from invented_server import HERE
from starlette.testclient import TestClient

from dragoman.faces.api.app import create_app
from dragoman.faces.api.desk import Desk
from dragoman.record.record import Record
from dragoman.record.shelf import Shelf
from dragoman.types import Actor, Findings

sys.path.insert(0, str(Path(__file__).parents[2] / "analysis"))
MEMBERS = ("NOR", "ISL", "SWE")
HELD, PLANNED = 24, 3
LAST = "2031-12-20"  # the day of the newest report
GROUP = "NOR,ISL,DNK"
MATTERS = (
    "herring", "timber", "ferries", "salt", "glass", "ropes", "anchors", "sheep", "peat", "iron", "wool", "boats",
    "tolls", "lamps", "nets", "seals", "whales", "winter roads", "bridges", "mail", "radio", "grain", "butter", "tar",
    "coal", "ice", "schools",
)  # fmt: skip


def council(number: int) -> Findings:
    """A report of one meeting: every third names its host, every fifth nobody but the council; the last are planned."""
    from north_sea import day, findings, tie

    planned = number >= HELD
    date = None if number % 7 == 6 else f"{2032 if planned else 2029 + number // 12}-{number % 12 + 1:02}-11"
    who = ("coast-council",) if number % 5 == 4 else MEMBERS[: 2 + number % 2]
    sentence = f"The Coast Council {'will meet' if planned else 'met'} over {MATTERS[number]}."
    roles = {"body": ("coast-council",), **({"host": (MEMBERS[number % 2],)} if number % 3 == 0 else {})}
    session = tie(
        sentence, sentence, "forum_meeting", f"council on {MATTERS[number]}", who, "planned" if planned else "done",
        roles=roles, date=None if date is None else day("then", date),
    )  # fmt: skip
    body = Actor("coast-council", "Coast Council", "forum", None)
    return findings(
        f"s{number}", sentence, "Fjord Post", f"2031-{number % 9 + 1:02}-05", ties=(session,), actors=(body,)
    )


def joining() -> Findings:
    """Each state is called a member, two of them twice (one membership); a meeting is planned for a past day."""
    from north_sea import day, findings, tie

    told = [f"{state} joined the council{again}." for state in MEMBERS for again in ("", " for ten years")][:-1]
    late = "A session in spring was planned."
    text = " ".join((*told, late))
    roles = {"member": ("NOR",), "body": ("coast-council",)}
    ties = [
        tie(text, words, "membership", words.rstrip("."), (words[:3], "coast-council"), "in_force",
            roles={**roles, "member": (words[:3],)})
        for words in told
    ]  # fmt: skip
    ties.append(
        tie(text, late, "forum_meeting", "spring session", ("coast-council",), "planned",
            roles={"body": ("coast-council",)}, date=day("in spring", "2031-04"))
    )  # fmt: skip
    body = Actor("coast-council", "Coast Council", "forum", None)
    return findings("joining", text, "Harbour Mail", LAST, ties=ties, actors=(body,))


@pytest.fixture(scope="module")
def coast(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    path = tmp_path_factory.mktemp("coast") / "coast.duckdb"
    with Record.open(path, write=True) as record:
        assert record.add_many([*map(council, range(HELD + PLANNED)), joining()], "test") == ()
        record.resolve()
    with TestClient(create_app(Desk(Shelf(path))), base_url=HERE) as client:
        yield client


def ask(coast: TestClient, address: str, **query: object) -> Any:
    answer = coast.get(address, params={k: str(v) for k, v in query.items()})
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.mark.parametrize("forum", ["coast-council", GROUP])
def test_meetings_come_page_by_page_the_newest_first(coast: TestClient, forum: str) -> None:
    every = ask(coast, "/api/forum/meetings", forum=forum, limit=500)
    days = [m["date"] for m in every["items"]]
    assert days == [*sorted(filter(None, days), reverse=True), *[None] * days.count(None)]
    assert days.count(None) > 1
    pages = [ask(coast, "/api/forum/meetings", forum=forum, limit=4, offset=n) for n in range(0, every["total"], 4)]
    assert [m["id"] for p in pages for m in p["items"]] == [m["id"] for m in every["items"]]
    assert {p["total"] for p in pages} == {len(days)}
    assert sum(s["number"] for s in every["statuses"]) == every["total"]


@pytest.mark.parametrize("forum", ["coast-council", GROUP])
def test_the_matrix_is_a_page_and_its_shares_are_of_all(coast: TestClient, forum: str) -> None:
    listed = [m["id"] for m in ask(coast, "/api/forum/meetings", forum=forum, limit=500)["items"]]
    whole = ask(coast, "/api/attendance", forum=forum, limit=500)
    part = ask(coast, "/api/attendance", forum=forum, limit=5, offset=5)
    assert [m["id"] for m in whole["attendance"]["meetings"]] == listed
    assert part["attendance"]["meetings"] == whole["attendance"]["meetings"][5:10]
    assert (part["total"], part["limit"], part["offset"]) == (len(listed), 5, 5)
    assert part["attendance"]["states"] == whole["attendance"]["states"]


@pytest.mark.parametrize(("presence", "least"), [("named", 40), ("host", 9)])
def test_every_figure_of_the_matrix_opens_as_many_meetings(coast: TestClient, presence: str, least: int) -> None:
    figures = {
        s["state"]["id"]: s["named"]["number"] if presence == "named" else s["hosted"] + s["to_host"]
        for s in ask(coast, "/api/attendance", forum="coast-council")["attendance"]["states"]
    }
    opened = {
        s: ask(coast, "/api/forum/meetings", forum="coast-council", state=s, presence=presence)["total"]
        for s in figures
    }
    assert opened == figures
    assert sum(figures.values()) >= least


def test_every_member_opens_what_is_told_of_it(coast: TestClient) -> None:
    found = ask(coast, "/api/attendance", forum="coast-council")["members"]
    told = {m["state"]["id"]: m["things"] for m in found}
    opened = {s: ask(coast, "/api/forum/memberships", forum="coast-council", member=s)["total"] for s in told}
    assert opened == told == {"NOR": 1, "ISL": 1, "SWE": 1}
    assert [len(m["told"]) for m in found] == list(told.values())


def test_a_forum_begins_with_the_first_of_each_list(coast: TestClient) -> None:
    first = ask(coast, "/api/forums/coast-council", limit=2)
    for part in ("meetings", "memberships"):
        whole = ask(coast, f"/api/forum/{part}", forum="coast-council")
        assert first[part]["total"] == whole["total"] > 2
        assert first[part]["items"] == whole["items"][:2]
    days = [m["date"] for m in ask(coast, "/api/forums/coast-council")["coming"]["items"]]
    assert days == [
        "2032-01-11",
        "2032-02-11",
        "2032-03-11",
    ]  # the next first; the spring before the last report is past
    assert first["coming"]["total"] == PLANNED
    assert [m["date"] for m in first["coming"]["items"]] == days[:2]


def test_filters_cut_the_lists(coast: TestClient) -> None:
    late = ask(coast, "/api/forum/meetings", forum="coast-council", since="2031-09", limit=500)
    assert 0 < late["total"] < HELD
    assert {m["told"][0]["telling"]["published"][:7] for m in late["items"]} == {"2031-09", "2031-12"}
    planned = ask(coast, "/api/forum/meetings", forum="coast-council", status="planned")
    assert planned["total"] == PLANNED + 1

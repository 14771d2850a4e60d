"""Partnerships, attendance and orbits over HTTP: what is counted is what can be opened, page by page."""

from urllib.parse import urlencode

import pytest
from starlette.testclient import TestClient

PAIR = {"actor": "IRN", "with": "TKM"}
GROUP = {"group": "IRN,TKM,KAZ"}


def ask(api: TestClient, address: str, **query: object) -> dict:  # type: ignore[type-arg]
    answer = api.get(f"{address}?{urlencode({k.strip('_'): v for k, v in query.items() if v is not None})}")
    assert answer.status_code == 200, answer.text
    found = answer.json()
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize(("who", "step"), [(PAIR, "week"), (GROUP, "quarter")])
def test_every_figure_of_the_index_opens_as_many_events(api: TestClient, who: dict[str, str], step: str) -> None:
    whole = ask(api, "/api/partnership/index", **who, step=step)
    course = whole["course"]

    def total(**which: object) -> int:
        return int(ask(api, "/api/partnership/events", **who, step=step, limit=1, **which)["total"])

    assert total() == whole["events"] > 0
    assert [total(period=p["period"]) for p in course["points"][:3]] == [p["events"] for p in course["points"][:3]]
    assert total(period="undated") == course["undated"]
    apart = sum(course[k] for k in ("dated", "undated", "coarse", "earlier", "later"))
    assert apart == whole["events"]
    assert [total(type=t["type"], status=t["status"]) for t in whole["types"]] == [t["number"] for t in whole["types"]]
    for voice in whole["voices"]:
        assert total(voice=voice["speaker"]["id"] if voice["speaker"] else voice["side"]) == voice["number"]


def test_events_come_page_by_page_in_their_order(api: TestClient) -> None:
    every = ask(api, "/api/partnership/events", **GROUP, limit=500)
    pages = [ask(api, "/api/partnership/events", **GROUP, limit=10, offset=n) for n in range(0, every["total"], 10)]
    assert [i["id"] for p in pages for i in p["items"]] == [i["id"] for i in every["items"]]


def test_the_dossier_comes_page_by_page(api: TestClient) -> None:
    every = ask(api, "/api/partnership/dossier", **PAIR, limit=500)
    assert sum(every["kinds"].values()) == every["total"] == len(every["items"])
    second = ask(api, "/api/partnership/dossier", **PAIR, limit=2, offset=2)
    assert second["items"] == every["items"][2:4]
    kinds = {k: ask(api, "/api/partnership/dossier", **PAIR, kind=k, limit=1)["total"] for k in every["kinds"]}
    assert kinds == every["kinds"]


def test_groups_are_listed_with_their_terms_and_sources(api: TestClient) -> None:
    found = {g["id"]: g for g in ask(api, "/api/groups", limit=500)["items"]}
    assert "caspian-five" in found["caspian-states"]["short"]
    assert ["IRN", "2023-07-04", ""] in found["sco"]["terms"]
    assert found["sco"]["source"]


def test_orbits_open_their_events(api: TestClient) -> None:
    asked = {"actor": "IRN", "power": "RUS", "bodies": "led"}
    found = ask(api, "/api/orbit", **asked)
    total = ask(api, "/api/orbit/events", **asked, limit=1)["total"]
    outside = ask(api, "/api/orbit/events", **asked, outside="true", limit=1)["total"]
    assert (outside, total) == (found["whole"]["number"], found["whole"]["of"])
    for partner in found["partners"][:3]:
        told = ask(api, "/api/orbit/events", **asked, partner=partner["party"]["id"], limit=1)
        assert told["total"] == partner["outside"]["of"]


def test_meetings_outside_a_group_open(api: TestClient) -> None:
    found = ask(api, "/api/meets", forum="IRN,TKM,KAZ,GEO,NPL")
    for pair in found["items"][:2]:
        two = f"{pair['one']['id']},{pair['other']['id']}"
        for where in ("outside", "margins", "inside"):
            told = ask(api, "/api/meets/events", forum="IRN,TKM,KAZ,GEO,NPL", pair=two, where=where, limit=1)
            assert told["total"] == pair[where]


def test_attendance_has_a_row_for_each_state_and_a_column_for_each_meeting(api: TestClient) -> None:
    found = ask(api, "/api/attendance", forum="IRN,TKM,KAZ,GEO,NPL")
    states, meetings = found["attendance"]["states"], found["attendance"]["meetings"]
    assert {s["state"]["id"] for s in states} >= {"IRN", "TKM", "KAZ"}
    assert all(len(m["presence"]) == len(states) for m in meetings)


def test_the_network_has_communities(api: TestClient) -> None:
    found = ask(api, "/api/network")
    assert found["communities"] == len({n["community"] for n in found["nodes"]} - {None})
    assert all({"index", "mean"} <= set(e) for e in found["edges"])


@pytest.mark.parametrize(
    ("address", "status", "says"),
    [
        ("/api/partnership/index", 422, "There is no partnership between 'nobody'."),
        ("/api/partnership/index?group=atlantis", 422, "There is no group 'atlantis'."),
        ("/api/partnership/index?actor=IRN&with=Atlantis", 404, "Atlantis"),
        ("/api/partnership/index?actor=IRN&with=TKM&step=day", 422, "There is no step 'day'."),
        ("/api/partnership/events?actor=IRN&with=TKM&period=1802-01", 422, "There is no period '1802-01'."),
        ("/api/partnership/dossier?actor=IRN&with=TKM&kind=gossip", 422, "There is no kind of entry 'gossip'."),
        ("/api/attendance?forum=nobody", 404, "There is no forum or group 'nobody'"),
        ("/api/meets/events?forum=IRN,TKM&where=there", 422, "outside"),
        ("/api/forum/meetings?forum=nobody", 404, "There is no forum or group 'nobody'"),
        ("/api/forum/meetings?forum=IRN,TKM&state=NZL", 422, "There is no state of this forum 'NZL'."),
        ("/api/forum/meetings?forum=IRN,TKM&state=IRN&presence=late", 422, "There is no presence 'late'."),
        ("/api/forum/meetings?forum=IRN,TKM&status=late", 422, "There is no tie status 'late'."),
        ("/api/orbit?actor=IRN&power=IRN", 422, "a power other than the actor's own state"),
        ("/api/orbit?actor=IRN&power=RUS&measure=love", 422, "There is no measure 'love'."),
    ],
)
def test_what_cannot_be_asked_is_a_problem(api: TestClient, address: str, status: int, says: str) -> None:
    answer = api.get(address)
    assert answer.status_code == status
    assert says in answer.json()["detail"]

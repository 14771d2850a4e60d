"""Answers of the questions on corridors, swaps, histories, refusals, other data sets and formats."""

import io
import json
import zipfile
from contextlib import closing
from pathlib import Path
from threading import Event, Thread
from urllib.parse import parse_qsl

import pytest
from starlette.testclient import TestClient

from dragoman.record.record import Record
from dragoman.record.shelf import Shelf


@pytest.mark.parametrize(
    ("address", "columns"),
    [
        ("/api/corridor?from=Moscow&to=Mumbai&baseline=suez&assume=rasht-astara=open", {"role", "km", "weakest_leg"}),
        ("/api/corridor/access?states=UZB", {"state", "port"}),
        ("/api/corridor/access?states=UZB&assume=rasht-astara=open", set()),
        ("/api/corridor/legs", {"leg", "km", "status"}),
        ("/api/swaps", {"swap", "says", "by"}),
    ],
)
def test_rows_of_the_atlas(api: TestClient, address: str, columns: set[str]) -> None:
    answer = api.get(address)
    assert answer.status_code == 200, answer.text
    told = answer.json()
    assert all(columns <= set(row) for row in told)
    assert told or not columns


def test_drawings_are_svg(api: TestClient) -> None:
    for address in ("/api/corridor/map.svg?from=Moscow&to=Mumbai", "/api/swaps/turkmen-azeri-2022/account.svg"):
        answer = api.get(address)
        assert answer.headers["content-type"] == "image/svg+xml"
        assert answer.text.lstrip().startswith("<svg")


def test_ids_of_the_atlas_have_names_for_people(api: TestClient) -> None:
    """No id of a node, leg or warning that answers hold is without a name that a person would say."""
    called = api.get("/api/corridor/names").json()
    assert called["nodes"]["astara-aze"] == "Astara (Azerbaijan)"
    assert called["legs"]["rasht-astara"] == "Rasht – Astara (Iran)"
    assert called["swaps"]["turkmen-azeri-2022"] == "Turkmen gas to Azerbaijan through Iran"
    ways = api.get("/api/corridor", params={"from": "Moscow", "to": "Mumbai"}).json()
    assert {n for w in ways for n in w["nodes"]} <= set(called["nodes"])
    assert {leg["leg"] for w in ways for leg in w["legs"]} <= set(called["legs"])
    assert {i for w in ways for i in w["warnings"]} <= set(called["warnings"])


def test_a_swap_has_all_that_is_said_and_its_year(api: TestClient) -> None:
    found = api.get("/api/swaps/turkmen-azeri-2022").json()
    assert found["said"]
    assert found["runs"]
    assert len(found["months"]) >= 12
    more = api.get("/api/swaps/turkmen-azeri-2022?capacity=north-west-astara=2&supply=0").json()
    assert more["runs"] != found["runs"]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/api/corridor?from=Atlantis&to=Mumbai", 422),
        ("/api/corridor?from=Moscow&to=Mumbai&assume=atlantis=open", 422),
        ("/api/corridor?from=Moscow&to=Mumbai&modes=camel", 422),
        ("/api/swaps/none", 404),
        ("/api/swaps/turkmen-azeri-2022?capacity=x=lots", 422),
        ("/api/swaps/turkmen-azeri-2022/none.svg", 422),
        ("/api/swaps/turkmen-azeri-2022/account.svg?run=20", 404),
        ("/api/histories?type=dance", 422),
        ("/api/export/dance", 404),
        ("/api/watchlists/none", 404),
        ("/api/watchlists/none.atom", 404),
        ("/api/brief?group=atlantis", 422),
        ("/api/brief?corridor=atlantis", 422),
    ],
)
def test_what_does_not_exist_is_a_problem(api: TestClient, address: str, status: int) -> None:
    answer = api.get(address)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert len(answer.json()["detail"]) > 20


def test_histories_are_paged_and_counted(api: TestClient) -> None:
    whole = api.get("/api/histories?limit=100").json()
    assert whole["total"] == len(whole["items"]) > 1
    assert all(step["sentence"] for thing in whole["items"] for step in thing["steps"])
    second = api.get("/api/histories?limit=1&offset=1").json()
    assert second["items"] == whole["items"][1:2]
    against = api.get("/api/histories?contested=true").json()
    assert against["total"] == whole["contested"] == sum(1 for t in whole["items"] if t["contested"])
    narrowed = api.get("/api/histories?type=agreement").json()
    assert {t["kind"] for t in narrowed["items"]} <= {"agreement"}


@pytest.mark.parametrize("limits", ["", "actor=IRN", "since=2000"])
def test_every_telling_of_a_thing_has_its_address(api: TestClient, limits: str) -> None:
    things = api.get(f"/api/agreements?{limits}").json()["items"]
    assert things
    for thing in things:
        asked = {**dict(parse_qsl(limits)), "of": thing["id"], "limit": 500}
        every = api.get("/api/tellings", params=asked).json()
        assert every["total"] == len(every["items"]) == thing["tellings"]
        assert every["items"][: len(thing["told"])] == thing["told"]
    assert api.get("/api/tellings?of=nothing").status_code == 404


def test_a_record_as_files_of_others(api: TestClient) -> None:
    answer = api.get("/api/export/jsonl?actor=IRN")
    assert answer.headers["content-type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        assert {"codebook.md", "events.jsonl"} <= set(packed.namelist())
        assert json.loads(packed.read("events.jsonl").splitlines()[0])["sentence"]


def test_nothing_refused_and_no_other_data_is_said(api: TestClient) -> None:
    assert api.get("/api/refused").json()["total"] == 0
    assert api.get("/api/background").json() == []
    assert api.get("/api/background/counts").json() == []
    assert api.get("/api/watchlists").json() == []
    assert api.get("/api/review/export").text == ""


def test_briefs_of_a_view_are_files(api: TestClient) -> None:
    for shape, kind, start in (
        ("markdown", "text/markdown", b"# "), ("html", "text/html", b"<!doctype"), ("pdf", "application/pdf", b"%PDF")
    ):  # fmt: skip
        answer = api.get(f"/api/brief?actor=IRN&format={shape}")
        assert answer.headers["content-type"].startswith(kind)
        assert answer.content.lstrip().startswith(start)
        assert "attachment" in answer.headers["content-disposition"]


def test_no_pair_is_told_later_than_the_newest_report(api: TestClient) -> None:
    """A day to come, of a plan or a wish, is no day on which a pair was told of."""
    page = api.get("/api/overview").json()
    assert {e["date"] for e in api.get("/api/happenings?status=planned&limit=500").json()["items"]}
    newest = page["ground"]["last"]
    network = api.get("/api/network").json()["edges"]
    assert page["pairs"]
    assert max(p["newest"] for p in (*page["pairs"], *network)) <= newest


def test_the_first_page_does_not_wait_for_the_promises_of_a_large_record(
    api: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dragoman.faces.api.overview.ready", lambda _: False)
    waiting = api.get("/api/overview?since=1900")
    assert waiting.headers["cache-control"] == "no-store"
    assert "etag" not in waiting.headers
    assert (waiting.json()["overdue"], waiting.json()["overdue_total"]) == ([], None)
    monkeypatch.undo()
    there = api.get("/api/overview?since=1900")
    assert "etag" in there.headers
    assert there.json()["overdue_total"] >= 0


def test_what_one_waits_for_another_does_not(served: Path) -> None:
    with closing(Shelf(served)) as shelf, shelf.reading() as held:
        begun, go = Event(), Event()

        def slow(_: Record) -> str:
            begun.set()
            assert go.wait(30)
            return "slow"

        waiting = Thread(target=held.once, args=("slow", slow))
        waiting.start()
        assert begun.wait(30)
        assert held.once("quick", lambda _: "quick") == "quick"
        go.set()
        waiting.join(30)
        assert held.once("slow", lambda _: "again") == "slow"

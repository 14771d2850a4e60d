"""Who may ask, from where; what a browser may do with answers; hostile text and large bodies."""

import json
import re
import time
from pathlib import Path

import pytest
from invented_server import HERE, make_record
from starlette.testclient import TestClient

from dragoman.faces.api.app import create_app
from dragoman.faces.api.desk import Desk
from dragoman.faces.api.guard import MOST_BYTES, POLICY, Rules, hosts_of, is_loopback
from dragoman.record.record import Record
from dragoman.record.shelf import Shelf
from dragoman.types import Actor, Findings, Mention, Report, Span

TOKEN = "a-long-token"
DECISION = {"id": "x", "by": "somebody"}


def test_nothing_comes_from_elsewhere_and_no_script_stands_in_a_page(api: TestClient) -> None:
    for address in ("/", "/api/meta", "/api/nothing", "/actor/IRN", "/api/brief?format=html"):
        headers = api.get(address).headers
        assert headers["content-security-policy"] == POLICY
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cross-origin-resource-policy"] == "same-origin"
        assert "access-control-allow-origin" not in headers
    allowed = dict(part.strip().split(" ", 1) for part in POLICY.split(";"))
    assert allowed["default-src"] == "'none'"
    assert allowed["script-src"] == allowed["connect-src"] == "'self'"
    assert not re.search(r"https?:|\*", POLICY)


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "10.0.0.1:8484", ""])
def test_a_name_that_was_made_to_lead_here_is_not_answered(api: TestClient, host: str) -> None:
    assert api.get("/api/meta", headers={"Host": host}).status_code == 421


@pytest.mark.parametrize("host", ["localhost:1", "127.0.0.1:8484", "[::1]:8484", "LOCALHOST"])
def test_this_machine_is_answered_under_each_of_its_names(api: TestClient, host: str) -> None:
    assert api.get("/api/meta", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X-Dragoman": "1", "Origin": "https://evil.example"},
        {"X-Dragoman": "1", "Origin": "null"},
        {"X-Dragoman": "1", "Origin": "http://localhost:9999"},
        {"X-Dragoman": "1", "Sec-Fetch-Site": "cross-site"},
        {"X-Dragoman": "1", "Sec-Fetch-Site": "same-site"},
        {"Origin": HERE},
    ],
    ids=str,
)
def test_no_other_site_can_change_the_record(api: TestClient, headers: dict[str, str]) -> None:
    assert api.post("/api/review/accept", json=DECISION, headers=headers).status_code == 403


def test_a_body_is_bounded_whatever_it_announces(api: TestClient) -> None:
    ours = {"X-Dragoman": "1", "Content-Type": "application/json"}
    assert api.post("/api/review/accept", content=b" " * (MOST_BYTES + 1), headers=ours).status_code == 413
    forged = {**ours, "Content-Length": "-5"}
    assert api.post("/api/review/accept", content=b"{}", headers=forged).status_code == 413

    def endless() -> object:
        for _ in range(MOST_BYTES // 1000 + 2):
            yield b" " * 1000

    assert api.post("/api/review/accept", content=endless(), headers=ours).status_code in (400, 413, 422)


def test_beyond_this_machine_everybody_shows_the_token(served: Path) -> None:
    client = TestClient(create_app(Desk(Shelf(served)), Rules(TOKEN, None)), base_url="http://desk.example")
    for headers in ({}, {"Authorization": "Bearer wrong"}, {"Cookie": "dragoman-token=wrong"}):
        answer = client.get("/api/meta", headers=headers)
        assert answer.status_code == 401
        assert "'Authorization: Bearer TOKEN'" in answer.json()["detail"]
    assert client.get("/api/meta", headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 200
    assert client.get("/?token=wrong").status_code == 401
    welcome = client.get(f"/?token={TOKEN}", follow_redirects=False)
    assert (welcome.status_code, welcome.headers["location"]) == (303, "/")
    assert {"HttpOnly", "SameSite=strict"} <= set(welcome.headers["set-cookie"].split("; "))
    assert client.get("/api/meta").status_code == 200  # by the cookie


@pytest.mark.parametrize(
    ("host", "near"),
    [("127.0.0.1", True), ("127.8.8.8", True), ("::1", True), ("localhost", True), ("0.0.0.0", False), ("::", False),
     ("192.168.1.4", False), ("desk.example", False)],
)  # fmt: skip
def test_what_is_this_machine(host: str, near: bool) -> None:
    assert is_loopback(host) is near
    assert not near or {f"[{host}]" if ":" in host else host} <= hosts_of(host)


HOSTILE = "<script>alert(1)</script> \u202egnp.exe\u202c \x1b[31mred\x07 </textarea>\u2028 Iran met Nepal."


def test_hostile_text_is_data_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "hostile.duckdb"
    start = HOSTILE.index("Iran")
    actors = (
        Actor("IRN", "<img src=x onerror=alert(1)>", "state", "IRN", None, (Span(start, start + 4),)),
        Actor("NPL", "Nepal", "state", "NPL", None, (Span(start + 9, start + 14),)),
    )
    mention = Mention(
        "m", "CONSULT", ("IRN",), ("NPL",), "done", Span(start + 5, start + 8), Span(0, len(HOSTILE)), because="met"
    )
    report = Report("h", HOSTILE, HOSTILE, "=cmd|' /C calc'!A0", "2024-01-01", url="javascript:alert(1)")
    with Record.open(path, write=True) as record:
        record.add(Findings(report, actors, mentions=(mention,)), "1.0")
        record.resolve()
    with TestClient(create_app(Desk(Shelf(path))), base_url=HERE) as client:
        for address in ("/api/reports/h", "/api/events", "/api/search?q=script", "/api/overview", "/api/actors"):
            while (answer := client.get(address)).status_code == 503:
                time.sleep(float(answer.headers["retry-after"]) / 10)  # its words are being indexed
            assert answer.headers["content-type"] == "application/json"
            assert "alert(1)" in json.dumps(answer.json())
        assert client.get("/api/reports/h").json()["text"] == HOSTILE
        page = client.get("/api/brief?format=html")
        assert page.headers["content-disposition"].startswith("attachment")
        assert "<script>alert" not in page.text
        assert "<img src=x" not in page.text
        assert 'href="javascript:' not in page.text


def test_a_server_for_reading_only_takes_no_decision(served: Path) -> None:
    client = TestClient(
        create_app(Desk(Shelf(served), read_only=True)), base_url=HERE
    )  # not begun: nothing is laid out
    assert client.get("/api/meta").json()["read_only"] is True
    answer = client.post("/api/review/accept", json=DECISION, headers={"X-Dragoman": "1"})
    assert answer.status_code == 403
    assert "--read-only" in answer.json()["detail"]


def test_the_app_is_served_at_every_address_and_files_as_they_are(served: Path, tmp_path: Path) -> None:
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text("<title>the app</title>")
    (tmp_path / "assets" / "main-1a2b.js").write_text("1")
    secret = tmp_path.parent / "secret.txt"
    secret.write_text("secret")
    client = TestClient(create_app(Desk(Shelf(served)), static=tmp_path), base_url=HERE)
    for address in ("/", "/actor/IRN", "/partnership?actor=IRN&with=TKM"):
        assert client.get(address).text == "<title>the app</title>"
    script = client.get("/assets/main-1a2b.js")
    assert (script.text, "immutable" in script.headers["cache-control"]) == ("1", True)
    assert client.get("/assets/gone.js").status_code == 404
    for address in ("/..%2fsecret.txt", "/%2e%2e/secret.txt", "/assets/../../secret.txt"):
        assert client.get(address).text != "secret"


def test_without_built_pages_the_server_says_so(served: Path, tmp_path: Path) -> None:
    answer = TestClient(create_app(Desk(Shelf(served)), static=tmp_path / "none"), base_url=HERE).get("/")
    assert answer.status_code == 503
    assert "The web app is not built" in answer.text


def test_a_decision_shows_in_the_next_answer_and_can_be_taken_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dragoman.record.shelf.QUICK", 60.0)  # a busy machine copies slowly
    path = make_record(tmp_path / "judged.duckdb", 2)
    ours = {"X-Dragoman": "1", "Origin": HERE}
    with TestClient(create_app(Desk(Shelf(path), read_only=False)), base_url=HERE) as client:
        event = next(e for e in client.get("/api/events").json()["items"] if e["report"] == "accord")
        wrong = client.post(
            "/api/review/correct", json={**DECISION, "id": event["id"], "changes": {"status": "no"}}, headers=ours
        )
        assert wrong.status_code == 422
        body = {"id": event["id"], "by": "somebody", "because": "it is not so"}
        kept = client.post("/api/review/reject", json=body, headers=ours)
        assert kept.status_code == 201
        assert kept.json()["shown"] is True
        assert event["id"] not in [e["id"] for e in client.get("/api/events").json()["items"]]
        listed = client.get("/api/review/decisions").json()
        assert [(d["verb"], d["author"], d["reason"]) for d in listed] == [("reject", "somebody", "it is not so")]
        undone = client.post("/api/review/undo", json={**DECISION, "id": kept.json()["id"]}, headers=ours)
        assert undone.status_code == 201
        assert event["id"] in [e["id"] for e in client.get("/api/events").json()["items"]]
        again = client.post("/api/review/undo", json={**DECISION, "id": kept.json()["id"]}, headers=ours)
        assert again.status_code == 409

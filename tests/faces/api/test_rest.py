"""Every question of the command line over HTTP: the same rows, pages, errors in our own sentences, ETags."""

import csv
import io
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from dragoman.faces.api.rows import row_model
from dragoman.faces.api.tables import TABLES
from dragoman.record.filters import TAKEN, Filters
from dragoman.record.record import Record

PAGES = (
    "/api/meta", "/api/ontology", "/api/codebook", "/api/overview", "/api/actors/IRN",
    "/api/actors/energy ministry of iran",
    "/api/partnership?actor=IRN&with=TKM", "/api/forums", "/api/agreements", "/api/meetings", "/api/routes",
    "/api/relations", "/api/claims", "/api/promises", "/api/promises/sides", "/api/network", "/api/outlets",
    "/api/reports/accord", "/api/search?q=gas", "/api/brief", "/api/brief?format=markdown", "/api/brief?format=html",
    "/api/review/fields", "/api/review/decisions", "/api/review/precision", "/api/review/sample?size=2",
)  # fmt: skip


@pytest.mark.parametrize("address", PAGES)
def test_every_page_answers(api: TestClient, address: str) -> None:
    answer = api.get(address)
    assert answer.status_code == 200, answer.text
    assert answer.content


@pytest.mark.parametrize(("table", "of"), TABLES.items())
def test_a_table_has_the_rows_of_the_record_page_by_page(api: TestClient, served: Path, table: str, of: str) -> None:
    with Record.open(served) as record:
        wanted = [row["id"] for row in record.ask(of, Filters()).to_dicts()]
    found: list[str] = []
    while True:
        page = api.get(f"/api/{table}?limit=5&offset={len(found)}").json()
        assert page["total"] == len(wanted)
        if not page["items"]:
            break
        assert set(page["items"][0]) == set(row_model(of).model_fields)
        found += [item["id"] for item in page["items"]]
    assert found == wanted


LIMITS = (
    {"actor": "Iran"}, {"actor": "IRN", "with": "TKM"}, {"since": "2019", "until": "2021-06"}, {"text": "gas"},
    {"outlet": "caspian herald"}, {"status": "planned"}, {"type": "CONSULT"}, {"report": "accord"},
    {"actor": "KAZ", "since": "2018", "text": "talks"},
)  # fmt: skip


def _takes(of: str, limits: dict[str, str]) -> bool:
    """Whether rows of the kind take the limits."""
    taken = [name.strip("_") for name in TAKEN[of]]
    return set(limits) <= set(taken) and ("type" not in limits or of in ("event", "happening"))


@pytest.mark.parametrize(
    ("table", "of", "limits"), [(t, k, one) for t, k in TABLES.items() for one in LIMITS if _takes(k, one)]
)
def test_filters_are_those_of_the_command_line(
    api: TestClient, served: Path, table: str, of: str, limits: dict[str, str]
) -> None:
    taken = {"with_" if k == "with" else k: v for k, v in limits.items()}
    with Record.open(served) as record:
        wanted = record.ask(of, Filters(**taken)).to_dicts()  # type: ignore[arg-type]
    page = api.get(f"/api/{table}", params={**limits, "limit": 500}).json()
    assert [item["id"] for item in page["items"]] == [row["id"] for row in wanted]
    assert page["total"] == len(wanted)


@pytest.mark.parametrize(
    ("address", "status", "says"),
    [
        ("/api/events?actor=Atlantis", 404, "Nobody called 'Atlantis' is in this record."),
        ("/api/events?type=DANCE", 422, "There is no event type 'DANCE'. Choices: ACCUSE"),
        ("/api/ties?status=baked", 422, "There is no tie status 'baked'."),
        ("/api/events?since=yesterday", 422, "There is no date 'yesterday'."),
        ("/api/events?limit=0", 422, "limit: Input should be greater than or equal to 1"),
        ("/api/events?limit=501", 422, "limit: Input should be less than or equal to 500"),
        ("/api/partnership?actor=IRN", 422, "with: Field required"),
        ("/api/reports/nowhere", 404, "There is no report 'nowhere' in this record."),
        ("/api/forums/nowhere", 404, "There is no forum 'nowhere' in this record."),
        ("/api/why/nowhere", 404, "There is no row 'nowhere' in this record."),
        ("/api/download/events.odt", 404, "There is no format 'odt'."),
        ("/api/claims?type=agreement", 422, "There is no kind of claims 'agreement'."),
        ("/api/promises?outcome=perhaps", 422, "There is no outcome 'perhaps'."),
        ("/api/promises?as_of=2020", 422, "There is no day '2020'."),
        ("/api/review/decisions?verb=dance", 422, "There is no verb 'dance'."),
        ("/api/nothing", 404, "There is nothing at /api/nothing."),
    ],
)  # fmt: skip
def test_an_error_is_a_problem_with_our_sentence(api: TestClient, address: str, status: int, says: str) -> None:
    answer = api.get(address)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == status
    assert says in problem["detail"]


def test_an_etag_saves_the_answer_until_the_record_changes(api: TestClient) -> None:
    first = api.get("/api/events?limit=3")
    again = api.get("/api/events?limit=3", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert api.get("/api/events?limit=4").headers["etag"] != first.headers["etag"]
    kept = api.get("/api/events?limit=3")
    assert (kept.status_code, kept.content, kept.headers["etag"]) == (200, first.content, first.headers["etag"])


def test_a_report_has_its_text_and_every_mark_fits_it(api: TestClient) -> None:
    report = api.get("/api/reports/accord").json()
    assert report["notes"] == ["One picture had no caption.", "A table was left out."]
    assert {m["owner"] for m in report["marks"]} == {"statement", "mention", "tie", "actor", "place"}
    for mark in report["marks"]:
        assert report["text"][mark["start"] : mark["end"]] == mark["words"]
    known = {p["id"] for p in report["parties"]}
    assert {m["id"] for m in report["marks"] if m["owner"] in ("actor", "place")} <= known


@pytest.mark.parametrize(("table", "kind"), [(t, k) for t, k in TABLES.items() if t != "happenings"])
def test_why_tells_the_words_of_any_row(api: TestClient, table: str, kind: str) -> None:
    row = api.get(f"/api/{table}?limit=1").json()["items"][0]
    why = api.get(f"/api/why/{row['id']}").json()
    assert why["kind"] == kind
    assert why["row"]["id"] == row["id"]
    for passage in why["passages"]:
        evidence = passage["evidence"]
        text = api.get(f"/api/reports/{evidence['report']}").json()["text"]
        assert text[evidence["start"] : evidence["end"]] == evidence["words"]
        assert f"{passage['before']}{evidence['words']}{passage['after']}" in text
    assert why["passages"] or kind == "report"


def test_why_tells_all_tellings_of_an_event(api: TestClient) -> None:
    events = api.get("/api/happenings?limit=500").json()["items"]
    event = max(events, key=lambda e: e["tellings"])
    why = api.get(f"/api/why/{event['id']}").json()
    assert len(why["tellings"]) == event["tellings"]
    assert {t["report"] for t in why["tellings"]} == {p["evidence"]["report"] for p in why["passages"]}


def test_standing_things_carry_tellings_and_stages(api: TestClient) -> None:
    for thing in api.get("/api/agreements").json()["items"]:
        assert thing["told"]
        assert thing["kind"] == "agreement"
        assert {p["id"] for p in thing["parties"]} == {"IRN", "TKM"}
        assert [s["stage"] for s in thing["stages"]][-1] == thing["stage"]
    swaps = api.get("/api/routes?type=energy_swap").json()
    assert swaps["kinds"] == [{"name": "energy_swap", "number": swaps["total"]}]
    via = next(r for r in swaps["items"][0]["roles"] if r["role"] == "via")
    assert {(h["id"], h["lat"]) for h in via["holders"]} == {("IRN", None), ("geonames:162183", 37.95)}


def test_a_partnership_tells_what_each_says_of_the_other(api: TestClient) -> None:
    pair = api.get("/api/partnership?actor=IRN&with=TKM").json()
    assert (pair["pair"]["one"]["name"], pair["pair"]["other"]["name"]) == ("Iran", "Turkmenistan")
    assert pair["says_total"] == api.get("/api/statements?actor=IRN&with=TKM").json()["total"] > 0
    assert pair["is_told_total"] == 0
    assert pair["agreements"]["total"] == api.get("/api/agreements?actor=IRN&with=TKM").json()["total"] > 0


def test_a_download_holds_every_row_and_no_formula(api: TestClient) -> None:
    answer = api.get("/api/download/events.csv?actor=IRN")
    assert answer.headers["content-disposition"] == 'attachment; filename="events.csv"'
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert len(rows) == api.get("/api/events?actor=IRN").json()["total"] > 0
    assert api.get("/api/download/reports.jsonl").text.count("\n") == api.get("/api/reports").json()["total"]
    assert api.get("/api/download/ties.parquet").content.startswith(b"PAR1")

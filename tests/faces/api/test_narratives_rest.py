"""Claims, verdicts, edited forms, rows and whose word over HTTP."""

import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import polars as pl
import pytest
from fastapi.testclient import TestClient

sys.path.insert(0, str(Path(__file__).parents[2] / "analysis"))
from golden_age import write_record

from dragoman.faces.api.app import create_app
from dragoman.faces.api.desk import Desk
from dragoman.record.shelf import Shelf


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    path = write_record(tmp_path_factory.mktemp("rest") / "fjords.duckdb")
    with TestClient(create_app(Desk(Shelf(path))), base_url="http://localhost") as found:
        yield found


@pytest.fixture(scope="module")
def golden(client: TestClient) -> str:
    items = client.get("/api/narratives").json()["items"]
    return str(next(i["id"] for i in items if i["title"] == "a golden age"))


def test_claims_are_listed_with_verdicts(client: TestClient) -> None:
    page = client.get("/api/narratives").json()
    assert page["total"] == 4
    assert {i["verdicts"][0]["verdict"] for i in page["items"]} == {"supported", "cannot be told"}
    only = client.get("/api/narratives", params={"verdict": "supported", "actor": "Iceland"}).json()
    assert [i["title"] for i in only["items"]] == ["a golden age"]
    assert only["items"][0]["disputed"] == 2


def test_a_claim_in_full(client: TestClient, golden: str) -> None:
    found = client.get(f"/api/narratives/{golden}").json()
    assert [v["does"] for v in found["voices"]] == ["says", "copies", "disputes", "disputes"]
    verdict = found["verdicts"][0]
    assert verdict["effect"]["low"] > 0
    assert verdict["events"] == len(verdict["rows"]) == 95
    assert all(r["mention"] and r["sentence"] for r in verdict["rows"])


def test_an_edited_form_is_run(client: TestClient, golden: str) -> None:
    toml = client.get(f"/api/narratives/{golden}").json()["toml"]
    edited = toml.replace("above before", "below before", 1)
    assert (
        client.get(f"/api/narratives/{golden}", params={"form": edited}).json()["verdicts"][0]["verdict"]
        == "contradicted"
    )
    mine = client.get("/api/narratives/new", params={"form": edited}).json()
    assert (mine["claim"], mine["verdicts"][0]["verdict"]) == (None, "contradicted")


@pytest.mark.parametrize(
    ("address", "status", "told"),
    [
        ("/api/narratives/nothing", 404, "There is no claim"),
        ("/api/narratives/new", 422, "it has no form"),
        ("/api/narratives/new?form=actors", 422, "it is not TOML"),
        ("/api/narratives?verdict=maybe", 422, "There is no verdict 'maybe'"),
        ("/api/whose-word?of=nothing", 404, "There is no event, tie or statement"),
        ("/api/whose-word?of=NOR&with=ISL&without=Moon+Times", 422, "There is no outlet 'Moon Times'"),
    ],
)
def test_what_cannot_be_answered_is_said(client: TestClient, address: str, status: int, told: str) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert told in answer.json()["detail"]


def test_rows_and_chart_are_files(client: TestClient, golden: str) -> None:
    rows = pl.read_csv(client.get(f"/api/narratives/{golden}/rows").content)
    assert rows.filter(pl.col("of") == "event").height == 95
    drawn = ElementTree.fromstring(client.get(f"/api/narratives/{golden}/chart").text)
    fills = [r.get("fill") for r in drawn.iter("{http://www.w3.org/2000/svg}rect")]
    assert fills.count("#b2182b") == 2
    assert client.get(f"/api/narratives/{golden}/rows", params={"dataset": "gdelt"}).status_code == 422


def test_whose_word_with_and_without(client: TestClient, golden: str) -> None:
    of = {"of": golden, "verdict": True, "without": ["Harbour Mail", "Baltic Star", "Fjord Post"]}
    found = client.get("/api/whose-word", params=of).json()
    assert (found["whole"]["verdict"], found["rest"]["verdict"]) == ("supported", "cannot be told")
    pair = client.get("/api/whose-word", params={"of": "NOR", "with": "ISL"}).json()
    assert (pair["kind"], pair["rest"]) == ("pair", None)


def test_the_texts_of_an_outlet_behind_a_pair(client: TestClient) -> None:
    of = {"of": "NOR", "with": "ISL"}
    found = client.get("/api/whose-word", params=of).json()
    publisher = max(
        (p for top in found["whole"]["word"]["tree"] for p in top["parts"]), key=lambda p: p["numbers"]["texts"]
    )
    outlet = publisher["parts"][0]
    assert len(outlet["parts"]) == 3 < outlet["numbers"]["texts"]
    asked = {**of, "publisher": publisher["key"], "outlet": outlet["key"], "limit": 5}
    page = client.get("/api/whose-word/texts", params=asked).json()
    assert (page["total"], len(page["items"])) == (outlet["numbers"]["texts"], 5)
    assert page["items"][:3] == outlet["parts"]
    assert client.get("/api/whose-word/texts", params={**asked, "outlet": "Moon Times"}).json()["items"] == []

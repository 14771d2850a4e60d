"""Events over time: every event counts once, and each number opens the events that it counts."""

from collections import Counter

import pytest
from starlette.testclient import TestClient

from dragoman.ontology.ontology import load_ontology

LENGTH = {"year": 4, "month": 7, "day": 10}


def whole(api: TestClient, **limits: str) -> list[dict[str, str]]:
    found = api.get("/api/happenings", params={**limits, "limit": 500}).json()
    assert found["total"] == len(found["items"])
    return list(found["items"])


def start(row: dict[str, str]) -> str:
    return row["date"].split("/")[0] if row["date"] else row["first_told"]


@pytest.mark.parametrize("by", LENGTH)
@pytest.mark.parametrize("limits", [{}, {"actor": "IRN"}, {"status": "done"}, {"since": "2023-04", "type": "AGREE"}])
def test_every_event_counts_once(api: TestClient, by: str, limits: dict[str, str]) -> None:
    rows = whole(api, **limits)
    counted = api.get("/api/happenings/periods", params={**limits, "by": by}).json()
    told = Counter((start(r)[: LENGTH[by]], r["type"], r["status"], r["date"] is None) for r in rows if start(r))
    assert {(b["period"], b["type"], b["status"], b["undated"]): b["number"] for b in counted["items"]} == told
    assert (counted["total"], counted["nowhere"]) == (len(rows), sum(1 for r in rows if not start(r)))


@pytest.mark.parametrize("by", LENGTH)
def test_each_number_opens_what_it_counts(api: TestClient, by: str) -> None:
    counted = api.get("/api/happenings/periods", params={"by": by}).json()["items"]
    firm = {s.name: s.counts_as for s in load_ontology().statuses.values()}
    cells: Counter[tuple[str, str, str]] = Counter()
    for found in counted:
        cells[found["period"], found["type"], firm[found["status"]]] += found["number"]
    rows = whole(api)
    for (period, kind, counts_as), number in list(cells.items())[:12]:
        asked = {"by": by, "period": period, "type": kind, "counts_as": counts_as}
        page = api.get("/api/happenings/in", params=asked).json()
        wanted = [
            r["id"]
            for r in rows
            if start(r)[: LENGTH[by]] == period and r["type"] == kind and firm[r["status"]] == counts_as
        ]
        assert [r["id"] for r in page["items"]] == wanted
        assert page["total"] == number == len(wanted)


def test_only_the_periods_in_view_are_counted(api: TestClient) -> None:
    every = api.get("/api/happenings/periods", params={"by": "month"}).json()
    middle = sorted(b["period"] for b in every["items"])[len(every["items"]) // 2]
    some = api.get("/api/happenings/periods", params={"by": "month", "begin": middle, "end": middle}).json()
    assert some["items"] == [b for b in every["items"] if b["period"] in (middle, middle[:4])]
    assert some["total"] == every["total"]


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("/api/happenings/periods?by=hour", "There is no step 'hour'"),
        ("/api/happenings/periods?begin=spring", "spring"),
        ("/api/happenings/in?period=2023&by=hour", "There is no step 'hour'"),
        ("/api/happenings/in?period=2023&counts_as=maybe", "There is no firmness 'maybe'"),
    ],
)
def test_what_is_no_step_or_day_is_said(api: TestClient, address: str, told: str) -> None:
    answer = api.get(address)
    assert answer.status_code == 422
    assert told in answer.json()["detail"]

"""Pages of a large record read the rows that they show: no page goes through the tables of findings for them."""

import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from dragoman.analysis.tellings import ACTS_IN_FULL, TIES_IN_FULL
from dragoman.analysis.whole_rows import whole_rows
from dragoman.record.filters import Filters
from dragoman.record.held import Held
from dragoman.record.paging import SIDED, page_of, query_of
from dragoman.record.record import Record
from dragoman.record.shelf import Shelf

# Tables that hold a row for every piece of every finding; a page may ask them only for what it names one by one.
WHOLE = re.compile(r"\b(?:FROM|JOIN) (evidence|tie_role|tie_party|tie_attribute|mention_party|mention|report)\b")
THINGS = ("agreements", "meetings", "routes", "relations", "claims")


@pytest.fixture(scope="module")
def held(served: Path) -> Iterator[Held]:
    shelf = Shelf(served)
    with shelf.reading() as copy:
        yield copy
    shelf.close()


@pytest.fixture
def asked(api: TestClient, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the record is asked from now on; what a copy works out once is there."""
    assert api.get("/api/agreements").status_code == 200
    for thread in threading.enumerate():
        if thread.name == "record-prepare":
            thread.join()
    queries: list[str] = []
    plain = Record.sql

    def sql(self: Record, query: str, values: dict[str, object] | list[object] | None = None) -> object:
        queries.append(query)
        return plain(self, query, values)

    monkeypatch.setattr(Record, "sql", sql)
    return queries


@pytest.mark.parametrize("page", THINGS)
@pytest.mark.parametrize("limits", ["status=done", "actor=IRN", "since=2000"])
def test_a_page_of_things_reads_no_whole_table(api: TestClient, asked: list[str], page: str, limits: str) -> None:
    answer = api.get(f"/api/{page}?{limits}&only-for={page}{limits}")
    assert answer.status_code == 200, answer.text
    assert [q for q in asked if WHOLE.search(q)] == []
    assert len(asked) <= 2  # who is asked for, and which ties fit


@pytest.mark.parametrize(("of", "side"), [(of, side) for of in SIDED for side in ("actor", "with_")])
def test_who_takes_part_is_looked_up(held: Held, of: str, side: str) -> None:
    actor = held.record.sql("SELECT who FROM tie_of ORDER BY who LIMIT 1")["who"].item()
    filters = Filters(**{side: actor})
    if (of, side) != ("statement", "with_"):
        assert f"{of}_of" in query_of(held.record, of, filters).sql
    plain = held.record.ask(of, filters)
    page = page_of(held.record, of, filters, 500)
    assert page.total == len(plain)
    assert page.rows["id"].to_list() == plain["id"].to_list()[:500]


@pytest.mark.parametrize(("kind", "query"), [("ties", TIES_IN_FULL), ("acts", ACTS_IN_FULL)])
def test_whole_rows_are_those_that_a_record_tells(held: Held, kind: str, query: str) -> None:
    file = getattr(whole_rows(held), kind)
    laid = held.record.sql(f"SELECT rowid, id FROM {'tie' if kind == 'ties' else 'event'}_row ORDER BY rowid")
    found = file.at(laid["rowid"])
    assert found["id"].to_list() == laid["id"].to_list()
    told = held.record.sql(query, {"ids": laid["id"].to_list()})
    order = ["id", "report", "start"]
    assert (
        found.sort(order)
        .drop("features", strict=False)
        .equals(told.select(found.columns).sort(order).drop("features", strict=False))
    )


def test_texts_are_found_by_report(held: Held) -> None:
    texts = dict(held.record.sql("SELECT id, text FROM report").iter_rows())
    assert whole_rows(held).read(texts) == texts

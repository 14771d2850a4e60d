"""Rows that are found first and gathered after are the rows of the view, in its order."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import polars as pl
import pytest
from invented import accord, corridor, invented, visit

from dragoman.record.filters import Filters
from dragoman.record.gathering import FEW, SLIM, gathered
from dragoman.record.questions import QUESTIONS
from dragoman.record.record import Record

EACH = (
    {"actor": "TKM"},
    {"actor": "KAZ", "with_": "TKM"},
    {"since": "2023"},
    {"until": "2023-05-03"},
    {"outlet": "FERGHANA wire"},
    {"report": "accord"},
    {"text": "SIGNED"},
    {"text": "a.b*"},
    {"actor": "TKM", "since": "2020", "text": "the"},
)
OWN = {
    "event": ({"type": "AGREE"}, {"status": "planned"}, {"review": "corrected"}, {"review": "open"}),
    "happening": ({"type": "AGREE"}, {"status": "done"}),
    "tie": ({"type": "agreement"}, {"status": "done"}, {"review": "accepted"}),
    "statement": ({"type": "direct"}, {"review": "corrected"}),
    "report": (),
}
FOUND = ({"review": "machine"}, {"review": "rejected"}, {"review": "machine", "text": "gas"})
ASKED = [
    (of, filters)
    for of in SLIM
    for filters in (*EACH, *OWN[of], *(FOUND if of in ("event", "tie", "statement") else ()))
    if not (of == "happening" and {"outlet", "report"} & filters.keys())
    and not (of == "report" and {"type", "status"} & filters.keys())
]


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Record:
    record = Record.open(tmp_path_factory.mktemp("gathering") / "r.duckdb", write=True)
    assert record.add_many([accord(), accord("other"), visit("v"), corridor(), *invented(60, seed=8)], "1.0") == ()
    events, ties = record.events(report="accord")["id"].to_list(), record.ties(report="accord")["id"].to_list()
    record.review.correct(events[0], {"actors": "KAZ"}, by="Ada", resolve=False)
    record.review.reject(events[1], by="Ada", resolve=False)
    record.review.accept(ties[0], by="Ada", resolve=False)
    statement = record.statements(report="accord")["id"][0]
    record.review.correct(statement, {"content": "gas"}, by="Ada", resolve=False)
    record.resolve()
    return record


@pytest.fixture(scope="module")
def whole(record: Record) -> Callable[[str, tuple[tuple[str, str], ...]], pl.DataFrame]:
    """All rows of a view, as it gives them itself."""

    @cache
    def asked(of: str, filters: tuple[tuple[str, str], ...]) -> pl.DataFrame:
        query = QUESTIONS[of](Filters(**dict(filters)))
        return record.sql(query.sql, query.values)

    return asked


@pytest.mark.parametrize("limit", [None, 2, 100])
@pytest.mark.parametrize(("of", "filters"), ASKED, ids=[f"{of}-{'-'.join(map(str, f.values()))}" for of, f in ASKED])
def test_the_same_rows_in_the_same_order(
    record: Record, whole: Callable[..., pl.DataFrame], of: str, filters: dict[str, str], limit: int | None
) -> None:
    expected = whole(of, tuple(filters.items()))
    with record._connection.cursor() as cursor:
        page = gathered(cursor, of, Filters(**filters, limit=limit))
    assert page.rows.schema == expected.schema
    assert page.rows.rows() == expected.head(limit or len(expected)).rows()
    assert page.total == len(expected)


def test_more_rows_than_can_be_named_one_by_one(tmp_path: Path) -> None:
    with Record.open(tmp_path / "r.duckdb", write=True) as record:
        assert record.add_many([visit(f"v{n}") for n in range(FEW + 1)], "1.0") == ()
        rows = record.events(status="done")
        query = QUESTIONS["event"](Filters(status="done"))
        assert rows.height > FEW
        assert rows.rows() == record.sql(query.sql, query.values).rows()

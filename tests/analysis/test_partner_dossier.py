"""The dossier: everything dated once, in the order of its own dates, with what has none at the end."""

from collections.abc import Iterator

import polars as pl
import pytest
from fjords import Deed, report
from north_sea import later_findings, pact_findings, span

from dragoman.analysis.ledger import ledger
from dragoman.analysis.pages.boards import board
from dragoman.analysis.partners.dossier import KINDS, Dossier, dossier, entries
from dragoman.analysis.partners.whole import Asked
from dragoman.errors import ChoiceUnknown
from dragoman.record.filters import Filters
from dragoman.record.record import Record
from dragoman.types import Actor, Findings, Report, Statement


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    path = tmp_path_factory.mktemp("dossier") / "north.duckdb"
    with Record.open(path, write=True) as opened:
        told = [pact_findings("post", "Fjord Post", "2030-02-10"), later_findings()]
        told.append(report(1, Deed("ACCUSE", ("ISL",), ("NOR",), None, published="2030-01-02")))
        told.append(_word())
        told.append(report(2, Deed("AID", ("SWE",), ("DNK",), "2030-03-01")))
        assert opened.add_many(told, "test") == ()
        opened.resolve()
    with Record.open(path) as opened:
        yield opened


def _word() -> Findings:
    """Norway's minister speaks of Iceland."""
    text = "Iceland is a good neighbour, the minister of Norway said."
    minister = Actor("NOR.minister", "Norway's minister", "office", "NOR", mentions=(span(text, "minister"),))
    named = Actor("ISL", "Iceland", "state", "ISL", mentions=(span(text, "Iceland"),))
    content = (span(text, "Iceland is a good neighbour"),)
    said = Statement("s", "NOR.minister", (span(text, "minister"),), (span(text, "said"),), content, "indirect")
    return Findings(Report("word", text, None, "Baltic Star", "2030-02-10"), (minister, named), (), (said,), ())


def every(record: Record, **more: str) -> pl.DataFrame:
    asked = Asked("NOR", "ISL", filters=Filters(**more))  # type: ignore[arg-type]
    return entries(record, asked, board(record).things, ledger(record))


@pytest.fixture(scope="module")
def whole(record: Record) -> Dossier:
    return dossier(record, every(record), None, 100)


def test_events_things_promises_and_words_of_each_other_stand_in_one_line_of_time(whole: Dossier) -> None:
    assert [(e.date, e.kind, e.label, e.status) for e in whole.items] == [
        ("2030-02-08", "agreement", "signed", "done"),
        ("2030-02-08", "event", "AGREE", "done"),
        ("2030-02-10", "statement", "said", "said"),
        ("2031", "promise", "COOPERATE", "open"),
        (None, "event", "ACCUSE", "done"),
    ]
    assert whole.undated == 1
    assert sum(whole.kinds.values()) == whole.total == 5


def test_each_entry_has_its_words_its_speaker_and_its_report(whole: Dossier) -> None:
    said, promise = (next(e for e in whole.items if e.kind == kind) for kind in ("statement", "promise"))
    assert (said.speaker, said.text) == (promise.speaker, "Iceland is a good neighbour")
    assert promise.text.startswith("Norway will build a fish plant")
    assert promise.outlet == "Fjord Post"
    assert all(e.text and e.report and e.id for e in whole.items)


def test_pages_and_kinds(record: Record, whole: Dossier) -> None:
    found = every(record)
    pages = [dossier(record, found, None, 3, offset).items for offset in (0, 3)]
    assert tuple(e for page in pages for e in page) == whole.items
    assert [e.kind for e in dossier(record, found, "event", 10).items] == ["event", "event"]
    assert {k for k in KINDS if dossier(record, found, k, 10).total} == set(whole.kinds)
    with pytest.raises(ChoiceUnknown, match="promise"):
        dossier(record, found, "gossip", 10)


def test_time_limits_the_entries(record: Record) -> None:
    assert dossier(record, every(record, since="2030-02-09", until="2030-12"), None, 10).kinds == {"statement": 1}


def test_a_group_has_what_joins_any_two_of_it(record: Record) -> None:
    found = entries(record, Asked("NOR,ISL,SWE,DNK"), board(record).things, ledger(record))
    assert found.filter(pl.col("kind") == "event").height == 3

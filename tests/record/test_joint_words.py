"""What several said together stands on the word of them all, in every row, and after every decision."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from invented import corridor, span

from dragoman.record.record import Record
from dragoman.types import Actor, Findings, Mention, Report, Span, Statement

ALL = ["GEO.officials", "IRN.officials", "NPL.officials"]
NAMES = "Georgia's officials, Iran's officials and Nepal's officials"
TELLING = "SELECT source, sources, speaker FROM happening_telling"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("joint") / "r.duckdb"
    with Record.open(path, write=True) as record:
        assert record.add_many([corridor(), alone()], "1.0") == ()
        record.resolve()
    return path


@pytest.fixture
def record(whole: Path, tmp_path: Path) -> Iterator[Record]:
    path = tmp_path / "r.duckdb"
    path.write_bytes(whole.read_bytes())
    with Record.open(path, write=True) as opened:
        yield opened
        assert list(opened.faults()) == []


def alone() -> Findings:
    """A report in which one speaks and, in other words, another."""
    text = "Peru said it had opened the pass. Chile said it had opened the port."
    said = [(i, span(text, name), span(text, words)) for i, name, words in SAID]
    return Findings(
        Report("alone", text, language="en"),
        tuple(Actor(i, name, "state", i, None, (span(text, name),)) for i, name, _ in SAID),
        statements=tuple(
            Statement(f"s{n}", i, (place,), (span(text, "said", n - 1),), (words,), "indirect")
            for n, (i, place, words) in enumerate(said, 1)
        ),
        mentions=(
            Mention("m1", "COOPERATE", ("PER",), (), "done", span(text, "opened"), Span(0, 33), statement="s1"),
        ),
    )  # fmt: skip


SAID = (("PER", "Peru", "it had opened the pass"), ("CHL", "Chile", "it had opened the port"))


def statement_of(record: Record, source: str) -> str:
    return str(record.sql("SELECT id FROM machine.statement WHERE source = $source", {"source": source}).item())


@pytest.mark.parametrize("rows", ["events", "ties"])
def test_a_row_names_all_who_said_it(record: Record, rows: str) -> None:
    row = getattr(record, rows)(report="corridor").row(0, named=True)
    assert (row["source"], row["sources"], row["speaker"]) == (ALL[0], ALL, NAMES)


def test_who_speaks_alone_is_named_alone(record: Record) -> None:
    row = record.events(report="alone").row(0, named=True)
    assert (row["source"], row["sources"], row["speaker"]) == ("PER", ["PER"], "Peru")
    assert record.statements(report="alone")["joint"].to_list() == [None, None]


def test_each_statement_names_the_others(record: Record) -> None:
    rows = record.statements(report="corridor")
    assert set(rows["joint"]) == {statement_of(record, ALL[0])}
    others = {r["speaker"]: r["joint_with"] for r in rows.to_dicts()}
    assert others["Iran's officials"] == ["Georgia's officials", "Nepal's officials"]


def test_a_telling_of_an_event_names_them_all(record: Record) -> None:
    assert (ALL[0], ALL, NAMES) in record.sql(TELLING).rows()


def test_who_did_not_say_it_is_left_out_and_the_others_stand(record: Record) -> None:
    record.review.reject(statement_of(record, "GEO.officials"), by="Ada")
    row = record.events(report="corridor").row(0, named=True)
    assert row["statement"] == statement_of(record, "IRN.officials")
    assert (row["sources"], row["speaker"]) == (ALL[1:], "Iran's officials and Nepal's officials")
    assert record.ties(report="corridor")["sources"].to_list() == [ALL[1:]]
    assert record.events(report="corridor", review="machine")["sources"].to_list() == [ALL]


def test_who_remains_alone_speaks_alone(record: Record) -> None:
    for other in ALL[1:]:
        record.review.reject(statement_of(record, other), by="Ada")
    row = record.events(report="corridor").row(0, named=True)
    assert (row["sources"], row["speaker"]) == (ALL[:1], "Georgia's officials")
    assert record.statements(report="corridor")["joint"].to_list() == [None]


def test_where_none_of_them_said_it_the_report_tells_it(record: Record) -> None:
    for source in ALL:
        record.review.reject(statement_of(record, source), by="Ada")
    row = record.events(report="corridor").row(0, named=True)
    assert (row["statement"], row["sources"], row["speaker"]) == (None, [], None)


def test_two_speakers_who_are_one_are_one_voice(record: Record) -> None:
    record.review.merge("GEO.officials", "IRN.officials", by="Ada")
    row = record.events(report="corridor").row(0, named=True)
    assert row["sources"] == ["GEO.officials", "NPL.officials"]


def test_reading_again_tells_it_once(record: Record) -> None:
    before = record.sql("FROM joint ORDER BY ALL")
    record.add(corridor(), "2.0")
    assert record.sql("FROM joint ORDER BY ALL").equals(before)

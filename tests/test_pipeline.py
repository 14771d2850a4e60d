"""The flow: one outcome for each report, in order, whatever goes wrong with one of them."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from spacy.tokens import Doc as Parsed

from dragoman import pipeline
from dragoman.errors import DataError, ModelMissing
from dragoman.exchange.findings import findings_line
from dragoman.language.parse import Parser
from dragoman.language.plain import Doc
from dragoman.pipeline import BATCH, WRITTEN, Tools, is_read, load_tools, process, store
from dragoman.record.record import Record
from dragoman.settings import Settings
from dragoman.types import Actor, Findings, Refusal, Report, Span


def told(number: int, language: str | None = "en") -> Report:
    text = f"Peru and Chile signed treaty number {number} in Lima, the foreign ministry of Peru said."
    return Report(f"r{number}", text, language=language, origin=f"{number}.txt")


REFUSAL = Refusal("bad.txt", "it holds no text", "empty")


class Counting:
    """A parser that remembers which texts it was given."""

    def __init__(self, parser: Parser) -> None:
        self.parser = parser
        self.given: list[str] = []

    def read(self, texts: Iterable[str]) -> Iterator[Doc]:
        for text in texts:
            self.given.append(text)
            yield from self.parser.read([text])

    def parse(self, texts: Iterable[str]) -> Iterator[Parsed]:
        return self.parser.parse(texts)


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record.open(tmp_path / "a.duckdb", write=True) as opened:
        yield opened


def origins(items: Iterable[Findings | Refusal | Report]) -> list[str | None]:
    return [i.report.origin if isinstance(i, Findings) else i.origin for i in items]


def test_every_item_has_its_outcome_in_its_place(tools: Tools) -> None:
    items = [REFUSAL, told(1), told(2, "ru"), REFUSAL, told(3, None)]
    found = list(process(items, tools))
    assert origins(found) == ["bad.txt", "1.txt", "2.txt", "bad.txt", "3.txt"]
    assert [isinstance(f, Refusal) for f in found] == [True, False, False, True, False]


def test_reports_are_not_mixed_up_between_batches(tools: Tools) -> None:
    items: list[Report | Refusal] = []
    for number in range(BATCH + 4):
        items += [told(number, "fr" if number % 3 == 0 else "en"), *([REFUSAL] if number % 5 == 0 else [])]
    found = [f for f in process(items, tools) if isinstance(f, Findings)]
    assert len(found) == BATCH + 4
    for findings in found:
        assert bool(findings.mentions) == (findings.report.language == "en")
        assert all(findings.report.text[slice(*m.trigger)] == "signed" for m in findings.mentions)


def test_the_same_alone_and_among_others(tools: Tools) -> None:
    together = list(process([told(n) for n in range(5)], tools))
    alone = [found for n in range(5) for found in process([told(n)], tools)]
    lines = [[findings_line(f) for f in batch if isinstance(f, Findings)] for batch in (together, alone)]
    assert len(lines[0]) == 5
    assert lines[0] == lines[1]


def test_a_language_that_is_not_read_is_not_parsed(tools: Tools) -> None:
    parser = Counting(tools.parser)
    (found,) = process([told(1, "de")], replace(tools, parser=parser))
    assert parser.given == []
    assert isinstance(found, Findings)
    assert (found.actors, found.mentions, found.statements, found.ties) == ((), (), (), ())
    assert "a language that is not read yet ('de')" in found.notes[-1]


@pytest.mark.parametrize(("language", "read"), [("en", True), (None, True), ("fa", False), ("xx", False)])
def test_which_languages_are_read(language: str | None, read: bool) -> None:
    assert is_read(told(1, language)) == read


def test_reports_are_taken_as_they_come(tools: Tools) -> None:
    def endless() -> Iterator[Report]:
        number = 0
        while True:
            number += 1
            yield told(number)

    parser = Counting(tools.parser)
    found = process(endless(), replace(tools, parser=parser))
    assert isinstance(next(found), Findings)
    assert len(parser.given) <= BATCH


def test_a_mistake_in_one_report_is_told_and_the_others_are_read(tools: Tools, monkeypatch: pytest.MonkeyPatch) -> None:
    extract = pipeline.extract_report

    def failing(report: Report, *others: object) -> Findings:
        if report.id == "r2":
            raise IndexError("out of range")
        return extract(report, *others)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "extract_report", failing)
    first, second, third = process([told(1), told(2), told(3)], tools)
    assert isinstance(first, Findings)
    assert isinstance(third, Findings)
    assert third.report.id == "r3"
    assert isinstance(second, Refusal)
    assert (second.origin, second.kind) == ("2.txt", "failed")
    assert "(IndexError: out of range); please report it with the text" in second.reason


def test_what_is_no_mistake_in_a_report_is_not_swallowed(tools: Tools, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> Findings:
        raise DataError("lexicons/en/status.toml", "key 'verbs' is missing")

    monkeypatch.setattr(pipeline, "extract_report", broken)
    with pytest.raises(DataError):
        list(process([told(1)], tools))


def test_what_is_stored_is_known_the_next_time(tools: Tools, record: Record) -> None:
    reports = [told(n) for n in range(WRITTEN + 2)]
    assert all(isinstance(i, Findings) for i in store(reports, record, tools))
    parser = Counting(tools.parser)
    again = list(store([*reports, told(99)], record, replace(tools, parser=parser)))
    assert [i for i in again if isinstance(i, Report)] == reports
    assert parser.given == [told(99).text]
    assert record.counts()["report"] == len(reports) + 1


def test_every_item_has_one_outcome_when_stored(tools: Tools, record: Record) -> None:
    list(store([told(0), told(1)], record, tools))
    items = [told(0), REFUSAL, told(1), *(told(n) for n in range(2, 13)), told(20, "ru")]
    found = list(store(items, record, tools))
    assert sorted(map(str, origins(found))) == sorted(str(i.origin) for i in items)


def test_another_text_under_a_known_id_is_refused_and_the_first_kept(tools: Tools, record: Record) -> None:
    list(store([told(1)], record, tools))
    changed = replace(told(1), text="Kenya met Uganda in Nairobi.", origin="other.txt")
    (refusal,) = store([changed], record, tools)
    assert isinstance(refusal, Refusal)
    assert (refusal.origin, refusal.kind) == ("other.txt", "changed")
    assert "which was kept" in refusal.reason
    assert record.text("r1") == told(1).text
    assert record.refusals()["origin"].to_list() == ["other.txt"]


def test_findings_whose_words_do_not_stand_in_the_text_are_refused(
    tools: Tools, record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    def beyond(report: Report, *_: object) -> Findings:
        end = len(report.text) + (9 if report.id == "r2" else 0)
        return Findings(report, (Actor("PER", "Peru", "state", "PER", mentions=(Span(0, 4), Span(end - 4, end))),))

    monkeypatch.setattr(pipeline, "extract_report", beyond)
    found = list(store([told(1), told(2), told(3)], record, tools))
    assert [(i.origin, i.kind) for i in found if isinstance(i, Refusal)] == [("2.txt", "not stored")]
    assert record.reports()["id"].to_list() == ["r1", "r3"]
    assert list(record.faults()) == []


def test_what_was_stored_stays_when_the_reading_breaks_off(tools: Tools, tmp_path: Path) -> None:
    def interrupted() -> Iterator[Report]:
        yield from (told(n) for n in range(WRITTEN))
        raise KeyboardInterrupt

    path = tmp_path / "b.duckdb"
    with pytest.raises(KeyboardInterrupt), Record.open(path, write=True) as record:
        list(store(interrupted(), record, tools))
    with Record.open(path) as record:
        assert record.counts()["report"] == WRITTEN
        assert list(record.faults()) == []


def test_read_anew_replaces_the_former_findings(tools: Tools, record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    list(store([told(1)], record, tools))
    assert record.counts()["mention"] > 0
    monkeypatch.setattr(pipeline, "extract_report", lambda report, *_: Findings(report))
    (found,) = store([told(1)], record, tools, again=True)
    assert isinstance(found, Findings)
    counts = record.counts()
    assert (counts["report"], counts["mention"], counts["actor"], counts["evidence"]) == (1, 0, 0, 0)


def test_a_reader_that_is_not_there_is_named(tmp_path: Path) -> None:
    for reader in (str(tmp_path / "none"), "spacy:no_such_pipeline"):
        with pytest.raises(ModelMissing, match="The reader's model is missing"):
            load_tools(Settings(reader=reader))

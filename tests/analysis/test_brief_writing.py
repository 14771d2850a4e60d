"""A whole brief: what it is limited to, its summary, and that nothing in it lacks its words."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from north_sea import act, day, findings, pact_record, record_of

from dragoman.analysis import ANALYSES
from dragoman.analysis.brief import write_brief
from dragoman.errors import ActorUnknown, ChoiceUnknown
from dragoman.record.filters import Filters
from dragoman.record.record import Record
from dragoman.types import Brief, Line, Refusal, Section


def lines(brief: Brief) -> Iterator[Line]:
    def of(section: Section) -> Iterator[Line]:
        yield from section.lines
        for part in section.parts:
            yield from of(part)

    for section in brief.sections:
        yield from of(section)


def section(brief: Brief, name: str) -> Section:
    return next(s for s in brief.sections if s.name == name)


@pytest.fixture(scope="module")
def pact(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    with pact_record(tmp_path_factory.mktemp("pact")) as record:
        yield record


def test_one_section_for_each_analysis_in_the_order_of_the_list(pact: Record) -> None:
    brief = write_brief(pact, Filters())
    assert [s.name for s in brief.sections] == [a.__name__ for a in ANALYSES]


def test_every_line_stands_on_words_of_its_reports(pact: Record) -> None:
    told = [t for line in lines(write_brief(pact, Filters())) for t in line.told_by]
    assert len(told) >= 5
    for telling in told:
        text = pact.text(telling.evidence.report) or ""
        assert text[telling.evidence.start : telling.evidence.end] == telling.evidence.words
        assert telling.before + telling.evidence.words + telling.after == text


def test_summary_tells_how_much_and_from_when_to_when(pact: Record) -> None:
    summary = " ".join(write_brief(pact, Filters()).summary)
    assert "3 reports of 3 outlets, published between 10 February 2030 and 12 February 2030" in summary
    assert "cite 2 statements and tell 3 acts and standing things" in summary
    assert "2 as facts and 1 as a plan or wish" in summary
    assert "Iceland – Norway (2 acts)" in summary


def test_a_record_without_reports_makes_a_brief_that_says_so(tmp_path: Path) -> None:
    with Record.open(tmp_path / "empty.duckdb", write=True) as record:
        brief = write_brief(record, Filters())
    assert brief.summary == ("This record holds no report that these limits let through.",)
    assert list(lines(brief)) == []
    assert brief.timeline == ()


def test_a_report_without_findings_is_counted_and_its_note_given(tmp_path: Path) -> None:
    told = findings("dull", "Nothing happened.", None, None, notes=("It is a poem.",))
    with record_of(tmp_path, told) as record:
        brief = write_brief(record, Filters())
    assert brief.summary[0] == "This brief rests on 1 report of 0 outlets (1 report without a date)."
    assert "tell no act" in brief.summary[1]
    assert brief.left_out == ("dull.txt: It is a poem.",)
    said = "1 report was read with a caution or kept without findings; the reasons stand at the end."
    assert brief.summary[-1] == said


def test_what_could_not_be_read_is_told_with_the_reason(tmp_path: Path) -> None:
    with Record.open(tmp_path / "refused.duckdb", write=True) as record:
        record.refuse(Refusal("old.txt", "it holds no text", "empty"))
        record.refuse(Refusal("news", "2 files are passed over (2 .gif)", "passed over"))
        brief = write_brief(record, Filters())
    assert brief.left_out == ("news: 2 files are passed over (2 .gif).", "old.txt: it holds no text.")
    assert "1 input could not be read (1 empty); the reasons stand at the end." in brief.summary


def test_filters_by_actor_and_pair_limit_lines_and_are_said(tmp_path: Path) -> None:
    text = "Sweden met Denmark. Norway praised Sweden. Norway met Denmark."
    told = (
        act(text, "Sweden met Denmark.", "met", "CONSULT", ("SWE", "DNK")),
        act(text, "Norway praised Sweden.", "praised", "SUPPORT", ("NOR",), ("SWE",)),
        act(text, "Norway met Denmark.", "met Denmark.", "CONSULT", ("NOR", "DNK")),
    )
    with record_of(tmp_path, findings("three", text, "Fjord Post", "2030-01-01", mentions=told)) as record:
        everything, norway = write_brief(record, Filters()), write_brief(record, Filters(actor="norway"))
        pair = write_brief(record, Filters(actor="NOR", with_="Sweden"))
    assert len(section(everything, "partnerships").parts) == 3
    assert {p.title for p in section(norway, "partnerships").parts} == {"Norway – Sweden", "Denmark – Norway"}
    assert [p.title for p in section(pair, "partnerships").parts] == ["Norway – Sweden"]
    assert everything.asked is None
    assert norway.title == "Brief: Norway"
    assert pair.asked == "Only what is told involving Norway, together with Sweden."


def test_dates_and_outlets_limit_too(pact: Record) -> None:
    assert list(lines(write_brief(pact, Filters(since="2040")))) == []
    star = list(lines(write_brief(pact, Filters(outlet="baltic star"))))
    assert {t.outlet for line in star for t in line.told_by} == {"Baltic Star"}


def test_a_title_of_ones_own(pact: Record) -> None:
    assert write_brief(pact, Filters(), title="Herring").title == "Herring"
    assert write_brief(pact, Filters()).title == "Brief on north"


def test_a_brief_takes_no_type_status_or_limit(pact: Record) -> None:
    for filters in (Filters(type="AGREE"), Filters(status="done"), Filters(limit=3)):
        with pytest.raises(ChoiceUnknown, match="filter of a brief"):
            write_brief(pact, filters)
    with pytest.raises(ActorUnknown):
        write_brief(pact, Filters(actor="Atlantis"))
    with pytest.raises(ChoiceUnknown, match="date"):
        write_brief(pact, Filters(since="last year"))


def test_timeline_counts_facts_by_month_without_gaps(tmp_path: Path) -> None:
    text = "Norway met Sweden in June 2029. Norway met Sweden in August 2029. Norway will meet Sweden in May 2031."
    june, august, may = (f"{s}." for s in text.rstrip(".").split(". "))
    told = (
        act(text, june, "met", "CONSULT", ("NOR", "SWE"), date=day("June 2029", "2029-06")),
        act(text, august, "met Sweden in August", "CONSULT", ("NOR", "SWE"), date=day("August 2029", "2029-08")),
        act(text, may, "meet", "CONSULT", ("NOR", "SWE"), status="planned", date=day("May 2031", "2031-05")),
    )
    with record_of(tmp_path, findings("months", text, "Fjord Post", "2030-01-01", mentions=told)) as record:
        counts = write_brief(record, Filters()).timeline
    assert [(c.name, c.number) for c in counts] == [("2029-06", 1), ("2029-07", 0), ("2029-08", 1)]

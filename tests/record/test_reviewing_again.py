"""Decisions survive reading again, a new version of the program, and the way into another record."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from invented import ACCORD, accord, span, visit

from dragoman.errors import ReviewUnreadable
from dragoman.record.record import Record
from dragoman.record.reviewing.decisions import Selector
from dragoman.record.reviewing.selecting import located
from dragoman.types import Findings, Mention, Span, Tie

Change = Callable[[Findings], Findings]


def read_again(record: Record, change: Change, program: str = "2.0") -> None:
    record.add(change(accord()), program)
    record.sweep()
    assert list(record.faults()) == []


def with_mentions(change: Callable[[Mention], Mention | None]) -> Change:
    def changed(findings: Findings) -> Findings:
        kept = tuple(m for m in map(change, findings.mentions) if m is not None)
        return replace(findings, mentions=kept)

    return changed


def signing(change: Callable[[Mention], Mention | None]) -> Change:
    """What the new version makes of the mention of the signing; the others stay."""
    return with_mentions(lambda m: change(m) if m.type == "AGREE" else m)


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("again") / "r.duckdb"
    with Record.open(path, write=True) as record:
        assert record.add_many([accord(), visit("v")], "1.0") == ()
    return path


@pytest.fixture
def record(read: Path, tmp_path: Path) -> Iterator[Record]:
    with Record.open(shutil.copy(read, tmp_path / "r.duckdb"), write=True) as opened:
        yield opened


def signed(record: Record) -> str:
    return str(record.events(type="AGREE", review="machine")["id"].item())


@pytest.mark.parametrize("program", ["1.0", "2.0"])
def test_decisions_stand_after_the_same_was_read_again(record: Record, program: str) -> None:
    identity = signed(record)
    record.review.correct(identity, {"status": "planned", "actors": "Peru"}, by="Ada")
    before = record.events()
    read_again(record, lambda f: f, program)
    assert record.events().equals(before)
    assert record.review.orphans().is_empty()


@pytest.mark.parametrize(
    "change",
    [
        lambda m: replace(m, actors=("KAZ",)),
        lambda m: replace(m, type="CONSULT", status="denied"),
        lambda m: replace(m, trigger=span(ACCORD, "have signed"), recipients=()),
    ],
    ids=["other actors", "another type", "other words"],
)
def test_what_was_corrected_stays_corrected_where_a_new_version_finds_it_otherwise(
    record: Record, change: Callable[[Mention], Mention]
) -> None:
    old = signed(record)
    record.review.correct(old, {"status": "planned"}, by="Ada", whole=True)
    read_again(record, signing(change))
    (now,) = [e for e in record.events().iter_rows(named=True) if e["status"] == "planned" and e["type"] == "AGREE"]
    assert now["id"] != old
    assert (now["actors"], now["recipients"], now["review"]) == (["IRN"], ["TKM"], "corrected")
    assert record.review.list(of=now["id"]).height == 1


def test_what_was_rejected_stays_rejected_but_not_another_act_of_the_same_words(record: Record) -> None:
    record.review.reject(signed(record), by="Ada")
    read_again(record, signing(lambda m: replace(m, actors=("KAZ",))))
    assert record.events(type="AGREE").is_empty()
    read_again(record, signing(lambda m: replace(m, type="CONSULT")), "3.0")
    assert record.events(report="accord", type="CONSULT").height == 1
    assert record.review.orphans()["lost"].to_list() == ["no finding stands at its words any more"]
    read_again(record, lambda f: f, "4.0")
    assert record.events(type="AGREE").is_empty()
    assert record.review.orphans().is_empty()


def test_a_decision_on_what_is_no_longer_found_is_an_orphan_and_comes_back(record: Record) -> None:
    identity = signed(record)
    record.review.correct(identity, {"status": "planned"}, by="Ada")
    read_again(record, signing(lambda m: None))
    assert record.events(report="accord").height == 1
    lost = record.review.orphans().row(0, named=True)
    assert (lost["finding"], lost["words"], lost["author"]) == (identity, "signed", "Ada")
    assert record.review.counts()["orphans"] == 1
    read_again(record, lambda f: f, "3.0")
    assert record.events(type="AGREE")["status"].item() == "planned"
    assert record.review.orphans().is_empty()


def test_of_two_findings_that_fit_alike_none_is_taken(record: Record) -> None:
    record.review.correct(signed(record), {"status": "planned"}, by="Ada")

    def twice(findings: Findings) -> Findings:
        (one,) = [m for m in findings.mentions if m.type == "AGREE"]
        both = (replace(one, id="x", actors=("KAZ",)), replace(one, id="y", actors=("TKM",), recipients=("KAZ",)))
        return replace(findings, mentions=both)

    read_again(record, twice)
    assert record.review.orphans()["lost"].to_list() == ["2 findings fit its words alike"]
    assert set(record.events(report="accord")["status"]) == {"done"}


def test_what_another_decision_is_about_is_not_taken(record: Record) -> None:
    kept = signed(record)
    record.review.accept(kept, by="Ada")
    read_again(record, lambda f: replace(f, mentions=(*f.mentions, _like(f))))
    added = record.events(review="machine").filter(status="wanted")["id"].item()
    record.review.reject(added, by="Ada")
    read_again(record, lambda f: f, "3.0")
    assert record.events(type="AGREE")["review"].to_list() == ["accepted"]
    assert record.review.orphans()["finding"].to_list() == [added]


def _like(findings: Findings) -> Mention:
    (one,) = [m for m in findings.mentions if m.type == "AGREE"]
    return replace(one, id="z", actors=("KAZ",), status="wanted")


def test_statements_and_ties_find_their_decisions_by_their_words(record: Record) -> None:
    statement, tie = record.statements(type="direct")["id"].item(), record.ties(type="agreement")["id"].item()
    record.review.correct(statement, {"source": "IRN"}, by="Ada")
    record.review.correct(tie, {"stage": "proposed"}, by="Ada")

    def otherwise(findings: Findings) -> Findings:
        first, *others = findings.statements
        (start, end), *_ = first.content
        cut = replace(first, content=(Span(start + 1, end - 1),))
        return replace(findings, statements=(cut, *others), ties=tuple(_renamed(t) for t in findings.ties))

    read_again(record, otherwise)
    assert record.statements(type="direct")["speaker"].to_list() == ["Iran"]
    assert record.ties(type="agreement").select("name", "stage").rows() == [("a pact", "proposed")]
    assert record.review.orphans().is_empty()


def _renamed(tie: Tie) -> Tie:
    return replace(tie, name="a pact") if tie.kind == "agreement" else tie


def test_the_statement_that_a_correction_names_is_found_again(record: Record) -> None:
    identity = signed(record)
    inner = record.statements(type="indirect")["id"].item()
    record.review.correct(identity, {"statement": inner}, by="Ada")
    read_again(record, lambda f: replace(f, statements=(f.statements[0], replace(f.statements[1], source="IRN"))))
    now = record.events(type="AGREE").row(0, named=True)
    assert now["statement"] == record.statements(type="indirect")["id"].item() != inner


def test_an_actor_that_only_a_correction_names_outlives_the_sweep(record: Record) -> None:
    record.review.correct(signed(record), {"recipients": "Peru"}, by="Ada")
    read_again(record, lambda f: f, "2.0")
    assert record.events(actor="PER")["recipient_names"].to_list() == [["Peru"]]
    assert record.sql("SELECT * FROM machine.actor WHERE id = 'PER'").is_empty()


# From record to record -----------------------------------------------------------------------------------------


def decided(record: Record) -> list[str]:
    opened = record.events(type="COOPERATE")["id"].item()
    record.review.correct(signed(record), {"status": "planned"}, by="Ada", because="it says so", whole=True)
    wrong = record.review.reject(opened, by="Ben")
    record.review.undo(wrong.id, by="Ben")
    record.review.accept(record.ties()["id"][0], by="Ben", sample="a sample")
    return list(record.review.export())


@pytest.mark.parametrize("first", ["reports", "reviews"])
def test_decisions_go_into_another_record_before_or_after_its_reports(
    record: Record, tmp_path: Path, first: str
) -> None:
    lines = decided(record)
    with Record.open(tmp_path / "other.duckdb", write=True) as other:
        if first == "reports":
            other.add_many([accord(), visit("v")], "1.0")
        assert other.review.take(lines) == len(lines) == 4
        if first == "reviews":
            assert other.review.orphans().height == 3
            other.add_many([accord(), visit("v")], "1.0")
        assert other.review.orphans().is_empty()
        assert other.events().equals(record.events())
        assert other.ties().equals(record.ties())
        assert list(other.review.export()) == lines
        assert other.review.take(lines) == 0
        assert list(other.faults()) == []


def test_a_report_under_another_id_is_known_by_its_text(record: Record, tmp_path: Path) -> None:
    lines = decided(record)
    with Record.open(tmp_path / "other.duckdb", write=True) as other:
        other.add(accord("under-another-id"), "1.0")
        other.review.take(lines)
        assert other.events(type="AGREE")["status"].to_list() == ["planned"]


@pytest.fixture(scope="module")
def judged(read: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Record, list[str]]]:
    """A record in which some things were decided, and the lines of that."""
    with Record.open(shutil.copy(read, tmp_path_factory.mktemp("judged") / "r.duckdb"), write=True) as record:
        yield record, decided(record)
        assert list(record.faults()) == []


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{", "line 2, is no review"),
        ("[]", "line 2, is no review"),
        ("{}", "it lacks 'verb'"),
        ('{"verb": "praise", "kind": "mention"}', "there is no 'praise' of a mention"),
        ('{"verb": "accept", "kind": "mention", "author": "A", "made": "yesterday"}', "yesterday"),
        ('{"verb": "accept", "kind": "mention", "author": " ", "made": "2024-01-01"}', "its author is empty"),
    ],
)
def test_a_line_that_is_no_decision_is_named_and_nothing_is_taken(
    judged: tuple[Record, list[str]], line: str, words: str
) -> None:
    record, good = judged
    with pytest.raises(ReviewUnreadable, match=words):
        record.review.take([good[0], line])
    assert list(record.review.export()) == good


@pytest.mark.parametrize(
    ("text", "start", "found"),
    [
        ("Ada signed it.", 4, 4),
        ("Yesterday Ada signed it.", 4, 14),
        ("Ben signed it. Ada signed it.", 4, 19),
        ("Ada signed it. Ada signed it.", 19, 19),
        ("Ada spoke.", 4, None),
    ],
)
def test_words_are_found_in_a_text_that_changed(text: str, start: int, found: int | None) -> None:
    selector = Selector("r", "", None, "trigger", start, start + 6, "signed", "Ada ", " it.")
    assert located(text, selector) == (None if found is None else (found, found + 6))


# Merges and splits ---------------------------------------------------------------------------------------------


def events(record: Record) -> list[list[str]]:
    """The types of the tellings of each event of the report."""
    told = record.sql(
        "SELECT list(m.type ORDER BY m.type) AS types FROM happening_mention h JOIN mention m ON m.id = h.mention "
        "WHERE m.report = 'accord' GROUP BY h.happening ORDER BY types"
    )
    return told["types"].to_list()


def test_a_merge_survives_reading_again_and_is_undone(record: Record) -> None:
    record.resolve()
    assert events(record) == [["AGREE"], ["COOPERATE"]]
    made = record.review.merge(*record.events(report="accord")["id"], by="Ada", because="one and the same")
    assert events(record) == [["AGREE", "COOPERATE"]]
    read_again(record, signing(lambda m: replace(m, actors=("KAZ",))))
    record.resolve()
    assert events(record) == [["AGREE", "COOPERATE"]]
    record.review.undo(made.id, by="Ada")
    assert events(record) == [["AGREE"], ["COOPERATE"]]
    ((verdict,),) = record.sql("SELECT arg_max(verdict, number) FROM ruling").rows()
    assert verdict == "open"


def test_a_split_goes_before_what_the_program_finds_likely(record: Record) -> None:
    record.add(accord("other", outlet="Caspian Herald"), "1.0")
    record.resolve()
    both = [h["tellings"] for h in record.happenings(type="AGREE").iter_rows(named=True)]
    assert both == [2]
    record.review.split(record.events(report="other", type="AGREE")["id"].item(), by="Ada")
    assert record.happenings(type="AGREE")["tellings"].to_list() == [1, 1]
    record.review.merge(*record.happenings(type="AGREE")["id"], by="Ben")
    assert record.happenings(type="AGREE")["tellings"].to_list() == [2]


def test_events_are_told_as_they_stand_after_review(record: Record) -> None:
    record.resolve()
    record.review.correct(signed(record), {"status": "denied", "date": "2021"}, by="Ada")
    (told,) = record.happenings(type="AGREE").iter_rows(named=True)
    assert (told["status"], told["date"], told["because"]) == ("denied", "2021", "denied: 1 origin")
    record.review.reject(signed(record), by="Ada")
    assert record.happenings(type="AGREE").is_empty()

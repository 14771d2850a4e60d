"""A search by words in a copy finds what it finds in the record itself, before its words are written out and after."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import duckdb
import polars as pl
import pytest
from invented import STATES, accord, invented, span

from dragoman.record.filters import Filters
from dragoman.record.gathering import fitting_ids
from dragoman.record.held import Held
from dragoman.record.paging import newest_of, page_of, query_of
from dragoman.record.record import Record
from dragoman.record.shelf import Shelf
from dragoman.record.words import APART, LETTERS, LOWERED, SEARCHED, STAND_INS, Words
from dragoman.types import Actor, Findings, Mention, Report, Span, Statement, Tie

# Letters whose lower case is longer, shorter, of another shape at the end of a word, or which have none.
TOLD = (
    "GEORGIA met ΟΔΥΣΣΕΥΣ of Nepal", "Georgia saw İstanbul and Nepal", "Georgia, straße, STRASSE, Nepal",
    "Georgia and Ⱥ and Nepal: ДОГОВОР", "Georgia 100% _ \\ Nepal's 'x'", "Georgia \U0001f91d Nepal é e\u0301 É",
)  # fmt: skip
ASKED = (
    "abc", "nepal", "NEPAL", "epa", "οδυσσευσ", "οδυσσευς", "ΣΕΥΣ", "İ", "i", "i\u0307stanbul", "ß", "ẞ", "SS", "Ⱥ",
    "ⱥ", "договор", "100%", "%", "_", "\\", "'x'", "\U0001f91d", "é", "É", "e\u0301", " ", "", "talks", "gas accord",
    "on Tuesday: ", "nowhere at all", ".*", "Title", "only a title", "wire georgia", "0\ngeorgia",
    "title 0georgia", "\uffff", "0\uffffgeorgia", "\ufffe",
)  # fmt: skip


def told(number: int, text: str) -> Findings:
    """One report whose one sentence is quoted, an act and a standing thing."""
    whole = Span(0, len(text))
    return Findings(
        Report(f"t{number}", text, None if number % 2 else f"Only a TITLE {number}", "Wire", f"2024-01-0{number + 1}"),
        tuple(Actor(i, STATES[i], "state", i, None, (Span(0, 7),)) for i in ("GEO", "NPL")),
        statements=(Statement("s", "GEO", (Span(0, 7),), (span(text, "Nepal"),), (whole,), "direct"),),
        mentions=(Mention("m", "CONSULT", ("GEO",), ("NPL",), "done", Span(0, 7), whole),),
        ties=(Tie("t", "partnership", "partners", ("GEO", "NPL"), "done", (whole,)),),
    )


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("words") / "r.duckdb"
    with Record.open(path, write=True) as record:
        found = [accord(), *invented(20, seed=8), *(told(n, t) for n, t in enumerate(TOLD))]
        assert record.add_many(found, "1.0") == ()
        record.resolve()
        someone = record.statements(text="straße")["id"][0]
        record.review.reject(someone, by="A. Reader", because="nobody says so")
    return path


@pytest.fixture(scope="module")
def held(path: Path) -> Iterator[Held]:
    shelf = Shelf(path)
    with shelf.reading() as copy:
        copy.write_words()
        yield copy
    shelf.close()


@pytest.fixture(scope="module")
def record(path: Path) -> Iterator[Record]:
    with Record.open(path) as found:
        yield found


@pytest.mark.parametrize("of", SEARCHED)
def test_a_copy_finds_what_the_record_finds(record: Record, held: Held, of: str) -> None:
    hits = 0
    for text in ASKED:
        filters = Filters(text=text)
        by_file = not {APART, STAND_INS[-1]} & set(text)
        assert ("holding_" in query_of(held.record, of, filters).values) == by_file
        plain, quick = fitting_ids(of, filters), query_of(held.record, of, filters)
        found = set(held.record.sql(quick.sql, quick.values)["id"])
        assert found == set(record.sql(plain.sql, plain.values)["id"]), text
        hits += len(found)
    assert hits > 10


@pytest.mark.parametrize("of", SEARCHED)
@pytest.mark.parametrize("more", [Filters(), Filters(actor="GEO"), Filters(since="2024")], ids=["all", "GEO", "2024"])
def test_the_order_and_other_limits_are_the_same(record: Record, held: Held, of: str, more: Filters) -> None:
    filters = replace(more, text="o")
    plain, page = record.ask(of, filters), page_of(held.record, of, filters, 500)
    assert page.total == len(plain) > 1
    assert page.rows["id"].to_list() == plain["id"].to_list()
    assert newest_of(held.record, of, filters, 3)["id"].to_list() == plain["id"].to_list()[::-1][:3]


@pytest.mark.parametrize("of", ["event", "actor", "place"])
def test_what_has_no_file_of_words_is_asked_as_ever(record: Record, held: Held, of: str) -> None:
    filters = Filters(text="SHG" if of == "place" else "E", review="machine" if of == "event" else None)
    assert "holding_" not in query_of(held.record, of, filters).values
    plain = record.ask(of, filters)
    assert len(plain)
    if of != "event":
        assert page_of(held.record, of, filters, 500).rows.equals(plain)


def test_until_words_are_written_out_the_record_looks_itself(path: Path) -> None:
    shelf = Shelf(path)
    with shelf.reading() as early:
        assert early.record.words is None
        before = page_of(early.record, "report", Filters(text="TITLE"), 500)
        early.write_words()
        words = early.record.words
        early.write_words()
        assert isinstance(words, Words)
        assert early.record.words is words
        assert before.rows.equals(page_of(early.record, "report", Filters(text="TITLE"), 500).rows)
        assert before.total
    shelf.close()


def test_no_words_are_found_across_pieces(record: Record, held: Held) -> None:
    """What the view joins to one sentence was told in two."""
    piece = held.record.sql("SELECT words FROM evidence WHERE owner = 'tie' AND part = 'sentence' AND number = 2")[0, 0]
    joined = Filters(text=f"\u2026 {piece[:20]}")
    assert record.ask("tie", joined).height == page_of(held.record, "tie", joined, 1).total == 0
    assert page_of(held.record, "tie", Filters(text=piece), 1).total == record.ties(text=piece).height > 0


def test_letters_are_one_where_the_record_holds_them_for_one() -> None:
    """Of every two letters that are upper and lower case of each other in any way, against the expression itself."""
    alike: dict[str, set[str]] = defaultdict(set)
    for letter in map(chr, (*range(1, 0xD800), *range(0xE000, 0x20000))):
        for form in {letter.lower(), letter.upper(), letter.title(), letter.casefold(), letter.upper().lower()}:
            if len(form) == 1 and (form != letter or letter in LETTERS):
                alike[form.upper()[:1].lower()[:1]] |= {letter, form}
    pairs = [{"a": a, "b": b} for letters in alike.values() for a in letters for b in letters]
    told = pl.DataFrame(pairs).to_arrow()
    assert told.num_rows > 5000
    with duckdb.connect() as connection:
        connection.register("told", told)
        one = f"({LOWERED.format('a')}) = ({LOWERED.format('b')})"
        wrong = f"SELECT a, b FROM told WHERE regexp_matches(a, regexp_escape(b), 'i') <> ({one})"
        assert connection.execute(wrong).fetchall() == []


def test_an_empty_record_holds_no_words(tmp_path: Path) -> None:
    Record.open(tmp_path / "r.duckdb", write=True).close()
    shelf = Shelf(tmp_path / "r.duckdb")
    with shelf.reading() as held:
        held.write_words()
        assert [page_of(held.record, of, Filters(text="a"), 5).total for of in SEARCHED] == [0] * len(SEARCHED)
    shelf.close()

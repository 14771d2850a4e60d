"""Words are found in whatever letters they are typed, and nothing that a user types breaks the search."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented import accord, span, visit

from dragoman.errors import SearchUnready
from dragoman.record.folding import folded
from dragoman.record.record import Record
from dragoman.record.search import SOURCES, Index, match_of
from dragoman.record.shelf import Shelf
from dragoman.types import Actor, Findings, Report

ALIKE = (
    ("Türkmenbaşy", "turkmenbasy"), ("DİYARBAKIR", "diyarbakır"), ("Iğdır", "IGDIR"), ("Артём", "артем"), ("Ёж", "еж"),
    ("علي", "علی"), ("كرمان", "کرمان"), ("می‌شود", "میشود"), ("۱۴۰۲", "1402"), ("تهـــران", "تهران"), ("إيران", "ایران"),
    ("São Tomé", "sao tome"), ("Łódź", "lodz"), ("Straße", "STRASSE"), ("Oʻzbekiston", "ozbekiston"), ("Ｇａｓ", "gas"),
    ("Côte d’Ivoire", "cote d'ivoire"), ("Ərdəbil", "erdebil"), ("Việt Nam", "viet nam"),
)  # fmt: skip
TEXTS = {
    "fa": "وزیر خارجه ایران در کرمان گفت که توافق امضا می‌شود.",
    "ru": "Министр Артём Сергеев посетил Ашхабад.",
    "tr": "Iğdır ve Diyarbakır arasında yeni bir demiryolu açıldı.",
}


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_letters_that_writers_do_not_tell_apart_are_alike(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@given(st.text())
def test_folding_again_changes_nothing(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Shelf, Index]]:
    folder = tmp_path_factory.mktemp("search")
    with Record.open(folder / "r.duckdb", write=True) as record:
        words = "Министр"
        minister = Actor("RUS.min", "Министр Артём", "person", "RUS", "GOV", (span(TEXTS["ru"], words),))
        others = [
            Findings(Report(name, text, language=name), (minister,) if name == "ru" else ())
            for name, text in TEXTS.items()
        ]
        record.add_many([accord(), visit("v"), *others], "1.0")
        record.resolve()
    shelf, index = Shelf(folder / "r.duckdb"), Index(folder / "words.sqlite")
    with shelf.reading() as held:
        index.update(held.record)
    yield shelf, index
    shelf.close()


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("كرمان", {"fa"}),
        ("میشود", {"fa"}),
        ("артем", {"ru", "RUS.min"}),
        ("diyarbakir igdir", {"tr"}),
        ("DEMİRYOLU", {"tr"}),
        ("demir*", {"tr"}),
        ('"yeni bir"', {"tr"}),
        ('"bir yeni"', set()),
        ("ashgabat", {"accord", "geonames:162183"}),
        ("nobodyatall", set()),
        ("", set()),
        ("  *  ", set()),
    ],
)
def test_a_search_finds(found: tuple[Shelf, Index], query: str, ids: set[str]) -> None:
    hits = found[1].search(query, ("actor", "place", "report"), 50)
    assert {h.id for h in hits.best} == ids
    assert sum(hits.counts.values()) == len(ids)


def test_all_kinds_of_rows_are_found_and_names_come_first(found: tuple[Shelf, Index]) -> None:
    hits = found[1].search("turkmenistan", SOURCES, 50)
    assert set(hits.counts) == {"actor", "report", "statement", "event", "tie"}
    assert hits.best[0].kind == "actor"
    assert not hits.cut
    second = found[1].search("turkmenistan", SOURCES, 3, 2)
    assert second.best == hits.best[2:5]


@given(st.text())
def test_nothing_that_is_typed_breaks_the_search(found: tuple[Shelf, Index], query: str) -> None:
    assert found[1].search(query, SOURCES, 5).cut is False


@given(st.text(alphabet='"*()^:+-~ANDORNOTEARab ', max_size=40))
def test_operators_are_words(query: str) -> None:
    assert match_of(query).count('"') % 2 == 0


def test_an_index_takes_in_what_is_new_and_drops_what_is_gone(tmp_path: Path) -> None:
    path, index = tmp_path / "r.duckdb", Index(tmp_path / "words.sqlite")
    with pytest.raises(SearchUnready):
        index.search("nepal", SOURCES, 5)
    shelf = Shelf(path)
    with Record.open(path, write=True) as record:
        record.add(visit("one"), "1.0")
    with shelf.reading() as held:
        assert index.update(held.record) > 0
        assert index.update(held.record) == 0
    with Record.open(path, write=True) as record:
        record.add(visit("two", who="KAZ"), "1.0")
        event = record.events(report="one")["id"][0]
        record.review.reject(event, by="somebody")
    shelf.refresh()
    with shelf.reading() as held:
        assert index.update(held.record) > 0
    assert {h.id for h in index.search("kazakhstan", ("report",), 5).best} == {"two"}
    assert event not in {h.id for h in index.search("georgia", ("event",), 5).best}
    shelf.close()

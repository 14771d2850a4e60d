"""Whose word a report is: copies, credits, feeds."""

from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telling import opened, resolved, telling

from dragoman.atlas.atlas import Atlas
from dragoman.record import origins as room
from dragoman.record.record import Record
from dragoman.record.resolving import resolve
from dragoman.record.resolving.copies import copies, text_of
from dragoman.record.resolving.credits import find_credits
from dragoman.record.resolving.publishers import Source, publishers, site_of
from dragoman.record.resolving.shingles import sentence_hashes, sentences, shingles, words
from dragoman.types import Findings

STORY = (
    "The port of Callao opened its northern pier to foreign ships after eleven months of repairs.",
    "Engineers had replaced four hundred metres of quay wall that a storm tore away in the winter.",
    "The harbour master told shopkeepers that trade would be back to its old level by the autumn.",
    "Fishing boats will keep the southern basin, where the auction hall was painted and given a new roof.",
    "A ferry company from the islands has asked for two berths, but the council has yet to answer.",
    "Residents complained in spring about the noise of the pumps, which have since been moved.",
)
OTHER = (
    "In Callao the repaired northern pier took its first foreign ship on Tuesday, a freighter with timber.",
    "Nearly a year of building work had cost the town twice what its engineers had planned at first.",
    "Shops along the quay reported more customers, said a spokeswoman for the chamber of commerce.",
    "The auction hall reopens next month, and until then the catch is sold from lorries near the station.",
)
LEAD = "Our correspondent in Lima adds that the minister of transport will visit the town on Friday for a ceremony."


def story(identity: str, *sentences: str, published: str | None = "2023-05-10", start: str = "") -> Findings:
    return telling(identity, *sentences, published=published, start=start)


def origins(record: Record) -> dict[str, tuple[str, str | None, str]]:
    rows = record._connection.execute("SELECT report, first, publisher, kind FROM origin").fetchall()
    return {report: (first, publisher, kind) for report, first, publisher, kind in rows}


@pytest.mark.parametrize(
    ("later", "kind"),
    [
        (STORY, "exact copy"),
        (tuple(s.upper() for s in STORY), "exact copy"),
        (tuple(s.replace("The ", "The\n") for s in STORY), "exact copy"),
        (STORY[:3], "part copy"),
        ((*STORY[:2], *STORY[4:]), "part copy"),
        ((LEAD, *STORY), "near copy"),
        ((LEAD, *STORY[:4]), "part copy"),
        (tuple(reversed(STORY)), "near copy"),
        (tuple(s.replace("harbour", "port").replace("Residents", "Neighbours") for s in STORY), "near copy"),
    ],
)
def test_edited_copies_are_traced_to_the_first_report(tmp_path: Path, later: tuple[str, ...], kind: str) -> None:
    with opened(tmp_path / "r.duckdb", story("a", *STORY), story("b", *later, published="2023-05-11")) as record:
        resolved(record)
        assert origins(record) == {"a": ("a", "name:paper a", "own"), "b": ("a", "name:paper a", kind)}


@pytest.mark.parametrize(
    "other",
    [
        OTHER,
        (*OTHER, STORY[2]),  # one sentence in common, as of an official whom both quote
        ("The port of Callao opened its northern pier to foreign ships.", *OTHER),
        ("Short notice.",),
    ],
)
def test_independent_reports_of_one_thing_are_no_copies(tmp_path: Path, other: tuple[str, ...]) -> None:
    with opened(tmp_path / "r.duckdb", story("a", *STORY), story("b", *other, published="2023-05-11")) as record:
        resolved(record)
        assert origins(record)["b"] == ("b", "name:paper b", "own")


def test_a_short_notice_within_a_long_report_makes_it_no_copy(tmp_path: Path) -> None:
    long = (*OTHER, *STORY[1:], LEAD)
    with opened(tmp_path / "r.duckdb", story("a", STORY[0]), story("b", STORY[0], *long, published="2023-05-11")) as r:
        resolved(r)
        assert origins(r)["b"][2] == "own"


def test_the_first_of_one_day_is_the_longer_text(tmp_path: Path) -> None:
    with opened(tmp_path / "r.duckdb", story("a", *STORY[:3]), story("b", *STORY)) as record:
        resolved(record)
        assert origins(record)["a"][0] == "b"


def test_copies_of_copies_lead_to_the_first(tmp_path: Path) -> None:
    reports = (
        story("c", *STORY[:3], published="2023-05-12"),
        story("b", LEAD, *STORY[:4], published="2023-05-11"),
        story("a", *STORY, published="2023-05-10"),
    )
    with opened(tmp_path / "r.duckdb", *reports) as record:
        resolved(record)
        assert {first for first, _, _ in origins(record).values()} == {"a"}


def test_an_earlier_report_that_comes_later_takes_its_place(tmp_path: Path) -> None:
    first, second = story("a", *STORY), story("b", *STORY, published="2023-05-11")
    with opened(tmp_path / "r.duckdb", second) as record:
        resolved(record)
        assert origins(record)["b"] == ("b", "name:paper b", "own")
        record.add(first, "1.0")
        resolved(record)
        assert origins(record)["b"] == ("a", "name:paper a", "exact copy")


def test_a_wire_story_is_the_wires_word_whoever_prints_it(tmp_path: Path) -> None:
    reports = (
        story("a", *STORY, start="CALLAO (Lantern Wire) -"),
        story("b", *STORY, published="2023-05-11"),
        story("c", *OTHER, start="CALLAO (Lantern Wire) -"),
    )
    with opened(tmp_path / "r.duckdb", *reports) as record:
        resolved(record)
        assert origins(record) == {
            "a": ("a", "name:lantern wire", "credited"),
            "b": ("a", "name:lantern wire", "near copy"),
            "c": ("c", "name:lantern wire", "credited"),
        }


def test_a_copy_may_tell_whose_the_story_is(tmp_path: Path) -> None:
    reports = (story("a", *STORY), story("b", *STORY, "\nSource: Lantern Wire", published="2023-05-11"))
    with opened(tmp_path / "r.duckdb", *reports) as record:
        resolved(record)
        assert {publisher for _, publisher, _ in origins(record).values()} == {"name:lantern wire"}


def test_two_feeds_are_one_publisher(tmp_path: Path) -> None:
    reports = (
        telling("a", *STORY, outlet="Ridge Tribune", url="https://www.ridge.example/1"),
        telling("b", *OTHER, outlet="Ridge Tribune - World", url="https://feeds.ridge.example/2"),
        telling("c", *STORY, outlet="Ridge Tribune (English)", published="2023-05-11"),
    )
    with opened(tmp_path / "r.duckdb", *reports) as record:
        resolved(record)
        assert origins(record) == {
            "a": ("a", "site:ridge.example", "own"),
            "b": ("b", "site:ridge.example", "own"),
            "c": ("a", "site:ridge.example", "same publisher"),
        }


def test_an_address_that_becomes_known_later_counts_for_all(tmp_path: Path) -> None:
    with opened(tmp_path / "r.duckdb", telling("a", *STORY, outlet="Ridge Tribune")) as record:
        resolved(record)
        assert origins(record)["a"][1] == "name:ridge tribune"
        record.add(telling("b", *OTHER, outlet="Ridge Tribune", url="https://ridge.example/2"), "1.0")
        resolved(record)
        assert origins(record)["a"][1] == "site:ridge.example"


CREDITS = [
    ("TBILISI (Lantern Wire) - Georgia opened a road.", [("Lantern Wire", "whole", "dateline")]),
    ("LIMA, May 3 (Reuters) - The port reopened.", [("Reuters", "whole", "dateline")]),
    ("Lima, May 2, 2023 (AFP) – The port reopened.", [("AFP", "whole", "dateline")]),
    ("BAKU/Trend/ - The road opened.", [("Trend", "whole", "dateline_slash")]),
    ("By Lantern Wire\nThe port reopened.", [("Lantern Wire", "whole", "byline")]),
    ("The port reopened on Monday. - Reuters", [("Reuters", "whole", "signature")]),
    ("The port reopened on Monday.\nSource: Lake Gazette", [("Lake Gazette", "whole", "source")]),
    ("The port reopened.\n(With files from Reuters)", [("Reuters", "whole", "reporting")]),
    ("The port reopened, TASS reported on Monday. It is old.", [("TASS", "lead", "reported")]),
    ("According to the Caspian Herald, the port reopened.", [("the Caspian Herald", "lead", "according")]),
    ("The port reopened.\nReporting by Ana Quispe; editing by Luis Rojas", []),
    ("The Foreign Ministry said that the port reopened.", []),
    ("Peru's president said on Monday that the port (Callao) reopened - at last.", []),
    ("LIMA, May 3 - The port reopened.", []),
    ("According to Peru, the port reopened.", []),
]


@pytest.mark.parametrize(("text", "expected"), CREDITS)
def test_credits(text: str, expected: list[tuple[str, str, str]], atlas: Atlas) -> None:
    found = find_credits(text, None, atlas)
    assert [(c.name, c.scope, c.pattern) for c in found] == expected
    assert all(text[c.start : c.end] == c.name for c in found)


def test_an_agency_may_be_named_as_the_author(atlas: Atlas) -> None:
    assert [c.name for c in find_credits("The port reopened.", "Reuters", atlas)] == ["Reuters"]
    assert find_credits("The port reopened.", "Ana Quispe", atlas) == ()


@pytest.mark.parametrize(
    ("source", "key"),
    [
        (Source("Reuters"), "outlet:reuters"),
        (Source("Reuters - World News (RSS)"), "outlet:reuters"),
        (Source("", "en.irna.ir"), "outlet:irna"),
        (Source("Ridge Tribune", "www.ridge.example"), "site:ridge.example"),
        (Source("Ridge Tribune – Business"), "site:ridge.example"),
        (Source("", "news.co.example"), "site:co.example"),
        (Source("Hill Blog", "hill.wordpress.com"), "name:hill blog"),
        (Source("The Hill Blog"), "name:hill blog"),
        (Source(), None),
    ],
)
def test_publishers(source: Source, key: str | None, atlas: Atlas) -> None:
    assert publishers([source, Source("Ridge Tribune", "www.ridge.example")], atlas)[source] == key


@pytest.mark.parametrize(
    ("host", "site"),
    [
        ("www.ridge.co.uk", "ridge.co.uk"),
        ("m.ridge.com.tr", "ridge.com.tr"),
        ("a.b.ridge.example", "ridge.example"),
        ("t.me", None),
        ("localhost", None),
        ("", None),
    ],
)
def test_sites(host: str, site: str | None) -> None:
    assert site_of(host) == site


@given(st.text())
def test_any_text_has_words_shingles_and_hashes(text: str) -> None:
    found = sentences(text)
    assert [word for sentence in found for word in sentence] == words(text)
    assert bool(shingles(words(text))) == bool(words(text))
    assert sentence_hashes(found) == sentence_hashes(sentences(text.upper().lower())) or text.lower() != text


@given(st.permutations(range(len(STORY))), st.integers(3, len(STORY)))
def test_whatever_is_left_of_a_story_in_whatever_order_is_a_copy(order: list[int], kept: int) -> None:
    left = " ".join(STORY[n] for n in order[:kept])
    texts = {"a": text_of("a", " ".join(STORY), "2023-05-10"), "b": text_of("b", left, "2023-05-11")}
    assert [(c.report, c.earlier) for c in copies([("a", "b")], texts)] == [("b", "a")]


def test_the_order_in_which_copies_come_does_not_matter(tmp_path: Path) -> None:
    reports = (
        story("a", *STORY),
        story("b", *STORY[:4], published="2023-05-11"),
        story("c", LEAD, *STORY, published="2023-05-12"),
        story("d", *OTHER),
    )
    outcomes = []
    for number, order in enumerate(permutations(reports)):
        if number % 5:
            continue
        with opened(tmp_path / f"{number}.duckdb") as record:
            for report in order:
                record.add(report, "1.0")
                resolved(record)
            outcomes.append(origins(record))
    assert len(outcomes) > 3
    assert all(o == outcomes[0] for o in outcomes)


def test_what_was_fingerprinted_ahead_is_not_fingerprinted_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(tmp_path / "r.duckdb") as record:
        record.take([telling("a", STORY[0]), telling("b", STORY[0])], "1.0", lambda _: ())
        with monkeypatch.context() as patch:
            patch.setattr(room, "sketches", lambda texts: pytest.fail(f"{len(texts)} texts for a second time"))
            assert resolved(record).copies == 1
        resolved(record)
        monkeypatch.setattr(resolve, "_rules_before", lambda connection: "others")
        record.take([telling("c", STORY[0])], "1.0", lambda _: ())
        assert record.sql("SELECT report FROM fingerprinted ORDER BY 1")["report"].to_list() == ["a", "b"]

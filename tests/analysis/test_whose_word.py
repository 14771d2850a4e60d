"""Whose word an answer rests on: standing, publishers, parties, copies; and what remains without some."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from golden_age import OWN, write_record

from dragoman.analysis.narratives.claims import claims
from dragoman.analysis.whose_word.asking import Question, Resting, resting, texts_of_outlet
from dragoman.analysis.whose_word.leaving import Without, state_code
from dragoman.analysis.whose_word.publishers import publishers, read_outlets
from dragoman.analysis.whose_word.tree import Branch, summed
from dragoman.atlas.rows import Outlet
from dragoman.errors import ActorUnknown, ChoiceUnknown, DataError, FormUnusable, InputMissing, RowUnknown
from dragoman.record.record import Record
from dragoman.record.shelf import Shelf

NOTHING = Without()


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    path = write_record(tmp_path_factory.mktemp("words") / "words.duckdb")
    with Record.open(path) as opened:
        yield opened


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Outlet]:
    path = tmp_path_factory.mktemp("own") / "own.toml"
    path.write_text(OWN, encoding="utf-8")
    return read_outlets(path)


@pytest.fixture(scope="module")
def golden(record: Record) -> str:
    return next(c.id for c in claims(record) if c.template == "golden_age")


def grown(branches: tuple[Branch, ...], depth: int = 0) -> Iterator[tuple[int, str, int, int]]:
    """Every branch with its depth, tellings and copies."""
    for branch in branches:
        yield depth, branch.name, branch.numbers.tellings, branch.numbers.copies
        yield from grown(branch.parts, depth + 1)


def test_the_tree_of_a_claim(record: Record, own: Mapping[str, Outlet], golden: str) -> None:
    found = resting(record, Question([golden], own=own), NOTHING)
    assert (found.kind, found.rest, found.whole.word.parties) == ("claim", None, ("ISL", "NOR"))
    assert list(grown(found.whole.word.tree)) == [
        (0, "state-run", 2, 1),
        (1, "Fjord Post", 2, 1),
        (2, "Fjord Post", 1, 0),
        (3, "Title of golden", 1, 0),
        (2, "Harbour Mail", 1, 1),
        (3, "Title of copied", 1, 1),
        (0, "independent", 1, 0),
        (1, "Baltic Star", 1, 0),
        (2, "Baltic Star", 1, 0),
        (3, "Title of denied", 1, 0),
        (0, "unknown", 1, 0),
        (1, "Sound Tribune", 1, 0),
        (2, "Sound Tribune", 1, 0),
        (3, "Title of myth", 1, 0),
    ]
    sides = {b.name: (b.side, b.country) for top in found.whole.word.tree for b in top.parts}
    assert sides == {
        "Fjord Post": ("a party's", "NOR"),
        "Baltic Star": ("a third state's", "SWE"),
        "Sound Tribune": ("unknown", None),
    }
    assert "3 cite somebody of a party, 1 somebody else, 0 nobody" in summed(found.whole.word)


@pytest.mark.parametrize(
    ("without", "left", "words"),
    [
        (Without(outlets=("fjord post",)), {"denied": 1, "disputed": 1}, "fjord post"),
        (Without(sides=("Norway",)), {"denied": 1, "disputed": 1}, "the media of Norway"),
        (Without(speakers=("NOR",)), {"denied": 1, "disputed": 1}, "what NOR is cited for"),
        (Without(speakers=("SWE",)), {"claimed": 2, "disputed": 1}, "what SWE is cited for"),
        (Without(state_run=True), {"denied": 1, "disputed": 1}, "all state-run outlets"),
        (Without(outlets=("Sound Tribune",)), {"claimed": 2, "denied": 1}, "Sound Tribune"),
        (
            Without(("Baltic Star", "Sound Tribune"), (), (), True),
            {},
            "Baltic Star, Sound Tribune, all state-run outlets",
        ),
    ],
)
def test_what_remains_of_a_claim(
    record: Record, own: Mapping[str, Outlet], golden: str, without: Without, left: dict[str, int], words: str
) -> None:
    found = resting(record, Question([golden], own=own), without)
    assert found.rest is not None
    assert {c.name: c.number for c in found.rest.told_as} == left
    assert found.without == words
    assert found.rest.lost == (0 if left else 1)


def test_what_remains_of_a_verdict(record: Record, own: Mapping[str, Outlet], golden: str) -> None:
    whole = resting(record, Question([golden], own=own, verdict=True), NOTHING)
    assert (whole.kind, whole.whole.verdict) == ("verdict", "supported")
    less = resting(
        record,
        Question([golden], own=own, verdict=True),
        Without(outlets=("Harbour Mail", "Baltic Star", "Fjord Post")),
    )
    assert less.rest is not None
    assert (less.whole.verdict, less.rest.verdict) == ("supported", "cannot be told")
    assert 0 < less.rest.word.numbers.events < less.whole.word.numbers.events
    assert less.rest.lost == less.whole.word.numbers.events - less.rest.word.numbers.events


def test_a_pair_has_its_index_with_and_without(record: Record, own: Mapping[str, Outlet]) -> None:
    found = resting(record, Question(["Norway", "ISL"], own=own), Without(sides=("NOR",)))
    assert found.kind == "pair"
    assert found.rest is not None
    assert found.whole.index is not None
    assert found.rest.index is not None
    assert 0 < found.rest.index < found.whole.index


def test_nobody_has_an_index_with_oneself(record: Record) -> None:
    found = resting(record, Question(["NOR", "norway"]), NOTHING)
    assert found.whole.word.numbers.events > 0
    assert found.whole.index == 0


def outlets(branches: tuple[Branch, ...]) -> Iterator[tuple[str, Branch]]:
    """Every outlet with the key of its publisher."""
    for publisher in (p for top in branches for p in top.parts):
        yield from ((publisher.key or "", o) for o in publisher.parts)


@pytest.mark.parametrize("most", [0, 1, 2])
def test_a_tree_to_look_at_has_the_first_texts_and_the_numbers_of_all(record: Record, most: int) -> None:
    asked = Question(["NOR", "ISL"])
    whole = list(outlets(resting(record, asked, NOTHING).whole.word.tree))
    first = list(outlets(resting(record, asked, NOTHING, most=most).whole.word.tree))
    assert [(key, o.name, o.numbers) for key, o in first] == [(key, o.name, o.numbers) for key, o in whole]
    assert [o.parts for _, o in first] == [o.parts[:most] for _, o in whole]
    assert max(o.numbers.texts for _, o in whole) > 2


def test_the_further_texts_of_an_outlet_come_page_by_page(record: Record) -> None:
    asked = Question(["NOR", "ISL"])
    publisher, outlet = next(outlets(resting(record, asked, NOTHING).whole.word.tree))
    half = len(outlet.parts) // 2
    pages = [texts_of_outlet(record, asked, publisher, outlet.name, half + 1, n) for n in (0, half + 1)]
    assert tuple(t for page in pages for t in page.items) == outlet.parts
    assert {page.total for page in pages} == {outlet.numbers.texts} == {len(outlet.parts)}


def test_a_copy_of_the_record_answers_the_same(tmp_path: Path) -> None:
    shelf = Shelf(write_record(tmp_path / "copied.duckdb"))
    with shelf.reading() as held:
        of = [["NOR", "ISL"], *([i] for i in (*held.record.ties()["id"][:4], *held.record.statements()["id"][:4]))]
        for asked in map(Question, of):
            copied = resting(held.record, asked, Without(sides=("NOR",)), held=held)
            assert copied == resting(held.record, asked, Without(sides=("NOR",)))
    shelf.close()


def of_event(record: Record) -> Resting:
    event = record.happenings(type="CONSULT", limit=1)["id"].item()
    return resting(record, Question([event[:10]]), NOTHING)


def test_an_event_and_a_telling_of_it_rest_on_the_same(record: Record) -> None:
    found = of_event(record)
    telling = record.sql("SELECT mention FROM happening_mention WHERE happening = $id", {"id": found.of})["mention"][0]
    assert resting(record, Question([telling]), NOTHING) == found
    assert found.kind == "event"
    assert [b.name for b in found.whole.word.tree] == ["unknown"]


def test_a_statement_rests_on_its_report(record: Record) -> None:
    said = record.statements(limit=1)["id"].item()
    assert resting(record, Question([said]), NOTHING).whole.word.numbers.reports == 1


def test_what_the_atlas_knows_of_outlets() -> None:
    assert state_code("iran") == "IRN"
    with pytest.raises(ChoiceUnknown, match="There is no state 'Mars'"):
        state_code("Mars")


def test_publishers_say_who_knows_them(record: Record, own: Mapping[str, Outlet]) -> None:
    known = {p.name: (p.standing, p.known) for p in publishers(record, own).values()}
    assert known["Fjord Post"] == ("state-run", "the list given")
    assert known["Harbour Mail"] == ("unknown", None)


@pytest.mark.parametrize(
    ("of", "error"), [(["nothing"], RowUnknown), (["NOR", "Narnia"], ActorUnknown), ([""], RowUnknown)]
)
def test_what_is_not_there_is_said(record: Record, of: list[str], error: type[Exception]) -> None:
    with pytest.raises(error):
        resting(record, Question(of), NOTHING)


def test_a_claim_without_a_test_has_no_verdict_to_rest(record: Record) -> None:
    leader = next(c.id for c in claims(record) if c.template == "leader")
    with pytest.raises(FormUnusable, match="name them in others or group"):
        resting(record, Question([leader], verdict=True), NOTHING)


def test_a_list_of_outlets_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(InputMissing):
        read_outlets(tmp_path / "none.toml")
    (tmp_path / "bad.toml").write_text("[a\n", encoding="utf-8")
    with pytest.raises(DataError, match="not TOML"):
        read_outlets(tmp_path / "bad.toml")

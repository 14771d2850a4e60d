"""Actors that people hold to be one, or to be nobody: in every answer, after reading again, and taken back."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from invented import accord, visit

from dragoman.errors import ActorUnknown, ReviewRefused
from dragoman.record.record import Record

MINISTRY = "irn-energy"
KEPT = "karakum"


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("actors") / "r.duckdb"
    with Record.open(path, write=True) as record:
        assert record.add_many([accord(), visit("v")], "1.0") == ()
        record.resolve()
    return path


@pytest.fixture
def record(read: Path, tmp_path: Path) -> Iterator[Record]:
    with Record.open(shutil.copy(read, tmp_path / "r.duckdb"), write=True) as record:
        yield record


def who(record: Record) -> set[str]:
    """Every id that any answer names."""
    found = set(record.actors()["id"])
    found |= {i for row in record.events().iter_rows(named=True) for i in (*row["actors"], *row["recipients"])}
    found |= {i for parties in record.ties()["parties"] for i in parties}
    return found | {i for i in record.statements()["source"] if i is not None}


def test_one_stands_in_for_the_other_everywhere(record: Record) -> None:
    cited = record.statements(actor=MINISTRY).height
    names = {r["id"]: r["names"] for r in record.actors().iter_rows(named=True)}
    assert cited
    made = record.review.merge(KEPT, MINISTRY, by="Ada", because="one house")
    assert (made.verb, made.kind, [t.id for t in made.targets]) == ("merge", "actor", [KEPT, MINISTRY])
    assert MINISTRY not in who(record)
    assert record.statements(actor=KEPT).height == cited
    assert record.actors(actor=KEPT)["names"].to_list() == [names[KEPT] + names[MINISTRY]]
    assert record.statements(actor="energy ministry of iran").height == cited  # by the former name too
    assert list(record.faults()) == []


def test_nobody_takes_part_in_nothing(record: Record) -> None:
    cited = record.statements(actor=MINISTRY)["id"].to_list()
    record.review.reject(MINISTRY, by="Ada")
    assert MINISTRY not in who(record)
    assert [record.statements().filter(id=i)["source"].to_list() for i in cited] == [[None]] * len(cited)
    assert list(record.faults()) == []
    with pytest.raises(ActorUnknown):
        record.statements(actor=MINISTRY)


def test_a_party_that_is_nobody_leaves_the_others(record: Record) -> None:
    told = record.ties(actor=KEPT)
    record.review.reject(KEPT, by="Ada")
    for row in told.iter_rows(named=True):
        [now] = record.ties().filter(id=row["id"]).iter_rows(named=True)
        assert now["parties"] == [p for p in row["parties"] if p != KEPT]
        assert now["review"] == "follows"
    assert list(record.faults()) == []


@pytest.mark.parametrize("verb", ["merge", "reject"])
def test_it_lasts_when_the_report_is_read_again(record: Record, verb: str) -> None:
    _ = record.review.merge(KEPT, MINISTRY, by="Ada") if verb == "merge" else record.review.reject(MINISTRY, by="Ada")
    before = {of: frame(record).drop("review").rows() for of, frame in ANSWERS.items()}
    assert record.add_many([accord(), visit("v"), accord("new")], "2.0") == ()
    record.resolve()
    assert MINISTRY not in who(record)
    for of, frame in ANSWERS.items():
        assert frame(record).drop("review").filter(report="accord").rows() == [r for r in before[of] if "accord" in r]
    assert list(record.faults()) == []


ANSWERS = {"event": Record.events, "tie": Record.ties, "statement": Record.statements}


@pytest.mark.parametrize("verb", ["merge", "reject"])
def test_taken_back_all_is_as_before(record: Record, verb: str) -> None:
    before = [frame(record).rows() for frame in (*ANSWERS.values(), Record.actors, Record.happenings)]
    made = (
        record.review.merge(KEPT, MINISTRY, by="Ada") if verb == "merge" else record.review.reject(MINISTRY, by="Ada")
    )
    record.review.undo(made.id, by="Ben")
    assert [frame(record).rows() for frame in (*ANSWERS.values(), Record.actors, Record.happenings)] == before
    assert record.review.orphans().is_empty()
    assert list(record.faults()) == []


def test_the_newest_ruling_counts_and_merges_join_on(record: Record) -> None:
    record.review.merge("IRN", MINISTRY, by="Ada")
    record.review.merge("TKM", KEPT, by="Ada")
    record.review.reject(KEPT, by="Ben", because="no effect: it is somebody else already")
    assert not {MINISTRY, KEPT} & who(record)
    assert record.actors(actor="TKM")["id"].to_list() == ["TKM"]
    record.review.merge(KEPT, MINISTRY, by="Ben", because="then both states' offices are one")
    assert record.sql("SELECT id, same FROM reviewed.stand_in ORDER BY id").rows() != []
    assert list(record.faults()) == []


def test_a_correction_of_a_finding_keeps_what_it_says(record: Record) -> None:
    event = record.events(actor="TKM")["id"][0]
    record.review.correct(event, {"actors": [MINISTRY, KEPT]}, by="Ada")
    record.review.merge(KEPT, MINISTRY, by="Ben")
    [row] = record.events().filter(id=event).iter_rows(named=True)
    assert (row["actors"], row["review"]) == ([KEPT], "corrected")
    assert list(record.faults()) == []


def test_decisions_on_actors_travel(record: Record, tmp_path: Path) -> None:
    record.review.merge(KEPT, MINISTRY, by="Ada")
    lines = list(record.review.export())
    with Record.open(tmp_path / "other.duckdb", write=True) as other:
        assert other.review.take(lines) == 1
        assert other.add_many([accord()], "1.0") == ()
        assert MINISTRY not in who(other)
        assert list(other.faults()) == []


@pytest.mark.parametrize(
    ("ids", "says"),
    [((KEPT, "IRN"), "IRN is a state"), ((KEPT, KEPT), "two actors")],
)
def test_what_cannot_be_is_refused(record: Record, ids: tuple[str, str], says: str) -> None:
    with pytest.raises(ReviewRefused, match=says):
        record.review.merge(*ids, by="Ada")


def test_a_state_is_never_nobody(record: Record) -> None:
    with pytest.raises(ReviewRefused, match="IRN is a state"):
        record.review.reject("IRN", by="Ada")

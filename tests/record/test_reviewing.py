"""Decisions of people: made, laid over the findings, taken back, counted, and refused where they say nothing."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest
from invented import ACCORD, accord, visit

from dragoman.errors import ActorUnknown, ChoiceUnknown, DragomanError, RecordError, ReviewRefused
from dragoman.record.record import Record
from dragoman.record.reviewing.fields import FIELDS


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("reviewing") / "r.duckdb"
    with Record.open(path, write=True) as record:
        assert record.add_many([accord(), visit("v")], "1.0") == ()
    return path


@pytest.fixture
def record(sound: Path, tmp_path: Path) -> Iterator[Record]:
    path = tmp_path / "r.duckdb"
    path.write_bytes(sound.read_bytes())
    with Record.open(path, write=True) as opened:
        yield opened
        assert list(opened.faults()) == []


@pytest.fixture(scope="module")
def corrected(sound: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    """A record in which one field after the other is corrected: what was corrected before stays as it is."""
    with Record.open(shutil.copy(sound, tmp_path_factory.mktemp("corrected") / "r.duckdb"), write=True) as opened:
        yield opened
        assert list(opened.faults()) == []


@pytest.fixture(scope="module")
def unjudged(sound: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    """A record in which nothing comes to be decided."""
    with Record.open(shutil.copy(sound, tmp_path_factory.mktemp("unjudged") / "r.duckdb"), write=True) as opened:
        yield opened
        assert opened.review.list().is_empty()
        assert list(opened.faults()) == []


def signed(record: Record, **filters: str) -> dict[str, object]:
    """The telling of the signing, as it stands."""
    return record.events(type=filters.pop("type", "AGREE"), **filters).row(0, named=True)


def key(record: Record) -> str:
    return str(signed(record, review="machine")["id"])


def test_what_nobody_judged_stands_as_it_was_found(unjudged: Record) -> None:
    assert unjudged.events()["review"].to_list() == [None] * 3
    assert unjudged.events().equals(unjudged.events(review="machine"))
    assert unjudged.events(review="open").height == 3
    assert unjudged.review.counts()["decisions"] == 0


def test_what_is_accepted_stands_and_says_so(record: Record) -> None:
    made = record.review.accept(key(record), by="Ada", because="I was there")
    assert (made.verb, made.author, made.reason, made.program) == ("accept", "Ada", "I was there", "1.0")
    assert {v.field for v in made.values} == {f.name for f in FIELDS["mention"]}
    assert all(v.found == v.value for v in made.values)
    assert signed(record)["review"] == "accepted"
    assert record.events(review="accepted").height == 1


@pytest.mark.parametrize(
    ("field", "given", "column", "stands"),
    [
        ("status", "planned", "status", "planned"),
        ("type", "cooperate", "type", "COOPERATE"),
        ("actors", "Kazakhstan, TKM", "actors", ["KAZ", "TKM"]),
        ("actors", ["KAZ"], "actor_names", ["Kazakhstan"]),
        ("recipients", "none", "recipients", []),
        ("recipients", "Peru", "recipient_names", ["Peru"]),
        ("reciprocal", "no", "reciprocal", False),
        ("date", "2023-04", "date", "2023-04"),
        ("date", "2023-04/2023-05-02", "date_to", "2023-05-02"),
        ("date", None, "date", None),
        ("deadline", "/2030", "deadline_to", "2030"),
        ("place", "Ashgabat", "place_name", "Ashgabat"),
        ("place", "Tashkent", "place_name", "Tashkent"),
        ("topics", "trade, energy", "topics", ["trade", "energy"]),
        ("contexts", "none", "contexts", []),
        ("statement", "none", "speaker", None),
    ],
)
def test_a_field_that_is_corrected_is_told_so_and_the_program_keeps_its_own(
    corrected: Record, field: str, given: object, column: str, stands: object
) -> None:
    found = corrected.events(review="machine")
    identity = found.filter(type="AGREE")["id"].item()
    made = corrected.review.correct(identity, {field: given}, by="Ada")
    assert [v.field for v in made.values] == [field]
    now = corrected.events().filter(pl.col("id") == identity).row(0, named=True)
    assert now[column] == stands
    assert now["review"] == "corrected"
    assert corrected.events(review="machine").drop("review").equals(found.drop("review"))


def test_a_mode_that_the_new_type_has_not_is_dropped_with_the_correction(record: Record) -> None:
    identity = record.events(type="COOPERATE")["id"].item()
    made = record.review.correct(identity, {"type": "CONSULT"}, by="Ada")
    assert {(v.field, v.value) for v in made.values} == {("type", "CONSULT"), ("mode", None)}


@pytest.mark.parametrize(
    ("field", "given", "column", "stands"),
    [
        ("source", "IRN", "speaker", "Iran"),
        ("kind", "mixed", "kind", "mixed"),
        ("cue", "on Tuesday", "cue", "on Tuesday"),
        ("content", "a ten-year gas accord", "content", "a ten-year gas accord"),
        ("content", [[0, 4]], "content", "Iran"),
        ("source_words", "Iran's … ministry", "source_words", "Iran's … ministry"),
        ("via", "karakum", "via", ["karakum"]),
    ],
)
def test_the_fields_of_a_statement_are_corrected(
    corrected: Record, field: str, given: object, column: str, stands: object
) -> None:
    identity = corrected.statements(type="direct", review="machine")["id"].item()
    corrected.review.correct(identity, {field: given}, by="Ada")
    now = corrected.statements().filter(pl.col("id") == identity).row(0, named=True)
    assert now[column] == stands
    assert ACCORD[now["start"] : now["end"]].startswith(now["content"][:4])


@pytest.mark.parametrize(
    ("field", "given", "column", "stands"),
    [
        ("name", "the gas pact", "name", "the gas pact"),
        ("status", "planned", "status", "planned"),
        ("stage", "proposed", "stage", "proposed"),
        ("parties", "IRN, KAZ", "party_names", ["Iran", "Kazakhstan"]),
        ("attributes", "term: 9 years", "attributes", ["term: 9 years"]),
        ("roles", {"guarantor": ["KAZ"]}, "roles", ["guarantor: Kazakhstan"]),
        ("date", "2024", "date", "2024"),
    ],
)
def test_the_fields_of_a_tie_are_corrected(
    corrected: Record, field: str, given: object, column: str, stands: object
) -> None:
    identity = corrected.ties(type="agreement", review="machine")["id"].item()
    corrected.review.correct(identity, {field: given}, by="Ada")
    assert corrected.ties().filter(pl.col("id") == identity).row(0, named=True)[column] == stands


def test_actors_and_places_are_corrected_wherever_they_are_told(record: Record) -> None:
    record.review.correct("KAZ", {"name": "Qazaqstan"}, by="Ada", whole=True)
    record.review.correct("geonames:162183", {"name": "Aşgabat", "lat": "37.9"}, by="Ada")
    assert "Qazaqstan" in record.actors()["name"].to_list()
    assert record.places(text="aşgabat")["lat"].to_list() == [37.9]
    assert "Qazaqstan" in str(record.ties()["party_names"].to_list())
    with pytest.raises(ReviewRefused, match="is named in reports"):
        record.review.reject("geonames:162183", by="Ada")


@pytest.mark.parametrize(
    ("of", "changes", "stands"),
    [
        ("event", {"type": "CONSULT", "mode": "phone"}, {"type": "CONSULT", "mode": "phone"}),
        ("tie", {"kind": "partnership", "stage": "none"}, {"kind": "partnership", "stage": None}),
        ("tie", {"statement": "none"}, {"statement": None, "speaker": None}),
        ("statement", {"within": "none", "source": "none"}, {"within": None, "speaker": None}),
        ("actor", {"kind": "office", "sector": "BUS"}, {"kind": "office", "sector": "BUS"}),
        ("actor", {"country": "TKM", "name": "The canal"}, {"country": "TKM", "name": "The canal"}),
        ("place", {"kind": "region", "lon": "58.5"}, {"kind": "region", "lon": 58.5}),
        ("place", {"country": "UZB", "lat": "none"}, {"country": "UZB", "lat": None}),
    ],
)
def test_what_else_is_corrected(
    corrected: Record, of: str, changes: dict[str, object], stands: dict[str, object]
) -> None:
    chosen = {
        "event": lambda: key(corrected),
        "tie": lambda: corrected.ties(type="agreement", review="machine")["id"].item(),
        "statement": lambda: corrected.statements(type="direct", review="machine")["id"].item(),
        "actor": lambda: "karakum",
        "place": lambda: "geonames:162183",
    }
    identity = chosen[of]()
    corrected.review.correct(identity, changes, by="Ada")
    now = corrected.sql(f"SELECT * FROM {of}_row WHERE id = $id", {"id": identity}).row(0, named=True)
    assert {name: now[name] for name in stands} == stands


def test_what_is_rejected_is_left_out_and_kept(record: Record) -> None:
    identity = key(record)
    record.review.reject(identity, by="Ada", because="a wish only")
    assert identity not in record.events()["id"].to_list()
    assert record.events(review="rejected")["id"].to_list() == [identity]
    assert record.events(review="machine").height == 3
    assert record.actors(actor="IRN").filter(pl.col("id") == "IRN")["events"].item() == 1


def test_what_stands_on_a_rejected_statement_stands_on_the_one_around_it(record: Record) -> None:
    outer, inner = record.statements(type="direct")["id"].item(), record.statements(type="indirect")["id"].item()
    record.review.reject(inner, by="Ada")
    opened = record.events(type="COOPERATE").row(0, named=True)
    assert (opened["statement"], opened["review"]) == (outer, "follows")
    last = record.review.reject(outer, by="Ada")
    assert record.events(type="COOPERATE").row(0, named=True)["statement"] is None
    assert signed(record)["speaker"] is None
    record.review.undo(last.id, by="Ada")
    assert record.events(type="COOPERATE").row(0, named=True)["statement"] == outer
    assert record.review.counts()["rejected"] == 1


def test_a_decision_is_taken_back_and_the_undo_too(record: Record) -> None:
    rejected = record.review.reject(key(record), by="Ada")
    undone = record.review.undo(rejected.id[:6], by="Ben", because="it stands in the treaty")
    assert record.events().height == 3
    with pytest.raises(ReviewRefused, match="taken back already"):
        record.review.undo(rejected.id, by="Ben")
    record.review.undo(undone.id, by="Ada")
    assert record.events().height == 2
    assert record.review.list()["verb"].to_list() == ["undo", "undo", "reject"]
    assert record.review.list(verb="reject")["stands"].to_list() == [True]


def test_of_two_who_disagree_the_newer_rules_and_both_are_listed(record: Record) -> None:
    identity = key(record)
    record.review.correct(identity, {"status": "planned"}, by="Ada")
    record.review.correct(identity, {"date": "2021"}, by="Ada")
    assert record.review.disagreements().is_empty()
    record.review.correct(identity, {"status": "wanted"}, by="Ben")
    now = signed(record)
    assert (now["status"], now["date"]) == ("wanted", "2021")
    told = record.review.disagreements().row(0, named=True)
    assert (told["field"], told["rules"], told["against"]) == ("status", "Ben", "Ada")
    assert (told["ruling"], told["other"]) == ('"wanted"', '"planned"')
    record.review.reject(identity, by="Eve")
    assert set(record.review.disagreements()["field"]) == {"status", "finding"}
    assert record.events(type="AGREE").is_empty()
    record.review.accept(identity, by="Ada")
    assert signed(record)["review"] == "corrected"


def test_who_changes_their_own_mind_disagrees_with_nobody(record: Record) -> None:
    identity = key(record)
    for status in ("planned", "wanted", "done"):
        record.review.correct(identity, {"status": status}, by="Ada")
    assert record.review.disagreements().is_empty()
    assert (signed(record)["status"], signed(record)["review"]) == ("done", "accepted")


@pytest.mark.parametrize(
    ("changes", "error", "words"),
    [
        ({}, ReviewRefused, "corrects nothing"),
        ({"speaker": "IRN"}, ChoiceUnknown, "There is no field of a mention 'speaker'"),
        ({"status": "maybe"}, ChoiceUnknown, "There is no status of a mention 'maybe'"),
        ({"type": "none"}, ChoiceUnknown, "it cannot be empty"),
        ({"mode": "joint"}, ChoiceUnknown, "There is no mode of a mention 'joint'"),
        ({"actors": "Turkmenistn"}, ActorUnknown, "Near names: Turkmenistan"),
        ({"date": "29 June"}, ChoiceUnknown, "There is no date '29 June'"),
        ({"date": "2024/2023"}, ChoiceUnknown, "end does not come before"),
        ({"reciprocal": "perhaps"}, ChoiceUnknown, "yes, no"),
        ({"statement": "zz"}, ChoiceUnknown, "There is no statement of the same report 'zz'"),
    ],
)
def test_a_correction_that_cannot_be_is_refused_and_nothing_is_kept(
    unjudged: Record, changes: dict[str, object], error: type[DragomanError], words: str
) -> None:
    with pytest.raises(error, match=words):
        unjudged.review.correct(key(unjudged), changes, by="Ada")
    assert unjudged.review.list().is_empty()


def test_words_that_the_report_has_not_are_no_content(unjudged: Record) -> None:
    identity = unjudged.statements(type="direct")["id"].item()
    for words in ("gas discord", [[0, 10_000]], []):
        with pytest.raises(ChoiceUnknown):
            unjudged.review.correct(identity, {"content": words}, by="Ada")


@pytest.mark.parametrize("identity", ["", "zz", "no such"])
def test_an_id_that_there_is_not_is_said(unjudged: Record, identity: str) -> None:
    with pytest.raises(ChoiceUnknown, match="There is no finding"):
        unjudged.review.accept(identity, by="Ada")


def test_a_decision_needs_an_author_and_a_record_for_writing(unjudged: Record, sound: Path) -> None:
    with pytest.raises(ReviewRefused, match="no author"):
        unjudged.review.accept(key(unjudged), by=" ")
    with Record.open(sound) as closed, pytest.raises(RecordError):
        closed.review.accept(key(closed), by="Ada")


def test_the_beginning_of_an_id_will_do_if_it_is_of_one(unjudged: Record) -> None:
    identity = key(unjudged)
    assert unjudged.review.finding(identity[:8]).id == identity
    everything = unjudged.sql("SELECT id FROM machine.mention UNION ALL SELECT id FROM machine.statement")[
        "id"
    ].to_list()
    shared = next((a[:1] for a in everything if sum(b[:1] == a[:1] for b in everything) > 1), None)
    if shared is not None:
        with pytest.raises(ChoiceUnknown, match="single finding"):
            unjudged.review.finding(shared)

"""The ontology's loader: it reads what is there, and names file and key of what is broken."""

import shutil
from collections.abc import Callable
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

import dragoman.ontology
from dragoman.errors import DataError
from dragoman.ontology.ontology import Ontology, read_ontology

FOLDER = Path(dragoman.ontology.__file__).parent
FIGURES = {"fact", "intention", "possibility", "refuted"}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(FOLDER, tmp_path / "ontology")
    return tmp_path / "ontology"


def test_a_copy_reads_the_same(copy: Path, ontology: Ontology) -> None:
    assert read_ontology(copy) == ontology


def test_names_are_those_of_the_files(ontology: Ontology) -> None:
    assert list(ontology.events) == sorted(p.stem for p in (FOLDER / "events").glob("*.toml"))
    assert list(ontology.ties) == sorted(p.stem for p in (FOLDER / "ties").glob("*.toml"))
    assert len(ontology.events) == 16


def test_plover_is_kept(ontology: Ontology) -> None:
    quads = {
        1: {"AGREE", "CONSULT", "SUPPORT", "CONCEDE"},
        2: {"COOPERATE", "AID", "RETREAT"},
        3: {"REQUEST", "ACCUSE", "REJECT", "THREATEN"},
        4: {"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"},
    }
    assert {e.name: e.quad for e in ontology.events.values()} == {n: q for q, names in quads.items() for n in names}
    assert len(ontology.contexts) == 37
    for event in ontology.events.values():
        scores = [event.score, *(m.score for m in event.modes.values() if m.score is not None)]
        assert all(-10 <= score <= 10 for score in scores)


def test_what_refers_to_something_finds_it(ontology: Ontology) -> None:
    for event in ontology.events.values():
        assert event.topic in ontology.topics
        assert event.promised_as is None or event.promised_as in ontology.events
        assert event.examples
        assert event.counter_examples
    for tie in ontology.ties.values():
        assert {tie.plain, tie.possible, *tie.stage_status.values()} <= set(tie.statuses)
        assert set(tie.stage_status) <= set(tie.stages)
        assert set(tie.shown_by) <= {1, 2, 3, 4}
        assert all("tie" in ontology.statuses[s].of for s in tie.statuses)
    for status in ontology.statuses.values():
        assert status.counts_as in FIGURES
        assert set(status.of) <= {"event", "tie"}


def test_it_does_not_change(ontology: Ontology) -> None:
    with pytest.raises(TypeError):
        ontology.events["NEW"] = ontology.events["AGREE"]  # type: ignore[index]
    with pytest.raises(FrozenInstanceError):
        ontology.events["AGREE"].score = 1.0  # type: ignore[misc]


def replaced(old: str, new: str) -> Callable[[str], str]:
    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return change


def topped(line: str) -> Callable[[str], str]:
    return lambda text: f"{line}\n{text}"


def without(key: str) -> Callable[[str], str]:
    return lambda text: "\n".join(line for line in text.splitlines() if not line.startswith(f"{key} ="))


@pytest.mark.parametrize(
    ("name", "change", "problem"),
    [
        ("events/AGREE.toml", without("meaning"), "key 'meaning' is missing"),
        ("events/AGREE.toml", without("score"), "key 'score' is missing"),
        ("events/AGREE.toml", replaced("quad = 1", 'quad = "one"'), "key 'quad' should be int, not 'one'"),
        ("events/AGREE.toml", replaced("score = 2.5", "score = true"), "key 'score' should be float, not True"),
        ("events/AGREE.toml", topped("qad = 1"), "key 'qad' is not known"),
        ("events/AGREE.toml", topped("domestic = 1"), "key 'domestic' should be bool, not 1"),
        ("events/COERCE.toml", replaced("[modes.seize]\nmeaning", "[modes.seize]\nmaening"), "'modes.seize.meaning'"),
        (
            "events/COERCE.toml",
            replaced("[modes.seize]\n", "[modes.seize]\nquad = 1\n"),
            "key 'modes.seize.quad' is not",
        ),
        ("events/COERCE.toml", lambda _: "meaning = ", "Invalid value"),
        ("ties/corridor.toml", replaced('plain = "in_force"', 'plain = "firm"'), "key 'statuses' names 'firm'"),
        ("ties/corridor.toml", without("statuses"), "key 'statuses' is missing"),
        (
            "ties/corridor.toml",
            replaced('from = "where it begins"', "from = 1"),
            "key 'roles.from' should be str, not 1",
        ),
        ("ties/corridor.toml", topped('shown_by = ["one"]'), "key 'shown_by' should hold whole numbers only"),
        ("statuses.toml", replaced('of = ["event", "tie"]', "of = [1]"), "key 'done.of' should hold strings only"),
        ("statuses.toml", topped('done = "yes"'), "Cannot overwrite a value"),
        ("topics.toml", replaced('meaning = "Farming', 'sense = "Farming'), "key 'agriculture.meaning' is missing"),
        ("topics.toml", topped("loose = 1"), "key 'loose' should be dict, not 1"),
        ("contexts.toml", replaced("[military]", "[military]\nscore = 1"), "key 'military.score' is not known"),
    ],
)
def test_a_broken_file_is_named_with_its_key(copy: Path, name: str, change: Callable[[str], str], problem: str) -> None:
    path = copy / name
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(DataError) as caught:
        read_ontology(copy)
    assert str(caught.value).startswith(f"{path}: ")
    assert problem in str(caught.value)


def test_bytes_that_are_no_text_are_named(copy: Path) -> None:
    (copy / "topics.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(DataError, match="topics.toml: "):
        read_ontology(copy)


def test_a_missing_file_is_named(copy: Path) -> None:
    (copy / "topics.toml").unlink()
    with pytest.raises(DataError, match="topics.toml: "):
        read_ontology(copy)


def test_it_tells_which_statuses_and_ties_are_of_a_sort(ontology: Ontology) -> None:
    firm = [set(ontology.statuses_as(c)) for c in ("fact", "intention", "possibility", "refuted")]
    assert set.union(*firm) == set(ontology.statuses)
    assert sum(map(len, firm)) == len(ontology.statuses)
    assert set(ontology.statuses_of("event")) | set(ontology.statuses_of("tie")) == set(ontology.statuses)
    assert set(ontology.promising()) <= set(ontology.statuses_as("intention"))
    assert ontology.meetings() == ["CONSULT"]
    questions = {t.brief["question"] for t in ontology.ties.values()}
    assert sorted(k for q in questions for k in ontology.ties_on(q)) == sorted(ontology.ties)

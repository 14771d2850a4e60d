"""Answers rest on the word of all who said something together: of several sides that is more than one side's word."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from invented import corridor

from dragoman.analysis.brief import write_brief
from dragoman.analysis.partners.whole import Asked, whole
from dragoman.analysis.whose_word.asking import Question, resting
from dragoman.analysis.whose_word.leaving import Without
from dragoman.analysis.whose_word.tree import Branch, summed
from dragoman.record.filters import Filters
from dragoman.record.record import Record
from dragoman.types import Findings

ALL = "the officials of Georgia, Iran and Nepal"


def one_side() -> Findings:
    """The same corridor, told by Georgia's officials together with Georgia's ministry: two speakers, one side."""
    found = corridor("one")
    ours = tuple(replace(a, country="GEO") if a.id == "IRN.officials" else a for a in found.actors)
    renamed = tuple(
        replace(a, id="GEO.ministry", name="Georgia's ministry") if a.id == "IRN.officials" else a for a in ours
    )
    said = [replace(s, source=who) for s, who in zip(found.statements, ("GEO.officials", "GEO.ministry"), strict=False)]
    act = replace(found.mentions[0], actors=("GEO", "NPL"), recipients=())
    return replace(found, actors=renamed, statements=tuple(said), mentions=(act,), ties=())


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Record]]:
    folder = tmp_path_factory.mktemp("joint")
    with Record.open(folder / "a.duckdb", write=True) as several, Record.open(folder / "b.duckdb", write=True) as one:
        for record, findings in ((several, corridor()), (one, one_side())):
            record.add(findings, "1.0")
            record.resolve()
        yield {"corridor": several, "one": one}


@pytest.fixture
def record(records: dict[str, Record]) -> Record:
    return records["corridor"]


def leaf(branch: Branch) -> Branch:
    return leaf(branch.parts[0]) if branch.parts else branch


def event(record: Record, report: str) -> str:
    return str(record.events(report=report)["id"].item())


@pytest.mark.parametrize(("report", "speaker", "jointly"), [
    ("corridor", ALL, 1), ("one", "Georgia's officials and Georgia's ministry", 0),
])  # fmt: skip
def test_a_joint_word_is_of_several_sides_or_of_one(
    records: dict[str, Record], report: str, speaker: str, jointly: int
) -> None:
    word = resting(records[report], Question([event(records[report], report)]), Without()).whole.word
    assert (word.by_party, word.by_third, word.own_voice, word.jointly) == (1, 0, 0, jointly)
    assert leaf(word.tree[0]).speaker == speaker
    assert ("several sides together" in summed(word)) is bool(jointly)


@pytest.mark.parametrize(
    ("report", "out", "left"),
    [
        ("corridor", ("GEO",), 1), ("corridor", ("GEO", "IRN"), 1), ("corridor", ("GEO", "IRN", "NPL"), 0),
        ("one", ("GEO",), 0), ("one", ("IRN", "NPL"), 1),
    ],
)  # fmt: skip
def test_it_is_left_as_long_as_one_of_the_sides_is(
    records: dict[str, Record], report: str, out: tuple[str, ...], left: int
) -> None:
    rest = resting(records[report], Question([event(records[report], report)]), Without(speakers=out)).rest
    assert rest is not None
    assert rest.word.numbers.tellings == left


def test_the_tie_and_each_statement_rest_on_all(record: Record) -> None:
    ids = [*record.ties(report="corridor")["id"], *record.statements(report="corridor")["id"]]
    for identity in ids:
        found = resting(record, Question([identity]), Without())
        assert leaf(found.whole.word.tree[0]).speaker == ALL


def test_a_brief_names_all(record: Record) -> None:
    sections = write_brief(record, Filters(actor="IRN", with_="NPL")).sections
    lines = [line for section in sections for part in (section, *section.parts) for line in part.lines]
    assert {told.speaker for line in lines for told in line.told_by} == {ALL}


def test_each_of_them_is_a_voice_of_the_partnership(record: Record) -> None:
    voices = whole(record, Asked("IRN", "NPL")).voices
    assert {v.speaker.id for v in voices if v.speaker} == {"GEO.officials", "IRN.officials", "NPL.officials"}

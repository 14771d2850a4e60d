"""Denials beside what they deny."""

from pathlib import Path

from north_sea import act, findings, record_of, tie

from dragoman.analysis.contradictions import contradictions
from dragoman.analysis.scope import scope_of
from dragoman.record.filters import Filters
from dragoman.types import Findings, Section


def section(folder: Path, *told: Findings) -> Section:
    with record_of(folder, *told) as record:
        return contradictions(scope_of(record, Filters()))


def test_a_denial_stands_before_what_other_reports_tell_of_the_same_parties(tmp_path: Path) -> None:
    built, denied = (
        "Norway opened a radar station in Iceland.",
        "Iceland denied that Norway had opened a radar station.",
    )
    roles = {"operator": ("NOR",), "host": ("ISL",)}
    one = tie(built, built, "facility", "radar station in Iceland", ("NOR", "ISL"), "in_force", roles=roles)
    other = tie(denied, denied, "facility", "radar station", ("ISL", "NOR"), "denied", roles=roles)
    told = section(
        tmp_path,
        findings("a", built, "Fjord Post", "2030-01-01", ties=(one,)),
        findings("b", denied, "Baltic Star", "2030-01-02", ties=(other,)),
    )
    assert told.lines == ()
    (part,) = told.parts
    assert part.title == "Iceland and Norway"
    assert [line.text for line in part.lines] == [
        "Radar station is denied (run by Norway; hosted by Iceland).",
        "Radar station in Iceland is in use (run by Norway).",
    ]
    assert [line.status for line in part.lines] == ["denied", "in_force"]


def test_a_denial_without_another_side_stands_alone(tmp_path: Path) -> None:
    text = "Norway did not attack Sweden. Norway attacked Denmark. Sweden praised Norway."
    none, other, praise = (f"{s}." for s in text.rstrip(".").split(". "))
    told = (
        act(text, none, "attack", "ASSAULT", ("NOR",), ("SWE",), "not_happened", status_cues=()),
        act(text, other, "attacked", "ASSAULT", ("NOR",), ("DNK",)),
        act(text, praise, "praised", "SUPPORT", ("SWE",), ("NOR",)),
    )
    found = section(tmp_path, findings("a", text, "Fjord Post", "2030-01-01", mentions=told))
    (part,) = found.parts
    assert part.title == "Denials with nothing told against them"
    assert [line.text for line in part.lines] == ["Norway did not attack Sweden: “attack Sweden”."]


def test_one_sentence_with_a_denied_act_and_a_denied_thing_is_told_once(tmp_path: Path) -> None:
    text = "Norway and Sweden could not agree on a price."
    one = act(text, text, "agree", "AGREE", ("NOR", "SWE"), None, "not_happened")
    other = tie(text, text, "agreement", "agree on", ("NOR", "SWE"), "denied", because="verbs: agree on; not")
    found = section(tmp_path, findings("a", text, "Fjord Post", "2030-01-01", mentions=(one,), ties=(other,)))
    assert [len(part.lines) for part in found.parts] == [1]
    assert [c.number for c in found.counts] == [0, 1]


def test_no_denials_no_note(tmp_path: Path) -> None:
    found = section(tmp_path, findings("a", "Nothing.", "Fjord Post", "2030-01-01"))
    assert (found.lines, found.parts, found.note) == ((), (), None)

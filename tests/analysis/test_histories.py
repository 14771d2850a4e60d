"""The life cycle of standing things: stages in the order of telling, contradictions side by side."""

from pathlib import Path

import pytest
from north_sea import day, findings, record_of, span, states, tie

from dragoman.analysis.histories import History, histories, histories_frame
from dragoman.analysis.steps import ends
from dragoman.errors import ActorUnknown, ChoiceUnknown
from dragoman.record.filters import Filters
from dragoman.types import Actor, Findings, Statement

TEXT = "The herring pact of Norway and Iceland was spoken of."


def told(number: int, published: str, status: str, said: str | None = None, **more: object) -> Findings:
    """A report that tells of the pact; `said`: by whose word."""
    text = TEXT if said is None else f"{said} said: {TEXT}"
    statement, actors = (), ()
    if said is not None:
        statement = (Statement("s1", said, (span(text, said),), (), (span(text, TEXT),), "indirect"),)
        actors = (Actor(said, said, "office", "ISL", mentions=(span(text, said),)),)
        more["statement"] = "s1"
    pact = tie(text, TEXT, "agreement", "herring pact", ("NOR", "ISL"), status, **more)
    return findings(f"r{number}", text, f"Paper {number}", published, ties=(pact,), statements=statement, actors=actors)


def history(folder: Path, *reports: Findings) -> History:
    with record_of(folder, *reports) as record:
        (found,) = histories(record)
    return found


SIGNED = {"stage": "signed", "date": day("8 February 2030", "2030-02-08")}


def test_each_change_of_stage_has_its_day_its_speaker_and_its_sentence(tmp_path: Path) -> None:
    found = history(
        tmp_path,
        told(1, "2030-01-05", "planned", stage="negotiated"),
        told(2, "2030-02-09", "done", **SIGNED),
        told(3, "2031-03-01", "done", "Harbour office", stage="ratified", date=day("", "2031-02")),
    )
    assert [(s.stage, s.date, s.said) for s in found.steps] == [
        ("negotiated", None, "2030-01-05"),
        ("signed", "2030-02-08", "2030-02-09"),
        ("ratified", "2031-02", "2031-03-01"),
    ]
    assert [s.speakers for s in found.steps] == [(), (), ("Harbour office",)]
    assert [s.own_voice for s in found.steps] == [True, True, False]
    assert all(s.sentence == TEXT for s in found.steps)
    assert (found.stage, found.status, found.contested) == ("ratified", "done", ())
    assert (found.first_told, found.last_told, found.reports) == ("2030-01-05", "2031-03-01", 3)


def test_the_same_stage_told_again_is_one_step_with_more_origins(tmp_path: Path) -> None:
    month = {"stage": "signed", "date": day("in February", "2030-02")}
    found = history(
        tmp_path,
        told(1, "2030-02-09", "done", **month),
        told(2, "2030-02-10", "done", **SIGNED),
        told(3, "2030-05-10", "done", stage="signed"),
    )
    (step,) = found.steps
    assert (step.date, step.origins, step.tellings, step.said, step.last_said) == (
        "2030-02-08", 3, 3, "2030-02-09", "2030-05-10",
    )  # fmt: skip


def test_a_denial_stands_beside_what_it_denies(tmp_path: Path) -> None:
    found = history(
        tmp_path, told(1, "2030-02-09", "done", **SIGNED), told(2, "2030-02-11", "denied", "Harbour office")
    )
    assert [(s.status, s.counts_as) for s in found.steps] == [("done", "fact"), ("denied", "refuted")]
    assert found.contested == (
        "denied by Harbour office (1 origin, said 11 February 2030); "
        "told as signed on 8 February 2030 (1 origin, said 9 February 2030)",
    )


def test_two_days_of_one_stage_are_told_side_by_side(tmp_path: Path) -> None:
    other = {"stage": "signed", "date": day("", "2030-01-20")}
    found = history(tmp_path, told(1, "2030-02-09", "done", **SIGNED), told(2, "2030-02-11", "done", **other))
    assert len(found.steps) == 2
    (sentence,) = found.contested
    assert sentence.startswith("signed is told for 2 days: signed on 8 February 2030")


def test_nothing_is_retired_what_ended_and_goes_on_is_contested(tmp_path: Path) -> None:
    found = history(
        tmp_path, told(1, "2030-02-09", "done", stage="ended"), told(2, "2030-03-11", "in_force", stage="in_force")
    )
    assert [s.stage for s in found.steps] == ["ended", "in_force"]
    (sentence,) = found.contested
    assert sentence.startswith("told as ended (1 origin, said 9 February 2030), and by later reports as in force")


def test_what_ends_after_it_was_in_force_is_no_contradiction(tmp_path: Path) -> None:
    found = history(
        tmp_path, told(1, "2030-02-09", "in_force", stage="in_force"), told(2, "2030-03-11", "done", stage="ended")
    )
    assert (found.stage, found.contested) == ("ended", ())


def test_a_fact_dated_after_its_report_has_no_day(tmp_path: Path) -> None:
    found = history(tmp_path, told(1, "2030-02-01", "done", **SIGNED))
    assert found.steps[0].date is None


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("agreement", {"suspended", "ended"}),
        ("membership", {"suspended", "left"}),
        ("corridor", {"suspended"}),
        ("forum_meeting", {"postponed", "cancelled"}),
    ],
)
def test_stages_after_which_a_thing_is_no_longer_in_force(kind: str, expected: set[str]) -> None:
    assert ends(kind) == expected


def test_a_thing_is_listed_whole_if_one_telling_fits(tmp_path: Path) -> None:
    reports = told(1, "2030-02-09", "done", **SIGNED), told(2, "2031-03-11", "in_force", stage="in_force")
    with record_of(tmp_path, *reports) as record:
        (late,) = histories(record, Filters(since="2031"))
        assert len(late.steps) == 2
        assert len(histories(record, Filters(actor="Norway", with_="ISL", type="agreement"))) == 1
        assert histories(record, Filters(actor="Sweden")) == ()
        with pytest.raises(ActorUnknown):
            histories(record, Filters(actor="Atlantis"))
        with pytest.raises(ChoiceUnknown):
            histories(record, Filters(type="handshake"))


def test_as_a_table_each_thing_is_a_row_with_its_steps(tmp_path: Path) -> None:
    with record_of(tmp_path, told(1, "2030-02-09", "done", **SIGNED)) as record:
        (row,) = histories_frame(record).iter_rows(named=True)
    assert (row["kind"], row["name"], row["party_names"]) == ("agreement", "herring pact", ["Norway", "Iceland"])
    assert row["steps"][0]["stage"] == "signed"


def test_a_record_without_standing_things_has_none(tmp_path: Path) -> None:
    with record_of(tmp_path, findings("r", "Nothing.", "Paper", None, actors=states())) as record:
        assert histories(record) == ()
        assert histories_frame(record).is_empty()

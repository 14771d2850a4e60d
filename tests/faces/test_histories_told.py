"""`dragoman history` and `dragoman promises` as people and machines read them."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from commandline import Dragoman

from dragoman.record.record import Record
from dragoman.types import Actor, Findings, Report, Span, Tie, When

TOLD = (
    ("a", "2030-01-10", "Kenya and Rwanda signed a visa treaty on 9 January 2030.", "done", "signed", "2030-01-09"),
    ("b", "2030-02-20", "Rwanda denied that it had a visa treaty with Kenya.", "denied", None, None),
    ("c", "2030-03-01", "Kenya and Rwanda will ratify the visa treaty by May 1.", "planned", "ratified", "2030-05-01"),
    ("d", "2030-06-30", "Nothing happened in Nairobi.", None, None, None),
)  # fmt: skip


@pytest.fixture(scope="module")
def treaty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of a treaty that one side denies, and that was to be ratified."""
    path = tmp_path_factory.mktemp("treaty") / "treaty.duckdb"
    states = (Actor("KEN", "Kenya", "state", "KEN"), Actor("RWA", "Rwanda", "state", "RWA"))
    with Record.open(path, write=True) as record:
        for identity, published, text, status, stage, day in TOLD:
            when = When(day, day, day) if day else None
            parts = (Span(0, len(text)),)
            tie = (Tie("t", "agreement", "visa treaty", ("KEN", "RWA"), status, parts, stage=stage, date=when),)
            report = Report(identity, text, None, f"Paper {identity}", published, language="en")
            record.add(Findings(report, states, ties=tie if status else ()), "test")
        record.resolve()
    return path


def rows(dragoman: Dragoman, *arguments: str | Path) -> list[Mapping[str, object]]:
    ran = dragoman(*arguments, "--json")
    assert (ran.code, ran.err) == (0, "")
    return [json.loads(line) for line in ran.out.splitlines()]


def test_a_history_names_each_stage_its_day_and_what_contradicts_it(dragoman: Dragoman, treaty: Path) -> None:
    ran = dragoman("history", treaty)
    assert (ran.code, ran.err) == (0, "")
    words = " ".join(ran.out.split())
    assert "agreement: visa treaty (Kenya, Rwanda)" in words
    assert "Contested: denied by a report (1 origin, said 20 February 2030)" in words
    assert "ratified (planned)" in words
    assert max(map(len, ran.out.splitlines())) <= 160


def test_a_machine_gets_one_object_a_thing_with_its_steps(dragoman: Dragoman, treaty: Path) -> None:
    (thing,) = rows(dragoman, "history", treaty, "--contested")
    steps = thing["steps"]
    assert isinstance(steps, list)
    assert [(s["stage"], s["status"]) for s in steps] == [
        ("signed", "done"),
        (None, "denied"),
        ("ratified", "planned"),
    ]
    assert rows(dragoman, "history", treaty, "--actor", "Kenya", "--type", "corridor") == []


def test_where_nothing_fits_that_is_said(dragoman: Dragoman, treaty: Path) -> None:
    assert dragoman("history", treaty, "--text", "herring").out == "No standing things fit.\n"


def test_an_overdue_promise_says_why_and_from_which_day_it_counts(dragoman: Dragoman, treaty: Path) -> None:
    ran = dragoman("promises", treaty, "--overdue")
    words = " ".join(ran.out.split())
    assert ran.code == 0
    assert "overdue 60" in words
    assert "counted to 30 June 2030" in words
    (row,) = rows(dragoman, "promises", treaty, "--overdue")
    assert row["because"] == "no report up to 30 June 2030 tells what became of it"
    assert (row["due"], row["days"], row["type"]) == ("2030-05-01", 60, "agreement")


def test_an_outcome_that_does_not_exist_is_named(dragoman: Dragoman, treaty: Path) -> None:
    ran = dragoman("promises", treaty, "--outcome", "forgotten")
    assert ran.code == 2
    assert "forgotten" in ran.err

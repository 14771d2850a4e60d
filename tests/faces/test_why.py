"""`dragoman why`: a row, its words in their paragraph, and what decided."""

import json
from pathlib import Path

import pytest
from commandline import Dragoman


def rows(dragoman: Dragoman, name: str, record: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in dragoman(name, record, "--json").out.splitlines()]


@pytest.mark.parametrize(("name", "words"), [("events", "sentence"), ("ties", "sentence"), ("statements", "content")])
def test_the_words_are_shown_in_their_paragraph(dragoman: Dragoman, record: Path, name: str, words: str) -> None:
    for row in rows(dragoman, name, record):
        ran = dragoman("why", record, row["id"])
        assert (ran.code, ran.err) == (0, "")
        shown = "".join(" ".join(line.strip("│ ") for line in ran.out.splitlines()).split())
        assert "".join(str(row[words]).split(" … ")[0].split()) in shown
        assert str(row.get("because") or "") in " ".join(ran.out.split())


def test_the_row_for_machines(dragoman: Dragoman, record: Path) -> None:
    row = rows(dragoman, "events", record)[0]
    ran = dragoman("why", record, row["id"], "--json")
    assert json.loads(ran.out) == row | {"machine": None, "reviews": []}


def test_the_beginning_of_an_id_is_enough(dragoman: Dragoman, record: Path) -> None:
    row = rows(dragoman, "ties", record)[0]
    assert dragoman("why", record, str(row["id"])[:8]).out == dragoman("why", record, row["id"]).out


def test_an_id_that_fits_no_row_or_several_is_one_sentence(dragoman: Dragoman, record: Path) -> None:
    ran = dragoman("why", record, "none")
    told = "There is no row 'none'. Choices: an id from `dragoman events`, ties or statements."
    assert ran == (2, "", f"Error: {told}\n")
    several = dragoman("why", record, "")
    assert (several.code, several.out) == (2, "")
    assert several.err.startswith("Error: There is no single row ''. Choices: ")
    assert several.err.endswith(", and more.\n")


@pytest.mark.parametrize("name", ["events", "ties", "statements"])
def test_what_was_considered(dragoman: Dragoman, record: Path, name: str) -> None:
    row = rows(dragoman, name, record)[0]
    ran = dragoman("why", record, row["id"], "--explain")
    assert (ran.code, ran.err) == (0, "")
    assert "Considered" in ran.out
    assert "Read anew, the report does not tell this" not in ran.out

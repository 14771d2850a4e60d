"""The questions to a record on the command line: rows for machines, tables for people, and wrong filters."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from commandline import Dragoman

from dragoman.faces.cli.asking import FILTERS, QUESTIONS, Question
from dragoman.record.filters import TAKEN
from dragoman.record.record import Record

TOLD = {"events": "sentence", "ties": "sentence", "statements": "content"}


def rows(dragoman: Dragoman, *arguments: str | Path) -> list[dict[str, object]]:
    ran = dragoman(*arguments, "--json")
    assert (ran.code, ran.err) == (0, "")
    return [json.loads(line) for line in ran.out.splitlines()]


@pytest.mark.parametrize("name", TOLD)
def test_evidence_stands_in_the_text_where_it_says(dragoman: Dragoman, record: Path, name: str) -> None:
    found = rows(dragoman, name, record)
    assert found
    with Record.open(record) as opened:
        for row in found:
            text = opened.text(str(row["report"]))
            assert text is not None
            words = str(row[TOLD[name]]).split(" … ")
            assert text[row["start"] : row["end"]].startswith(words[0])  # type: ignore[misc]
            assert text[row["start"] : row["end"]].endswith(words[-1])  # type: ignore[misc]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q.name)
def test_rows_are_those_of_the_record(dragoman: Dragoman, record: Path, question: Question) -> None:
    with Record.open(record) as opened:
        frame = getattr(opened, question.name)()
    found = rows(dragoman, question.name, record)
    assert [row["id"] for row in found] == frame["id"].to_list()
    assert all(list(row) == frame.columns for row in found)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q.name)
def test_a_table_shows_every_row(dragoman: Dragoman, record: Path, question: Question) -> None:
    ran = dragoman(question.name, record, "--limit", "0")
    assert (ran.code, ran.err) == (0, "")
    assert max(map(len, ran.out.splitlines())) <= 160
    keys = {"events": "type", "ties": "kind", "statements": "kind", "reports": "title"}
    for row in rows(dragoman, question.name, record):
        value = row[keys.get(question.name, "name")]
        assert value is None or str(value).split()[0] in ran.out


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q.name)
def test_limits(dragoman: Dragoman, record: Path, question: Question) -> None:
    all_of_them = rows(dragoman, question.name, record)
    assert rows(dragoman, question.name, record, "--limit", "1") == all_of_them[:1]
    assert rows(dragoman, question.name, record, "-n", "0") == all_of_them
    told = dragoman(question.name, record, "-n", "1").out
    assert f"{len(all_of_them) - 1} more; show all with --limit 0." in told


def test_filters_limit_the_rows(dragoman: Dragoman, record: Path) -> None:
    def types(*filters: str) -> set[object]:
        return {row["type"] for row in rows(dragoman, "events", record, *filters)}

    assert types("--actor", "KEN", "--with", "uganda", "-t", "AGREE") == {"AGREE"}
    assert types("--actor", "KEN", "--with", "Zambia") == set()
    assert types("--status", "denied") == {"ASSAULT"}
    assert {row["outlet"] for row in rows(dragoman, "events", record, "--outlet", "volta wire")} == {"Volta Wire"}
    assert all("Lusaka" in str(row["sentence"]) for row in rows(dragoman, "events", record, "--text", "lusaka"))
    years = {str(row["published"])[:4] for row in rows(dragoman, "reports", record, "--since", "2024")}
    assert years == {"2024"}
    assert {row["id"] for row in rows(dragoman, "reports", record, "--until", "2023-05")} == {"treaty"}
    assert {row["kind"] for row in rows(dragoman, "actors", record, "--type", "state")} == {"state"}
    assert "Lusaka" in {row["name"] for row in rows(dragoman, "places", record, "--actor", "zambia")}
    assert {row["report"] for row in rows(dragoman, "events", record, "--report", "visit")} == {"visit"}
    assert {row["kind"] for row in rows(dragoman, "statements", record, "-t", "direct")} == {"direct"}


def test_no_rows_is_said(dragoman: Dragoman, record: Path) -> None:
    assert dragoman("ties", record, "--type", "energy_swap") == (0, "No ties fit.\n", "")
    assert dragoman("ties", record, "--type", "energy_swap", "--json") == (0, "", "")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--actor", "Kenja"), "Nobody called 'Kenja' is in this record. Near names: Kenya."),
        (("--with", "Xyzzy"), "Nobody called 'Xyzzy' is in this record. See: dragoman actors RECORD"),
        (("--type", "SHOUT"), "There is no event type 'SHOUT'. Choices: ACCUSE, AGREE, AID"),
        (("--status", "maybe"), "There is no event status 'maybe'. Choices: done, ongoing, planned"),
        (("--since", "last year"), "There is no date 'last year'. Choices: 2022, 2022-06, 2022-06-29"),
        (("--until", "2022-13"), "There is no date '2022-13'. Choices: 2022"),
    ],
)
def test_what_does_not_exist_is_one_sentence(
    dragoman: Dragoman, record: Path, arguments: tuple[str, ...], sentence: str
) -> None:
    ran = dragoman("events", record, *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"Error: {sentence}")
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q.name)
def test_a_filter_that_means_nothing_for_the_rows_is_no_option(
    dragoman: Dragoman, record: Path, question: Question
) -> None:
    shown = dragoman(question.name, "--help").out
    for name in FILTERS:
        option = f"--{name.strip('_')} "
        assert (option in shown) == (name in TAKEN[question.of])
        if name not in TAKEN[question.of]:
            ran = dragoman(question.name, record, option.strip(), "x")
            assert ran.code == 2
            assert "No such option" in ran.err


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q.name)
def test_no_record_at_the_path(dragoman: Dragoman, tmp_path: Path, question: Question) -> None:
    path = tmp_path / "none.duckdb"
    ran = dragoman(question.name, path)
    told = f"Error: There is no record at {path}. Make one with: dragoman read REPORTS --into {path}\n"
    assert ran == (2, "", told)


@pytest.mark.parametrize(
    ("typed", "proposed"),
    [
        ("events --type AG", ["AGREE"]),
        ("ties --type corr", ["corridor"]),
        ("events --status not", ["not_happened"]),
        ("ev", ["events"]),
        ("places --st", []),
    ],
)
def test_tab_completion(typed: str, proposed: list[str]) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", "import sys; sys.argv[0] = 'dragoman'; from dragoman.faces.cli import main; main()"],
        env={
            "_DRAGOMAN_COMPLETE": "complete_bash",
            "COMP_WORDS": f"dragoman {typed}",
            "COMP_CWORD": str(len(typed.split())),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.stdout.split(), ran.stderr) == (proposed, "")


@pytest.mark.parametrize("tail", ["events {record} --json", "events {record}", "--help"])
def test_a_reader_that_goes_away_is_no_error(record: Path, tail: str) -> None:
    command = f"{sys.executable} -m dragoman {tail.format(record=record)} | head -c 1"
    ran = subprocess.run(["bash", "-c", command], capture_output=True, check=False)
    assert ran.stderr == b""
    assert len(ran.stdout) == 1

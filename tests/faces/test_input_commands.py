"""What `read` and `extract` take in, what failed and is tried again, and how much is read, as a user types it."""

import json
import zipfile
from pathlib import Path

import pytest
from commandline import REPORTS, Dragoman

TREATY = REPORTS["treaty.txt"]
ONE = ("--workers", "1")  # or each run starts processes that load the model


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    folder = tmp_path / "mixed"
    folder.mkdir()
    (folder / "a.txt").write_text("")
    (folder / "b.txt").write_text(TREATY)
    (folder / "c.jsonl").write_text(
        '{"id": "c1", "text": 7}\n{"id": "c2", "text": "Laos met Nepal.", "language": "en"}\n'
    )
    with zipfile.ZipFile(folder / "d.zip", "w") as archive:
        archive.writestr("in.txt", "")
    (folder / "e.gif").write_bytes(b"GIF89a")
    return folder


def test_what_failed_is_listed_by_reason(dragoman: Dragoman, mixed: Path, tmp_path: Path) -> None:
    into = tmp_path / "r.duckdb"
    assert dragoman("read", *ONE, mixed, "--into", into).code == 1
    told = dragoman("reports", into, "--failed").out
    assert told.startswith(f"empty: 2\n  {mixed}/a.txt: it holds no text")
    assert "e.gif" not in told
    rows = [json.loads(line) for line in dragoman("reports", into, "--failed", "--json").out.splitlines()]
    assert {(row["origin"].rpartition("/")[2], row["kind"]) for row in rows} == {
        ("a.txt", "empty"),
        ("c.jsonl:1", "text"),
        ("d.zip!in.txt", "empty"),
    }


def test_what_failed_is_tried_again(dragoman: Dragoman, mixed: Path, tmp_path: Path) -> None:
    into = tmp_path / "r.duckdb"
    dragoman("read", *ONE, mixed, "--into", into)
    (mixed / "a.txt").write_text(TREATY.replace("treaty", "accord"))
    with zipfile.ZipFile(mixed / "d.zip", "w") as archive:
        archive.writestr("in.txt", TREATY.replace("treaty", "pact"))
    ran = dragoman("read", *ONE, "--retry-failed", "--into", into)
    assert ran.code == 1
    assert "Read 2 reports" in ran.err
    told = dragoman("reports", into, "--failed").out
    assert told.startswith(f"text: 1\n  {mixed}/c.jsonl:1: the row has a 'text' that is no string")
    (mixed / "c.jsonl").write_text('{"id": "c1", "text": "Laos met Nepal twice.", "language": "en"}\n')
    assert dragoman("read", *ONE, "--retry-failed", "--into", into).code == 0
    assert dragoman("reports", into, "--failed").out == "Everything could be read.\n"
    assert dragoman("read", *ONE, "--retry-failed", "--into", into).code == 0


def test_what_is_gone_is_not_tried_again(dragoman: Dragoman, tmp_path: Path) -> None:
    into, gone = tmp_path / "r.duckdb", tmp_path / "gone.txt"
    gone.write_text("")
    dragoman("read", *ONE, gone, "-", "--into", into)
    gone.unlink()
    ran = dragoman("read", *ONE, "--retry-failed", "--into", into)
    assert ran.code == 0
    assert "2 cannot be tried again, since they are gone or came on standard input:" in ran.err
    assert f"  {gone}\n" in ran.err
    assert str(gone) in dragoman("reports", into, "--failed").out


def test_nothing_to_read_is_a_wrong_use(dragoman: Dragoman, tmp_path: Path) -> None:
    ran = dragoman("read", "--into", tmp_path / "r.duckdb")
    assert ran.code == 2
    assert "--retry-failed" in ran.err


def test_columns_are_named_and_guesses_are_no_failure(dragoman: Dragoman, tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text('headline,body,x\nA pier,"Malta met Tunisia in Valletta on Monday, officials of both said.",One\n')
    ran = dragoman("read", *ONE, table, "--into", tmp_path / "r.duckdb")
    assert ran.code == 0
    assert f"{table}: columns taken by their names: text=body,title=headline; not taken: x; say" in ran.err
    assert dragoman("refused", tmp_path / "r.duckdb").out == "Everything could be read.\n"
    line = json.loads(dragoman("extract", table, "--columns", "text=body,title=x").out)
    assert (line["report"]["title"], line["report"]["provenance"]["title"]) == ("One", "column 'x'")
    ran = dragoman("extract", table, "--columns", "mood=x")
    assert (ran.code, ran.out) == (2, "")
    assert "There is no field of reports 'mood'" in ran.err


def test_the_format_of_standard_input_can_be_said(dragoman: Dragoman) -> None:
    table = b"text\nMalta met Tunisia in Valletta on Monday.\n"
    ran = dragoman("extract", "-", "--input-format", "csv", stdin=table)
    assert json.loads(ran.out)["report"]["origin"] == "standard input:2"
    ran = dragoman("extract", "-", "--input-format", "wordperfect", stdin=table)
    assert ran.code == 2
    assert "There is no format 'wordperfect'. Choices: text, markdown" in ran.err


def test_the_first_or_some_of_the_reports_are_read(dragoman: Dragoman, folder: Path, tmp_path: Path) -> None:
    assert "Read 2 reports" in dragoman("read", *ONE, folder, "--into", tmp_path / "a.duckdb", "--limit", "2").err
    for name in ("b", "c"):
        ran = dragoman("read", *ONE, folder, "--into", tmp_path / f"{name}.duckdb", "--sample", "3", "--seed", "5")
        assert "Read 3 reports" in ran.err
    ids = [dragoman("reports", tmp_path / f"{name}.duckdb", "--json").out.count('"id"') for name in "bc"]
    assert ids == [3, 3]
    ran = dragoman("read", *ONE, folder, "--into", tmp_path / "d.duckdb", "--sample", "3", "--limit", "3")
    assert ran.code == 2
    assert "--sample" in ran.err


def test_an_estimate_stores_nothing(dragoman: Dragoman, folder: Path, tmp_path: Path) -> None:
    into = tmp_path / "r.duckdb"
    ran = dragoman("read", *ONE, folder, "--into", into, "--estimate")
    assert ran.code == 0
    assert ran.out.startswith("Tried 5 reports; nothing was stored.\nToo few to tell")
    many = tmp_path / "many.jsonl"
    rows = ({"text": f"Laos met Nepal in town {i}.", "language": "en"} for i in range(60))
    many.write_text("\n".join(map(json.dumps, rows)))
    found = json.loads(dragoman("read", *ONE, many, "--into", into, "--estimate", "--json").out)
    assert (found["tried"], found["count"]) == (48, 60)
    assert found["seconds"] == pytest.approx(60 / found["rate"])
    assert 1e6 < found["bytes"] < 30e6  # a record that holds little has some 10 MB
    assert not into.exists()

"""`dragoman read` and `dragoman extract`, as a user runs them."""

import json
import shutil
from pathlib import Path

import pytest
from commandline import Dragoman

from dragoman.record.record import Record

KEYS = {
    "report": {"id", "title", "outlet", "published", "language"},
    "actors": {"id", "name", "kind", "country", "sector", "mentions"},
    "places": {"id", "name", "lat", "lon", "country", "mentions"},
    "statements": {"id", "source", "source_span", "cue", "content", "kind", "via", "within"},
    "mentions": {
        "id", "type", "mode", "contexts", "topics", "actors", "recipients", "reciprocal", "status", "statement", "date",
        "place", "trigger", "evidence",
    },
    "ties": {"id", "kind", "name", "parties", "roles", "stage", "status", "attributes", "statement", "evidence"},
}  # fmt: skip


def contents(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of a record, apart from the moments of reading."""
    tables = ("report", "report_note", "actor", "place", "statement", "mention", "mention_party", "tie", "tie_party",
              "tie_role", "tie_attribute", "evidence", "refusal")  # fmt: skip
    with Record.open(path) as record:
        frames = {t: record.sql(f"SELECT * FROM {t}") for t in tables}
    return {t: sorted(f.drop("added", "seen", strict=False).rows(), key=repr) for t, f in frames.items()}


def test_read_says_what_it_found(dragoman: Dragoman, folder: Path, tmp_path: Path) -> None:
    into = tmp_path / "new.duckdb"
    ran = dragoman("read", folder, "--into", into)
    with Record.open(into) as record:
        held = record.counts()
    told = f"{held['statement']} statements, {held['mention']} events, {held['tie']} ties."
    assert ran == (0, "", f"Read 5 reports into {into}: {told}\n")
    assert held["report"] == 5
    assert min(held["statement"], held["mention"], held["tie"]) > 0


def test_read_for_machines(dragoman: Dragoman, folder: Path, tmp_path: Path) -> None:
    ran = dragoman("read", folder, "--into", tmp_path / "new.duckdb", "--json")
    told = json.loads(ran.out)
    assert (ran.code, ran.err, told["reports"], told["known"]) == (0, "", 5, 0)
    assert set(told) == {"reports", "statements", "events", "ties", "known", "refusals", "notes"}


def test_the_same_reports_again_change_nothing(dragoman: Dragoman, folder: Path, tmp_path: Path) -> None:
    into = tmp_path / "new.duckdb"
    dragoman("read", folder, "--into", into)
    before = contents(into)
    ran = dragoman("read", folder, "--into", into)
    assert ran.code == 0
    assert "Read 0 reports" in ran.err
    assert "5 reports in the record already" in ran.err
    assert contents(into) == before


def test_read_anew_gives_the_same_findings(dragoman: Dragoman, folder: Path, tmp_path: Path) -> None:
    into = tmp_path / "new.duckdb"
    dragoman("read", folder, "--into", into)
    before = contents(into)
    ran = dragoman("read", folder, "--into", into, "--again")
    assert ran.code == 0
    assert "Read 5 reports" in ran.err
    assert contents(into) == before


def test_the_order_of_reading_does_not_matter(dragoman: Dragoman, folder: Path, tmp_path: Path) -> None:
    files = sorted(folder.iterdir())
    for name, order in (("one", files), ("two", files[::-1])):
        assert dragoman("read", *order, "--into", tmp_path / name).code == 0
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_what_cannot_be_read_is_said_and_fails(dragoman: Dragoman, folder: Path, tmp_path: Path) -> None:
    mixed = tmp_path / "mixed"
    shutil.copytree(folder, mixed)
    (mixed / "nothing.txt").write_text("")
    ran = dragoman("read", mixed, "--into", tmp_path / "new.duckdb")
    assert ran.code == 1
    assert "Read 5 reports" in ran.err
    assert "1 could not be read:\n" in ran.err
    assert f"{mixed}/nothing.txt: it holds no text" in ran.err
    assert dragoman("refused", tmp_path / "new.duckdb").out.startswith(f"{mixed}/nothing.txt: it holds no text")
    (row,) = map(json.loads, dragoman("refused", tmp_path / "new.duckdb", "--json").out.splitlines())
    assert (row["origin"], row["kind"]) == (f"{mixed}/nothing.txt", "empty")


def test_refusals_may_be_allowed(dragoman: Dragoman, folder: Path, tmp_path: Path) -> None:
    nothing = tmp_path / "nothing.txt"
    nothing.write_text("")
    inputs = (folder / "treaty.txt", nothing)
    assert dragoman("read", *inputs, "--into", tmp_path / "a.duckdb", "--allow-refusals").code == 0
    assert dragoman("extract", *inputs).code == 1
    assert dragoman("extract", *inputs, "--allow-refusals").code == 0


def test_what_is_in_another_language_is_listed_with_what_failed(dragoman: Dragoman, tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_text(
        '{"id": "f1", "text": "Le ministre a signé un accord avec le Togo.", "language": "fr"}\n'
        '{"id": "e1", "text": "", "language": "en"}\n'
    )
    into = tmp_path / "new.duckdb"
    assert "2 could not be read:" in dragoman("read", tmp_path / "rows.jsonl", "--into", into).err
    rows = [json.loads(line) for line in dragoman("reports", into, "--failed", "--json").out.splitlines()]
    assert {(row["origin"].rpartition(":")[2], row["kind"]) for row in rows} == {("1", "language"), ("2", "empty")}
    told = dragoman("reports", into, "--failed").out
    assert "language: 1\n" in told
    assert "language that is not read yet ('fr')" in told


def test_many_refusals_are_counted_after_the_first_twenty(dragoman: Dragoman, tmp_path: Path) -> None:
    for number in range(23):
        (tmp_path / f"{number:02}.txt").write_text("")
    into = tmp_path / "new.duckdb"
    err = dragoman("read", tmp_path, "--into", into).err
    assert "23 could not be read:" in err
    assert err.count("it holds no text") == 20
    assert err.endswith(f"  and 3 more; list them with: dragoman reports {into} --failed\n")


def test_nothing_refused_is_said(dragoman: Dragoman, record: Path) -> None:
    assert dragoman("refused", record) == (0, "Everything could be read.\n", "")


def test_a_path_to_nothing_is_an_error_and_makes_no_record(dragoman: Dragoman, tmp_path: Path) -> None:
    ran = dragoman("read", tmp_path / "none", "--into", tmp_path / "new.duckdb")
    assert ran.code == 2
    told = "there is no such file or folder, and no file fits it as a pattern.\n"
    assert ran.err == f"Error: Nothing to read at {tmp_path}/none: {told}"
    assert not (tmp_path / "new.duckdb").exists()


def test_a_missing_option_is_an_error(dragoman: Dragoman, folder: Path) -> None:
    ran = dragoman("read", folder)
    assert ran.code == 2
    assert "--into" in ran.err


def test_extract_has_the_shape_of_the_interface(dragoman: Dragoman, folder: Path) -> None:
    ran = dragoman("extract", folder, "--format", "jsonl")
    rows = [json.loads(line) for line in ran.out.splitlines()]
    assert (ran.code, ran.err, len(rows)) == (0, "", 5)
    for row in rows:
        assert list(row) == ["report", "actors", "places", "statements", "mentions", "ties", "notes"]
        assert set(row["report"]) >= KEYS["report"]
        for kind in ("actors", "places", "statements", "mentions", "ties"):
            assert all(set(item) >= KEYS[kind] for item in row[kind])
    assert all(any(row[kind] for row in rows) for kind in ("actors", "places", "statements", "mentions", "ties"))


def test_extract_points_into_the_text(dragoman: Dragoman, folder: Path) -> None:
    text = (folder / "treaty.txt").read_text().split("\n\n", 1)[1]
    row = json.loads(dragoman("extract", folder / "treaty.txt").out)
    (kenya,) = (a for a in row["actors"] if a["id"] == "KEN")
    assert kenya["mentions"]
    assert all(text[a:b] == "Kenya" for a, b in kenya["mentions"][:1])
    (signed,) = (m for m in row["mentions"] if m["type"] == "AGREE")
    assert (text[slice(*signed["trigger"])], {"KEN", "UGA"}) == ("signed", {*signed["actors"], *signed["recipients"]})
    assert text[slice(*signed["evidence"])].endswith("said.")
    assert (signed["date"]["from"], signed["date"]["to"], signed["date"]["text"]) == ("2023-05-01",) * 2 + ("Monday",)


def test_extract_gives_the_same_bytes_each_time(dragoman: Dragoman, folder: Path) -> None:
    assert dragoman("extract", folder).out == dragoman("extract", folder).out


def test_extract_reads_standard_input(dragoman: Dragoman, folder: Path) -> None:
    data = (folder / "wire.jsonl").read_bytes()
    piped, named = dragoman("extract", "-", stdin=data), dragoman("extract", folder / "wire.jsonl")
    assert piped.code == named.code == 0
    rows = [[json.loads(line) for line in ran.out.splitlines()] for ran in (piped, named)]
    for row in rows[0] + rows[1]:
        del row["report"]["origin"]
    assert rows[0] == rows[1]


@pytest.mark.parametrize("form", ["csv", "JSONL", ""])
def test_a_format_that_does_not_exist(dragoman: Dragoman, folder: Path, form: str) -> None:
    ran = dragoman("extract", folder, "--format", form)
    assert ran == (2, "", f"Error: There is no format '{form}'. Choices: jsonl.\n")


def test_cautions_are_told(dragoman: Dragoman, tmp_path: Path) -> None:
    path = tmp_path / "old.txt"
    path.write_text("Date: 1890-05-03\n\nPeru and Chile signed a treaty about the fish of the sea.")
    told = f"{path}: The publication date '1890-05-03' is before 1900"
    ran = dragoman("read", path, "--into", tmp_path / "new.duckdb")
    assert ran.code == 0
    assert f"1 report read with a caution:\n  {told}" in ran.err
    assert told in dragoman("extract", path).err


def test_help_and_version(dragoman: Dragoman) -> None:
    assert dragoman("--version").out.startswith("dragoman ")
    told = dragoman("--help")
    assert told.code == 0
    assert all(name in told.out for name in ("read", "extract", "events", "ties", "doctor"))

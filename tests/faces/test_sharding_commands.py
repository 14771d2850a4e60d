"""`dragoman shard` and `dragoman merge`, as a user runs them."""

import json
from pathlib import Path

import pytest
from commandline import Dragoman

from dragoman.record.record import Record


def contents(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of a record, apart from the moments of reading."""
    with Record.open(path) as record:
        names = record.sql("SELECT schema_name || '.' || table_name AS n FROM duckdb_tables() ORDER BY n")["n"]
        frames = {n: record.sql(f"SELECT * FROM {n}") for n in names if n != "memory.shard"}
    return {n: sorted(f.drop("added", "seen", strict=False).rows(), key=repr) for n, f in frames.items()}


def test_shards_make_the_record_that_reading_makes(dragoman: Dragoman, folder: Path, tmp_path: Path) -> None:
    place, one, other = tmp_path / "place", tmp_path / "one.duckdb", tmp_path / "other.duckdb"
    ran = dragoman("shard", folder, "--to", place, "--size", "2")
    assert (ran.code, ran.out) == (0, "")
    assert f"5 reports in 3 shards at {place}; 5 were read now." in ran.err
    assert f"dragoman merge {place} --into RECORD" in ran.err
    ran = dragoman("merge", place, "--into", one)
    assert ran == (0, "", f"Took 5 reports in 3 shards from {place} into {one}.\n")
    assert dragoman("read", folder, "--into", other).code == 0
    assert contents(one) == contents(other)
    assert json.loads(dragoman("shard", folder, "--to", place, "--size", "2", "--json").out)["read"] == 0
    said = json.loads(dragoman("merge", place, "--into", one, "--json").out)
    assert said == {"reports": 0, "known": 5, "shards": 3, "missing": 0, "problems": [], "refusals": []}
    made = dragoman("shard", folder, "--to", tmp_path / "after", "--after", other, "--json")
    assert json.loads(made.out)["read"] == 0


def test_what_cannot_be_read_is_listed_and_what_is_not_read_yet_is_said(dragoman: Dragoman, tmp_path: Path) -> None:
    bad, place, into = tmp_path / "bad.txt", tmp_path / "place", tmp_path / "r.duckdb"
    bad.write_text("")
    ran = dragoman("shard", bad, "--to", place)
    assert ran.code == 1
    assert "1 could not be read" in ran.err
    assert dragoman("shard", bad, "--to", place, "--allow-refusals").code == 0
    plan = json.loads((place / "plan.json").read_text())
    (place / "plan.json").write_text(json.dumps(plan | {"shards": 4}))
    ran = dragoman("merge", place, "--into", into)
    assert ran.code == 1
    assert f"{bad}: it holds no text" in ran.err
    assert "Not read yet: 3 shards." in ran.err
    damaged = next((place / "read").glob("*.parquet"))
    damaged.write_bytes(b"PAR1")
    ran = dragoman("merge", place, "--into", tmp_path / "new.duckdb", "--allow-refusals")
    assert ran.code == 1
    assert "1 shard could not be taken:" in ran.err
    assert "the file is damaged" in ran.err


def test_what_is_in_a_language_that_is_not_read_is_said_as_reading_says_it(dragoman: Dragoman, tmp_path: Path) -> None:
    reports, place = tmp_path / "reports.jsonl", tmp_path / "place"
    rows = (("a", "Il treno parte domani.", "it"), ("b", "Kenya and Uganda signed a treaty on Monday.", "en"))
    reports.write_text("".join(json.dumps({"id": i, "text": t, "language": lang}) + "\n" for i, t, lang in rows))
    ran = dragoman("shard", reports, "--to", place)
    assert (ran.code, "2 reports in 1 shard" in ran.err, "1 could not be read" in ran.err) == (1, True, True)
    merging = dragoman("merge", place, "--into", tmp_path / "shards.duckdb", "--json")
    reading = dragoman("read", reports, "--into", tmp_path / "read.duckdb", "--json")
    assert merging.code == reading.code == 1
    said = json.loads(merging.out)["refusals"]
    assert said == json.loads(reading.out)["refusals"]
    assert (said[0]["origin"], said[0]["kind"]) == (f"{reports}:1", "language")
    assert "not read yet ('it')" in said[0]["reason"]
    assert contents(tmp_path / "shards.duckdb") == contents(tmp_path / "read.duckdb")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("merge", "nowhere"), "The shards at nowhere cannot be used: there are none"),
        (("shard", "nothing.txt"), "Nothing to read at nothing.txt"),
        (("shard", ".", "--engine", "steam"), "There is no engine 'steam'"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    dragoman: Dragoman, tmp_path: Path, arguments: tuple[str, ...], sentence: str
) -> None:
    to = ("--into", tmp_path / "r.duckdb") if arguments[0] == "merge" else ("--to", tmp_path / "place")
    ran = dragoman(*arguments, *to)
    assert ran.code == 2
    assert ran.err.startswith(f"Error: {sentence}")

"""`dragoman import`, `dragoman background` and the formats of `dragoman export`, as a user sees them."""

import json
import re
from pathlib import Path

import pytest
from commandline import Dragoman

from dragoman.exchange import FORMATS
from dragoman.exchange.incoming import IMPORTS
from dragoman.exchange.incoming.datasets import load_datasets
from dragoman.record.record import Record


def gdelt(identity: int, day: str = "20220629") -> str:
    found = load_datasets()["gdelt"]
    told = {"id": str(identity), "date": day, "code": "040", "actor_states": "KEN", "recipient_states": "PER"}
    cells = {found.tells[field]: value for field, value in told.items()}
    return "\t".join(cells.get(column, "") for column in found.columns)


@pytest.fixture
def files(tmp_path: Path) -> Path:
    (tmp_path / "a.export.CSV").write_text(f"{gdelt(1)}\n{gdelt(2)}\n{gdelt(3, 'soon')}\n")
    (tmp_path / "b.export.CSV").write_text(f"{gdelt(4)}\n")
    (tmp_path / "actors.csv").write_text("name,country\nLake Harbour Company,KEN\nKenya,KEN\n")
    (tmp_path / "bad.export.CSV").write_text("no event\n")
    return tmp_path


def test_files_come_in_and_bad_rows_are_listed(dragoman: Dragoman, files: Path) -> None:
    done = dragoman("import", "gdelt", files / "[ab].export.CSV", "--into", files / "r.duckdb", "--release", "June")
    assert done.code == 0
    assert done.out.splitlines() == [
        "a.export.CSV: 2 rows kept as gdelt, 1 could not be read:",
        "  line 3: Day: 'soon' is no date",
        "b.export.CSV: 1 rows kept as gdelt.",
    ]
    again = dragoman("import", "gdelt", files / "b.export.CSV", "--into", files / "r.duckdb")
    assert again.out == "b.export.CSV came into the record before; nothing was changed.\n"
    listed = dragoman("background", files / "r.duckdb", "--json")
    rows = [json.loads(line) for line in listed.out.splitlines()]
    assert [(r["name"], r["rows"], r["refused"], r["version"]) for r in rows] == [
        ("a.export.CSV", 2, 1, "June"),
        ("b.export.CSV", 1, 0, "June"),
    ]
    assert "a.export.CSV" in dragoman("background", files / "r.duckdb").out
    assert "'soon' is no date" in dragoman("background", files / "r.duckdb", "--refused").out
    counted = dragoman("background", files / "r.duckdb", "--counts", "--actor", "KEN", "--json")
    (count,) = (json.loads(line) for line in counted.out.splitlines())
    assert (count["period"], count["recipient"], count["type"], count["events"]) == ("2022", "PER", "CONSULT", 3)
    assert dragoman("doctor", files / "r.duckdb").out.count("WRONG") == 0


def test_for_machines(dragoman: Dragoman, files: Path) -> None:
    done = dragoman("import", "gdelt", files / "a.export.CSV", "--into", files / "r.duckdb", "--json")
    row = json.loads(done.out)
    assert (row["rows"], row["known"], row["refused"]) == (2, False, [{"line": 3, "reason": "Day: 'soon' is no date"}])


def test_names_that_cannot_be_looked_up_are_said(dragoman: Dragoman, files: Path) -> None:
    done = dragoman("import", "actors", files / "actors.csv", "--into", files / "r.duckdb")
    assert done.code == 0
    assert "'Kenya' of kenya is left out: it means KEN in the atlas." in done.out


def test_what_cannot_come_in(dragoman: Dragoman, files: Path) -> None:
    done = dragoman("import", "acled", files / "a.export.CSV", "--into", files / "r.duckdb")
    assert (done.code, "There is no format 'acled'" in done.err) == (2, True)
    done = dragoman("import", "gdelt", files / "none.CSV", "--into", files / "r.duckdb")
    assert (done.code, "Nothing to read at" in done.err) == (2, True)
    assert dragoman("import", "gdelt", files / "bad.export.CSV", "--into", files / "r.duckdb").code == 1


def test_a_record_without_background(dragoman: Dragoman, tmp_path: Path) -> None:
    Record.open(tmp_path / "r.duckdb", write=True).close()
    assert "Nothing of that kind" in dragoman("background", tmp_path / "r.duckdb").out
    assert dragoman("background", tmp_path / "r.duckdb", "--json").out == ""


def test_export_has_every_format_and_says_so(dragoman: Dragoman, tmp_path: Path) -> None:
    Record.open(tmp_path / "r.duckdb", write=True).close()
    told = " ".join(re.sub("[│╭╮╰╯─]", " ", dragoman("export", "--help").out).split())
    assert all(re.search(rf"\b{name}\b", told) for name in FORMATS)
    told = " ".join(re.sub("[│╭╮╰╯─]", " ", dragoman("import", "--help").out).split())
    assert all(re.search(rf"\b{name}\b", told) for name in IMPORTS)
    done = dragoman("export", tmp_path / "r.duckdb", tmp_path / "out", "--as", "gexf")
    assert [Path(line).name for line in done.out.splitlines()] == ["graph.gexf", "codebook.md"]

"""The public names of the package: what is promised is there, and costs nothing before it is used."""

import subprocess
import sys
from dataclasses import is_dataclass
from importlib.metadata import version
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

import dragoman

TREATY = "Kenya and Uganda signed a treaty on Monday, the foreign ministry of Kenya said."


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("api")
    (folder / "treaty.txt").write_text(f"Date: 2023-05-03\nOutlet: Rift Gazette\n\n{TREATY}")
    (folder / "empty.txt").write_text("")
    (refusal,) = dragoman.read([folder / "treaty.txt", str(folder / "empty.txt")], into=folder / "a.duckdb")
    assert isinstance(refusal, dragoman.Refusal)
    assert (refusal.origin, refusal.kind) == (str(folder / "empty.txt"), "empty")
    return folder / "a.duckdb"


@pytest.mark.parametrize("name", dragoman.__all__)
def test_every_public_name_is_there_and_explained(name: str) -> None:
    found = getattr(dragoman, name)
    assert found is not None
    if name != "VERSION":
        assert found.__doc__
        assert found.__module__.startswith("dragoman.")


def test_all_names_are_listed_once_in_order() -> None:
    names = dragoman.__all__
    assert len(set(names)) == len(names)
    assert {n for homes in dragoman._HOMES.values() for n in homes} | {"VERSION"} == set(names)
    assert version("dragoman") == dragoman.VERSION
    assert set(names) <= set(dir(dragoman))


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="module 'dragoman' has no attribute 'reed'"):
        dragoman.reed  # noqa: B018


def test_the_nouns_are_frozen() -> None:
    nouns = [getattr(dragoman, n) for n in dragoman.__all__ if is_dataclass(getattr(dragoman, n))]
    assert len(nouns) >= 10
    assert all(noun.__dataclass_params__.frozen for noun in nouns)


def test_importing_loads_no_libraries() -> None:
    program = (
        "import sys, dragoman; print(sorted({'spacy', 'duckdb', 'polars', 'onnxruntime', 'numpy'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, check=True).stdout == b"[]\n"


def test_extract_yields_findings_and_refusals(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TREATY)
    (tmp_path / "b.txt").write_text("")
    findings, refusal = dragoman.extract([tmp_path])
    assert isinstance(findings, dragoman.Findings)
    assert findings.report.text == TREATY
    assert {a.id for a in findings.actors} >= {"KEN", "UGA"}
    assert isinstance(refusal, dragoman.Refusal)


def test_settings_are_passed_down(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TREATY)
    (refusal,) = dragoman.extract([tmp_path], dragoman.Settings(max_characters=10))
    assert isinstance(refusal, dragoman.Refusal)
    assert refusal.kind == "size"


def test_questions_give_frames_with_their_evidence(record: Path) -> None:
    with dragoman.Record.open(record) as opened:
        frame = opened.events(actor="KEN", with_="Uganda")
        assert isinstance(frame, pl.DataFrame)
        (row,) = frame.iter_rows(named=True)
        text = opened.text(row["report"])
        assert text == TREATY
        assert row["sentence"] == text[row["start"] : row["end"]]
        assert row["outlet"] == "Rift Gazette"
        assert_frame_equal(pl.from_pandas(frame.select("type", "status").to_pandas()), frame.select("type", "status"))


def test_a_notebook_shows_the_record_and_its_frames(record: Path) -> None:
    with dragoman.Record.open(record) as opened:
        assert "<td>report</td><td>1</td>" in opened._repr_html_()
        assert repr(opened) == f"Record.open('{record}')"
        assert "<table" in opened.events()._repr_html_()


def test_errors_are_one_family(tmp_path: Path) -> None:
    with pytest.raises(dragoman.DragomanError, match="There is no record at"):
        dragoman.Record.open(tmp_path / "none.duckdb")
    with pytest.raises(dragoman.DragomanError, match="Nothing to read at"):
        list(dragoman.extract([tmp_path / "none"]))

"""`dragoman doctor`, and what every command says of a missing or damaged model."""

import json
import shutil
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import duckdb
import pytest
from commandline import Dragoman

from dragoman.language.parse import MODEL
from dragoman.record.checks import CHECKS
from dragoman.settings import Settings


def findings(dragoman: Dragoman, *arguments: str | Path) -> tuple[int, dict[str, tuple[bool, str]]]:
    ran = dragoman("doctor", *arguments, "--json")
    rows = [json.loads(line) for line in ran.out.splitlines()]
    return ran.code, {row["what"]: (row["well"], row["says"]) for row in rows}


def test_a_whole_program_is_well(dragoman: Dragoman) -> None:
    code, found = findings(dragoman)
    assert code == 0
    assert list(found) == ["program", "settings", "ontology", "atlas", "reader"]
    assert all(well for well, _ in found.values())


def test_a_sound_record_is_well(dragoman: Dragoman, record: Path) -> None:
    code, found = findings(dragoman, record)
    assert code == 0
    assert [found[check.name] for check in CHECKS] == [(True, "yes")] * len(CHECKS)
    assert "report 5" in found["record"][1]
    told = dragoman("doctor", record)
    assert (told.code, told.out.count("well "), "WRONG" in told.out) == (0, 7 + len(CHECKS), False)


@pytest.mark.parametrize(
    ("damage", "check", "sentence"),
    [
        (
            "UPDATE mention_evidence SET words = 'Xyz' WHERE part = 'trigger'",
            "evidence stands in its report",
            "should read 'Xyz'",
        ),
        ("UPDATE report SET text = upper(text) WHERE id = 'visit'", "texts are as they were read", "report visit"),
        (
            "DELETE FROM mention_evidence WHERE part = 'sentence'",
            "every statement, mention and tie has its words",
            "no sentence",
        ),
        (
            "DELETE FROM actor WHERE id = 'KEN'",
            "everybody who takes part is an actor",
            "has the party KEN, who is neither actor nor",
        ),
        ("DELETE FROM statement", "what stands on a statement names one of its own report", "stands on the statement"),
        ("DELETE FROM mention", "evidence belongs to something", "which is not in the record"),
    ],
)
def test_damage_is_named(
    dragoman: Dragoman, record: Path, tmp_path: Path, damage: str, check: str, sentence: str
) -> None:
    path = tmp_path / "damaged.duckdb"
    shutil.copy(record, path)
    with duckdb.connect(str(path)) as connection:
        connection.execute("USE machine")
        connection.execute(damage)
    code, found = findings(dragoman, path)
    assert code == 1
    well, says = found[check]
    assert not well
    assert sentence in says


def test_damage_is_told_in_words(dragoman: Dragoman, record: Path, tmp_path: Path) -> None:
    path = tmp_path / "damaged.duckdb"
    shutil.copy(record, path)
    with duckdb.connect(str(path)) as connection:
        connection.execute("USE machine")
        connection.execute("DELETE FROM statement")
    told = dragoman("doctor", path)
    assert told.code == 1
    assert "WRONG what stands on a statement names one of its own report: " in told.out


@pytest.mark.parametrize("share", [0.3, 0.9])
def test_a_file_that_is_cut_off_is_no_sound_record(
    dragoman: Dragoman, record: Path, tmp_path: Path, share: float
) -> None:
    path = tmp_path / "cut.duckdb"
    data = record.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    code, found = findings(dragoman, path)
    assert code == 1
    assert any(str(path) in says and not well for well, says in found.values())


def test_no_record_is_said(dragoman: Dragoman, tmp_path: Path) -> None:
    code, found = findings(dragoman, tmp_path / "none.duckdb")
    assert code == 1
    assert found["record"][0] is False
    assert found["record"][1].startswith(f"There is no record at {tmp_path}/none.duckdb")


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    for place in range(len(data) // 2, len(data) // 2 + 16):
        data[place] ^= 255
    path.write_bytes(data)


def model_with(change: Callable[[Path], None], name: str) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        shutil.copytree(MODEL, folder / "model")
        change(folder / "model" / name)
        return folder / "model"

    return make


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda folder: folder / "none", "The reader's model is missing: {folder}/none/reader.onnx."),
        (model_with(Path.unlink, "labels.json"), "The reader's model is missing: {folder}/model/labels.json."),
        (model_with(flip, "reader.onnx"), "The reader's model at {folder}/model/reader.onnx is damaged: its sha256"),
        (model_with(flip, "tokenizer.json"), "The reader's model at {folder}/model/tokenizer.json is damaged: its"),
        (model_with(flip, "labels.json"), "The reader's model at {folder}/model/labels.json is damaged: it cannot"),
    ],
)
def test_a_missing_or_damaged_model_is_one_sentence(
    dragoman: Dragoman, folder: Path, tmp_path: Path, make: Callable[[Path], Path], sentence: str
) -> None:
    settings = tmp_path / "mine.toml"
    settings.write_text(f"reader = '{make(tmp_path)}'\n")
    told = sentence.format(folder=tmp_path)
    for arguments in (("extract", folder), ("read", folder, "--into", tmp_path / "new.duckdb")):
        ran = dragoman(*arguments, "--settings", settings)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith(f"Error: {told}")
        assert ran.err.count("\n") == 1


def test_the_doctor_names_a_damaged_model(dragoman: Dragoman, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAGOMAN_READER", str(tmp_path))
    code, found = findings(dragoman)
    assert code == 1
    assert found["reader"] == (
        False,
        f"The reader's model is missing: {tmp_path}/reader.onnx. Reinstall dragoman, or set 'reader' to a folder that "
        "holds a model.",
    )
    assert found["atlas"][0]


def test_a_bad_setting_is_one_sentence(
    dragoman: Dragoman, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = tmp_path / "mine.toml"
    settings.write_text("reeder = 'x'\n")
    ran = dragoman("extract", folder, "--settings", settings)
    choices = ", ".join(f.name for f in fields(Settings))
    assert ran == (2, "", f"Error: Setting 'reeder': is unknown. Choices: {choices}.\n")
    monkeypatch.setenv("DRAGOMAN_THREADS", "none")
    code, found = findings(dragoman)
    assert (code, found["settings"]) == (1, (False, "Setting 'threads': 'none' is not a whole number."))

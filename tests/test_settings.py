"""Settings: what is set is what is meant, and what cannot be meant is refused."""

from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from dragoman.errors import SettingsError
from dragoman.settings import Settings, load_settings


def test_nothing_set_gives_the_defaults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert load_settings(environment={}) == Settings()


def test_settings_do_not_change() -> None:
    with pytest.raises(FrozenInstanceError):
        Settings().threads = 3  # type: ignore[misc]


def test_a_file_in_the_working_folder_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "dragoman.toml").write_text('reader = "spacy:mine"\nthreads = 1\nlanguage_certainty = 1\n')
    monkeypatch.chdir(tmp_path)
    assert load_settings(environment={}) == Settings(reader="spacy:mine", threads=1, language_certainty=1.0)


def test_a_file_that_is_named_goes_before_that_in_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "dragoman.toml").write_text("threads = 1\n")
    (tmp_path / "mine.toml").write_text("threads = 4\n")
    monkeypatch.chdir(tmp_path)
    assert load_settings(tmp_path / "mine.toml", {}).threads == 4


def test_the_environment_goes_before_the_file(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text("threads = 4\nmax_characters = 10\n")
    found = load_settings(tmp_path / "mine.toml", {"DRAGOMAN_THREADS": "8", "HOME": "/", "NOT_DRAGOMAN_X": "1"})
    assert (found.threads, found.max_characters) == (8, 10)


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("threads", '"many"', "Setting 'threads': 'many' is not a whole number."),
        ("threads", "2.5", "Setting 'threads': 2.5 is not a whole number."),
        ("threads", "true", "Setting 'threads': True is not a whole number."),
        ("threads", "0", "Setting 'threads': 0 is not between 1 and 1,024."),
        ("max_characters", "-1", "Setting 'max_characters': -1 is not between 1 and 1,000,000,000."),
        ("language_certainty", "1.5", "Setting 'language_certainty': 1.5 is not between 0.0 and 1.0."),
        ("language_certainty", "nan", "Setting 'language_certainty': nan is not between 0.0 and 1.0."),
        ("language_certainty", "[1]", "Setting 'language_certainty': [1] is not a number."),
        ("reader", "3", "Setting 'reader': 3 is not a text."),
        ("reeder", '"x"', "Setting 'reeder': is unknown. Choices: reader, device, threads, "),
    ],
)
def test_a_bad_value_is_refused(tmp_path: Path, name: str, value: str, sentence: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(f"{name} = {value}\n")
    with pytest.raises(SettingsError) as caught:
        load_settings(path, {})
    assert str(caught.value).startswith(sentence)


@pytest.mark.parametrize(("name", "value"), [("THREADS", ""), ("THREADS", "two"), ("REEDER", "x"), ("THREAD", "2")])
def test_a_bad_variable_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SettingsError, match=f"Setting '{name.lower()}'"):
        load_settings(environment={f"DRAGOMAN_{name}": value})


@pytest.mark.parametrize("data", [b"threads = ", b"threads = 1\nthreads = 2\n", b"\xff\xfe", b"= 1"])
def test_a_file_that_is_no_toml_is_named(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "mine.toml"
    path.write_bytes(data)
    with pytest.raises(SettingsError, match="mine.toml': the file cannot be read"):
        load_settings(path, {})


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="none.toml': the file cannot be read"):
        load_settings(tmp_path / "none.toml", {})

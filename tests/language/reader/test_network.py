"""A model that is not there, or is not what it was, is told so."""

import json
from pathlib import Path

import pytest

from dragoman.errors import DeviceMissing, ModelDamaged, ModelMissing
from dragoman.language.parse import MODEL
from dragoman.language.reader.network import Network


def folder(tmp_path: Path, labels: str) -> Path:
    for name, content in (("reader.onnx", "x"), ("tokenizer.json", "{}"), ("labels.json", labels)):
        (tmp_path / name).write_text(content, encoding="utf-8")
    return tmp_path


def test_missing(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match=r"reader\.onnx"):
        Network.load(tmp_path, 1)


@pytest.mark.parametrize("labels", ["{", "[]", "{}", '{"sha256": 3}'])
def test_unreadable_labels(tmp_path: Path, labels: str) -> None:
    with pytest.raises(ModelDamaged, match=r"labels\.json"):
        Network.load(folder(tmp_path, labels), 1)


def test_other_content(tmp_path: Path) -> None:
    table = {
        "upos": [],
        "relations": [],
        "names": [],
        "roles": [],
        "sha256": {"reader.onnx": "0", "tokenizer.json": "0"},
    }
    with pytest.raises(ModelDamaged, match=r"reader\.onnx.*sha256"):
        Network.load(folder(tmp_path, json.dumps(table)), 1)


def test_a_device_that_the_runtime_does_not_know() -> None:
    with pytest.raises(DeviceMissing, match=r"'abacus'.* has .*cpu"):
        Network.load(MODEL, 1, "abacus")

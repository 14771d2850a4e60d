"""A model that is not there, or is not what it was, is told so; a window says the same whatever it is read with."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest

from dragoman.errors import DeviceMissing, ModelDamaged, ModelMissing
from dragoman.language.parse import MODEL
from dragoman.language.reader.network import Network, Outputs, Window
from dragoman.language.reader.windows import sentence_pieces, windows


def folder(tmp_path: Path, labels: str) -> Path:
    for name, content in (("reader.onnx", "x"), ("tokenizer.json", "{}"), ("labels.json", labels)):
        (tmp_path / name).write_text(content, encoding="utf-8")
    return tmp_path


def test_the_runtime_tells_nobody_and_keeps_nothing_under_the_users_home(tmp_path: Path) -> None:
    told = {k: v for k, v in os.environ.items() if k not in ("ORT_DISABLE_TELEMETRY", "CI", "XDG_CACHE_HOME")}
    program = "import dragoman.language.reader.network as n; n.onnxruntime.SessionOptions()"
    subprocess.run([sys.executable, "-c", program], env={**told, "HOME": str(tmp_path)}, check=True)
    assert list(tmp_path.rglob("*")) == []


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


SENTENCES = (
    "The foreign minister of Uruguay told reporters in Montevideo that the talks with Paraguay had failed .",
    "Latvia 's parliament approved the treaty on Tuesday , although two parties had threatened to block it .",
    "No .",
    "According to a spokesman , Botswana and Namibia will open a bridge across the river before the end of the year .",
    'She said : " We never asked for sanctions , and we do not expect any . "',
    "Mongolian officials denied reports that the army had closed the crossing at Zamyn - Uud .",
)
UNUSED = {"acts", "statuses"}


def windows_of(network: Network, limit: int) -> list[Window]:
    """All sentences twice, in windows of up to so many pieces."""
    split = [s.split() for s in SENTENCES * 2]
    words, starts = [w for s in split for w in s], [i == 0 for s in split for i in range(len(s))]
    return list(windows(sentence_pieces(words, starts, network.pieces), limit))


def alike(one: Outputs, other: Outputs) -> bool:
    return all(np.array_equal(getattr(one, n), getattr(other, n)) for n in {f.name for f in fields(one)} - UNUSED)


@pytest.fixture(scope="module")
def network() -> Network:
    return Network.load(MODEL, 1)


@pytest.mark.parametrize("limit", [1, 60])
@pytest.mark.parametrize("threads", [1, 3])
def test_a_window_says_the_same_alone_and_among_others(network: Network, limit: int, threads: int) -> None:
    found = windows_of(network, limit)
    together = Network.load(MODEL, threads).run(found)
    assert len(found) == len(together) > 3
    for window, out in zip(found, together, strict=True):
        alone = network.run([window])[0]
        assert alike(alone, out)
        assert len(out.labels) == sum(p.end - p.start for p in window)


@pytest.mark.parametrize("limit", [1, 60])
def test_the_plan_is_the_network(network: Network, limit: int) -> None:
    found = windows_of(network, limit)
    for one, other in zip(network.run(found), Network.load(MODEL, 1, planned=False).run(found), strict=True):
        assert alike(one, other)


def test_the_model_without_a_plan_gives_out_all_its_heads() -> None:
    network = Network.load(MODEL, 1, planned=False)
    out = network.run(windows_of(network, 60))[0]
    assert out.acts is not None
    assert out.statuses is not None
    assert np.allclose(out.acts.sum(1), 1, atol=1e-4)


def test_a_folder_without_a_plan(tmp_path: Path, network: Network) -> None:
    for name in ("reader.onnx", "tokenizer.json"):
        shutil.copy(MODEL / name, tmp_path)
    labels = json.loads((MODEL / "labels.json").read_text(encoding="utf-8"))
    del labels["sha256"]["plan.onnx"]
    (tmp_path / "labels.json").write_text(json.dumps(labels), encoding="utf-8")
    found = windows_of(network, 60)
    plain, other = Network.load(MODEL, 1, planned=False), Network.load(tmp_path, 1)
    assert all(alike(a, b) for a, b in zip(plain.run(found), other.run(found), strict=True))


def test_a_plan_that_is_gone_or_changed(tmp_path: Path) -> None:
    model = shutil.copytree(MODEL, tmp_path / "model")
    (model / "plan.onnx").write_bytes(b"another")
    with pytest.raises(ModelDamaged, match=r"plan\.onnx.*sha256"):
        Network.load(model, 1)
    (model / "plan.onnx").unlink()
    with pytest.raises(ModelMissing, match=r"plan\.onnx"):
        Network.load(model, 1)

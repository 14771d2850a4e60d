"""The ONNX model: loading it, and running it over windows of sentences."""

import hashlib
import json
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from sys import intern
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from dragoman.errors import DeviceMissing, ModelDamaged, ModelMissing
from dragoman.language.reader.pieces import Piece, Pieces
from dragoman.language.reader.windows import batches

FILES = ("reader.onnx", "tokenizer.json", "labels.json")
PLAN = "plan.onnx"  # the graph of reader.onnx for one window; its weights are those of reader.onnx
# Changes of the graph that the runtime would make.  The first puts two operations into one that takes five times as
# long; the second gives the plan other last bits than those of reader.onnx.
UNWANTED = ("SkipLayerNormFusion", "MatMulScaleFusion")
CPU = "cpu"
AHEAD = 1  # texts that are worth beginning before they are asked for, so that threads have work meanwhile
Numbers = NDArray[np.int64]
Window = Sequence[Piece]


@dataclass(frozen=True, slots=True)
class Labels:
    """What the numbers of the model's outputs mean."""

    upos: tuple[str, ...]
    relations: tuple[str, ...]
    names: tuple[str, ...]
    roles: tuple[str, ...]
    links: NDArray[np.float32] | None = None  # the biases of links.py; None where a model has no links


@dataclass(frozen=True, slots=True)
class Outputs:
    """What the model says about the words of one window, the root (word 0) left out of the rows."""

    arcs: NDArray[np.float32]
    labels: Numbers
    upos: Numbers
    names: NDArray[np.float32]
    roles: NDArray[np.float32]
    factuality: NDArray[np.float32]
    back: NDArray[np.float32] | None = None
    meant: NDArray[np.float32] | None = None
    acts: NDArray[np.float32] | None = None  # how likely each of the ontology's event types is, "none" first
    statuses: NDArray[np.float32] | None = None


class Network:
    """The model of a folder, ready to run."""

    def __init__(
        self, session: onnxruntime.InferenceSession, pieces: Pieces, labels: Labels, *, threads: int, alone: bool
    ) -> None:
        """Use `load` for a model in a folder.

        With `alone` each window is read by itself, so many at once as there are threads; else those of like length
        together.
        """
        self._session, self.pieces, self.labels, self._alone = session, pieces, labels, alone
        self._pool = ThreadPoolExecutor(threads, "reader") if alone and threads > 1 else None
        self.ahead = AHEAD if self._pool else 0

    @classmethod
    def load(cls, folder: Path, threads: int, device: str = CPU, *, planned: bool = True) -> "Network":
        """Load and check the model; raises ModelMissing, ModelDamaged and DeviceMissing.

        `device`: "cpu" or one of ONNX Runtime's others in small letters ("cuda").  What the device has no operation for
        stays on the CPU, as products of 8-bit numbers do on CUDA: there a model with 32-bit weights is quicker.
        On a CPU the folder's plan is run where it has one; not `planned`: the model itself, with all its outputs.
        """
        contents = {name: _content(folder / name) for name in FILES}
        labels, plan = _checked(folder, contents)
        alone = device == CPU
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1 if alone else threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        model = str(plan) if plan and alone and planned else contents["reader.onnx"]
        session = onnxruntime.InferenceSession(
            model, options, providers=_providers(device), disabled_optimizers=UNWANTED
        )
        pieces = Pieces(Tokenizer.from_buffer(contents["tokenizer.json"]))
        return cls(session, pieces, labels, threads=threads, alone=alone)

    def run(self, windows: Sequence[Window]) -> list[Outputs]:
        """What the model says about each window of a text.

        On a CPU that depends on nothing but the window.  Elsewhere it does on the text's other windows, as with 8-bit
        weights the rounding depends on all that is read in one go.
        """
        return self.start(windows)()

    def start(self, windows: Sequence[Window]) -> Callable[[], list[Outputs]]:
        """As `run`, begun in the threads if there are any; what is given back waits for the end."""
        parts = [[window] for window in windows] if self._alone else list(batches(windows))
        begun = [self._pool.submit(self._read, p).result if self._pool else partial(self._read, p) for p in parts]

        def found() -> list[Outputs]:
            outputs = (pair for part, read in zip(parts, begun, strict=True) for pair in zip(part, read(), strict=True))
            by_start = {window[0].start: output for window, output in outputs}
            return [by_start[window[0].start] for window in windows]

        return found

    def _read(self, windows: Sequence[Window]) -> list[Outputs]:
        """The outputs of windows in one go."""
        arcs, *others = self._session.run(None, self._inputs(windows))
        counts = [sum(p.end - p.start for p in window) + 1 for window in windows]
        return [Outputs(arcs[i, 1:n, :n], *(o[i, 1:n] for o in others)) for i, n in enumerate(counts)]

    def _inputs(self, windows: Sequence[Window]) -> dict[str, Numbers]:
        width = max(sum(p.size for p in w) for w in windows) + 2
        words = max(sum(p.end - p.start for p in w) for w in windows) + 1
        pieces, shapes = (np.zeros((len(windows), width), np.int64) for _ in range(2))
        first, sentences = np.zeros((len(windows), words), np.int64), np.full((len(windows), words), -1, np.int64)
        for row, window in enumerate(windows):
            ids, looks, begins, numbers = _flat(window, self.pieces)
            pieces[row, : len(ids)], shapes[row, : len(looks)] = ids, looks
            first[row, : len(begins)], sentences[row, : len(numbers)] = begins, numbers
        return {"pieces": pieces, "shapes": shapes, "first": first, "sentences": sentences}


def _providers(device: str) -> list[str]:
    """The device asked for, and the CPU for what it cannot do."""
    installed = {p.removesuffix("ExecutionProvider").casefold(): p for p in onnxruntime.get_available_providers()}
    if device not in installed:
        raise DeviceMissing(device, sorted(installed))
    return list(dict.fromkeys((installed[device], "CPUExecutionProvider")))


def _flat(window: Window, pieces: Pieces) -> tuple[list[int], list[int], list[int], list[int]]:
    """Pieces, shapes, first pieces and sentence numbers of a window; word 0 is the root."""
    ids, looks, begins, numbers = [pieces.first], [0], [0], [-1]
    for number, part in enumerate(window):
        for word, look in zip(part.ids, part.shapes, strict=True):
            begins.append(len(ids))
            ids.extend(word)
            looks.extend([look] * len(word))
        numbers.extend([number] * len(part.ids))
    ids.append(pieces.last)
    return ids, looks, begins, numbers


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ModelMissing(path) from error


def _checked(folder: Path, contents: dict[str, bytes]) -> tuple[Labels, Path | None]:
    """The labels and the plan if there is one, if the files beside them are those they were written with."""
    try:
        found: dict[str, Any] = json.loads(contents["labels.json"])
        sums = {str(k): str(v) for k, v in found["sha256"].items()}
        biases = np.array(found["links"], np.float32) if "links" in found else None
        upos, relations, names, roles = (tuple(map(intern, found[k])) for k in ("upos", "relations", "names", "roles"))
        labels = Labels(upos, relations, names, roles, biases)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ModelDamaged(folder / "labels.json", f"it cannot be read ({error})") from error
    if PLAN in sums:
        contents = contents | {PLAN: _content(folder / PLAN)}
    for name in [n for n in contents if n != "labels.json"]:
        if hashlib.sha256(contents[name]).hexdigest() != sums.get(name):
            raise ModelDamaged(folder / name, "its sha256 is not the one in labels.json")
    return labels, folder / PLAN if PLAN in sums else None

"""The ONNX model: loading it, and running it over windows of sentences."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from dragoman.errors import DeviceMissing, ModelDamaged, ModelMissing

FILES = ("reader.onnx", "tokenizer.json", "labels.json")
MOST_PIECES_A_WORD = 8
LONGEST_WORD = 100  # characters; the word pieces give up beyond that anyway
REMEMBERED = 200_000
Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Labels:
    """What the numbers of the model's outputs mean."""

    upos: tuple[str, ...]
    relations: tuple[str, ...]
    names: tuple[str, ...]
    roles: tuple[str, ...]
    links: NDArray[np.float32] | None = None  # the biases of links.py; None where a model has no links


@dataclass(frozen=True, slots=True)
class Piece:
    """One sentence, or a part of a very long one, as the model takes it: words `start` to `end` of a text."""

    start: int
    end: int
    ids: tuple[tuple[int, ...], ...]
    shapes: tuple[int, ...]
    size: int


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


class Pieces:
    """The word pieces of single words, remembered as long as there is room."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        """Pieces as this tokenizer cuts them, without its own padding and cutting off."""
        tokenizer.no_padding()
        tokenizer.no_truncation()
        self._tokenizer = tokenizer
        self._known: dict[str, tuple[int, ...]] = {}
        first, last, unknown = (tokenizer.token_to_id(t) or 0 for t in ("[CLS]", "[SEP]", "[UNK]"))
        self.first, self.last, self._unknown = first, last, (unknown,)

    def of(self, word: str) -> tuple[int, ...]:
        """The numbers of the word's pieces, from one to eight of them."""
        known = self._known.get(word)
        if known is None:
            ids = self._tokenizer.encode(word[: LONGEST_WORD + 1], add_special_tokens=False).ids
            known = tuple(ids[:MOST_PIECES_A_WORD]) or self._unknown
            if len(self._known) < REMEMBERED:
                self._known[word] = known
        return known


class Network:
    """The model of a folder, ready to run."""

    def __init__(self, session: onnxruntime.InferenceSession, pieces: Pieces, labels: Labels) -> None:
        """Use `load` for a model in a folder."""
        self._session, self.pieces, self.labels = session, pieces, labels

    @classmethod
    def load(cls, folder: Path, threads: int, device: str = "cpu") -> "Network":
        """Load and check the model; raises ModelMissing, ModelDamaged and DeviceMissing.

        `device`: "cpu" or one of ONNX Runtime's others in small letters ("cuda").  What the device has no operation for
        stays on the CPU, as products of 8-bit numbers do on CUDA: there a model with 32-bit weights is quicker.
        """
        contents = {name: _content(folder / name) for name in FILES}
        labels = _checked(folder, contents)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        session = onnxruntime.InferenceSession(contents["reader.onnx"], options, providers=_providers(device))
        return cls(session, Pieces(Tokenizer.from_buffer(contents["tokenizer.json"])), labels)

    def run(self, windows: Sequence[Sequence[Piece]]) -> list[Outputs]:
        """What the model says about each window; the windows are read as one batch."""
        arcs, *others = self._session.run(None, self._inputs(windows))
        counts = [sum(p.end - p.start for p in window) + 1 for window in windows]
        return [Outputs(arcs[i, 1:n, :n], *(o[i, 1:n] for o in others)) for i, n in enumerate(counts)]

    def _inputs(self, windows: Sequence[Sequence[Piece]]) -> dict[str, Numbers]:
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


def _flat(window: Sequence[Piece], pieces: Pieces) -> tuple[list[int], list[int], list[int], list[int]]:
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


def _checked(folder: Path, contents: dict[str, bytes]) -> Labels:
    """The labels, if the files beside them are those they were written with."""
    try:
        found: dict[str, Any] = json.loads(contents["labels.json"])
        sums = {str(k): str(v) for k, v in found["sha256"].items()}
        biases = np.array(found["links"], np.float32) if "links" in found else None
        upos, relations, names, roles = (tuple(found[k]) for k in ("upos", "relations", "names", "roles"))
        labels = Labels(upos, relations, names, roles, biases)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ModelDamaged(folder / "labels.json", f"it cannot be read ({error})") from error
    for name in ("reader.onnx", "tokenizer.json"):
        if hashlib.sha256(contents[name]).hexdigest() != sums.get(name):
            raise ModelDamaged(folder / name, "its sha256 is not the one in labels.json")
    return labels

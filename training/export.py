"""Write the model of the package: python training/export.py --data DIR --minilm FOLDER [--out FOLDER] [--fp32 FOLDER].

The averaged weights of DIR/checkpoint.pt become reader.onnx with 8-bit weights, beside tokenizer.json and labels.json
(the labels, and the sha256 of both files), and plan.onnx (see plan.py).  Every file is replaced in one stroke.
"""

import argparse
import hashlib
import json
import os
import tempfile
import warnings
from datetime import UTC, datetime
from pathlib import Path

import torch
from network import Reader, empty
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from plan import write as write_plan
from schemes import BIO_NAMES, EVENTS, ROLES, STATUSES, UPOS
from torch import Tensor, nn

MODEL = Path(__file__).parents[1] / "src/dragoman/language/reader/model"
INPUTS = ("pieces", "shapes", "first", "sentences")
OUTPUTS = ("arcs", "labels", "upos", "names", "roles", "factuality", "back", "meant", "acts", "statuses")


class Exported(nn.Module):
    """The reader as it runs: `root` is no relation to choose, as it follows from the head."""

    def __init__(self, reader: Reader, root: int) -> None:
        """`root`: the number of the relation of roots."""
        super().__init__()
        self.reader, self.root = reader, root

    def forward(self, pieces: Tensor, shapes: Tensor, first: Tensor, sentences: Tensor) -> tuple[Tensor, ...]:
        """The outputs of the package's model, in the order of OUTPUTS."""
        reader = self.reader
        words = reader.encode(pieces, shapes, first)
        arcs = reader.head_scores(words, sentences)
        labels = reader.label_scores(words, arcs.argmax(-1))
        barred = torch.zeros(labels.shape[-1])
        barred[self.root] = -1e4
        upos, names, roles, fact = reader.tags(words)
        chosen = (labels + barred).argmax(-1), upos.argmax(-1)
        acts = [scores.softmax(-1) for scores in reader.told(words)]
        return arcs, *chosen, names.softmax(-1), roles.softmax(-1), fact, *reader.link_vectors(words), *acts


def to_onnx(reader: nn.Module, path: Path) -> None:
    """Write the network with free batch, piece and word counts."""
    example = (
        torch.randint(5, 900, (2, 9)), torch.ones(2, 9, dtype=torch.long),
        torch.tensor([[0, 1, 3, 5], [0, 2, 4, 6]]), torch.tensor([[-1, 0, 0, 1]] * 2),
    )  # fmt: skip
    pieces, words = {0: "batch", 1: "pieces"}, {0: "batch", 1: "words"}
    axes = {"pieces": pieces, "shapes": pieces, "first": words, "sentences": words} | dict.fromkeys(OUTPUTS, words)
    axes["arcs"] = words | {2: "words"}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            reader, example, str(path), input_names=list(INPUTS), output_names=list(OUTPUTS), dynamic_axes=axes,
            opset_version=17, dynamo=False,
        )  # fmt: skip


def replace(folder: Path, name: str, content: bytes) -> str:
    """Put a file into the folder in one stroke; its sha256."""
    fresh = folder / f".{name}.new"
    fresh.write_bytes(content)
    os.replace(fresh, folder / name)
    return hashlib.sha256(content).hexdigest()


def folder(path: Path, model: bytes, tokenizer: bytes, kept: dict) -> None:
    """Write a model with its tokenizer and labels into a folder."""
    path.mkdir(parents=True, exist_ok=True)
    sums = {n: replace(path, n, c) for n, c in (("reader.onnx", model), ("tokenizer.json", tokenizer))}
    labels = {
        "made": datetime.now(UTC).date().isoformat(), "steps": kept["step"], "sha256": sums, "upos": UPOS,
        "relations": kept["relations"], "names": BIO_NAMES, "roles": list(ROLES), "links": kept["links"],
        "acts": EVENTS, "statuses": list(STATUSES),
    }  # fmt: skip
    replace(path, "labels.json", (json.dumps(labels, indent=1) + "\n").encode())
    print(f"{path}: step {kept['step']}, {len(model) / 1e6:.1f} MB")


def main() -> None:
    """Export the checkpoint."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--minilm", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=MODEL)
    parser.add_argument("--fp32", type=Path, help="also write the model with 32-bit weights into this folder")
    options = parser.parse_args()
    kept = torch.load(options.data / "checkpoint.pt", map_location="cpu")
    relations, tokenizer = kept["relations"], (options.minilm / "tokenizer.json").read_bytes()
    reader = empty(options.minilm, len(relations), len(kept.get("layers", range(6))), kept.get("inner"))
    reader.load_state_dict(kept["average"])
    kept["links"] = [[[[round(float(x), 4) for x in d] for d in c] for c in b] for b in reader.link_biases.detach()]
    with tempfile.TemporaryDirectory() as scratch:
        full, ready, small = (Path(scratch) / f"{n}.onnx" for n in ("full", "ready", "small"))
        to_onnx(Exported(reader.eval(), relations.index("root")).eval(), full)
        quant_pre_process(str(full), str(ready), skip_symbolic_shape=True)
        quantize_dynamic(
            str(ready),
            str(small),
            per_channel=True,
            weight_type=QuantType.QInt8,
            op_types_to_quantize=["MatMul", "Gather"],
        )
        folder(options.out, small.read_bytes(), tokenizer, kept)
        write_plan(options.out)
        if options.fp32:
            folder(options.fp32, full.read_bytes(), tokenizer, kept)


if __name__ == "__main__":
    main()

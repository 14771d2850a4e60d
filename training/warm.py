"""Take up the weights of an exported model again, when the checkpoint of its training is not at hand.

An 8-bit weight is its number times the scale of its column, so what is lost is what the export lost.
"""

import json
import re
from pathlib import Path

import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

BIAFFINE = {
    "MatMul": "arcs.weight",
    "MatMul_2": "relations.weight",
    "MatMul_4": "links.weight",
}  # nodes that are of no layer of their own
MIX = re.compile(r"/Mul(?:_([1-9]\d*))?")  # the products of the layers with their shares are the first in the graph


def reader_weights(path: Path) -> dict[str, Tensor]:
    """The weights of a Reader under the names of its state_dict, out of a file that export.py wrote with its labels."""
    graph = onnx.load(path).graph
    kept = _multiplied_out({i.name: torch.tensor(numpy_helper.to_array(i)) for i in graph.initializer})
    state = {n.removeprefix("reader."): t for n, t in kept.items() if n.startswith("reader.")}
    shares: dict[int, Tensor] = {}
    for node in graph.node:
        fed = [kept[n] for n in (i.removesuffix("_quantized") for i in node.input) if n in kept]
        if node.op_type in ("MatMul", "MatMulInteger") and fed:
            name = node.name.strip("/").removesuffix("_quant")
            state |= _biaffine(name, fed[0]) if name in BIAFFINE else _linear(name, fed[0])
        elif node.op_type == "Mul" and fed and (place := MIX.fullmatch(node.name)):
            shares[int(place[1] or 0)] = fed[0]
    layers = 1 + len({n.split(".")[1] for n in state if n.startswith("blocks.")})
    state["link_biases"] = torch.tensor(json.loads((path.parent / "labels.json").read_text())["links"])
    state["mix"] = torch.stack([shares[i] for i in range(layers)]).log()
    return state


def _linear(name: str, weight: Tensor) -> dict[str, Tensor]:
    return {name.replace("/", ".").removesuffix(".MatMul") + ".weight": weight.T.contiguous()}


def _biaffine(name: str, weight: Tensor) -> dict[str, Tensor]:
    return {BIAFFINE[name]: weight.reshape(len(weight), -1, len(weight))}


def _multiplied_out(found: dict[str, Tensor]) -> dict[str, Tensor]:
    out = {n: t for n, t in found.items() if t.is_floating_point() and not n.endswith("_scale")}
    for name, number in found.items():
        if name.endswith("_quantized"):
            plain = name.removesuffix("_quantized")
            out[plain] = (number.float() - found[f"{plain}_zero_point"].float()) * found[f"{plain}_scale"]
    return out

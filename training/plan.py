"""Write the graph that the package runs on a CPU: python training/plan.py [--model FOLDER].

`reader.onnx` is the network as it was exported: for any number of windows of any width.  `plan.onnx` is the same
network for one window.  As a window alone has no padding, nothing is masked or computed in vain; what several layers
multiply is made 8-bit once for all of them; heads that the program does not use are left out.  It holds no weights:
they lie at their places in `reader.onnx`, which the runtime maps into memory.  Its sha256 goes into `labels.json`.
"""

import argparse
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

MODEL = Path(__file__).parents[1] / "src/dragoman/language/reader/model"
RUNTIME = "com.microsoft"  # the domain of ONNX Runtime's own operations
OPSETS = {"": 18, RUNTIME: 1}
LONG = 64  # bytes; what is shorter is written into the plan itself
BLOCKS, HEADS, WIDTH, NEVER = 6, 12, 384, -1e4
HALVES = (
    "arc_from", "arc_to", "label_from", "label_to", "name_layer", "role_layer", "fact_layer", "link_from", "link_to",
)  # fmt: skip
PRODUCTS = {"/MatMul_quant": "arcs", "/MatMul_2_quant": "relations", "/MatMul_4_quant": "links"}  # of the biaffines
Node = str  # the name of what a node gives


class Graph:
    """Nodes as they are added, over the weights of an exported model."""

    def __init__(self, exported: onnx.ModelProto) -> None:
        """Of this model the weights are taken, by what its nodes are called."""
        self._weights = {i.name: i for i in exported.graph.initializer}
        nodes = {n.name: n for n in exported.graph.node}
        products = {n: n.removeprefix("/").removesuffix("/MatMul_quant").replace("/", ".") for n in nodes} | PRODUCTS
        self._factors = {
            products[n]: nodes[n].input[1].removesuffix("_quantized")
            for n in nodes
            if nodes[n].op_type == "MatMulInteger"
        }
        zeros = (self._weights[f"{name}_zero_point"] for name in self._factors.values())
        if any(numpy_helper.to_array(z).any() for z in zeros):
            raise SystemExit("the weights have zeros other than 0, of which the plan knows nothing")
        mixing = (nodes["/Mul" + (f"_{i}" if i else "")] for i in range(BLOCKS + 1))
        self.shares = [self._number(n.input) for n in mixing]
        self.nodes: list[onnx.NodeProto] = []
        self.used: dict[str, TensorProto] = {}

    def _number(self, names: Sequence[str]) -> float:
        return float(numpy_helper.to_array(next(self._weights[n] for n in names if n in self._weights)))

    def op(self, kind: str, *given: Node, domain: str = "", outputs: int = 1, **settings: Any) -> Any:
        """Add a node; what it gives, as a list where that is several."""
        name = f"{kind}_{len(self.nodes)}"
        gives = [f"{name}_{i}" for i in range(outputs)]
        self.nodes.append(helper.make_node(kind, given, gives, name, domain=domain, **settings))
        return gives if outputs > 1 else gives[0]

    def out(self, name: str, given: Node) -> None:
        """Give this out, with an axis for the one window."""
        self.nodes.append(helper.make_node("Unsqueeze", [given, self.constant([0])], [name], name))

    def constant(self, value: Any, kind: type = np.int64) -> Node:
        """A constant."""
        tensor = numpy_helper.from_array(np.array(value, kind))
        tensor.name = f"constant_{hashlib.sha256(tensor.SerializeToString()).hexdigest()[:8]}"
        self.used[tensor.name] = tensor
        return tensor.name

    def weights(self, name: str, *parts: str) -> list[Node]:
        """The parts of a weight."""
        found = [name + part for part in parts]
        self.used |= {n: self._weights[n] for n in found}
        return found

    def linear(self, x: Node | Sequence[Node], name: str, *, biased: bool = True) -> Node:
        """A linear layer, over numbers or over what `op("DynamicQuantizeLinear")` made of them."""
        matrix, scale = self.weights(self._factors[name], "_quantized", "_scale")  # its zero is 0
        bias = self.weights(f"reader.{name}", ".bias") if biased else []
        if isinstance(x, Node):
            return self.op("DynamicQuantizeMatMul", x, matrix, scale, "", *bias, domain=RUNTIME)
        return self.op("MatMulIntegerToFloat", x[0], matrix, x[1], scale, x[2], "", *bias, domain=RUNTIME)

    def norm(self, x: Node, name: str) -> Node:
        """A layer norm."""
        return self.op("LayerNormalization", x, *self.weights(f"reader.{name}", ".weight", ".bias"), epsilon=1e-12)

    def embedding(self, numbers: Node, name: str) -> Node:
        """Rows of an 8-bit table."""
        table, scale, zero = self.weights(f"reader.{name}.weight", "_quantized", "_scale", "_zero_point")
        return self.op("DequantizeLinear", self.op("Gather", table, numbers, axis=0), scale, zero)

    def gelu(self, x: Node) -> Node:
        """The non-linearity of the encoder and the heads."""
        return self.op("Gelu", x, domain=RUNTIME)

    def with_one(self, x: Node) -> Node:
        """The rows with a one behind each."""
        return self.op("Pad", x, self.constant([0, 0, 0, 1]), self.constant(1, np.float32))

    def numbered(self, x: Node) -> Node:
        """The numbers of the rows, from 0 on."""
        return self.op("Range", self.constant(0), self.op("Size", x), self.constant(1))

    def model(self, exported: onnx.ModelProto, outputs: Sequence[str]) -> onnx.ModelProto:
        """The whole, with inputs and outputs as the exported model has them."""
        wanted = [o for o in exported.graph.output if o.name in outputs]
        graph = helper.make_graph(self.nodes, "plan", exported.graph.input, wanted, list(self.used.values()))
        opsets = [helper.make_opsetid(domain, version) for domain, version in OPSETS.items()]
        return helper.make_model(graph, opset_imports=opsets, ir_version=exported.ir_version)


def attention(g: Graph, x: Node, block: str) -> Node:
    """What the pieces of the window take from each other."""
    eight = g.op("DynamicQuantizeLinear", x, outputs=3)
    split = g.constant([-1, HEADS, WIDTH // HEADS])
    query, key, value = (
        g.op("Reshape", g.linear(eight, f"{block}.{part}"), split) for part in ("query", "key", "value")
    )
    swapped = {"domain": RUNTIME, "transBatchB": 1}  # heads first, without moving them
    scale = g.constant(np.sqrt(np.float32(1) / np.sqrt(np.float32(WIDTH // HEADS))), np.float32)
    query, key = (g.op("Mul", part, scale) for part in (query, key))  # each, as exported: the last bits depend on it
    scores = g.op("FusedMatMul", query, key, transBatchA=1, transB=1, **swapped)
    mixed = g.op("FusedMatMul", g.op("Softmax", scores), value, **swapped)
    whole = g.op("Reshape", g.op("Transpose", mixed, perm=[1, 0, 2]), g.constant([-1, WIDTH]))
    return g.linear(whole, f"{block}.out")


def encoder(g: Graph, pieces: Node, shapes: Node, first: Node) -> Node:
    """One vector for each word: that of its first piece, mixed from all layers."""
    tables = (g.embedding(pieces, "words"), g.embedding(g.numbered(pieces), "places"), g.embedding(shapes, "shapes"))
    layers = [g.norm(g.op("Sum", *tables), "norm")]
    for i in range(BLOCKS):
        block = f"blocks.{i}"
        x = g.norm(g.op("Add", layers[-1], attention(g, layers[-1], block)), f"{block}.norm")
        grown = g.gelu(g.linear(x, f"{block}.grow"))
        layers.append(g.norm(g.op("Add", x, g.linear(grown, f"{block}.shrink")), f"{block}.last_norm"))
    own = [g.op("Gather", layer, first, axis=0) for layer in layers]
    shares = (g.op("Mul", o, g.constant(s, np.float32)) for o, s in zip(own, g.shares, strict=True))
    return g.op("Sum", *shares, own[-1])


def arcs(g: Graph, halves: dict[str, Node], sentences: Node) -> Node:
    """Scores of heads (columns) for words (rows); heads that cannot be score NEVER."""
    left = g.linear(g.with_one(halves["arc_from"]), "arcs", biased=False)
    scores = g.op("FusedMatMul", left, g.with_one(halves["arc_to"]), domain=RUNTIME, transB=1)
    column = g.constant([1])
    places = g.numbered(sentences)
    here = g.op("Equal", sentences, g.op("Unsqueeze", sentences, column))
    root = g.op("Equal", places, g.constant(0))
    itself = g.op("Equal", places, g.op("Unsqueeze", places, column))
    allowed = g.op("And", g.op("Or", here, root), g.op("Not", itself))
    return g.op("Where", allowed, scores, g.constant(NEVER, np.float32))


def relations(g: Graph, halves: dict[str, Node], heads: Node, labels: Sequence[str]) -> Node:
    """The best relation of each word to its head; the root's follows from the head."""
    own = g.linear(g.with_one(halves["label_from"]), "relations", biased=False)
    target = g.with_one(g.op("Gather", halves["label_to"], heads, axis=0))
    last = g.constant([2])
    by_label = g.op("Reshape", own, g.constant([0, len(labels), -1]))
    scores = g.op("Squeeze", g.op("MatMul", by_label, g.op("Unsqueeze", target, last)), last)
    barred = g.constant([NEVER if label == "root" else 0 for label in labels], np.float32)
    return g.op("ArgMax", g.op("Add", scores, barred), axis=-1, keepdims=0)


def plan(exported: onnx.ModelProto, labels: dict[str, Any]) -> onnx.ModelProto:
    """The graph for one window, its weights still in it."""
    g = Graph(exported)
    pieces, shapes, first, sentences = (g.op("Squeeze", i.name, g.constant([0])) for i in exported.graph.input)
    words = g.op("DynamicQuantizeLinear", encoder(g, pieces, shapes, first), outputs=3)
    halves = {name: g.gelu(g.linear(words, name)) for name in HALVES}
    scores = arcs(g, halves, sentences)
    heads = g.op("ArgMax", scores, axis=-1, keepdims=0)
    roles = g.op("Reshape", g.linear(halves["role_layer"], "roles"), g.constant([0, len(labels["roles"]), -1]))
    found = {
        "arcs": scores,
        "labels": relations(g, halves, heads, labels["relations"]),
        "upos": g.op("ArgMax", g.linear(words, "upos"), axis=-1, keepdims=0),
        "names": g.op("Softmax", g.linear(halves["name_layer"], "names")),
        "roles": g.op("Softmax", roles),
        "factuality": g.op("Squeeze", g.linear(halves["fact_layer"], "fact"), g.constant([1])),
        "back": g.linear(g.with_one(halves["link_from"]), "links", biased=False),
        "meant": g.with_one(halves["link_to"]),
    }
    for name, node in found.items():
        g.out(name, node)
    return g.model(exported, list(found))


def without_weights(model: onnx.ModelProto, content: bytes) -> bytes:
    """The graph with weights as places in `reader.onnx`, whose content this is."""
    for tensor in model.graph.initializer:
        numbers = numpy_helper.to_array(tensor)
        raw = numbers.tobytes()
        at = content.find(raw) if len(raw) >= LONG else -1
        tensor.CopyFrom(numpy_helper.from_array(numbers, tensor.name))
        if at >= 0:
            onnx.external_data_helper.set_external_data(tensor, "reader.onnx", offset=at, length=len(raw))
            tensor.ClearField("raw_data")
    return model.SerializeToString(deterministic=True)


def write(folder: Path) -> None:
    """Write the plan of a folder's model beside it, and its sha256 into the labels."""
    content, path = (folder / "reader.onnx").read_bytes(), folder / "labels.json"
    labels = json.loads(path.read_text(encoding="utf-8"))
    made = without_weights(plan(onnx.load_from_string(content), labels), content)
    (folder / "plan.onnx").write_bytes(made)
    labels["sha256"]["plan.onnx"] = hashlib.sha256(made).hexdigest()
    path.write_text(json.dumps(labels, indent=1) + "\n", encoding="utf-8")
    print(f"{folder / 'plan.onnx'}: {len(made) / 1e3:.0f} kB")


def main() -> None:
    """Write the plan of a model."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, default=MODEL)
    write(parser.parse_args().model)


if __name__ == "__main__":
    main()

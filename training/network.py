"""The network: MiniLM's encoder over word pieces, one vector a word, and a small head for each layer."""

import json
from pathlib import Path

import torch
import torch.nn.functional as F  # noqa: N812 (the name everybody reads)
from safetensors.torch import load_file
from schemes import BIO_NAMES, EVENTS, LINK_BIASES, ROLES, STATUSES, UPOS
from torch import Tensor, nn

from dragoman.language.reader.shapes import COUNT

NEVER = -1e4


class Block(nn.Module):
    """One layer of BERT."""

    def __init__(self, width: int, inner: int, heads: int, dropout: float) -> None:
        """Widths of the vectors and of the inner layer, and how many heads attend."""
        super().__init__()
        self.heads, self.dropout = heads, dropout
        self.query, self.key, self.value, self.out = (nn.Linear(width, width) for _ in range(4))
        self.grow, self.shrink = nn.Linear(width, inner), nn.Linear(inner, width)
        self.norm, self.last_norm = nn.LayerNorm(width, eps=1e-12), nn.LayerNorm(width, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """New vectors; `mask` is added to the scores of attention."""
        b, n, width = x.shape
        q, k, v = (f(x).view(b, n, self.heads, -1).transpose(1, 2) for f in (self.query, self.key, self.value))
        mixed = F.scaled_dot_product_attention(q, k, v, mask, self.dropout if self.training else 0.0)
        mixed = self.out(mixed.transpose(1, 2).reshape(b, n, width))
        x = self.norm(x + F.dropout(mixed, self.dropout, self.training))
        grown = self.shrink(F.gelu(self.grow(x)))
        return self.last_norm(x + F.dropout(grown, self.dropout, self.training))


class Biaffine(nn.Module):
    """A score for each pair of two vectors, for each of `out` labels."""

    def __init__(self, width: int, out: int) -> None:
        """Width of the vectors and number of labels."""
        super().__init__()
        self.weight = nn.Parameter(torch.zeros(width + 1, out, width + 1))

    def pairs(self, a: Tensor, b: Tensor) -> Tensor:
        """Scores of every a with every b, for one label."""
        a, b = (F.pad(t, (0, 1), value=1.0) for t in (a, b))
        return a @ self.weight[:, 0] @ b.transpose(1, 2)

    def each(self, a: Tensor, b: Tensor) -> Tensor:
        """Scores of each a with its own b, for every label."""
        a, b = (F.pad(t, (0, 1), value=1.0) for t in (a, b))
        size, out, _ = self.weight.shape
        left = (a @ self.weight.reshape(size, -1)).view(*a.shape[:2], out, size)
        return (left @ b.unsqueeze(-1)).squeeze(-1)


class Reader(nn.Module):
    """Pieces, their words' shapes, words' first pieces and sentences in; a score for each label out.

    Word 0 is the root.  A head lies in the word's own sentence or is the root.
    """

    def __init__(self, config: dict, relations: int, dropout: float = 0.1) -> None:
        """The encoder's configuration as its config.json has it, and the number of relations."""
        super().__init__()
        width = config["hidden_size"]
        self.dropout = dropout
        self.words = nn.Embedding(config["vocab_size"], width)
        self.words.weight.requires_grad_(False)
        self.places = nn.Embedding(256, width)
        self.shapes = nn.Embedding(COUNT, width)
        nn.init.normal_(self.shapes.weight, std=0.02)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        heads, inner, count = config["num_attention_heads"], config["intermediate_size"], config["num_hidden_layers"]
        self.blocks = nn.ModuleList(Block(width, inner, heads, dropout) for _ in range(count))
        self.mix = nn.Parameter(torch.zeros(count + 1))
        self.upos = nn.Linear(width, len(UPOS))
        self.arc_from, self.arc_to = nn.Linear(width, 256), nn.Linear(width, 256)
        self.label_from, self.label_to = nn.Linear(width, 96), nn.Linear(width, 96)
        self.arcs, self.relations = Biaffine(256, 1), Biaffine(96, relations)
        self.name_layer, self.names = nn.Linear(width, 256), nn.Linear(256, len(BIO_NAMES))
        self.role_layer, self.roles = nn.Linear(width, 256), nn.Linear(256, 3 * len(ROLES))
        self.fact_layer, self.fact = nn.Linear(width, 128), nn.Linear(128, 1)
        self.act_layer = nn.Linear(width, 256)
        self.acts, self.statuses = nn.Linear(256, len(EVENTS)), nn.Linear(256, len(STATUSES))
        self.link_from, self.link_to, self.links = nn.Linear(width, 96), nn.Linear(width, 96), Biaffine(96, 1)
        self.link_biases = nn.Parameter(torch.zeros(LINK_BIASES))

    def encode(self, pieces: Tensor, shapes: Tensor, first: Tensor) -> Tensor:
        """One vector for each word."""
        mask = torch.where(pieces == 0, NEVER, 0.0)[:, None, None, :].to(torch.float32)
        places = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.norm(self.words(pieces) + self.places(places) + self.shapes(shapes))
        x = F.dropout(x, self.dropout, self.training)
        weights = torch.softmax(self.mix, 0)
        mixed = weights[0] * x
        for weight, block in zip(weights[1:], self.blocks, strict=True):
            x = block(x, mask.to(x.dtype))
            mixed = mixed + weight * x
        mixed = mixed + x
        index = first.unsqueeze(-1).expand(-1, -1, mixed.shape[-1])
        return F.dropout(mixed.gather(1, index), self.dropout, self.training)

    def head_scores(self, words: Tensor, sentences: Tensor) -> Tensor:
        """Scores of heads (columns) for words (rows); heads that cannot be score NEVER."""
        scores = self.arcs.pairs(self._half(self.arc_from, words), self._half(self.arc_to, words))
        places = torch.arange(words.shape[1], device=words.device)
        root = (places == 0)[None, None, :]
        here = (sentences[:, :, None] == sentences[:, None, :]) | root
        itself = (places[:, None] == places[None, :])[None]
        return torch.where(here & ~itself, scores, torch.full_like(scores, NEVER))

    def _half(self, layer: nn.Linear, words: Tensor) -> Tensor:
        return F.dropout(F.gelu(layer(words)), self.dropout, self.training)

    def label_scores(self, words: Tensor, heads: Tensor) -> Tensor:
        """Scores of every relation between each word and its head."""
        own = self._half(self.label_from, words)
        target = self._half(self.label_to, words)
        return self.relations.each(own, target.gather(1, heads.unsqueeze(-1).expand_as(target)))

    def tags(self, words: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """UPOS, names, roles (three tags for each of the three) and factuality."""
        roles = self.roles(self._half(self.role_layer, words))
        fact = self.fact(self._half(self.fact_layer, words)).squeeze(-1)
        return self.upos(words), self.names(self._half(self.name_layer, words)), roles.unflatten(-1, (3, 3)), fact

    def told(self, words: Tensor) -> tuple[Tensor, Tensor]:
        """What act each word tells, and how firmly it is told if it tells one."""
        own = self._half(self.act_layer, words)
        return self.acts(own), self.statuses(own)

    def link_vectors(self, words: Tensor) -> tuple[Tensor, Tensor]:
        """A vector of each word as what refers back, and one as what is meant; their product scores the link."""
        back, meant = (F.pad(self._half(f, words), (0, 1), value=1.0) for f in (self.link_from, self.link_to))
        return back @ self.links.weight[:, 0], meant

    def forward(self, pieces: Tensor, shapes: Tensor, first: Tensor, sentences: Tensor) -> tuple[Tensor, ...]:
        """Arcs, labels of the best heads, UPOS, names, roles and factuality."""
        words = self.encode(pieces, shapes, first)
        arcs = self.head_scores(words, sentences)
        labels = self.label_scores(words, arcs.argmax(-1))
        upos, names, roles, fact = self.tags(words)
        return arcs, labels.argmax(-1), upos.argmax(-1), names, roles, fact


def empty(folder: Path, relations: int, layers: int, inner: int | None = None) -> Reader:
    """A reader with so many layers of the MiniLM in the folder, their inner layers so wide, all weights new."""
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    config |= {"num_hidden_layers": layers} | ({"intermediate_size": inner} if inner else {})
    return Reader(config, relations)


def widths(state: dict[str, Tensor]) -> tuple[int, int]:
    """How many layers the weights are of, and how wide their inner layers are."""
    return len(state["mix"]) - 1, len(state["blocks.0.grow.bias"])


def fewer(state: dict[str, Tensor], layers: tuple[int, ...]) -> dict[str, Tensor]:
    """The weights of a reader that has only these layers of the one given; each takes its own share of the mix."""
    out = {n: t for n, t in state.items() if not n.startswith("blocks.")}
    for new, old in enumerate(layers):
        start = f"blocks.{old}."
        out |= {f"blocks.{new}.{n.removeprefix(start)}": t for n, t in state.items() if n.startswith(start)}
    out["mix"] = state["mix"][[0, *(i + 1 for i in layers)]]
    return out


def narrower(state: dict[str, Tensor], inner: int | None) -> dict[str, Tensor]:
    """The weights of a reader that keeps, of each inner layer, the `inner` units whose weights are greatest."""
    out = dict(state)
    for start in {n.removesuffix("grow.weight") for n in state if n.endswith("grow.weight")}:
        if inner:
            weights = state[start + "grow.weight"].norm(dim=1) * state[start + "shrink.weight"].norm(dim=0)
            kept = weights.topk(inner).indices.sort().values
            out |= {start + f"grow.{n}": state[start + f"grow.{n}"][kept] for n in ("weight", "bias")}
            out[start + "shrink.weight"] = state[start + "shrink.weight"][:, kept]
    return out


def from_minilm(folder: Path, relations: int, layers: tuple[int, ...], inner: int | None = None) -> Reader:
    """A reader whose encoder is those layers of the MiniLM in the folder and whose heads are new."""
    reader, theirs = empty(folder, relations, len(layers), inner), load_file(folder / "model.safetensors")
    e = "embeddings."
    kind = theirs[e + "token_type_embeddings.weight"][0]
    state = {
        "words.weight": theirs[e + "word_embeddings.weight"],
        "places.weight": theirs[e + "position_embeddings.weight"][:256] + kind,
        "norm.weight": theirs[e + "LayerNorm.weight"],
        "norm.bias": theirs[e + "LayerNorm.bias"],
    }
    names = {
        "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
        "out": "attention.output.dense", "norm": "attention.output.LayerNorm",
        "grow": "intermediate.dense", "shrink": "output.dense", "last_norm": "output.LayerNorm",
    }  # fmt: skip
    for i, layer in enumerate(layers):
        for ours, name in names.items():
            for part in ("weight", "bias"):
                state[f"blocks.{i}.{ours}.{part}"] = theirs[f"encoder.layer.{layer}.{name}.{part}"]
    reader.load_state_dict(narrower(state, inner), strict=False)
    return reader

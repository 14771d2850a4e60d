"""What several trained readers say together, for another one to learn (Hinton, Vinyals and Dean 2015).

The mean of their probabilities speaks of every word, also where the word's own corpus is silent: so news without trees
teaches trees, and treebanks teach attribution.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
import torch.nn.functional as F  # noqa: N812 (the name everybody reads)
from network import NEVER, Reader, empty, widths
from schemes import UPOS
from torch import Tensor
from warm import reader_weights

from dragoman.language.reader.links import FAR, KINDS, NOMINAL, REACH, STEPS

TAUGHT = {"upos": 0.5, "arcs": 1.0, "labels": 1.0, "names": 1.5, "roles": 3.0, "fact": 0.2, "links": 0.7, "acts": 0.3}
KIND_OF_UPOS = torch.tensor([NOMINAL.get(u, 2) for u in UPOS])
VERBS = [UPOS.index(u) for u in ("VERB", "AUX")]


@dataclass(frozen=True, slots=True)
class Said:
    """Mean probabilities by layer, the likeliest head of each word, and the mean factuality.

    `links`: for each candidate of the batch, as `link_scores` has them; None where the batch has none.
    """

    probabilities: dict[str, Tensor]
    heads: Tensor
    fact: Tensor
    links: Tensor | None


class Teachers:
    """Trained readers that no longer learn."""

    def __init__(self, paths: Sequence[Path], minilm: Path, device: str) -> None:
        """Folders of exported models, or checkpoints; their word pieces are those of the MiniLM in the folder."""
        self.readers = [_trained(path, minilm).to(device).eval().requires_grad_(False) for path in paths]

    @torch.no_grad()
    def say(self, b: dict[str, Tensor]) -> Said:
        """What they say of a batch."""
        words = [r.encode(b["pieces"], b["shapes"], b["first"]) for r in self.readers]
        pairs = list(zip(self.readers, words, strict=True))
        arcs = _mean([r.head_scores(w, b["sentences"]) for r, w in pairs])
        heads = arcs.argmax(-1)
        tags = [r.tags(w) for r, w in pairs]
        upos, names, roles = (_mean([t[i] for t in tags]) for i in range(3))
        found = {"upos": upos, "arcs": arcs, "labels": _mean([r.label_scores(w, heads) for r, w in pairs])}
        found |= {"names": names, "roles": roles, "acts": _mean([r.told(w)[0] for r, w in pairs])}
        links = _mean([link_scores(r, w, b)[0] for r, w in pairs]) if len(b["linked"]) > 1 else None
        return Said(found, heads, torch.stack([t[3].float() for t in tags]).mean(0), links)


def taught(reader: Reader, words: Tensor, said: Said, b: dict[str, Tensor]) -> dict[str, Tensor]:
    """How far the reader is from what the teachers say, by layer; `words`: its vectors of the batch's words."""
    upos, names, roles, fact = reader.tags(words)
    own = {"upos": upos, "arcs": reader.head_scores(words, b["sentences"]), "names": names, "roles": roles}
    own |= {"labels": reader.label_scores(words, said.heads), "acts": reader.told(words)[0]}
    here = b["sentences"] >= 0
    out = {}
    for name, scores in own.items():
        apart = -(said.probabilities[name] * scores.float().log_softmax(-1)).sum(-1)
        out[name] = mean_over(apart if apart.dim() == here.dim() else apart.mean(-1), here)
    likely = said.probabilities["upos"].argmax(-1)
    verbs = here & torch.stack([likely == v for v in VERBS]).any(0)
    out["fact"] = mean_over(F.smooth_l1_loss(fact.float(), said.fact, reduction="none"), verbs)
    if said.links is not None:
        scores = link_scores(reader, words, b)[0]
        out["links"] = -(said.links * scores.log_softmax(-1)).sum(-1).mean()
    return out


def link_scores(reader: Reader, words: Tensor, b: dict[str, Tensor]) -> tuple[Tensor, Tensor]:
    """For each candidate a score for no link and one for each candidate, and which of them are right.

    `b["linked"]`: the numbers of the candidates among the words of the batch.
    """
    here = b["linked"]
    back, meant = (v.flatten(0, 1)[here].float() for v in reader.link_vectors(words))
    kinds, steps = KIND_OF_UPOS.to(here.device), torch.tensor(STEPS, device=here.device)
    entity, form, number, upos, doc = (b[k].flatten()[here] for k in ("links", "forms", "numbers", "upos", "docs"))
    kind = kinds[upos]
    apart = torch.bucketize((number[:, None] - number).clamp(min=0), steps, right=True)
    same = (form[:, None] == form).long()
    which = ((kind[:, None] * KINDS + kind) * 2 + same) * FAR + apart
    # A product, not a look-up: many pairs share few biases, and adding up what a look-up gives back is slow.
    biases = F.one_hot(which, reader.link_biases.numel()).float() @ reader.link_biases.flatten().float()
    scores = back @ meant.T + biases
    places = torch.arange(len(entity), device=here.device)
    back_by = places[:, None] - places
    near = (back_by > 0) & (back_by <= REACH) & (doc[:, None] == doc)
    right = (entity[:, None] == entity) & (entity[:, None] > 0) & near
    right = torch.cat([~right.any(1, keepdim=True), right], 1)
    return F.pad(scores.masked_fill(~near, NEVER), (1, 0), value=0.0), right


def _trained(path: Path, minilm: Path) -> Reader:
    state = reader_weights(path / "reader.onnx") if path.is_dir() else torch.load(path, map_location="cpu")["average"]
    reader = empty(minilm, len(state["relations.weight"][0]), *widths(state))
    reader.load_state_dict(state)
    return reader


def _mean(scores: list[Tensor]) -> Tensor:
    return torch.stack([s.float().softmax(-1) for s in scores]).mean(0)


def mean_over(values: Tensor, here: Tensor) -> Tensor:
    """The mean of the values at the places that are true."""
    return values.masked_fill(~here, 0.0).sum() / here.sum().clamp(min=1)

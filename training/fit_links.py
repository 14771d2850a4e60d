"""Fit the links alone, on word vectors that no longer change: python training/fit_links.py --data DIR --minilm FOLDER.

The averaged weights of DIR/checkpoint.pt read GUM once; then the small layers of the links learn from what was read,
until the documents held back are linked no better.  Takes minutes where training all takes hours; writes the
checkpoint anew.
"""

import argparse
import pickle
import random
from pathlib import Path

import torch
import torch.nn.functional as F  # noqa: N812 (the name everybody reads)
from network import Reader, empty
from torch import Tensor
from train import kind_of, links_loss
from windows import NOTHING, Pieces, cut, tensors

WINDOW = 128  # word pieces, as in reading
HELD_BACK = 16  # documents
PATIENCE = 4  # rounds without a better one, after which it is over
RATES = {"links": 1e-3, "biases": 1e-2}
DROPOUT = 0.3
Document = dict[str, Tensor]


def read(reader: Reader, doc: list[dict], pieces: Pieces) -> Document:
    """The vectors of a document's candidates, and what the loss asks about them."""
    out: dict[str, list[Tensor]] = {}
    for number, s in enumerate(doc):
        s["pieces"], s["number"] = pieces.count(s["words"]), number
    for window in cut(doc, (WINDOW,), random.Random(0)):
        b = tensors([window], pieces)
        with torch.no_grad():
            words = reader.encode(b["pieces"], b["shapes"], b["first"])
        here = b["links"] != NOTHING
        out.setdefault("words", []).append(words[here])
        for key in ("links", "forms", "numbers", "upos", "docs"):
            out.setdefault(key, []).append(b[key][here])
    found = {k: torch.cat(v).unsqueeze(0) for k, v in out.items()}
    return found | {"linked": torch.arange(found["links"].shape[1])}


def loss(reader: Reader, docs: list[Document]) -> float:
    """The mean loss of documents."""
    reader.eval()
    with torch.no_grad():
        return sum(links_loss(reader, d["words"], d).item() for d in docs) / len(docs)


def fit(reader: Reader, docs: list[Document], rounds: int, seed: int) -> None:
    """Learn; the reader ends with the links that were best on the documents held back."""
    rng = random.Random(seed)
    rng.shuffle(docs)
    held, docs = docs[:HELD_BACK], docs[HELD_BACK:]
    parts = {n: p for n, p in reader.named_parameters() if kind_of(n) in RATES}
    adam = torch.optim.AdamW([{"params": [p], "lr": RATES[kind_of(n)]} for n, p in parts.items()], weight_decay=0.02)
    best, kept, waited = loss(reader, held), {n: p.detach().clone() for n, p in parts.items()}, 0
    for number in range(rounds):
        reader.train()
        rng.shuffle(docs)
        for d in docs:
            adam.zero_grad()
            links_loss(reader, F.dropout(d["words"], DROPOUT), d).backward()
            adam.step()
        now = loss(reader, held)
        print(f"round {number + 1}: {now:.4f} on documents held back (before: {best:.4f})", flush=True)
        waited = 0 if now < best else waited + 1
        if now < best:
            best, kept = now, {n: p.detach().clone() for n, p in parts.items()}
        if waited == PATIENCE:
            break
    reader.load_state_dict(kept, strict=False)


def main() -> None:
    """Fit the links of a checkpoint."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--minilm", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    kept = torch.load(options.data / "checkpoint.pt")
    data = pickle.loads((options.data / "data.pickle").read_bytes())  # noqa: S301 (written by prepare.py)
    reader = empty(options.minilm, len(kept["relations"]), len(kept.get("layers", range(6))), kept.get("inner"))
    reader.load_state_dict(kept["average"])
    pieces = Pieces(options.minilm)
    docs = [read(reader.eval(), d, pieces) for d in data["docs"]["gum"]]
    fit(reader, docs, options.rounds, options.seed)
    kept["average"] = reader.state_dict()
    fresh = options.data / "checkpoint.new"
    torch.save(kept, fresh)
    fresh.replace(options.data / "checkpoint.pt")


if __name__ == "__main__":
    main()

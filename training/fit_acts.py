"""Fit the heads for acts alone, on word vectors that no longer change: python training/fit_acts.py --data DIR ....

The averaged weights of DIR/checkpoint.pt read the composed sentences and the news with acts of the rules once; then the
small layers learn from what was read.  Words that tell an act are few, so they weigh more.  Writes the checkpoint anew.
With --shared it also learns from four fifths of the PLOVER sentences and is asked about the last fifth, five times:
nothing of this is kept.
"""

import argparse
import pickle
import random
from dataclasses import dataclass
from pathlib import Path

import torch
import torch.nn.functional as F  # noqa: N812 (the name everybody reads)
from acts import layers
from corpora import rows
from network import Reader, empty
from prepare import cut, sentence
from schemes import EVENTS
from torch import Tensor
from windows import NOTHING, Pieces, of_like_length, tensors
from windows import cut as cut_windows

WINDOW = 128  # word pieces, as in reading
ACT = 4.0  # how much more a word counts that tells an act
ROUNDS, BATCH, RATE, DROPOUT = 6, 2048, 1e-3, 0.3
FOLDS = 5


@dataclass(frozen=True, slots=True)
class Words:
    """Vectors of words, their acts and standing (NOTHING where unknown), and the number of their text."""

    vectors: Tensor
    acts: Tensor
    status: Tensor
    texts: Tensor


def read(reader: Reader, docs: list[list[dict]], pieces: Pieces) -> Words:
    """What the reader sees in the words of documents."""
    pool = []
    for number, doc in enumerate(docs):
        for s in doc:
            s["pieces"], s["number"] = pieces.count(s["words"]), number
        pool += cut_windows(doc, (WINDOW,), random.Random(0))
    found: list[tuple[Tensor, ...]] = []
    for batch in of_like_length(pool, random.Random(0), 4096):
        b = tensors(batch, pieces)
        with torch.no_grad():
            words = reader.encode(b["pieces"], b["shapes"], b["first"])
        here = b["events"] != NOTHING
        found.append((words[here].half(), b["events"][here], b["status"][here], b["numbers"][here]))
    return Words(*(torch.cat(column) for column in zip(*found, strict=True)))


def fit(reader: Reader, words: Words, seed: int) -> None:
    """Learn the layers of acts and standing anew."""
    torch.manual_seed(seed)
    for layer in (reader.act_layer, reader.acts, reader.statuses):
        layer.reset_parameters()
    parts = [p for n, p in reader.named_parameters() if n.startswith(("act", "statuses"))]
    steps = ROUNDS * -(-len(words.acts) // BATCH)
    adam = torch.optim.AdamW(parts, lr=RATE, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LinearLR(adam, 1.0, 0.01, steps)
    weights = torch.full((len(EVENTS),), ACT)
    weights[0] = 1.0
    reader.train()
    for _ in range(ROUNDS):
        for chosen in torch.randperm(len(words.acts)).split(BATCH):
            acts, status = reader.told(F.dropout(words.vectors[chosen].float(), DROPOUT))
            loss = F.cross_entropy(acts, words.acts[chosen], weights)
            if (words.status[chosen] != NOTHING).any():
                loss = loss + 0.3 * F.cross_entropy(status, words.status[chosen])
            adam.zero_grad()
            loss.backward()
            adam.step()
            schedule.step()


def plover(shared: Path) -> tuple[list[list[dict]], list[set[str]]]:
    """The PLOVER sentences that tell of which word they speak, and the types of each."""
    docs, types = [], []
    for row in rows(shared / "gold/events/plover_gsr.jsonl"):
        words, told = cut(row["text"])[0], {}
        for event in row["events"]:
            named = (event.get("event_text") or "").split()
            at = next((a for w, a, _ in words if named and w.lower() == named[0].lower()), None)
            if at is not None:
                told[at] = (event["type"], "")
        docs.append([sentence([w for w, _, _ in words], **layers(words, told))])
        types.append({e["type"] for e in row["events"]})
    return docs, types


def crossed(reader: Reader, base: Words, gold: Words, types: list[set[str]], seed: int) -> str:
    """Precision, recall and F1 of types on sentences left out, by the surest threshold of each."""
    order = list(range(len(types)))
    random.Random(seed).shuffle(order)
    best: dict[int, Tensor] = {}
    for fold in range(FOLDS):
        out = torch.tensor(order[fold::FOLDS])
        keep = ~torch.isin(gold.texts, out)
        joined = [torch.cat([getattr(base, k), getattr(gold, k)[keep]]) for k in ("vectors", "acts", "status", "texts")]
        fit(reader, Words(*joined), seed)
        reader.eval()
        with torch.no_grad():
            for text in out.tolist():
                best[text] = reader.told(gold.vectors[gold.texts == text].float())[0].softmax(-1).amax(0)
    lines = []
    for sure in (0.3, 0.5, 0.7):
        said = {t: {EVENTS[i] for i in range(1, len(EVENTS)) if p[i] >= sure} for t, p in best.items()}
        hit = sum(len(types[t] & s) for t, s in said.items())
        p, r = hit / max(1, sum(map(len, said.values()))), hit / sum(map(len, types))
        lines.append(f"at {sure}: P {p:.3f} R {r:.3f} F1 {2 * p * r / max(1e-9, p + r):.3f}")
    return "; ".join(lines)


def main() -> None:
    """Fit the heads of a checkpoint."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--minilm", type=Path, required=True)
    parser.add_argument("--shared", type=Path, help="also cross-validate on the PLOVER sentences")
    parser.add_argument("--only", choices=("composed", "polnear"), help="learn from one of the two")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    kept = torch.load(options.data / "checkpoint.pt")
    data = pickle.loads((options.data / "data.pickle").read_bytes())  # noqa: S301 (written by prepare.py)
    reader = empty(options.minilm, len(kept["relations"]), len(kept.get("layers", range(6))), kept.get("inner"))
    reader.load_state_dict(kept["average"])
    pieces = Pieces(options.minilm)
    corpora = [options.only] if options.only else ["composed", "polnear"]
    docs = [d for name in corpora for d in data["docs"][name] if d[0].get("events")]
    base = read(reader.eval(), docs, pieces)
    if options.shared:
        docs, types = plover(options.shared)
        print("PLOVER, cross-validated:", crossed(reader, base, read(reader.eval(), docs, pieces), types, options.seed))
    fit(reader, base, options.seed)
    kept["average"] = reader.state_dict()
    fresh = options.data / "checkpoint.new"
    torch.save(kept, fresh)
    fresh.replace(options.data / "checkpoint.pt")


if __name__ == "__main__":
    main()

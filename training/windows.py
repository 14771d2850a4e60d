"""Windows of neighbouring sentences as tensors."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import torch
from schemes import ANY_NAME
from tokenizers import Tokenizer
from torch import Tensor

MOST_PIECES = 190
MOST_PIECES_A_WORD = 8
NOTHING = -100
SIZES = (1, 48, 96, 188)
LINKED_SIZES = (48, 96, 128, 188)
Swap = Callable[[dict, random.Random], dict]
ALONE = 0.25  # the share of GUM's documents that are cut up among all others, without links
# The share of a corpus that is seen in one round, and how often it is seen at all.
SHARES = {
    "ewt": 1.0,
    "gum": 1.0,
    "polnear": 0.08,
    "crossner": 2.0,
    "re3d": 2.0,
    "uds": 1.0,
    "meantime": 1.0,
    "composed": 0.4,
}
QUIET = 0.4  # the share of EWT's windows without a name that is seen in one round


class Pieces:
    """Word pieces of single words, remembered."""

    def __init__(self, folder: Path) -> None:
        """The tokenizer of the MiniLM in the folder."""
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        self.cls, self.sep, self.unknown = (self.tokenizer.token_to_id(t) for t in ("[CLS]", "[SEP]", "[UNK]"))
        self.known: dict[str, list[int]] = {}

    def of(self, word: str) -> list[int]:
        """The numbers of the word's pieces: at least one, at most eight."""
        if word not in self.known:
            found = self.tokenizer.encode(word, add_special_tokens=False).ids[:MOST_PIECES_A_WORD]
            self.known[word] = found or [self.unknown]
        return self.known[word]

    def count(self, words: list[str]) -> int:
        """How many pieces the words have together."""
        return sum(len(self.of(w)) for w in words)


@dataclass
class Window:
    """Sentences that are read together."""

    sentences: list[dict]
    size: int = field(default=0)
    linked: bool = field(default=True)
    doc: int = field(default=0)  # links lead to windows with the same number


def cut(doc: list[dict], sizes: tuple[int, ...], rng: random.Random) -> Iterator[Window]:
    """Cut a document into windows whose sizes (in pieces) are drawn at random; a size of 1 is one sentence."""
    current, used, limit = [], 2, rng.choice(sizes)
    for sentence in doc:
        need = sentence["pieces"]
        if current and used + need > limit:
            yield Window(current, used)
            current, used, limit = [], 2, rng.choice(sizes)
        if need + 2 <= MOST_PIECES:
            current.append(sentence)
            used += need
    if current:
        yield Window(current, used)


def batches(
    docs: dict[str, list], swap: Swap, rng: random.Random, budget: int, shares: dict[str, float]
) -> list[list[Window]]:
    """One round through the corpora by their shares, in batches of about `budget` pieces of like lengths.

    Windows of a document with links stay together in text order, so that links may reach from one to the other;
    such a batch is filled up with windows of other documents, whose links are left out.
    """
    pool: list[Window] = []
    linked: list[list[Window]] = []
    for name, share in shares.items():
        chosen = docs[name] * int(share) if share >= 1 else rng.sample(docs[name], int(share * len(docs[name])))
        for doc in chosen:
            if doc[0]["links"] is None or rng.random() < ALONE:
                found = cut([swap(s, rng) for s in doc], SIZES, rng)
                pool += [w for w in found if name != "ewt" or has_name(w) or rng.random() < QUIET]
            else:
                linked += together(list(cut(doc, (rng.choice(LINKED_SIZES),), rng)), budget)
    sizes = sum(w.size for found in linked for w in found), sum(w.size for w in pool)
    room = budget * sizes[1] // sum(sizes)
    out = paired(linked, of_like_length(pool, rng, max(room, budget // 4)))
    rng.shuffle(out)
    return out


def paired(linked: list[list[Window]], others: list[list[Window]]) -> list[list[Window]]:
    """Batches with links spread over the others, each into one of about its own width."""
    out = sorted(others, key=_width)
    for number, batch in enumerate(sorted(linked, key=_width)):
        for window in batch:
            window.doc = number + 1
        out[number * len(out) // len(linked)] += batch
    return out


def _width(batch: list[Window]) -> int:
    return max(w.size for w in batch)


def has_name(window: Window) -> bool:
    """Whether a word of the window cannot be outside of names."""
    return any(not may & 1 for s in window.sentences for may in s["names"] or ())


def together(found: list[Window], budget: int) -> list[list[Window]]:
    """Neighbouring windows in batches of about the same size, of half as much again as the budget at most."""
    size = sum(w.size for w in found)
    count = -(-size // (budget * 3 // 2))
    return [found[i * len(found) // count : (i + 1) * len(found) // count] for i in range(count)]


def of_like_length(pool: list[Window], rng: random.Random, budget: int) -> list[list[Window]]:
    """Windows of any documents in batches that need little padding; their links would mean nothing."""
    pool.sort(key=lambda w: w.size + rng.uniform(0, 6))
    out, current = [], []
    for window in pool:
        if current and (len(current) + 1) * max(window.size, current[-1].size) > budget:
            out.append(current)
            current = []
        current.append(Window(window.sentences, window.size, False))
    out.append(current)
    return out


def tensors(batch: list[Window], pieces: Pieces) -> dict[str, Tensor]:
    """The batch as padded tensors; word 0 of each window is the root."""
    rows = [_row(w, pieces) for w in batch]
    out = {}
    for key, fill in FILL.items():
        width = -(-max(len(r[key]) for r in rows) // 8) * 8  # what graphics processors multiply without filling up
        blank = [fill] if not isinstance(fill, list) else [fill[0]]
        kind = torch.float32 if key == "fact" else torch.long
        out[key] = torch.tensor([r[key] + blank * (width - len(r[key])) for r in rows], dtype=kind)
    return out


FILL = {
    "pieces": 0, "shapes": 0, "first": 0, "sentences": -1, "upos": NOTHING, "heads": NOTHING, "labels": NOTHING,
    "names": ANY_NAME, "roles": [[NOTHING] * 3], "fact": float("nan"), "links": NOTHING, "events": NOTHING,
    "status": NOTHING, "forms": 0, "numbers": 0, "docs": 0,
}  # fmt: skip


def _row(window: Window, pieces: Pieces) -> dict[str, list]:
    row: dict[str, list] = {k: [f if not isinstance(f, list) else f[0]] for k, f in FILL.items()}
    row["pieces"], row["shapes"], row["first"] = [pieces.cls], [0], [0]
    for number, s in enumerate(window.sentences):
        before, count = len(row["first"]) - 1, len(s["words"])
        for word, shape in zip(s["words"], s["shapes"], strict=True):
            ids = pieces.of(word)
            row["first"].append(len(row["pieces"]))
            row["pieces"] += ids
            row["shapes"] += [shape] * len(ids)
        row["sentences"] += [number] * count
        for key in ("upos", "labels", "names", "events"):
            row[key] += s[key] if s.get(key) is not None else [FILL[key]] * count
        row["status"] += [NOTHING if k is None else k for k in s.get("status") or [None] * count]
        row["heads"] += [h + before if h else 0 for h in s["heads"]] if s["heads"] else [NOTHING] * count
        row["roles"] += [list(r) for r in zip(*s["roles"], strict=True)] if s["roles"] else FILL["roles"] * count
        linked = s["links"] if window.linked and s["links"] else [None] * count
        row["links"] += [NOTHING if k is None else k for k in linked]
        row["forms"] += [hash(w.lower()) for w in s["words"]]
        row["numbers"] += [s["number"]] * count
        row["docs"] += [window.doc] * count
        row["fact"] += [float("nan") if f is None else f for f in s["fact"]] if s["fact"] else [FILL["fact"]] * count
    row["pieces"].append(pieces.sep)
    row["shapes"].append(0)
    return row

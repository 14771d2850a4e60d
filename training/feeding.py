"""Batches without end, made by the process that learns or by others beside it."""

import argparse
import pickle
import random
from collections.abc import Iterator
from pathlib import Path

from headlines import shortened
from swapping import pools_of, swapped
from torch import Tensor
from torch.utils.data import DataLoader, IterableDataset, get_worker_info
from windows import SHARES, Pieces, batches, tensors

AHEAD = 8  # batches that each process keeps ready


class Rounds(IterableDataset):
    """Rounds through the corpora, each in another order, in other windows and with other names."""

    def __init__(self, data: Path, minilm: Path, seed: int, budget: int, shares: dict[str, float]) -> None:
        """`data`: what prepare.py wrote; `budget`: word pieces in a batch; `shares`: as windows.SHARES."""
        super().__init__()
        self.data, self.minilm, self.seed, self.budget, self.shares = data, minilm, seed, budget, shares

    def __iter__(self) -> Iterator[dict[str, Tensor]]:
        """The batches as tensors; every process that makes some draws its own."""
        maker = get_worker_info()
        rng = random.Random(self.seed + (100_000 * maker.id if maker else 0))
        data, pieces = pickle.loads((self.data / "data.pickle").read_bytes()), Pieces(self.minilm)  # noqa: S301 (ours)
        sentences = [p for docs in data["docs"].values() for d in docs for p in enumerate(d)]
        for number, s in sentences:
            s["pieces"], s["number"] = pieces.count(s["words"]), number
        own = pools_of(s for _, s in sentences)

        def swap(s: dict, rng: random.Random) -> dict:
            other = shortened(swapped(s, own, data["pools"], rng), rng)
            return other if other is s else other | {"pieces": pieces.count(other["words"])}

        while True:
            for batch in batches(data["docs"], swap, rng, self.budget, self.shares):
                yield tensors(batch, pieces)


def feed(options: argparse.Namespace, seed: int) -> Iterator[dict[str, Tensor]]:
    """Batches as the options of train.py ask for them."""
    rounds = Rounds(options.data, options.minilm, seed, options.pieces, SHARES | options.share)
    if not options.makers:
        return iter(rounds)
    ahead = {"prefetch_factor": AHEAD, "pin_memory": options.device != "cpu"}
    return iter(DataLoader(rounds, batch_size=None, num_workers=options.makers, **ahead))


def relations_of(data: Path) -> list[str]:
    """The relations of the treebanks, in the order of their numbers."""
    return pickle.loads((data / "data.pickle").read_bytes())["relations"]  # noqa: S301 (written by prepare.py)

"""Train the reader: python training/train.py --data DIR --minilm FOLDER --minutes 40 [--device cuda --makers 3].

The rate of learning warms up, stays, and falls to nothing in the last part of the minutes given.  The file
OUT/checkpoint.pt (OUT is DIR unless given) is written every few minutes and taken up again with --resume; OUT/finish,
if it appears, begins the fall at once and ends it after the minutes that it holds.  With --teachers it also learns what
the mean of those models says of every word (teaching.py).
"""

import argparse
import json
import time
from pathlib import Path

import torch
import torch.nn.functional as F  # noqa: N812 (the name everybody reads)
from feeding import feed, relations_of
from network import NEVER, Reader, fewer, from_minilm, narrower
from schemes import ANY_NAME, BIO_NAMES
from teaching import TAUGHT, Teachers, link_scores, mean_over, taught
from team import MEET, Team
from torch import Tensor
from warm import reader_weights
from windows import NOTHING

WEIGHTS = {
    "upos": 0.5,
    "arcs": 1.0,
    "labels": 1.0,
    "names": 1.5,
    "roles": 1.0,
    "fact": 0.2,
    "links": 0.7,
    "acts": 1.0,
    "status": 0.3,
}
OWN = 0.5  # the weight of what the corpora say where teachers speak as well
FALL = 0.45  # the last part of the time, in which the rate falls
# Rates of learning by kind of weight, from MiniLM and from a model of ours; biases are single numbers and go far.
RATES = {
    False: {"encoder": 2.5e-4, "head": 1e-3, "links": 1e-3, "biases": 3e-2},
    True: {"encoder": 1.5e-4, "head": 5e-4, "links": 1.5e-3, "biases": 3e-2},
}


def layers_of(b: dict[str, Tensor]) -> set[str]:
    """The layers of which the batch says something: asked before it goes to the device, which need not answer then."""
    found = {
        "trees": b["heads"] != NOTHING, "names": b["names"] != ANY_NAME, "roles": b["roles"] != NOTHING,
        "fact": ~b["fact"].isnan(), "acts": b["events"] != NOTHING, "status": b["status"] != NOTHING,
    }  # fmt: skip
    return {name for name, here in found.items() if here.any()}


def losses(reader: Reader, words: Tensor, b: dict[str, Tensor], layers: set[str]) -> dict[str, Tensor]:
    """The loss of each of the batch's layers; `words`: the reader's vectors of the batch's words."""
    upos, names, roles, fact = reader.tags(words)
    out = {}
    if "trees" in layers:
        arcs = reader.head_scores(words, b["sentences"])
        out["upos"] = F.cross_entropy(upos.float().flatten(0, 1), b["upos"].flatten())
        out["arcs"] = F.cross_entropy(arcs.float().flatten(0, 1), b["heads"].flatten())
        labels = reader.label_scores(words, b["heads"].clamp(min=0))
        out["labels"] = F.cross_entropy(labels.float().flatten(0, 1), b["labels"].flatten())
    if "names" in layers:
        out["names"] = names_loss(names.float(), b["names"])
    if "roles" in layers:
        out["roles"] = 3 * F.cross_entropy(roles.float().flatten(0, 2), b["roles"].flatten())
    if "fact" in layers:
        apart = F.smooth_l1_loss(fact.float(), b["fact"].nan_to_num(), reduction="none")
        out["fact"] = mean_over(apart, ~b["fact"].isnan())
    if "acts" in layers:
        out |= acts_losses(reader, words, b, layers)
    if len(b["linked"]) > 1:
        out["links"] = links_loss(reader, words, b)
    return out


def acts_losses(reader: Reader, words: Tensor, b: dict[str, Tensor], layers: set[str]) -> dict[str, Tensor]:
    """How unlikely the acts of words are, and the standing of those that tell one."""
    acts, statuses = reader.told(words)
    out = {"acts": F.cross_entropy(acts.float().flatten(0, 1), b["events"].flatten())}
    if "status" in layers:
        out["status"] = F.cross_entropy(statuses.float().flatten(0, 1), b["status"].flatten())
    return out


def links_loss(reader: Reader, words: Tensor, b: dict[str, Tensor]) -> Tensor:
    """How unlikely it is that candidates link to one that means the same, or to none where there is none before."""
    scores, right = link_scores(reader, words, b)
    return (scores.logsumexp(1) - scores.masked_fill(~right, NEVER).logsumexp(1)).mean()


def names_loss(scores: Tensor, bits: Tensor) -> Tensor:
    """How unlikely the labels are that each word may have, over words of which something is known."""
    may = (bits.unsqueeze(-1) >> torch.arange(len(BIO_NAMES), device=bits.device)) & 1 == 1
    known = ~may.all(-1)
    inside = scores.masked_fill(~may, -1e4).logsumexp(-1)
    return mean_over(scores.logsumexp(-1) - inside, known)


class Schedule:
    """The rate of learning by the clock, so that training ends when it must."""

    def __init__(self, minutes: float, folder: Path, spent: float, fall: float) -> None:
        """`spent`: seconds of training before this run; `fall`: the part of the time in which the rate falls."""
        self.begun, self.total, self.folder = time.time() - spent, 60 * minutes, folder
        self.fall = self.total * fall

    def spent(self) -> float:
        """Seconds of training so far, earlier runs included."""
        return time.time() - self.begun

    def rate(self, step: int) -> float:
        """The share of the full rate at this step; 0 when the time is over."""
        order = self.folder / "finish"
        if order.exists():
            self.fall = 60 * float(order.read_text())
            self.total = self.spent() + self.fall
            order.unlink()
        left = max(0.0, self.total - self.spent())
        return min(1.0, (step + 1) / 100, left / self.fall)


class Average:
    """A moving average of the weights, which is what is measured and exported."""

    def __init__(self, reader: Reader) -> None:
        """Begin with the weights as they are."""
        self.weights = {k: v.detach().clone() for k, v in reader.state_dict().items()}

    def update(self, reader: Reader, step: int) -> None:
        """Take in the weights of a meeting."""
        keep = min(0.995, (step + 1) / (step + 10)) ** MEET
        for name, value in reader.state_dict().items():
            if name != "words.weight":
                self.weights[name].lerp_(value, 1 - keep)


def optimiser(reader: Reader, warm: bool, times: float) -> torch.optim.Optimizer:
    """AdamW with so many times the rates for the encoder, for heads, and for heads that a warm start does not know."""
    groups = []
    for kind, rate in RATES[warm].items():
        found = [p for n, p in reader.named_parameters() if kind_of(n) == kind and p.requires_grad]
        groups.append({"params": found, "lr": times * rate, "full": times * rate})
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.01, fused=True)


def kind_of(name: str) -> str:
    """The kind of a weight, one of RATES."""
    if name.startswith(("blocks", "places", "norm", "words")):
        return "encoder"
    if name.startswith("act") or name.startswith("statuses"):
        return "links"
    if name.startswith("link"):
        return "biases" if name == "link_biases" else "links"
    return "head"


class Run:
    """Weights, optimiser and average, which are saved and taken up again together."""

    def __init__(self, options: argparse.Namespace, relations: list[str]) -> None:
        """Begin from MiniLM, or where the checkpoint stopped."""
        self.path, self.relations, self.log = options.out / "checkpoint.pt", relations, {}
        self.reader = from_minilm(options.minilm, len(relations), options.layers, options.inner)
        if options.warm:
            kept = narrower(fewer(begin_with(options.warm), options.layers), options.inner)
            self.reader.load_state_dict({n: t for n, t in kept.items() if n != "words.weight"}, strict=False)
        self.reader.to(options.device)
        self.teachers = Teachers(options.teachers, options.minilm, options.device) if options.teachers else None
        self.adam, self.average = optimiser(self.reader, options.warm is not None, options.times), Average(self.reader)
        self.step, spent = 0, 0.0
        if options.resume:
            kept = torch.load(self.path, map_location=options.device)
            lacked = self.reader.load_state_dict(kept["weights"], strict=False).missing_keys
            if not lacked:
                self.adam.load_state_dict(kept["adam"])
            kept["average"] |= {n: t.detach().clone() for n, t in self.reader.state_dict().items() if n in lacked}
            self.average.weights, self.step, spent = kept["average"], kept["step"], kept["spent"]
        self.schedule = Schedule(options.minutes, options.out, spent, options.fall)
        self.last, self.without, self.layers = options.steps, options.without, options.layers
        self.inner, self.device = options.inner, options.device
        self.saved, self.every = time.time(), 60 * options.every
        self.reader.train()

    def save(self) -> None:
        """Write a checkpoint so that nobody ever sees half of one."""
        fresh = self.path.with_suffix(".new")
        state = {"weights": self.reader.state_dict(), "adam": self.adam.state_dict(), "average": self.average.weights}
        torch.save(
            state
            | {"step": self.step, "spent": self.schedule.spent(), "relations": self.relations}
            | {"layers": self.layers, "inner": self.inner},
            fresh,
        )
        fresh.replace(self.path)
        self.saved = time.time()

    def meet(self, team: Team) -> float:
        """Take the mean of the workers' weights; the share of the full rate until the next meeting, 0 at the end."""
        with torch.no_grad():
            team.mean([p.data for p in self.reader.parameters() if p.requires_grad])
        self.average.update(self.reader, self.step)
        rate = by_steps(self.step, self.last) if self.last else 0.0
        if team.rank == 0 and not self.last:  # one worker alone reads the clock and the order to finish
            rate = self.schedule.rate(self.step)
        rate = team.told(rate)
        if team.rank == 0 and (rate <= 0 or time.time() - self.saved > self.every):
            self.save()
        return rate

    def one_step(self, batch: dict[str, Tensor], rate: float) -> None:
        """Learn from a batch at this share of the full rate."""
        for group in self.adam.param_groups:
            group["lr"] = rate * group["full"]
        layers, linked = layers_of(batch), (batch["links"] != NOTHING).flatten().nonzero().squeeze(1)
        batch = {k: v.to(self.device, non_blocking=True) for k, v in (batch | {"linked": linked}).items()}
        with torch.autocast(self.device, dtype=torch.bfloat16):
            parts = {k: v for k, v in self._parts(batch, layers).items() if k not in self.without}
        if parts:
            self._learn(parts)
        self.step += 1
        if self.step % 25 == 0:
            means = {k: round(float(torch.stack(v).mean()), 3) for k, v in self.log.items()}
            head = {"step": self.step, "seconds": round(self.schedule.spent()), "rate": round(rate, 3)}
            print(json.dumps(head | means), flush=True)
            self.log.clear()

    def _parts(self, batch: dict[str, Tensor], layers: set[str]) -> dict[str, Tensor]:
        """The weighted losses of a batch."""
        words = self.reader.encode(batch["pieces"], batch["shapes"], batch["first"])
        parts = {k: WEIGHTS[k] * v for k, v in losses(self.reader, words, batch, layers).items()}
        if self.teachers is None:
            return parts
        told = taught(self.reader, words, self.teachers.say(batch), batch)
        return {k: OWN * v for k, v in parts.items()} | {f"{k} taught": TAUGHT[k] * v for k, v in told.items()}

    def _learn(self, parts: dict[str, Tensor]) -> None:
        for name, part in parts.items():
            self.log.setdefault(name, []).append(part.detach())
        self.adam.zero_grad(set_to_none=True)
        torch.stack(list(parts.values())).sum().backward()
        torch.nn.utils.clip_grad_norm_(self.reader.parameters(), 1.0)
        self.adam.step()


def train(rank: int, options: argparse.Namespace) -> None:
    """Train until the time is over, as one worker."""
    torch.manual_seed(options.seed + rank)
    team, rate = Team(rank, options.workers, options.out), 0.0
    torch.set_num_threads(options.threads)
    run = Run(options, relations_of(options.data))
    for batch in feed(options, options.seed + run.step + 1000 * rank):
        if run.step % MEET == 0:
            rate = run.meet(team)
        if rate <= 0:
            return
        run.one_step(batch, rate)


def by_steps(step: int, last: int) -> float:
    """The share of the full rate where the number of steps is given, not the minutes."""
    return max(0.0, min(1.0, (step + 1) / 100, (last - step) / (last * FALL)))


def begin_with(path: Path) -> dict[str, Tensor]:
    """The weights of a folder's exported model, or the averaged ones of a checkpoint."""
    return reader_weights(path / "reader.onnx") if path.is_dir() else torch.load(path, map_location="cpu")["average"]


def numbers(text: str) -> tuple[int, ...]:
    """Numbers parted by commas."""
    return tuple(int(n) for n in text.split(","))


def shares(text: str) -> dict[str, float]:
    """Shares by corpus, as NAME=NUMBER parted by commas."""
    return {name: float(number) for name, number in (pair.split("=") for pair in text.split(","))}


def main() -> None:
    """Read the options and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, help="where the checkpoint lies, if not with the data")
    parser.add_argument("--minilm", type=Path, required=True)
    parser.add_argument("--device", default="cpu", help="cpu or cuda")
    parser.add_argument("--minutes", type=float, default=180)
    parser.add_argument("--fall", type=float, default=FALL, help="the part of the minutes in which the rate falls")
    parser.add_argument("--every", type=float, default=5, help="minutes between checkpoints")
    parser.add_argument("--pieces", type=int, default=1024, help="word pieces in a batch")
    parser.add_argument("--times", type=float, default=1.0, help="so many times the usual rates of learning")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--threads", type=int, default=1, help="of each worker")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--warm", type=Path, help="begin with the exported model in this folder, or with a checkpoint")
    parser.add_argument("--layers", type=numbers, default=(0, 1, 2, 3, 4, 5), help="of MiniLM or of --warm, as 0,1,3,5")
    parser.add_argument("--inner", type=int, help="how wide the inner layers are, if narrower than those of MiniLM")
    parser.add_argument(
        "--teachers", type=Path, nargs="+", help="folders of exported models, or checkpoints, to learn from"
    )
    parser.add_argument("--makers", type=int, default=0, help="processes that make batches for each worker; 0: itself")
    parser.add_argument(
        "--share", type=shares, default={}, help="how often a round sees a corpus, as polnear=0.25,uds=1"
    )
    parser.add_argument("--steps", type=int, help="stop after so many steps of a worker, whatever the minutes")
    parser.add_argument("--without", type=lambda s: set(s.split(",")), default=set(), help="losses to leave out")
    parser.add_argument("--resume", action="store_true")
    options = parser.parse_args()
    options.out = options.out or options.data
    options.out.mkdir(parents=True, exist_ok=True)
    (options.out / "meeting").unlink(missing_ok=True)
    if options.workers > 1:
        torch.multiprocessing.spawn(train, (options,), options.workers)
    else:
        train(0, options)


if __name__ == "__main__":
    main()

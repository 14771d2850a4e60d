"""Are planted changes found?  python bench/changes.py [--pairs 12] [--months 60] [--seed 20] [--grid]

Invents pairs of states whose acts become more or fewer, or turn from cooperation to conflict, in a month that is known,
and as many pairs that do not change.  Reports tell them as those of corpus.py do, with its faults, so that the record
is stored, resolved and asked like any other.  A change counts as found if one is told within a month of it.
--grid holds bare series of weighted scores against the search instead: how large a change must be to be found.

2026-11-26, two cores shared with other work, ruptures 1.1.10, precision and recall:
  28 pairs of 60 months, 21 of them with a change: 1.000 1.000 (1 to 9 acts a month, 9 to 1, cooperation to conflict)
  bare series of 60 months, 200 each, acts a month before and after: 3 to 6 .628 .575, 3 to 9 .873 .890, 1 to 6 .873
  .895, 2 to 8 .901 .915, 1 to 8 .980 .990, 3 to 15 .985 .990; none planted: 1 series of 200 with a change
"""

import argparse
import random
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
from corpus import SEED, START, Faults, states, tell, templates
from reported import made
from truth import Draft, Event

from dragoman.analysis.partners.changes import found
from dragoman.analysis.partners.weights import load_weights
from dragoman.analysis.partners.whole import Asked, Whole, whole
from dragoman.record.record import Record
from dragoman.types import Findings

FRIENDLY, HOSTILE = ("AGREE", "CONSULT", "COOPERATE", "AID"), ("ACCUSE", "THREATEN", "SANCTION", "REJECT")
KINDS = ("more", "fewer", "conflict", "none")
FEW, MANY = 1.0, 9.0  # acts a month
WITHIN = 1  # periods
FAULTS = Faults(no_date=0.2, month_only=0.2)


@dataclass(frozen=True, slots=True)
class Planted:
    """Two states and the month, counted from the first, with which their acts change; null: they do not."""

    one: str
    other: str
    kind: str
    at: int | None


@dataclass(frozen=True, slots=True)
class Score:
    """Planted changes, those found, and those told that nobody planted."""

    planted: int
    found: int
    wrong: int

    @property
    def recall(self) -> float:
        """Share of the planted that were found."""
        return self.found / self.planted if self.planted else 1.0

    @property
    def precision(self) -> float:
        """Share of the told that were planted."""
        return self.found / (self.found + self.wrong) if self.found + self.wrong else 1.0

    def __add__(self, other: "Score") -> "Score":
        """Both together."""
        return Score(self.planted + other.planted, self.found + other.found, self.wrong + other.wrong)

    def __str__(self) -> str:
        """Two shares and what they are of."""
        return f"P {self.precision:.3f} R {self.recall:.3f} ({self.planted} planted, {self.wrong} wrong)"


def planted(pairs: int, months: int, seed: int = SEED) -> tuple[Planted, ...]:
    """So many pairs, the kinds in turn, with their change in the middle half of the time."""
    chance = random.Random(seed)
    names = states()
    found = []
    for number in range(pairs):
        kind = KINDS[number % len(KINDS)]
        at = None if kind == "none" else chance.randint(months // 4, 3 * months // 4)
        found.append(Planted(names[2 * number], names[2 * number + 1], kind, at))
    return tuple(found)


def reports(pairs: Sequence[Planted], months: int, seed: int = SEED) -> Iterator[Findings]:
    """The reports of all pairs, month by month."""
    chance = random.Random(seed)
    number = 0
    for month in range(months):
        for pair in pairs:
            for event in _events(chance, pair, month):
                for _ in range(chance.choice((1, 1, 2))):
                    number += 1
                    day = event.day + timedelta(chance.randint(0, 2))
                    sentence = tell(chance, event, "done", day, FAULTS)
                    outlet = f"{chance.choice(templates()['words']['places'])} {number % 40}"
                    yield made(Draft(f"r{number}", outlet, day, (sentence,), f"r{number}")).findings


def _events(chance: random.Random, pair: Planted, month: int) -> Iterator[Event]:
    after = pair.at is not None and month >= pair.at
    rate, kinds = (FEW + MANY) / 2, FRIENDLY
    if pair.kind in ("more", "fewer"):
        rate = MANY if after == (pair.kind == "more") else FEW
    elif pair.kind == "conflict" and after:
        kinds = HOSTILE
    number = np.random.default_rng(chance.getrandbits(32)).poisson(rate)
    for serial in range(int(number)):
        day = first_of(month) + timedelta(chance.randrange(28))
        topic = chance.choice(sorted(templates()["things"]))
        thing = tuple(chance.choice(templates()["things"][topic]))
        name = chance.choice(templates()["words"]["places"])
        yield Event(
            f"{pair.one}{month}.{serial}",
            chance.choice(kinds),
            pair.one,
            pair.other,
            topic,
            thing,
            name,
            day,
            None,
            None,
        )


def first_of(month: int) -> date:
    """The first day of a month, counted from that of the corpora's beginning."""
    number = START.year * 12 + START.month - 1 + month
    return date(number // 12, number % 12 + 1, 1)


def scored(told: Whole, pair: Planted) -> Score:
    """What was told of a pair against what was planted."""
    begins = [p.period for p in told.course.points]
    at = [begins.index(c.period) for c in told.course.changes]
    if pair.at is None:
        return Score(0, 0, len(at))
    wanted = begins.index(first_of(pair.at).isoformat()[:7])
    right = any(abs(a - wanted) <= WITHIN for a in at)
    return Score(1, int(right), len(at) - int(right))


def measured(folder: Path, pairs: int, months: int, seed: int = SEED) -> dict[str, Score]:
    """Scores by kind of change, and of all."""
    truth = planted(pairs, months, seed)
    with Record.open(folder / "changes.duckdb", write=True) as record:
        record.add_many(list(reports(truth, months, seed)), "bench")
        record.resolve()
        scores: dict[str, Score] = {}
        for pair in truth:
            score = scored(whole(record, Asked(pair.one, pair.other)), pair)
            for name in (pair.kind, "all"):
                scores[name] = scores.get(name, Score(0, 0, 0)) + score
    return scores


def simulated(before: float, after: float, periods: int = 60, runs: int = 200) -> Score:
    """Series of so many acts a period before and after their middle, with scores and the weights of origins."""
    weights = load_weights()
    score = Score(0, 0, 0)
    for seed in range(runs):
        chance = np.random.default_rng(seed)
        counts = [*chance.poisson(before, periods // 2), *chance.poisson(after, periods - periods // 2)]
        series = [
            float((chance.choice([2.5, 4, 5, 9.5], n) * chance.choice([0.5, 0.75, 0.875], n)).sum()) for n in counts
        ]
        told = [b.at for b in found(series, weights.step("month"), weights.changes, rooted=True).breaks]
        right = any(abs(a - periods // 2) <= WITHIN for a in told)
        one = Score(int(before != after), int(right), len(told) - int(right))
        score += one if before != after else replace(one, found=0, wrong=len(told))
    return score


def main() -> None:
    """Print scores, or with --grid what contrasts are found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=12)
    parser.add_argument("--months", type=int, default=60)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--grid", action="store_true")
    options = parser.parse_args()
    if options.grid:
        for before, after in ((3, 3), (3, 6), (3, 9), (2, 8), (1, 6), (1, 8), (1, 10), (2, 14), (3, 15)):
            print(f"{before:>2} to {after:>2} acts a month: {simulated(before, after)}")
        return
    with tempfile.TemporaryDirectory() as folder:
        for kind, score in measured(Path(folder), options.pairs, options.months, options.seed).items():
            print(f"{kind:<9} {score}")


if __name__ == "__main__":
    main()

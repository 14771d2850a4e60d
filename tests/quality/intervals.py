"""How sure the events' figures are: macro F1 over types, and bootstrap intervals over the texts of a gold set.

    python tests/quality/intervals.py --shared ../shared [--only plover]

Of each gold set of events it prints pooled precision, recall and F1, and macro F1 (the mean over the types that gold
has), each with the 95 % interval of 2,000 resamples of the texts (percentile bootstrap, Efron 1979), seeded.
"""

import argparse
import json
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from measure import GOLD_SETS, GoldSet, run

RESAMPLES, SEED = 2_000, 1
LEVELS = ("type", "type+src", "type+src+tgt")


@dataclass(frozen=True, slots=True)
class Counts:
    """Of one text: events found rightly, events found and gold events, by type."""

    hits: Counter[str]
    found: Counter[str]
    gold: Counter[str]


def counted(gold_set: GoldSet, shared: Path) -> dict[str, list[Counts]]:
    """{level: counts of each text}; runs `dragoman extract` and the scorers of the shared folder."""
    path = shared / "gold" / gold_set.gold
    with tempfile.TemporaryDirectory() as folder:
        rows = Path(folder, "in.jsonl")
        rows.write_text(run(sys.executable, str(shared / "score/to_input.py"), "events", str(path)), encoding="utf-8")
        lines = run(sys.executable, "-m", "dragoman", "extract", str(rows), "--format", "jsonl").splitlines()
    sys.path.insert(0, str(shared / "score"))
    import adapters  # type: ignore[import-not-found]
    import score_events  # type: ignore[import-not-found]

    told = {row["report"]["id"]: adapters.events(row) for row in map(json.loads, lines)}
    texts = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return {level: [_of_text(score_events, text, told, level) for text in texts] for level in LEVELS}


def _of_text(scorer: Any, text: dict[str, Any], told: dict[str, Any], level: str) -> Counts:
    one = [told[text["id"]]] if text["id"] in told else []
    per = scorer.score([text], one, level)[4]
    return Counts(*(Counter({kind: numbers[place] for kind, numbers in per.items()}) for place in range(3)))


def pooled(counts: Sequence[Counts]) -> dict[str, float]:
    """Precision, recall, F1 and macro F1 of some texts together."""
    hits, found, gold = (sum((getattr(c, part) for c in counts), Counter()) for part in ("hits", "found", "gold"))
    types = [kind for kind, number in gold.items() if number]
    macro = sum(_f1(hits[t], found[t], gold[t]) for t in types) / len(types) if types else 0.0
    right, all_found, all_gold = hits.total(), found.total(), gold.total()
    return {
        "p": right / all_found if all_found else 0.0,
        "r": right / all_gold if all_gold else 0.0,
        "f1": _f1(right, all_found, all_gold),
        "macro f1": macro,
    }


def _f1(hits: int, found: int, gold: int) -> float:
    return 2 * hits / (found + gold) if found + gold else 0.0


def intervals(counts: Sequence[Counts], figure: Callable[[Sequence[Counts]], dict[str, float]]) -> dict[str, str]:
    """Each figure with its 95 % interval."""
    chance = random.Random(SEED)
    drawn = [figure(chance.choices(counts, k=len(counts))) for _ in range(RESAMPLES)]
    return {name: f"{value:.3f} [{_at(drawn, name, 0.025):.3f}, {_at(drawn, name, 0.975):.3f}]"
            for name, value in figure(counts).items()}  # fmt: skip


def _at(drawn: Sequence[dict[str, float]], name: str, share: float) -> float:
    return sorted(one[name] for one in drawn)[round(share * (len(drawn) - 1))]


def lines(gold_set: GoldSet, shared: Path) -> Iterator[str]:
    """The table of one gold set."""
    for level, counts in counted(gold_set, shared).items():
        figures = "  ".join(f"{name} {value}" for name, value in intervals(counts, pooled).items())
        yield f"{gold_set.name:10s} {level:13s} {figures}"


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--only", choices=[g.name for g in GOLD_SETS if g.task == "events"], action="append")
    asked = parser.parse_args()
    for gold_set in GOLD_SETS:
        if gold_set.task == "events" and (not asked.only or gold_set.name in asked.only):
            for line in lines(gold_set, asked.shared):
                print(line, flush=True)


if __name__ == "__main__":
    main()

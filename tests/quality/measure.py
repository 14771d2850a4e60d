"""Score what `dragoman extract` finds on the gold sets and hold it against the floors, which only go up.

    python tests/quality/measure.py --shared ../shared            measure, compare, exit 1 below a floor
    python tests/quality/measure.py --shared ../shared --raise    and write higher floors where the figures rose
    python tests/quality/measure.py --only articles               one task

The gold sets and their scorers live outside this repository, in a folder given by --shared.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FLOORS = Path(__file__).with_name("floors.json")
SLACK = 0.02  # a raised floor stays this far (relative) below the figure


@dataclass(frozen=True, slots=True)
class GoldSet:
    """One gold set: the scorers' task, its path under `gold/`, and the figures to hold (dotted paths)."""

    name: str
    task: str
    gold: str
    figures: tuple[str, ...]


PARTS = (
    "statements.content.f1",
    "statements.source.share",
    "statements.mode.share",
    "events.lenient.f1",
    "events.strict.f1",
    "events.status.share",
    "ties.f1.f1",
    "ties.status.share",
    "ties.roles.share",
    "entities.mentions.f1",
)
EVENTS = ("type.p", "type.f1", "type+src.f1", "type+src+tgt.f1")
GOLD_SETS = (
    GoldSet(
        "articles",
        "articles",
        "articles",
        (*(f"pooled.{p}" for p in PARTS), *(f"articles.A.{p}" for p in PARTS), "rows.covered"),
    ),
    GoldSet("plover", "events", "events/plover_gsr.jsonl", EVENTS),
    GoldSet("petrarch2", "events", "events/up_petr2_validation.jsonl", EVENTS),
    GoldSet("headlines", "events", "events/ngec_headlines.jsonl", ("type.f1",)),
    GoldSet(
        "polnear",
        "attribution",
        "attribution/polnear_dev.jsonl",
        ("token.source.f1", "token.cue.f1", "token.content.f1"),
    ),
    GoldSet("ewt_names", "names", "names/ewt_ner_dev.jsonl", ("exact.f1",)),
    GoldSet("pud_names", "names", "names/pud_ner.jsonl", ("exact.f1",)),
    GoldSet("geovirus", "geo", "geo/geovirus.jsonl", ("tagging.r", "resolution.acc@161")),
    GoldSet("gwn", "geo", "geo/gwn.jsonl", ("tagging.r", "resolution.acc@161")),
    GoldSet("lgl", "geo", "geo/lgl.jsonl", ("tagging.r", "resolution.acc@161")),
    GoldSet("trnews", "geo", "geo/trnews.jsonl", ("tagging.r", "resolution.acc@161")),
)


def measure(gold_set: GoldSet, shared: Path) -> dict[str, float]:
    """{figure: value} of one gold set; raises CalledProcessError if a program fails."""
    gold = shared / "gold" / gold_set.gold
    with tempfile.TemporaryDirectory() as folder:
        rows, found = Path(folder, "in.jsonl"), Path(folder, "out.jsonl")
        rows.write_text(
            run(sys.executable, str(shared / "score/to_input.py"), gold_set.task, str(gold)), encoding="utf-8"
        )
        found.write_text(
            run(sys.executable, "-m", "dragoman", "extract", str(rows), "--format", "jsonl"), encoding="utf-8"
        )
        figures = json.loads(
            run(sys.executable, str(shared / "score/score.py"), gold_set.task, str(gold), str(found), "--json")
        )
    if figures.get("rows"):
        figures["rows"] = {"covered": sum(r["covered"] for r in figures["rows"])}
    return {f"{gold_set.name}.{path}": value for path in gold_set.figures if (value := at(figures, path)) is not None}


def run(*command: str) -> str:
    """What a command prints; its errors go to the terminal."""
    return subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout


def at(figures: Any, path: str) -> float | None:
    """The value at a dotted path; parts of a path may themselves hold no dots."""
    for part in path.split("."):
        figures = figures[part]
    return figures


def below(figures: dict[str, float], floors: dict[str, float]) -> Iterator[str]:
    """Sentences about figures under their floors, and about floors nobody measured."""
    for name, value in figures.items():
        if value < floors.get(name, 0):
            yield f"{name} is {value:.4g}, its floor is {floors[name]:.4g}"


def raised(figures: dict[str, float], floors: dict[str, float]) -> dict[str, float]:
    """Floors moved up to just under the figures; none is ever lowered."""
    moved = {n: round(v * (1 - SLACK), 4 if v <= 1 else 1) for n, v in figures.items()}
    return dict(sorted((floors | {n: max(v, floors.get(n, 0)) for n, v in moved.items()}).items()))


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print a table, compare; 1 if a figure is under its floor."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--only", choices=[g.name for g in GOLD_SETS], action="append")
    parser.add_argument("--raise", dest="raise_floors", action="store_true")
    asked = parser.parse_args(arguments)
    if not (asked.shared / "gold").is_dir():
        print(f"There are no gold sets at {asked.shared.resolve()}; give their folder with --shared.", file=sys.stderr)
        return 2
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    figures: dict[str, float] = {}
    for gold_set in GOLD_SETS:
        if not asked.only or gold_set.name in asked.only:
            found = measure(gold_set, asked.shared)
            figures |= found
            for name, value in found.items():
                print(f"{name:48s} {value:8.4g}   floor {floors.get(name, 0):.4g}", flush=True)
    problems = list(below(figures, floors))
    if asked.raise_floors and not problems:
        FLOORS.write_text(json.dumps(raised(figures, floors), indent=1) + "\n", encoding="utf-8")
    print("\n".join(problems), file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())

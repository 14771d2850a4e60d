"""Draws how time and memory grow with the record: python bench/growth.py FIGURES.jsonl --into docs/images/growth.svg.

FIGURES.jsonl is what `bench/promises.py --into` appends, one line a size; run each size by itself, since memory is the
most that a process had.
"""

import argparse
import json
from pathlib import Path

import matplotlib as mpl
from matplotlib import pyplot as plt

SERIES = {"merging": "merging, copies and origins", "ledger": "promise ledger"}


def draw(figures: list[dict[str, float]], into: Path) -> None:
    """Two panels over the number of reports, both axes logarithmic: seconds of processors, and memory."""
    mpl.rcParams["svg.hashsalt"] = "growth"  # so that the same figures give the same file
    sizes = [f["reports"] for f in figures]
    fig, (seconds, memory) = plt.subplots(1, 2, figsize=(9, 3.6), layout="constrained")
    for name, label in SERIES.items():
        seconds.loglog(sizes, [f[name] for f in figures], marker="o", label=label)
    first = figures[0]
    in_proportion = [first["merging"] * s / sizes[0] for s in sizes]
    seconds.loglog(sizes, in_proportion, color="0.6", linestyle=":", label="in proportion")
    memory.loglog(sizes, [f["peak"] for f in figures], marker="o", label="most memory of the process")
    seconds.set(title="Seconds of processors", xlabel="reports")
    memory.set(title="Memory, MB", xlabel="reports", ylim=(100, 10_000))
    for axes in (seconds, memory):
        axes.legend(frameon=False)
        axes.grid(alpha=0.3)
    fig.savefig(into, metadata={"Date": None})


def main() -> None:
    """Draw the figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("figures", type=Path)
    parser.add_argument("--into", type=Path, required=True)
    options = parser.parse_args()
    rows = [json.loads(line) for line in options.figures.read_text().splitlines()]
    draw(sorted(rows, key=lambda r: r["reports"]), options.into)


if __name__ == "__main__":
    main()

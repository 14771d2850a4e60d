"""How fast reports become findings: python bench/extract.py --shared ../shared [--threads 2] [--sample N].

Reads the news texts of PolNeAR's dev part from raw text to findings, and prints articles and words (blanks left out)
a second and where the time goes: the network, the rest of the language step, and extraction.  With several threads the
network reads ahead, and only what is waited for counts as its time.
"""

import argparse
import json
import platform
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from dragoman.extraction import STEPS, extract
from dragoman.extraction.draft import Draft
from dragoman.language.plain import plain
from dragoman.pipeline import Tools, load_tools
from dragoman.settings import Settings
from dragoman.types import Report


def reports(shared: Path, sample: int | None) -> list[Report]:
    """The reports that are read, evenly spread where only some are asked for."""
    path = shared / "gold/attribution/polnear_dev.jsonl"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    step = max(1, len(rows) // sample) if sample else 1
    return [Report(row["id"], row["text"], published=row.get("date"), language="en") for row in rows[::step]]


class Clock:
    """Adds up the seconds of what is wrapped."""

    def __init__(self) -> None:
        """Start at nought."""
        self.seconds = 0.0

    def wrap(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, with its time added up."""

        def timed(*arguments: Any) -> Any:
            begun = time.perf_counter()
            try:
                return function(*arguments)
            finally:
                self.seconds += time.perf_counter() - begun

        return timed


class Watched:
    """The network, with its time added up."""

    def __init__(self, network: Any, clock: Clock) -> None:
        """Watch this network."""
        self.pieces, self.labels, self.ahead = network.pieces, network.labels, network.ahead
        self._network, self._clock = network, clock

    def start(self, windows: Any) -> Callable[[], Any]:
        """Begin to read windows; only the time that is spent waiting for the end is added up."""
        return self._clock.wrap(self._network.start(windows))


def parsed(tools: Tools, found: Sequence[Report], clock: Clock) -> Iterator[tuple[Report, Doc]]:
    """Reports with their Docs, the time of the whole language step added up."""
    docs = iter(tools.parser.parse(report.text for report in found))
    for report in found:
        yield report, clock.wrap(next)(docs)


def measure(found: list[Report], threads: int) -> dict[str, float | str]:
    """The figures of one reading, after a few texts to warm up."""
    tools = load_tools(Settings(threads=threads))
    for report, doc in parsed(tools, found[:5], Clock()):
        extract(report, doc, tools.ontology, tools.atlas)
    network, language, extraction = Clock(), Clock(), Clock()
    tools.parser.network = Watched(tools.parser.network, network)  # type: ignore[attr-defined]
    words, begun = 0, time.perf_counter()
    timed = extraction.wrap(extract)
    for report, doc in parsed(tools, found, language):
        timed(report, doc, tools.ontology, tools.atlas)
        words += sum(not t.is_space for t in doc)
    seconds = time.perf_counter() - begun
    return {
        "articles": len(found),
        "words": words,
        "articles/s": round(len(found) / seconds, 2),
        "words/s": round(words / seconds),
        "network": f"{network.seconds / seconds:.0%}",
        "language besides": f"{(language.seconds - network.seconds) / seconds:.0%}",
        "extraction": f"{extraction.seconds / seconds:.0%}",
    }


def steps(found: list[Report]) -> dict[str, str]:
    """The share of each step in extraction."""
    tools = load_tools(Settings())
    clocks = {step.__name__: Clock() for step in STEPS}
    for report, doc in parsed(tools, found, Clock()):
        draft = Draft(report=report, doc=plain(doc), ontology=tools.ontology, atlas=tools.atlas)
        for step in STEPS:
            draft = clocks[step.__name__].wrap(step)(draft)
    whole = sum(c.seconds for c in clocks.values())
    return {name: f"{clock.seconds / whole:.0%}" for name, clock in clocks.items()}


def main() -> None:
    """Print one line for each number of threads, then the share of each step."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--threads", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--sample", type=int)
    options = parser.parse_args()
    found = reports(options.shared, options.sample)
    print(f"{datetime.now(UTC).date()}, {platform.machine()}, Python {platform.python_version()}")
    for threads in options.threads:
        print(f"threads {threads}: {measure(found, threads)}", flush=True)
    print(f"steps: {steps(found)}")


if __name__ == "__main__":
    main()

"""How fast the reader is: python bench/reader.py --shared ../shared [--threads 1 2].

Reads the news texts of PolNeAR's dev part from raw text to filled Doc, and prints words (blanks left out) a second,
the share of time that the network takes, and the memory of the process.
"""

import argparse
import json
import platform
import resource
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from dragoman.language.parse import Reader
from dragoman.language.reader.network import Network


def texts(shared: Path) -> list[str]:
    """The texts that are read."""
    path = shared / "gold/attribution/polnear_dev.jsonl"
    return [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()]


class Watched:
    """A network that adds up the time it takes."""

    def __init__(self, network: Network) -> None:
        """Watch this network."""
        self.network, self.pieces, self.labels, self.seconds = network, network.pieces, network.labels, 0.0
        self.ahead = network.ahead

    def start(self, windows: list) -> Callable[[], list]:
        """Begin to read windows; the time that is spent waiting for the end is added up."""
        read = self.network.start(windows)

        def timed() -> list:
            begun = time.perf_counter()
            found = read()
            self.seconds += time.perf_counter() - begun
            return found

        return timed


def measure(found: list[str], threads: int, model: Path | None, device: str) -> dict[str, float]:
    """The figures of one reading, after one of a few texts to warm up."""
    reader = Reader.load(model, threads, device)
    list(reader.parse(found[:5]))
    reader.network = Watched(reader.network)
    begun = time.perf_counter()
    words = sum(not t.is_space for doc in reader.parse(found) for t in doc)
    seconds = time.perf_counter() - begun
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    share = reader.network.seconds / seconds
    return {"words": words, "words/s": round(words / seconds), "network": round(share, 2), "MB": round(memory)}


def main() -> None:
    """Print one line for each number of threads."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--threads", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--model", type=Path, help="the folder of another model, such as one with 32-bit weights")
    parser.add_argument("--device", default="cpu")
    options = parser.parse_args()
    found = texts(options.shared)
    print(f"{datetime.now(UTC).date()}, {platform.machine()}, Python {platform.python_version()}")
    for threads in options.threads:
        print(f"threads {threads}: {measure(found, threads, options.model, options.device)}")


if __name__ == "__main__":
    main()

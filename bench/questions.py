"""How long the questions take: python bench/questions.py [--record FILE] [--reports 200000] [--only record pages].

Asks a record that is there, or one invented in SQL (invented.sql; five acts a report, so that 200,000 reports hold
1,000,000 mentions).  `record`: the questions of the command line, each within one filter and several, 40 rows and how
many fit.  `pages`: what the web pages ask of the API, from the copy that a server keeps, and briefs, each made anew.
Each is asked TIMES times and the median by the clock counts, after the stroke the processor time of all cores; the
first call, which reads from the disk what is not in memory, is left out.  Prints a table, and what is over the limit
again at the end.
"""

import argparse
import platform
import statistics
import tempfile
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import duckdb
from serve import ADDRESSES, invent
from starlette.testclient import TestClient

from dragoman.faces.api.app import create_app
from dragoman.faces.api.desk import Desk
from dragoman.record.filters import Filters
from dragoman.record.record import Record
from dragoman.record.shelf import Shelf

TIMES = 5
ROWS = 40
LIMIT = 200  # milliseconds
BRIEF = "/api/brief"
# Beside the pages that bench/serve.py asks: briefs, each made anew, and whose word two states rest on.
FURTHER = (
    "/api/brief?actor=S00&with=S01", "/api/brief?actor=S05&with=S07&since=2018", "/api/brief?actor=p1",
    "/api/brief?actor=S05", "/api/brief?actor=S00", "/api/brief", "/api/brief?group=S00,S01,S02",
    "/api/brief?corridor=INSTC", "/api/whose-word?of=S05&with=S07", "/api/whose-word?of=S00&with=S01",
)  # fmt: skip
ASKED: tuple[tuple[str, dict[str, str]], ...] = (
    ("event", {}),
    ("event", {"actor": "S05"}),
    ("event", {"actor": "S05", "with_": "S00", "type": "AGREE", "since": "2018"}),
    ("event", {"type": "AGREE"}),
    ("event", {"status": "planned"}),
    ("event", {"since": "2018", "until": "2018-03"}),
    ("event", {"outlet": "outlet 3"}),
    ("event", {"report": "r777"}),
    ("event", {"text": "abc"}),
    ("event", {"actor": "S00", "text": "abc"}),
    ("event", {"review": "open", "actor": "S05"}),
    ("event", {"review": "machine", "actor": "S05"}),
    ("happening", {"actor": "S05"}),
    ("happening", {"since": "2019", "type": "AID"}),
    ("happening", {"text": "abc"}),
    ("tie", {"actor": "S05"}),
    ("tie", {"type": "corridor", "since": "2020"}),
    ("tie", {"text": "abc"}),
    ("statement", {"actor": "p1"}),
    ("statement", {"with_": "S00"}),
    ("statement", {"actor": "S05", "with_": "S00"}),
    ("statement", {"text": "abc"}),
    ("report", {"actor": "S05"}),
    ("report", {"since": "2020", "outlet": "outlet 3"}),
    ("report", {"text": "abc"}),
    ("actor", {}),
    ("actor", {"type": "person"}),
    ("actor", {"actor": "S05", "since": "2019", "until": "2019-03"}),
    ("place", {}),
    ("place", {"actor": "S05"}),
)


class Cost(NamedTuple):
    """What a question took: milliseconds by the clock and of processors, the median; and how much it answered."""

    asked: str
    clock: float
    processor: float
    answer: str


def cost(asked: str, ask: Callable[[int], str]) -> Cost:
    """The cost of a question, which is asked once before; `ask` is told how often it was asked."""
    answer = ask(0)
    clock, processor = [], []
    for turn in range(1, TIMES + 1):
        begun, used = time.perf_counter(), time.process_time()
        answer = ask(turn)
        clock.append((time.perf_counter() - begun) * 1000)
        processor.append((time.process_time() - used) * 1000)
    found = Cost(asked, statistics.median(clock), statistics.median(processor), answer)
    print(f"| {asked} | {found.clock:,.0f} / {found.processor:,.0f} | {answer} |", flush=True)
    return found


def record_questions(path: Path) -> list[Cost]:
    """The questions of the command line, and how long opening takes."""

    def opened(turn: int) -> str:
        Record.open(path).close()
        return ""

    found = [cost("opening", opened)]
    with Record.open(path) as record:
        for of, filters in ASKED:
            named = " ".join(f"--{name.strip('_')} {value}" for name, value in filters.items())
            found.append(cost(f"{of}s {named}".strip(), _asking(record, of, Filters(**filters, limit=ROWS))))  # type: ignore[arg-type]
    return found


def _asking(record: Record, of: str, filters: Filters) -> Callable[[int], str]:
    def ask(turn: int) -> str:
        page = record.page(of, filters)
        return f"{len(page.rows)} of {page.total:,}"

    return ask


def page_questions(path: Path) -> list[Cost]:
    """What the pages ask, from a server's copy of the record; first what making ready costs, once a version."""
    begun = time.perf_counter()
    shelf = Shelf(path)
    shelf.refresh()
    print(f"| the copy, once | {(time.perf_counter() - begun) * 1000:,.0f} | |", flush=True)
    with TestClient(create_app(Desk(shelf)), base_url="http://localhost") as client:
        begun = time.perf_counter()
        for thread in threading.enumerate():
            if thread.name == "record-prepare":
                thread.join()
        print(f"| what is worked out once | {(time.perf_counter() - begun) * 1000:,.0f} | |", flush=True)
        return [cost(address, _getting(client, address)) for address in (*ADDRESSES, *FURTHER)]


def _getting(client: TestClient, address: str) -> Callable[[int], str]:
    """Each turn asks another address of the same, and for a brief of another title, since both are kept."""
    mark = "&" if "?" in address else "?"
    other = "title" if address.startswith(BRIEF) else "turn"

    def ask(turn: int) -> str:
        answer = client.get(f"{address}{mark}{other}={turn}")
        return f"{answer.status_code}, {len(answer.content) / 1000:,.0f} kB"

    return ask


def main() -> None:
    """Read the options, then measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--record", type=Path, help="a record that is there, or where to keep the invented one")
    parser.add_argument("--reports", type=int, default=200_000)
    parser.add_argument("--only", nargs="+", choices=("record", "pages"), default=("record", "pages"))
    asked = parser.parse_args()
    print(f"{datetime.now(UTC).date()}, {platform.machine()}, DuckDB {duckdb.__version__}\n")
    with tempfile.TemporaryDirectory() as folder:
        path = asked.record or Path(folder) / "invented.duckdb"
        if not path.exists():
            invent(path, asked.reports)
        print("| question | ms by the clock / of processors | answer |\n| --- | --- | --- |")
        measured = {"record": record_questions, "pages": page_questions}
        slow = [c for name in asked.only for c in measured[name](path) if c.clock > LIMIT]
    print(f"\nover {LIMIT} ms: {len(slow)}", *(f"{c.asked}: {c.clock:,.0f}" for c in slow), sep="\n  ")


if __name__ == "__main__":
    main()

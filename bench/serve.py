"""How fast the server answers: python bench/serve.py [--reports 20000] [--record FILE] [--readers 200] [--requests 5].

Invents a record in SQL (invented.sql; five acts a report, so that 200,000 reports hold 1,000,000 mentions), or takes
one that is there. Prints what the first copy costs, then of each address milliseconds of processor time and by the
clock, the second time that it is asked and with nothing kept. Then many readers ask at once while `dragoman read`
reads reports into the record: how long answers take, how many fail, and whether every report is seen in the end.
"""

import argparse
import asyncio
import json
import platform
import re
import subprocess
import sys
import tempfile
import time
from importlib.resources import files
from pathlib import Path

import duckdb
import httpx
from starlette.testclient import TestClient

from dragoman.faces.api.app import create_app
from dragoman.faces.api.desk import Desk
from dragoman.record.record import Record
from dragoman.record.shelf import Shelf

HERE = Path(__file__).parent
ADDRESSES = (
    "/api/overview", "/api/events", "/api/events?actor=S00", "/api/events?actor=S00&with=S01&type=AGREE&since=2018",
    "/api/events?text=abc", "/api/happenings?actor=S05", "/api/statements?actor=p1",
    "/api/statements?actor=S05&with=S01",
    "/api/ties?actor=S05", "/api/reports?actor=S05", "/api/actors", "/api/actors/S05", "/api/actors/p1",
    "/api/partnership?actor=S05&with=S07", "/api/forums", "/api/forums/f1", "/api/agreements?actor=S05",
    "/api/routes", "/api/claims?actor=S05", "/api/promises?actor=S05", "/api/network", "/api/network?actor=S05",
    "/api/outlets", "/api/search?q=abc", "/api/why/m7-1", "/api/reports/r7", "/api/overview?actor=S05&since=2018",
    "/api/histories?actor=S05&with=S07", "/api/brief?actor=S05&with=S07",
    "/api/overview?since=2018", "/api/overview?text=abc", "/api/agreements", "/api/meetings", "/api/claims",
    "/api/actors/S00", "/api/partnership?actor=S00&with=S01", "/api/routes?actor=S00", "/api/attendance?forum=f1",
    "/api/meets?forum=f1", "/api/reports?text=abc", "/api/why/S05", "/api/corridor/claims",
    "/api/swaps/turkmen-azeri-2022",
)  # fmt: skip
STATES = ("Kenya", "Uganda", "Peru", "Bolivia", "Norway", "Sweden", "Ghana", "Togo")
STORY = (
    "Title: Talks {n}\nOutlet: Bench Post {o}\nDate: 2024-03-{d:02}\nId: new{n}\n\n"
    "{a} and {b} held talks on Monday on a railway of {n} kilometres. {a} will lend {b} {n} million dollars by May "
    "2033, the finance minister of {a} said. {b} denied that it had closed its border to {a}.\n"
)


def invent(path: Path, reports: int) -> None:
    """A record of so many reports."""
    Record.open(path, write=True).close()
    with duckdb.connect(str(path)) as connection:
        for step in (HERE / "invented.sql").read_text().replace("$reports", str(reports)).split(";\n"):
            connection.execute(step)


def answers(path: Path) -> None:
    """What each address costs."""
    begun, clock = time.process_time(), time.perf_counter()
    shelf = Shelf(path)
    shelf.refresh()
    print(f"first copy: {time.process_time() - begun:,.1f} s processor, {time.perf_counter() - clock:,.1f} s clock")
    with TestClient(create_app(Desk(shelf)), base_url="http://localhost") as client:
        begun = time.process_time()
        while client.get("/api/search?q=abc").status_code != 200:
            time.sleep(1)
        client.get("/api/agreements"), client.get("/api/promises")
        print(f"index, standing things, ledger: {time.process_time() - begun:,.1f} s processor")
        for address in ADDRESSES:
            print(f"{address:60}", *_cost(client, address))


def _cost(client: TestClient, address: str) -> tuple[str, ...]:
    mark = "&" if "?" in address else "?"
    for turn in ("first", "second"):
        begun, clock = time.process_time(), time.perf_counter()
        answer = client.get(f"{address}{mark}turn={turn}")
    costs = (time.process_time() - begun) * 1000, (time.perf_counter() - clock) * 1000
    return f"{costs[0]:8,.0f} ms processor", f"{costs[1]:8,.0f} ms clock", str(answer.status_code)


async def load(address: str, readers: int, requests: int) -> tuple[list[float], list[str]]:
    """Seconds of each answer, and what failed, of readers that ask at once, each one address after the other."""
    took: list[float] = []
    failed: list[str] = []

    async def read(client: httpx.AsyncClient, number: int) -> None:
        for turn in range(requests):
            asked = ADDRESSES[(number + turn) % len(ADDRESSES)]
            begun = time.perf_counter()
            try:
                answer = await client.get(address + asked)
                if answer.status_code not in (200, 404):
                    failed.append(f"{asked}: {answer.status_code}")
            except httpx.HTTPError as error:
                failed.append(f"{asked}: {error!r}")
            took.append(time.perf_counter() - begun)

    limits = httpx.Limits(max_connections=readers)
    async with httpx.AsyncClient(timeout=600, limits=limits) as client:
        await asyncio.gather(*(read(client, n) for n in range(readers)))
    return took, failed


def under_load(path: Path, readers: int, requests: int, new: int) -> None:
    """Many readers while another process writes."""
    serve = [sys.executable, "-m", "dragoman", "serve", str(path), "--port", "0", "--no-browser"]
    with subprocess.Popen(serve, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        told = re.search(r"http://\S+", server.stdout.readline())
        assert told is not None
        address = told[0].rstrip("/")
        before = _reports(address)
        read = [sys.executable, "-m", "dragoman", "read", str(stories(path, new)), "--into", str(path)]
        with subprocess.Popen(read, stdout=subprocess.DEVNULL) as writer:
            took, failed = asyncio.run(load(address, readers, requests))
            print("still reading when the askers had done" if writer.poll() is None else "reading was done first")
        while _reports(address) < before + new:
            time.sleep(1)
        server.terminate()
    took.sort()
    print(f"{len(took):,} answers to {readers} readers at once: {len(failed)} failed; "
          f"median {took[len(took) // 2]:.2f} s, 95 % within {took[int(len(took) * 0.95)]:.2f} s; "
          f"all {new} new reports are shown")  # fmt: skip
    print(*failed[:5], sep="\n")


def stories(beside: Path, number: int) -> Path:
    """A folder of so many short reports for `dragoman read`."""
    folder = beside.with_name(f"{beside.stem}-stories")
    folder.mkdir(exist_ok=True)
    for n in range(1, number + 1):
        one, other = STATES[n % len(STATES)], STATES[(n // 8 + n + 1) % len(STATES)]
        text = STORY.format(n=n, o=n % 7, d=n % 28 + 1, a=one, b=other)
        (folder / f"{n}.txt").write_text(text, encoding="utf-8")
    return folder


def _reports(address: str) -> int:
    found = json.loads(httpx.get(f"{address}/api/meta", timeout=600).content)
    return next(int(c["number"]) for c in found["counts"] if c["name"] == "report")


def main() -> None:
    """Read the options, then measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=20_000)
    parser.add_argument("--record", type=Path, help="a record that is there, or where to keep the invented one")
    parser.add_argument("--readers", type=int, default=200)
    parser.add_argument("--requests", type=int, default=5, help="of each reader")
    parser.add_argument("--new", type=int, default=200, help="reports that are written meanwhile")
    asked = parser.parse_args()
    print(platform.platform(), f"DuckDB {duckdb.__version__}", files("dragoman"))
    with tempfile.TemporaryDirectory() as folder:
        path = asked.record or Path(folder) / "invented.duckdb"
        if not path.exists():
            invent(path, asked.reports)
        print(f"{path.stat().st_size / 1e6:,.0f} MB")
        answers(path)
        if asked.readers:
            under_load(path, asked.readers, asked.requests, asked.new)


if __name__ == "__main__":
    main()

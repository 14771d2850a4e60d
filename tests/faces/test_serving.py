"""`dragoman serve` and `dragoman mcp` as processes: where they listen, what they print, how they end."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from commandline import run

from dragoman.record.record import Record

sys.path.insert(0, str(Path(__file__).parents[1] / "record"))


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from invented import accord

    path = tmp_path_factory.mktemp("serving") / "small.duckdb"
    with Record.open(path, write=True) as record:
        record.add(accord(), "1.0")
        record.resolve()
    return path


@contextmanager
def serving(*arguments: str | Path) -> Iterator[str]:
    """A server that runs within the block; what it printed first."""
    command = [sys.executable, "-m", "dragoman", "serve", *map(str, arguments), "--no-browser"]
    copies, temporary = (Path(arguments[0]).parent / name for name in ("copies", "temporary"))
    temporary.mkdir(exist_ok=True)
    own = {"COLUMNS": "200", "DRAGOMAN_COPIES": str(copies), "TMPDIR": str(temporary)}
    environment = {**os.environ, **own}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as server:
        assert server.stdout is not None
        try:
            yield server.stdout.readline()
        finally:
            server.send_signal(signal.SIGINT)
            assert server.wait(60) == 0
            assert [*copies.glob(".making-*"), *temporary.iterdir()] == []


def fetched(address: str) -> dict[str, object]:
    with urllib.request.urlopen(address, timeout=60) as answer:
        found = json.load(answer)
    assert isinstance(found, dict)
    return found


def serve_first(record: Path) -> None:
    """Serve a record until its copy is kept for the next start."""
    with serving(record, "--port", "0", "--read-only") as said:
        told = re.fullmatch(r"Serving small\.duckdb at (http://127\.0\.0\.1:\d+/)\n", said)
        assert told, said
        meta = fetched(f"{told[1]}api/meta")
        assert (meta["record"], meta["read_only"]) == ("small.duckdb", True)
        with Record.open(record, write=True):  # the server holds nothing
            assert fetched(f"{told[1]}api/reports")["total"] == 1
        until = time.monotonic() + 60
        while not list((record.parent / "copies").glob("*/first.json")) and time.monotonic() < until:
            time.sleep(0.05)


def test_it_prints_where_it_serves_and_serves_there(small: Path) -> None:
    serve_first(small)


def test_beyond_this_machine_it_makes_a_token(small: Path) -> None:
    with serving(small, "--port", "0", "--host", "0.0.0.0") as said:
        told = re.search(r"http://0\.0\.0\.0:(\d+)/\?token=([\w-]{20,})\n", said)
        assert told, said
        address = f"http://127.0.0.1:{told[1]}/api/meta"
        with pytest.raises(urllib.error.HTTPError, match="401"):
            fetched(address)
        request = urllib.request.Request(address, headers={"Authorization": f"Bearer {told[2]}"})
        with urllib.request.urlopen(request, timeout=60) as answer:
            assert answer.status == 200


def test_the_next_start_takes_its_copy_until_that_is_dropped(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAGOMAN_COPIES", str(small.parent / "copies"))
    if "1 kept" not in run("copies", small).out:  # another process may have the tests before this one
        serve_first(small)
    before = run("copies", small)
    assert "1 kept" in before.out, before
    with serving(small, "--port", "0") as said:
        told = re.search(r"http://127\.0\.0\.1:\d+/", said)
        assert told, said
        assert fetched(f"{told[0]}api/meta")["read_only"] is False
        assert fetched(f"{told[0]}api/overview")["overdue_total"] == 0
        assert fetched(f"{told[0]}api/agreements")["total"] == 1
        assert "0 dropped" in run("copies", "--drop").out
    assert f"dropped  {small}" in run("copies", "--drop").out
    assert "0 kept" in run("copies").out
    monkeypatch.setenv("DRAGOMAN_COPIES", "none")
    assert "Nothing is kept" in run("copies").out


def test_what_cannot_be_served_is_said(small: Path, tmp_path: Path) -> None:
    missing = run("serve", tmp_path / "none.duckdb", "--no-browser")
    assert (missing.code, "There is no record at" in missing.err) == (2, True)
    assert "There is no record at" in run("mcp", tmp_path / "none.duckdb").err
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        refused = run("serve", small, "--no-browser", "--port", port)
    assert refused.code == 2
    assert f"Cannot listen on port {port} of 127.0.0.1" in refused.err
    assert "--port 0" in refused.err

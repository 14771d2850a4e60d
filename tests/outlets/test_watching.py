"""Files are taken apart by a process that is watched: what hangs, crashes or is too hungry is refused."""

import io
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from written_articles import text, zip_of

from dragoman.outlets import read_inputs, watching
from dragoman.outlets.watching import Process
from dragoman.settings import Settings
from dragoman.types import Refusal, Report

WORDS = "Ghana and Togo opened a bridge over the river at their border on Monday, the transport ministry said. Ref {}."
# A process in which texts that say so do what broken parsers do.
SPOILED = """
import io, os, time
from dragoman.outlets import formats, worker
plain = formats.BY_NAME["text"].read
def spoiled(stream, origin, settings, told):
    data = stream.read()
    if b"HANG" in data:
        time.sleep(60)
    if b"CRASH" in data:
        os.abort()
    if b"LEAVE" in data:
        os._exit(3)
    if b"HUNGRY" in data:
        bytearray(16 << 30)
    yield from plain(io.BytesIO(data), origin, settings, told)
formats.BY_SUFFIX[".txt"] = formats.BY_NAME["text"]._replace(read=spoiled)
worker.main()
"""
COMMAND = [sys.executable, "-c", SPOILED]


@pytest.fixture
def spoiled(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    held = watching.idle[:]
    watching.idle[:] = []
    monkeypatch.setattr(watching, "COMMAND", COMMAND)
    yield
    while watching.idle:
        watching.idle.pop().end()
    watching.idle[:] = held


def archive(folder: Path, *words: str) -> Path:
    members = {f"{i}.txt": text(WORDS.format(f"{i:02}"), word) for i, word in enumerate(words)}
    path = folder / "a.zip"
    path.write_bytes(zip_of(members))
    return path


@pytest.mark.usefixtures("spoiled")
def test_what_cannot_be_borne_is_refused_and_the_rest_is_read(tmp_path: Path) -> None:
    path = archive(tmp_path, "ONE", "CRASH", "TWO", "HUNGRY", "HANG", "SIX")
    found = list(read_inputs([path], Settings(report_seconds=8)))
    assert [r.origin.rpartition("!")[2] for r in found if r.origin] == [f"{i}.txt" for i in range(6)]
    assert [r.kind if isinstance(r, Refusal) else "" for r in found] == ["", "crash", "", "memory", "time", ""]
    assert len(watching.idle) == 1


@pytest.mark.usefixtures("spoiled")
def test_a_file_that_brings_down_too_many_processes_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "MOST_TRIES", 1)
    (refusal,) = read_inputs([archive(tmp_path, "LEAVE", "ONE")], Settings())
    assert isinstance(refusal, Refusal)
    assert refusal.kind == "crash"
    assert "what follows in this file was not read" in refusal.reason


def test_one_process_reads_one_file_after_the_other(tmp_path: Path) -> None:
    for name in ("a.md", "b.md", "c.md"):
        (tmp_path / name).write_text(WORDS.format(name))
    assert len(list(read_inputs([tmp_path], Settings()))) == 3
    assert len(watching.idle) == 1


def test_reading_that_is_given_up_leaves_no_process(tmp_path: Path) -> None:
    reports = read_inputs([archive(tmp_path, *["MANY"] * 300)], Settings())
    assert isinstance(next(reports), Report)
    before = len(watching.idle)
    reports.close()  # type: ignore[attr-defined]
    assert len(watching.idle) == before


def test_a_process_ends_when_nobody_asks_any_more() -> None:
    process = Process()
    stdin = process._process.stdin
    assert stdin is not None
    stdin.close()
    assert process.ending() == 0
    process.end()


def test_standard_input_is_taken_apart_too() -> None:
    (report,) = read_inputs(["-"], Settings(), io.BytesIO(zip_of({"a.txt": text(WORDS.format(1), "")})))
    assert isinstance(report, Report)
    assert report.origin == "standard input!a.txt"


def test_the_name_of_a_format_decides_for_standard_input() -> None:
    (report,) = read_inputs(["-"], Settings(), io.BytesIO(b"# A bridge\n\n" + WORDS.encode()), "markdown")
    assert isinstance(report, Report)
    assert report.title == "A bridge"

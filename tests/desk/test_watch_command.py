"""`dragoman watch` as a user runs it."""

import json
import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from commandline import Ran, run
from unruly import Says, Unruly, article, feed, item, unruly


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[Unruly]:
    monkeypatch.setenv("DRAGOMAN_LOOPBACK", "1")
    with unruly() as served:
        yield served


def watched(folder: Path, feeds: str, *options: str) -> Ran:
    path = folder / "feeds.toml"
    path.write_text(f"[desk]\npause = '1s'\n{feeds}", encoding="utf-8")
    return run("watch", path, "--into", folder / "desk.duckdb", *options)


def rows(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_a_round_without_anything_new(web: Unruly, tmp_path: Path) -> None:
    text = f"[feeds.wire]\naddress = '{web.say('/rss', feed())}'\n"
    done = watched(tmp_path, text, "--once", "--json")
    assert done.code == 0, done.err
    assert [r["kind"] for r in rows(done.out)] == ["polled", "round"]
    assert rows(done.out)[0]["at"].endswith("Z")
    status = watched(tmp_path, text, "--status")
    assert status.code == 0
    assert "No desk is at work." in status.out
    assert "wire" in status.out
    (row,) = rows(watched(tmp_path, text, "--status", "--json").out)
    assert (row["feed"], row["entries"], row["failures"]) == ("wire", 0, 0)


def test_a_round_in_which_something_fails(web: Unruly, tmp_path: Path) -> None:
    text = f"[feeds.wire]\naddress = '{web.say('/rss', Says(status=404))}'\n"
    done = watched(tmp_path, text, "--once")
    assert done.code == 1
    assert "wire could not be polled: the server answered 404" in done.err
    assert "404" in watched(tmp_path, text, "--status").out


def test_a_dry_run_leaves_no_trace(web: Unruly, tmp_path: Path) -> None:
    links = [web.say("/a", article("a")), "https://elsewhere.example/b"]
    text = f"[feeds.wire]\naddress = '{web.say('/rss', feed(*map(item, links)))}'\n"
    done = watched(tmp_path, text, "--dry-run")
    assert done.code == 0, done.err
    assert "1 of them passed over (it lies on elsewhere.example; if it should be got" in done.err + done.out
    assert "wire: 1 would be read" in done.out
    assert links[0] in done.out
    assert "1 passed over: it lies on elsewhere.example; if it should be got, add that to 'hosts'" in done.out
    assert sorted(p.name for p in tmp_path.iterdir()) == ["feeds.toml"]
    assert web.paths() == ["/rss"]
    found = rows(watched(tmp_path, text, "--dry-run", "--json").out)
    assert [(r["kind"], r["address"]) for r in found[1:]] == [("waiting", links[0]), ("passed", links[1])]


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        (("--for", "a while"), "'a while' is no duration"),
        (("--watchlists", "none.toml"), "none.toml"),
        (("--settings", "none.toml"), "none.toml"),
    ],
)
def test_options_that_cannot_be_used(tmp_path: Path, options: tuple[str, ...], problem: str) -> None:
    done = watched(tmp_path, "[feeds.a]\naddress = 'https://x.example/'\n", *options)
    assert done.code == 2
    assert problem in done.err.replace("\n", " ")


def test_a_file_of_feeds_that_cannot_be_used(tmp_path: Path) -> None:
    done = watched(tmp_path, "[feeds.a]\naddr = 'https://x.example/'\n", "--once")
    assert done.code == 2
    assert "feeds.a.addr: there is no such key. The keys are: address, kind" in done.err


def test_private_networks_are_never_asked(tmp_path: Path) -> None:
    with unruly() as served:
        done = watched(tmp_path, f"[feeds.a]\naddress = '{served.say('/rss', feed())}'\n", "--once")
        assert served.asked == []
    assert done.code == 1
    assert "no public address" in done.err


@pytest.mark.parametrize("signals", [1, 2])
def test_the_first_interrupt_ends_well_and_the_second_at_once(
    web: Unruly, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], signals: int
) -> None:
    """The second one ends the process, which here is that of the tests: it only says so."""

    class AtOnceError(BaseException):
        pass

    def end(code: int) -> None:
        raise AtOnceError(code)

    def interrupt() -> None:
        while "/rss" not in web.paths():
            time.sleep(0.01)
        for _ in range(signals):
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(0.05)

    before = signal.getsignal(signal.SIGINT)
    monkeypatch.setattr(os, "_exit", end)
    slow = Says(feed().body, media="application/rss+xml", drip=0.005)
    text = f"[feeds.wire]\naddress = '{web.say('/rss', slow)}'\n"
    thread = threading.Thread(target=interrupt)
    thread.start()
    if signals == 1:
        done = watched(tmp_path, text, "--json")
        assert done.code == 0
        assert [r["kind"] for r in rows(done.out)] == ["polled"]
        assert "Ending after the article at hand" in capfd.readouterr().err
    else:
        with pytest.raises(AtOnceError, match="130"):
            watched(tmp_path, text)
    thread.join()
    assert signal.getsignal(signal.SIGINT) is before

"""Requests, each in a thread of its own, so that a slow host keeps nobody waiting but those who want it."""

import queue
import signal
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace

from dragoman.desk.listing import Listing
from dragoman.desk.plan import Feed, host_of
from dragoman.desk.state import Cursor, Link
from dragoman.outlets.fetching import Fetched, FetchRefused, FetchRules, Robots, fetch
from dragoman.types import Refusal, Report

Ask = Callable[["Errand"], "Answer"]
Make = Callable[["Answer"], "Made"]
Made = Listing | Report | Refusal | FetchRefused | None


@dataclass(frozen=True, slots=True)
class Errand:
    """A request to be made: for the list of a feed (`of` is its cursor) or for an article (its link)."""

    feed: Feed
    of: Cursor | Link
    rules: FetchRules

    @property
    def host(self) -> str:
        """The host that is asked first."""
        return host_of(self.of.address)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of an errand, and what was made of it (see making.py).

    `delay` are the seconds between two requests that the host's robots.txt asks for, or null.
    """

    errand: Errand
    came: Fetched | FetchRefused
    delay: float | None = None
    made: Made = None


class Asking:
    """Requests under way; `take` gives out what came, in the order in which it came."""

    def __init__(self, ask: Ask, make: Make) -> None:
        """`ask` makes a request, `make` takes its answer apart; both are run in threads."""
        self._ask, self._make = ask, make
        self._came: queue.SimpleQueue[Answer] = queue.SimpleQueue()
        self.under_way: dict[str, Errand] = {}  # by host

    @property
    def busy(self) -> frozenset[str]:
        """The hosts that may be asked at the moment: those of the errands, and those to which they may be led."""
        return frozenset().union(*(e.feed.allowed for e in self.under_way.values()))

    def start(self, errand: Errand) -> None:
        """Make a request."""
        self.under_way[errand.host] = errand
        threading.Thread(target=self._run, args=(errand,), daemon=True, name=f"asking {errand.host}").start()

    def _run(self, errand: Errand) -> None:
        _spare_children()
        failure = FetchRefused(
            errand.of.address, "failed", "it could not be taken apart for a reason of ours; please report it"
        )
        answer = Answer(errand, failure)
        try:
            asked = self._ask(errand)
            answer = replace(asked, made=self._make(asked))
        finally:  # whatever happens, the desk must not wait for ever
            self._came.put(answer)

    def take(self, seconds: float) -> Answer | None:
        """The next answer, or null if none comes within so many seconds."""
        try:
            answer = self._came.get(timeout=max(seconds, 0.0))
        except queue.Empty:
            return None
        del self.under_way[answer.errand.host]
        return answer


def _spare_children() -> None:
    """Have processes that this thread starts spared by a Ctrl+C in the terminal, which reaches all of a program's.

    They end with the desk; else one would fall in the middle of the article at hand.
    """
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})


class Web:
    """The web, asked within the rules and as each host's robots.txt allows."""

    def __init__(self) -> None:
        """No robots.txt is known yet."""
        self._robots: dict[str, Robots] = {}

    def ask(self, errand: Errand) -> Answer:
        """Make a request and wait for its answer."""
        # The lane of the host waits after trouble, so a robots.txt that could not be had is asked for each time.
        robots = self._robots.setdefault(errand.host, Robots(trouble=0.0))
        of = errand.of
        etag, modified = (of.etag, of.modified) if isinstance(of, Cursor) else (None, None)
        came: Fetched | FetchRefused
        try:
            came = fetch(of.address, errand.rules, robots, etag=etag, modified=modified)
        except FetchRefused as refused:
            came = refused
        return Answer(errand, came, robots.delay(of.address))

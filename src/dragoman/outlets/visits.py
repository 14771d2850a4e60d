"""Many pages got in one reading: each host is asked no faster than it wishes, and left alone when it asks for that."""

import time
from collections.abc import Callable
from urllib.parse import urlsplit

from dragoman.outlets.courtesy import in_words
from dragoman.outlets.fetching import TOO_MANY, Fetched, FetchRefused, FetchRules, Robots, fetch

PATIENCE = 30.0  # seconds that are waited for one page; whoever asks for more is not asked again in this reading
UNSAID = 60.0  # seconds for a server that is asked too often and does not say how long to wait
BUSY = 503


class Visits:
    """The hosts that were asked, and when each may be asked again."""

    def __init__(
        self, clock: Callable[[], float] = time.monotonic, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        """None was asked yet; `clock` counts seconds, `sleep` waits so many."""
        self._clock, self._sleep = clock, sleep
        self._robots = Robots(clock)
        self._until: dict[str, float] = {}

    def get(self, url: str, rules: FetchRules) -> Fetched:
        """A page; where its host is busy for a short while, it is waited for and asked once more.

        Raises FetchRefused.
        """
        host = _host(url)
        again = False
        while True:
            self._wait(url, host)
            try:
                return self._got(url, host, rules)
            except FetchRefused as refused:
                wait = _asked(refused)
                self._until[host] = max(self._until.get(host, 0.0), self._clock() + (wait or 0.0))
                if wait is None or wait > PATIENCE or again:
                    raise
            again = True

    def _wait(self, url: str, host: str) -> None:
        left = self._until.get(host, 0.0) - self._clock()
        if left > PATIENCE:
            reason = f"its host asked to be left alone, so it was not asked for; try again in {in_words(left)}"
            raise FetchRefused(url, "status", reason, status=TOO_MANY, retry_after=round(left))
        if left > 0:
            self._sleep(left)

    def _got(self, url: str, host: str, rules: FetchRules) -> Fetched:
        try:
            return fetch(url, rules, self._robots)
        finally:
            if host:
                self._until[host] = self._clock() + min(self._robots.delay(url) or 0.0, PATIENCE)


def _host(url: str) -> str:
    try:
        return urlsplit(url).netloc.casefold()
    except ValueError:  # it is refused when it is asked for
        return ""


def _asked(refused: FetchRefused) -> float | None:
    """How long the host of a page is to be left alone, or null if it did not ask for it."""
    if refused.status == TOO_MANY:
        return UNSAID if refused.retry_after is None else refused.retry_after
    return refused.retry_after if refused.status == BUSY else None

"""When a host may be asked: one request at a time, a pause between two, and longer and longer waits after trouble."""

import random
from dataclasses import dataclass, replace

from dragoman.outlets.fetching import FetchRefused

FIRST, LONGEST = 60.0, 6 * 3600.0  # seconds of back-off: after the first trouble, and at most
ASKED_AT_MOST = 86_400.0  # a server that asks for a longer wait gets a day
TROUBLES = ("network", "time")  # kinds of refusals that tell of the host and not of the page
BUSY = (429, 503)


@dataclass(frozen=True, slots=True)
class Lane:
    """What is known of a host: when the next request may be made, and how often in a row it failed, and why.

    `ready` is the end of the pause after the last request, `until` that of the back-off; seconds since 1970.
    """

    host: str
    ready: float = 0.0
    until: float = 0.0
    failures: int = 0
    problem: str | None = None

    @property
    def free(self) -> float:
        """When it may be asked."""
        return max(self.ready, self.until)


def is_trouble(refused: FetchRefused) -> bool:
    """Whether a failure tells of the host: it is overloaded, broken, slow or not there."""
    return refused.kind in TROUBLES or (refused.status or 0) >= 500 or refused.status == BUSY[0]


def answered(lane: Lane, now: float, pause: float) -> Lane:
    """After an answer, even one that says no: the host works."""
    return Lane(lane.host, now + pause)


def troubled(lane: Lane, now: float, pause: float, refused: FetchRefused, chance: random.Random) -> Lane:
    """After trouble: it is left alone twice as long as the last time, or as long as it asks."""
    failures = lane.failures + 1
    wait = min(FIRST * 2 ** min(failures - 1, 20), LONGEST) * chance.uniform(1.0, 1.2)
    wait = max(wait, min(float(refused.retry_after or 0), ASKED_AT_MOST))
    return replace(lane, ready=now + pause, until=now + wait, failures=failures, problem=refused.reason)

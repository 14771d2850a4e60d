"""The time, as the desk asks for it: a test can put another clock in its place, and a stop ends every wait."""

import threading
import time
from typing import Protocol


class Clock(Protocol):
    """Seconds since 1970, and waiting."""

    def now(self) -> float:
        """The time."""

    def wait(self, seconds: float) -> None:
        """Wait so long, or until somebody asks to stop."""

    def stopped(self) -> bool:
        """Whether somebody asked to stop."""


class WallClock:
    """The time of this machine."""

    def __init__(self) -> None:
        """Nobody has asked to stop."""
        self._stop = threading.Event()

    def now(self) -> float:
        """The time."""
        return time.time()

    def wait(self, seconds: float) -> None:
        """Wait so long, or until `stop`."""
        self._stop.wait(max(seconds, 0.0))

    def stopped(self) -> bool:
        """Whether `stop` was called."""
        return self._stop.is_set()

    def stop(self) -> None:
        """Ask to stop; waits end at once."""
        self._stop.set()

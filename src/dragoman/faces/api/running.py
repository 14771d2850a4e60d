"""Running the server until somebody ends it; what is being worked out then is left as it is."""

import os
import signal
import socket
import sys
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from types import FrameType

import uvicorn
from starlette.types import ASGIApp

from dragoman.faces.api.doorway import Doorway
from dragoman.faces.api.first import FirstAnswer
from dragoman.faces.api.guard import Rules

GRACE = 2  # seconds that answers under way have when the server ends


@dataclass(frozen=True, slots=True)
class Served:
    """What is served: the open socket, how the app is made, whom it answers, the first answers that were kept.

    `idle`: seconds until an idle connection is closed; `ending`: set as soon as the server is to end.
    """

    socket: socket.socket
    make: Callable[[], ASGIApp]
    rules: Rules
    first: Mapping[str, FirstAnswer]
    idle: int
    ending: threading.Event


class _Server(uvicorn.Server):
    """One that says at once that it is to end, so that nobody waits for what will not be there."""

    def __init__(self, config: uvicorn.Config, ending: threading.Event) -> None:
        super().__init__(config)
        self.ending = ending

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self.ending.set()
        super().handle_exit(sig, frame)


def run(served: Served) -> None:
    """Serve until Ctrl+C or SIGTERM; raises what making the app raised."""
    signal.signal(signal.SIGTERM, _as_interrupt)

    def failed() -> None:
        server.should_exit = True

    doorway = Doorway(served.make, served.rules, served.first, failed, served.ending)
    config = uvicorn.Config(
        doorway, log_level="warning", access_log=False, server_header=False, timeout_graceful_shutdown=GRACE,
        timeout_keep_alive=served.idle,
    )  # fmt: skip
    server = _Server(config, served.ending)
    with suppress(KeyboardInterrupt):
        server.run(sockets=[served.socket])
    if doorway.trouble is not None:
        raise doorway.trouble


def leave() -> None:
    """End the process at once: nobody needs what threads still work out, and giving back memory takes seconds."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)


def _as_interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt

"""Libraries of others: what they complain of, in one line and in Python's own terms."""

from collections.abc import Iterator
from contextlib import contextmanager

OURS = ("builtins", "dragoman")


def complaint(error: Exception, most: int = 120) -> str:
    """What an error says, in one line of so many characters at most; its kind if it says nothing."""
    return " ".join(str(error).split())[:most].rstrip() or type(error).__name__


@contextmanager
def reaching() -> Iterator[None]:
    """What a place's library raises (no network, no credentials, no such bucket ...) becomes an OSError.

    Each of these libraries has errors of its own, which are none of Python's; Python's own and ours pass as they are.
    """
    try:
        yield
    except Exception as error:
        if isinstance(error, OSError) or type(error).__module__.partition(".")[0] in OURS:
            raise
        raise OSError(complaint(error, most=1_000)) from error

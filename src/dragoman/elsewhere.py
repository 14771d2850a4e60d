"""Places elsewhere: what the libraries that reach them complain of, in Python's own terms."""

from collections.abc import Iterator
from contextlib import contextmanager

OURS = ("builtins", "dragoman")


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
        raise OSError(" ".join(str(error).split()) or type(error).__name__) from error

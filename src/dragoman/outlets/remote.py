"""Files elsewhere, as fsspec reaches them: s3://bucket/news/*.warc.gz, gs://, sftp://, memory:// ..."""

import re
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any, BinaryIO
from urllib.parse import unquote, urlsplit

import fsspec

from dragoman.elsewhere import complaint, reaching
from dragoman.errors import ExtraMissing, InputMissing, PlaceUnreachable

SCHEME = re.compile(r"([a-z][a-z0-9+.-]+)://", re.IGNORECASE)
MAGIC = re.compile(r"[*?[]")
WEB = ("http", "https")
# What fsspec must not do for us: get pages without the limits of fetching.py, or chain one place to another.
CHAINED = "::"
EXTRAS = {"s3": "s3", "s3a": "s3"}


def is_web(name: str) -> bool:
    """Whether a name is the address of a page."""
    scheme = SCHEME.match(name)
    return scheme is not None and scheme[1].casefold() in WEB


def is_remote(name: str) -> bool:
    """Whether a name is an address of another kind."""
    return SCHEME.match(name) is not None and not is_web(name)


def here(name: str) -> str:
    """A name, or the path that stands for an address of this machine (file:///home/ann/news)."""
    parts = urlsplit(name) if name.casefold().startswith("file://") else None
    return unquote(parts.path) if parts is not None and parts.netloc in ("", "localhost") else name


def expanded(address: str) -> list[str]:
    """The files that an address stands for: itself, those that fit a pattern, or all below a folder, in order.

    Raises InputMissing, or ExtraMissing if the place needs a library that is not installed.
    """
    system, path = _place(address)
    try:
        with reaching():
            found = _found(system, path)
    except FileNotFoundError as error:
        raise InputMissing(address) from error
    except (OSError, ValueError) as error:
        raise PlaceUnreachable(address, complaint(error, 160).rstrip(".")) from error
    if not found:
        raise InputMissing(address)
    return [str(system.unstrip_protocol(path)) for path in found]


def _found(system: Any, path: str) -> list[str]:
    if MAGIC.search(path):
        return sorted(system.glob(path))
    if system.isdir(path):
        return sorted(system.find(path))
    return [path] if system.exists(path) else []


@contextmanager
def opened(address: str) -> Iterator[BinaryIO]:
    """The bytes of a file elsewhere; raises OSError, also where reading them fails."""
    system, path = _place(address)
    with reaching(), closing(system.open(path, "rb")) as stream:
        yield stream


def _place(address: str) -> tuple[Any, str]:
    scheme = address.partition("://")[0].casefold()
    if CHAINED in address:
        raise InputMissing(f"{address} (addresses that are chained with '::' are not read)")
    try:
        with reaching():
            system, path = fsspec.core.url_to_fs(address)
    except ImportError as error:
        library = {"s3": "s3fs", "s3a": "s3fs"}.get(scheme, str(error).partition(" ")[2].partition(" ")[0] or scheme)
        raise ExtraMissing(f"Reading from {scheme}://", library, EXTRAS.get(scheme, "s3")) from error
    except (OSError, ValueError) as error:
        raise InputMissing(f"{address} ({complaint(error, 160).rstrip('.')})") from error
    return system, str(path)

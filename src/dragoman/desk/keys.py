"""The keys of feeds.toml: of what kind a value is, and what is wrong with one that is not."""

import re
from collections.abc import Callable
from dataclasses import MISSING, Field, field
from typing import Any
from urllib.parse import urlsplit

from lxml import etree

DURATION = re.compile(r"(\d+(?:\.\d+)?)\s*(s|m|h|d)")
UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
HOST = re.compile(r"(?!-)[\w-]+(?:\.[\w-]+)*")


class BadValueError(ValueError):
    """A value that cannot be used: what is wrong with it, and what to do."""

    def __init__(self, problem: str, remedy: str) -> None:
        """Both without a full stop."""
        super().__init__(f"{problem}; {remedy}")
        self.problem, self.remedy = problem, remedy


def key(kind: str, says: str, default: object = MISSING, *limits: Any) -> Any:
    """A field of a table: its kind (a key of READ), what it means, its default, and its limits or choices."""
    metadata = {"kind": kind, "says": says, "limits": limits}
    return field(metadata=metadata) if default is MISSING else field(default=default, metadata=metadata)


def value_of(of: Field[Any], value: object) -> Any:
    """The value of a key as the program needs it; raises BadValueError."""
    return READ[of.metadata["kind"]](value, of.metadata["limits"])


def seconds(text: object) -> float:
    """The seconds of a duration ("90s", "15m", "2h", "1d"), or of a plain number; raises BadValueError."""
    if isinstance(text, int | float) and not isinstance(text, bool):
        return float(text)
    found = DURATION.fullmatch(text.strip()) if isinstance(text, str) else None
    if found is None:
        raise BadValueError(f"{text!r} is no duration", "write it as in '90s', '15m', '2h' or '1d'")
    return float(found[1]) * UNITS[found[2]]


def duration(value: float) -> str:
    """Seconds as people write them: 900 is 15m."""
    for unit, size in reversed(UNITS.items()):
        if value >= size and value % size == 0:
            return f"{value / size:g}{unit}"
    return f"{value:g}s"


def _duration(value: object, limits: tuple[Any, ...]) -> float:
    found = seconds(value)
    least, most = (*limits, 30 * 86_400)[:2]
    if not least <= found <= most:
        raise BadValueError(f"{value!r} is out of bounds", f"it lies between {duration(least)} and {duration(most)}")
    return found


def _number(value: object, limits: tuple[Any, ...]) -> int:
    least, most = (*limits, 1_000_000)[:2]
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise BadValueError(f"{value!r} is out of bounds", f"write a whole number between {least:,} and {most:,}")
    return value


def _choice(value: object, limits: tuple[Any, ...]) -> str:
    (choices,) = limits
    if value not in choices:
        raise BadValueError(f"{value!r} is none of its values", f"they are: {', '.join(choices)}")
    return str(value)


def _text(value: object, _: tuple[Any, ...]) -> str:
    if not isinstance(value, str) or not value.strip():
        raise BadValueError(f"{value!r} is no text", "write some words in quotation marks")
    return " ".join(value.split())


def _texts(value: object, limits: tuple[Any, ...]) -> tuple[str, ...]:
    if not isinstance(value, list) or not value:
        raise BadValueError(f"{value!r} is no list", "write texts in brackets, as in ['/news/*']")
    return tuple(_text(v, limits) for v in value)


def _address(value: object, _: tuple[Any, ...]) -> str:
    text = value.strip() if isinstance(value, str) else ""
    try:
        parts = urlsplit(text)
        host, _port = parts.hostname, parts.port
    except ValueError:
        host, parts = None, urlsplit("")
    if parts.scheme not in ("http", "https") or not host or any(c.isspace() for c in text):
        raise BadValueError(
            f"{value!r} is no address", "write the whole of it, as in 'https://news.example.org/rss.xml'"
        )
    if parts.username or parts.password:
        raise BadValueError("it holds a name or a password", "pages that need one are not watched")
    return text


def _hosts(value: object, limits: tuple[Any, ...]) -> tuple[str, ...]:
    hosts = _texts(value, limits)
    for host in hosts:
        if not HOST.fullmatch(host):
            raise BadValueError(
                f"{host!r} is no host", "write its name alone, as in 'www.example.org'; each name by itself"
            )
    return tuple(host.casefold() for host in hosts)


def _xpath(value: object, limits: tuple[Any, ...]) -> str:
    text = _text(value, limits)
    try:
        etree.XPath(text)
    except etree.XPathSyntaxError as error:
        raise BadValueError(
            f"{text!r} is no XPath ({error})", "write it as in '//main' or '//div[@id=\"news\"]'"
        ) from error
    return text


READ: dict[str, Callable[[object, tuple[Any, ...]], Any]] = {
    "duration": _duration,
    "number": _number,
    "choice": _choice,
    "text": _text,
    "texts": _texts,
    "address": _address,
    "hosts": _hosts,
    "xpath": _xpath,
}

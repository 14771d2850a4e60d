"""Ids made of content: the same words at the same place always get the same id."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator

LENGTH = 16  # hexadecimal digits: a clash is to be expected at some four billion rows


def content_id(*parts: object) -> str:
    """The first 16 hexadecimal digits of the SHA-256 of the parts; null, "" and () are told apart."""
    joined = "\x1f".join(repr(p) for p in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:LENGTH]


def text_digest(text: str) -> str:
    """The SHA-256 of a report's text, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def told_apart(ids: Iterable[str]) -> Iterator[str]:
    """The ids, with another one in place of each that was there before: one report may tell the same twice."""
    seen: Counter[str] = Counter()
    for identity in ids:
        seen[identity] += 1
        yield identity if seen[identity] == 1 else content_id(identity, seen[identity])

"""Where a report says that it has its matter from another outlet: datelines, bylines, signatures, "X reported"."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Any

from dragoman.atlas.atlas import Atlas
from dragoman.language.lexicon import table
from dragoman.record.resolving.publishers import folded, known_outlet
from dragoman.record.resolving.shingles import ENDS

START, END, LEAD = 200, 300, 2  # characters, characters, sentences
NAME = r"(?P<outlet>(?:[Tt]he\s+)?[A-Z0-9][\w.&'’]*(?:[ -](?:of\s+)?[A-Z0-9&][\w&'’]*){0,5})"


@dataclass(frozen=True, slots=True)
class Credit:
    """An outlet that a report credits: its name as written, where, and for how much.

    `scope` whole or lead; `pattern` the name of the pattern in credits.toml; an author's name stands at 0 to 0.
    """

    name: str
    scope: str
    pattern: str
    start: int
    end: int


def find_credits(text: str, author: str | None, atlas: Atlas) -> tuple[Credit, ...]:
    """Every outlet that the report credits, in the order of the text, each once; the author's line comes first."""
    found = [*_author(author, atlas), *sorted(_in_text(text, atlas), key=lambda c: (c.scope != "whole", c.start))]
    first: dict[str, Credit] = {}
    for credit in found:
        first.setdefault(known_outlet(credit.name, atlas) or folded(credit.name), credit)
    return tuple(first.values())


def _author(author: str | None, atlas: Atlas) -> Iterator[Credit]:
    if author and known_outlet(author, atlas):
        yield Credit(author, "whole", "author", 0, 0)


def _in_text(text: str, atlas: Atlas) -> Iterator[Credit]:
    for name, pattern in _patterns().items():
        start, end = _stretch(text, pattern["where"])
        for match in pattern["compiled"].finditer(text, start, end):
            outlet = match["outlet"]
            if not pattern.get("known", False) or _is_outlet(outlet, atlas):
                yield Credit(outlet, pattern["scope"], name, match.start("outlet"), match.end("outlet"))


def _is_outlet(name: str, atlas: Atlas) -> bool:
    last = name.split()[-1].casefold()
    return last in table("en", "credits")["outlet_words"] or known_outlet(name, atlas) is not None


def _stretch(text: str, where: str) -> tuple[int, int]:
    if where == "start":
        return 0, min(START, len(text))
    if where == "end":
        return max(0, len(text.rstrip()) - END), len(text.rstrip())
    ends = [m.start() for m in islice(ENDS.finditer(text), LEAD)]
    return 0, ends[LEAD - 1] if len(ends) >= LEAD else len(text)


@cache
def _patterns() -> Mapping[str, Mapping[str, Any]]:
    found = table("en", "credits")["patterns"]
    return {k: {**p, "compiled": re.compile(p["regex"].replace("{outlet}", NAME))} for k, p in found.items()}

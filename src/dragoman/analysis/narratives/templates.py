"""Templates: what a wording becomes. The forms stand in templates.toml, the words in lexicons/*/narratives.toml."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from dragoman.data import data_of
from dragoman.language.lexicon import table

WINDOWS = ("before", "after", "all", "day")
OURS = ("title", "kinds", "act", "window", "months", "opposite", "reason")


@dataclass(frozen=True, slots=True)
class Template:
    """A sort of claim: which ties (`kinds`) or acts tell it, the period it means, and the fields of its form.

    `window`: before, after, all or day, from the day of the claim, of so many `months`; `opposite`: the name of the
    template whose claims dispute it, or "".
    """

    name: str
    title: str
    kinds: tuple[str, ...]
    act: bool
    window: str
    months: int
    opposite: str
    reason: str
    fields: Mapping[str, Any] = field(hash=False)


@cache
def templates() -> Mapping[str, Template]:
    """The templates by name."""
    found = data_of("dragoman.analysis.narratives", "templates.toml")
    return {name: _template(name, row) for name, row in found.items()}


def _template(name: str, row: Mapping[str, Any]) -> Template:
    fields = {k: tuple(v) if isinstance(v, list) else v for k, v in row.items() if k not in OURS}
    assert row["window"] in WINDOWS
    return Template(
        name=name,
        title=row["title"],
        kinds=tuple(row["kinds"]),
        act=row.get("act", False),
        window=row["window"],
        months=row["months"],
        opposite=row["opposite"],
        reason=row["reason"],
        fields=fields,
    )


@dataclass(frozen=True, slots=True)
class Worded:
    """A template that fits words of a claim, and these words."""

    template: Template
    words: str


def worded(text: str, kind: str) -> Worded | None:
    """The template that fits the words of a tie of a kind; the longest words that stand in them decide."""
    found = [
        Worded(templates()[name], match[0])
        for name, pattern in _patterns().items()
        if kind in templates()[name].kinds
        for match in pattern.finditer(text)
    ]
    return max(found, key=lambda w: len(w.words), default=None)


def first_told(sentence: str) -> Worded | None:
    """The template of an act that a sentence calls a first: "their first meeting", "for the first time"."""
    for template in templates().values():
        found = _firsts(template.name).search(sentence) if template.act else None
        if found is not None:
            return Worded(template, found[0])
    return None


def doubted(sentence: str) -> str | None:
    """The words by which a sentence doubts what it tells, or null."""
    found = _doubt().search(sentence)
    return None if found is None else found[0]


def pattern_of(template: str) -> re.Pattern[str]:
    """The words of a template, as a pattern."""
    return _patterns()[template]


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    words = table("en", "narratives")
    return {name: _pattern(words[name]["words"]) for name in templates()}


@cache
def _doubt() -> re.Pattern[str]:
    return _pattern(table("en", "narratives")["doubt"]["words"])


@cache
def _firsts(name: str) -> re.Pattern[str]:
    words = table("en", "narratives")[name]
    nouns = "|".join(map(re.escape, words["nouns"]))
    return re.compile(rf"\bfirst (?:[\w-]+ ){{0,2}}(?:{nouns})\b|{_pattern(words['words']).pattern}", re.IGNORECASE)


def _pattern(words: list[str]) -> re.Pattern[str]:
    ordered = sorted(words, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, ordered))})(?!\w)", re.IGNORECASE)

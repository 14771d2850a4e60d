"""Numbers with units: sums of money, volumes, capacities, lengths and terms, in the text's words."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from dragoman.language.lexicon import table

SMALL = r"(?:\d[\d,.]*\d|\d|{words})"
RANGE = r"{n}(?:\s*(?:-|–|to|and)\s*{n})?"

LARGE = 10_000


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount in the text's words with its bounds in the unit: `unit` names what `low` and `high` count."""

    what: str
    words: str
    low: float
    high: float
    unit: str

    def __str__(self) -> str:
        """The words, with the number and unit behind them where the words do not say both."""
        bounds = " to ".join(dict.fromkeys((_plain(self.low), _plain(self.high))))
        return self.words if self.unit.split()[0] in self.words else f"{self.words} ({bounds} {self.unit})"


def _plain(value: float) -> str:
    return f"{value:,.0f}" if value >= LARGE else f"{value:g}"


@cache
def _patterns() -> tuple[tuple[str, str, float, re.Pattern[str], tuple[str, ...]], ...]:
    """(what, unit, factor, pattern, words of which each match has one, in small letters) of every unit."""
    source = table("en", "quantities")
    number = SMALL.format(words="|".join(sorted(source["numbers"], key=len, reverse=True)))
    digits = rf"({RANGE.format(n=SMALL.format(words='(?!)'))})(?:[\s-]*({'|'.join(source['magnitudes'])})(?!\w))?"
    amount = rf"({RANGE.format(n=number)})(?:[\s-]+({'|'.join(source['magnitudes'])}))?"
    found = []
    for row in source["unit"]:
        factor = float(row.get("factor", 1))
        names = "|".join(re.escape(n) for n in sorted(row["words"], key=len, reverse=True))
        prefix = "|".join(re.escape(n) for n in sorted(row.get("before", []), key=len, reverse=True))
        rest = rf"(?:[\s-]*(?:{names})(?!\w))"
        if prefix:
            pattern = _compiled(rf"(?<!\w)(?:{prefix})\s*{digits}")
            found.append((row["what"], row["unit"], factor, pattern, tuple(w.lower() for w in row["before"])))
        pattern = _compiled(rf"(?<![\w.,]){amount}{rest}")
        found.append((row["what"], row["unit"], factor, pattern, tuple(w.lower() for w in row["words"])))
    return tuple(found)


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def numbers() -> Mapping[str, int]:
    """Words for numbers and what they count."""
    return table("en", "quantities")["numbers"]  # type: ignore[no-any-return]


def quantities(text: str) -> list[Quantity]:
    """Every quantity in a stretch of text, in text order; of two that overlap the longer."""
    found: list[tuple[int, int, Quantity]] = []
    low = text.lower() if text.isascii() else None  # of other letters some count as those of a word whatever their case
    for what, unit, factor, pattern, words in _patterns():
        if low is None or any(word in low for word in words):
            for match in pattern.finditer(text):
                found.append((match.start(), match.end(), _quantity(what, unit, factor, match)))
    found.sort(key=lambda f: (f[0], -f[1]))
    kept: list[Quantity] = []
    reached = -1
    for start, end, quantity in found:
        if start >= reached:
            kept.append(quantity)
            reached = end
    return kept


def _quantity(what: str, unit: str, factor: float, match: re.Match[str]) -> Quantity:
    times = factor * float(table("en", "quantities")["magnitudes"].get((match[2] or "").lower(), 1))
    values = [times * v for v in _values(match[1])]
    return Quantity(what, match[0].strip(), min(values), max(values), unit)


def _values(words: str) -> Iterator[float]:
    for part in re.split(r"\s*(?:–|-|\bto\b|\band\b)\s*", words.lower()):
        plain = part.replace(",", "").strip(" .")
        if plain:
            yield float(numbers()[plain]) if plain in numbers() else float(re.sub(r"\.(?=.*\.)", "", plain))

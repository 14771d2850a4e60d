"""Figures that sentences tell, compared as ranges: what is said of one time stands side by side, never averaged."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from dragoman.analysis.days import day_of
from dragoman.analysis.narratives.effects import Effect
from dragoman.analysis.narratives.levels import Bar, Base, Case
from dragoman.analysis.narratives.outcome import CONTRADICTED, SUPPORTED, UNSUPPORTED, Outcome, untold
from dragoman.analysis.narratives.periods import Stretch
from dragoman.errors import FormUnusable
from dragoman.language.lexicon import table

Range = tuple[float, float, float]  # lowest, highest and middle figure


def figures_compared(case: Case) -> Outcome:
    """The figures of the period against those before it; they differ only where their ranges do not meet."""
    own, told = _range(case, case.claimed), _figure_bases(case)
    assert case.before is not None
    before = _range(case, case.before)
    found = _held(case, own, before)
    return replace(found, bars=tuple(b.bar for b in told), bases=tuple(b for b in told if b.bar.is_compared))


def _held(case: Case, own: Range | None, before: Range | None) -> Outcome:
    if own is None or before is None:
        where = "the period" if own is None else "the time before it"
        return untold(f"no sentence tells of {where} a figure in {case.form.unit}")
    falling, extreme = case.form.falling, case.form.compare.endswith("so far")
    reference = (before[0] if falling else before[1]) if extreme else before[2]
    low, high = own[0] / (before[1] or 1), own[1] / (before[0] or 1)
    effect = Effect(
        "ratio", "all before", own[2], reference, own[2] / (reference or 1), low, high, 1.0, case.form.margin
    )
    more = own[1] < before[0] if falling else own[0] > before[1]
    less = own[0] > reference if falling else own[1] < reference
    verdict = SUPPORTED if more else CONTRADICTED if less else UNSUPPORTED
    return Outcome(verdict, effect, note="figures as told, lowest against highest; they have no chance of error")


def _range(case: Case, stretch: Stretch) -> Range | None:
    """The lowest, the highest and the middle figure of a stretch."""
    found = sorted(v for e in case.inside(stretch) for v in figures(e.sentence, case.form.unit or ""))
    return (found[0], found[-1], found[len(found) // 2]) if found else None


def _figure_bases(case: Case) -> tuple[Base, ...]:
    stretches: list[tuple[Stretch, str]] = [(b, "before") for b in case.blocks]
    if not stretches and case.before is not None:
        stretches = [(case.before, "before")]
    later = [(s, "after") for s in case.later]
    return tuple(_base(case, s, side) for s, side in (*stretches, (case.claimed, "claimed"), *later))


def _base(case: Case, stretch: Stretch, side: str) -> Base:
    low, high, middle = _range(case, stretch) or (0.0, 0.0, 0.0)
    days = day_of(stretch.first).isoformat(), day_of(stretch.last).isoformat()
    told = tuple(e for e in case.inside(stretch) if figures(e.sentence, case.form.unit or ""))
    return Base(Bar(stretch.name, side, *days, len(told), middle, 1.0, middle, low, high, side != "after"), told)


def figures(sentence: str, unit: str) -> list[float]:
    """Every figure of a sentence in a unit of the lexicon: "435 million dollars" -> 435000000; raises FormUnusable."""
    after, before = _patterns(unit)
    found = [*after.finditer(sentence), *(before.finditer(sentence) if before else ())]
    return [_value(m) for m in found]


def _value(match: re.Match[str]) -> float:
    number = float(match["number"].replace(",", ""))
    magnitude = (match["magnitude"] or "").strip().lower()
    return number * float(table("en", "quantities")["magnitudes"].get(magnitude, 1))


@cache
def _patterns(unit: str) -> tuple[re.Pattern[str], re.Pattern[str] | None]:
    lexicon: Mapping[str, Any] = table("en", "quantities")
    rows = [row for row in lexicon["unit"] if row["unit"] == unit]
    if not rows:
        raise FormUnusable(
            "the form",
            f"there is no unit '{unit}'; units: {', '.join(dict.fromkeys(r['unit'] for r in lexicon['unit']))}",
        )
    number = rf"(?P<number>\d[\d,]*(?:\.\d+)?)(?P<magnitude>\s*(?:{_any(lexicon['magnitudes'])})\b)?"
    words = [w for row in rows if row.get("factor", 1) == 1 for w in row["words"]]
    ahead = [w for row in rows for w in row.get("before", ())]
    after = re.compile(rf"{number}[\s-]*(?:{_any(words)})(?!\w)", re.IGNORECASE)
    return after, re.compile(rf"(?:{_any(ahead)})\s*{number}", re.IGNORECASE) if ahead else None


def _any(words: Sequence[str] | Mapping[str, object]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))

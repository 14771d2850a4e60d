"""Comparisons of times: the period of a claim against what was before it, and the course up to its end."""

from collections.abc import Sequence
from dataclasses import replace
from math import exp

from dragoman.analysis.days import day_of
from dragoman.analysis.narratives.effects import Effect, Level, joined, slope
from dragoman.analysis.narratives.levels import Bar, Base, Case
from dragoman.analysis.narratives.material import Event
from dragoman.analysis.narratives.outcome import (
    CONTRADICTED,
    LEVEL,
    MEANT,
    SUPPORTED,
    UNSUPPORTED,
    UNTOLD,
    Outcome,
    compared,
    left_open,
    reading,
    too_few,
    turned,
    untold,
)
from dragoman.analysis.narratives.periods import Stretch, months_of
from dragoman.analysis.wording import counted

CLOSE = 0.1  # what is no more than a tenth higher does not unmake a peak
EXPECTED = 3.0  # events that must have been missed for silence to speak: by chance in one case of twenty
ALIKE = 10  # events of the kind with others that show that the data follow such events
LEAST_MONTHS = 3  # of what a period is held against


def against_before(case: Case) -> Outcome:
    """The period against all before."""
    assert case.before is not None
    bases = (case.base(case.before, "before", "all before"), case.base(case.claimed, "claimed"))
    before, claimed = case.level(case.before, "all before"), case.level(case.claimed)
    return replace(_against_before(case, claimed, before), bars=_bars(case), bases=bases)


def _against_before(case: Case, claimed: Level, before: Level) -> Outcome:
    if (few := too_few(case, claimed.events + before.events)) is not None:
        return untold(few)
    effect = compared(case, claimed, before)
    said = reading(effect, falling=case.form.falling)
    return Outcome(MEANT[said], effect, (), left_open(case, effect, claimed, before) if said == "open" else ())


def extreme_so_far(case: Case) -> Outcome:
    """The period against each stretch of its length before, and against all of them together."""
    bases = (*(case.base(b, "before") for b in case.blocks), case.base(case.claimed, "claimed"))
    short = f"nothing as long as the period {case.claimed.name} lies before it in the data"
    found = _extreme(case) if case.blocks else untold(short)
    return replace(found, bars=_bars(case), bases=bases)


def _extreme(case: Case) -> Outcome:
    claimed, blocks = case.level(case.claimed), [case.level(b) for b in case.blocks]
    whole, falling = joined(blocks, "all before"), case.form.falling
    if (few := too_few(case, claimed.events + whole.events)) is not None:
        return untold(few)
    main = compared(case, claimed, whole)
    each = [compared(case, claimed, b, LEVEL / len(blocks)) for b in blocks if b.exposure]
    worst = min(each, key=lambda e: _distance(e, case))
    if any(reading(e, falling=falling) == "opposed" for e in each):
        return Outcome(CONTRADICTED, worst, (main,))
    if any(_below(e, case) for e in each):
        return Outcome(UNSUPPORTED, worst, (main,))
    said = reading(main, falling=falling)
    if said == "holds" and _distance(worst, case) < -CLOSE:
        gap = f"{worst.than} may have been as {'low' if falling else 'high'}: more events are needed to tell"
        return Outcome(UNTOLD, main, (worst,), (gap,))
    return Outcome(MEANT[said], main, (worst,), left_open(case, main, claimed, whole) if said == "open" else ())


def _distance(effect: Effect, case: Case) -> float:
    """By which share of the other the claimed level is further in the direction of the claim."""
    estimate, _, _, _ = turned(effect, falling=case.form.falling)
    if effect.kind == "ratio":
        return estimate - 1
    return estimate / (abs(effect.other) or 1.0)


def _below(effect: Effect, case: Case) -> bool:
    """Whether the other is further beyond chance, though by less than is worth the words."""
    _, _, high, _ = turned(effect, falling=case.form.falling)
    return high < effect.alike and _distance(effect, case) < -CLOSE


def none_before(case: Case) -> Outcome:
    """Whether there is any before the period; where there is none, whether there would have been one to see."""
    here = tuple(e for e in case.material.events if _within(e, case.claimed))
    earlier = tuple(e for e in case.material.events if _is_earlier(e, case))
    bar = case.bar(case.claimed, "claimed")
    bars = _bars(case) if case.before else (bar,)
    bases = [Base(bar, here)]
    if case.before is not None:
        bases.insert(0, Base(replace(case.bar(case.before, "before"), name="all before"), earlier))
    return replace(_none_before(case, here, earlier), bars=bars, bases=tuple(bases))


def _is_earlier(event: Event, case: Case) -> bool:
    """Whether an event lies wholly before the period and, if `since` is named, wholly after that."""
    if event.first is None or event.last is None or event.last >= case.claimed.first:
        return False
    return case.form.since is None or event.first >= case.since


def _none_before(case: Case, here: Sequence[Event], earlier: Sequence[Event]) -> Outcome:
    if earlier:
        days = (str(e.date or f"told {day_of(e.last or 0).isoformat()}") for e in earlier[:3])
        told = ", ".join(dict.fromkeys(days))
        return Outcome(CONTRADICTED, note=f"{counted(len(earlier), 'event')} before: {told}")
    if not here:
        return untold("no event of this kind is told of the period itself")
    began, before = day_of(case.since).isoformat(), case.before
    if case.form.since is None:
        return untold(f"none is told before it, but the data begin on {began} only: name since when (since = ...)")
    if before is None or case.cover(before) < case.form.cover:
        share = case.cover(before) if before else 0.0
        return untold(f"there are {case.material.unit} for {share:.0%} of the months since {began} only")
    return _nothing_seen(case, len(here), before)


def _nothing_seen(case: Case, here: int, before: Stretch) -> Outcome:
    """Whether nothing before says something: there was much to be expected, or the data tell many alike of others.

    The rate of the period and after it leaves out one event, since the time begins with one.
    """
    after = Stretch(case.claimed.first, max(case.claimed.last, case.end))
    seen = sum(_within(e, after) for e in case.material.events) - 1
    expected = seen * case.exposure(before) / (case.exposure(after) or 1.0)
    chance, alike = exp(-expected), sum(_within(e, before) for e in case.material.alike)
    effect = Effect("expected before", "all before", float(here), 0.0, expected, 0.0, expected, chance, EXPECTED)
    note = f"none before; in that time {counted(alike, 'event')} of this kind with others are told"
    if expected >= EXPECTED or alike >= ALIKE:
        return Outcome(SUPPORTED, effect if expected >= EXPECTED else None, note=note)
    short = f"{EXPECTED:g} to be expected, or {ALIKE} with others, would make it telling"
    return Outcome(UNTOLD, effect, (), (f"that none is told before says little: {short}",), note)


def _within(event: Event, stretch: Stretch) -> bool:
    return (
        event.first is not None
        and event.last is not None
        and stretch.first <= event.first
        and event.last <= stretch.last
    )


def trend(case: Case) -> Outcome:
    """The slope over the months up to the end of the period."""
    span = Stretch(case.since if case.form.since else case.claimed.first, case.claimed.last)
    months = [m for m in months_of(span) if case.exposure(m)]
    bases = tuple(case.base(m, "claimed") for m in months)
    return replace(_trend(case, months), bars=tuple(b.bar for b in bases), bases=bases)


def _trend(case: Case, months: Sequence[Stretch]) -> Outcome:
    levels, margin = [case.level(m) for m in months], case.form.margin
    if len(months) < 2 * LEAST_MONTHS:
        told = counted(len(months), "month")
        return untold(f"there are {case.material.unit} for {told} only, {2 * LEAST_MONTHS} are needed")
    if (few := too_few(case, sum(v.events for v in levels))) is not None:
        return untold(few)
    needed = 1 - 1 / margin if case.form.falling else margin - 1
    effect = slope(levels, [(m.first + m.last) / 2 / 365.25 for m in months], needed, case.dispersion)
    said = reading(effect, falling=case.form.falling)
    gap = "the interval holds both no change and the one that the words need: more events or a longer time are needed"
    return Outcome(MEANT[said], effect, (), (gap,) if said == "open" else ())


def what_there_is(case: Case) -> Outcome:
    """The outcome where the data do not reach: nothing can be told, but what there is can be looked at."""
    before = [case.base(case.before, "before", "all before")] if case.before is not None else []
    return Outcome(UNTOLD, bars=_bars(case), bases=(*before, case.base(case.claimed, "claimed")))


def _bars(case: Case) -> tuple[Bar, ...]:
    """Every stretch of the period's length: before it, itself, and after it as far as the data go."""
    before = [case.bar(b, "before") for b in case.blocks]
    if not before and case.before is not None and case.exposure(case.before):
        before = [case.bar(case.before, "before")]
    later = [case.bar(b, "after", is_compared=False) for b in case.later if case.is_told(b)]
    return (*before, case.bar(case.claimed, "claimed"), *later)

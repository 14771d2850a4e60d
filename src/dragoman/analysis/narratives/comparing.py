"""The comparisons that a form may ask for: each makes an outcome of a case; COMPARED lists them.

What an interval says is read the same way everywhere (`reading`), by the logic of equivalence tests (Schuirmann 1987,
J. Pharmacokin. Biopharm. 15): the claim *holds* if no difference lies outside the interval and the estimate is worth
the words; it is *opposed* if the same is true the other way round; a difference worth the words is *absent* if the
interval rules it out; else it is *open*.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import exp, inf

from dragoman.analysis.days import day_of
from dragoman.analysis.narratives.effects import Effect, Level, difference, events_needed, joined, ratio, slope
from dragoman.analysis.narratives.levels import Bar, Base, Case, bar_of, by_party, level_of
from dragoman.analysis.narratives.material import Event
from dragoman.analysis.narratives.periods import Stretch, months_of
from dragoman.analysis.wording import counted

Side = tuple[str, Sequence[Event], bool]  # its name, its events, whether the claim is about it
SUPPORTED, UNSUPPORTED, CONTRADICTED, UNTOLD = "supported", "not supported", "contradicted", "cannot be told"
VERDICTS = (SUPPORTED, UNSUPPORTED, CONTRADICTED, UNTOLD)
MEANT = {"holds": SUPPORTED, "opposed": CONTRADICTED, "absent": UNSUPPORTED, "open": UNTOLD}
CLOSE = 0.1  # what is no more than a tenth higher does not unmake a peak
EXPECTED = 3.0  # events that must have been missed for silence to speak: by chance in one case of twenty
ALIKE = 10  # events of the kind with others that show that the data follow such events
LEVEL = 0.05
LEAST_MONTHS = 3  # of what a period is held against
CODE = 3  # letters of the code of a state
MOST_SIDES = 12  # bars of a comparison of actors


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came out: the verdict, the effect that decided it and others, what is missing, a note.

    `bars`: the chart; `bases`: the levels that were compared, each with its events.
    """

    verdict: str
    effect: Effect | None = None
    others: tuple[Effect, ...] = ()
    missing: tuple[str, ...] = ()
    note: str | None = None
    bars: tuple[Bar, ...] = ()
    bases: tuple[Base, ...] = ()


def untold(missing: str, effect: Effect | None = None) -> Outcome:
    """The outcome where nothing can be told."""
    return Outcome(UNTOLD, effect, (), (missing,))


def reading(effect: Effect, *, falling: bool) -> str:
    """What the interval of an effect says of a claim: holds, opposed, absent or open."""
    estimate, low, high, needed = turned(effect, falling=falling)
    opposite = 1 / needed if effect.kind == "ratio" else -needed
    if low > effect.alike and estimate >= needed:
        return "holds"
    if high < effect.alike and estimate <= opposite:
        return "opposed"
    return "absent" if high <= needed else "open"


def turned(effect: Effect, *, falling: bool) -> tuple[float, float, float, float]:
    """Estimate, interval and what is needed, so that more of it speaks for the claim."""
    if not falling:
        return effect.estimate, effect.low, effect.high, effect.needed
    if effect.kind == "ratio":
        return _over(effect.estimate), _over(effect.high), _over(effect.low), effect.needed
    return -effect.estimate, -effect.high, -effect.low, effect.needed


def _over(value: float) -> float:
    return inf if value == 0 else 1 / value


def compared(case: Case, claimed: Level, other: Level, level: float = LEVEL) -> Effect:
    """The effect between two levels, as the measure has it."""
    form = case.form
    if form.measure == "score":
        share = 1 - 1 / form.margin if form.falling else form.margin - 1
        return difference(claimed, other, share * abs(other.rate), level=level, dispersion=case.dispersion)
    return ratio(claimed, other, form.margin, level=level, dispersion=case.dispersion)


def against_before(case: Case) -> Outcome:
    """The period against all before."""
    assert case.before is not None
    bases = (case.base(case.before, "before", "all before"), case.base(case.claimed, "claimed"))
    before, claimed = case.level(case.before, "all before"), case.level(case.claimed)
    return replace(_against_before(case, claimed, before), bars=_bars(case), bases=bases)


def _against_before(case: Case, claimed: Level, before: Level) -> Outcome:
    if (few := _too_few(case, claimed.events + before.events)) is not None:
        return untold(few)
    effect = compared(case, claimed, before)
    said = reading(effect, falling=case.form.falling)
    return Outcome(MEANT[said], effect, (), _open(case, effect, claimed, before) if said == "open" else ())


def extreme_so_far(case: Case) -> Outcome:
    """The period against each stretch of its length before, and against all of them together."""
    bases = (*(case.base(b, "before") for b in case.blocks), case.base(case.claimed, "claimed"))
    short = f"nothing as long as the period {case.claimed.name} lies before it in the data"
    found = _extreme(case) if case.blocks else untold(short)
    return replace(found, bars=_bars(case), bases=bases)


def _extreme(case: Case) -> Outcome:
    claimed, blocks = case.level(case.claimed), [case.level(b) for b in case.blocks]
    whole, falling = joined(blocks, "all before"), case.form.falling
    if (few := _too_few(case, claimed.events + whole.events)) is not None:
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
    return Outcome(MEANT[said], main, (worst,), _open(case, main, claimed, whole) if said == "open" else ())


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


def highest_in_group(case: Case) -> Outcome:
    """The actors against each other one in what they have with the same others."""
    form, inside = case.form, case.inside(case.claimed)
    rivals = (set(form.group) or _states(inside) - set(form.others)) - set(form.actors)
    shared = [e for e in inside if not form.others or set(e.parties) & set(form.others)]
    own = [e for e in shared if set(e.parties) & set(form.actors)]
    others = [(p, told, False) for p, told in by_party(shared, rivals).items()]
    sides = [("+".join(form.actors), own, True), *sorted(others, key=lambda s: (-len(s[1]), s[0]))]
    bases = _side_bases(case, sides)
    return replace(_highest(case, sides, len(shared)), bars=_side_bars(bases), bases=bases)


def _highest(case: Case, sides: Sequence[Side], events: int) -> Outcome:
    claimed, *levels = (level_of(name, told, 1.0) for name, told, _ in sides)
    if not levels:
        return untold("nobody to compare with has events in the period")
    if (few := _too_few(case, events)) is not None:
        return untold(few)
    margin, spread = case.form.margin, case.dispersion
    main = ratio(claimed, levels[0], margin, dispersion=spread)
    each = [ratio(claimed, v, margin, level=LEVEL / len(levels), dispersion=spread) for v in levels if v.events]
    if any(reading(e, falling=False) == "opposed" for e in each):
        return Outcome(CONTRADICTED, each[0])
    said = reading(main, falling=False)
    verdict = UNTOLD if said == "opposed" else MEANT[said]
    return Outcome(verdict, main, (), _open(case, main, claimed, levels[0]) if verdict == UNTOLD else ())


def against_the_others(case: Case) -> Outcome:
    """What the actors have with each of the others named, against what they have with each other state."""
    form, inside = case.form, case.inside(case.claimed)
    own, named = [e for e in inside if set(e.parties) & set(form.actors)], set(form.others)
    rest = (set(form.group) or _states(own) - named) - set(form.actors) - named
    by = by_party(own, rest | named)
    sides = [(p, by[p], p in named) for p in sorted(by, key=lambda p: (p not in named, -len(by[p]), p))]
    bases = _side_bases(case, sides)
    return replace(_per_state(case, sides), bars=_side_bars(bases), bases=bases)


def _per_state(case: Case, sides: Sequence[Side]) -> Outcome:
    claimed = _mean([s for s in sides if s[2]], " ".join(case.form.others))
    others = _mean([s for s in sides if not s[2]], "the other states")
    if not others.exposure:
        return untold("the actors deal with no other state in the period")
    if (few := _too_few(case, claimed.events + others.events)) is not None:
        return untold(few)
    effect = ratio(claimed, others, case.form.margin, dispersion=case.dispersion)
    said = reading(effect, falling=case.form.falling)
    return Outcome(MEANT[said], effect, (), _open(case, effect, claimed, others) if said == "open" else ())


def _mean(sides: Sequence[Side], name: str) -> Level:
    """The level of several states, of which each is one unit of exposure."""
    return level_of(name, [e for _, told, _ in sides for e in told], float(len(sides)))


def _states(events: Sequence[Event]) -> set[str]:
    """The states that take part; ids of bodies are no codes of three capitals."""
    return {p for e in events for p in e.parties if len(p) == CODE and p.isupper()}


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
    if (few := _too_few(case, sum(v.events for v in levels))) is not None:
        return untold(few)
    needed = 1 - 1 / margin if case.form.falling else margin - 1
    effect = slope(levels, [(m.first + m.last) / 2 / 365.25 for m in months], needed, case.dispersion)
    said = reading(effect, falling=case.form.falling)
    gap = "the interval holds both no change and the one that the words need: more events or a longer time are needed"
    return Outcome(MEANT[said], effect, (), (gap,) if said == "open" else ())


def _bars(case: Case) -> tuple[Bar, ...]:
    """Every stretch of the period's length: before it, itself, and after it as far as the data go."""
    before = [case.bar(b, "before") for b in case.blocks]
    if not before and case.before is not None and case.exposure(case.before):
        before = [case.bar(case.before, "before")]
    later = [case.bar(b, "after", is_compared=False) for b in case.later if case.is_told(b)]
    return (*before, case.bar(case.claimed, "claimed"), *later)


def _side_bases(case: Case, sides: Sequence[Side]) -> tuple[Base, ...]:
    """Each side as a level of its own; all of them have the same time and reports, which are one unit of exposure."""
    days = (day_of(case.claimed.first).isoformat(), day_of(case.claimed.last).isoformat())
    return tuple(
        Base(bar_of(level_of(n, told, 1.0), "claimed" if own else "other", days, case.dispersion), tuple(told))
        for n, told, own in sides
    )


def _side_bars(bases: Sequence[Base]) -> tuple[Bar, ...]:
    """The bars of those who are claimed, and of the others with most."""
    claimed = sum(b.bar.side == "claimed" for b in bases)
    return tuple(b.bar for b in bases[: claimed + MOST_SIDES])


def _too_few(case: Case, events: int) -> str | None:
    least = case.form.least
    return f"{counted(events, 'dated event')} found, {least} are needed (least = {least})" if events < least else None


def _open(case: Case, effect: Effect, claimed: Level, other: Level) -> tuple[str, ...]:
    """What is missing where the interval leaves it open."""
    if effect.kind != "ratio":
        return ("the interval holds both no difference and the one that the words need: more events are needed",)
    share = claimed.exposure / (claimed.exposure + other.exposure)
    wanted = int(events_needed(case.form.margin, share) * case.dispersion)
    found = claimed.events + other.events
    more = (
        f"about {wanted:,} events would show it, {found:,} were found" if wanted > found else "more events are needed"
    )
    return (f"the interval holds both no difference and a ratio of {case.form.margin:g}: {more}",)


def what_there_is(case: Case) -> Outcome:
    """The outcome where the data do not reach: nothing can be told, but what there is can be looked at."""
    before = [case.base(case.before, "before", "all before")] if case.before is not None else []
    return Outcome(UNTOLD, bars=_bars(case), bases=(*before, case.base(case.claimed, "claimed")))


COMPARED: dict[str, Callable[[Case], Outcome]] = {
    "above before": against_before,
    "below before": against_before,
    "highest so far": extreme_so_far,
    "lowest so far": extreme_so_far,
    "none before": none_before,
    "highest in group": highest_in_group,
    "above the others": against_the_others,
    "below the others": against_the_others,
    "rising": trend,
    "falling": trend,
}

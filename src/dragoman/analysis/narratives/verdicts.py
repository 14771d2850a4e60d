"""A form put to its material: the verdict, why, and everything it rests on."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import inf

from dragoman.analysis.days import day_of
from dragoman.analysis.narratives.comparing import COMPARED
from dragoman.analysis.narratives.effects import Effect
from dragoman.analysis.narratives.figures import figures_compared
from dragoman.analysis.narratives.form import Form
from dragoman.analysis.narratives.levels import Bar, Base, Case
from dragoman.analysis.narratives.material import SIDES, Event, Material
from dragoman.analysis.narratives.outcome import Outcome
from dragoman.analysis.narratives.periods import months_between
from dragoman.analysis.narratives.times import LEAST_MONTHS, what_there_is
from dragoman.analysis.wording import counted

PER_STATE = SIDES[1:]
HELD_BEFORE = ("above before", "below before", "highest so far", "lowest so far")
UNITS = {
    "reports": (100.0, "100 {unit}"),
    "contacts": (100.0, "100 contacts"),
    "pair": (100.0, "100 events of the pair"),
    "days": (30.0, "30 days"),
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What data say of a claim: `verdict` supported, not supported, contradicted or cannot be told; never a bare score.

    `because`: the figures in a sentence; `missing`: what would have to be there to tell; `effect` decided it, `others`
    stand beside it; `bars`: the chart; `bases`: the levels it rests on with their events; `undated`: events left out
    for want of a day, `contested`: those that somebody denies; `unit`: what rates are for, `scale`: of how many.
    """

    dataset: str
    verdict: str
    because: str
    missing: tuple[str, ...]
    effect: Effect | None
    others: tuple[Effect, ...]
    bars: tuple[Bar, ...]
    bases: tuple[Base, ...]
    undated: int
    contested: int
    dispersion: float
    reports: float
    unit: str
    scale: float

    @property
    def rows(self) -> tuple[Event, ...]:
        """The events that it rests on, each once, in the order of their days."""
        found = {e.id: e for base in self.bases for e in base.events}
        return tuple(sorted(found.values(), key=lambda e: (e.first or 0, e.id)))


def judge(form: Form, material: Material) -> Verdict:
    """The verdict of a material on a form."""
    case = Case(form, material)
    gaps = [material.lacking] if material.lacking else list(_gaps(case))
    if gaps:
        outcome = replace(what_there_is(case), missing=tuple(gaps))
    elif form.measure == "quantity":
        outcome = figures_compared(case)
    else:
        outcome = COMPARED[form.compare](case)
    return _verdict(case, outcome)


def _gaps(case: Case) -> Iterator[str]:
    """Why the data cannot tell anything of the form at all."""
    form, material = case.form, case.material
    if not material.volume:
        yield f"the {material.dataset} holds no dated {material.unit}"
        return
    if not material.events:
        yield "no event of this kind between these sides is told"
        return
    first, last = (day_of(min(d for d, _ in material.volume)), day_of(case.end))
    reach = f"the {material.unit} reach from {first.isoformat()} to {last.isoformat()}"
    if form.compare != "none before" and not case.is_told(case.claimed):
        share = case.cover(case.claimed)
        told = f"there are {material.unit} for {share:.0%} of its months, {form.cover:.0%} are needed"
        yield f"the period {case.claimed.name} is not covered: {told} ({reach})"
        return
    if form.compare in HELD_BEFORE:
        yield from _nothing_before(case, reach)
    dated = [e for e in material.events if e.first is not None]
    if not dated:
        yield f"none of {counted(len(material.events), 'event')} has a day or month"


def _nothing_before(case: Case, reach: str) -> Iterator[str]:
    before = case.before
    if before is None:
        yield f"nothing lies before the period {case.claimed.name} to hold it against ({reach})"
        return
    share, months = case.cover(before), months_between(*before)
    if not case.is_told(before) or case.form.measure != "quantity" and share * months < LEAST_MONTHS:
        told = f"there are {case.material.unit} for {round(share * months)} of {counted(months, 'month')} before it"
        yield f"what the period is held against is not covered: {told} ({reach})"


def _verdict(case: Case, outcome: Outcome) -> Verdict:
    form, material = case.form, case.material
    scale, unit = UNITS[form.per]
    if form.compare in PER_STATE:
        scale, unit = 1.0, "state"
    elif form.compare in SIDES:
        scale, unit = 1.0, "side"
    undated = sum(e.first is None for e in material.events)
    because = "; ".join(_because(case, outcome, scale, unit.format(unit=material.unit)))
    return Verdict(
        dataset=material.dataset,
        verdict=outcome.verdict,
        because=because,
        missing=outcome.missing,
        effect=outcome.effect,
        others=outcome.others,
        bars=outcome.bars,
        bases=outcome.bases,
        undated=undated,
        contested=sum(e.contested for e in material.events),
        dispersion=case.dispersion if material.volume else 1.0,
        reports=sum(n for _, n in material.volume),
        unit=unit.format(unit=material.unit),
        scale=scale,
    )


def _because(case: Case, outcome: Outcome, scale: float, unit: str) -> Iterator[str]:
    if outcome.effect is not None:
        yield effect_told(outcome.effect, case, scale, unit)
    if outcome.note:
        yield outcome.note
    for other in outcome.others:
        yield f"beside it: {effect_told(other, case, scale, unit)}"
    if case.material.volume and case.dispersion > 1.05 and outcome.effect is not None:
        yield f"events come in bursts: intervals are widened for {case.dispersion:.1f} times the scatter of chance"
    yield from outcome.missing


def effect_told(effect: Effect, case: Case, scale: float, unit: str) -> str:
    """An effect in words, with its interval."""
    chance = "p < 0.001" if effect.p < 0.001 else f"p = {effect.p:.3f}"
    if effect.kind == "expected before":
        return f"none before, where {effect.estimate:.1f} were to be expected at the later rate ({chance})"
    if effect.kind == "change a year":
        return f"{effect.estimate:+.0%} of the mean level a year, {_interval(effect, '+.0%', 1.0)} ({chance})"
    levels = _levels_told(effect, case, scale, unit)
    if effect.kind == "ratio":
        return f"{levels}: {_times(effect.estimate)} times as many, {_interval(effect, '.2f', 1.0)} ({chance})"
    return f"{levels}: {effect.estimate * scale:+,.1f}, {_interval(effect, '+,.1f', scale)} ({chance})"


def _levels_told(effect: Effect, case: Case, scale: float, unit: str) -> str:
    """The two levels in words; of sides that are compared their numbers."""
    what = {"events": "events", "score": "points", "quantity": case.form.unit or ""}[case.form.measure]
    if unit == "side":
        return f"{effect.claimed:,.0f} {what} in {case.claimed.name} against {effect.other:,.0f} of {effect.than}"
    here, there = (f"{v * scale:,.1f}" for v in (effect.claimed, effect.other))
    each = "" if case.form.measure == "quantity" else f" for each {unit}"
    return f"{here} {what}{each} in {case.claimed.name} against {there} for {effect.than}"


def _interval(effect: Effect, shape: str, scale: float) -> str:
    """The interval in words; an upper end that is infinite is no number."""
    high = "no end" if effect.high == inf else format(effect.high * scale, shape)
    return f"95 % interval {format(effect.low * scale, shape)} to {high}"


def _times(value: float) -> str:
    return "infinitely many" if value == inf else f"{value:.2f}"

"""What can come out of a comparison, and what an interval says of a claim.

What an interval says is read the same way everywhere (`reading`), by the logic of equivalence tests (Schuirmann 1987,
J. Pharmacokin. Biopharm. 15): the claim *holds* if no difference lies outside the interval and the estimate is worth
the words; it is *opposed* if the same is true the other way round; a difference worth the words is *absent* if the
interval rules it out; else it is *open*.
"""

from dataclasses import dataclass
from math import inf

from dragoman.analysis.narratives.effects import Effect, Level, difference, events_needed, ratio
from dragoman.analysis.narratives.levels import Bar, Base, Case
from dragoman.analysis.wording import counted

SUPPORTED, UNSUPPORTED, CONTRADICTED, UNTOLD = "supported", "not supported", "contradicted", "cannot be told"
VERDICTS = (SUPPORTED, UNSUPPORTED, CONTRADICTED, UNTOLD)
MEANT = {"holds": SUPPORTED, "opposed": CONTRADICTED, "absent": UNSUPPORTED, "open": UNTOLD}
LEVEL = 0.05


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


def too_few(case: Case, events: int) -> str | None:
    """Why these are too few events to tell anything; null if they are not."""
    least = case.form.least
    return f"{counted(events, 'dated event')} found, {least} are needed (least = {least})" if events < least else None


def left_open(case: Case, effect: Effect, claimed: Level, other: Level) -> tuple[str, ...]:
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

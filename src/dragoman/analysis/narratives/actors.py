"""Comparisons of actors: who has most with the same others, and with whom the actors have most."""

from collections.abc import Sequence
from dataclasses import replace

from dragoman.analysis.days import day_of
from dragoman.analysis.narratives.effects import Level, ratio
from dragoman.analysis.narratives.levels import Bar, Base, Case, bar_of, by_party, level_of
from dragoman.analysis.narratives.material import Event
from dragoman.analysis.narratives.outcome import (
    CONTRADICTED,
    LEVEL,
    MEANT,
    UNTOLD,
    Outcome,
    left_open,
    reading,
    too_few,
    untold,
)

Side = tuple[str, Sequence[Event], bool]  # its name, its events, whether the claim is about it
CODE = 3  # letters of the code of a state
MOST_SIDES = 12  # bars of a comparison of actors


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
    if (few := too_few(case, events)) is not None:
        return untold(few)
    margin, spread = case.form.margin, case.dispersion
    main = ratio(claimed, levels[0], margin, dispersion=spread)
    each = [ratio(claimed, v, margin, level=LEVEL / len(levels), dispersion=spread) for v in levels if v.events]
    if any(reading(e, falling=False) == "opposed" for e in each):
        return Outcome(CONTRADICTED, each[0])
    said = reading(main, falling=False)
    verdict = UNTOLD if said == "opposed" else MEANT[said]
    return Outcome(verdict, main, (), left_open(case, main, claimed, levels[0]) if verdict == UNTOLD else ())


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
    if (few := too_few(case, claimed.events + others.events)) is not None:
        return untold(few)
    effect = ratio(claimed, others, case.form.margin, dispersion=case.dispersion)
    said = reading(effect, falling=case.form.falling)
    return Outcome(MEANT[said], effect, (), left_open(case, effect, claimed, others) if said == "open" else ())


def _mean(sides: Sequence[Side], name: str) -> Level:
    """The level of several states, of which each is one unit of exposure."""
    return level_of(name, [e for _, told, _ in sides for e in told], float(len(sides)))


def _states(events: Sequence[Event]) -> set[str]:
    """The states that take part; ids of bodies are no codes of three capitals."""
    return {p for e in events for p in e.parties if len(p) == CODE and p.isupper()}


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

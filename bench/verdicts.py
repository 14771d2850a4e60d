"""How often verdicts on narrative claims are right: python bench/verdicts.py [--seeds 200] [--events 1.0].

Invents worlds whose truth is known: for each comparison worlds in which the claim holds, in which it does not, in which
the opposite holds, and some in which nothing can be told (too few events, a period without reports, no days).  Events
come by chance and in bursts, and the volume of reporting trebles over the years, so that raw counts mislead.  Each
world goes to `judge` as its rows; --misses prints the verdicts that came out wrong.
"""

import argparse
import random
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import exp

from dragoman.analysis.days import day_number
from dragoman.analysis.narratives.form import Form
from dragoman.analysis.narratives.material import Event, Material, score_of
from dragoman.analysis.narratives.verdicts import judge

START, YEARS = date(2018, 1, 1), 6
PAIR, OTHERS = ("NOR", "ISL"), ("SWE", "DNK", "FIN", "EST")
GOOD, BAD = (
    (("CONSULT", "visit"), ("AGREE", None), ("COOPERATE", None), ("SUPPORT", None)),
    (("ACCUSE", "disapprove"), ("REJECT", None), ("SANCTION", "withdraw")),
)
CLAIMED = ("2022-07", "2023-06")
TRUE, FALSE, OPPOSED, UNKNOWN = "supported", "not supported", "contradicted", "cannot be told"


@dataclass(frozen=True)
class World:
    """What is true: `good`, `bad`: events a month of the pair by month; `others`: of other pairs; `dated`: share."""

    form: Form
    truth: str
    name: str
    good: Callable[[int], float]
    bad: Callable[[int], float] = lambda month: 1.0
    others: tuple[float, ...] = (3.0, 2.0, 1.5, 1.0)
    silent: tuple[int, int] = (0, 0)  # months without reports
    dated: float = 1.0


CLAIM = range(54, 66)  # the months that the claim is about, and those of an earlier year that may rival them
EARLIER = range(18, 30)
Rate = Callable[[int], float]


def steady(rate: float) -> Rate:
    """So many events in each month."""
    return lambda _: rate


def within(months: range, inside: float, outside: float) -> Rate:
    """One rate in some months, another in all others."""
    return lambda month: inside if month in months else outside


def growing(at: float, by: float) -> Rate:
    """A rate that is `at` in month 42 and grows by e^`by` a month."""
    return lambda month: at * exp(by * (month - 42))


def worlds(much: float = 1.0) -> Iterator[World]:
    """Every kind of world; `much` multiplies all events."""
    base = Form(PAIR[:1], PAIR[1:], start=CLAIMED[0], end=CLAIMED[1], quads=(1, 2))
    for measure in ("events", "score"):
        form = replace(base, measure=measure, quads=() if measure == "score" else (1, 2))
        yield from levels(form, much)
        yield from trends(form, much)
        yield from gaps(replace(form, compare="above before"), much)
    yield from beginnings(base, much)
    yield from among_others(base, much)
    yield from conflicts(base, much)


def levels(form: Form, much: float) -> Iterator[World]:
    """The claimed months held against those before."""
    more, less = replace(form, compare="above before"), replace(form, compare="below before")
    high, low = (replace(form, compare=c, margin=1.25) for c in ("highest so far", "lowest so far"))
    up, down = within(CLAIM, 22.0 * much, 8.0 * much), within(CLAIM, 2.5 * much, 8.0 * much)
    even, named = steady(16.0 * much), form.measure
    yield World(more, TRUE, f"{named} above", up)
    yield World(more, FALSE, f"{named} above", even)
    yield World(more, OPPOSED, f"{named} above", down)
    yield World(less, TRUE, f"{named} below", down)
    yield World(less, FALSE, f"{named} below", even)
    yield World(less, OPPOSED, f"{named} below", up)
    yield World(high, TRUE, f"{named} highest", up)
    yield World(high, OPPOSED, f"{named} highest", within(EARLIER, 22.0 * much, 8.0 * much))
    yield World(low, TRUE, f"{named} lowest", down)
    yield World(low, OPPOSED, f"{named} lowest", within(EARLIER, 1.5 * much, 9.0 * much))


def trends(form: Form, much: float) -> Iterator[World]:
    """What rises, and what falls."""
    rising = replace(form, compare="rising", start="2021-07", margin=1.1)
    yield World(rising, TRUE, f"{form.measure} rising", growing(8.0 * much, 0.04))
    yield World(rising, OPPOSED, f"{form.measure} rising", growing(14.0 * much, -0.04))


def gaps(more: Form, much: float) -> Iterator[World]:
    """What nobody can tell from these data."""
    up, named = within(CLAIM, 22.0 * much, 8.0 * much), more.measure
    yield World(more, UNKNOWN, f"{named} too few", steady(0.15), bad=steady(0.02))
    yield World(more, UNKNOWN, f"{named} not covered", up, silent=(54, 66))
    yield World(more, UNKNOWN, f"{named} no baseline", up, silent=(0, 54))
    yield World(more, UNKNOWN, f"{named} no days", up, dated=0.0)


def beginnings(base: Form, much: float) -> Iterator[World]:
    """A first since long."""
    form = replace(base, compare="none before", per="days", start="2022-07", end="2022-07", least=1)
    first = replace(form, since="2019", types=("COOPERATE",))
    begun = within(range(54, 72), 8.0 * much, 0.0)
    yield World(first, TRUE, "none before", begun)
    yield World(first, OPPOSED, "none before", steady(8.0 * much))
    yield World(replace(first, since="1994"), UNKNOWN, "none before, data too short", begun)


def among_others(base: Form, much: float) -> Iterator[World]:
    """The pair held against other pairs."""
    rival = (16.0 * much, 2.0, 1.0, 1.0)
    group = replace(base, compare="highest in group", per="days", margin=1.25, start="2021-07")
    yield World(group, TRUE, "highest in group", steady(8.0 * much))
    yield World(group, OPPOSED, "highest in group", steady(8.0 * much), others=rival)
    yield World(group, UNKNOWN, "highest in group, too few", steady(0.7), others=(0.6, 0.2, 0.1, 0.1))
    yield World(group, FALSE, "highest in group, even", steady(16.0 * much), others=rival)
    rest = replace(base, compare="below the others", per="days", start="2021-07")
    yield World(rest, TRUE, "below the others", steady(1.0 * much), others=(8.0, 6.0, 5.0, 4.0))
    yield World(rest, OPPOSED, "below the others", steady(16.0 * much))


def conflicts(base: Form, much: float) -> Iterator[World]:
    """More conflict than before, in all and as a share."""
    conflict, flat = replace(base, compare="above before", quads=(3, 4)), steady(8.0 * much)
    yield World(conflict, TRUE, "conflict above", flat, bad=within(CLAIM, 9.0, 3.0))
    yield World(conflict, OPPOSED, "conflict above", flat, bad=within(CLAIM, 1.0, 6.0))
    yield World(replace(conflict, per="pair"), TRUE, "conflict share", flat, bad=within(CLAIM, 12.0, 3.0))


def volume(chance: random.Random, world: World) -> list[tuple[int, float]]:
    """Reports a day: they swing by a factor of three over the years, and stop where the world is silent."""
    found = []
    for day in range(YEARS * 365):
        month = min(int(day / 30.4375), 71)
        if not world.silent[0] <= month < world.silent[1]:
            found.append((day_number(START) + day, float(chance.randint(4, 9) * swing(month))))
    return found


def swing(month: int) -> float:
    """How much is reported in a month: thrice as much at the end as at the beginning."""
    return 1.0 + 2.0 * month / 72


def events(chance: random.Random, world: World) -> Iterator[Event]:
    """Events of the pair and of others, each seen the more often the more is reported."""
    for month in range(72):
        seen = swing(month) / 2
        if world.silent[0] <= month < world.silent[1]:
            continue
        for kinds, rate in ((GOOD, world.good(month)), (BAD, world.bad(month))):
            yield from _some(chance, world, month, rate * seen, kinds, PAIR)
        for other, rate in zip(OTHERS, world.others, strict=True):
            sides = (other, PAIR[1]) if world.form.compare == "highest in group" else (PAIR[0], other)
            yield from _some(chance, world, month, rate * seen, GOOD, sides)


def _some(
    chance: random.Random,
    world: World,
    month: int,
    rate: float,
    kinds: tuple[tuple[str, str | None], ...],
    sides: tuple[str, str],
) -> Iterator[Event]:
    """Events of a month; one in four brings another one within days."""
    if world.form.compare == "none before" and sides == PAIR and kinds is GOOD:
        kinds = (("COOPERATE", None),)
    count = _poisson(chance, rate * 0.8)
    count += sum(chance.random() < 0.25 for _ in range(count))
    for _ in range(count):
        kind, mode = chance.choice(kinds)
        day = START + timedelta(int((month + chance.random()) * 30.4375))
        yield event(
            f"{world.name} {month} {chance.random()}",
            kind,
            mode,
            day if chance.random() < world.dated else None,
            sides,
            world.form,
        )


def event(identity: str, kind: str, mode: str | None, day: date | None, sides: tuple[str, str], form: Form) -> Event:
    """An event of two sides on a day."""
    number = None if day is None else day_number(day)
    score = score_of(kind, mode)
    weight = score if form.measure == "score" else 1.0
    told = None if day is None else day.isoformat()
    return Event(
        identity,
        kind,
        mode,
        told,
        number,
        number,
        False,
        tuple(sorted(sides)),
        score,
        weight,
        1,
        False,
        "",
        None,
        None,
        None,
        None,
    )


def _poisson(chance: random.Random, mean: float) -> int:
    """A number of events that come by chance (Knuth)."""
    count, product, floor = 0, chance.random(), exp(-mean)
    while product > floor:
        count, product = count + 1, product * chance.random()
    return count


def material(world: World, seed: int) -> Material:
    """The rows of a world."""
    from dragoman.analysis.narratives.material import between
    from dragoman.ontology.ontology import load_ontology

    chance = random.Random(f"{world.name} {world.truth} {seed}")
    told, known, form = volume(chance, world), load_ontology().events, world.form
    everything = list(events(chance, world))
    sided = form.compare not in ("highest in group", "below the others")
    kept = tuple(
        e
        for e in everything
        if (not form.quads or known[e.type].quad in form.quads)
        and (not form.types or e.type in form.types)
        and (not sided or between(e.parties, form))
    )
    exposure: tuple[tuple[int, float], ...] | None = tuple(told)
    if form.per == "days":
        exposure = None
    elif form.per == "pair":
        exposure = tuple((e.first, 1.0) for e in everything if e.first is not None and between(e.parties, form))
    return Material("record", kept, tuple(told), exposure)


def main() -> None:
    """Print a table of verdicts against the truth."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--seeds", type=int, default=50)
    asked.add_argument("--events", type=float, default=1.0)
    asked.add_argument("--misses", action="store_true")
    given = asked.parse_args()
    begin, right, truths = time.perf_counter(), Counter[str](), Counter[str]()
    confused: dict[str, Counter[str]] = defaultdict(Counter)
    for world in worlds(given.events):
        for seed in range(given.seeds):
            found = judge(world.form, material(world, seed))
            truths[world.truth] += 1
            right[world.truth] += found.verdict == world.truth
            confused[f"{world.name}: {world.truth}"][found.verdict] += 1
            if given.misses and found.verdict != world.truth:
                print(f"{world.name} {seed}: {world.truth} but {found.verdict}: {found.because}")
    for name, counts in confused.items():
        print(f"{name:48} {dict(counts)}")
    for truth, number in truths.items():
        print(f"{truth:16} {right[truth] / number:.3f} of {number:,}")
    total = sum(truths.values())
    each = (time.perf_counter() - begin) / total * 1000
    print(f"all              {sum(right.values()) / total:.3f} of {total:,}, {each:.1f} ms each")


if __name__ == "__main__":
    main()

"""Ways between two places: the best and clearly different others by what the reader counts, with their weakest word."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dragoman.analysis.corridors.checks import Completeness, completeness
from dragoman.analysis.corridors.costs import OBJECTIVES
from dragoman.analysis.corridors.paths import Way, different, network_of, over, paths, through
from dragoman.analysis.corridors.world import World, find_node
from dragoman.atlas.corridors import MODES, Baseline
from dragoman.errors import ChoiceUnknown


@dataclass(frozen=True, slots=True)
class Answer:
    """Ways from one place to another, what they are held against, and what the answer rests on.

    `before` is the best way without the reader's assumptions; null where there are none, or nothing gets through.
    `other_baselines` are those that were not asked for, since the choice decides what is saved.
    `using` has, for each leg that is open only by assumption, the best way over it, whether or not it is worth taking.
    """

    origin: str
    destination: str
    objective: str
    ways: tuple[Way, ...]
    baseline: Baseline | None
    baseline_way: Way | None
    other_baselines: tuple[tuple[Baseline, Way], ...]
    before: Way | None
    using: tuple[Way, ...]
    world: World
    completeness: Completeness


def find_ways(
    now: World,
    origin: str,
    destination: str,
    *,
    objective: str = "cost",
    number: int = 3,
    modes: Sequence[str] = MODES,
    baseline: str | None = None,
    without: World | None = None,
) -> Answer:
    """Ways between two places over usable legs, the best first.

    `origin` and `destination` are ids, names or aliases of nodes; `without` is the world before any assumption.
    Raises ChoiceUnknown for a place, objective, mode or baseline that does not exist.
    """
    _check("objective", objective, OBJECTIVES)
    for mode in modes:
        _check("mode", mode, MODES)
    start, end = (find_node(now.atlas, name).id for name in (origin, destination))
    held = None if baseline is None else now.atlas.baselines[_check("baseline", baseline, now.atlas.baselines)]
    network = network_of(now, modes, objective)
    held_ways = _baselines(now, start, end, objective, held.kind) if held else {}
    return Answer(
        start,
        end,
        objective,
        tuple(different(paths(now, network, start, end), number)),
        held,
        held_ways.get(held.name) if held else None,
        tuple((now.atlas.baselines[n], w) for n, w in held_ways.items() if held and n != held.name),
        None if without is None else _best(without, start, end, modes, objective),
        tuple(w for i in _opened(now) if (w := over(now, network, start, end, i)) is not None),
        now,
        completeness(now.atlas),
    )


def _baselines(world: World, start: str, end: str, objective: str, kind: str) -> dict[str, Way]:
    """The way of every baseline of a kind that gets through, by any mode."""
    network = network_of(world, MODES, objective)
    found = {
        b.name: through(world, network, start, end, b.via) for b in world.atlas.baselines.values() if b.kind == kind
    }
    return {name: way for name, way in found.items() if way is not None}


def _check(what: str, value: str, choices: Iterable[str]) -> str:
    if value not in choices:
        raise ChoiceUnknown(what, value, choices)
    return value


def _best(world: World, start: str, end: str, modes: Sequence[str], objective: str) -> Way | None:
    return next(paths(world, network_of(world, modes, objective), start, end), None)


def _opened(world: World) -> list[str]:
    """Legs that are open by the reader's assumption alone."""
    return [i for i, status in world.assumed.items() if status == "open" and i in world.atlas.legs]

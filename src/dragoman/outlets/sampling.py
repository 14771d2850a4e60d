"""Some of many reports: the first ones, or ones drawn at random."""

import random
from collections.abc import Iterable, Iterator
from itertools import count

from dragoman.types import Refusal, Report

Items = Iterable[Report | Refusal]


def first(reports: Items, number: int) -> Iterator[Report | Refusal]:
    """The reports up to the given number, and what is refused before the last of them; no more is opened."""
    left = number
    for item in reports:
        if left == 0:
            return
        left -= isinstance(item, Report)
        yield item
        if left == 0:
            return


def drawn(reports: Items, number: int, seed: int) -> Iterator[Report | Refusal]:
    """So many reports, each with the same chance, in the order of the input; the same ones for the same seed and input.

    All inputs are opened for it, refusals come as they are met, and only what is drawn is held (J. S. Vitter, Random
    sampling with a reservoir, 1985, algorithm R).
    """
    chance = random.Random(seed)
    held: list[tuple[int, Report]] = []
    place = count()
    for item in reports:
        if isinstance(item, Refusal):
            yield item
            continue
        at = next(place)
        if len(held) < number:
            held.append((at, item))
        elif (slot := chance.randrange(at + 1)) < number:
            held[slot] = (at, item)
    yield from (report for _, report in sorted(held, key=lambda one: one[0]))

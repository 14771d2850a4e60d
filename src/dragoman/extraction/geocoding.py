"""Which of several places of one name is meant: containers, states and places of the text, twins, population."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dragoman.atlas.rows import Toponym

EARTH = 6371.0
NEAR, REGION = 150.0, 600.0
COMPARED = 16
CONTAINED, TOLD_NEAR, MENTIONED, CLOSE, AROUND, SAME_DIVISION = 12.0, 3.0, 2.0, 2.0, 0.8, 1.5


@dataclass(frozen=True, slots=True)
class Mentioned:
    """One name of a place in the text: its candidates by falling population and what stands around it.

    `containers` are countries and divisions that the words put around it ("Paris, Texas"); `near` the countries
    named in the same sentence.
    """

    candidates: tuple[Toponym, ...]
    containers: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()


@dataclass(slots=True)
class Evidence:
    """All that a text says about one name, over every place where it stands."""

    candidates: tuple[Toponym, ...]
    containers: set[str] = field(default_factory=set)
    near: Counter[str] = field(default_factory=Counter)


def distance(a: Toponym, b: Toponym) -> float:
    """Kilometres between two places on the great circle; infinite if one has no point."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return math.inf
    north, south = math.radians(a.lat), math.radians(b.lat)
    half = math.sin((south - north) / 2) ** 2
    half += math.cos(north) * math.cos(south) * math.sin(math.radians(b.lon - a.lon) / 2) ** 2
    return 2 * EARTH * math.asin(min(1.0, math.sqrt(half)))


def locate(mentions: Mapping[str, Sequence[Mentioned]], countries: Mapping[str, int]) -> dict[str, Toponym]:
    """The place meant by each name: one sense for one text.

    `countries` counts how often each state is named.  Names that need no choice settle first and then draw the
    others towards them.
    """
    told = {name: _gather(rows) for name, rows in mentions.items()}
    first = {name: _best(e, countries, ()) for name, e in told.items()}
    anchors = tuple(first[name] for name in sorted(told, key=lambda n: (_doubt(told[n]), n))[:COMPARED])
    return {name: _best(e, countries, tuple(a for a in anchors if a is not first[name])) for name, e in told.items()}


def _gather(rows: Sequence[Mentioned]) -> Evidence:
    evidence = Evidence(rows[0].candidates)
    for row in rows:
        evidence.containers |= row.containers
        evidence.near.update(row.near)
    return evidence


def _doubt(evidence: Evidence) -> tuple[int, float]:
    """How open the choice is: contained names first, then single candidates, then by the lead of the largest."""
    if evidence.containers:
        return 0, 0.0
    if len(evidence.candidates) == 1:
        return 1, 0.0
    lead = _size(evidence.candidates[0]) - _size(evidence.candidates[1])
    return 2, -lead


def _size(place: Toponym) -> float:
    """The prior of a place: tens of inhabitants on a logarithm; curated waters and regions count as large."""
    if place.kind != "place":
        return 6.0
    return math.log10(place.population + 10)


def _best(evidence: Evidence, countries: Mapping[str, int], anchors: Sequence[Toponym]) -> Toponym:
    total = sum(countries.values())

    def worth(place: Toponym) -> tuple[float, int, str]:
        score = _size(place) + _contained(place, evidence) + _anchored(place, anchors)
        if place.country is not None and total:
            share = countries.get(place.country, 0) / total
            score += MENTIONED * (share > 0) * (0.5 + share) + TOLD_NEAR * (place.country in evidence.near) * 0.5
        return score, place.population, place.id

    return max(evidence.candidates[:COMPARED], key=worth)


def _contained(place: Toponym, evidence: Evidence) -> float:
    inside = {place.country, f"{place.country}.{place.admin1}" if place.admin1 else None} & evidence.containers
    return CONTAINED * len(inside)


def _anchored(place: Toponym, anchors: Sequence[Toponym]) -> float:
    others = [a for a in anchors if a.id != place.id and a.kind == "place"]
    if not others:
        return 0.0
    nearest = min(distance(place, a) for a in others)
    score = CLOSE if nearest <= NEAR else AROUND if nearest <= REGION else 0.0
    if place.admin1 and any(a.country == place.country and a.admin1 == place.admin1 for a in others):
        score += SAME_DIVISION
    return score

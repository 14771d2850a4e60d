"""Which of several places of one name is meant: containers, states and places of the text, twins, size and fame."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from dragoman.atlas.names import fold
from dragoman.atlas.rows import Toponym

EARTH = 6371.0
NEAR, REGION = 150.0, 600.0
COMPARED = 12
VAST, CAPITAL = 6.5, 1.5
UNLISTED = 3_000.0
CONTAINED, IN_SENTENCE, MENTIONED, CLOSE, AROUND, DIVISION, OTHER_NAME = 12.0, 1.5, 0.7, 1.0, 0.4, 2.2, 1.0

Votes = dict[tuple[str, str | None], float]


@dataclass(frozen=True, slots=True)
class Mentioned:
    """One name of a place in the text: its candidates by falling weight and what stands around it.

    `containers` are countries and divisions that the words put around it ("Paris, Texas"); `near` the countries
    named in the same sentence; `capital` the id of the candidate that is a state's capital.
    """

    candidates: tuple[Toponym, ...]
    containers: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()
    capital: str | None = None


@dataclass(slots=True)
class Gathered:
    """All that a text says about one name, over every place where it stands."""

    candidates: tuple[Toponym, ...]
    containers: set[str] = field(default_factory=set)
    near: Counter[str] = field(default_factory=Counter)
    capital: str | None = None


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

    `countries` counts how often each state is named.  Each name lends its weight to the divisions in which its
    candidates lie, so that towns of one neighbourhood draw each other; the surest then draw what is near to them.
    """
    told = {name: _gather(rows) for name, rows in mentions.items()}
    shares = {name: _shares(name, e) for name, e in told.items()}
    votes = _count(shares.values())
    first = {name: _best(name, e, countries, _without(votes, shares[name]), ()) for name, e in told.items()}
    anchors = [first[name] for name in sorted(told, key=lambda n: (_doubt(told[n]), n))[:COMPARED]]
    return {
        name: _best(name, e, countries, _without(votes, shares[name]), [a for a in anchors if a is not first[name]])
        for name, e in told.items()
    }


def _gather(rows: Sequence[Mentioned]) -> Gathered:
    ranked = sorted(rows[0].candidates, key=lambda c: (-_size(c), c.id))
    evidence = Gathered(tuple(ranked[:COMPARED]), capital=rows[0].capital)
    for row in rows:
        evidence.containers |= row.containers
        evidence.near.update(row.near)
    inside = [c for c in ranked[COMPARED:] if _contained(c, evidence)]
    return replace(evidence, candidates=(*evidence.candidates, *inside))


def _shares(name: str, evidence: Gathered) -> Votes:
    """How likely a name lies in each country and division by size and container alone; it may be unlisted, too."""
    weights = [10 ** (_size(c) - _renamed(name, c) + _contained(c, evidence)) for c in evidence.candidates]
    total = sum(weights) + UNLISTED
    shares: Votes = {}
    for place, weight in zip(evidence.candidates, weights, strict=True):
        if place.country is not None:
            for key in {(place.country, place.admin1), (place.country, None)}:
                shares[key] = shares.get(key, 0.0) + weight / total
    return shares


def _count(shares: Iterable[Votes]) -> Votes:
    votes: Votes = {}
    for share in shares:
        for key, value in share.items():
            votes[key] = votes.get(key, 0.0) + value
    return votes


def _without(votes: Votes, own: Votes) -> Votes:
    """The votes of all other names, for the divisions that matter to this one."""
    return {key: votes[key] - value for key, value in own.items()}


def _doubt(evidence: Gathered) -> tuple[int, float]:
    """How open the choice is: contained names first, then single candidates, then by the lead of the largest."""
    if evidence.containers:
        return 0, 0.0
    if len(evidence.candidates) == 1:
        return 1, 0.0
    lead = _size(evidence.candidates[0]) - _size(evidence.candidates[1])
    return 2, -lead


def _size(place: Toponym) -> float:
    """The prior of a place: inhabitants or fame on a logarithm; curated waters and regions count as vast."""
    if place.kind in {"region", "waterbody"}:
        return VAST
    return math.log10(place.weight + 10)


def _renamed(name: str, place: Toponym) -> float:
    """What it costs that the place is better known under another name, and that English does not use this one."""
    return 0.0 if fold(name) in map(fold, (place.name, *place.known_as)) else OTHER_NAME


def _best(
    name: str, evidence: Gathered, countries: Mapping[str, int], votes: Votes, anchors: Sequence[Toponym]
) -> Toponym:
    total = sum(countries.values())

    def worth(place: Toponym) -> tuple[float, int, str]:
        score = _size(place) - _renamed(name, place) + _contained(place, evidence) + _anchored(place, anchors)
        score += CAPITAL * (place.id == evidence.capital)
        if place.country is not None:
            score += DIVISION * math.tanh(votes.get((place.country, place.admin1), 0.0))
            score += MENTIONED * math.tanh(votes.get((place.country, None), 0.0))
            if total and (told := countries.get(place.country, 0)):
                score += MENTIONED * (0.5 + told / total) + IN_SENTENCE * (place.country in evidence.near)
        return score, place.weight, place.id

    return max(evidence.candidates, key=worth)


def _contained(place: Toponym, evidence: Gathered) -> float:
    inside = {place.country, f"{place.country}.{place.admin1}" if place.admin1 else None} & evidence.containers
    return CONTAINED * len(inside)


def _anchored(place: Toponym, anchors: Sequence[Toponym]) -> float:
    others = [a for a in anchors if a.id != place.id and a.kind != "region"]
    if not others or place.kind == "region":
        return 0.0
    nearest = min(distance(place, a) for a in others)
    return CLOSE if nearest <= NEAR else AROUND if nearest <= REGION else 0.0

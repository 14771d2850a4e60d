"""Whom "the two sides" or "both countries" mean: the two who, as told so far, deal most with each other."""

from collections import defaultdict, deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations, islice

from dragoman.extraction.cast import Cast
from dragoman.extraction.metonyms import SUBJECTS
from dragoman.extraction.roles import case_of
from dragoman.language.plain import Token

REMEMBERED = 240  # phrases
JOINED, DEALING, LISTED, BESIDE = 1.5, 1.2, 0.6, 0.3  # how far one sentence makes two a pair
FADING = 0.93  # a sentence
LEAST = 0.2
TWO = 2
TOGETHER = frozenset({"between", "with", "by"})
ARGUMENTS = frozenset({"obj", "iobj", "obl", "obl:agent", "nsubj:pass"})
OWNING = frozenset({"nmod:poss", "amod", "compound", "appos", "flat"})
CLAUSE = 6  # steps up to the verb
ARMED = frozenset({"armed_group", "organisation"})
FIGHTING = frozenset({"MIL", "REB", "PRM", "OPP", "PTY"})

Weights = dict[tuple[str, str], float]


@dataclass(frozen=True, slots=True)
class Named:
    """A phrase that stood for one actor or for two, and the sentence that it stands in."""

    ids: tuple[str, ...]
    token: Token
    sentence: int


@dataclass(slots=True)
class Dealings:
    """Who was named with whom; of a sentence, two who do something together or to each other weigh most."""

    cast: Cast
    named: deque[Named] = field(default_factory=lambda: deque(maxlen=REMEMBERED))

    def note(self, token: Token, ids: tuple[str, ...], sentence: int) -> None:
        """Remember that the phrase headed by the token stood for these actors."""
        if len(ids) <= TWO:
            self.named.append(Named(ids, token, sentence))

    def states(self, sentence: int) -> tuple[str, ...]:
        """The two states that deal most with each other, themselves or through their people; empty if unknown."""
        return self._ordered(self._alone(sentence) or _best(self._weighed(self._state, sentence)))

    def sides(self, sentence: int, opposed: bool = False) -> tuple[str, ...]:
        """The same of states, bodies of states and those who fight within one; `opposed`: as foes."""
        if not opposed and (alone := self._alone(sentence)):
            return self._ordered(alone)
        camps = [self._weighed(side, sentence, opposed) for side in (self._state, self._power, self._fighter)]
        return self._ordered(_best(max(camps, key=_most)))

    def _alone(self, sentence: int) -> tuple[str, ...]:
        """The states of which the sentence so far, with the one before it if need be, speaks, if they are two."""
        found: set[str] = set()
        for number in (sentence, sentence - 1):
            told = (n.ids for n in self.named if n.sentence == number)
            found |= {s for ids in told for i in ids if (s := self._state(i))}
            if len(found) >= TWO:
                break
        return tuple(sorted(found)) if len(found) == TWO else ()

    def _state(self, identity: str) -> str | None:
        actor = self.cast.actors.get(identity)
        country = identity if actor is not None and actor.kind == "state" else actor.country if actor else None
        return country if country in self.cast.actors else None

    def _power(self, identity: str) -> str | None:
        """A state or a body of states."""
        actor = self.cast.actors.get(identity)
        return identity if actor is not None and actor.kind == "igo" else self._state(identity)

    def _fighter(self, identity: str) -> str | None:
        """An army or armed body, which may be of the same state as the other."""
        actor = self.cast.actors.get(identity)
        return identity if actor is not None and actor.kind in ARMED and actor.sector in FIGHTING else None

    def _weighed(self, side: Callable[[str], str | None], sentence: int, opposed: bool = False) -> Weights:
        weights: Weights = defaultdict(float)
        told: dict[int, list[Named]] = defaultdict(list)
        for named in self.named:
            told[named.sentence].append(named)
        for number, phrases in told.items():
            for pair, weight in _told_in(phrases, side, number == sentence):
                told_as = LISTED if opposed and weight == JOINED else weight
                weights[pair] += told_as * FADING ** (sentence - number)
        return weights

    def _ordered(self, pair: tuple[str, ...]) -> tuple[str, ...]:
        """Who was spoken of last stands last."""
        last = {s: n for n, named in enumerate(self.named) for i in named.ids for s in (i, self._state(i)) if s}
        return tuple(sorted(pair, key=lambda i: (last.get(i, -1), i)))


def _most(weights: Weights) -> float:
    return max(weights.values(), default=0.0)


def _best(weights: Weights) -> tuple[str, ...]:
    pair = max(sorted(weights), key=lambda p: weights[p], default=())
    return pair if pair and weights[pair] >= LEAST else ()


def _told_in(
    phrases: Sequence[Named], side: Callable[[str], str | None], here: bool
) -> Iterator[tuple[tuple[str, str], float]]:
    """The pairs of one sentence, each as it is told most closely; `here`: it is the sentence that takes them up."""
    found: dict[tuple[str, str], float] = {}
    for pair, weight in (*_joined(phrases, side, here), *_apart(phrases, side)):
        found[pair] = max(weight, found.get(pair, 0.0))
    yield from found.items()


def _joined(
    phrases: Sequence[Named], side: Callable[[str], str | None], here: bool
) -> Iterator[tuple[tuple[str, str], float]]:
    for named in phrases:
        sides = {s for i in named.ids if (s := side(i))}
        if len(named.ids) == TWO and len(sides) == TWO:
            first, second = sorted(sides)
            acting = here or _first(named.token).dep_ in SUBJECTS or case_of(_first(named.token)) in TOGETHER
            yield (first, second), JOINED if acting else LISTED


def _apart(phrases: Sequence[Named], side: Callable[[str], str | None]) -> Iterator[tuple[tuple[str, str], float]]:
    alone = [(s, n.token) for n in phrases if len(n.ids) == 1 and (s := side(n.ids[0])) and n.token.dep_ != "conj"]
    for (one, here), (other, there) in combinations(alone, 2):
        if one != other:
            first, second = sorted((one, other))
            yield (first, second), DEALING if _deal(here, there) else BESIDE


def _first(token: Token) -> Token:
    return token.head if token.dep_ == "conj" else token


def _deal(one: Token, other: Token) -> bool:
    """Whether one of them does to the other what the verb of both says."""
    subject, goal = (one, other) if _argument(one).dep_ in SUBJECTS else (other, one)
    subject, goal = _argument(subject), _argument(goal)
    if subject.dep_ not in SUBJECTS or goal.dep_ not in ARGUMENTS:
        return False
    verb = goal.head
    while verb.i != subject.head.i and verb.dep_ == "conj":
        verb = verb.head
    return verb.i == subject.head.i


def _argument(token: Token) -> Token:
    """The phrase of a verb whose owner the name is: "minister" for "Peru" in "Peru's minister told"."""
    for above in islice((token, *token.ancestors), CLAUSE):
        owned = above.dep_ in OWNING or (above.dep_ == "nmod" and case_of(above) == "of")
        if above.head.i == above.i or not owned:
            return above
    return token

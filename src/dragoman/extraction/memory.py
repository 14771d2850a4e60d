"""A short memory of who was named before: where, how prominently, who deals with whom."""

from collections import Counter, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from dragoman.extraction.cast import Cast
from dragoman.extraction.descriptions import BODIES
from dragoman.extraction.metonyms import SUBJECTS
from dragoman.extraction.pairs import Dealings
from dragoman.extraction.roles import case_of
from dragoman.extraction.sectors import is_plural
from dragoman.language.plain import Token

SPAN = 48
SENTENCES, NEAR = 3, 8
PAIR = 2
CLOSE = 0.5  # of prominence: who is as near as that is a rival
SIDE = frozenset({"in", "at", "near", "from", "into", "across", "inside", "through"})
MODIFIERS = frozenset({"amod", "compound"})
THING = frozenset({"thing"})
PERSONAL = frozenset({"person", "office"})


@dataclass(frozen=True, slots=True)
class Seen:
    """Somebody who was spoken of: where, how prominently, one or several, persons or things."""

    ids: tuple[str, ...]
    token: Token
    sentence: int
    several: bool
    kinds: frozenset[str]
    weight: float


@dataclass(slots=True)
class Memory:
    """The last phrases that stood for actors, newest last; never longer than `SPAN`; `offices` are those of persons.

    `companies` are those that stood for three and more, which are remembered longer: "the five states".  `links`: what
    the reader's model holds for the same, by the token that takes it up; of those who fit, one it names goes first.
    """

    cast: Cast
    gender: dict[str, str]
    offices: dict[str, set[str]] = field(default_factory=dict)
    sentence: int = 0
    last: dict[int, int] = field(default_factory=dict)
    seen: deque[Seen] = field(default_factory=lambda: deque(maxlen=SPAN))
    companies: deque[Seen] = field(default_factory=lambda: deque(maxlen=SPAN))
    links: dict[int, int] = field(default_factory=dict)
    dealings: Dealings = field(init=False)

    def __post_init__(self) -> None:
        """Remember who deals with whom among the same cast."""
        self.dealings = Dealings(self.cast)

    def last_member(self, head: Token) -> int:
        """The number of the last member of the coordination that begins with the token."""
        if head.i not in self.last:
            self.last[head.i] = max((c.i for c in members_of(head)), default=head.i)
        return self.last[head.i]

    def note(self, token: Token, ids: tuple[str, ...], several: bool = False) -> None:
        """Remember that the phrase headed by the token stood for these actors."""
        kinds = frozenset(self.cast.actors[i].kind for i in ids if i in self.cast.actors)
        if kinds:
            seen = Seen(ids, token, self.sentence, several or len(ids) > 1, kinds, _weight(token))
            self.seen.append(seen)
            self.dealings.note(token, ids, self.sentence)
            if len(ids) > PAIR:
                self.companies.append(seen)

    def note_thing(self, token: Token) -> None:
        """Remember a noun that stands for no actor, so that "it" and "they" can mean it."""
        several = is_plural(token)
        self.seen.append(Seen((), token, self.sentence, several, THING, _weight(token)))

    def best(self, token: Token, fits: Callable[[Seen], bool]) -> tuple[str, ...]:
        """Whoever fits best before the token: near, a subject, not the co-argument of the token's own verb."""
        chain = self._chain(token.i)
        verb = _owning_clause(token)
        entering = token.dep_ == "nsubj" and token.lower_ in {"he", "she"}
        ranked = [
            (
                _tells_why(token, s.token),
                (verb >= 0 and _acts(s.token, verb, token)) or (entering and self._enters(s)),
                s.token.i in chain,
                self._score(token, s),
                n,
                s,
            )
            for n, s in enumerate(self.seen)
            if fits(s) and (s.token.i in chain or self._may(token, s))
        ]
        return max(ranked, key=lambda r: r[:5])[5].ids if ranked else ()

    def _enters(self, seen: Seen) -> bool:
        """Whether the sentence right before enters a person in full as its subject: "[Ada Berg] is not sure.  She"."""
        before = seen.sentence == self.sentence - 1 and seen.token.dep_ == "nsubj" and seen.kinds <= PERSONAL
        return before and seen.token.pos_ == "PROPN" and any(c.dep_ == "flat" for c in seen.token.children)

    def _chain(self, token: int) -> frozenset[int]:
        """The earlier tokens that the model holds to mean the same."""
        found: set[int] = set()
        while (token := self.links.get(token, -1)) >= 0:
            found.add(token)
        return frozenset(found)

    def _may(self, token: Token, seen: Seen) -> bool:
        if self.sentence - seen.sentence > SENTENCES:
            return False
        rival = token.dep_ in {"obj", "iobj", "obl", "obl:agent"} and not token.text.lower().endswith(
            ("self", "selves")
        )
        return not (rival and seen.token.head.i == token.head.i and seen.token.dep_ in SUBJECTS)

    def _score(self, token: Token, seen: Seen) -> float:
        near = seen.sentence - self.sentence + seen.weight
        parallel = 0.4 if seen.token.dep_ in SUBJECTS and token.dep_ in SUBJECTS else 0.0
        return near + parallel + min(0.0, (seen.token.i - token.i) * 0.005)

    def latest(self, kinds: frozenset[str], number: int) -> tuple[str, ...]:
        """The `number` actors of these kinds spoken of last, in text order: first those named side by side.

        Else those of whom, or of whose people, most of the last sentences speak.
        """
        for seen in reversed(self.companies if number > PAIR else self.seen):
            if len(seen.ids) == number and seen.kinds <= kinds:
                return seen.ids
        alone = [s for s in self.seen if s.kinds <= kinds and not (s.several and len(s.ids) == 1)]
        near = {(s.sentence, i) for s in self.seen if self.sentence - s.sentence <= NEAR for i in self._sides(s)}
        weight = Counter(i for _, i in near)
        last = {i: n for n, s in enumerate(alone) for i in s.ids}
        chosen = sorted(last, key=lambda i: (weight[i], last[i]))[-number:]
        return tuple(sorted(chosen, key=lambda i: last[i])) if len(chosen) == number else ()

    def _sides(self, seen: Seen) -> Iterator[str]:
        """The actors of a phrase and the states that they belong to."""
        for identity in seen.ids:
            yield identity
            if (actor := self.cast.actors.get(identity)) and actor.country:
                yield actor.country

    def state(self, alone: bool = False) -> str | None:
        """The state spoken of last, itself or through its people; a subject before others.

        `alone`: null where another state, or a body that is no state's, is as prominent.
        """
        near = [s for s in self.seen if s.sentence >= self.sentence - SENTENCES and s.ids]
        ranked = sorted(near, key=lambda s: (s.sentence + s.weight, s.token.i), reverse=True)
        told = [(s, self._state_of(s)) for s in ranked if not s.kinds & {"outlet"}]
        best = next(((s, state) for s, state in told if state is not None), None)
        if best is None:
            return None
        if alone and any(
            s.sentence + s.weight > best[0].sentence + best[0].weight - CLOSE and of != best[1]
            for s, of in told
            if of is not None or s.kinds & BODIES
        ):
            return None
        return best[1]

    def _state_of(self, seen: Seen) -> str | None:
        countries = {a.country for i in seen.ids if (a := self.cast.actors.get(i)) is not None}
        return countries.pop() if len(countries) == 1 else None

    def pair(self) -> tuple[str, ...]:
        """The two spoken of last: persons of different states, or states, whichever came later; empty if unknown."""
        persons, states = self.latest(PERSONAL, PAIR), self.dealings.states(self.sentence)
        persons = persons if are_of_different_states(self.cast, persons) else ()
        if persons and states:
            return persons if self._last(persons) >= self._last(states) else states
        return persons or states

    def _last(self, ids: tuple[str, ...]) -> int:
        """In which sentence the less recent of them was spoken of last."""
        return min(max((s.sentence for s in self.seen if i in s.ids), default=-1) for i in ids)


def _tells_why(token: Token, noun: Token) -> bool:
    """Whether it is their deed for which somebody is praised or blamed: "thanked [Japan] for [its] help"."""
    deed = token.head
    owned = token.dep_ == "nmod:poss" and deed.dep_ == "obl" and case_of(deed) == "for"
    return owned and noun.dep_ in {"obj", "nsubj:pass"} and noun.head.i == deed.head.i


def _owning_clause(token: Token) -> int:
    """The number of the second clause's verb that tells what is "its": "and [sold] oil from its port"; -1 elsewhere."""
    if token.dep_ != "nmod:poss" or token.lower_ != "its":
        return -1
    verb = token.head
    while verb.pos_ != "VERB" and verb.head.i != verb.i and verb.dep_ in {"obj", "obl", "nmod", "iobj"}:
        verb = verb.head
    return verb.i if verb.dep_ == "conj" and verb.pos_ == "VERB" else -1


def _acts(noun: Token, verb: int, token: Token) -> bool:
    """Whether the noun is the subject of that clause, before the token."""
    return noun.dep_ in SUBJECTS and noun.head.i == verb and noun.i < token.i


def _weight(token: Token) -> float:
    if token.dep_ == "conj" and token.head.dep_ != "conj":
        return _weight(token.head)
    if token.dep_ in SUBJECTS:
        return 1.1
    if token.dep_ in MODIFIERS:
        return -0.5
    return -0.6 if case_of(token) in SIDE else 0.0


def members_of(head: Token) -> list[Token]:
    """The further members of the coordination that begins with the token."""
    return [c for c in head.children if c.dep_ == "conj"]


def are_of_different_states(cast: Cast, ids: tuple[str, ...]) -> bool:
    """Whether each is of a state of its own, as those who meet are; one word for all does not mean one's own aides."""
    countries = [cast.actors[i].country for i in ids if i in cast.actors]
    return bool(ids) and None not in countries and len(set(countries)) == len(ids)

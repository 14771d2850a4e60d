"""Who is meant by a pronoun, "the country" or "the two leaders": a short memory of who was named before."""

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from dragoman.extraction.cast import Cast
from dragoman.extraction.contents import listed
from dragoman.extraction.descriptions import BODIES, can_be, named_at, names_organ
from dragoman.extraction.metonyms import SUBJECTS, is_party_verb
from dragoman.extraction.pairs import Dealings
from dragoman.extraction.roles import case_of
from dragoman.extraction.sectors import is_plural, plural_of, singulars, words
from dragoman.language.lexicon import table
from dragoman.language.plain import Token
from dragoman.types import Actor

SPAN, DEPTH = 48, 8
SENTENCES, NEAR = 3, 8
PAIR = 2
CLOSE = 0.5  # of prominence: who is as near as that is a rival
SIDE = frozenset({"in", "at", "near", "from", "into", "across", "inside", "through"})
MODIFIERS = frozenset({"amod", "compound"})
THING = frozenset({"thing"})
PEOPLE = frozenset({"person"})
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
            self.last[head.i] = max((c.i for c in _members(head)), default=head.i)
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
        ranked = [
            (_tells_why(token, s.token), s.token.i in chain, self._score(token, s), n, s)
            for n, s in enumerate(self.seen)
            if fits(s) and (s.token.i in chain or self._may(token, s))
        ]
        return max(ranked, key=lambda r: r[:4])[4].ids if ranked else ()

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
        persons = persons if _are_of_different_states(self.cast, persons) else ()
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


def _weight(token: Token) -> float:
    if token.dep_ == "conj" and token.head.dep_ != "conj":
        return _weight(token.head)
    if token.dep_ in SUBJECTS:
        return 1.1
    if token.dep_ in MODIFIERS:
        return -0.5
    return -0.6 if case_of(token) in SIDE else 0.0


def pronoun_kind(token: Token) -> str | None:
    """Which pronoun of the lexicon the token is: he, she, it, they, i, we, relative, or null."""
    if token.pos_ not in {"PRON", "DET"}:
        return None
    lower = token.text.lower()
    return next((kind for kind, words in table("en", "actors")["pronouns"].items() if lower in words), None)


def resolve_pronoun(memory: Memory, token: Token) -> tuple[str, ...]:
    """The actors a pronoun stands for; empty when none fits or the pronoun is a filler ("it is clear that")."""
    kind = pronoun_kind(token)
    if kind == "relative":
        return _antecedent(memory.cast, token)
    if kind in {"he", "she", "it"} and (speaker := _speaker(memory, token, kind)):
        return speaker
    if kind in {"he", "she"}:
        wrong = "female" if kind == "he" else "male"
        return memory.best(token, lambda s: _is_person(s, memory.gender, wrong))
    if kind in {"it", "they"} and token.dep_ in {"obj", "iobj"} and not is_party_verb(token.head):
        return ()
    if kind == "it" and token.dep_ != "expl" and not _is_filler(token):
        return memory.best(token, lambda s: not s.several and not s.kinds & PEOPLE)
    if kind == "they":
        groups = memory.best(token, lambda s: s.several and memory.sentence - s.sentence <= 1)
        return groups or memory.best(token, lambda s: s.several or not s.kinds & (PERSONAL | THING))
    return ()


def _speaker(memory: Memory, token: Token, kind: str) -> tuple[str, ...]:
    """Who says the clause whose subject the pronoun is, if it can mean them: "[the ministry] said it would"."""
    verb = token.head
    if token.dep_ not in SUBJECTS or verb.dep_ not in {"ccomp", "acl"} or verb.head.i > token.i:
        return ()
    told = verb.head.head if verb.dep_ == "acl" and verb.head.dep_ == "obl" else verb.head
    if told.lemma_.lower() not in listed("verbs", "clause"):
        return ()
    wrong = "female" if kind == "he" else "male"
    for seen in reversed(memory.seen):
        if seen.token.head.i == told.i and seen.token.dep_ in SUBJECTS and seen.ids:
            fits = not seen.several and not seen.kinds & (PERSONAL if kind == "it" and not _is_organ(seen) else THING)
            return seen.ids if fits and (kind == "it" or _is_person(seen, memory.gender, wrong)) else ()
    return ()


def _is_person(seen: Seen, gender: dict[str, str], wrong: str) -> bool:
    return not seen.several and seen.kinds <= PERSONAL and gender.get(seen.ids[0]) != wrong and not _is_organ(seen)


def _is_organ(seen: Seen) -> bool:
    """Whether an office is an organ and nobody who holds it: a ministry is no "he"."""
    return seen.kinds == {"office"} and any(map(names_organ, seen.ids))


def _is_filler(token: Token) -> bool:
    """Whether "it" only holds the place of a clause or of the weather."""
    head = token.head
    return token.dep_ in SUBJECTS and any(c.dep_ in {"csubj", "csubj:pass"} for c in head.children)


def _antecedent(cast: Cast, token: Token) -> tuple[str, ...]:
    """The noun that a relative pronoun takes up."""
    if token.dep_ == "mark" or (token.text.lower() == "that" and token.dep_ == "det"):
        return ()
    clause = token
    for _ in range(4):
        if clause.dep_ == "acl:relcl" or clause.head.i == clause.i:
            break
        clause = clause.head
    if clause.dep_ != "acl:relcl":
        return ()
    heads = (clause.head, *(c for c in clause.head.children if c.dep_ == "conj" and c.i < clause.i))
    return tuple(dict.fromkeys(i for h in heads if (r := cast.at(h)) for i in r.ids))


def conjoined(memory: Memory, token: Token) -> tuple[str, ...]:
    """Everybody in a coordination whose last member the token is; empty if it is not the last of several."""
    if token.dep_ != "conj":
        return ()
    cast, last, own = memory.cast, memory.last_member(token.head), memory.cast.at(token)
    if token.i < last and (own is None or last >= own.end):
        return ()
    ids = dict.fromkeys(i for m in (token.head, *_members(token.head)) if (r := named_at(cast, m)) for i in r.ids)
    return tuple(ids) if len(ids) > 1 else ()


def _members(head: Token) -> list[Token]:
    return [c for c in head.children if c.dep_ == "conj"]


def description_of(memory: Memory, token: Token) -> tuple[str, ...]:
    """The actors that a definite description stands for: "the country", "both sides", "the five coastal states"."""
    if (
        token.pos_ not in {"NOUN", "PROPN"}
        or token.dep_ in MODIFIERS
        or any(c.dep_ == "nmod:poss" for c in token.children)
    ):
        return ()
    marks = {
        c.text.lower() for c in token.children if c.i < token.i and c.dep_ in {"det", "nummod", "amod", "det:predet"}
    }
    number = next((n for word, n in table("en", "actors")["groups"]["numbers"].items() if word in marks), None)
    definite = bool(marks & {"the", "this", "that", "these", "those", "both", "neither"})
    lemmas = singulars(token.text.lower())
    if not definite:
        return ()
    if number or len(lemmas) > 1:
        if not number and _is_told(token):
            return ()
        group = () if number else _same_group(memory, lemmas)
        return group or _several(memory, token, lemmas, number or PAIR, bool(marks & {"these", "those"}))
    return _single(memory, token)


def both(memory: Memory, token: Token) -> tuple[str, ...]:
    """The two that "the two", "both", "each" or "the pair" stand for where no noun says of what; empty if unknown."""
    groups = table("en", "actors")["groups"]
    lower = token.text.lower()
    if token.dep_ not in SUBJECTS | {"obj", "obl", "nmod"} or any(
        c.dep_ in {"nmod", "acl:relcl"} for c in token.children
    ):
        return ()
    counted = groups["numbers"].get(lower) == PAIR or lower in groups["pairs"]
    if lower in groups["together"] or (counted and any(c.text.lower() == "the" for c in token.children)):
        return memory.pair()
    return ()


def _same_group(memory: Memory, lemmas: Iterable[str]) -> tuple[str, ...]:
    """The group that was told by the same word before: "US officials ... the officials"."""
    plurals = {plural_of(lemma) for lemma in lemmas}
    for seen in reversed(memory.seen):
        if memory.sentence - seen.sentence > SENTENCES:
            break
        if seen.several and len(seen.ids) == 1 and seen.ids[0].rpartition(".")[2] in plurals:
            return seen.ids
    return ()


def _several(memory: Memory, token: Token, lemmas: Iterable[str], number: int, near: bool) -> tuple[str, ...]:
    """Whoever `number` of such are; `near`: the last named, as "these" says."""
    groups = table("en", "actors")["groups"]
    if any(lemma in groups["states"] for lemma in lemmas):
        if number != PAIR or near:
            return memory.latest(frozenset({"state"}), number)
        if not any(lemma in groups["sides"] for lemma in lemmas):
            return memory.dealings.states(memory.sentence)
        return memory.dealings.sides(memory.sentence, any(lemma in groups["opposed"] for lemma in lemmas))
    if any(lemma in groups["persons"] for lemma in lemmas):
        found = memory.latest(PERSONAL, number)
        if (
            _are_of_different_states(memory.cast, found)
            and not any(map(names_organ, found))
            and _hold(memory, found, token)
        ):
            return found
        if any(c.dep_ == "compound" or c.text.lower() in words("qualifiers") for c in token.children):
            return ()
        return memory.dealings.states(memory.sentence) if number == PAIR else ()
    return ()


def _are_of_different_states(cast: Cast, ids: tuple[str, ...]) -> bool:
    """Whether each is of a state of its own, as those who meet are; one word for all does not mean one's own aides."""
    countries = [cast.actors[i].country for i in ids if i in cast.actors]
    return bool(ids) and None not in countries and len(set(countries)) == len(ids)


def _hold(memory: Memory, ids: tuple[str, ...], token: Token) -> bool:
    """Whether each holds an office of which the words tell: "energy" in "the two energy ministers"."""
    told = {c.text.lower() for c in token.children if c.dep_ in MODIFIERS and c.i < token.i and c.pos_ != "NUM"}
    held = [{i.partition(".")[2], *memory.offices.get(i, ())} for i in ids]
    return all(any(told <= set(key.split("_")) for key in keys) for keys in held)


def counted_states(memory: Memory, token: Token) -> tuple[str, ...]:
    """The states whose people "the three energy ministers" or "both presidents" are: those spoken of last."""
    marks = {c.text.lower() for c in token.children if c.i < token.i}
    number = next((n for word, n in table("en", "actors")["groups"]["numbers"].items() if word in marks), None)
    if not marks & {"the", "these", "those", "both", "neither"}:
        return ()
    if number == PAIR:
        return memory.dealings.states(memory.sentence)
    return memory.latest(frozenset({"state"}), number) if number else ()


def _single(memory: Memory, token: Token) -> tuple[str, ...]:
    if _is_told(token):
        return ()
    word = token.text.lower()
    return memory.best(token, lambda s: not s.several and can_be(memory.cast, word, s.ids, s.kinds))


def _is_told(token: Token) -> bool:
    """Whether the phrase itself says who is meant, so that nothing before it is taken up."""
    return any(c.dep_ in {"nmod", "acl:relcl", "amod", "compound", "acl"} for c in token.children)


def first_person(cast: Cast, token: Token) -> tuple[Actor, ...]:
    """Who says "I" or "we": the subject of the verb that governs the words, or that stands beside them."""
    for verb in _governing(token):
        for child in verb.children:
            if child.dep_ in SUBJECTS and child.i != token.i and (actors := tuple(cast.actors_at(child))):
                return actors
    return ()


def _governing(token: Token) -> Iterator[Token]:
    for ancestor in islice(token.ancestors, DEPTH):
        yield ancestor
        yield from (c for c in ancestor.children if c.dep_ == "parataxis")

"""Who is meant by a pronoun, "the country" or "the two leaders", among those who were named before (memory.py)."""

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice

from dragoman.extraction.cast import Cast
from dragoman.extraction.contents import listed
from dragoman.extraction.descriptions import can_be, named_at, names_organ
from dragoman.extraction.memory import (
    MODIFIERS,
    PAIR,
    PERSONAL,
    SENTENCES,
    THING,
    Memory,
    Seen,
    are_of_different_states,
    members_of,
)
from dragoman.extraction.metonyms import SUBJECTS, is_party_verb
from dragoman.extraction.sectors import plural_of, singulars, words
from dragoman.language.lexicon import table
from dragoman.language.plain import Token
from dragoman.types import Actor

DEPTH = 8
PEOPLE = frozenset({"person"})
COUNTED = SUBJECTS | {"obj", "obl", "nmod"}
DEFINITE = frozenset({"the", "this", "that", "these", "those", "both", "neither"})


def pronoun_kind(token: Token) -> str | None:
    """Which pronoun of the lexicon the token is: he, she, it, they, i, we, relative, or null."""
    if token.pos_ not in {"PRON", "DET"}:
        return None
    return _pronouns().get(token.lower_)


@cache
def _pronouns() -> dict[str, str]:
    """The kind of each pronoun of the lexicon; of two kinds the first."""
    found: dict[str, str] = {}
    for kind, pronouns in table("en", "actors")["pronouns"].items():
        for pronoun in pronouns:
            found.setdefault(pronoun, kind)
    return found


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
    ids = dict.fromkeys(i for m in (token.head, *members_of(token.head)) if (r := named_at(cast, m)) for i in r.ids)
    return tuple(ids) if len(ids) > 1 else ()


def description_of(memory: Memory, token: Token) -> tuple[str, ...]:
    """The actors that a definite description stands for: "the country", "both sides", "the five coastal states"."""
    if (
        token.pos_ not in {"NOUN", "PROPN"}
        or token.dep_ in MODIFIERS
        or any(c.dep_ == "nmod:poss" for c in token.children)
    ):
        return ()
    marks = {c.lower_ for c in token.children if c.i < token.i and c.dep_ in {"det", "nummod", "amod", "det:predet"}}
    if DEFINITE.isdisjoint(marks):
        return ()
    number = next((n for word, n in table("en", "actors")["groups"]["numbers"].items() if word in marks), None)
    lemmas = singulars(token.lower_)
    if number or len(lemmas) > 1:
        if not number and _is_told(token):
            return ()
        group = () if number else _same_group(memory, lemmas)
        return group or _several(memory, token, lemmas, number or PAIR, bool(marks & {"these", "those"}))
    return _single(memory, token)


def both(memory: Memory, token: Token) -> tuple[str, ...]:
    """The two that "the two", "both", "each" or "the pair" stand for where no noun says of what; empty if unknown."""
    if token.dep_ not in COUNTED or any(c.dep_ in {"nmod", "acl:relcl"} for c in token.children):
        return ()
    groups, lower = table("en", "actors")["groups"], token.lower_
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
            are_of_different_states(memory.cast, found)
            and not any(map(names_organ, found))
            and _hold(memory, found, token)
        ):
            return found
        if any(c.dep_ == "compound" or c.text.lower() in words("qualifiers") for c in token.children):
            return ()
        return memory.dealings.states(memory.sentence) if number == PAIR else ()
    return ()


def _hold(memory: Memory, ids: tuple[str, ...], token: Token) -> bool:
    """Whether each holds an office of which the words tell: "energy" in "the two energy ministers"."""
    told = {c.text.lower() for c in token.children if c.dep_ in MODIFIERS and c.i < token.i and c.pos_ != "NUM"}
    held = [{i.partition(".")[2], *memory.offices.get(i, ())} for i in ids]
    return all(any(told <= set(key.split("_")) for key in keys) for keys in held)


def counted_states(memory: Memory, token: Token) -> tuple[str, ...]:
    """The states whose people "the three energy ministers" or "both presidents" are: those spoken of last."""
    marks = {c.lower_ for c in token.children if c.i < token.i}
    if not marks & {"the", "these", "those", "both", "neither"}:
        return ()
    number = next((n for word, n in table("en", "actors")["groups"]["numbers"].items() if word in marks), None)
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

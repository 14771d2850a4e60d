"""What the word that governs an act says of how firm it is: "plans a visit", "ready to sign", "put off to June"."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from dragoman.extraction.arguments import VERBAL, children, is_passive, preposition
from dragoman.extraction.tense import infinitive
from dragoman.extraction.triggers import classes, words
from dragoman.language.lexicon import table
from dragoman.language.plain import Token
from dragoman.types import Span

ABOUT = frozenset({"to", "on", "about", "for"})
UNTIL = frozenset({"to", "until", "till"})


@dataclass(frozen=True, slots=True)
class Verdict:
    """A status and the words that decided it."""

    status: str
    cues: tuple[Token, ...] = ()

    def spans(self) -> tuple[Span, ...]:
        """The cues as character spans, in text order."""
        return tuple(Span(t.idx, t.idx + len(t)) for t in sorted(set(self.cues), key=lambda t: t.i))


@cache
def lists() -> Mapping[str, Mapping[str, frozenset[str]]]:
    """The lists of the lexicon by part and status (status.toml)."""
    lexicon: Mapping[str, Any] = table("en", "status")
    return {part: {k: frozenset(v) for k, v in sets.items()} for part, sets in lexicon.items()}


def is_untrue(token: Token) -> bool:
    """Whether a clause is the content of a noun that calls it untrue, also where "that" was read as a pronoun."""
    return token.dep_ == "acl:relcl" and token.head.lemma_.lower() in lists()["nouns"]["denied"]


def governor(token: Token, head: Token) -> Iterator[Verdict]:
    """What the word that governs the act says of it: "plans a visit", "ready to sign"."""
    if not _governs(token, head) and not is_untrue(token):
        return
    if is_kept(head):
        yield Verdict("planned", (head,))
        return
    if (special := _special(token, head)) is not None:
        yield special
        return
    said = _with_particle(head, head.lemma_.lower())
    for part in _parts(token, head):
        for status, listed in lists()[part].items():
            if status == "real" or (status == "ongoing" and token.dep_ != "xcomp"):
                continue
            if said not in listed and head.lower_ not in listed:
                continue
            endless = [c for c in children(head, "advmod") if c.lower_ in lists()["open_ended"]["words"]]
            yield Verdict("not_happened", (head, *endless)) if endless else Verdict(status, (head,))
            return


def is_kept(verb: Token) -> bool:
    """Whether something was not put off or called off, so that it is still to come: "has not been [cancelled]"."""
    if not any(c.lower_ in lists()["negation"]["words"] for c in children(verb, "advmod")):
        return False
    wholes = [f"{verb.lemma_.lower()} {c.lower_}" for c in children(verb, "compound:prt", "advmod")]
    return any(w in lists()["deferring"]["whole"] for w in (verb.lemma_.lower(), *wholes))


def _special(token: Token, head: Token) -> Verdict | None:
    """What constructions say that want more than a word of a list; null where there is none."""
    aims, lemma = lists()["aims"], head.lemma_.lower()
    before = preposition(head)
    if (before == "as" and lemma in aims["nouns"]) or (before == "in" and lemma in aims["inside"]):
        return Verdict("wanted", (head,))
    if agreed := _agreed_on(token, head):
        return Verdict("planned", agreed)
    return Verdict("planned", (head,)) if lemma in lists()["moved"]["verbs"] and _is_to_a_day(head) else None


def _agreed_on(clause: Token, verb: Token) -> tuple[Token, ...]:
    """The agreement that is made about what a clause tells, where it hangs on the verb: "signed a [pact] to open"."""
    about = clause.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in ABOUT for c in clause.children)
    if not about or verb.lemma_.lower() in classes()["keeping"]:
        return ()
    return tuple([o for o in children(verb, "obj", "nsubj:pass") if o.lemma_.lower() in classes()["agreement"]][:1])


def _is_to_a_day(verb: Token) -> bool:
    """Whether the verb leads to a date: "moved to June", "to next week"."""
    goals = (o for o in children(verb, "obl", "obl:tmod") if preposition(o) in UNTIL)
    return any(o.ent_type_ == "DATE" or o.lemma_.lower() in words("occasions") for o in goals)


def _with_particle(verb: Token, lemma: str) -> str:
    """The verb with its particle, where the two together say how firm an act is: "call off"; else the verb alone."""
    wholes = [f"{lemma} {c.lower_}" for c in children(verb, "compound:prt", "advmod")]
    return next((w for w in wholes if any(w in known for known in lists()["verbs"].values())), lemma)


def _parts(token: Token, head: Token) -> Iterator[str]:
    """The tables in which the head may stand: a participle is an adjective too, some verbs govern only infinitives."""
    if head.pos_ in VERBAL:
        if token.pos_ in VERBAL and infinitive(token):
            yield "infinitives"
        if is_passive(head) or children(head, "cop"):
            yield "adjectives"
        yield "verbs"
    elif head.pos_ in {"NOUN", "PROPN"}:
        yield "nouns"
    elif head.pos_ == "ADJ":
        yield "adjectives"


def _governs(token: Token, head: Token) -> bool:
    if token.pos_ in VERBAL:
        return token.dep_ in {"xcomp", "ccomp", "acl", "advcl", "csubj", "nsubj", "obl", "nmod"} and not (
            token.dep_ in {"nsubj", "csubj"} and head.pos_ in VERBAL and not is_passive(head)
        )
    if token.dep_ == "nsubj":
        return head.pos_ == "ADJ" or head.lemma_ in {"collapse", "fail", "stall"}
    if token.dep_ in {"obl", "nmod"}:
        return preposition(token) in {"for", "to", "of", "from", "at", "on", "in", "against", "about"}
    return token.dep_ in {"obj", "nsubj:pass", "xcomp", "acl", "ccomp"}

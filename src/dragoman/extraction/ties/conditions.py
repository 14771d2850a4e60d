"""Whether words that may betray a tie do so where they stand."""

from dragoman.extraction.arguments import is_passive, objects, obliques, preposition, subjects
from dragoman.extraction.draft import Draft
from dragoman.extraction.ties.carriers import hanging
from dragoman.extraction.ties.clauses import is_one_of
from dragoman.extraction.ties.partners import clause_words, is_one
from dragoman.extraction.ties.signs import Spotted, classes
from dragoman.language.plain import Token

BESIDE = {"amod", "compound", "nmod", "nmod:poss", "flat", "nummod", "nmod:desc"}
PASSING = {"from", "to", "through", "via", "into", "at"}
ANY = "@any"
GOVERNED = {"compound", "amod", "nmod"}


def suits(draft: Draft, spotted: Spotted, carrier: Token | None) -> bool:
    """Whether object, subject, modifiers, carrier and surroundings are what the sign asks for."""
    sign, anchor = spotted.sign, spotted.anchor
    beside = [c for c in anchor.children if c.dep_ in BESIDE and not spotted.start <= c.i < spotted.end]
    if anchor.dep_ == "compound":
        beside.append(anchor.head)
    goals = _goals(anchor, sign.words) if sign.object or sign.not_object else []
    carriers = [carrier] if carrier is not None else []
    if sign.direct and preposition(hanging(anchor)) in PASSING:
        carriers = [c for c in carriers if c.lemma_.lower() not in classes()["flowing"]]
    carriers += [c for c in anchor.children if c.dep_ == "acl" and is_passive(c)] if sign.carrier else []
    return (
        not (sign.part == "nouns" and _only_modifies(anchor))
        and _has(draft, goals, sign.object, sign.not_object)
        and _has(draft, beside, sign.modifier, sign.not_modifier)
        and _has(draft, carriers, sign.carrier, sign.not_carrier)
        and (not sign.subject or _has(draft, _subjects(anchor, carrier), sign.subject, frozenset()))
        and (not sign.predicate or _is_said(anchor, carrier))
        and (not sign.near or _has(draft, clause_words(anchor), sign.near, frozenset()))
    )


def _goals(anchor: Token, words: tuple[str, ...]) -> list[Token]:
    """A verb's objects with their conjuncts and what they are measures of: "10 tonnes of [oil]"; of a noun "to [x]".

    Where the sign ends with a preposition ("turn to"), the phrases with it count as objects.
    """
    held = obliques(anchor, "to") if anchor.pos_ in {"NOUN", "PROPN"} else objects(anchor)
    held = held or (obliques(anchor, words[-1]) if len(words) > 1 else [])
    found = [g for o in held for g in (o, *o.conjuncts)]
    return found + [m for g in found for m in g.children if m.dep_ == "nmod" and preposition(m) == "of"]


def _only_modifies(anchor: Token) -> bool:
    """Whether the noun only tells what kind of other thing is meant: "railway workers", not "railway project"."""
    head = anchor.head
    if anchor.dep_ != "compound" or head.i < anchor.i:
        return False
    return head.lemma_.lower() not in classes()["containers"] | classes()["projects"]


def _is_said(anchor: Token, carrier: Token | None) -> bool:
    """Whether the noun is a predicate, or what somebody is seen or called as."""
    within = [c for c in anchor.children if c.dep_ == "case" and c.lower_ != "of"]
    if any(c.dep_ == "cop" for c in anchor.children) and not within:
        return True
    if anchor.dep_ == "appos" or is_one_of(anchor):
        return True
    if carrier is None or anchor.dep_ in {"nsubj", "nsubj:pass"}:
        return False
    return carrier.lemma_.lower() in classes()["regarding" if preposition(anchor) == "as" else "naming"]


def _subjects(anchor: Token, carrier: Token | None) -> list[Token]:
    own = [c for c in anchor.children if c.dep_ in {"nsubj", "nsubj:pass"}] or subjects(anchor)
    own = [c for c in own if c.lower_ not in classes()["selves"]]  # "Peru calls itself ..."
    own = own or (
        [s for s in (*subjects(carrier), *objects(carrier)) if s.i != anchor.i] if carrier is not None else []
    )
    return [s for o in own for s in (o, *(c for c in o.children if c.dep_ == "nmod"))]


def _has(draft: Draft, tokens: list[Token], wanted: frozenset[str], unwanted: frozenset[str]) -> bool:
    common = tokens if ANY in unwanted else [t for t in tokens if t.i not in draft.by_token]
    if unwanted and any(is_one(draft, t, unwanted) for t in common):
        return False
    return not wanted or any(is_one(draft, t, wanted) for t in tokens)


def standing_alone(signs: list[Spotted]) -> list[Spotted]:
    """Of the signs of a sentence those that are no part of another: "energy cooperation" in "... agreement" is."""
    return [one for one in signs if not any(_is_part(one, other) for other in signs if other is not one)]


def _is_part(spotted: Spotted, other: Spotted) -> bool:
    if other.sign.kind == spotted.sign.kind and (_is_nested(spotted, other) or _is_name_for(spotted, other)):
        return True
    return _is_inside(spotted, other)


def _is_name_for(spotted: Spotted, other: Spotted) -> bool:
    """Whether the verb only says that somebody is called what the other sign says: "sees itself as the leader"."""
    called = spotted.sign.claim and spotted.sign.part == "verbs" and other.sign.part == "nouns"
    return called and other.anchor.head.i == spotted.anchor.i and other.anchor.dep_ in {"xcomp", "obl"}


def _is_nested(spotted: Spotted, other: Spotted) -> bool:
    """Whether a longer sign of the same kind holds the words."""
    return (
        other.start <= spotted.start
        and spotted.end <= other.end
        and (other.end - other.start) > (spotted.end - spotted.start)
    )


def _is_inside(spotted: Spotted, other: Spotted) -> bool:
    """Whether a weak sign only tells more about another thing of which the sentence speaks."""
    if other.sign.weak or not spotted.sign.weak or other.sign.part == "verbs":
        return False
    token = spotted.anchor
    for _ in range(3):
        if token.dep_ not in GOVERNED or token.head.i == token.i:
            return False
        token = token.head
        if token.i == other.anchor.i:
            return True
    return False

"""Who a noun phrase stands for: the actors behind a token, with its conjuncts, possessors and adjectives."""

from collections.abc import Iterator

from dragoman.extraction.arguments import agents
from dragoman.extraction.draft import Draft
from dragoman.extraction.sectors import words
from dragoman.language.plain import Token

BEFORE = frozenset({"nmod:poss", "amod", "compound", "nmod:desc", "flat"})
MEMBERS = frozenset({"of", "from", "by"})
LISTING = frozenset({"nmod:unmarked", "list", "dep", "appos"})
DEPTH = 3


def parties(draft: Draft, token: Token | None) -> tuple[str, ...]:
    """Ids of the actors denoted by the phrase that the token heads, in text order and without doubles.

    A head without a reference of its own is read through its modifiers ("the [Turkish] convoy") and through whom
    it counts or comes from ("dozens of [rebels]", "ships from [Oman]"); conjuncts are added ("Iran and Oman").
    A phrase of place stands for nobody.
    """
    if token is None:
        return ()
    found: dict[str, None] = {}
    flat = (c for child in token.children if child.dep_ == "flat" for c in child.children if c.dep_ == "conj")
    for head in sorted({token, *token.conjuncts, *flat, *_listed(draft, token)}, key=lambda t: t.i):
        found |= dict.fromkeys(_own(draft, head, DEPTH))
    return tuple(found)


def _listed(draft: Draft, head: Token) -> Iterator[Token]:
    """The further states of a headline's list without "and": "Italy, Albania sign pact"."""
    for child in head.children:
        told = (draft.by_head.get(head.i), draft.by_head.get(child.i))
        listed = child.dep_ in LISTING or (child.dep_ == "compound" and child.i > head.i)
        if listed and all(r is not None and set(r.ids) <= set(draft.atlas.states) for r in told):
            yield child


def _own(draft: Draft, head: Token, depth: int) -> tuple[str, ...]:
    reference = draft.by_head.get(head.i) or draft.by_token.get(head.i)
    if reference is not None:
        return () if reference.place else reference.ids
    if head.lemma_.lower() in words("private"):
        return ()
    if depth == 0 or head.pos_ not in {"NOUN", "PROPN", "NUM", "ADJ", "DET", "PRON"}:
        return ()
    for child in _inner(head):
        if ids := _own(draft, child, depth - 1):
            beside = (i for c in child.conjuncts for i in _own(draft, c, depth - 1))
            return tuple(dict.fromkeys((*ids, *beside)))
    return ()


def _inner(head: Token) -> Iterator[Token]:
    """What may tell who is meant: adjectives and possessors first, then "of" and "from", then who leads them."""
    telling = [c for c in head.children if not tells_whose(head, c)]
    yield from (c for c in telling if c.dep_ in BEFORE and c.pos_ != "VERB")
    for child in telling:
        if child.dep_ == "nmod" and any(c.dep_ == "case" and c.text.lower() in MEMBERS for c in child.children):
            yield child
    for child in telling:
        if child.dep_ == "acl" and child.lemma_.lower() in words("leading"):
            yield from agents(child)
    yield from (c for c in telling if c.dep_ == "appos")


def tells_whose(head: Token, child: Token) -> bool:
    """Whether the child is the one whose rivals or neighbours the head speaks of, so that others are meant."""
    return child.dep_ in {"nmod:poss", "nmod"} and head.lemma_.lower() in words("outsiders")

"""Who a noun phrase stands for: the actors behind a token, with its conjuncts, possessors and adjectives."""

from spacy.tokens import Token

from dragoman.extraction.draft import Draft

INNER = {"nmod:poss", "amod", "compound", "nmod"}


def parties(draft: Draft, token: Token | None) -> tuple[str, ...]:
    """Ids of the actors denoted by the phrase that the token heads, in text order and without doubles.

    A head without a reference of its own is read through its modifiers ("the [Turkish] delegation"); conjuncts
    are added ("Iran and Turkmenistan").
    """
    if token is None:
        return ()
    found: list[str] = []
    for head in (token, *token.conjuncts):
        found += [i for i in _own(draft, head) if i not in found]
    return tuple(found)


def _own(draft: Draft, head: Token) -> tuple[str, ...]:
    reference = draft.by_head.get(head.i) or draft.by_token.get(head.i)
    if reference is not None:
        return () if reference.place else reference.ids
    for child in head.children:
        if child.dep_ in INNER and (inner := draft.by_head.get(child.i)) and not inner.place:
            return inner.ids
    return ()

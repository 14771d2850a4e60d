"""Which verb carries a noun: "signed an agreement", "a new round will be held", "sees itself as the leader"."""

from dragoman.extraction.arguments import VERBAL, children, is_passive, preposition
from dragoman.extraction.ties.signs import classes
from dragoman.language.plain import Token

BY = {"obj", "nsubj", "nsubj:outer", "nsubj:pass", "xcomp", "obl", "iobj", "acl", "advcl", "ccomp"}
WITHIN = {
    "on",
    "for",
    "in",
    "into",
    "to",
    "of",
    "as",
    "at",
    "from",
    "with",
    "by",
    "through",
    "upon",
    "under",
    "over",
    "",
}
STEPS = 3
UNTIL = frozenset({"until", "till", "for", "since", "over"})


def hanging(token: Token) -> Token:
    """The word by which a noun hangs in its sentence: "rounds" for "rounds of talks", the first of a coordination."""
    current = token
    for _ in range(STEPS):
        if not _hangs_on_noun(current):
            break
        current = current.head
    return current


def included_in(token: Token) -> Token | None:
    """The noun of which the token is named as a part, where "including" stands before it; null elsewhere."""
    named = {"including", "such"} | ({"with"} if token.head.lemma_.lower() in classes()["relations"] else set())
    if preposition(token) not in named or token.dep_ not in {"nmod", "obl", "advcl", "acl"}:
        return None
    whole = token.head
    for _ in range(STEPS):
        if whole.dep_ != "nmod" or whole.head.pos_ not in {"NOUN", "PROPN"}:
            break
        whole = whole.head
    return whole if whole.pos_ == "NOUN" else None


def _linking(noun: Token, head: Token) -> Token | None:
    """The verb of a relative clause that tells what the thing joins, unless somebody builds or opens it just here."""
    if head.lemma_.lower() in classes()["engaging"] and head.pos_ in VERBAL:
        return None
    told = (c for c in children(noun, "acl:relcl") if c.lemma_.lower() in classes()["linking"])
    return next(
        (c for c in told if any(w.dep_ in {"obj", "obl"} and preposition(w) not in UNTIL for w in c.children)), None
    )


def _hangs_on_noun(token: Token) -> bool:
    head = token.head
    if token.dep_ == "conj":
        return (head.pos_ in {"NOUN", "PROPN", "ADJ"} or bool(children(head, "case"))) and head.i < token.i
    if token.dep_ == "compound":
        return head.pos_ in {"NOUN", "PROPN"} and head.i > token.i
    holds = "works" if preposition(token) in {"on", "about"} else "containers"
    return token.dep_ == "nmod" and head.lemma_.lower() in classes()[holds]


def carrier_of(token: Token) -> Token | None:
    """The verb (or noun of action) that carries the noun, or null where the noun is itself the predicate."""
    anchor = hanging(token)
    head = anchor.head
    if link := _linking(token, head):
        return link
    if head.i == anchor.i or children(anchor, "cop"):
        return None
    participle = [c for c in children(token, "acl") if is_passive(c)]
    if participle and (anchor.dep_ not in BY or head.pos_ not in VERBAL):
        return participle[0]
    if anchor.dep_ in BY and head.pos_ in VERBAL | {"ADJ"} and preposition(anchor) in WITHIN:
        return head
    if anchor.dep_ == "nmod" and head.pos_ in {"NOUN", "PROPN"} and head.lemma_.lower() in classes()["actions"]:
        return head
    return participle[0] if participle else None

"""Whom the clause around a tie's words puts in a part of it: who acts under it, sends through it, is said to be it."""

from collections.abc import Callable, Mapping

from dragoman.extraction.arguments import children, objects, obliques, preposition, subjects
from dragoman.extraction.ties.carriers import hanging
from dragoman.extraction.ties.signs import classes
from dragoman.language.plain import Token

WAYS = frozenset({"through", "via", "over", "by", "across", "along", "on"})


def _under(anchor: Token, carrier: Token | None) -> list[Token]:
    """Who acts upon whom under the thing: "under the treaty Peru sends doctors to Chile"."""
    if carrier is None or "under" not in {preposition(anchor), preposition(hanging(anchor))}:
        return []
    around = [o for word in ("to", "from", "with", "by", "through") for o in obliques(carrier, word)]
    return [t for t in (*subjects(carrier), *objects(carrier), *around) if t.i != anchor.i]


def _where(anchor: Token, carrier: Token | None) -> list[Token]:
    """The noun of whose place a clause speaks: "in Oman, where India has a port"."""
    verbs = [v for v in (carrier, anchor, anchor.head) if v is not None and v.dep_ == "acl:relcl"]
    return [v.head for v in verbs if any(c.lower_ == "where" for c in v.children)]


def _apposed(anchor: Token, carrier: Token | None) -> list[Token]:
    """The noun to which the words are added: "Oman, a member of ..."."""
    return [anchor.head] if anchor.dep_ == "appos" else []


def _maker(anchor: Token, carrier: Token | None) -> list[Token]:
    """Who does to the noun what its relative clause or participle says: "the dam that [Italy] built"."""
    clauses = [c for c in anchor.children if c.dep_ in {"acl", "acl:relcl"} and c.i > anchor.i]
    return [s for c in clauses for s in subjects(c) if s.i != anchor.i]


def _sibling(anchor: Token, carrier: Token | None) -> list[Token]:
    """Who does the act before that of the carrier: "[Niger] delivers gas and Togo hands it over"."""
    return subjects(carrier.head) if carrier is not None and carrier.dep_ == "conj" else []


def _goes_through(anchor: Token, carrier: Token | None) -> str:
    """The verb of sending, getting or flowing that what goes through the thing stands with, "" if there is none."""
    if carrier is None or not WAYS & {preposition(anchor), preposition(hanging(anchor))}:
        return ""
    return carrier.lemma_.lower()


def _sender(anchor: Token, carrier: Token | None) -> list[Token]:
    """Whose goods go through the thing: "[Niger] sends oil over the line", "Mali buys [Ivorian] power through it"."""
    verb = _goes_through(anchor, carrier)
    if carrier is None or not verb:
        return []
    if verb in classes()["receiving"]:
        return [*objects(carrier), *obliques(carrier, "from")]
    sends = verb in classes()["supplying"] | classes()["carrying"] | classes()["flowing"]
    return [t for t in subjects(carrier) if t.i != anchor.i] if sends else []


def _taker(anchor: Token, carrier: Token | None) -> list[Token]:
    """Who gets what goes through the thing: "sends oil over the line [to Benin]", "[Mali] buys power through it"."""
    verb = _goes_through(anchor, carrier)
    if carrier is None or not verb:
        return []
    if verb in classes()["receiving"]:
        return [t for t in subjects(carrier) if t.i != anchor.i]
    return [t for t in (*obliques(carrier, "to"), *obliques(carrier, "into")) if t.i != anchor.i]


def _said(anchor: Token, carrier: Token | None) -> list[Token]:
    """Of what the noun is said, or what it is said to hold: "its members are [Peru and Chile]"."""
    if anchor.dep_ != "nsubj":
        return []
    verb = anchor.head
    if children(verb, "cop"):
        return [verb]
    return objects(verb) if verb.lemma_.lower() in classes()["holding_together"] else []


BY_CLAUSE: Mapping[str, Callable[[Token, Token | None], list[Token]]] = {
    "under": _under,
    "where": _where,
    "apposed": _apposed,
    "maker": _maker,
    "sibling": _sibling,
    "sender": _sender,
    "taker": _taker,
    "said": _said,
}

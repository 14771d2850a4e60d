"""Whom the clause around a tie's words puts in a part of it: who acts under it, sends through it, is said to be it."""

from collections.abc import Callable, Mapping

from dragoman.extraction.arguments import children, is_passive, objects, obliques, preposition, subjects
from dragoman.extraction.stands import stands
from dragoman.extraction.ties.carriers import hanging
from dragoman.extraction.ties.signs import Spotted, classes
from dragoman.language.plain import Token

JOINING = frozenset({"between", "among", "with", "to", "from", "through", "via", "across", "in", "for"})
WAYS = frozenset({"through", "via", "over", "by", "across", "along", "on"})


def _under(anchor: Token, carrier: Token | None) -> list[Token]:
    """Who acts upon whom under the thing: "under the treaty Peru sends doctors to Chile"."""
    if carrier is None or "under" not in {preposition(anchor), preposition(hanging(anchor))}:
        return []
    around = [o for word in ("to", "from", "with", "by") for o in obliques(carrier, word)]
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
    arrived = objects(carrier) if verb in classes()["arriving"] else []
    return [t for t in (*arrived, *obliques(carrier, "to"), *obliques(carrier, "into")) if t.i != anchor.i]


def _said(anchor: Token, carrier: Token | None) -> list[Token]:
    """Of what the noun is said, or what it is said to hold: "its members are [Peru and Chile]"."""
    if anchor.dep_ != "nsubj":
        return []
    verb = anchor.head
    if children(verb, "cop"):
        return [verb]
    return objects(verb) if verb.lemma_.lower() in classes()["holding_together"] else []


def standing_in(spotted: Spotted, carrier: Token | None, slot: str) -> list[Token]:
    """The words that stand in one slot of the sign, as `partners.in_slot` tells what slots there are."""
    anchor = spotted.anchor
    first, _, rest = slot.partition(":")
    if first.startswith("carrier"):
        return _by_carrier(anchor, carrier, first.partition("@")[2], rest)
    if first in BY_CLAUSE:
        return BY_CLAUSE[first](anchor, carrier)
    if rest and first in WITHIN:
        return [o for host in WITHIN[first](anchor) for o in obliques(host, rest)]
    words = [*anchor.doc[spotted.start : spotted.end], *_larger(anchor)] if slot in JOINING else [anchor]
    return [t for w in words for t in stands(w, slot, carrier) if not spotted.start <= t.i < spotted.end]


def _by_carrier(anchor: Token, carrier: Token | None, kind: str, slot: str) -> list[Token]:
    """Who stands in a slot of the carrier, if it is one of a class where the slot names one."""
    if kind in {"hosting", "holding"} and preposition(hanging(anchor)):
        return []  # "at the summit Peru received ..."
    fits = not kind or (carrier is not None and carrier.lemma_.lower() in classes()[kind])
    return _of_carrier(anchor, carrier, slot or ("any" if kind else "")) if fits else []


def _larger(anchor: Token) -> list[Token]:
    """The noun that a modifying noun belongs to: "agreement" for "swap" in "a swap agreement with Oman"."""
    return [anchor.head] if anchor.dep_ == "compound" and anchor.head.i > anchor.i else []


def _of_carrier(anchor: Token, carrier: Token | None, slot: str) -> list[Token]:
    if carrier is None:
        return []
    if slot == "any":
        return [t for t in subjects(carrier) if t.i != anchor.i]
    if not slot:
        if carrier.lemma_.lower() in classes()["caught"] and is_passive(carrier):
            return [c for c in carrier.children if c.dep_ == "nsubj:pass"]
        if carrier.pos_ == "NOUN" and (owners := [c for c in carrier.children if c.dep_ == "nmod:poss"]):
            return owners
        engaged = carrier.lemma_.lower() in classes()["engaging"] | classes()["changing"]
        doers = subjects(carrier) if engaged else []
        return [t for t in doers if t.i != anchor.i and (not t.is_ancestor(anchor) or _is_antecedent(t, carrier))]
    if slot == "obj":
        return [o for o in objects(carrier) if o.i != anchor.i and not o.is_ancestor(anchor)]
    if slot == "iobj":
        return children(carrier, "iobj")
    twins = [c for c in children(carrier, "conj") if slot == "by" and is_passive(c) and not children(c, "nsubj:pass")]
    return [o for v in (carrier, *twins) for o in obliques(v, slot) if o.i != anchor.i and not o.is_ancestor(anchor)]


def _is_antecedent(noun: Token, verb: Token) -> bool:
    """Whether the verb's clause tells of the noun, which does the act: "Fiji, who shares the field"."""
    return verb.dep_ == "acl:relcl" and verb.head.i == noun.i


def _called(anchor: Token) -> list[Token]:
    """What somebody is called or seen as: "sees itself as [the leader]"."""
    return [*(c for c in anchor.children if c.dep_ == "xcomp"), *obliques(anchor, "as")]


def _predicated(anchor: Token, carrier: Token | None) -> list[Token]:
    """Of whom the noun is said: "[Oman] is one of the allies"."""
    return [c for c in (anchor.head if is_one_of(anchor) else anchor).children if c.dep_ == "nsubj"]


def is_one_of(noun: Token) -> bool:
    """Whether the noun stands in "is one of the ..."."""
    head = noun.head
    return noun.dep_ == "nmod" and head.lower_ in {"one", "among"} and any(c.dep_ == "cop" for c in head.children)


BY_CLAUSE: Mapping[str, Callable[[Token, Token | None], list[Token]]] = {
    "under": _under,
    "where": _where,
    "apposed": _apposed,
    "maker": _maker,
    "sibling": _sibling,
    "sender": _sender,
    "taker": _taker,
    "said": _said,
    "cop": _predicated,
}
WITHIN: Mapping[str, Callable[[Token], list[Token]]] = {"what": _called, "subj": subjects, "obj": objects}

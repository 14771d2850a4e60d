"""Who does an act and to whom: the places that an entry names, read in the sentence."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dragoman.extraction.arguments import (
    children,
    complements,
    is_passive,
    preposition,
)
from dragoman.extraction.draft import Draft
from dragoman.extraction.entries import Entry
from dragoman.extraction.parties import parties, tells_whose
from dragoman.extraction.roles import OFFICIAL
from dragoman.extraction.stands import hyphenated, is_destination, stands
from dragoman.extraction.triggers import words
from dragoman.language.plain import Token
from dragoman.types import Actor

VERB_RECIPIENT = (
    "obj",
    "iobj",
    "with",
    "against",
    "to",
    "on",
    "at",
    "for",
    "from",
    "toward",
    "towards",
    "obj.",
    "comp",
)
NOUN_ACTOR = ("light", "between", "among", "poss", "by", "amod", "compound", "of", "clause")
NOUN_RECIPIENT = (
    "with",
    "to",
    "on",
    "against",
    "into",
    "for",
    "light:with",
    "light:to",
    "light:on",
    "light:against",
    "light:obj",
    "light:for",
    "light:in",
    "in",
    "at",
    "from",
    "toward",
    "towards",
    "over",
)
ACTOR = {"verbs": ("subj",), "adjectives": ("subj", "pass"), "nouns": NOUN_ACTOR}
# Where a reciprocal act names all its parties in one place: "a treaty was concluded between X and Y".
SHARED = ("between", "among", "obj:between", "light:between")
INNER = {"nmod", "nmod:poss", "amod", "compound", "appos", "obl", "acl", "flat"}
DEEPEST = 4
# Prepositions whose phrase tells to whom, wherever within the object it was read to hang.
STRAYING = {"to", "against", "on", "with", "toward", "towards", "along", "near"}


@dataclass(frozen=True, slots=True)
class Sides:
    """The parties of an act; `reciprocal`: they do it to each other."""

    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    reciprocal: bool = False


def sides_of(draft: Draft, token: Token, entry: Entry, support: Token | None) -> Sides:
    """The parties of the act that the token denotes where its entry expects them."""
    verbal = entry.part == "verbs"
    actor_slots = entry.actor or ACTOR[entry.part]
    recipient_slots = _deepened(entry.recipient or (NOUN_RECIPIENT if not verbal else VERB_RECIPIENT))
    actors = _first(draft, token, actor_slots, support, acting=True)
    if not actors and entry.reciprocal:
        actors = _first(draft, token, SHARED, support, acting=True)
    recipients = _identified(draft, _first(draft, token, (*recipient_slots, "light:subj"), support, exclude=actors))
    if verbal and actors and not recipients:
        recipients = _astray(draft, token, recipient_slots, actors)
    if entry.reciprocal and _are_among(draft, recipients, actors):
        recipients = ()
    recipients = _abroad(draft, recipients, actors)
    if verbal and "comp" in recipient_slots and _are_tools(draft, token, recipients, actors):
        recipients = ()
    others = tuple(r for r in recipients if r not in actors)
    sides = _paired(entry, actors, others, verbal and not is_passive(token))
    acting, undergoing = (_with_bodies(draft, token, ids) for ids in (sides.actors, sides.recipients))
    return Sides(acting, undergoing, sides.reciprocal)


def _deepened(slots: tuple[str, ...]) -> tuple[str, ...]:
    """The places with, after the clauses that the trigger governs, those that these govern."""
    return tuple(s for slot in slots for s in ((slot, "deep") if slot == "comp" else (slot,)))


def _astray(draft: Draft, verb: Token, slots: Iterable[str], exclude: tuple[str, ...]) -> tuple[str, ...]:
    """Whom a phrase names that was read as hanging within the object: "offered [talks without conditions to Peru]"."""
    asked = {word for slot in slots for word in (slot, slot.removeprefix("obj:")) if word in STRAYING}
    within = [o for o in children(verb, "obj", "obl", "det") if o.i > verb.i]
    for _ in range(DEEPEST):
        within = [c for t in within for c in children(t, "nmod", "obl")]
        for phrase in (p for p in within if preposition(p) in asked):
            if found := named_in(draft, phrase, exclude, verb.i):
                return found
    return ()


def _identified(draft: Draft, ids: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the recipients who are known to be of a state or body; all, if it is known of none."""
    known = tuple([i for i in ids if (a := draft.actor_by_id.get(i)) is None or not _is_anybody(a)])
    return known or ids


def _is_anybody(actor: Actor) -> bool:
    """Whether it is people of no known state who have no name."""
    return actor.kind == "person" and actor.country is None and not actor.mentions


def _with_bodies(draft: Draft, token: Token, ids: tuple[str, ...]) -> tuple[str, ...]:
    """The parties, each person of no state after the body for which the sentence says they speak: "U.N. envoy X"."""
    people = {i for i in ids if (a := draft.actor_by_id.get(i)) and a.kind == "person" and a.country is None}
    if not people:
        return ids
    heads = (t for t in token.sent if (r := draft.by_head.get(t.i)) is not None and people & set(r.ids))
    bodies = {draft.by_head[t.i].ids[0]: body for t in heads if (body := _body_of(draft, t)) is not None}
    return tuple(dict.fromkeys(x for i in ids for x in (bodies.get(i, i), i)))


def _body_of(draft: Draft, name: Token) -> str | None:
    """The body of states that the title before or after a name tells: "UN envoy X", "X, the NATO chief"."""
    titles = (name, *children(name, "nmod:desc", "compound", "appos"))
    named = (draft.by_head.get(c.i) for t in titles for c in children(t, "compound", "amod", "nmod:poss", "nmod"))
    actors = (draft.actor_by_id.get(r.ids[0]) for r in named if r is not None and not r.place)
    return next((a.id for a in actors if a is not None and a.kind == "igo"), None)


def _abroad(draft: Draft, recipients: tuple[str, ...], actors: tuple[str, ...]) -> tuple[str, ...]:
    """The recipients without the state, and the officials, of the state that does it; all, if there are no others."""
    homes = {country for i in actors if (country := _official_home(draft, i)) is not None}
    others = tuple([i for i in recipients if _official_home(draft, i) not in homes]) if homes else recipients
    return others if any((a := draft.actor_by_id.get(i)) and a.country for i in others) else recipients


def _are_tools(draft: Draft, verb: Token, recipients: tuple[str, ...], actors: tuple[str, ...]) -> bool:
    """Whether the recipients are the doers' own bodies, with which they threaten: "to withdraw its troops"."""
    goals = [o for c in complements(verb) for o in children(c, "obj")]
    if children(verb, "obj", "iobj") or not any(p.pos_ == "PRON" for o in goals for p in children(o, "nmod:poss")):
        return False
    homes = {country for i in actors if (country := _official_home(draft, i)) is not None}
    told = [draft.actor_by_id.get(i) for i in recipients]
    own = [a for a in told if a is not None and a.country in homes and a.sector in OFFICIAL and a.kind != "state"]
    return bool(told) and len(own) == len(told)


def _official_home(draft: Draft, identity: str) -> str | None:
    """The state that it is, or for which it holds office; null for others."""
    actor = draft.actor_by_id.get(identity)
    official = actor is not None and (actor.kind == "state" or actor.sector in OFFICIAL)
    return actor.country if official and actor is not None else None


def _are_among(draft: Draft, recipients: tuple[str, ...], actors: tuple[str, ...]) -> bool:
    """Whether those to whom several states do something are their own people, so that they do it with each other."""
    states = {a.country for i in actors if (a := draft.actor_by_id.get(i)) is not None and a.country}
    told = [draft.actor_by_id.get(i) for i in recipients]
    return len(states) > 1 and bool(told) and all(a is not None and a.country in states for a in told)


def _paired(entry: Entry, actors: tuple[str, ...], recipients: tuple[str, ...], active: bool) -> Sides:
    if entry.reciprocal and not recipients and len(actors) > 1:
        return Sides(actors, actors, True)
    if entry.reciprocal and recipients and not actors and not active:
        return Sides(recipients, recipients if len(recipients) > 1 else (), len(recipients) > 1)
    return Sides(actors, recipients)


def _first(
    draft: Draft,
    token: Token,
    slots: Iterable[str],
    support: Token | None,
    acting: bool = False,
    exclude: tuple[str, ...] = (),
) -> tuple[str, ...]:
    for slot in slots:
        found: list[str] = []
        for stand in (s for part in slot.split("+") for s in stands(token, part, support)):
            placed = not acting or slot in {"site", "into"} or slot.endswith("from")
            named = named_in(draft, stand, exclude, token.i) if placed else parties(draft, stand)
            found += [i for i in named if i not in found and i not in exclude]
        if found:
            return tuple(found)
    return ()


def named_in(draft: Draft, token: Token, exclude: tuple[str, ...] = (), trigger: int = -1) -> tuple[str, ...]:
    """Whom the phrase names but for those to exclude, at its head or else nearest below; a place is its country.

    What hangs on the trigger's token is no part of the phrase that the trigger describes: "shells fired from X".
    """
    level = [token, *token.conjuncts]
    for _ in range(DEEPEST):
        found = [i for i in dict.fromkeys(i for t in level for i in _named(draft, t)) if i not in exclude]
        if found:
            return tuple(found)
        inner = [c for t in level for c in t.children if _tells_who(draft, t, c) and c.i != trigger]
        level = [x for c in inner for x in (c, *c.conjuncts, *(hyphenated(c) if c.dep_ == "amod" else ()))]
    return ()


def _tells_who(draft: Draft, head: Token, child: Token) -> bool:
    if child.dep_ == "nsubj":
        return head.dep_ == "acl:relcl" and head.head.lemma_.lower() in words("manners")
    told = child.dep_ in INNER or (child.dep_ == "acl:relcl" and head.lemma_.lower() in words("manners"))
    return told and not _is_date(draft, child) and not tells_whose(head, child) and not is_destination(child)


def _named(draft: Draft, token: Token) -> tuple[str, ...]:
    reference = draft.by_head.get(token.i)
    if reference is None:
        covering = draft.by_token.get(token.i)
        reference = (
            covering if covering is not None and token.head.i not in range(covering.start, covering.end) else None
        )
    if reference is None:
        return ()
    return tuple(countries_of(draft, reference.ids)) if reference.place else reference.ids


def countries_of(draft: Draft, places: Iterable[str]) -> Iterator[str]:
    """The states in which the places lie, where the atlas says so."""
    for identity in places:
        place = draft.place_by_id.get(identity)
        if place is not None and place.country is not None and place.country in draft.atlas.states:
            yield place.country


def _is_date(draft: Draft, token: Token) -> bool:
    return token.i in draft.dated

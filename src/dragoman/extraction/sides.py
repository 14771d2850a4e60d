"""Who does an act and to whom: the places that an entry names, read in the sentence."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dragoman.extraction.arguments import (
    VERBAL,
    agents,
    children,
    clause,
    complements,
    goes_along,
    is_passive,
    objects,
    obliques,
    preposition,
    subjects,
)
from dragoman.extraction.draft import Draft
from dragoman.extraction.entries import Entry
from dragoman.extraction.parties import parties, tells_whose
from dragoman.extraction.roles import OFFICIAL
from dragoman.extraction.triggers import HYPHENS, words
from dragoman.language.plain import Token

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
# Phrases that tell why or when something is done, and not to whom.
REASONS = {"over", "after", "amid", "since", "during", "before", "because", "despite", "following", "until"}
CONDITIONAL = {"if", "unless", "until"}
INNER = {"nmod", "nmod:poss", "amod", "compound", "appos", "obl", "acl", "flat"}
DEEPEST = 4
ASIDE = {"obl", "nmod"}


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
    recipient_slots = entry.recipient or (NOUN_RECIPIENT if not verbal else VERB_RECIPIENT)
    actors = _first(draft, token, actor_slots, support, acting=True)
    if not actors and entry.reciprocal:
        actors = _first(draft, token, SHARED, support, acting=True)
    recipients = _identified(draft, _first(draft, token, (*recipient_slots, "light:subj"), support, exclude=actors))
    if entry.reciprocal and _are_among(draft, recipients, actors):
        recipients = ()
    recipients = _abroad(draft, recipients, actors)
    return _paired(entry, actors, tuple(r for r in recipients if r not in actors), verbal and not is_passive(token))


def _identified(draft: Draft, ids: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the recipients who are known to be of a state or body; all, if it is known of none."""
    people = {a.id for a in draft.actors if a.kind == "person" and a.country is None and not a.mentions}
    known = tuple(i for i in ids if i not in people)
    return known or ids


def _abroad(draft: Draft, recipients: tuple[str, ...], actors: tuple[str, ...]) -> tuple[str, ...]:
    """The recipients without the state, and the officials, of the state that does it; all, if there are no others."""
    official = {a.id: a.country for a in draft.actors if a.kind == "state" or a.sector in OFFICIAL}
    homes = {official[i] for i in actors if i in official} - {None}
    own = {i for i, country in official.items() if country in homes}
    others = tuple(i for i in recipients if i not in own)
    return others if any((a := draft.actor_by_id.get(i)) and a.country for i in others) else recipients


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
            placed = not acting or slot == "site" or slot.endswith("from")
            named = named_in(draft, stand, exclude, token.i) if placed else parties(draft, stand)
            found += [i for i in named if i not in found and i not in exclude]
        if found:
            return tuple(found)
    return ()


def stands(token: Token, slot: str, support: Token | None) -> list[Token]:
    """The words that stand in a slot of the trigger.

    "self" (the trigger, where it is a name), "subj", "obj", "iobj", "pass" (who suffers a passive), "agent", "comp"
    (within the clauses it governs), "clause" (who acts in the clause that a noun accompanies), "along" (the same of a
    bare noun: "in protest"), "aim" (whose row talks are to end), "above" (a name that the noun hangs on), "site" (the
    place of a passive act), "if" (whose act is the condition), "poss", "amod", "compound", a preposition; "light" the
    subject of the light verb, "light:with" its phrase with that preposition, "light:subj" the subject that only
    undergoes it; "obj." the object's inner phrases, "obj:with" and "by:to" phrases that hang on a phrase.  Of entries,
    "to+over" is both places at once.
    """
    if slot.startswith("light"):
        return _of_support(token, slot.removeprefix("light").removeprefix(":"), support)
    if slot == "obj." or slot.startswith("obj:"):
        return [p for o in objects(token) for p in _hanging(o, slot[4:])]
    simple = {
        "self": _itself,
        "subj": subjects,
        "obj": objects,
        "iobj": _indirect,
        "pass": _passive,
        "agent": agents,
        "comp": _inside,
        "clause": _of_clause,
        "above": _above,
        "along": _along,
        "aim": _aims,
        "site": _sites,
        "if": _conditions,
    }
    if slot in simple:
        return simple[slot](token)
    if slot in {"poss", "amod", "compound"}:
        return [p for c in children(token, "nmod:poss" if slot == "poss" else slot) for p in (c, *_hyphenated(c))]
    if slot == "comp:subj":
        return [s for c in complements(token) for s in children(c, "nsubj", "nsubj:pass")]
    if ":" in slot:
        first, second = slot.split(":")
        return [p for o in stands(token, first, support) for p in stands(o, second, None)]
    return _phrases(token, slot)


def _phrases(token: Token, word: str) -> list[Token]:
    """The phrases with the preposition, those of a participle or adverb too: "talks planned with", "home from"."""
    if token.pos_ in VERBAL:
        inner = [c for c in children(token, "advmod") if c.pos_ == "ADV"]
    else:
        inner = [c for c in children(token, "acl") if is_passive(c)]
    return [p for t in (token, *inner) for p in obliques(t, word)]


def _hyphenated(word: Token) -> list[Token]:
    """The other parts of a hyphened chain of names: "Moroccan" in "Moroccan-Spanish talks"."""
    parts = [c for c in word.subtree if c.i != word.i]
    return parts if any(c.text in HYPHENS for c in parts) else []


def _itself(token: Token) -> list[Token]:
    return [token]


def _passive(token: Token) -> list[Token]:
    return objects(token) if is_passive(token) else []


def _sites(token: Token) -> list[Token]:
    """The places at which a passive act without a named doer puts it; who rules there did it."""
    if not is_passive(token) or agents(token):
        return []
    return [p for word in ("in", "at") for p in obliques(token, word)]


def _conditions(token: Token) -> list[Token]:
    """Who would bring it about by doing, or not doing, something: "will stop the talks if [Peru] builds the dam"."""
    verbs = (token, *complements(token))
    clauses = [c for v in verbs for c in children(v, "advcl") if {m.lower_ for m in children(c, "mark")} & CONDITIONAL]
    return [s for c in clauses for s in children(c, "nsubj")]


def _hanging(noun: Token, word: str) -> list[Token]:
    return obliques(noun, word) if word else [noun]


def _indirect(token: Token) -> list[Token]:
    return children(token, "iobj")


def _of_support(token: Token, slot: str, support: Token | None) -> list[Token]:
    if support is None:
        return []
    undergone = support.lemma_.lower() in words("undergoing") and not is_passive(support)
    if slot == "subj":
        return subjects(support) if undergone else []
    if not slot and undergone:
        return []
    if not slot:
        engaged = is_passive(support) and support.lemma_.lower() in words("engaged")
        doers = children(support, "nsubj:pass") if engaged else subjects(support)
        return [s for s in doers if s.i != token.i and not s.is_ancestor(token)]
    if slot == "obj":
        return [o for o in objects(support) if o.i != token.i and not token.is_ancestor(o)]
    return [o for o in obliques(support, slot) if o.i != token.i]


def _inside(token: Token) -> list[Token]:
    """The parties' places within the clauses that the trigger governs: "threatened to attack [Iran]"."""
    found: list[Token] = []
    if children(token, "obj", "iobj") and children(token, "xcomp"):
        return found
    for inner in complements(token):
        beside = (c for c in inner.children if c.dep_ in {"obl", "iobj", "nsubj", "nsubj:pass"})
        found += [*objects(inner), *(c for c in beside if preposition(c) not in REASONS)]
        found += _inside_next(inner)
    return found


def _inside_next(clause_head: Token) -> list[Token]:
    further = children(clause_head, "xcomp", "ccomp", "advcl")
    doing = [s for c in further if c.dep_ == "ccomp" for s in children(c, "nsubj")]
    return doing + [o for c in further for o in (*objects(c), *children(c, "obl"))]


def _above(token: Token) -> list[Token]:
    """The name on which the object of a verb that was not read as one hangs: "[Mali], Niger seal pact"."""
    hangs = token.dep_ in {"obj", "list", "appos"} and token.head.pos_ == "PROPN" and token.head.i < token.i
    return [token.head] if hangs else []


def _aims(token: Token) -> list[Token]:
    """What talks are for: "talks aimed at ending [Peru's] row with [Chile]"."""
    aims = [c for c in children(token, "acl") if c.lemma_.lower() in words("aiming")]
    ends = [e for a in aims for e in children(a, "advcl", "xcomp", "obl", "ccomp")]
    found = [o for e in ends for o in (objects(e) if e.pos_ in VERBAL else [e])]
    return [
        p
        for o in found
        for p in (*children(o, "nmod:poss", "amod", "compound"), *obliques(o, "with"), *obliques(o, "between"))
    ]


def _along(token: Token) -> list[Token]:
    return subjects(clause(token.head)) if goes_along(token) and preposition(token) == "in" else []


def _of_clause(token: Token) -> list[Token]:
    """The subject of the clause in which a noun only accompanies: "said after talks with ..."."""
    if children(token, "cop"):
        return subjects(token)
    current = token
    while current.dep_ in {"nmod", "conj", "compound"} and current.head.i != current.i:
        current = current.head
    verb = clause(current)
    if verb.i == token.i or current.dep_ not in {"obl", "obj", "acl", "advcl"} or preposition(current) in {"of", "by"}:
        return []
    return children(verb, "nsubj:pass") if is_passive(verb) else subjects(verb)


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
        level = [x for c in inner for x in (c, *c.conjuncts, *(_hyphenated(c) if c.dep_ == "amod" else ()))]
    return ()


def _tells_who(draft: Draft, head: Token, child: Token) -> bool:
    if child.dep_ == "nsubj":
        return head.dep_ == "acl:relcl" and head.head.lemma_.lower() in words("manners")
    told = child.dep_ in INNER or (child.dep_ == "acl:relcl" and head.lemma_.lower() in words("manners"))
    return told and not _is_date(draft, child) and not tells_whose(head, child)


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

"""Between whom a tie stands: everybody whom its words name, as states, bodies, organisations and regions."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from dragoman.extraction.arguments import RELATIVE, VERBAL
from dragoman.extraction.draft import Draft, Reference
from dragoman.extraction.parties import tells_whose
from dragoman.extraction.ties.clauses import standing_in
from dragoman.extraction.ties.signs import Spotted, classes
from dragoman.language.plain import Token
from dragoman.types import Place

STANDING = frozenset({"state", "igo", "forum", "organisation", "armed_group"})
COLLECTIVE = frozenset({"state", "igo", "forum"})
PHRASE = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "PART", "PUNCT", "DET", "CCONJ", "X", "SYM", "VERB", "ADV"})
BELOW = frozenset(
    {"nmod", "nmod:poss", "amod", "compound", "appos", "conj", "flat", "nmod:desc", "nmod:unmarked", "obl", "obj"}
)
BELONGING = frozenset({"", "such", "like", "including", "of", "from", "between", "among", "in", "at", "within", "for"})
DEEPEST = 5
WIDE = frozenset({"region", "waterbody", "corridor"})
MANY = 3
HANGING = frozenset({"obl", "nmod", "conj", "acl", "advcl"})
STOPS = frozenset({";", ":", "”", "—"})
BEHIND = 30  # tokens
BREAKS = frozenset({",", ";", ":", "(", ")", "“", "”", '"', "—"})


@dataclass(frozen=True, slots=True)
class Named:
    """Ids that a phrase names, in text order: `actors` who can be parties, `places` where or through where."""

    actors: tuple[str, ...] = ()
    places: tuple[str, ...] = ()

    def __add__(self, other: "Named") -> "Named":
        """Both together, without doubles."""
        if not (other.actors or other.places):
            return self
        return Named(joined(self.actors, other.actors), joined(self.places, other.places))


def joined(first: Iterable[str], second: Iterable[str]) -> tuple[str, ...]:
    """Both without doubles, in order."""
    return tuple(dict.fromkeys((*first, *second)))


def partners(draft: Draft, spotted: Spotted, carrier: Token | None) -> Named:
    """Everybody and every place that stands where the sign expects its parties."""
    found = Named()
    for slot in spotted.sign.parties:
        found += in_slot(draft, spotted, carrier, slot)
    for slot in spotted.sign.otherwise:
        if len(sides(draft, found.actors)) >= spotted.sign.needs:
            break
        found += in_slot(draft, spotted, carrier, slot)
    return found


def in_slot(draft: Draft, spotted: Spotted, carrier: Token | None, slot: str) -> Named:
    """Whom the words in one slot of the sign name.

    "self" is the sign itself, "before" whatever precedes the noun in its phrase, "cop" of what the noun is said,
    "clause" the whole clause; "after:x" a phrase with the preposition x behind the noun in its clause, "behind:x" also
    in a relative clause, "around:x" also before the noun, "relative" all of the relative clause, "maker" who does what
    it says; "carrier" the subject of the verb that carries the noun, if that verb is one of taking part, "carrier@c" if
    it is of the class c, "carrier:x" its phrases with the preposition x, "carrier:obj" its other objects; "under" those
    who act under the thing, "where" the noun of whose place the clause speaks, "apposed" that to which the words are
    added, "sibling" who does the act before the carrier's, "sender" and "taker" who sends and who gets what goes
    through the thing, "said" of what the noun is said ("its members are [x]"); "subj:x", "obj:x" and
    "what:x" the phrases with x on subject, object and what somebody is called; others as for events.
    """
    anchor = spotted.anchor
    if slot == "self":
        return named_by(draft, (draft.by_token.get(anchor.i),))
    if slot == "before":
        return named_by(draft, _before(draft, anchor))
    if slot == "clause":
        return named_by(draft, _clause(draft, anchor))
    if slot == "relative":
        return named_by(draft, _relative(draft, anchor))
    if slot.startswith(("after:", "behind:", "around:")):
        return _after(draft, anchor, *reversed(slot.split(":")))
    found = Named()
    for token in standing_in(spotted, carrier, slot):
        found += below(draft, token) if not _is_date(draft, token) else Named()
    return found if found.actors or slot != "subj" else _subject_above(draft, anchor)


def _subject_above(draft: Draft, token: Token) -> Named:
    """The nearest subject above a verb whose own is not plain: "spent years trying to work with Oman"."""
    for above in islice(token.ancestors, DEEPEST):
        subject = next((c for c in above.children if c.dep_ == "nsubj"), None)
        if subject is not None and above.pos_ in VERBAL:
            return below(draft, subject)
    return Named()


def below(draft: Draft, token: Token) -> Named:
    """Whom the phrase names at its head and conjuncts or, failing that, nearest below them; a town needs a land.

    Of an apposition that names nobody the noun to which it is added speaks.
    """
    level, named = [token, *token.conjuncts], Named()
    if len(level) > 1:  # "the two firms, Kazmet and its Iranian partner": the name is one of those joined
        level += [c for c in token.children if c.dep_ == "appos" and token.i not in draft.by_head]
    for _ in range(DEEPEST):
        held = [r for t in sorted(level, key=lambda t: t.i) for r in _at(draft, t)]
        named += named_by(draft, held)
        if sides(draft, named.actors) or lands(draft, named.places):
            return named
        if any(draft.place_by_id[p].kind in WIDE for p in named.places):
            return named
        inner = (c for t in level for c in t.children if not tells_whose(t, c))
        level = [c for c in inner if c.dep_ in BELOW and case_of(c) in BELONGING]
        level += [d for c in level if c.dep_ == "appos" for d in c.conjuncts]
    return below(draft, token.head) if token.dep_ == "appos" and not named.places else named


def _at(draft: Draft, token: Token) -> Iterator[Reference]:
    if token.head.lower_ in classes()["likeness"] and token.dep_ in {"compound", "amod", "obl", "obj"}:
        return
    if token.dep_ in {"compound", "amod"} and token.head.lemma_.lower() in classes()["body_words"]:
        covering = draft.by_token.get(token.i)
        if covering is not None and covering.place:
            return  # "the West African bloc" is the bloc and not the region
    reference = draft.acting_by_head.get(token.i) or draft.by_head.get(token.i)
    if reference is None:
        covering = draft.by_token.get(token.i)
        inside = covering is not None and covering.start <= token.head.i < covering.end and token.head.i != token.i
        reference = None if inside else covering
    if reference is not None:
        yield reference


def _before(draft: Draft, anchor: Token) -> Iterator[Reference]:
    """References in the unbroken row of words before the noun, as in "Chad-Niger-Mali power bridge"."""
    left = anchor.i
    while left > anchor.sent.start and _goes_on(anchor.doc[left - 1]):
        left -= 1
    yield from _within(draft, left, anchor.i + 1)


def _goes_on(token: Token) -> bool:
    if token.text in BREAKS or token.pos_ not in PHRASE:
        return False
    return token.pos_ not in {"VERB", "ADV"} or token.dep_ in {"amod", "advmod", "compound"}


def _relative(draft: Draft, anchor: Token) -> Iterator[Reference]:
    """References in the relative clause or participle phrase of the noun: "a line that links Laos with Vietnam"."""
    for clause in anchor.children:
        if clause.dep_ in {"acl", "acl:relcl"} and clause.i > anchor.i:
            yield from _within(draft, clause.left_edge.i, clause.right_edge.i + 1)


def _after(draft: Draft, anchor: Token, word: str, reach: str) -> Named:
    """Whom a phrase with the preposition names "after" the noun in its clause, "behind" it, or "around" it."""
    found = Named()
    start = max(anchor.sent.start, anchor.i - BEHIND) if reach == "around" else anchor.i + 1
    for token in anchor.doc[start : min(anchor.sent.end, anchor.i + BEHIND)]:
        if reach == "after" and (token.lower_ in RELATIVE or token.text in STOPS or token.dep_ == "aux"):
            break
        if token.dep_ in HANGING and case_of(token) == word and not _is_date(draft, token):
            found += below(draft, token)
    return found


def _is_date(draft: Draft, token: Token) -> bool:
    return token.i in draft.dated


def case_of(token: Token) -> str:
    """The preposition of a phrase; a second conjunct takes that of the first."""
    own = next((c.lower_ for c in token.children if c.dep_ == "case" and c.i < token.i), "")
    if not own and token.dep_ == "conj":
        return next((c.lower_ for c in token.head.children if c.dep_ == "case" and c.i < token.head.i), "")
    return own


def _clause(draft: Draft, anchor: Token) -> Iterator[Reference]:
    """References below the verb of the clause in which the word stands, not in clauses that hang on it."""
    inside = {t.i for t in clause_words(anchor)}
    yield from (r for r in _within(draft, min(inside), max(inside) + 1) if r.head in inside)


def clause_words(anchor: Token) -> list[Token]:
    """The words below the verb of the clause in which a word stands, without clauses that hang on it."""
    verb = anchor
    while verb.head.i != verb.i and not (
        verb.pos_ in VERBAL and any(c.dep_.startswith("nsubj") for c in verb.children)
    ):
        if verb.dep_ in {"ccomp", "acl:relcl", "parataxis"}:
            break
        verb = verb.head
    return list(_subtree(verb))


def _subtree(verb: Token) -> Iterator[Token]:
    stack = [verb]
    while stack:
        token = stack.pop()
        yield token
        stack += [c for c in token.children if c.dep_ not in {"parataxis", "acl:relcl", "advcl"} or c.i == verb.i]


def _within(draft: Draft, start: int, end: int) -> list[Reference]:
    held = {r for i in range(start, end) if (r := draft.by_token.get(i)) is not None and start <= r.start}
    return sorted(held, key=lambda r: (r.start, r.end))


def named_by(draft: Draft, references: Iterable[Reference | None]) -> Named:
    """Parties and places behind references: people and offices stand for their state, regions for themselves."""
    actors: dict[str, None] = {}
    places: dict[str, None] = {}
    for reference in references:
        for identity in _meant(draft, reference) if reference is not None else ():
            place = draft.place_by_id.get(identity)
            if place is not None:
                places[identity] = None
                if is_region(draft, place):
                    actors[identity] = None
            elif party := _party(draft, identity):
                actors[party] = None
    return Named(tuple(actors), tuple(places))


def is_region(draft: Draft, place: Place) -> bool:
    """Whether the place is a region of several states that the atlas knows, so that it can stand for them."""
    known = draft.atlas.toponym(place.id) is not None or draft.atlas.group(place.name) is not None
    return place.kind == "region" and place.country is None and known


def _meant(draft: Draft, reference: Reference) -> tuple[str, ...]:
    """Whom a reference stands for; "the countries of Central Asia" for the region and not for each of its states."""
    if reference.form != "description" or len(reference.ids) < MANY:
        return reference.ids
    inside = (draft.by_token.get(i) for i in range(reference.start, reference.end))
    regions = [i for r in inside if r is not None and r.place for i in r.ids]
    return tuple(i for i in regions if draft.place_by_id[i].kind == "region")[:1] or reference.ids


def _party(draft: Draft, identity: str) -> str | None:
    """Who is bound when this actor acts: of a person, office or organ of a state the state itself."""
    actor = draft.actor_by_id.get(identity)
    if actor is None:
        return identity if identity in draft.atlas.states else None
    if actor.kind == "organisation" and actor.sector == "GOV" and actor.country:
        return actor.country
    return actor.id if actor.kind in STANDING else actor.country


def side(draft: Draft, identity: str) -> str:
    """The state that a party belongs to, or the party itself."""
    actor = draft.actor_by_id.get(identity)
    return (actor.country if actor is not None else None) or identity


def sides(draft: Draft, parties: Iterable[str]) -> frozenset[str]:
    """The different sides; an organisation counts with its state, one of no known state is none."""
    return frozenset(side(draft, p) for p in parties if not is_private(draft, p))


def is_private(draft: Draft, identity: str) -> bool:
    """Whether it is an organisation of which nothing says of what state it is, and no body of states by its name."""
    actor = draft.actor_by_id.get(identity)
    unowned = actor is not None and actor.kind == "organisation" and actor.country is None
    return unowned and not is_of(draft, identity, "igo")


def lands(draft: Draft, places: Iterable[str]) -> tuple[str, ...]:
    """The states in which places lie, as far as known, in order and without doubles."""
    held = (draft.place_by_id.get(p) for p in places)
    countries = (p.country for p in held if p is not None)
    return tuple(dict.fromkeys(c for c in countries if c is not None and c in draft.atlas.states))


def is_one(draft: Draft, token: Token, wanted: frozenset[str]) -> bool:
    """Whether the word is one of the words, of a class ("@relations"), or stands for a "@party", "@state", "@land".

    "@any" is every word.
    """
    forms = {token.lemma_.lower(), token.lower_}
    for word in wanted:
        if word.startswith("@"):
            if word == "@any":
                return True
            if word[1:] in classes():
                if not classes()[word[1:]].isdisjoint(forms) and not _is_named(draft, token):
                    return True
            elif _stands_for(draft, token, word[1:]):
                return True
        elif word in forms:
            return True
    return False


def _is_named(draft: Draft, token: Token) -> bool:
    """Whether the word is one of a name of several: "Union" in "European Union"."""
    reference = draft.by_token.get(token.i)
    return reference is not None and reference.form == "name" and reference.end - reference.start > 1


def _stands_for(draft: Draft, token: Token, what: str) -> bool:
    references = tuple(_at(draft, token))
    named = named_by(draft, references)
    if what == "land":
        return bool(named.places)
    if what == "party":
        return bool(named.actors)
    return any(is_of(draft, i, what) for r in references for i in r.ids)


def is_of(draft: Draft, identity: str, kind: str) -> bool:
    """Whether it is of the kind: a government is a "state", a body of several states that no list knows an "igo"."""
    actor = draft.actor_by_id.get(identity)
    if actor is None:
        return identity in draft.place_by_id and draft.place_by_id[identity].kind == kind
    if kind == "state" and actor.kind == "office" and actor.country is not None:
        return identity.rpartition(".")[2] in classes()["governing"]
    if kind == "igo" and actor.kind == "organisation" and actor.country is None:
        return not classes()["bodies"].isdisjoint(actor.name.lower().split())
    return actor.kind == kind


ONE_SIDED = frozenset({"with", "to", "in", "against", "on", "for", "about", "from"})


def are_one_side(draft: Draft, spotted: Spotted, carrier: Token | None, parties: tuple[str, ...]) -> bool:
    """Whether all parties stand on the other side of somebody unnamed: "possible ties to Peru and Chile"."""
    slots = {slot: set(in_slot(draft, spotted, carrier, slot).actors) for slot in spotted.sign.parties}
    theirs = {i for slot, ids in slots.items() for i in ids if slot.rpartition(":")[2] in ONE_SIDED}
    mutual = {i for slot, ids in slots.items() for i in ids if slot.rpartition(":")[2] not in ONE_SIDED}
    return bool(parties) and set(parties) <= theirs - mutual


def shores(draft: Draft, anchor: Token) -> tuple[str, ...]:
    """The states around a sea by which a thing is called, where the atlas lists them: "the Caspian convention"."""
    for token in anchor.subtree:
        for words in (token.text, token.doc[max(0, token.i - 1) : token.i + 1].text):
            if words[:1].isupper() and (group := draft.atlas.group(f"{words} littoral states")) is not None:
                return group.members
    return ()

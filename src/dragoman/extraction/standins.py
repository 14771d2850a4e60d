"""Parties that an act's own clause leaves out: those of the telling it takes up, and whoever announces it."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from dragoman.extraction.arguments import RELATIVE, agents, children, clause, is_passive, preposition
from dragoman.extraction.candidates import COOPERATIVE, Candidate
from dragoman.extraction.circumstances import place_of
from dragoman.extraction.draft import Draft, Reference
from dragoman.extraction.recalling import last_pair, recalled
from dragoman.extraction.sides import Sides, countries_of
from dragoman.extraction.tense import is_headline
from dragoman.extraction.triggers import forms, words
from dragoman.language.plain import Token
from dragoman.types import Mention

FURTHEST = 60  # acts back within which a word may be taken up
FAR = 10  # sentences back in which the same word may have told it
NEAR = 3  # sentences back in which another word may have told the act that "the visit" takes up
DESCRIBING = {"acl", "acl:relcl", "nmod", "appos", "amod", "compound"}
MATERIAL_CONFLICT = 4  # PLOVER's quad of deeds against others
AHEAD = {"before", "until", "till"}
ARMED = {"REB", "UAF", "MIL", "PRM", "PRE"}
SPEAKING = {"state", "office", "igo"}


def stand_ins(draft: Draft, candidate: Candidate, earlier: Sequence[Mention]) -> Sides | None:
    """The parties that the text names elsewhere for an act without any in its clause, or null."""
    before = taken_up(draft, candidate, earlier)
    if before is not None:
        return Sides(before.actors, before.recipients, before.reciprocal)
    both = last_pair(draft, candidate, earlier)
    if both:
        return Sides(both, both, True)
    # A practice such as trade wants another side: "said the purchase of land went slowly" tells of none.
    return _agreed(draft, candidate, earlier) or (None if candidate.entry.standing else _announced(draft, candidate))


def label_of(draft: Draft, token: Token) -> tuple[str, ...]:
    """The state that stands before the colon of a headline and tells where its act is: "Peru: Curfew Imposed"."""
    sentence = token.sent
    if not is_headline(sentence):
        return ()
    colon = next((t.i for t in sentence if t.text == ":"), sentence.start)
    told = (draft.by_token.get(i) for i in range(sentence.start, min(colon, token.i)))
    states = {i for r in told if r is not None and not r.place for i in r.ids if i in draft.atlas.states}
    return tuple(states) if len(states) == 1 and token.i > colon else ()


def scene_of(draft: Draft, candidate: Candidate, sides: Sides) -> tuple[str, ...]:
    """The state in which armed people of no known state use force, or where a headline puts the act: "in Kano"."""
    token = candidate.token
    if is_headline(token.sent):
        named = (draft.by_token.get(t.i) for t in token.sent)
        states = {s for r in named if r is not None for s in _scenes(draft, r)}
        return tuple(states) if len(states) == 1 else ()
    armed = candidate.entry.voices and candidate.entry.part == "verbs"
    armed = armed or any((a := draft.actor_by_id.get(i)) is not None and a.sector in ARMED for i in sides.actors)
    if not armed or draft.ontology.events[candidate.entry.type].quad != MATERIAL_CONFLICT:
        return ()
    place = place_of(draft, token, candidate.support, ())
    return tuple(countries_of(draft, (place,))) if place is not None else ()


def _scenes(draft: Draft, reference: Reference) -> Iterator[str]:
    """The states in which a headline's phrase puts something: a place's, or the state itself after "in"."""
    if reference.place:
        yield from countries_of(draft, reference.ids)
    elif preposition(draft.doc[reference.head]) == "in":
        yield from (i for i in reference.ids if i in draft.atlas.states)


def filled(draft: Draft, candidate: Candidate, sides: Sides, earlier: Sequence[Mention]) -> Sides:
    """The sides with the one that is missing: whom the verb before met too, or whose announcement it is."""
    if sides.actors and not sides.recipients:
        before = _joined(draft, candidate, earlier)
        others = recalled(draft, candidate, sides.actors, earlier) if before is None else before.recipients
        return replace(sides, recipients=others) if others else sides
    if not sides.actors and (doers := _undoing(draft, candidate, earlier)):
        return replace(sides, actors=doers, recipients=tuple(i for i in sides.recipients if i not in doers))
    lone = not sides.actors or (candidate.entry.reciprocal and len(sides.actors) == 1 and not sides.recipients)
    if lone and (speaker := _announced(draft, candidate)) is not None:
        others = tuple(i for i in (*sides.recipients, *sides.actors) if i not in speaker.actors)
        return Sides(speaker.actors, others)
    return sides


def _undoing(draft: Draft, candidate: Candidate, earlier: Sequence[Mention]) -> tuple[str, ...]:
    """Who did what they now take back: "[Chad] freed ten men held since May", "lifted a ban imposed in 2019"."""
    verb = candidate.token
    if candidate.entry.part != "verbs" or verb.dep_ not in {"acl", "acl:relcl"} or not is_passive(verb) or agents(verb):
        return ()
    own = any(s.lower_ not in RELATIVE for s in children(verb, "nsubj:pass", "nsubj"))
    if own or verb.head.dep_ != "obj":
        return ()
    quad = draft.ontology.events[candidate.entry.type].quad
    main = clause(verb.head)
    told = (m for m in reversed(earlier[-NEAR:]) if m.trigger.start == main.idx)
    undone = next((m for m in told if draft.ontology.events[m.type].undoes), None)
    return undone.actors if undone is not None and quad == MATERIAL_CONFLICT else ()


def _agreed(draft: Draft, candidate: Candidate, earlier: Sequence[Mention]) -> Sides | None:
    """Both sides of an act that is done under an agreement of theirs: "sells gas to X under a deal [signed] in May"."""
    verb = candidate.token
    if (
        not candidate.entry.reciprocal
        or verb.dep_ != "acl"
        or not is_passive(verb)
        or preposition(verb.head) != "under"
    ):
        return None
    main = clause(verb.head)
    done = next((m for m in reversed(earlier[-NEAR:]) if m.trigger.start == main.idx), None)
    if done is None or not done.actors or not done.recipients:
        return None
    both = tuple(dict.fromkeys((*done.actors, *done.recipients)))
    return Sides(both, both, True)


def _joined(draft: Draft, candidate: Candidate, earlier: Sequence[Mention]) -> Mention | None:
    """The act of this type whose verb the candidate's is joined to: "met the ministers and discussed trade"."""
    token = candidate.token
    if token.dep_ not in {"conj", "advcl", "xcomp"} or candidate.entry.part != "verbs" or not earlier:
        return None
    near = (m for m in reversed(earlier[-NEAR:]) if m.trigger.start == token.head.idx)
    kinds = draft.ontology.events
    quad, shared = kinds[candidate.entry.type].quad, token.dep_ == "conj" and not children(token, "nsubj")
    if quad not in COOPERATIVE and shared:
        return next((m for m in near if kinds[m.type].quad not in COOPERATIVE), None)
    if quad == MATERIAL_CONFLICT:
        return next((m for m in near if kinds[m.type].quad == quad), None)
    return next((m for m in near if m.type == candidate.entry.type), None)


def taken_up(
    draft: Draft, candidate: Candidate, earlier: Sequence[Mention], parties: Set[str] = frozenset()
) -> Mention | None:
    """The telling of an act of this type, with these parties, that a definite noun takes up: "his visit"."""
    token = candidate.token
    if candidate.entry.part != "nouns" or not _takes_up(token) or _is_backdrop(draft, candidate):
        return None
    if preposition(token) in AHEAD:
        return None
    for mention in reversed(earlier[-FURTHEST:]):
        told = {*mention.actors, *mention.recipients}
        if mention.type == candidate.entry.type and told and parties <= told:
            alike = None in (mention.mode, candidate.entry.mode) or mention.mode == candidate.entry.mode
            alike = alike and not candidate.entry.standing
            trigger = draft.doc.char_span(mention.trigger.start, mention.trigger.end)
            if trigger is not None and _is_meant(trigger[0], token, alike):
                return mention
    return None


def _is_backdrop(draft: Draft, candidate: Candidate) -> bool:
    """Whether the word names a war that goes on, which others do things in: "backed opposite sides in the [war]"."""
    return candidate.entry.weak and draft.ontology.events[candidate.entry.type].quad == MATERIAL_CONFLICT


def _takes_up(token: Token) -> bool:
    """Whether the noun is definite by its article or by whose act it is."""
    return bool(children(token, "nmod:poss")) or any(c.lower_ in words("definite") for c in children(token, "det"))


def _is_meant(before: Token, token: Token, alike: bool) -> bool:
    """Whether the noun may take up the earlier word: the same word not far back, or one of its kind nearby."""
    between = sum(t.is_sent_start is True for t in token.doc[before.i : token.i])
    same = bool(set(forms(before)) & set(forms(token)))
    return (same and between <= FAR) or (alike and between <= NEAR)


def _announced(draft: Draft, candidate: Candidate) -> Sides | None:
    """The states whose people say that something cooperative was, is to be or should be done by nobody named."""
    kind = draft.ontology.events[candidate.entry.type]
    if kind.quad not in COOPERATIVE:
        return None
    if candidate.entry.part == "nouns" and candidate.support is None:
        return None
    speakers = draft.speakers_at(candidate.token)
    if not speakers or any(s.kind not in SPEAKING and s.sector != "GOV" for s in speakers):
        return None
    verb = candidate.support or candidate.token
    asked = verb.dep_ == "xcomp" and bool(children(verb.head, "obj", "iobj"))
    if asked or _has_doer(candidate) or _is_inside_noun(verb):
        return None
    return Sides(tuple([s.id for s in speakers]), ())


def _is_inside_noun(verb: Token) -> bool:
    """Whether the clause only describes a noun of what is announced: "proof of a wish for a deal to be [reached]"."""
    current = verb
    while current.head.i != current.i and current.dep_ not in {"ccomp", "parataxis"}:
        if current.dep_ in DESCRIBING and current.head.pos_ != "PRON":
            return True
        current = current.head
    return False


def _has_doer(candidate: Candidate) -> bool:
    """Whether the clause names somebody who does it, though nobody that is known."""
    verb = candidate.support or candidate.token
    own = children(verb, "nsubj", "obl:agent", "nmod:poss")
    named = (s for s in own if s.pos_ != "PRON")
    return any(s.i != candidate.token.i and not s.is_ancestor(candidate.token) for s in named)

"""To whom an act is done where its own clause does not say and the acts told just before do.

Three ways lead back: an answer ("vowed to retaliate") goes to who did something to the doer; what is said of a deed
("welcomed the deal", "condemned the raid") to who did it; and where a sentence names no other state, a deed done to a
definite thing ("shut off the flow") to the one state with which the doer was dealing.
"""

from collections.abc import Iterator, Sequence

from dragoman.extraction.arguments import SUMMING, VERBAL, children, objects, subjects
from dragoman.extraction.candidates import COOPERATIVE, Candidate
from dragoman.extraction.draft import Draft
from dragoman.extraction.parties import parties
from dragoman.extraction.triggers import classes, words
from dragoman.language.plain import Token
from dragoman.types import Mention

NEAR = 6  # acts back
MOST_WORDS = 70  # tokens between the beginnings of the two sentences
PAIR = 2
SAID = frozenset({1, 3})  # PLOVER's quads of words
DONE = frozenset({2, 4})  # and of deeds


def recalled(
    draft: Draft, candidate: Candidate, actors: tuple[str, ...], earlier: Sequence[Mention]
) -> tuple[str, ...]:
    """The ids of those to whom the act is done, as far as the acts before tell."""
    if candidate.entry.part != "verbs":
        return ()
    quad = draft.ontology.events[candidate.entry.type].quad
    if quad in SAID and (doers := _doing_it(draft, candidate.token, actors)):
        return doers
    if not earlier:
        return ()
    homes = set(_homes(draft, actors))
    if candidate.entry.answers:
        return _answered(draft, candidate.token, homes, earlier)
    if quad in SAID and _is_deed(candidate.token):
        return _doers(draft, candidate.token, homes, earlier)
    if quad in DONE and candidate.entry.object and _is_definite(candidate.token):
        return _other_side(draft, candidate.token, homes, earlier)
    return ()


def _doing_it(draft: Draft, verb: Token, actors: tuple[str, ...]) -> tuple[str, ...]:
    """Who does what a noun after the clause calls a deed: "[Chad] closed the camp, a step condemned by the UN"."""
    deed = next((o for o in objects(verb) if o.lemma_.lower() in classes()["deed"] and o.dep_ in SUMMING), None)
    if deed is None or deed.head.pos_ not in VERBAL or deed.head.i == verb.i or children(deed, "nmod:poss"):
        return ()
    homes = set(_homes(draft, actors))
    doers = (i for s in subjects(deed.head) for i in parties(draft, s))
    return tuple(i for i in doers if not homes & set(_homes(draft, (i,))))


def last_pair(draft: Draft, candidate: Candidate, earlier: Sequence[Mention]) -> tuple[str, ...]:
    """The two states that dealt with each other last, for an act of two that names none: "clashes broke out"."""
    token = candidate.token
    happens = candidate.support is not None and candidate.support.lemma_.lower() in classes()["happening"]
    if candidate.entry.part != "nouns" or not candidate.entry.reciprocal or candidate.entry.standing or not happens:
        return ()
    for mention in _before(draft, token, earlier):
        if mention.trigger.start >= token.sent.start_char:
            return ()
        told = tuple(dict.fromkeys(_homes(draft, (*mention.actors, *mention.recipients))))
        pair = told if len(told) == PAIR and all(i in draft.atlas.states for i in told) else ()
        return pair if _states_in(draft, token) <= set(pair) else ()
    return ()


def _before(draft: Draft, token: Token, earlier: Sequence[Mention]) -> Iterator[Mention]:
    """The acts told before in this sentence and the one or two above it, the nearest first."""
    here = token.sent.start
    for mention in reversed(earlier[-NEAR:]):
        trigger = draft.doc.char_span(mention.trigger.start, mention.trigger.end)
        if trigger is None or here - trigger[0].sent.start > MOST_WORDS:
            return
        yield mention


def _answered(draft: Draft, token: Token, homes: set[str], earlier: Sequence[Mention]) -> tuple[str, ...]:
    for mention in _before(draft, token, earlier):
        doing, suffering = set(_homes(draft, mention.actors)), set(_homes(draft, mention.recipients))
        if doing and homes & suffering and not homes & doing:
            return mention.actors
    return ()


def _doers(draft: Draft, token: Token, homes: set[str], earlier: Sequence[Mention]) -> tuple[str, ...]:
    """Who did the last deed told, but for the speaker; of cooperation both sides."""
    for mention in _before(draft, token, earlier):
        joint = draft.ontology.events[mention.type].quad in COOPERATIVE
        ids = dict.fromkeys((*mention.actors, *mention.recipients)) if joint else mention.actors
        if ids:
            return tuple(i for i in ids if not homes & set(_homes(draft, (i,))))
    return ()


def _other_side(draft: Draft, token: Token, homes: set[str], earlier: Sequence[Mention]) -> tuple[str, ...]:
    """The one state with which the doer was dealing last, if the sentence names no other."""
    if not homes or _states_in(draft, token) - homes:
        return ()
    for mention in _before(draft, token, earlier):
        told = set(_homes(draft, (*mention.actors, *mention.recipients)))
        if homes & told:
            others = tuple(i for i in told - homes if i in draft.atlas.states)
            return others if len(others) == 1 else ()
    return ()


def _states_in(draft: Draft, token: Token) -> set[str]:
    """The states of whoever and whatever the sentence names."""
    named = {i for t in token.sent if (r := draft.by_head.get(t.i)) is not None for i in r.ids}
    found = (draft.actor_by_id.get(i) or draft.place_by_id.get(i) for i in named)
    return {x.country for x in found if x is not None and x.country is not None}


def _homes(draft: Draft, ids: tuple[str, ...]) -> Iterator[str]:
    """The states, or bodies of no state, that the parties are of."""
    for identity in ids:
        actor = draft.actor_by_id.get(identity)
        yield identity if actor is None or actor.country is None else actor.country


def _is_deed(verb: Token) -> bool:
    """Whether what is spoken of is a deed told before: "the deal", "this raid", "such a step"."""
    told = (o for o in (*objects(verb), *children(verb, "obl")) if o.lemma_.lower() in classes()["deed"])
    return any(_points_back(o) for o in told)


def _is_definite(verb: Token) -> bool:
    return any(_points_back(o) for o in objects(verb))


def _points_back(noun: Token) -> bool:
    """Whether the noun means what was told: "the deal", "Sunday's deal", "... , a charge Lima rejected"."""
    if children(noun, "nmod:poss") or noun.dep_ in SUMMING - {"obl"}:
        return True
    return any(c.lower_ in words("definite") for c in children(noun, "det", "det:predet", "amod"))

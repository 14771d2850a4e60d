"""What happens between actors: one mention for each act that the text tells, with its parties and standing."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Token

from dragoman.extraction.arguments import VERBAL, children, clause, is_passive, preposition
from dragoman.extraction.circumstances import date_of, place_of
from dragoman.extraction.draft import Draft, characters
from dragoman.extraction.sides import Sides, countries_of, sides_of
from dragoman.extraction.status import Verdict, status_of
from dragoman.extraction.topics import contexts_of, mode_of, topics_of
from dragoman.extraction.triggers import Entry, classes, entry_at
from dragoman.ontology.ontology import EventType
from dragoman.types import Actor, Mention, Span

COLLECTIVE = {"state", "igo", "forum", "armed_group"}
MODIFYING = {"compound", "flat", "amod"}
ARGUMENTS = {"obj", "xcomp", "ccomp", "obl", "iobj", "nsubj:pass", "nmod", "acl"}
BEHIND = {"after", "during", "before", "following", "since", "amid", "despite", "over", "because", "as", "when", "by"}


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A word that fits an entry; `support` is the light verb that carries it, if it is a noun."""

    token: Token
    entry: Entry
    support: Token | None


def find_events(draft: Draft) -> Draft:
    """The draft with its mentions of events, in text order."""
    found = [m for s in draft.doc.sents for m in _mentions(draft, list(s))]
    mentions = tuple(replace(m, id=f"m{n}") for n, m in enumerate(found, 1))
    return replace(draft, mentions=mentions, actors=draft.actors + _unlisted(draft, mentions))


def _unlisted(draft: Draft, mentions: tuple[Mention, ...]) -> tuple[Actor, ...]:
    """The states that take part only through a place of theirs; they have no mentions of their own."""
    known = {a.id for a in draft.actors}
    ids = {i for m in mentions for i in (*m.actors, *m.recipients) if i not in known}
    return tuple(Actor(i, draft.atlas.states[i].name, "state", i) for i in sorted(ids) if i in draft.atlas.states)


def _mentions(draft: Draft, sentence: list[Token]) -> Iterator[Mention]:
    candidates = _candidates(draft, sentence)
    told = {c.token.i: c for c in candidates}
    for candidate in candidates:
        if not _is_covered(candidate, told) and (mention := _mention(draft, candidate)):
            yield mention


def _candidates(draft: Draft, sentence: list[Token]) -> list[_Candidate]:
    found = []
    for token in sentence:
        if _is_name_part(draft, token) or (token.dep_ in MODIFYING and token.pos_ != "VERB" and not token.dep_ == "amod"):
            continue
        entry = entry_at(draft, token)
        if entry is not None:
            found.append(_Candidate(token, entry, _support(token) if entry.part == "nouns" else None))
    return found


def _is_name_part(draft: Draft, token: Token) -> bool:
    """Whether the word is part of somebody's name or role: "Shanghai Cooperation Organisation", "trade minister"."""
    reference = draft.by_token.get(token.i)
    if reference is None or reference.form in {"description", "pronoun"} and reference.head != token.i:
        return False
    return token.pos_ not in VERBAL


def _support(token: Token) -> Token | None:
    """The light verb that carries the noun: "held talks", "a round of talks took place"."""
    anchor = _anchor(token)
    head = anchor.head
    if anchor.dep_ in {"obj", "nsubj", "nsubj:pass", "xcomp"} and head.pos_ in VERBAL and _is_light(head, anchor):
        return head
    if anchor.dep_ == "obl" and _is_light(head, anchor) and preposition(anchor) in {"in", "to", "into", "on", "for", "with", "under"}:
        return head
    if anchor.dep_ in {"acl"} and head.pos_ in VERBAL:
        return head
    participle = [c for c in children(token, "acl") if c.lemma_.lower() in classes()["light"] and is_passive(c)]
    return participle[0] if participle else None


def _anchor(token: Token) -> Token:
    """The word by which a noun hangs in its sentence: "rounds" for "rounds of talks"."""
    current = token
    for _ in range(3):
        if current.dep_ == "conj" and current.head.pos_ in {"NOUN", "PROPN"}:
            current = current.head
        elif current.dep_ == "nmod" and current.head.lemma_.lower() in classes()["container"]:
            current = current.head
    return current


def _is_light(verb: Token, anchor: Token) -> bool:
    lemma = verb.lemma_.lower()
    if anchor.dep_ == "nsubj" and not is_passive(verb):
        return lemma in classes()["happening"]
    return lemma in classes()["light"] or lemma in classes()["happening"]


def _is_covered(candidate: _Candidate, told: dict[int, _Candidate]) -> bool:
    """Whether another trigger already tells this act, or only wishes, refuses or names it."""
    if candidate.entry.promise and _tells_promised(candidate.token, told):
        return True
    current = candidate.token
    for _ in range(8):
        head = current.head
        if head.i == current.i or current.dep_ not in ARGUMENTS | {"conj", "compound", "amod"}:
            return False
        other = told.get(head.i)
        if other is not None and current.dep_ != "conj":
            if other.entry.swallows and not _is_behind(current):
                return True
            if _is_same(candidate, other, current):
                return True
        current = head
    return False


def _is_same(candidate: _Candidate, other: _Candidate, argument: Token) -> bool:
    same = candidate.entry.type == other.entry.type and candidate.entry.part == "nouns"
    return same and argument.dep_ in {"obj", "obl", "nmod", "compound", "nsubj:pass"} and not _is_behind(argument)


def _is_behind(argument: Token) -> bool:
    return argument.dep_ in {"obl", "nmod", "advcl"} and preposition(argument) in BEHIND


def _tells_promised(token: Token, told: dict[int, _Candidate]) -> bool:
    """Whether the act that the word promises has a trigger of its own."""
    for child in token.children:
        if child.dep_ in {"xcomp", "ccomp", "acl", "obl", "obj", "advcl", "nmod"} and not _is_behind(child):
            inner = told.get(child.i)
            if inner is not None and not inner.entry.promise:
                return True
            if any(g.i in told and not told[g.i].entry.promise for g in children(child, "obj", "xcomp", "conj")):
                return True
    return False


def _mention(draft: Draft, candidate: _Candidate) -> Mention | None:
    token, entry = candidate.token, candidate.entry
    kind = draft.ontology.events[entry.type]
    sides = sides_of(draft, token, entry, candidate.support)
    if not _is_between_actors(draft, kind, entry, sides):
        return None
    verdict = status_of(draft, token, candidate.support, entry.standing)
    if verdict is None:
        return None
    return _told(draft, candidate, kind, sides, verdict)


def _told(draft: Draft, candidate: _Candidate, kind: EventType, sides: Sides, verdict: Verdict) -> Mention:
    token, entry = candidate.token, candidate.entry
    date, deadline = date_of(draft, token, candidate.support)
    place = place_of(draft, token, candidate.support)
    statement = draft.statement_at(token)
    return Mention(
        id="",
        type=kind.name,
        actors=sides.actors,
        recipients=sides.recipients,
        status=verdict.status,
        trigger=characters(draft.doc, token.i, token.i + 1),
        evidence=_evidence(token),
        mode=mode_of(draft, token, kind.name, entry.mode),
        contexts=contexts_of(draft, token),
        topics=topics_of(draft, token, kind.name),
        reciprocal=sides.reciprocal,
        statement=statement.id if statement else None,
        date=date,
        deadline=deadline,
        place=place,
        status_cues=verdict.spans(),
        because=entry.rule,
    )


def _evidence(token: Token) -> Span:
    words = [t for t in token.sent if not t.is_space]
    return Span(words[0].idx, words[-1].idx + len(words[-1]))


def _is_between_actors(draft: Draft, kind: EventType, entry: Entry, sides: Sides) -> bool:
    """Whether the parties make it an act of this type: somebody identified, and not at home alone."""
    doing, suffering = _countries(draft, sides.actors), _countries(draft, sides.recipients)
    if not doing and not suffering:
        return False
    if entry.weak and not (doing and suffering and doing != suffering):
        return False
    if kind.domestic:
        return True
    if sides.reciprocal:
        return len(doing) > 1
    if sides.recipients:
        return bool(doing | suffering) and not (doing == suffering and len(doing) == 1)
    return any(_is_official(draft, i) for i in sides.actors)


def _is_official(draft: Draft, identity: str) -> bool:
    actor = draft.actor_by_id.get(identity)
    return actor is None or actor.kind in COLLECTIVE or actor.country is not None


def _countries(draft: Draft, ids: tuple[str, ...]) -> set[str]:
    found = set()
    for identity in ids:
        actor = draft.actor_by_id.get(identity)
        if actor is None:
            found.add(identity)
        elif actor.country or actor.kind in COLLECTIVE:
            found.add(actor.country or actor.id)
    return found

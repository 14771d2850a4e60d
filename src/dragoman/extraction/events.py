"""What happens between actors: one mention for each act that the text tells, with its parties and standing."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dragoman.extraction.arguments import children, is_passive, preposition
from dragoman.extraction.candidates import (
    COOPERATIVE,
    VERBAL_CONFLICT,
    Candidate,
    candidates,
    end_of,
    is_covered,
    main_act,
)
from dragoman.extraction.circumstances import agreed_on, date_of, due_of, is_before, place_of, put_off_to, site, stops
from dragoman.extraction.draft import Draft, characters
from dragoman.extraction.entries import Entry
from dragoman.extraction.firmness import Verdict
from dragoman.extraction.home import everyday, is_public
from dragoman.extraction.roles import OFFICIAL
from dragoman.extraction.sectors import words as private
from dragoman.extraction.sides import Sides, sides_of
from dragoman.extraction.standins import filled, label_of, scene_of, stand_ins, taken_up
from dragoman.extraction.status import is_agreed, is_put_off, is_refusal, status_of
from dragoman.extraction.timeline import carried
from dragoman.extraction.topics import contexts_of, mode_of, topics_of
from dragoman.extraction.triggers import are_powers, classes, forms
from dragoman.language.plain import Token
from dragoman.ontology.ontology import EventType
from dragoman.types import Actor, Mention, Place, Span

WITHIN = {"in", "by", "from", "during"}
DURING = {"during", "in", "on", "at"}
LASTING = {"done", "planned"}
AIMS = {"planned", "wanted", "possible"}
SIDES, VERBAL_COOPERATION = 2, 1
OPPOSED = {"REB", "OPP", "PRE"}
COLLECTIVE = {"state", "igo", "forum", "armed_group"}


def find_events(draft: Draft) -> Draft:
    """The draft with its mentions of events, in text order."""
    found: list[Mention] = []
    for sentence in draft.doc.sents:
        found += _mentions(draft, list(sentence), found)
    mentions, places = _placed(draft, carried(draft, found))
    return replace(draft, mentions=mentions, places=places, actors=draft.actors + _unlisted(draft, mentions))


def _placed(draft: Draft, found: Sequence[Mention]) -> tuple[tuple[Mention, ...], tuple[Place, ...]]:
    """The mentions with their numbers, and the places with the states among theirs as places of the report."""
    sites = {m.place: site(draft, m.place) for m in found if m.place is not None and m.place in draft.atlas.states}
    known = {p.id for p in draft.places}
    mentions = tuple(
        replace(m, id=f"m{n}", place=sites[m.place].id if m.place in sites else m.place) for n, m in enumerate(found, 1)
    )
    return mentions, draft.places + tuple(p for p in sites.values() if p.id not in known)


def _unlisted(draft: Draft, mentions: tuple[Mention, ...]) -> tuple[Actor, ...]:
    """The states that take part only through a place of theirs; they have no mentions of their own."""
    known = {a.id for a in draft.actors}
    ids = {i for m in mentions for i in (*m.actors, *m.recipients) if i not in known}
    return tuple(Actor(i, draft.atlas.states[i].name, "state", i) for i in sorted(ids) if i in draft.atlas.states)


def _mentions(draft: Draft, sentence: list[Token], earlier: Sequence[Mention]) -> list[Mention]:
    told = {c.token.i: c for c in candidates(draft, sentence)}
    so_far = list(earlier)
    acts: dict[int, Mention] = {}
    for place, candidate in told.items():
        for reading in candidate.readings():
            if (mention := _mention(draft, reading, so_far)) is not None:
                acts[place], told[place] = mention, reading
                so_far.append(mention)
                break
    acts = {i: _set_within(draft.doc[i], act, acts) for i, act in acts.items()}
    acts = {i: _with_outcome(draft, i, act, acts, told) for i, act in acts.items()}
    telling = set(acts)
    kept = [
        (i, act)
        for i, act in acts.items()
        if not is_covered(draft, told[i], told, telling)
        and not _is_mere_end(draft, act, acts.get(end_of(told[i]) or -1))
    ]
    words = [t for t in sentence if not t.is_space]
    contexts = contexts_of(draft, words) if kept else ()
    return [
        replace(m, contexts=contexts, evidence=_evidence(words)) for i, act in kept for m in _each(draft, told[i], act)
    ]


def _is_mere_end(draft: Draft, act: Mention, main: Mention | None) -> bool:
    """Whether an act against people, or of the main one's type, is what that is done for: "fired to disperse them"."""
    if main is None or (act.type != main.type and draft.ontology.events[act.type].quad in COOPERATIVE):
        return False
    return _countries(draft, act.recipients) <= _countries(draft, (*main.actors, *main.recipients))


def _set_within(word: Token, act: Mention, acts: Mapping[int, Mention]) -> Mention:
    """The act with the date and place of the one during which it happens: "met X on his visit to Y"."""
    if act.date is not None and act.place is not None:
        return act
    verbs = (word, word.head) if word.dep_ == "conj" else (word,)
    frames = (p for v in verbs for p in children(v, "obl") if p.i in acts and preposition(p) in DURING)
    frame = next((acts[p.i] for p in frames), None)
    return act if frame is None else replace(act, date=act.date or frame.date, place=act.place or frame.place)


def _with_outcome(
    draft: Draft, place: int, act: Mention, acts: Mapping[int, Mention], told: dict[int, Candidate]
) -> Mention:
    """The act with whom only a participle that tells its outcome names: "attacked a convoy, killing two [Poles]"."""
    outcomes = (acts[i] for i in acts if i != place and main_act(told[i], told) == place)
    known = _countries(draft, act.recipients)
    named = [i for o in outcomes for i in o.recipients if _has_state(draft, i) and not _countries(draft, (i,)) <= known]
    return replace(act, recipients=tuple(dict.fromkeys((*act.recipients, *named)))) if named else act


def _each(draft: Draft, candidate: Candidate, act: Mention) -> list[Mention]:
    """The act, or one for each state that a trip goes to: "visited Peru in May and Chile in June"."""
    goals = [i for i in act.recipients if i in draft.atlas.states]
    if not candidate.entry.travels or len(goals) < 2 or len(goals) < len(act.recipients):
        return [act]
    legs = stops(draft, candidate.token, goals)
    dated = sum(when is not None for _, when in legs) > 1
    found = [replace(act, recipients=(i,), place=i, date=when if dated else act.date) for i, when in legs]
    return found if len(found) == len(goals) else [act]


def _hosts(draft: Draft, entry: Entry, sides: Sides) -> list[str]:
    """The states in which a visit takes place, as far as its sides tell."""
    if entry.travels:
        return [i for i in sides.recipients if i in draft.atlas.states]
    known = [a.country for i in sides.actors if (a := draft.actor_by_id.get(i)) is not None] if entry.hosts else []
    return [c for c in dict.fromkeys(known) if c is not None and c in draft.atlas.states]


def _mention(draft: Draft, candidate: Candidate, earlier: Sequence[Mention]) -> Mention | None:
    found = read_as(draft, candidate, earlier)
    return found if isinstance(found, Mention) else None


def read_as(draft: Draft, candidate: Candidate, earlier: Sequence[Mention]) -> Mention | str:
    """The mention that the candidate makes, or a sentence why it makes none; `earlier` are those told before it."""
    token, entry = candidate.token, candidate.entry
    kind = draft.ontology.events[entry.type]
    sides = sides_of(draft, token, entry, candidate.support)
    lent = None if sides.actors or sides.recipients else stand_ins(draft, candidate, earlier)
    sides = lent or filled(draft, candidate, sides, earlier)
    if kind.domestic and not sides.recipients and not _countries(draft, sides.actors):
        sides = replace(sides, recipients=label_of(draft, token) or scene_of(draft, candidate, sides))
    if lent is None and (reason := _lacking(draft, kind, candidate, sides)) is not None:
        return reason
    verdict = status_of(draft, token, candidate.support, entry.standing)
    if verdict is None:
        return "the text only supposes it"
    if _is_mere_relation(candidate, sides, verdict):
        return "it tells a lasting relation and no act"
    if kind.answers_home and sides.actors and not sides.recipients:
        sides = replace(sides, recipients=_home(draft, sides.actors))
    if kind.refused_as is not None and sides.actors and is_refusal(verdict):
        kind, verdict = draft.ontology.events[kind.refused_as], replace(verdict, status="done")
    return _again(draft, candidate, _told(draft, candidate, kind, sides, verdict), earlier)


def _home(draft: Draft, actors: tuple[str, ...]) -> tuple[str, ...]:
    """The one state of all of them, if there is one."""
    homes = [a.country for i in actors if (a := draft.actor_by_id.get(i)) is not None]
    return tuple({c for c in homes if c is not None and c in draft.atlas.states}) if len(set(homes)) == 1 else ()


def _again(draft: Draft, candidate: Candidate, mention: Mention, earlier: Sequence[Mention]) -> Mention:
    """The mention with the date and place of the act that it takes up, where it names none: "during the visit".

    What was planned when it was told, and is only spoken of again, is still planned: "the visit comes after".
    """
    if mention.date is not None or mention.status != "done":
        return mention
    before = taken_up(draft, candidate, earlier, {*mention.actors, *mention.recipients})
    if before is None or before.status not in LASTING or (before.status != "done" and candidate.support is not None):
        return mention
    return replace(mention, status=before.status, date=before.date, place=mention.place or before.place)


def _is_mere_relation(candidate: Candidate, sides: Sides, verdict: Verdict) -> bool:
    """Whether the word only tells that a practice or relation lasts, and no act: "Iran's partnerships"."""
    if candidate.entry.sought:
        return candidate.support is None or verdict.status not in AIMS
    return candidate.entry.standing and verdict.status == "ongoing" and not sides.recipients


def _told(draft: Draft, candidate: Candidate, kind: EventType, sides: Sides, verdict: Verdict) -> Mention:
    token, entry = candidate.token, candidate.entry
    date, deadline = date_of(draft, token, candidate.support, bool(entry.object) and kind.quad in COOPERATIVE)
    if is_put_off(verdict):
        date, deadline = put_off_to(draft, date, deadline), None
    if date is None and "@agreement" in entry.object:
        date = agreed_on(draft, token)
    if date is not None and is_agreed(verdict) and is_before(draft, date):
        date = None
    if entry.promise and deadline is None and verdict.status == "done":
        deadline = due_of(draft, token)
    place = place_of(draft, token, candidate.support, _hosts(draft, entry, sides))
    statement = draft.statement_at(token)
    return Mention(
        id="",
        type=kind.name,
        actors=sides.actors,
        recipients=sides.recipients,
        status=verdict.status,
        trigger=characters(draft.doc, token.i, token.i + 1),
        evidence=characters(draft.doc, token.i, token.i + 1),
        mode=mode_of(draft, token, kind.name, entry.mode if kind.name == entry.type else None),
        topics=topics_of(draft, token, kind.name),
        reciprocal=sides.reciprocal,
        statement=statement.id if statement else None,
        date=date,
        deadline=deadline,
        place=place,
        status_cues=verdict.spans(),
        because=entry.rule,
    )


def _evidence(words: list[Token]) -> Span:
    return Span(words[0].idx, words[-1].idx + len(words[-1]))


def _lacking(draft: Draft, kind: EventType, candidate: Candidate, sides: Sides) -> str | None:
    """What keeps the parties from making it an act of this type between actors, or null."""
    token, entry, passive = candidate.token, candidate.entry, is_passive(candidate.token)
    doing, suffering = _countries(draft, sides.actors), _countries(draft, sides.recipients)
    public = is_public(draft, kind, candidate.entry, sides, token)
    if not doing and not suffering and not public:
        return "no side of it is a state, a body or anybody of a known state"
    if entry.aimed and not sides.recipients:
        return "the text does not tell to whom"
    if (entry.official or (entry.popular and sides.actors)) and are_powers(draft, sides.actors) is entry.popular:
        return "whoever does it does no such act"
    if entry.singly and (not doing or (not suffering and len(doing) > 1)):
        return "nobody is told to do it to somebody else"
    undone = entry.part == "verbs" and not sides.actors
    if undone and (_by_nature(token) or (not passive and _needs_doer(kind, token))):
        return "the text does not tell who does it"
    if not public and not any(
        _is_official(draft, i) or _has_state(draft, i) for i in (*sides.actors, *sides.recipients)
    ):
        return "no side of it is official or of a known state"
    if entry.weak and not (doing and suffering and len(doing | suffering) > 1) and not _are_opposed(draft, sides):
        alone = entry.alone and bool(sides.actors) and not sides.recipients and _are_bodies(draft, sides.actors)
        return None if alone else "a common word, and not two sides that are known and not of one state"
    return None if public else _at_home(draft, kind, sides, (doing, suffering), candidate)


def _at_home(
    draft: Draft, kind: EventType, sides: Sides, states: tuple[set[str], set[str]], candidate: Candidate
) -> str | None:
    """Whether an act of this type within one state, or of nobody official to nobody named, is none; then why."""
    doing, suffering = states
    if kind.domestic or candidate.entry.home:
        return everyday(draft, kind, sides, candidate) if len(doing | suffering) < SIDES else None
    if sides.recipients and _are_opposed(draft, sides):
        return None
    if sides.reciprocal:
        return None if len(doing) > 1 else "those who do it to each other are of one state"
    if sides.recipients:
        return "both sides are of one state" if doing == suffering and len(doing) == 1 else None
    if not any(_is_official(draft, i) for i in sides.actors):
        return "nobody official does it, to nobody named"
    return everyday(draft, kind, sides, candidate) if kind.quad == VERBAL_COOPERATION and len(doing) < SIDES else None


def _are_opposed(draft: Draft, sides: Sides) -> bool:
    """Whether one side rebels against, or opposes, the state that the other one is or serves."""
    (left, left_rebels), (right, right_rebels) = _camp(draft, sides.actors), _camp(draft, sides.recipients)
    return bool(left & right_rebels or right & left_rebels)


def _camp(draft: Draft, ids: tuple[str, ...]) -> tuple[set[str], set[str]]:
    """The states that the parties are or serve, and those that they rebel against."""
    known = [a for i in ids if (a := draft.actor_by_id.get(i)) is not None and a.country is not None]
    serving = {a.country for a in known if a.country and (a.kind == "state" or a.sector in OFFICIAL)}
    return serving, {a.country for a in known if a.country and a.sector in OPPOSED}


def _needs_doer(kind: EventType, verb: Token) -> bool:
    """Whether a verb without a known doer tells no act: cooperation, and words that a thing is said to say."""
    things = (s for s in children(verb, "nsubj") if s.pos_ == "NOUN" and s.lower_ == s.lemma_.lower())
    return kind.quad in COOPERATIVE or (kind.quad == VERBAL_CONFLICT and any(True for _ in things))


def _by_nature(verb: Token) -> bool:
    """Whether a flood, an animal, a price or somebody private is the subject, or a crash is where it happened."""
    forces = classes()["nature"] | private("private")
    within = [o for o in children(verb, "obl") if preposition(o) in WITHIN]
    return any(not forces.isdisjoint(forms(s)) for s in children(verb, "nsubj")) or any(
        not classes()["nature"].isdisjoint(forms(o)) for o in within
    )


def _are_bodies(draft: Draft, ids: tuple[str, ...]) -> bool:
    """Whether all are states or bodies of states."""
    return all((actor := draft.actor_by_id.get(i)) is None or actor.kind in COLLECTIVE for i in ids)


def _has_state(draft: Draft, identity: str) -> bool:
    actor = draft.actor_by_id.get(identity)
    return actor is not None and actor.country is not None


def _is_official(draft: Draft, identity: str) -> bool:
    actor = draft.actor_by_id.get(identity)
    return actor is None or actor.kind in COLLECTIVE | {"office"} or actor.sector in OFFICIAL | {"REB", "PRE"}


def _countries(draft: Draft, ids: tuple[str, ...]) -> set[str]:
    """The states behind the parties; bodies and officials of no known state count for themselves."""
    found = set()
    for identity in ids:
        actor = draft.actor_by_id.get(identity)
        if actor is None or actor.country:
            found.add(actor.country if actor and actor.country else identity)
        elif actor.kind in COLLECTIVE | {"organisation"} or actor.sector in OFFICIAL:
            found.add(identity)
    return found

"""Acts within one state: which of them are public, and which are what people and small offices say every day."""

from dragoman.extraction.arguments import objects, obliques, subjects
from dragoman.extraction.candidates import Candidate
from dragoman.extraction.draft import Draft
from dragoman.extraction.entries import Entry
from dragoman.extraction.roles import OFFICIAL
from dragoman.extraction.sectors import words
from dragoman.extraction.sides import Sides
from dragoman.extraction.tense import is_headline
from dragoman.extraction.triggers import words as events_words
from dragoman.language.plain import Token
from dragoman.ontology.ontology import EventType

PUBLIC = OFFICIAL | {"REB", "PRE", "OPP", "PTY", "SPY", "PRM", "ELI", "LAB", "UAF"}
FIGHTING = frozenset({"REB", "PRE", "UAF", "PRM", "OPP"})
ARMED = frozenset({"REB", "PRE", "PRM", "UAF"})
COLLECTIVE = frozenset({"state", "igo", "forum", "armed_group"})
GRANTING = 1  # PLOVER's quad of cooperation in words; at home it tells what a government grants
WORDS = frozenset({1, 3})  # PLOVER's quads of what is only said


def is_public(draft: Draft, kind: EventType, entry: Entry, sides: Sides, token: Token) -> bool:
    """Whether a headline tells an act of public conflict by itself, though it names no state: "Rebels free ten"."""
    if not kind.domestic or entry.weak or not is_headline(token.sent):
        return False
    told = {_sector(draft, i) for i in (*sides.actors, *sides.recipients)}
    told_of = (token, *objects(token), *subjects(token))
    if (told or entry.part == "verbs") and any(t.lemma_.lower() in events_words("public_matters") for t in told_of):
        return True
    return bool(told & FIGHTING) or (entry.voices and not (entry.part == "nouns" and obliques(token, "of")))


def everyday(draft: Draft, kind: EventType, sides: Sides, candidate: Candidate) -> str | None:
    """Why an act that stays within one state is none of public life, or null where it is one."""
    token = candidate.token
    if candidate.entry.home:
        return None
    if not sides.actors or any(not _is_private(draft, i) for i in _others(draft, sides)):
        return None
    if kind.quad not in WORDS:
        firms = all(_sector(draft, i) == "BUS" for i in sides.actors)
        return "only firms take part, of one state" if firms else None
    if all(_is_local(i) for i in sides.actors):
        return "a local office speaks, at home"
    if all(_is_private(draft, i) for i in sides.actors):
        return "only private people take part, of one state"
    if (kind.quad == GRANTING and kind.domestic) or is_headline(token.sent):
        return None  # a headline is too short to tell whether anybody abroad is meant
    if sides.recipients:
        return "it is said to private people of the same state"
    return None if _looks_abroad(draft, sides, token) else "officials speak at home, and to nobody named"


def _looks_abroad(draft: Draft, sides: Sides, token: Token) -> bool:
    """Whether a state, an armed body or a person by name does it, or the sentence names anybody of another state."""
    doers = [draft.actor_by_id.get(i) for i in sides.actors]
    if any(a is None or a.kind in COLLECTIVE or a.sector in ARMED or _is_named(draft, a.id) for a in doers):
        return True
    if any(t.lower_ in words("regions_abroad") and t.i not in draft.by_token for t in token.sent):
        return True
    homes = {a.country for a in doers if a is not None}
    told = (draft.by_token.get(t.i) for t in token.sent)
    named = {i for r in told if r is not None for i in r.ids}
    actors = (draft.actor_by_id.get(i) for i in named)
    places = (draft.place_by_id.get(i) for i in named)
    abroad = {x.country for x in (*actors, *places) if x is not None and x.country is not None} - homes
    return bool(abroad) or any(
        a is not None and a.kind in COLLECTIVE - {"state"} for a in map(draft.actor_by_id.get, named)
    )


def _others(draft: Draft, sides: Sides) -> list[str]:
    """Who is addressed, but for the state of those who do it: where they do it, and no party."""
    homes = {a.country for i in sides.actors if (a := draft.actor_by_id.get(i)) is not None}
    return [i for i in sides.recipients if i not in homes]


def _sector(draft: Draft, identity: str) -> str | None:
    actor = draft.actor_by_id.get(identity)
    return actor.sector if actor is not None else None


def _is_local(identity: str) -> bool:
    """Whether somebody is called by an office below that of the state: "USA.governor_of_ohio"."""
    key = identity.rpartition(".")[2]
    return any(part in words("local_offices") for part in key.split("_"))


def _is_private(draft: Draft, identity: str) -> bool:
    """Whether somebody without a name is of no office, party or armed body."""
    actor = draft.actor_by_id.get(identity)
    if actor is None or actor.kind in COLLECTIVE | {"office"} or actor.sector in PUBLIC:
        return False
    return not (actor.kind == "person" and _is_named(draft, identity))


def _is_named(draft: Draft, identity: str) -> bool:
    return any(r.form == "name" and identity in r.ids for r in draft.references)

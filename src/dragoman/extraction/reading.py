"""One pass over the text, left to right, for everybody who is spoken of without a name."""

from collections.abc import Sequence
from dataclasses import replace

from dragoman.extraction.cast import Cast
from dragoman.extraction.coreference import (
    both,
    conjoined,
    counted_states,
    description_of,
    first_person,
    pronoun_kind,
    resolve_pronoun,
)
from dragoman.extraction.descriptions import realms_of
from dragoman.extraction.memory import Memory
from dragoman.extraction.persons import Registry
from dragoman.extraction.roles import AT, HOME, OFFICIAL, Role, actor_of, case_of, each_owner, role_at, with_country
from dragoman.extraction.sectors import ORGAN, is_plural, noun, offices, words
from dragoman.language.plain import Token
from dragoman.types import Actor

VERBAL = frozenset({"VERB", "AUX"})
CENTRAL = frozenset({"nsubj", "nsubj:pass", "obj", "root", "ROOT", "conj"})
TAKEN = frozenset({"obj", "nsubj:pass", "nmod"})
OWNED = frozenset({"of", "from"})
PARTS = frozenset({"compound", "amod", "flat"})


def read_unnamed(cast: Cast, registry: Registry, covered: frozenset[int]) -> None:
    """Enter pronouns, roles, groups and descriptions; `covered` are tokens inside names, which are only remembered."""
    memory = Memory(cast, registry.gender, registry.offices_of, links=cast.doc.links)
    for number, sentence in enumerate(cast.doc.sents):
        memory.sentence = number
        here = _country_here(cast, list(sentence))
        for token in sentence:
            if token.pos_ in {"NOUN", "PROPN", "PRON", "DET", "ADJ", "X", "NUM"}:
                _read(cast, registry, memory, token, covered, here)


def _read(
    cast: Cast, registry: Registry, memory: Memory, token: Token, covered: frozenset[int], here: str | None
) -> None:
    if token.pos_ in {"PRON", "DET", "NUM"}:
        _read_pronoun(cast, memory, token)
    elif token.i not in covered and token.i not in registry.titles:
        _read_noun(cast, registry, memory, token, here)
    _place_official(cast, registry, memory, token)
    reference = cast.at(token)
    if reference is None and token.pos_ == "NOUN" and token.dep_ not in PARTS:
        memory.note_thing(token)
    if reference is not None:
        if token.pos_ not in {"PRON", "DET"} and not _is_inner(cast, token):
            memory.note(token, reference.ids, is_plural(token) and reference.form in {"role", "description"})
        if together := conjoined(memory, token):
            memory.note(token, together, several=True)


def _place_official(cast: Cast, registry: Registry, memory: Memory, token: Token) -> None:
    """Give a named official without a country the one spoken of before the name: "Spokesman Adel Omar said"."""
    reference = cast.at(token)
    if reference is None or reference.form != "name":
        return
    for actor in cast.actors_at(token):
        titled = actor.kind == "person" and actor.sector in OFFICIAL and actor.id in registry.office_of
        if not titled or actor.country is not None or actor.id in registry.of_bodies:
            continue
        before = any(actor.id in s.ids for s in memory.seen if s.token.i not in registry.titles)
        if not before and (country := memory.state(alone=True)):
            cast.actors[actor.id] = replace(actor, country=country)


def _is_inner(cast: Cast, token: Token) -> bool:
    """Whether the phrase is a modifier of a larger one for the same actor."""
    outer, own = cast.at(token.head), cast.at(token)
    return token.head.i != token.i and outer is not None and own is not None and outer.ids == own.ids


def _read_pronoun(cast: Cast, memory: Memory, token: Token) -> None:
    kind = pronoun_kind(token)
    if kind is None:
        if ids := both(memory, token):
            cast.refer(ids, *_extent(token), "description")
            memory.note(token, ids, several=True)
        return
    if kind in {"i", "we"}:
        speakers = first_person(cast, token)
        ids = tuple(a.id for a in speakers if kind == "i") or tuple(i for a in speakers for i in _side(cast, a))
    else:
        ids = resolve_pronoun(memory, token)
    if ids:
        cast.refer(ids, token.i, token.i + 1, "pronoun")
        if kind not in {"relative", "i", "we"}:
            memory.note(token, ids, kind == "they")


def _side(cast: Cast, actor: Actor) -> tuple[str, ...]:
    """For whom somebody says "we": an official for the state, a state or body for itself, others for nobody known."""
    state = cast.actors.get(actor.country or "")
    if state is not None and actor.sector in {"GOV", "MIL"}:
        return (state.id,)
    return (actor.id,) if actor.kind in {"state", "igo", "armed_group"} else ()


def _country_here(cast: Cast, sentence: list[Token]) -> str | None:
    """The country in which a sentence plays, if its phrases of place name just one."""
    named = (t for t in sentence if cast.at(t) is not None or t.i in cast.sites)
    named = (t for t in named if t.head.pos_ in VERBAL or t.head.dep_ in CENTRAL)
    found = {cast.country_at(t) for t in named if case_of(t) in AT}
    found.discard(None)
    return found.pop() if len(found) == 1 else None


def _read_noun(cast: Cast, registry: Registry, memory: Memory, token: Token, here: str | None) -> None:
    _read_owners(cast, memory, token)
    role = role_at(cast, token)
    if _read_group(cast, registry, memory, token, role):
        return None
    if role is None or _is_part(token):
        return None
    if role.body is not None:
        return cast.refer((role.body,), role.start, role.end, "role", role.head)
    if holder := _holder(registry, memory, role, token):
        return cast.refer((holder,), role.start, role.end, "role", role.head)
    many = role.several or is_plural(token) or any(c.lower_ == "neither" for c in token.children)
    if many and role.country is None and role.office and (states := counted_states(memory, token)):
        role = replace(role, key=role.office, country=states[0], others=states[1:])
    if role.noun.lemma in words("counterparts") and role.country is not None:
        role = replace(role, key=_peer_key(registry, memory, token) or role.key)
    if _tells(role, token):
        return _enter(cast, registry, memory, role, here)
    return None


def _read_group(cast: Cast, registry: Registry, memory: Memory, token: Token, role: Role | None) -> bool:
    """Whether the phrase stands for those whom it names behind it, or for some who were told before."""
    if role is not None and role.several and _is_title_of_several(cast, token, role):
        return True
    unowned = role is None or (role.country is None and role.body is None)
    named = _named_behind(cast, token)
    if named and role is not None:
        states = (role.country, *role.others) if role.country else _as_told(memory, counted_states(memory, token))
        _give_states(cast, registry, named, states, role)
    if unowned and cast.at(token) is None:
        if ids := named or both(memory, token) or description_of(memory, token):
            cast.refer(ids, *_extent(token), "description")
        return bool(ids)
    if role is None or role.country is None or len(named) != 1 + len(role.others):
        return False
    cast.refer(named, role.start, role.end, "role", role.head)
    return True


def _is_title_of_several(cast: Cast, token: Token, role: Role) -> bool:
    """Whether names follow, whose sector the title tells: "presidents Ali Sow of Mali and Ada Keita of Guinea"."""
    led = cast.at(token.head) if token.dep_ == "nmod:desc" else None
    if led is None or led.form != "name":
        return False
    for actor in [a for t in (token.head, *token.head.conjuncts) for a in cast.actors_at(t)]:
        if actor.kind == "person" and actor.sector is None:
            cast.actors[actor.id] = replace(actor, sector=role.sector)
    return True


def _named_behind(cast: Cast, token: Token) -> tuple[str, ...]:
    """Those whom a word for several names right behind it: "both neighbours, Mali and Niger, ..."."""
    if token.dep_ not in CENTRAL or not is_plural(token):
        return ()
    added = [c for c in token.children if c.dep_ == "appos" and c.i > token.i]
    named = [r for c in added for t in (c, *c.conjuncts) if (r := cast.at(t)) is not None and r.form == "name"]
    ids = tuple(dict.fromkeys(i for r in named for i in r.ids))
    return ids if len(ids) > 1 else ()


def _give_states(cast: Cast, registry: Registry, named: Sequence[str], states: Sequence[str], role: Role) -> None:
    """Give each of the persons named behind a title for several its state: "the two ministers, Ann Roe and Bo Lee"."""
    for identity, state in zip(named, states, strict=False) if len(named) == len(states) else ():
        actor = cast.actors[identity]
        if actor.kind == "person" and actor.country in (None, state):
            cast.actors[identity] = replace(actor, country=state, sector=actor.sector or role.sector)
            registry.by_office[f"{state}.{role.office or role.key}"] = identity


def _as_told(memory: Memory, states: Sequence[str]) -> tuple[str, ...]:
    """The states in the order in which one sentence told them last; none where that leaves their order open."""
    last: dict[str, tuple[int, int, int]] = {}
    for seen in memory.seen:
        for place, identity in enumerate(seen.ids):
            actor = memory.cast.actors.get(identity)
            if actor is not None and (state := actor.country) in states and state is not None:
                last[state] = (seen.sentence, seen.token.i, place)
    if len(last) < len(states) or len({sentence for sentence, _, _ in last.values()}) > 1:
        return ()
    return tuple(sorted(last, key=lambda s: last[s]))


def _read_owners(cast: Cast, memory: Memory, token: Token) -> None:
    """Enter the description behind the noun whose people it tells: "ministers of [the two countries]"."""
    for child in token.children:
        owning = child.i > token.i and child.dep_ == "nmod" and child.pos_ == "NOUN" and case_of(child) in OWNED
        if owning and cast.at(child) is None and (ids := description_of(memory, child)):
            cast.refer(ids, *_extent(child), "description")


def _peer_key(registry: Registry, memory: Memory, token: Token) -> str | None:
    """The office of whoever was spoken of last, which a "counterpart" holds elsewhere."""
    for identity in memory.best(token, lambda s: not s.several and s.kinds <= {"person", "office"}):
        return registry.office_of.get(identity) or (identity.partition(".")[2] or None)
    return None


def _is_part(token: Token) -> bool:
    """Whether the word only modifies a larger role: "army" in "army chief"."""
    return (
        token.dep_ in PARTS and token.head.pos_ in {"NOUN", "PROPN"} and token.head.i > token.i and token.dep_ == "amod"
    )


def _holder(registry: Registry, memory: Memory, role: Role, token: Token) -> str | None:
    """The person, or the office named before, that the role phrase takes up."""
    if role.several or role.noun.nature == ORGAN and role.country:
        return None
    if role.country:
        return registry.by_office.get(f"{role.country}.{role.key}")
    if not role.definite or role.owner is not None:
        return None
    near = memory.best(token, lambda s: any(_same_office(registry, i, role) for i in s.ids) and not s.several)
    return near[0] if near else None


def _same_office(registry: Registry, identity: str, role: Role) -> bool:
    if identity.rsplit(".", 1)[-1] in {role.key} or identity.endswith(f"_{role.key}"):
        return True
    return role.key in registry.offices_of.get(identity, ()) or registry.by_office.get(role.key) == identity


def _tells(role: Role, token: Token) -> bool:
    """Whether the phrase is specific enough to stand for somebody; what is bought or sent is a thing."""
    if role.noun.lemma in words("equipment") and token.dep_ in TAKEN:
        return False
    if role.country is not None:
        return True
    ruling = role.definite and realms_of(role.noun.lemma) is not None
    vague = role.noun.lemma in words("vague") and not ruling and role.key not in offices().values()
    if vague or token.dep_ in {"compound", "amod"}:
        return False
    bare = not any(c.dep_ in {"det", "nmod:poss"} for c in token.children)
    return role.several or role.definite or bare or role.sector in OFFICIAL


def _enter(cast: Cast, registry: Registry, memory: Memory, role: Role, here: str | None) -> None:
    told = role.country is not None and _is_named(cast, role)
    role = with_country(role, None if role.country else _country(memory, role, here))
    start, end = role.start, role.end
    holders = [_named_holder(cast, registry, r) or actor_of(r, _name(cast, r)) for r in each_owner(role)]
    for actor in holders:
        cast.enter(actor, start, end, mention=told)
    cast.refer(tuple(a.id for a in holders), start, end, "role", role.head)


def _named_holder(cast: Cast, registry: Registry, role: Role) -> Actor | None:
    """The person by name who holds the office, where the report has given one."""
    return cast.actors.get(registry.by_office.get(f"{role.country}.{role.key}", "")) if role.country else None


def _is_named(cast: Cast, role: Role) -> bool:
    """Whether the owner stands there by name, so that the phrase names somebody: not "their army"."""
    owner = None if role.owner is None else cast.at(cast.doc[role.owner])
    return owner is None or owner.form not in {"pronoun", "description"}


def _country(memory: Memory, role: Role, here: str | None) -> str | None:
    """Whose an unowned office or organ is: of the state where the sentence plays, else of the one spoken of last."""
    realms = None if role.several else realms_of(role.noun.lemma)
    if realms is not None and (role.definite or len(realms) == 1):
        return _ruled(memory, realms)
    abroad = role.noun.lemma in words("travelling") or role.noun.lemma in words("posted")
    if here is not None and role.sector not in HOME and not abroad:
        return here
    if role.noun.lemma in words("local") and role.owner is None and role.body is None and role.start == role.head:
        return memory.state(alone=True)
    whole = role.end == role.head + 1 and role.owner is None
    if whole and role.definite and not role.several and role.sector in OFFICIAL | {"OPP"}:
        return memory.state()
    return None


def _ruled(memory: Memory, realms: list[str]) -> str | None:
    """Of the states that have such a ruler the one spoken of last, itself or through its people."""
    for seen in reversed(memory.seen):
        for actor in (memory.cast.actors.get(i) for i in seen.ids):
            if actor is not None and actor.country in realms:
                return actor.country
    return realms[0] if len(realms) == 1 else None


def _name(cast: Cast, role: Role) -> str:
    """The same name in every report ("Kenya's trade minister"), or the words where no state is known.

    Of an office within an organ the state owns the organ: "Speaker of Kenya's senate".
    """
    state = cast.actors.get(role.country or "")
    if state is not None and state.kind == "state" and role.key.partition("_")[0] not in cast.actors:
        owner = f"{state.name}'{'' if state.name.endswith('s') else 's'}"
        held, of, organ = role.key.replace("_", " ").partition(" of ")
        within = noun(organ.rpartition(" ")[2])
        if within is not None and within.nature == ORGAN:
            return f"{held[:1].upper()}{held[1:]} of {owner} {organ}"
        return f"{owner} {held}{of}{organ}"
    words_of = cast.doc[role.start : role.end].text
    return words_of[:1].upper() + words_of[1:]


def _extent(token: Token) -> tuple[int, int]:
    left = [c.left_edge.i for c in token.children if c.i < token.i and c.dep_ not in {"case", "cc", "punct", "mark"}]
    return min(left, default=token.i), token.i + 1

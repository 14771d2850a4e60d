"""People without a name, and the state whose people they are by what the sentence tells of them.

"Hundreds of students marched in Lima": whoever demonstrates, strikes or rebels somewhere is of the people there;
"police in Kenya arrested 30 protesters": of whom a state's own police or courts take hold, that state's.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dragoman.extraction.arguments import VERBAL, children
from dragoman.extraction.draft import Draft, Reference
from dragoman.extraction.roles import case_of, sector_of
from dragoman.extraction.sectors import PERSON, is_plural, noun_of, offices, plural_of, words
from dragoman.language.plain import Token
from dragoman.types import Actor

CIVIL = frozenset(
    {"CVL", "EDU", "LAB", "AGR", "OPP", "REB", "UAF", "REF", "MED", "REL", "JRN", "BUS", "CRM", "ELI", "SOC"}
)
RULED = CIVIL - {"REF", "UAF", "CRM", "REB"}
RULING = frozenset({"COP", "JUD", "LEG"})
INNER = RULING | {"REB", "OPP", "PTY", "PRM", "CRM", "AGR", "LAB", "EDU"}
OFFICIAL = frozenset({"GOV", "LEG", "JUD", "COP", "MIL", "OPP", "PTY"})
SUFFERING = frozenset({"obj", "iobj", "nsubj:pass", "nmod:poss", "nmod", "obl"})
OWN_PHRASE = frozenset({"nmod", "acl", "nmod:unmarked"})
FORCES = frozenset({"COP", "MIL", "JUD", "LEG"})
NATIVE = FORCES | CIVIL - {"REF", "UAF", "CRM", "BUS", "JRN", "MED"} | {"PTY"}
REBELLIOUS = frozenset({"REB", "OPP", "LAB", "EDU", "AGR", "PTY"})
FREE = frozenset({"role", "description"})


def find_crowds(draft: Draft) -> Draft:
    """The draft in which people without a name, of whom a sentence tells the state, are that state's people."""
    actors, references = {a.id: a for a in draft.actors}, []
    lately: dict[str, str] = {}
    held = _by_sentence(draft)
    for sentence in draft.sentences:
        here = held.get(sentence[0].i, [])
        for token in sentence:
            known = draft.by_head.get(token.i)
            if known is not None:
                here, lately = _counted(token, known, here, lately)
                if known.place or not _is_unplaced(draft, known):
                    continue
            crowd = (
                _crowd(draft, token, sentence, known)
                or _official(draft, token, sentence, known)
                or _native(draft, token, sentence, known)
            )
            if crowd is not None:
                actors.setdefault(crowd.id, crowd)
                here = [*here, *_phrases(token, crowd.id)]
                lately |= {i: crowd.id for i in (known.ids if known is not None else ())}
        references += [_renamed(r, lately) for r in here]
    used = {i for r in references if not r.place for i in r.ids}
    kept = tuple(a for a in actors.values() if a.id in used or a.id not in lately)
    return replace(draft, actors=kept, references=tuple(references))


def _by_sentence(draft: Draft) -> dict[int, list[Reference]]:
    """The references by the number of the token that begins their sentence."""
    held: dict[int, list[Reference]] = {}
    for reference in draft.references:
        held.setdefault(draft.doc.tokens[reference.head].sent.start, []).append(reference)
    return held


def _counted(
    token: Token, known: Reference, references: list[Reference], lately: dict[str, str]
) -> tuple[list[Reference], dict[str, str]]:
    """Both with those whom a quantity counts where it was taken for a name: "Thousands of Danes"."""
    heads = {h.i for h in _quantities(token)} if not known.place else set()
    wrong = [r for r in references if r.head in heads and not r.place and r.form == "name"]
    if not wrong:
        return references, lately
    others = [r for r in references if r not in wrong]
    counted = [replace(r, end=max(r.end, known.end), ids=known.ids, form="role") for r in wrong]
    return others + counted, lately | {i: known.ids[0] for r in wrong for i in r.ids}


def _quantities(token: Token) -> Iterator[Token]:
    """The words of quantity that count the people: "tens" and "thousands" in "tens of thousands of [students]"."""
    head = token
    while head.dep_ == "nmod" and case_of(head) == "of" and head.head.lower_ in words("crowds", "quantities"):
        head = head.head
        yield head


def _is_unplaced(draft: Draft, reference: Reference) -> bool:
    """Whether the phrase stands for one group or office of no known state."""
    actor = draft.actor_by_id.get(reference.ids[0]) if len(reference.ids) == 1 else None
    return actor is not None and reference.form in FREE and actor.country is None and not actor.mentions


def _renamed(reference: Reference, lately: dict[str, str]) -> Reference:
    """The reference with the state's people for those of no state whom the report has placed before."""
    if reference.place or lately.keys().isdisjoint(reference.ids):
        return reference
    return replace(reference, ids=tuple([lately.get(i, i) for i in reference.ids]))


def _crowd(draft: Draft, token: Token, sentence: Sequence[Token], known: Reference | None) -> Actor | None:
    named = _named(token)
    if named is None or any(c.lower_ in words("crowds", "foreign") for c in token.children):
        return None
    key, sector = named
    country = _country(draft, token, sentence, sector)
    state = draft.atlas.states.get(country or "")
    if state is None:
        return None
    whose = f"{state.name}'{'' if state.name.endswith('s') else 's'}"
    return Actor(f"{state.iso3}.{key.lower().replace(' ', '_')}", f"{whose} {key}", "person", state.iso3, sector)


def _official(draft: Draft, token: Token, sentence: Sequence[Token], known: Reference | None) -> Actor | None:
    """The official of the sentence's only state to whom people of that state do something: "jails [leader]"."""
    actor = draft.actor_by_id.get(known.ids[0]) if known is not None else None
    if actor is None or actor.sector not in OFFICIAL or token.dep_ not in SUFFERING:
        return None
    if actor.sector == "GOV" and is_plural(token):
        return None  # ministers meet at home as well as abroad
    country = _ruler(draft, sentence, token, INNER)
    state = draft.atlas.states.get(country or "")
    if state is None:
        return None
    whose = f"{state.name}'{'' if state.name.endswith('s') else 's'}"
    return Actor(
        f"{state.iso3}.{actor.id}", f"{whose} {actor.id.replace('_', ' ')}", actor.kind, state.iso3, actor.sector
    )


def _native(draft: Draft, token: Token, sentence: Sequence[Token], known: Reference | None) -> Actor | None:
    """Whoever acts at home, of the one state that the sentence names by its people, offices or places.

    "[Riot police] used tear gas against Kenyan students", "[The opposition] accused Cameroon's president".
    """
    actor = draft.actor_by_id.get(known.ids[0]) if known is not None else None
    if actor is None or actor.sector not in NATIVE or not _acts(token) or _is_from_elsewhere(token):
        return None
    home = _loyal(draft, token) or _home(draft, token, sentence, actor.sector)
    state = draft.atlas.states.get(home or "")
    if state is None:
        return None
    whose = f"{state.name}'{'' if state.name.endswith('s') else 's'}"
    return Actor(
        f"{state.iso3}.{actor.id}", f"{whose} {actor.id.replace('_', ' ')}", actor.kind, state.iso3, actor.sector
    )


def _is_from_elsewhere(token: Token) -> bool:
    """Whether the word is for people who are seldom of the place where they are: travellers, foreign observers."""
    entry = noun_of(token)
    away = entry is not None and (entry.lemma in words("travelling") or entry.lemma in words("posted"))
    return away or any(c.lower_ in words("crowds", "foreign") for c in token.children)


def _acts(token: Token) -> bool:
    """Whether the phrase is the subject or agent of a verb, or one party of talks and fights with a state."""
    if token.dep_ == "conj":
        return token.head.dep_ in {"nmod", "nsubj"} and token.head.pos_ == "PROPN"
    return token.dep_ in {"nsubj", "obl:agent"} or (token.dep_ == "nmod" and case_of(token) == "by")


def _loyal(draft: Draft, token: Token) -> str | None:
    """The state of whoever forces are loyal to."""
    loyal = [c for c in token.children if c.lemma_.lower() in words("crowds", "loyal")]
    named = (draft.by_head.get(p.i) for c in loyal for p in children(c, "obl", "nmod"))
    actors = (draft.actor_by_id.get(i) for r in named if r is not None and not r.place for i in r.ids)
    return next((a.country for a in actors if a is not None and a.country is not None), None)


def _home(draft: Draft, token: Token, sentence: Sequence[Token], sector: str) -> str | None:
    """The only state of the sentence, if it names it by those whom such people deal with at home.

    For the police it may name others too, if these are not at home there.
    """
    found: set[str] = set()
    home: set[str] = set()
    here: set[str] = set()
    for reference in _within(draft, sentence):
        for identity in reference.ids:
            actor, place = draft.actor_by_id.get(identity), draft.place_by_id.get(identity)
            named = place if reference.place else actor
            if named is None or named.country is None:
                continue
            found.add(named.country)
            if reference.place:
                here.add(named.country)
            if reference.place or _is_domestic(actor, token, reference, sector in FORCES):
                home.add(named.country)
    if len(here) == 1 and (sector == "COP" or _is_protest(token)):
        return here.pop()
    certain = len(home) == 1 and (len(found) == 1 or sector == "COP")
    return home.pop() if certain else None


def _is_protest(token: Token) -> bool:
    return token.lemma_.lower() in words("crowds", "protesting")


def _is_domestic(actor: Actor | None, token: Token, reference: Reference, ruling: bool) -> bool:
    """Whether forces, or their opponents (not `ruling`), deal with such a one at home rather than abroad."""
    if actor is None:
        return False
    if token.dep_ == "conj":
        return reference.head == token.head.i
    if ruling:
        return actor.sector in REBELLIOUS or actor.id.rpartition(".")[2] in words("crowds", "dissenting")
    return actor.sector in OFFICIAL | {"ELI"} and actor.id != actor.country


def _named(token: Token) -> tuple[str, str] | None:
    """What a word for people calls them and their sector, or null for others: officials, soldiers, travellers."""
    large = token.pos_ in {"NOUN", "PROPN"} and token.text[:1].isupper()
    if large and any(c.lower_ in words("language", "ethnic") for c in token.children):
        return f"ethnic {token.text}", "CVL"
    if _is_mere_quantity(token):
        return "protesters", "CVL"
    entry = noun_of(token)
    if entry is None or entry.lemma in words("travelling") or entry.lemma in words("posted"):
        return None
    parts = [c.lower_ for c in children(token, "amod", "compound")]
    sector = sector_of(entry, parts)
    several = (entry.nature == PERSON and is_plural(token)) or entry.lemma in words("crowds", "collective")
    if not several or sector not in CIVIL or token.dep_ in {"compound", "amod", "flat"}:
        return None
    return offices().get(entry.lemma) or plural_of(entry.lemma), sector


def _is_mere_quantity(token: Token) -> bool:
    """Whether a quantity alone tells that people demonstrate: "[Thousands] rally in Lima"."""
    acts = token.dep_ == "nsubj" and token.head.pos_ in VERBAL and token.head.lemma_ in words("crowds", "acting")
    return (
        acts
        and token.lower_ in words("crowds", "quantities")
        and token.text[:1].isupper()
        and not children(token, "nmod")
    )


def _country(draft: Draft, token: Token, sentence: Sequence[Token], sector: str) -> str | None:
    """The one state in which the phrase puts them, else their clause, else who rules over them in the sentence."""
    for found in (_own_places(draft, token), _clause_places(draft, token)):
        if countries := set(found):
            return countries.pop() if len(countries) == 1 else None
    return _ruler(draft, sentence, token) if sector in RULED else None


def _own_places(draft: Draft, token: Token) -> Iterator[str]:
    """The states of the places within the phrase: "villagers near Kisumu", "a group based in Tonga"."""
    for child in children(token, *OWN_PHRASE):
        if child.pos_ in VERBAL:
            if child.lemma_ in words("crowds", "living"):
                yield from _places_of(draft, child)
        elif case_of(child) in words("crowds", "at"):
            yield from _state_of(draft, child)


def _clause_places(draft: Draft, token: Token) -> Iterator[str]:
    """The states of the places where the clause lets them act or suffer."""
    top = token
    while top.dep_ in {"nmod", "conj"} and top.head.pos_ in {"NOUN", "PROPN", "NUM"}:
        top = top.head
    if top.dep_ in {"nsubj", "nsubj:pass", "obj", "obl:agent"} and top.head.pos_ in VERBAL:
        yield from _places_of(draft, top.head)
        for goal in children(top.head, "obj", "xcomp", "obl"):
            yield from _places_of(draft, goal)


def _places_of(draft: Draft, head: Token) -> Iterator[str]:
    """The states of the places that hang on a word by "in" and the like."""
    for child in children(head, "obl", "nmod"):
        if case_of(child) in words("crowds", "at"):
            yield from _state_of(draft, child)


def _state_of(draft: Draft, token: Token) -> Iterator[str]:
    """The states that a phrase of place names, itself or by what stands with it: "the Turkish town of X"."""
    reference = draft.by_head.get(token.i)
    if reference is not None:
        yield from _states(draft, reference)
        return
    for child in children(token, "nmod", "compound", "amod", "nmod:poss", "appos"):
        if (inner := draft.by_head.get(child.i)) is not None:
            yield from _states(draft, inner)


def _states(draft: Draft, reference: Reference) -> Iterator[str]:
    for identity in reference.ids:
        place, actor = draft.place_by_id.get(identity), draft.actor_by_id.get(identity)
        if reference.place and place is not None and place.country is not None:
            yield place.country
        elif not reference.place and actor is not None and actor.kind == "state":
            yield actor.id


def _ruler(draft: Draft, sentence: Sequence[Token], token: Token, ruling: frozenset[str] = RULING) -> str | None:
    """The only state of the sentence, if its police, courts, parliament or government (`ruling`) take part in it."""
    found: set[str] = set()
    rules = False
    for reference in _within(draft, sentence):
        for identity in reference.ids:
            actor, place = draft.actor_by_id.get(identity), draft.place_by_id.get(identity)
            named = place if reference.place else actor
            if named is not None and named.country is not None:
                found.add(named.country)
            rules = rules or (not reference.place and actor is not None and _is_ruling(actor, ruling))
    return found.pop() if rules and len(found) == 1 else None


def _is_ruling(actor: Actor, ruling: frozenset[str]) -> bool:
    return actor.country is not None and (actor.sector in ruling or actor.id == f"{actor.country}.government")


def _within(draft: Draft, sentence: Sequence[Token]) -> list[Reference]:
    return [r for t in sentence if (r := draft.by_head.get(t.i)) is not None]


def _phrases(token: Token, identity: str) -> Iterator[Reference]:
    """The phrase of the people, and that of the quantity that counts them: "tens of thousands of [students]"."""
    yield Reference(token.left_edge.i, token.right_edge.i + 1, token.i, (identity,), "role")
    for head in _quantities(token):
        yield Reference(head.left_edge.i, token.right_edge.i + 1, head.i, (identity,), "role")

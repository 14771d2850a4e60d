"""The ties that the sentences of a report tell, put together from their signs, parties, roles and standing."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dragoman.extraction.circumstances import is_before
from dragoman.extraction.draft import Draft, Reference, characters
from dragoman.extraction.tense import is_headline
from dragoman.extraction.ties.attributes import attributes_of, date
from dragoman.extraction.ties.carriers import carrier_of
from dragoman.extraction.ties.conditions import standing_alone, suits
from dragoman.extraction.ties.continuing import continued
from dragoman.extraction.ties.merging import Found, lent_roles, merged
from dragoman.extraction.ties.naming import name_of
from dragoman.extraction.ties.partners import are_one_side, is_region, joined, lands, partners, shores, side, sides
from dragoman.extraction.ties.roles import roles_of
from dragoman.extraction.ties.shown import shown
from dragoman.extraction.ties.signs import Spotted, classes, spot
from dragoman.extraction.ties.speaking import absent_parties, means_all, recalled
from dragoman.extraction.ties.standing import standing
from dragoman.extraction.triggers import classes as agreements
from dragoman.language.plain import Token
from dragoman.types import Actor, Tie

DEFINITE = frozenset({"the", "this", "these", "that", "those", "such", "its", "their"})
MANY_ENDS = 2
Roles = dict[str, tuple[str, ...]]


def find_ties(draft: Draft) -> Draft:
    """The draft with its ties, in the order in which the text comes to them."""
    sentences = draft.sentences
    found: list[Found] = []
    for number, words in enumerate(sentences):
        found += list(_of_sentence(draft, number, words, found))
    told = continued(draft, sentences, merged(draft, found))
    kept = [one for one in merged(draft, shown(draft), told) if one.is_whole(draft)]
    kept = lent_roles(draft, kept)
    kept.sort(key=lambda one: one.tie.evidence[0])
    ties = tuple(replace(one.tie, id=f"t{n}") for n, one in enumerate(kept, 1))
    return replace(draft, ties=ties, actors=draft.actors + _unlisted(draft, ties))


def _unlisted(draft: Draft, ties: tuple[Tie, ...]) -> tuple[Actor, ...]:
    """The states that take part only through a place or an office of theirs; they have no mentions of their own."""
    known = {a.id for a in draft.actors}
    ids = {i for t in ties for i in (*t.parties, *(r for ids in t.roles.values() for r in ids)) if i not in known}
    return tuple(Actor(i, draft.atlas.states[i].name, "state", i) for i in sorted(ids) if i in draft.atlas.states)


def _of_sentence(draft: Draft, number: int, sentence: list[Token], before: Sequence[Found]) -> Iterator[Found]:
    fitting = [one for one in spot(draft, sentence) if suits(draft, one, carrier_of(one.anchor))]
    told: dict[tuple[int, str], tuple[Spotted, Found]] = {}
    for one in standing_alone(fitting):
        key = (one.anchor.i, one.sign.kind)
        if key not in told or not told[key][1].is_whole(draft):
            found = _found(draft, number, one, carrier_of(one.anchor), before)
            if found is not None and (key not in told or found.is_whole(draft)):
                told[key] = one, found
    whole = [one.anchor for one, found in told.values() if found.is_whole(draft) and not one.sign.yields]
    for one, found in sorted(told.values(), key=lambda t: "via" in t[0].sign.demands):  # routes before their goods
        if not (one.sign.yields and any(_governs(one.anchor, a) for a in whole)):
            yield found


def _governs(verb: Token, word: Token) -> bool:
    """Whether a word stands below a verb, and not in a relative clause."""
    while word.head.i != word.i and word.i != verb.i:
        if word.dep_ == "acl:relcl":
            return False
        word = word.head
    return word.i == verb.i


def _found(draft: Draft, number: int, spotted: Spotted, carrier: Token | None, before: Sequence[Found]) -> Found | None:
    sign, anchor = spotted.sign, spotted.anchor
    roles = recalled(draft, spotted) | roles_of(draft, spotted, carrier)
    own = parties = _parties(draft, spotted, carrier, roles)
    definite = _is_definite(anchor)
    one_side = not roles and sign.needs > 1 and are_one_side(draft, spotted, carrier, parties)
    if one_side or means_all(draft, spotted) or len(sides(draft, parties)) < max(sign.needs, 2):
        parties = joined(parties, absent_parties(draft, spotted, parties, number, before, one_side))
    if not (parties or definite) or (one_side and parties == own) or not _are_filled(sign.demands, roles):
        return None
    stood = standing(draft, sign, anchor, carrier)
    if stood is None:
        return None
    tie = _tie(draft, spotted, carrier, parties, roles, stood)
    words, thing = _main_words(spotted), _thing(draft, spotted) or _between_ends(draft, roles)
    needs = min(sign.needs, 1) if thing is not None else sign.needs
    found = Found(tie, number, definite, sign.claim, words, needs, bool(own), sign.anaphor, sign.distinct, thing)
    return replace(found, firms=sign.firms, headline=number <= 1 and is_headline(anchor.sent))


def _tie(
    draft: Draft,
    spotted: Spotted,
    carrier: Token | None,
    parties: tuple[str, ...],
    roles: Roles,
    stood: tuple[str, str | None, str],
) -> Tie:
    status, stage, cues = stood
    when, attributes = date(draft, spotted, carrier), attributes_of(draft, spotted, carrier)
    if when is not None and status == "planned" and is_before(draft, when) and _is_agreed(cues):
        when, attributes = None, {k: v for k, v in attributes.items() if k != "date"}  # the day of the agreement
    statement = draft.statement_at(spotted.anchor)
    words = [t for t in spotted.anchor.sent if not t.is_space]
    return Tie(
        id="",
        kind=spotted.sign.kind,
        name=name_of(draft, spotted),
        parties=parties,
        status=status,
        evidence=(characters(draft.doc, words[0].i, words[-1].i + 1),),
        roles=roles,
        stage=stage,
        attributes=attributes,
        statement=statement.id if statement is not None else None,
        date=when,
        because="; ".join(filter(None, (spotted.sign.rule, cues))),
    )


def _is_agreed(cues: str) -> bool:
    """Whether it is planned because an agreement is about it."""
    return not agreements()["agreement"].isdisjoint(cues.lower().split())


def _parties(draft: Draft, spotted: Spotted, carrier: Token | None, roles: Roles) -> tuple[str, ...]:
    """Everybody who takes part by the words: the named, those in a role, and the states of the tie's places."""
    sign = spotted.sign
    named = partners(draft, spotted, carrier)
    in_role = [i for ids in roles.values() for i in ids]
    ends = [i for role, ids in roles.items() for i in ids if role != "place"]
    regions = [i for i in ends if (p := draft.place_by_id.get(i)) is not None and is_region(draft, p)]
    parties = joined(named.actors, [*(i for i in in_role if i not in draft.place_by_id), *regions])
    called = draft.by_token.get(spotted.anchor.i)
    own = called.ids if sign.part == "nouns" and called is not None and called.form == "name" else ()
    parties = joined(_in_name(draft, spotted, called), (p for p in parties if p not in own))
    parties = tuple(m for p in parties for m in _unfolded(draft, p, sign.unfold))
    if sign.lands:
        parties = joined(parties, lands(draft, (*named.places, *in_role)))
        homes = {side(draft, p) for p in parties if p != side(draft, p)}
        parties = tuple(p for p in parties if p not in homes)
    around = shores(draft, spotted.anchor) if sign.shores else ()
    return tuple(dict.fromkeys(around if set(parties) <= set(around) else parties))


def _in_name(draft: Draft, spotted: Spotted, called: Reference | None) -> tuple[str, ...]:
    """The states that a way's name joins, or whose towns it does: "the Peru-Chile railway", "the Lima-Quito line"."""
    if called is not None:
        parts = [t.text for t in draft.doc[called.start : called.end]] if called.place else []
    elif spotted.sign.lands and not spotted.sign.demands:
        beside = (t for c in spotted.anchor.children if c.dep_ == "compound" for t in c.subtree)
        parts = [w for t in beside for w in t.text.split("-")]
        parts = parts if any(c.text == "-" or "-" in c.text for c in spotted.anchor.subtree) else []
    else:
        return ()
    known = (_state_called(draft, w.strip("-")) for w in parts if w[:1].isupper())
    found = tuple(dict.fromkeys([i for i in known if i is not None]))
    return found if called is not None or len(found) > 1 else ()


def _state_called(draft: Draft, word: str) -> str | None:
    """The state of this name, or of the town that is best known by it."""
    states = draft.atlas.targets(word, "state")
    towns = draft.atlas.toponyms(word) if not states else ()
    return next(iter(states), None) or (towns[0].country if towns else None)


def _are_filled(demanded: frozenset[str], roles: Roles) -> bool:
    """Whether every role that the sign demands has somebody, each somebody else."""
    return demanded <= roles.keys() and len({roles[r] for r in demanded}) == len(demanded)


def _unfolded(draft: Draft, party: str, most: int) -> tuple[str, ...]:
    """The members of a small body instead of the body."""
    body = draft.atlas.bodies.get(party)
    return body.members if body is not None and 0 < len(body.members) <= most else (party,)


def _is_definite(anchor: Token) -> bool:
    return any(c.dep_ in {"det", "nmod:poss"} and c.lower_ in DEFINITE for c in anchor.children)


def _thing(draft: Draft, spotted: Spotted) -> str | None:
    """The id of what a sign of names names, or null."""
    reference = draft.by_head.get(spotted.anchor.i) if spotted.sign.part == "names" else None
    return reference.ids[0] if reference is not None else None


def _between_ends(draft: Draft, roles: Roles) -> str | None:
    """The id of the way that the atlas calls by the two places at which it ends, as "Rasht-Astara", or null."""
    ends = [ids[0] for r in ("from", "to") if len(ids := roles.get(r, ())) == 1 and ids[0] in draft.place_by_id]
    if len(ends) < MANY_ENDS:
        return None
    names = [draft.place_by_id[i].name for i in ends]
    ways = (t for pair in (names, names[::-1]) for t in draft.atlas.toponyms("-".join(pair)) if t.kind == "corridor")
    return next((t.id for t in ways), None)


def _main_words(spotted: Spotted) -> frozenset[str]:
    """The word that names the thing: "swap" of "gas swap" and of "swap capacity"; none of a verb that yields."""
    sign = spotted.sign
    words = [w for w in sign.words if w not in classes()["containers"]] if sign.part == "nouns" else []
    return frozenset(words[-1:] or ([] if sign.yields else [spotted.anchor.lemma_.lower()]))

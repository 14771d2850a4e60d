"""What stands between actors beyond the day: agreements, memberships, corridors, partnerships ... with their words."""

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from dragoman.extraction.draft import Draft, characters
from dragoman.extraction.ties.attributes import attributes_of, date
from dragoman.extraction.ties.carriers import carrier_of
from dragoman.extraction.ties.conditions import stands_alone, suits
from dragoman.extraction.ties.continuing import continued
from dragoman.extraction.ties.merging import Found, merged
from dragoman.extraction.ties.naming import name_of
from dragoman.extraction.ties.partners import Named, joined, lands, partners, side, sides
from dragoman.extraction.ties.roles import roles_of
from dragoman.extraction.ties.signs import Spotted, spot
from dragoman.extraction.ties.speaking import absent_party
from dragoman.extraction.ties.standing import standing
from dragoman.types import Actor, Tie

DEFINITE = frozenset({"the", "this", "these", "that", "those", "such", "its", "their"})


def find_ties(draft: Draft) -> Draft:
    """The draft with its ties, in the order in which the text comes to them."""
    sentences = [list(s) for s in draft.doc.sents]
    found = [one for n, words in enumerate(sentences) for one in _of_sentence(draft, n, words)]
    kept = continued(draft, sentences, merged(draft, found))
    ties = tuple(replace(one.tie, id=f"t{n}") for n, one in enumerate(kept, 1))
    return replace(draft, ties=ties, actors=draft.actors + _unlisted(draft, ties))


def _unlisted(draft: Draft, ties: tuple[Tie, ...]) -> tuple[Actor, ...]:
    """The states that take part only through a place or an office of theirs; they have no mentions of their own."""
    known = {a.id for a in draft.actors}
    ids = {i for t in ties for i in (*t.parties, *(r for ids in t.roles.values() for r in ids)) if i not in known}
    return tuple(Actor(i, draft.atlas.states[i].name, "state", i) for i in sorted(ids) if i in draft.atlas.states)


def _of_sentence(draft: Draft, number: int, sentence: list[Token]) -> Iterator[Found]:
    spotted = spot(draft, sentence)
    for one in spotted:
        carrier = carrier_of(one.anchor)
        if suits(draft, one, carrier) and stands_alone(one, spotted) and (found := _tie(draft, number, one, carrier)):
            yield found


def _tie(draft: Draft, number: int, spotted: Spotted, carrier: Token | None) -> Found | None:
    sign, anchor = spotted.sign, spotted.anchor
    named = partners(draft, sign, anchor, carrier)
    roles = roles_of(draft, spotted, carrier)
    parties = _parties(draft, spotted, named, roles)
    if len(sides(draft, parties)) < sign.needs:
        return None
    stood = standing(draft, sign, anchor, carrier)
    if stood is None:
        return None
    status, stage, cues = stood
    statement = draft.statement_at(anchor)
    words = [t for t in anchor.sent if not t.is_space]
    tie = Tie(
        id="",
        kind=sign.kind,
        name=name_of(draft, spotted, carrier),
        parties=parties,
        status=status,
        evidence=(characters(draft.doc, words[0].i, words[-1].i + 1),),
        roles=roles,
        stage=stage,
        attributes=attributes_of(draft, spotted, carrier),
        statement=statement.id if statement is not None else None,
        date=date(draft, spotted, carrier),
        because="; ".join(filter(None, (sign.rule, cues))),
    )
    return Found(tie, number, _is_definite(anchor), sign.claim, frozenset(sign.words))


def _parties(draft: Draft, spotted: Spotted, named: Named, roles: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Everybody who takes part: the named, the states of its places and ends, and who speaks for a missing side."""
    sign = spotted.sign
    parties = named.actors
    in_role = [i for ids in roles.values() for i in ids]
    acting = tuple(i for i in in_role if i not in draft.place_by_id)
    regions = tuple(i for i in in_role if i in draft.place_by_id and draft.place_by_id[i].kind == "region")
    parties = joined(parties, (*acting, *regions))
    if sign.lands:
        parties = joined(parties, lands(draft, (*named.places, *in_role)))
    if len(sides(draft, parties)) < max(sign.needs, 2):
        parties = joined(parties, absent_party(draft, spotted, parties))
    states = set(parties)
    return tuple(p for p in parties if p == side(draft, p) or side(draft, p) not in states or not sign.lands)


def _is_definite(anchor: Token) -> bool:
    return any(c.dep_ in {"det", "nmod:poss"} and c.lower_ in DEFINITE for c in anchor.children)

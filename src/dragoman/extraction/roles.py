"""Phrases that name an office, an organ or a group of people without a name: "Iran's president", "US analysts"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from dragoman.extraction.cast import Cast
from dragoman.extraction.sectors import (
    ORGAN,
    PERSON,
    Noun,
    is_plural,
    noun,
    noun_of,
    office_sectors,
    offices,
    plural_of,
    words,
)
from dragoman.language.plain import Token
from dragoman.types import Actor

LEFT = frozenset({"compound", "amod", "nmod:poss", "nmod", "nummod", "flat", "nmod:desc"})
FROM = frozenset({"of", "for", "from"})
BASE = frozenset({"obl:unmarked", "obl:npmod", "obl"})  # "Lima-based"
AT = frozenset({"in", "at", "near", "across", "inside"})
HOME = frozenset({"MIL", "SPY"})
OFFICIAL = frozenset({"GOV", "MIL", "COP", "JUD", "LEG"})
BODIES = frozenset({"igo", "forum", "organisation", "armed_group", "outlet"})
GROUPED = frozenset({"police", "army", "protesters", "government"})
REACH = 8
SLUG = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Role:
    """A role phrase: tokens [start, end), its head, the office's id without country, and what it tells of the holder.

    `owner` is the token of the possessor ("Iran" or "its"), null if none is named; `several` tells groups;
    the sector is of the body whose people they are, null for people of international bodies.  `office` is the key of
    the office that one of several holds ("the three energy ministers"), null if the words name none.
    """

    start: int
    end: int
    head: int
    key: str
    noun: Noun
    sector: str | None
    country: str | None
    owner: int | None
    body: str | None
    others: tuple[str, ...]
    several: bool
    definite: bool
    office: str | None


def role_at(cast: Cast, token: Token) -> Role | None:
    """The role phrase that the token heads, or null if it heads none."""
    entry = noun_of(token)
    if entry is None:
        return None
    left = [c for c in token.children if c.i < token.i and c.dep_ in LEFT and token.i - c.i <= REACH]
    owner, country = _owner(cast, token, left)
    body = _body(cast, left, token)
    people = body if body is not None and cast.actors[body].sector == "CVL" else None
    if people is not None:
        body, country = None, cast.actors[people].country
        owner = next((c.i for c in left if any(a.id == people for a in cast.actors_at(c))), owner)
    several = entry.nature == PERSON and is_plural(token)
    named = list(_name_parts(cast, left))
    parts = [p for p in named if not several or p in words("qualifiers") or noun(p)]
    others = _others(cast, owner, country)
    tail = _tail(token)
    matter = _subject_words(cast, token)
    office = _office(entry, named, matter)
    listed = office if office in offices().values() and (office in GROUPED or others or not several) else None
    key = _key(entry, parts, matter, several, listed)
    key = key if people is None else f"{people}_{key}"
    own = cast.actors[body].sector if body else None
    sector = own or office_sectors().get(key) or sector_of(entry, parts)
    start = min((c.left_edge.i for c in left if token.i - c.left_edge.i <= REACH), default=token.i)
    return Role(
        start=start,
        end=(tail.right_edge.i if tail is not None and tail.right_edge.i - token.i <= REACH else token.i) + 1,
        head=token.i,
        key=key,
        noun=entry,
        sector=sector,
        country=country,
        owner=owner,
        body=body,
        others=others,
        several=several,
        definite=_definite(token, owner),
        office=office,
    )


def _owner(cast: Cast, token: Token, left: list[Token]) -> tuple[int | None, str | None]:
    for child in sorted(left, key=lambda c: c.dep_ == "nmod:poss"):
        if (country := cast.country_at(child) or _shared(cast, child)) and not _leans(child):
            return child.i, country
        if child.dep_ == "nmod:poss" and child.pos_ == "PRON":
            return child.i, next(iter(cast.countries_at(child)), None)
    for child in left:
        for deeper in child.children if child.pos_ != "VERB" or child.text.lower() in words("based") else ():
            if deeper.dep_ in LEFT | BASE and not _leans(deeper) and (country := cast.country_at(deeper)):
                return deeper.i, country
    return _owner_shared(cast, token) if _is_bare_conjunct(token) else _owner_right(cast, token)


def _shared(cast: Cast, token: Token) -> str | None:
    """The first of the countries that a description stands for, whose people the phrase tells: "both countries'"."""
    reference = cast.at(token)
    described = reference is not None and reference.form == "description"
    return next(iter(cast.countries_at(token)), None) if described else None


def _is_bare_conjunct(token: Token) -> bool:
    """Whether the word is a further member of a list and has nothing of its own: "Kenyan police and [soldiers]"."""
    own = any(c.dep_ not in {"cc", "punct", "conj", "amod", "compound"} for c in token.children)
    return token.dep_ == "conj" and noun_of(token.head) is not None and is_plural(token) and not own


def _owner_shared(cast: Cast, token: Token) -> tuple[int | None, str | None]:
    """The state whose adjective stands before the first member of the list, for the others too."""
    for child in token.head.children:
        before = child.dep_ in {"amod", "compound"} and child.i < token.head.i and not _leans(child)
        if before and (country := cast.country_at(child)):
            return child.i, country
    return None, None


def _leans(token: Token) -> bool:
    """Whether the state is only favoured or fought by those named: "pro-Russian rebels"."""
    doc, before = token.doc, token.i - 1
    if before > 0 and doc[before].text == "-":
        before -= 1
    return before >= 0 and doc[before].text.lower().rstrip("-") in words("leanings")


def _others(cast: Cast, owner: int | None, country: str | None) -> tuple[str, ...]:
    """Further countries named beside the first: "the presidents of Iran and Oman"."""
    if owner is None or country is None:
        return ()
    beside = [cast.country_at(c) for c in cast.doc[owner].conjuncts]
    told = (*cast.countries_at(cast.doc[owner]), *beside)
    return tuple(dict.fromkeys(c for c in told if c and c != country))


def _body(cast: Cast, left: list[Token], token: Token) -> str | None:
    """The organisation that is no state's organ whose people they are: "UN officials", "Hamas fighters"."""
    after = [c for c in token.children if c.i > token.i and c.dep_ == "nmod" and case_of(c) in FROM]
    for child in (*left, *after):
        for actor in cast.actors_at(child):
            if actor.kind in BODIES:
                return actor.id
    return None


def _owner_right(cast: Cast, token: Token) -> tuple[int | None, str | None]:
    entry = noun_of(token)
    abroad = entry is None or (entry.sector in HOME and not any(c.text.lower() == "security" for c in token.children))
    allowed = FROM if abroad or token.lemma_.lower() in words("posted") else FROM | AT
    if any(c.text.lower() in words("crowds", "foreign") for c in token.children):
        allowed = FROM
    allowed = allowed | {"to"} if token.lemma_.lower() in words("serving") else allowed
    for child in token.children:
        if child.i < token.i or child.dep_ not in {"nmod", "obl"} or child.i - token.i > REACH:
            continue
        if case_of(child) not in allowed:
            continue
        if country := cast.country_at(child) or _shared(cast, child):
            return child.i, country
        for deeper in child.children:
            if deeper.dep_ in LEFT and (country := cast.country_at(deeper)):
                return deeper.i, country
    return _owner_linked(cast, token)


def _owner_linked(cast: Cast, token: Token) -> tuple[int | None, str | None]:
    """The state for which a participle says that people work: "hackers linked to Peru's navy"."""
    for child in token.children:
        if child.dep_ != "acl" or child.lemma_.lower() not in words("linked"):
            continue
        for goal in child.children:
            if goal.dep_ == "obl" and case_of(goal) in {"to", "with", "for", "by"}:
                if country := cast.country_at(goal):
                    return goal.i, country
                inner = ((d.i, c) for d in goal.children if d.dep_ in LEFT and (c := cast.country_at(d)))
                return next(inner, (None, None))
    return None, None


def case_of(token: Token) -> str:
    """The preposition of a noun phrase in lower case ("" if it has none)."""
    return next((c.text.lower() for c in token.children if c.dep_ == "case" and c.i < token.i), "")


def _name_parts(cast: Cast, left: list[Token]) -> Iterator[str]:
    """The modifiers that belong to the role's name: "foreign", "prime", "riot"."""
    keep = words("qualifiers")
    for child in left:
        if cast.at(child) is not None and child.dep_ != "amod" and noun_of(child) is None:
            continue
        for part in (*(c for c in child.children if c.i < child.i and c.dep_ in {"amod", "compound"}), child):
            if cast.at(part) is None and (
                part.text.lower() in keep or (part.dep_ == "compound" and part.text.isalpha())
            ):
                yield part.text.lower()


def _subject_words(cast: Cast, token: Token) -> str:
    """The matter after the office: "of foreign affairs" -> "of foreign affairs"; states are no matter."""
    for child in token.children:
        if child.i > token.i and child.dep_ == "nmod" and child.i - token.i <= 7 and case_of(child) in {"of", "for"}:
            if child.lemma_.lower() in words("terms"):
                continue
            inner = [c for c in child.doc[token.i + 1 : child.i + 1] if c.i == child.i or c.head.i == child.i]
            inner = [c for c in inner if cast.at(c) is None or c.i == child.i]
            if organ := _organ(cast, child):
                return f"{case_of(child)} {organ}"
            if cast.at(child) is None and len(inner) <= 4:
                return " ".join(c.text.lower() for c in inner if c.dep_ != "det")
    return ""


def _organ(cast: Cast, token: Token) -> str:
    """The words of the state's organ that the phrase names, whose head somebody is: "parliament"; else ""."""
    named = [a.id.partition(".") for a in cast.actors_at(token) if a.kind in {"office", "organisation"}]
    return named[0][2].replace("_", " ") if len(named) == 1 else ""


def _office(entry: Noun, parts: list[str], matter: str) -> str | None:
    """The key of the office that the words name, or null if they name none; what is official makes one of its words."""
    named = " ".join([*_plain(parts), entry.lemma])
    known = offices()
    tried = [f"{named} {matter}".strip(), f"{entry.lemma} {matter}" if matter else named]
    tried += [named] if noun(matter.rpartition(" ")[2]) is None else []
    listed = next((known[names] for names in tried if names in known), None)
    return listed or (
        SLUG.sub("_", named) if entry.nature == PERSON and entry.sector == "GOV" and _plain(parts) else None
    )


def _plain(parts: list[str]) -> list[str]:
    return [p for p in parts if p not in words("qualifiers", "former")]


def _key(entry: Noun, parts: list[str], matter: str, several: bool, office: str | None) -> str:
    plain = _plain(parts)
    prefix = "former_" if len(plain) < len(parts) else ""
    if office is not None:
        return prefix + office
    if several:
        return prefix + plural_of(entry.lemma)
    return prefix + SLUG.sub("_", " ".join([*plain, entry.lemma, matter]).strip())


def sector_of(entry: Noun, parts: list[str]) -> str:
    """The sector of people by their word and what goes before it: "former", "opposition", "rebel", "student"."""
    given = set(parts)
    if given & words("qualifiers", "former") and entry.nature == PERSON and entry.sector in OFFICIAL:
        return "ELI"
    if given & words("qualifiers", "opposing"):
        return "OPP"
    if given & words("qualifiers", "rebel"):
        return "REB"
    inner = next((n for n in (noun(p) for p in reversed(parts)) if n is not None), None)
    return inner.sector if inner is not None and entry.sector in {"GOV", "CVL", "MIL"} else entry.sector


def _tail(token: Token) -> Token | None:
    """The complement that closes the phrase: "of Kazakhstan", "for Central Asia"."""
    for child in token.children:
        if child.i > token.i and child.dep_ == "nmod" and case_of(child) in {"of", "for"} and child.i - token.i <= 5:
            return child
    return None


def _definite(token: Token, owner: int | None) -> bool:
    if owner is not None:
        return True
    return any(c.dep_ == "det" and c.text.lower() in {"the", "this", "that", "these", "those"} for c in token.children)


def actor_of(role: Role, name: str) -> Actor:
    """The unnamed actor that a role phrase stands for."""
    identity = f"{role.country}.{role.key}" if role.country else role.key
    return Actor(identity, name, _kind(role), role.country, role.sector)


def each_owner(role: Role) -> tuple[Role, ...]:
    """One role for each country that shares the phrase; of an office shared so, each has one holder."""
    if not role.others:
        return (role,)
    one = replace(role, others=(), several=role.several and role.key not in offices().values(), definite=True)
    return tuple(replace(one, country=c) for c in (role.country, *role.others))


def _kind(role: Role) -> str:
    if role.noun.lemma in words("outlets"):
        return "outlet"
    if role.noun.nature == ORGAN:
        return (
            "office"
            if role.sector in {"GOV", "LEG", "JUD"}
            else "armed_group"
            if role.sector == "REB"
            else "organisation"
        )
    if not role.several and role.definite and role.sector in OFFICIAL | {"PTY"}:
        return "office"
    return "person"


def with_country(role: Role, country: str | None) -> Role:
    """The role with a country that was found elsewhere in the text."""
    return replace(role, country=role.country or country)

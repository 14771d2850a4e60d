"""Named persons: one actor for all the ways in which a report names a person, with the office it gives."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from dragoman.extraction.cast import Cast, head_of
from dragoman.extraction.roles import AT, OFFICIAL, Role, case_of, role_at
from dragoman.extraction.sectors import PERSON, noun, noun_of, offices, words
from dragoman.language.plain import Doc, Token
from dragoman.types import Actor

TITLED = frozenset({"flat", "appos", "compound", "nmod", "nmod:desc", "amod", "flat:name"})
POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
REMEMBERED = 4096  # names


@lru_cache(maxsize=REMEMBERED)
def slug(name: str) -> str:
    """A name as an id: lower case, plain letters, words joined by hyphens; text in other scripts is kept."""
    kept = name.replace("'", "").replace("’", "").lower()
    if not kept.isascii():
        kept = "".join(c for c in unicodedata.normalize("NFKD", kept) if not unicodedata.combining(c))
    return "-".join(re.findall(r"[^\W_]+", kept)) or "unnamed"


@dataclass(slots=True)
class Registry:
    """The persons named so far: their names' words, and who was last called by a word or held an office."""

    by_words: dict[tuple[str, ...], Actor] = field(default_factory=dict)
    by_word: dict[str, list[Actor]] = field(default_factory=dict)
    by_office: dict[str, str] = field(default_factory=dict)
    office_of: dict[str, str] = field(default_factory=dict)
    offices_of: dict[str, set[str]] = field(default_factory=dict)
    listed: set[str] = field(default_factory=set)
    titles: set[int] = field(default_factory=set)
    of_bodies: set[str] = field(default_factory=set)
    gender: dict[str, str] = field(default_factory=dict)

    def person(self, name: str, given: Actor | None = None) -> Actor:
        """The person of that name: a known one whose name it shortens, else a new one."""
        parts = tuple(slug(name).split("-"))
        if given is not None and given.id in self.listed:
            return given
        if given is None and (known := self._known(parts)) is not None:
            return known
        actor = given or Actor(slug(name), name, "person")
        self.listed.add(actor.id)
        self.by_words.setdefault(parts, actor)
        for part in parts:
            self.by_word.setdefault(part, []).append(actor)
        return actor

    def _known(self, parts: tuple[str, ...]) -> Actor | None:
        if parts in self.by_words:
            return self.by_words[parts]
        for actor in reversed(self.by_word.get(parts[-1], ())):
            whole = set(slug(actor.name).split("-"))
            if len(whole) > len(parts) and set(parts) <= whole:
                return actor
        return None


def trim(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """A person's name without titles before it and possessive or punctuation after it; empty if nothing is left."""
    for last in range(start, end):
        if is_title(doc[last]) and all(_leads(doc, i, last) for i in range(start, last)):
            start = last + 1
    while start < end and doc[start].pos_ in {"PUNCT", "DET"}:
        start += 1
    while end > start and (doc[end - 1].text.lower() in POSSESSIVE or _is_stop(doc[end - 1])):
        end -= 1
    return start, end


def _leads(doc: Doc, number: int, last: int) -> bool:
    """Whether a word belongs to the title that ends at `last`: "Home" in "Home Secretary"."""
    token = doc[number]
    known = doc[number : last + 1].text.lower() in offices() or token.text.lower() in words("qualifiers")
    return known or token.pos_ in {"ADJ", "DET", "PUNCT", "ADP"} or is_title(token)


def _is_stop(token: Token) -> bool:
    return token.pos_ == "PUNCT" and token.text != "."


def is_title(token: Token) -> bool:
    """Whether the word may stand as a title before a person's name."""
    word = token.text.lower()
    entry = noun(word)
    return word in words("titles") or (entry is not None and entry.nature == PERSON)


def full_names(spans: Sequence[tuple[int, int]], doc: Doc, registry: Registry) -> None:
    """Enter the longer names first, so that a surname before the full name still finds it."""
    for start, end in spans:
        if end - start > 1:
            registry.person(doc[start:end].text)


def add_person(
    cast: Cast, registry: Registry, start: int, end: int, given: Actor | None = None, firm: bool = True
) -> None:
    """Enter one naming of a person, with the country and sector that its title or apposition gives.

    `given`: who the atlas says it is; not `firm`, if it only remembers what another report told.
    """
    doc = cast.doc
    name = doc[start:end].text
    known = registry.person(name, given)
    head = head_of(doc, start, end)
    roles = tuple(_titles(cast, head, start, end))
    told = next((r.country for r in roles if r.country), None) or _country(cast, head)
    charge = None if roles or told or known.country else _in_charge(cast, head)
    told = told or (charge and charge[0])
    country = told or known.country or (_country_beside(cast, head) if roles else None) or _home(cast, head, roles)
    sector = next((r.sector for r in roles if r.country), None) or next((r.sector for r in roles), None)
    sector = sector or known.sector or (charge and charge[1])
    cast.add(Actor(known.id, known.name, "person", country, sector), start, end, "name")
    if told and not firm:
        cast.actors[known.id] = replace(cast.actors[known.id], country=told)
    for role in roles:
        _gender(cast, registry, known.id, start, role)
        _hold(cast, registry, known.id, role, head, end)
    if not roles:
        _gender(cast, registry, known.id, start, None)


def _hold(cast: Cast, registry: Registry, person: str, role: Role, head: Token, end: int) -> None:
    registry.titles.add(role.head)
    owner = cast.actors[person].country
    registry.by_office[f"{owner}.{role.key}" if owner else role.key] = person
    registry.by_office[role.key] = person
    registry.office_of[person] = role.key
    if role.body is not None:
        registry.of_bodies.add(person)
    registry.offices_of.setdefault(person, set()).update({role.key, role.noun.lemma})
    registry.by_office[role.noun.lemma] = person
    stretch = (
        max(role.end, end) if cast.doc[role.head].i == head.head.i and head.dep_ in TITLED - {"appos"} else role.end
    )
    cast.refer((person,), role.start, stretch, "role", role.head)


def _titles(cast: Cast, head: Token, start: int, end: int) -> Iterator[Role]:
    """Role phrases of the named person: title, apposition on either side, or predicate."""
    for token in _title_tokens(head, start):
        if token.i < start or token.i >= end:
            role = role_at(cast, token)
            if role is not None and role.noun.nature == PERSON and not role.several:
                yield role


def _title_tokens(head: Token, start: int) -> Iterator[Token]:
    for child in head.children:
        if child.dep_ in TITLED:
            yield child
            yield from (c for c in child.children if c.dep_ == "flat")
    if head.dep_ in TITLED and not case_of(head):
        yield head.head
    if head.dep_ == "nsubj" and any(c.dep_ == "cop" for c in head.head.children):
        yield head.head
    if start > 0:
        yield head.doc[start - 1]


def _country(cast: Cast, head: Token) -> str | None:
    """The country that a modifier of the name gives: "Turkey's Erdogan", "Zelensky of Ukraine"."""
    for child in head.children:
        owns = child.dep_ in {"nmod:poss", "amod", "compound"} or (child.dep_ == "nmod" and case_of(child) == "of")
        if owns and (country := cast.country_at(child)):
            return country
    return None


def _in_charge(cast: Cast, head: Token) -> tuple[str, str] | None:
    """(state, sector) of somebody who runs what is a state's: "Ali Sow, who heads Mali's water agency"."""
    verbs = [head.head] if head.dep_ == "nsubj" else []
    verbs += [c for c in head.children if c.dep_ == "acl:relcl" and any(g.lower_ == "who" for g in c.children)]
    for verb in (v for v in verbs if v.lemma_.lower() in words("in_charge")):
        for run in (c for c in verb.children if c.dep_ == "obj"):
            owned = (cast.country_at(c) for c in run.children if c.dep_ in {"nmod:poss", "amod", "compound"})
            if country := next(owned, None):
                entry = noun_of(run)
                return country, entry.sector if entry is not None else "GOV"
    return None


def _country_beside(cast: Cast, head: Token) -> str | None:
    """The country of the person before in a list: "the Kenyan president, Ruto, and Foreign Minister Mudavadi"."""
    before = [c for c in head.conjuncts if c.i < head.i]
    countries = (a.country for c in before for a in cast.actors_at(c) if a.kind == "person" and a.country)
    return next(countries, None)


def _home(cast: Cast, head: Token, roles: Sequence[Role]) -> str | None:
    """Where somebody without a public office works: "the analyst Ada Berg in Karachi", "at a university in Lima"."""
    titles = [c for c in head.children if c.dep_ in TITLED and c.pos_ == "NOUN"] + [cast.doc[r.head] for r in roles]
    if not titles or any(r.sector in OFFICIAL or r.noun.lemma in words("posted") for r in roles):
        return None
    for token in (head, *titles):
        places = [c for c in token.children if c.i > token.i and c.dep_ == "nmod" and case_of(c) in AT | {"from"}]
        for place in (*places, *(d for p in places for d in p.children if d.dep_ == "nmod" and case_of(d) in AT)):
            if country := cast.country_at(place):
                return country
    return None


def _gender(cast: Cast, registry: Registry, person: str, start: int, role: Role | None) -> None:
    told = {cast.doc[start - 1].text.lower()} if start else set()
    if role is not None:
        told |= {cast.doc[role.head].text.lower()}
    for gender in ("male", "female"):
        if told & words("titles", gender):
            registry.gender.setdefault(person, gender)

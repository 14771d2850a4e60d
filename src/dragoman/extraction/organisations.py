"""Organisations that the atlas does not list, with the country and sector that the report's words give."""

from dragoman.extraction.cast import Cast, head_of
from dragoman.extraction.names import Name
from dragoman.extraction.persons import TITLED, slug
from dragoman.extraction.roles import LEFT, actor_of, case_of, role_at
from dragoman.extraction.sectors import noun
from dragoman.language.plain import Token
from dragoman.types import Actor

ORGANS = frozenset({"GOV", "MIL", "COP", "JUD", "LEG"})


def add_organisation(cast: Cast, known: dict[str, str], name: Name) -> None:
    """Enter an organisation; an organ of a known state becomes that state's ("IRN.foreign_ministry").

    `known` leads from the names that were used before to ids, so that a shorter later name finds the same one.
    """
    head = head_of(cast.doc, name.start, name.end)
    words = cast.doc[name.start : name.end].text
    actor = _actor(cast, name, words, head)
    plain = slug(words)
    if actor.country is None and plain in known:
        actor = cast.actors[known[plain]]
    cast.add(actor, name.start, name.end, "name", head.i)
    known.setdefault(plain, actor.id)
    if acronym := _acronym(cast, name.end):
        known.setdefault(acronym, actor.id)


def _actor(cast: Cast, name: Name, words: str, head: Token) -> Actor:
    role = role_at(cast, head)
    if role is not None and role.country and role.sector in ORGANS:
        return actor_of(role, words)
    country = (role.country if role else None) or name.inner or _country(cast, head)
    sector = role.sector if role else _sector(cast, name)
    kind = "office" if role and role.sector in ORGANS else "organisation"
    return Actor(slug(words), words, kind, country, sector)


def _acronym(cast: Cast, end: int) -> str | None:
    """The short form in brackets right after a name: "(SDF)"."""
    doc = cast.doc
    if end + 2 < len(doc) and doc[end].text == "(" and doc[end + 2].text == ")" and doc[end + 1].text.isupper():
        return slug(doc[end + 1].text)
    return None


def _country(cast: Cast, head: Token) -> str | None:
    """The country of the phrase around the name: "Russian energy giant X", "X, a Turkish company", "X of Ukraine"."""
    around = [head, *(c for c in head.children if c.dep_ == "appos")]
    if head.dep_ in TITLED:
        around.append(head.head)
    for token in around:
        for child in token.children:
            if (
                child.dep_ in LEFT
                and (child.i < token.i or case_of(child) == "of")
                and (found := cast.country_at(child))
            ):
                return found
    return None


def _sector(cast: Cast, name: Name) -> str | None:
    entries = (noun(t.text.lower()) for t in reversed(cast.doc[name.start : name.end]))
    return next((e.sector for e in entries if e is not None), None)

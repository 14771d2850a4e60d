"""The cast of a report while it is being found: who has been named so far, and where.

A `Cast` is the one thing in this room that grows; `find_actors` fills it and freezes it into actors and references.
"""

from dataclasses import dataclass, field, replace

from dragoman.extraction.draft import Reference, characters
from dragoman.language.plain import Doc, Token
from dragoman.types import Actor, Span


def head_of(doc: Doc, start: int, end: int) -> Token:
    """The token of [start, end) that the others hang on: the first whose own head lies outside."""
    for token in doc[start:end]:
        head = token.head.i
        if head == token.i or not start <= head < end:
            return token
    return doc[end - 1]


@dataclass(slots=True)
class Cast:
    """Actors by id, in the order of their first appearance, and the phrases that stand for them.

    `sites` gives the country of towns by their head token; a town is no actor but tells whose police it has.
    """

    doc: Doc
    actors: dict[str, Actor] = field(default_factory=dict)
    references: list[Reference] = field(default_factory=list)
    mentions: dict[str, set[Span]] = field(default_factory=dict)
    heads: dict[int, Reference] = field(default_factory=dict)
    sites: dict[int, str] = field(default_factory=dict)

    def add(self, actor: Actor, start: int, end: int, form: str, head: int | None = None, mention: bool = True) -> None:
        """Enter an actor and a phrase that stands for it."""
        self.enter(actor, start, end, mention)
        self.refer((actor.id,), start, end, form, head)

    def enter(self, actor: Actor, start: int, end: int, mention: bool) -> None:
        """Enter an actor; later country and sector fill what was unknown before."""
        known = self.actors.get(actor.id, actor)
        country, sector = known.country or actor.country, known.sector or actor.sector
        if (country, sector) != (known.country, known.sector):
            known = replace(known, country=country, sector=sector)
        self.actors[actor.id] = known
        if mention:
            self.mentions.setdefault(actor.id, set()).add(characters(self.doc, start, end))

    def refer(self, ids: tuple[str, ...], start: int, end: int, form: str, head: int | None = None) -> None:
        """Enter a phrase that stands for actors which are known already."""
        number = head_of(self.doc, start, end).i if head is None else head
        reference = Reference(start, end, number, ids, form)
        self.references.append(reference)
        held = self.heads.get(number)
        if held is None or end - start > held.end - held.start:
            self.heads[number] = reference

    def at(self, token: Token) -> Reference | None:
        """The phrase that this token heads."""
        return self.heads.get(token.i)

    def actors_at(self, token: Token) -> list[Actor]:
        """Who the phrase headed by this token stands for."""
        reference = self.at(token)
        return [self.actors[i] for i in (reference.ids if reference else ()) if i in self.actors]

    def countries_at(self, token: Token) -> tuple[str, ...]:
        """The countries of whoever the phrase stands for, in its order."""
        return tuple(dict.fromkeys(a.country for a in self.actors_at(token) if a.country))

    def country_at(self, token: Token) -> str | None:
        """The one country of whoever the phrase stands for, or of the town it names."""
        countries = self.countries_at(token)
        return countries[0] if len(countries) == 1 else self.sites.get(token.i)

    def freeze(self) -> tuple[tuple[Actor, ...], tuple[Reference, ...]]:
        """The actors in order of first appearance, and all references in text order without doubles."""
        actors = tuple(replace(a, mentions=tuple(sorted(self.mentions.get(i, ())))) for i, a in self.actors.items())
        order = dict.fromkeys(sorted(self.references, key=lambda r: (r.start, r.end, r.form, r.ids)))
        return actors, tuple(order)

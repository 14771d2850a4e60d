"""Who a source phrase stands for: the actors it names, or an unnamed one that is entered with the phrase."""

from dataclasses import dataclass, field

from spacy.tokens import Token

from dragoman.extraction.cues import listed
from dragoman.extraction.draft import Draft
from dragoman.extraction.parties import parties
from dragoman.extraction.persons import slug
from dragoman.extraction.phrases import Phrase, characters_of
from dragoman.types import Actor, Span

PRONOUNS = frozenset({"he", "she", "it", "they", "who", "which", "that"})


@dataclass(slots=True)
class Speakers:
    """The actors behind source phrases; unnamed ones are collected in `added` as they are met."""

    draft: Draft
    added: dict[str, Actor] = field(default_factory=dict)
    mentions: dict[str, set[Span]] = field(default_factory=dict)

    def of(self, source: Phrase) -> tuple[str, ...]:
        """The ids of everybody for whom the phrase stands; never empty."""
        head = self.draft.doc[source.head]
        found = self._whole(head) or self._parts(source, head)
        return found or (self._unnamed(source, head),)

    def _whole(self, head: Token) -> tuple[str, ...]:
        """Whom the head itself stands for, not its conjuncts."""
        reference = self.draft.by_head.get(head.i)
        if reference is not None and not reference.place:
            return self._actors(reference.ids)
        if head.lemma_.lower() in listed("nouns", "documents"):
            return ()
        inner = self.draft.by_token.get(head.i)
        if inner is not None and not inner.place:
            return self._actors(inner.ids)
        return ()

    def _actors(self, ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(i for i in ids if i in self.draft.actor_by_id or i in self.added)

    def _parts(self, source: Phrase, head: Token) -> tuple[str, ...]:
        """The owner or author inside the phrase: "a report by the ministry", "the Tasnim report"."""
        if head.lemma_.lower() not in listed("nouns", "documents") | listed("nouns", "that"):
            return () if len(tuple(head.conjuncts)) else self._actors(parties(self.draft, head))
        inside = [r for r in self.draft.references if source.start <= r.start and r.end <= source.end and not r.place]
        ranked = sorted(inside, key=lambda r: (r.start - r.end, r.start))
        return next((ids for r in ranked if (ids := self._actors(r.ids)[:1])), ())

    def _unnamed(self, source: Phrase, head: Token) -> str:
        """An actor for a speaker whom the text does not name; its country is that of a party inside the phrase."""
        country = self._country(source)
        key = slug(head.text if head.pos_ in {"PRON", "DET"} else head.lemma_ or head.text)
        identity = f"{country}.{key}" if country else f"unnamed.{key}"
        kind = "outlet" if head.lemma_.lower() in listed("nouns", "media") else "person"
        name = self.draft.doc[source.start : source.end].text
        self.added.setdefault(identity, Actor(identity, name, kind, country))
        if head.text.lower() not in PRONOUNS:
            self.mentions.setdefault(identity, set()).add(characters_of(self.draft.doc, source))
        return identity

    def _country(self, source: Phrase) -> str | None:
        countries = {
            self.draft.actor_by_id[i].country
            for n in range(source.start, source.end)
            if (r := self.draft.by_token.get(n)) is not None and not r.place
            for i in r.ids
            if i in self.draft.actor_by_id
        }
        countries.discard(None)
        return countries.pop() if len(countries) == 1 else None

"""Who a source phrase stands for: the actors it names, or an unnamed one that is entered with the phrase."""

from dataclasses import dataclass, field

from dragoman.extraction.contents import listed
from dragoman.extraction.draft import Draft
from dragoman.extraction.persons import slug
from dragoman.extraction.phrases import Phrase, characters_of
from dragoman.language.plain import Token
from dragoman.types import Actor, Span

NAMING = frozenset({"appos", "flat", "compound", "nmod:desc", "flat:name"})
PERSONAL = frozenset({"person", "office"})
TAKEN_UP = frozenset({"he", "she", "it", "they"})
PRONOUNS = frozenset({"he", "she", "it", "they", "who", "which", "that"})


@dataclass(slots=True)
class Speakers:
    """The actors behind source phrases; unnamed ones are collected in `added` as they are met."""

    draft: Draft
    added: dict[str, Actor] = field(default_factory=dict)
    mentions: dict[str, set[Span]] = field(default_factory=dict)

    def of(self, source: Phrase, before: tuple[str, ...] = ()) -> tuple[str, ...]:
        """The ids of everybody for whom the phrase stands, never empty; `before` is who spoke last."""
        head = self.draft.doc[source.head]
        own = self.draft.by_head.get(head.i)
        named = self._named(head) if own is None or own.form in {"role", "description"} else ()
        found = named or self._whole(head) or self._parts(source, head) or self._added(head)
        if not found and head.text.lower() in TAKEN_UP and self._goes_on(head, before):
            return (before[0],) if before else ()
        return found or (self._unnamed(source, head),)

    def _goes_on(self, head: Token, before: tuple[str, ...]) -> bool:
        """Whether an unresolved pronoun may take up whoever spoke last: "it added"."""
        actor = self._actor(before[0]) if before else None
        if actor is None:
            return False
        return (actor.kind in PERSONAL) == (head.text.lower() in {"he", "she"}) or head.text.lower() == "they"

    def _actor(self, identity: str) -> Actor | None:
        return self.draft.actor_by_id.get(identity) or self.added.get(identity)

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

    def _named(self, head: Token) -> tuple[str, ...]:
        """Whose names stand beside the head: "the coach, Maria Costa", "the two ministers, Ann Roe and Bo Lee"."""
        for part in head.children:
            reference = self.draft.by_head.get(part.i) if part.dep_ in NAMING else None
            ids = () if reference is None or reference.place else self._actors(reference.ids)
            if ids and self.draft.actor_by_id[ids[0]].kind in {"person", "outlet"} and part.i > head.i:
                others = [self.draft.by_head.get(c.i) for c in part.conjuncts if c.i > part.i]
                return (*ids, *[i for r in others if r is not None and not r.place for i in self._actors(r.ids)])
        return ()

    def _added(self, head: Token) -> tuple[str, ...]:
        """Who is named behind words that name nobody: "both neighbours, Mali and Niger", "one of them, Maria Costa"."""
        added = [c for c in head.children if c.dep_ == "appos" and c.i > head.i]
        added += [d for c in head.children if c.dep_ == "nmod" for d in c.children if d.dep_ == "appos"]
        inside = [self.draft.by_head.get(t.i) for c in added for t in (c, *c.conjuncts)]
        named = [r for r in inside if r is not None and not r.place and r.form == "name"]
        return tuple(dict.fromkeys([i for r in named for i in self._actors(r.ids)]))

    def _actors(self, ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(i for i in ids if i in self.draft.actor_by_id or i in self.added)

    def _parts(self, source: Phrase, head: Token) -> tuple[str, ...]:
        """The owners or authors inside: "a report by the ministry", "a joint statement of Togo and Benin"."""
        if head.lemma_.lower() not in listed("nouns", "documents") | listed("nouns", "that"):
            return ()
        inside = [r for r in self.draft.references if source.start <= r.start and r.end <= source.end and not r.place]
        ranked = sorted(inside, key=lambda r: (r.start - r.end, r.start))
        owner = next((r for r in ranked if self._actors(r.ids)), None)
        if owner is None:
            return ()
        beside = [r for r in inside if self.draft.doc[r.head].dep_ == "conj" and self._is_beside(r.head, owner.head)]
        return tuple(dict.fromkeys([i for r in (owner, *beside) for i in self._actors(r.ids)]))

    def _is_beside(self, part: int, first: int) -> bool:
        """Whether the word is joined to the first by "and"."""
        word = self.draft.doc[part]
        while word.dep_ == "conj" and word.i != first:
            word = word.head
        return word.i == first

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
            a.country
            for n in range(source.start, source.end)
            if (r := self.draft.by_token.get(n)) is not None and not r.place
            for i in r.ids
            if (a := self.draft.actor_by_id.get(i)) is not None and a.kind != "outlet"
        }
        countries.discard(None)
        return countries.pop() if len(countries) == 1 else None


def outlets(draft: Draft, phrase: Phrase) -> tuple[str, ...]:
    """The outlets that the phrase names, none if it names anybody else."""
    reference = draft.by_head.get(phrase.head) or draft.by_token.get(phrase.head)
    ids = () if reference is None or reference.place else reference.ids
    return ids if all((a := draft.actor_by_id.get(i)) is not None and a.kind == "outlet" for i in ids) else ()


def is_outlet(draft: Draft, phrase: Phrase) -> bool:
    """Whether the phrase is an outlet, named or not: "Mehr", "state media", "a newspaper"."""
    return bool(outlets(draft, phrase)) or draft.doc[phrase.head].lemma_.lower() in listed("nouns", "media")

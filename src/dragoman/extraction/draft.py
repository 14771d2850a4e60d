"""What the steps of extraction pass on: the parsed report and what has been found in it so far."""

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from dragoman.atlas.atlas import Atlas
from dragoman.language.plain import Doc, Token
from dragoman.ontology.ontology import Ontology
from dragoman.types import Actor, Mention, Place, Report, Span, Statement, Tie, When


@dataclass(frozen=True, slots=True)
class Reference:
    """A phrase that stands for one or several actors or places.

    `start`, `end`: token numbers; `head`: the syntactic head's token number; `ids`: whom it stands for ("both
    leaders" stands for two); `form`: name, adjective, metonym, epithet, role, description or pronoun.
    `place`: the phrase is where something happens, not who acts; then `ids` are place ids.
    """

    start: int
    end: int
    head: int
    ids: tuple[str, ...]
    form: str
    place: bool = False


@dataclass(frozen=True)
class Draft:
    """A report on its way through the steps; each step returns a copy with its own part filled in."""

    report: Report
    doc: Doc
    ontology: Ontology
    atlas: Atlas
    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    references: tuple[Reference, ...] = ()
    dates: tuple[When, ...] = ()
    statements: tuple[Statement, ...] = ()
    mentions: tuple[Mention, ...] = ()
    ties: tuple[Tie, ...] = ()
    notes: tuple[str, ...] = ()

    @cached_property
    def by_head(self) -> dict[int, Reference]:
        """References by the number of their head token; of two with one head the longer."""
        ranked = sorted(self.references, key=lambda r: r.end - r.start)
        return {r.head: r for r in ranked}

    @cached_property
    def acting_by_head(self) -> dict[int, Reference]:
        """As `by_head`, without the phrases that only tell where."""
        ranked = sorted(self.references, key=lambda r: r.end - r.start)
        return {r.head: r for r in ranked if not r.place}

    @cached_property
    def by_token(self) -> dict[int, Reference]:
        """The innermost reference that covers a token."""
        ranked = sorted(self.references, key=lambda r: r.start - r.end)
        return {i: r for r in ranked for i in range(r.start, r.end)}

    @cached_property
    def actor_by_id(self) -> dict[str, Actor]:
        """Actors by id."""
        return {a.id: a for a in self.actors}

    @cached_property
    def place_by_id(self) -> dict[str, Place]:
        """Places by id."""
        return {p.id: p for p in self.places}

    @cached_property
    def event_types(self) -> tuple[str, ...]:
        """The names of the ontology's types of events, by which lexicons are kept."""
        return tuple(self.ontology.events)

    @cached_property
    def text(self) -> str:
        """The text; spaCy joins it anew from all words each time it is asked."""
        return self.doc.text

    @cached_property
    def sentences(self) -> list[list[Token]]:
        """The tokens of each sentence."""
        return [list(s) for s in self.doc.sents]

    @cached_property
    def starts(self) -> list[int]:
        """Where each token begins, in characters."""
        return [t.idx for t in self.doc]

    def within(self, span: Span) -> range:
        """The numbers of the tokens that begin within the span."""
        return range(bisect_left(self.starts, span.start), bisect_left(self.starts, span.end))

    @cached_property
    def dated(self) -> frozenset[int]:
        """The numbers of the tokens that belong to a date."""
        return frozenset(i for w in self.dates if w.span is not None for i in self.within(w.span))

    @cached_property
    def told(self) -> dict[int, Statement]:
        """The innermost statement that holds each token, by the token's number."""
        long_first = sorted(self.statements, key=lambda s: -sum(c.end - c.start for c in s.content))
        return {i: s for s in long_first for c in s.content for i in self.within(c)}

    def statement_at(self, token: Token) -> Statement | None:
        """The innermost statement whose content holds the token, null when the author speaks."""
        return self.told.get(token.i)


Step = Callable[[Draft], Draft]


def characters(doc: Doc, start: int, end: int) -> Span:
    """The character span of the tokens [start, end)."""
    last = doc[end - 1]
    return Span(doc[start].idx, last.idx + len(last))

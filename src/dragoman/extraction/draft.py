"""What the steps of extraction pass on: the parsed report and what has been found in it so far."""

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, field

from dragoman.atlas.atlas import Atlas
from dragoman.extraction.entries import Entry, entries, first_words
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


@dataclass(slots=True)
class Tables:
    """What a draft is asked for again and again, each made when first asked (compiled, cached_property keeps none)."""

    by_head: dict[int, Reference] | None = None
    acting_by_head: dict[int, Reference] | None = None
    by_token: dict[int, Reference] | None = None
    actor_by_id: dict[str, Actor] | None = None
    place_by_id: dict[str, Place] | None = None
    entries: dict[str, dict[str, tuple[Entry, ...]]] | None = None
    first_words: frozenset[str] | None = None
    sentences: list[list[Token]] | None = None
    starts: list[int] | None = None
    dated: frozenset[int] | None = None
    told: dict[int, Statement] | None = None


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
    _tables: Tables = field(default_factory=Tables, init=False, repr=False, compare=False)

    @property
    def by_head(self) -> dict[int, Reference]:
        """References by the number of their head token; of two with one head the longer."""
        if self._tables.by_head is None:
            ranked = sorted(self.references, key=lambda r: r.end - r.start)
            self._tables.by_head = {r.head: r for r in ranked}
        return self._tables.by_head

    @property
    def acting_by_head(self) -> dict[int, Reference]:
        """As `by_head`, without the phrases that only tell where."""
        if self._tables.acting_by_head is None:
            ranked = sorted(self.references, key=lambda r: r.end - r.start)
            self._tables.acting_by_head = {r.head: r for r in ranked if not r.place}
        return self._tables.acting_by_head

    @property
    def by_token(self) -> dict[int, Reference]:
        """The innermost reference that covers a token."""
        if self._tables.by_token is None:
            ranked = sorted(self.references, key=lambda r: r.start - r.end)
            self._tables.by_token = {i: r for r in ranked for i in range(r.start, r.end)}
        return self._tables.by_token

    @property
    def actor_by_id(self) -> dict[str, Actor]:
        """Actors by id."""
        if self._tables.actor_by_id is None:
            self._tables.actor_by_id = {a.id: a for a in self.actors}
        return self._tables.actor_by_id

    @property
    def place_by_id(self) -> dict[str, Place]:
        """Places by id."""
        if self._tables.place_by_id is None:
            self._tables.place_by_id = {p.id: p for p in self.places}
        return self._tables.place_by_id

    @property
    def entries(self) -> dict[str, dict[str, tuple[Entry, ...]]]:
        """The lexicon of the ontology's types of events, by part of speech and first word."""
        if self._tables.entries is None:
            self._tables.entries = entries(tuple(self.ontology.events))
        return self._tables.entries

    @property
    def first_words(self) -> frozenset[str]:
        """The words with which the entries of the lexicon begin."""
        if self._tables.first_words is None:
            self._tables.first_words = first_words(tuple(self.ontology.events))
        return self._tables.first_words

    @property
    def text(self) -> str:
        """The text."""
        return self.doc.text

    @property
    def sentences(self) -> list[list[Token]]:
        """The tokens of each sentence."""
        if self._tables.sentences is None:
            self._tables.sentences = [list(s) for s in self.doc.sents]
        return self._tables.sentences

    @property
    def starts(self) -> list[int]:
        """Where each token begins, in characters."""
        if self._tables.starts is None:
            self._tables.starts = [t.idx for t in self.doc]
        return self._tables.starts

    def within(self, span: Span) -> range:
        """The numbers of the tokens that begin within the span."""
        return range(bisect_left(self.starts, span.start), bisect_left(self.starts, span.end))

    @property
    def dated(self) -> frozenset[int]:
        """The numbers of the tokens that belong to a date."""
        if self._tables.dated is None:
            self._tables.dated = frozenset(i for w in self.dates if w.span is not None for i in self.within(w.span))
        return self._tables.dated

    @property
    def told(self) -> dict[int, Statement]:
        """The innermost statement that holds each token, of a joint word the first one, by the token's number."""
        if self._tables.told is None:
            long_first = sorted(reversed(self.statements), key=lambda s: -sum(c.end - c.start for c in s.content))
            self._tables.told = {i: s for s in long_first for c in s.content for i in self.within(c)}
        return self._tables.told

    def statement_at(self, token: Token) -> Statement | None:
        """The innermost statement whose content holds the token, null when the author speaks."""
        return self.told.get(token.i)

    def speakers_at(self, token: Token) -> tuple[Actor, ...]:
        """Those on whose word the token stands: several of a joint word, none where nobody known is cited."""
        at = self.statement_at(token)
        if at is None:
            return ()
        said = [at] if at.joint is None else [s for s in self.statements if s.joint == at.joint]
        found = [self.actor_by_id.get(s.source or "") for s in said]
        return tuple([a for a in found if a is not None])


Step = Callable[[Draft], Draft]


def characters(doc: Doc, start: int, end: int) -> Span:
    """The character span of the tokens [start, end)."""
    last = doc[end - 1]
    return Span(doc[start].idx, last.idx + len(last))

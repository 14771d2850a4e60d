"""A Doc as plain objects: what extraction asks of spaCy's tokens again and again, looked up once.

spaCy makes a new object for each token that is asked for, and reads each of its strings from the vocabulary anew; rules
that ask dozens of questions of every word spend most of their time on that.  Here the tokens of a document stand in one
list, their strings and their neighbours in the tree are attributes, and a token is itself (`is`) wherever it is met.
Names and meanings are those of spaCy, so that its manual holds for both: https://spacy.io/api/token.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import overload

import numpy as np
from spacy.attrs import DEP, ENT_TYPE, HEAD, IS_ALPHA, IS_PUNCT, IS_SPACE, LEMMA, ORTH, POS, SENT_START, SPACY
from spacy.tokens import Doc as Parsed

from dragoman.language.layers import ROLES, links_of

CONJUNCT = "conj"
COLUMNS = [ORTH, LEMMA, POS, DEP, ENT_TYPE, SPACY, HEAD, SENT_START, IS_ALPHA, IS_PUNCT, IS_SPACE]
NAMED = 5  # of the columns stand for strings
MOST_PASSES = 12  # over a tree, as many as spaCy takes
NO_FEATURES: Mapping[str, Sequence[str]] = {}


class Token:
    """One token of a document and its place in the tree; `children` and `subtree` are in text order as far as spaCy's.

    `i` is its number, `idx` the character at which it begins; `morph` leads from a feature to its values.  Extraction,
    which works them out, keeps its `forms` and `preposition` here; null until then.
    """

    __slots__ = (
        "children",
        "dep_",
        "doc",
        "ent_type_",
        "forms",
        "head",
        "i",
        "idx",
        "is_alpha",
        "is_punct",
        "is_sent_start",
        "is_space",
        "left_edge",
        "lemma_",
        "lower_",
        "morph",
        "pos_",
        "preposition",
        "right_edge",
        "sent",
        "text",
        "whitespace_",
    )

    __deletable__ = ("doc", "head", "left_edge", "right_edge", "sent")  # by `Doc.part`, where this is compiled

    doc: "Doc"
    head: "Token"
    left_edge: "Token"
    right_edge: "Token"
    sent: "Span"
    children: list["Token"]
    whitespace_: str
    lemma_: str
    pos_: str
    dep_: str
    ent_type_: str
    is_sent_start: bool | None
    is_alpha: bool
    is_punct: bool
    is_space: bool
    morph: Mapping[str, Sequence[str]]

    def __init__(self, doc: "Doc", i: int, idx: int, text: str) -> None:
        """A word that hangs on nothing yet; `plain` sets the rest."""
        self.doc, self.i, self.idx, self.text = doc, i, idx, text
        self.lower_ = text.lower()
        self.children = []
        self.forms: tuple[str, ...] | None = None
        self.preposition: str | None = None

    def __len__(self) -> int:
        """How many characters it has."""
        return len(self.text)

    def __repr__(self) -> str:
        """Its text, as spaCy shows it."""
        return self.text

    def nbor(self, step: int = 1) -> "Token":
        """The token so many places further; raises IndexError beyond the document."""
        number = self.i + step
        if number < 0:
            raise IndexError(number)
        return self.doc.tokens[number]

    @property
    def ancestors(self) -> Iterator["Token"]:
        """The tokens on which it hangs, the nearest first."""
        above = self
        for _ in range(len(self.doc)):  # a tree may be broken
            if above.head is above:
                return
            above = above.head
            yield above

    def is_ancestor(self, other: "Token") -> bool:
        """Whether the other hangs on this one, over however many between."""
        return any(above is self for above in other.ancestors)

    @property
    def subtree(self) -> list["Token"]:
        """The token with all that hang on it, each between those to its left and those to its right."""
        found: list[Token] = []
        waiting = [(self, False)]
        while waiting:
            token, opened = waiting.pop()
            if opened or not token.children:
                found.append(token)
                continue
            split = next((n for n, c in enumerate(token.children) if c.i > token.i), len(token.children))
            waiting += [(c, False) for c in reversed(token.children[split:])]
            waiting.append((token, True))
            waiting += [(c, False) for c in reversed(token.children[:split])]
        return found

    @property
    def conjuncts(self) -> tuple["Token", ...]:
        """The others that it is coordinated with, in the order in which the tree is gone through."""
        first = self
        while first.dep_ == CONJUNCT and first.head is not first:
            first = first.head
        found = [first]
        for token in found:
            found += [c for c in token.children if c.dep_ == CONJUNCT and c.i > token.i]
        return tuple(t for t in found if t is not self)


class Span:
    """The tokens [start, end) of a document, perhaps with a label."""

    __slots__ = ("doc", "end", "label_", "start")

    def __init__(self, doc: "Doc", start: int, end: int, label_: str = "") -> None:
        """Hundreds are made of a document: a frozen dataclass would set each field by a call."""
        self.doc, self.start, self.end, self.label_ = doc, start, end, label_

    def __len__(self) -> int:
        """How many tokens it has."""
        return self.end - self.start

    def __iter__(self) -> Iterator[Token]:
        """Its tokens."""
        return iter(self.doc.tokens[self.start : self.end])

    def __reversed__(self) -> Iterator[Token]:
        """Its tokens, the last first."""
        return reversed(self.doc.tokens[self.start : self.end])

    @overload
    def __getitem__(self, number: int) -> Token: ...
    @overload
    def __getitem__(self, number: slice) -> list[Token]: ...
    def __getitem__(self, number: int | slice) -> Token | list[Token]:
        """The token with this number, or those of this range, counted from the first."""
        return self.doc.tokens[self.start : self.end][number]

    @property
    def start_char(self) -> int:
        """The character at which it begins."""
        return self.doc.tokens[self.start].idx

    @property
    def end_char(self) -> int:
        """The character before which it ends; the blank after it is not its own."""
        last = self.doc.tokens[self.end - 1]
        return last.idx + len(last.text)

    @property
    def text(self) -> str:
        """Its words as the text has them, without the blank after the last."""
        return self.doc.text[self.start_char : self.end_char] if self.end > self.start else ""

    @property
    def sent(self) -> "Span":
        """The sentence in which it begins."""
        return self.doc.tokens[self.start].sent

    @property
    def ents(self) -> list["Span"]:
        """The named entities that lie within it."""
        return [e for e in self.doc.ents if self.start <= e.start and e.end <= self.end]

    @property
    def root(self) -> Token:
        """The token that is nearest to the root of the sentence, of several the first; no blank or mark if possible."""
        tokens = self.doc.tokens[self.start : self.end]
        top = next((t for t in tokens if t.head is t), None)
        if top is not None:
            return top
        outer = [t for t in tokens if not self.start <= t.head.i < self.end]
        return min(outer, key=self._steps, default=self.doc.tokens[self.start])

    def _steps(self, token: Token) -> int:
        """How many steps it is to the root of the sentence, as many as can be for a blank or mark alone."""
        alone = (token.is_space or token.is_punct) and not token.children
        return len(self.doc.tokens) - 1 if alone else sum(1 for _ in token.ancestors)


@dataclass(slots=True, eq=False)
class Doc:
    """A document: its tokens and text, and the layers that a parser gave it (`layers.py`)."""

    text: str
    tokens: list[Token] = field(default_factory=list)
    sents: list[Span] = field(default_factory=list)
    ents: list[Span] = field(default_factory=list)
    spans: dict[str, list[Span]] = field(default_factory=dict)
    links: dict[int, int] = field(default_factory=dict)

    def __len__(self) -> int:
        """How many tokens it has."""
        return len(self.tokens)

    def __iter__(self) -> Iterator[Token]:
        """Its tokens."""
        return iter(self.tokens)

    @overload
    def __getitem__(self, number: int) -> Token: ...
    @overload
    def __getitem__(self, number: slice) -> Span: ...
    def __getitem__(self, number: int | slice) -> Token | Span:
        """The token with this number, or the span of this range of numbers."""
        if isinstance(number, int):
            return self.tokens[number]
        start, end, _ = number.indices(len(self.tokens))
        return Span(self, start, max(start, end))

    def part(self) -> None:
        """Take the document to pieces that know nothing of each other: they are freed at once, not looked for later.

        What it tells must have been taken out before.
        """
        for token in self.tokens:
            token.children.clear()
            del token.doc, token.head, token.left_edge, token.right_edge, token.sent
        for held in (self.tokens, self.sents, self.ents, self.spans, self.links):
            held.clear()

    def char_span(self, start: int, end: int) -> Span | None:
        """The span of all tokens that have a part in the characters [start, end); null outside of the text."""
        first, last = self._at(start), self._at(end - 1)
        if first is None or last is None:
            return None
        behind = start == first.idx + len(first.text)
        return Span(self, first.i + behind, last.i + 1)

    def _at(self, character: int) -> Token | None:
        """The token in which, or in the blank after which, a character lies."""
        number = bisect_right(self.tokens, character, key=lambda t: t.idx) - 1
        token = self.tokens[number] if number >= 0 else None
        inside = token is not None and character < token.idx + len(token.text) + len(token.whitespace_)
        return token if inside else None


def plain(parsed: Parsed) -> Doc:
    """The document as plain objects; raises ValueError if nobody cut it into sentences."""
    table = parsed.to_array(COLUMNS).astype("int64").reshape(-1, len(COLUMNS))
    names = {int(n): parsed.vocab.strings[int(n) % 2**64] for n in np.unique(table[:, :NAMED])}
    rows = table.tolist()
    doc = Doc("".join([names[row[0]] + " " * row[NAMED] for row in rows]), links=links_of(parsed))
    _add_tokens(doc, rows, names)
    hang(doc.tokens, (table[:, NAMED + 1] + np.arange(len(table))).tolist())
    if parsed.has_annotation("MORPH"):
        for token, source in zip(doc.tokens, parsed, strict=True):
            token.morph = {name: values.split(",") for name, values in source.morph.to_dict().items()}
    doc.sents = [Span(doc, s.start, s.end) for s in parsed.sents]
    for sentence in doc.sents:
        for token in sentence:
            token.sent = sentence
    doc.ents = [Span(doc, e.start, e.end, e.label_) for e in parsed.ents]
    doc.spans = {role: [Span(doc, s.start, s.end, role) for s in parsed.spans.get(role, ())] for role in ROLES}
    return doc


def _add_tokens(doc: Doc, rows: Sequence[Sequence[int]], names: Mapping[int, str]) -> None:
    """Add what stands in the tokens themselves."""
    idx = 0
    for i, (orth, lemma, pos, dep, entity, spacy, _, start, alpha, punct, space) in enumerate(rows):
        token = Token(doc, i, idx, names[orth])
        token.lemma_, token.pos_, token.dep_, token.ent_type_ = names[lemma], names[pos], names[dep], names[entity]
        token.whitespace_ = " " if spacy else ""
        token.is_sent_start = start > 0 if start else None
        token.is_alpha, token.is_punct, token.is_space = alpha == 1, punct == 1, space == 1
        token.morph = NO_FEATURES
        doc.tokens.append(token)
        idx += len(token.text) + spacy


def hang(tokens: Sequence[Token], heads: Sequence[int]) -> list[int]:
    """Hang each token on its head, and set how far its subtree reaches; returns where each begins."""
    for token, head in zip(tokens, heads, strict=True):
        token.head = tokens[head]
        if head != token.i:
            token.head.children.append(token)
    first, last = _edges(heads)
    for token, begin, end in zip(tokens, first, last, strict=True):
        token.left_edge, token.right_edge = tokens[begin], tokens[end]
    return first


def _edges(heads: Sequence[int]) -> tuple[list[int], list[int]]:
    """The first and the last token of each subtree."""
    first, last = list(range(len(heads))), list(range(len(heads)))
    for _ in range(MOST_PASSES):
        for i in range(len(heads)):
            _widen(heads[i], i, first, last)
        for i in range(len(heads) - 1, -1, -1):
            _widen(heads[i], i, first, last)
        if _is_apart(heads, first):
            break
    return first, last


def _widen(head: int, i: int, first: list[int], last: list[int]) -> None:
    """Have the subtree of a token's head reach as far as the token's own."""
    if first[i] < first[head]:
        first[head] = first[i]
    if last[i] > last[head]:
        last[head] = last[i]


def _is_apart(heads: Sequence[int], first: Sequence[int]) -> bool:
    """Whether each head lies in the sentence of its token, as far as is known of where sentences begin.

    Only then does spaCy stop looking where trees reach that cross each other; and it looks at no last token.
    """
    starts = sorted({first[i] for i, head in enumerate(heads) if head == i} | {0})
    for start, end in pairwise([*starts, len(heads) - 1]):
        if any(not start <= head <= end for head in heads[start:end]):
            return False
    return True

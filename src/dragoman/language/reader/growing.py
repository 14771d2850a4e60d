"""The words of a text as plain objects, straight from what the model says: what `plain(fill(...))` gives, sooner."""

from collections.abc import Sequence

from spacy.lang.lex_attrs import is_punct

from dragoman.language.lemmas import lemma
from dragoman.language.plain import NO_FEATURES, Doc, Span, Token, hang
from dragoman.language.reader.filling import Analysis, heads_of_tokens
from dragoman.language.tokens import Cut

REMEMBERED = 100_000
Word = tuple[str, bool, bool, bool]  # its lemma, and whether it is letters, marks or white space alone
KNOWN: dict[tuple[str, str], Word] = {}  # by text and kind


def grow(blank: Cut, found: Analysis) -> Doc:
    """A plain document with the layers of the words of a text that is cut into tokens."""
    words, size = blank.words, len(blank.texts)
    doc = Doc(blank.text, links={words[a]: words[b] for a, b in found.links})
    pos, deps = ["SPACE"] * size, ["dep"] * size
    for place, kind, dep in zip(words, found.upos, found.deps, strict=True):
        pos[place], deps[place] = kind, dep
    doc.tokens = _tokens(doc, blank, pos, deps)
    _cut(doc, hang(doc.tokens, heads_of_tokens(blank, found)))
    doc.ents = [Span(doc, words[a], words[b - 1] + 1, name) for a, b, name in sorted(found.names)]
    for name in doc.ents:
        for token in name:
            token.ent_type_ = name.label_
    doc.spans = {
        role: [Span(doc, words[a], words[b - 1] + 1, role) for a, b in ranges] for role, ranges in found.roles.items()
    }
    return doc


def _tokens(doc: Doc, blank: Cut, kinds: Sequence[str], deps: Sequence[str]) -> list[Token]:
    """What stands in the tokens themselves."""
    found: list[Token] = []
    columns = zip(blank.texts, blank.starts, blank.spaces, kinds, deps, strict=True)
    for i, (text, start, space, pos, dep) in enumerate(columns):
        token = Token(doc, i, start, text)
        token.pos_, token.dep_, token.ent_type_ = pos, dep, ""
        token.whitespace_ = " " if space else ""
        token.is_sent_start, token.morph = False, NO_FEATURES
        token.lemma_, token.is_alpha, token.is_punct, token.is_space = KNOWN.get((text, pos)) or _word(text, pos)
        found.append(token)
    return found


def _word(text: str, pos: str) -> Word:
    """What a word is by itself, remembered as long as there is room."""
    found = lemma(text, pos), text.isalpha(), is_punct(text), text.isspace()
    if len(KNOWN) < REMEMBERED:
        KNOWN[text, pos] = found
    return found


def _cut(doc: Doc, first: Sequence[int]) -> None:
    """Cut the document into sentences: one begins where the tree of a root does."""
    tokens = doc.tokens
    begins = {first[t.i] for t in tokens if t.head is t}
    for i in begins:
        tokens[i].is_sent_start = True
    starts = sorted(begins | {0})
    doc.sents = [Span(doc, a, b) for a, b in zip(starts, [*starts[1:], len(tokens)], strict=True) if b > a]
    for sentence in doc.sents:
        for token in sentence:
            token.sent = sentence

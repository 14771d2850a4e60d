"""Documents written by hand: one `word/POS/relation/head` a word, heads counted from 1 within the text."""

from typing import Any

from spacy.lang.en import English
from spacy.tokens import Doc as Parsed
from spacy.tokens import Span

from dragoman.atlas.atlas import load_atlas
from dragoman.extraction.draft import Draft
from dragoman.language.layers import register_layers
from dragoman.language.plain import Doc, plain
from dragoman.ontology.ontology import Ontology
from dragoman.types import Report

LEMMAS = {"told": "tell", "met": "meet", "arrived": "arrive", "visited": "visit"}
VOCAB = English().vocab  # a bare Vocab leaves lower_ and the like empty
GLUED = {",", ".", "'s", "’s", ":", ";", ")", "?", "!"}


def doc_of(rows: str, entities: dict[str, str] | None = None) -> Doc:
    """The document; `entities` leads from the words of an entity to its label (first occurrence and all later)."""
    fields = [row.rsplit("/", 3) for row in rows.split()]
    words = [f[0] for f in fields]
    spaces = [n + 1 < len(words) and words[n + 1] not in GLUED and words[n] != "(" for n in range(len(words))]
    heads = [n if f[3] == "0" else int(f[3]) - 1 for n, f in enumerate(fields)]
    doc = Parsed(
        VOCAB,
        words=words,
        spaces=spaces,
        pos=[f[1] for f in fields],
        deps=[f[2] for f in fields],
        heads=heads,
        lemmas=[LEMMAS.get(w, w.lower()) for w in words],
    )
    register_layers()
    doc.set_ents(sorted(_entities(doc, entities or {}), key=lambda e: e.start))
    return plain(doc)


def _entities(doc: Parsed, entities: dict[str, str]) -> list[Span]:
    found: list[Span] = []
    for words, label in sorted(entities.items(), key=lambda e: -len(e[0].split())):
        parts = words.split()
        for start in range(len(doc) - len(parts) + 1):
            end = start + len(parts)
            free = not any(f.start < end and start < f.end for f in found)
            if free and [t.text for t in doc[start:end]] == parts:
                found.append(Span(doc, start, end, label=label))
    return found


def draft_of(rows: str, entities: dict[str, str] | None = None) -> Draft:
    """A draft of the document with the installed atlas and an empty ontology."""
    doc = doc_of(rows, entities)
    nothing: Any = None
    ontology: Ontology = nothing
    return Draft(Report("r", doc.text), doc, ontology, load_atlas())


def told(draft: Draft, words: str) -> list[tuple[str, ...]]:
    """Ids of every reference with exactly these words, in text order."""
    return [r.ids for r in draft.references if draft.doc[r.start : r.end].text == words]

"""Putting what the model says into a spaCy Doc."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from spacy.tokens import Doc, Span

from dragoman.language.lemmas import lemma
from dragoman.language.reader.links import NOMINAL, Candidates, Vectors, is_candidate, links
from dragoman.language.reader.network import Labels, Outputs
from dragoman.language.reader.phrases import Tree, whole_names
from dragoman.language.reader.pieces import Piece
from dragoman.language.reader.repairs import (
    rejoined,
    with_bodies,
    with_common,
    with_nouns,
    with_objects,
    with_participles,
    with_predicates,
    with_shared,
    with_subjects,
    with_sums,
    with_verbs,
    with_voices,
    without_owners,
)
from dragoman.language.reader.tags import Stretch, named, stretches
from dragoman.language.reader.trees import best_tree
from dragoman.language.tokens import Cut

POSSESSIVE = frozenset({"'s", "’s"})


@dataclass(slots=True)
class Analysis:
    """The layers of one text over its words (blanks left out), in text order."""

    upos: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    deps: list[str] = field(default_factory=list)
    names: list[tuple[int, int, str]] = field(default_factory=list)
    roles: dict[str, list[Stretch]] = field(default_factory=dict)
    factualities: dict[int, float] = field(default_factory=dict)
    links: list[tuple[int, int]] = field(default_factory=list)


def analysis(read: Sequence[tuple[Sequence[Piece], Outputs]], labels: Labels, words: Sequence[str]) -> Analysis:
    """The layers out of the windows of a text, which are given in text order, and its words."""
    found = Analysis(roles={role: [] for role in labels.roles})
    if not read:
        return found
    for window, out in read:
        _add_words(found, window, out, labels)
    found.heads = rejoined(found.upos, found.heads, found.deps)
    found.heads, found.deps = without_owners(found.upos, found.heads, found.deps)
    found.heads, found.deps = with_bodies(found.upos, found.heads, found.deps)
    found.heads, found.deps = with_participles(found.upos, found.heads, found.deps)
    found.heads, found.deps = with_shared(words, found.upos, found.heads, found.deps)
    found.heads, found.deps = with_sums(words, found.upos, found.heads, found.deps)
    found.upos, found.deps = with_predicates(words, found.upos, found.heads, found.deps)
    begins = [sentence.start for window, _ in read for sentence in window]
    found.upos = with_common(words, begins, found.upos, found.heads, found.deps)
    found.upos = with_nouns(words, found.upos, found.heads, found.deps)
    found.upos = with_verbs(found.upos, found.heads, found.deps)
    found.deps = with_objects(words, found.upos, found.heads, found.deps)
    found.deps = with_voices(words, found.upos, found.heads, found.deps)
    found.deps = with_subjects(words, found.upos, found.heads, found.deps)
    kinds = np.concatenate([o.names for _, o in read])
    tree = Tree(words, found.upos, found.heads, found.deps)
    found.names = whole_names(kinds, labels.names, tree, named(kinds, labels.names))
    tags = np.concatenate([o.roles for _, o in read])
    found.roles = {role: _without_possessive(stretches(tags[:, i]), words) for i, role in enumerate(labels.roles)}
    if labels.links is not None:
        found.links = _links(found, read, labels.links)
    return found


def _without_possessive(found: list[Stretch], words: Sequence[str]) -> list[Stretch]:
    """Stretches that end before the sign of the possessive: "Oman's" in "Oman's claim that ..." is Oman."""
    return [(a, b - 1) if b - a > 1 and words[b - 1] in POSSESSIVE else (a, b) for a, b in found]


def _links(found: Analysis, read: Sequence[tuple[Sequence[Piece], Outputs]], biases: Vectors) -> list[tuple[int, int]]:
    """Pairs of words (main word of a mention, main word of an earlier mention of the same)."""
    words = [i for i, (upos, dep) in enumerate(zip(found.upos, found.deps, strict=True)) if is_candidate(upos, dep)]
    pieces = [p for window, _ in read for p in window]
    known: dict[tuple[int, ...], int] = {}
    ids = [w for p in pieces for w in p.ids]
    forms = np.array([known.setdefault(ids[i], len(known)) for i in words], np.int64)
    sentences = np.repeat(np.arange(len(pieces)), [len(p.ids) for p in pieces])
    back, meant = (np.concatenate(v) for v in zip(*((o.back, o.meant) for _, o in read), strict=True))
    kinds = np.array([NOMINAL[found.upos[i]] for i in words], np.int64)
    candidates = Candidates(back[words], meant[words], kinds, forms, sentences[words])
    return [(words[a], words[b]) for a, b in links(candidates, biases)]


def _add_words(found: Analysis, window: Sequence[Piece], out: Outputs, labels: Labels) -> None:
    """Add the words of a window: their kind, head, relation and, for verbs, factuality."""
    first = window[0].start
    found.upos += [labels.upos[i] for i in out.upos.tolist()]
    for i, value in enumerate(out.factuality.tolist()):
        if found.upos[first + i] == "VERB":
            found.factualities[first + i] = round(max(-3.0, min(3.0, value)), 2)
    relations = out.labels.tolist()
    for sentence in window:
        a, b = sentence.start - first, sentence.end - first
        scores = np.concatenate((out.arcs[a:b, :1], out.arcs[a:b, a + 1 : b + 1]), 1)
        for i, head in enumerate(best_tree(scores)):
            found.heads.append(sentence.start + head - 1 if head else sentence.start + i)
            found.deps.append(labels.relations[relations[a + i]] if head else "root")


def fill(blank: Cut, found: Analysis) -> Doc:
    """A Doc with the layers of the words of a text that is cut into tokens."""
    doc, words = _parsed(blank, found), blank.words
    doc.ents = tuple(Span(doc, words[a], words[b - 1] + 1, label=name) for a, b, name in found.names)
    for role, ranges in found.roles.items():
        doc.spans[role] = [Span(doc, words[a], words[b - 1] + 1, label=role) for a, b in ranges]
    doc._.factualities = {words[i]: value for i, value in found.factualities.items()}
    doc._.coref = tuple((words[a], words[b]) for a, b in found.links)
    return doc


def _parsed(blank: Cut, found: Analysis) -> Doc:
    """The tokens with kinds, heads, relations and lemmas; white space hangs on the word before it."""
    size = len(blank.texts)
    pos, deps = ["SPACE"] * size, ["dep"] * size
    for i, place in enumerate(blank.words):
        pos[place], deps[place] = found.upos[i], found.deps[i]
    return Doc(
        blank.vocab,
        words=blank.texts,
        spaces=blank.spaces,
        pos=pos,
        deps=deps,
        heads=heads_of_tokens(blank, found),
        lemmas=[lemma(w, p) for w, p in zip(blank.texts, pos, strict=True)],
    )


def heads_of_tokens(blank: Cut, found: Analysis) -> list[int]:
    """The token on which each token hangs; white space hangs on the word before it."""
    words = blank.words
    heads = list(_of_blanks(len(blank.texts), words))
    for place, head in zip(words, found.heads, strict=True):
        heads[place] = words[head]
    return heads


def _of_blanks(size: int, words: Sequence[int]) -> Iterator[int]:
    """For each token the nearest word before it, else the first word; itself where there is no word at all."""
    known = set(words)
    last = words[0] if words else None
    for i in range(size):
        last = i if i in known else last
        yield i if last is None else last

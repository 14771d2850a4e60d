"""Whatever the parser says of whatever text, actors and places stay within the text and are the same every time."""

from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from dragoman.atlas.atlas import load_atlas
from dragoman.extraction.actors import find_actors
from dragoman.extraction.draft import Draft
from dragoman.extraction.places import find_places
from dragoman.language.plain import plain
from dragoman.types import Report

WORDS = [
    "Iran", "Turkish", "Tehran", "Georgia", "Paris", "the", "The", "two", "leaders", "officials", "president", "of",
    "in", "'s", ",", "-", "(", "UN", "its", "who", "they", "it", "he", "we", "Ministry", "Foreign", "King", "x", "§",
    "its", "counterpart", "and", "police", "said", "…", "🙂", "Central", "Asia", "Texas", ".", "Mr", "bank", "Bank",
]  # fmt: skip
TAGS = ["NOUN", "PROPN", "PRON", "VERB", "ADJ", "DET", "ADP", "PUNCT", "NUM", "X"]
RELATIONS = [
    "nsubj",
    "obj",
    "obl",
    "nmod",
    "nmod:poss",
    "amod",
    "compound",
    "flat",
    "appos",
    "conj",
    "case",
    "det",
    "acl:relcl",
    "nmod:desc",
]
LABELS = ["PERSON", "ORG", "LOC", "EVENT"]

row = st.tuples(st.sampled_from(WORDS), st.sampled_from(TAGS), st.sampled_from(RELATIONS), st.integers(0, 40))


@st.composite
def drafts(draw: st.DrawFn) -> Draft:
    rows = draw(st.lists(row, min_size=1, max_size=25))
    heads = [0 if n == 0 else min(head, n - 1) for n, (_, _, _, head) in enumerate(rows)]
    doc = Doc(
        Vocab(),
        words=[r[0] for r in rows],
        pos=[r[1] for r in rows],
        deps=["root", *(r[2] for r in rows[1:])],
        heads=heads,
    )
    start = draw(st.integers(0, len(rows) - 1))
    doc.set_ents(
        [Span(doc, start, min(len(rows), start + draw(st.integers(1, 4))), label=draw(st.sampled_from(LABELS)))]
    )
    return Draft(Report("r", doc.text), plain(doc), None, load_atlas())  # type: ignore[arg-type]


@given(drafts())
@settings(max_examples=150, deadline=None)
def test_spans_stay_in_the_text_and_ids_are_known(draft: Draft) -> None:
    found = find_places(find_actors(draft))
    known = {a.id for a in found.actors} | {p.id for p in found.places}
    for reference in found.references:
        assert 0 <= reference.start < reference.end <= len(draft.doc)
        assert 0 <= reference.head < len(draft.doc)
        assert set(reference.ids) <= known
        assert reference.ids
    for thing in (*found.actors, *found.places):
        assert all(0 <= s < e <= len(draft.doc.text) for s, e in thing.mentions)
    again = find_places(find_actors(draft))
    assert (again.actors, again.places, again.references) == (found.actors, found.places, found.references)

"""A plain document answers as spaCy's own does, whatever the tree looks like."""

import gc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.lang.en import English
from spacy.tokens import Doc as Parsed
from spacy.tokens import Span as ParsedSpan
from spacy.tokens import Token as ParsedToken

from dragoman.language.layers import fill_missing, register_layers
from dragoman.language.plain import Doc, Token, plain

VOCAB = English().vocab
OWN = "i idx text lower_ whitespace_ lemma_ pos_ dep_ ent_type_ is_sent_start is_alpha is_punct is_space"
OTHERS = "children subtree ancestors conjuncts"
WORDS = st.sampled_from(["Oman", "İran", "signed", ",", "\n", "7", "and", "’s", "état"])
ROWS = st.lists(
    st.tuples(WORDS, st.booleans(), st.sampled_from(["conj", "nsubj", "punct"]), st.integers(0, 40)),
    min_size=1,
    max_size=25,
)


def tree(wanted: list[int]) -> list[int]:
    """Heads without circles: each word hangs on the one it wants, unless that one hangs on it; then on nothing."""
    heads = list(range(len(wanted)))
    for i, head in enumerate(h % len(wanted) for h in wanted):
        above = head
        while heads[above] != above:
            above = heads[above]
        heads[i] = head if above != i else i
    return heads


def parsed(rows: list[tuple[str, bool, str, int]]) -> Parsed:
    register_layers()
    heads = tree([r[3] for r in rows])
    return Parsed(
        VOCAB,
        words=[r[0] for r in rows],
        spaces=[r[1] for r in rows],
        pos=["NOUN"] * len(rows),
        deps=["root" if heads[i] == i else r[2] for i, r in enumerate(rows)],
        heads=heads,
        lemmas=[r[0].lower() for r in rows],
    )


def numbers(tokens: object) -> list[int]:
    return [t.i for t in tokens]  # type: ignore[attr-defined]


def check(theirs: ParsedToken, ours: Token) -> None:
    assert [getattr(ours, name) for name in OWN.split()] == [getattr(theirs, name) for name in OWN.split()]
    for name in OTHERS.split():
        assert numbers(getattr(ours, name)) == numbers(getattr(theirs, name)), name
    assert numbers([ours.head, ours.left_edge, ours.right_edge]) == numbers(
        [theirs.head, theirs.left_edge, theirs.right_edge]
    )
    assert (ours.sent.start, ours.sent.end) == (theirs.sent.start, theirs.sent.end)


@settings(max_examples=80, deadline=None)
@given(rows=ROWS)
def test_every_token_answers_alike(rows: list[tuple[str, bool, str, int]]) -> None:
    source = parsed(rows)
    doc = plain(source)
    assert doc.text == source.text
    for theirs, ours in zip(source, doc, strict=True):
        check(theirs, ours)


@settings(max_examples=60, deadline=None)
@given(rows=ROWS, start=st.integers(0, 24), length=st.integers(1, 9))
def test_every_span_answers_alike(rows: list[tuple[str, bool, str, int]], start: int, length: int) -> None:
    source = parsed(rows)
    start = start % len(rows)
    theirs, ours = source[start : start + length], plain(source)[start : start + length]
    assert (ours.start, ours.end, len(ours), ours.root.i) == (theirs.start, theirs.end, len(theirs), theirs.root.i)
    assert (ours.start_char, ours.end_char) == (theirs.start_char, theirs.end_char)
    assert numbers(reversed(ours)) == numbers(theirs)[::-1]
    assert ours.text == source.text[theirs.start_char : theirs.end_char]
    again = ours.doc.char_span(ours.start_char, ours.end_char)
    assert again is not None
    assert (again.start, again.end) == (ours.start, ours.end)


@pytest.fixture
def treaty() -> Doc:
    words = ["Peru", "and", "Chile", "signed", "a", "treaty"]
    doc = Parsed(
        VOCAB,
        words=words,
        pos=["PROPN", "CCONJ", "PROPN", "VERB", "DET", "NOUN"],
        deps=["nsubj", "cc", "conj", "root", "det", "obj"],
        heads=[3, 2, 0, 3, 5, 3],
        morphs=["Number=Sing", "", "", "Tense=Past|VerbForm=Fin", "", ""],
    )
    register_layers()
    doc.set_ents([ParsedSpan(doc, 0, 1, label="LOC"), ParsedSpan(doc, 2, 3, label="LOC")])
    fill_missing(doc).spans["cue"] = [ParsedSpan(doc, 3, 4, label="cue")]
    doc._.coref = ((5, 2),)
    return plain(doc)


def test_layers_and_features_come_along(treaty: Doc) -> None:
    assert [(e.text, e.label_) for e in treaty.ents] == [("Peru", "LOC"), ("Chile", "LOC")]
    assert [e.text for e in treaty[1:4].ents] == ["Chile"]
    assert {role: [s.text for s in spans] for role, spans in treaty.spans.items()} == {
        "source": [],
        "cue": ["signed"],
        "content": [],
    }
    assert treaty.links == {5: 2}
    assert treaty[3].morph == {"Tense": ["Past"], "VerbForm": ["Fin"]}


def test_tokens_are_themselves(treaty: Doc) -> None:
    assert treaty[0].head is treaty[2].head.head is treaty[3]
    assert treaty[0].sent is treaty[5].sent
    assert treaty[3].is_ancestor(treaty[2])
    assert not treaty[2].is_ancestor(treaty[3])
    assert treaty[-1].nbor(-1) is treaty[4]
    for beyond in (-6, 1):
        with pytest.raises(IndexError):
            treaty[5].nbor(beyond)


def test_a_document_without_sentences_is_refused() -> None:
    register_layers()
    with pytest.raises(ValueError, match="Sentence boundaries unset"):
        plain(Parsed(VOCAB, words=["Peru", "signed"]))


def test_a_document_without_words_is_empty() -> None:
    register_layers()
    assert len(plain(Parsed(VOCAB, words=[]))) == 0


def test_a_parted_document_leaves_nothing_to_be_looked_for(treaty: Doc) -> None:
    tokens = len(treaty)
    gc.collect()
    gc.disable()
    try:
        before = sum(isinstance(o, Token) for o in gc.get_objects())
        treaty.part()
        assert sum(isinstance(o, Token) for o in gc.get_objects()) == before - tokens
    finally:
        gc.enable()
    assert len(treaty) == len(treaty.sents) == 0

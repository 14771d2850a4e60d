"""Whatever the parser and the taggers say of whatever text, statements stay within it and are the same every time."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from dragoman.atlas.atlas import load_atlas
from dragoman.extraction.actors import find_actors
from dragoman.extraction.attribution import find_statements
from dragoman.extraction.draft import Draft
from dragoman.language.plain import plain
from dragoman.types import Report

WORDS = [
    "Iran",
    "said",
    "say",
    "says",
    "told",
    "tell",
    "believes",
    "believe",
    "that",
    "according",
    "to",
    "citing",
    "quoting",
    "cite",
    "claim",
    "claims",
    "views",
    "view",
    "as",
    "call",
    "called",
    "urge",
    "urged",
    "he",
    "it",
    "they",
    "we",
    "Reuters",
    "minister",
    "report",
    "convinced",
    "is",
    "not",
    '"',
    "“",
    "”",
    "'",
    "‘",
    "’",
    "«",
    "»",
    ",",
    ".",
    ":",
    ";",
    "(",
    ")",
    "—",
    "\n",
]
TAGS = ["NOUN", "PROPN", "PRON", "VERB", "AUX", "ADJ", "DET", "ADP", "SCONJ", "PUNCT", "X"]
RELATIONS = [
    "nsubj",
    "nsubj:pass",
    "obj",
    "iobj",
    "obl",
    "obl:agent",
    "ccomp",
    "xcomp",
    "advcl",
    "acl",
    "acl:relcl",
    "parataxis",
    "conj",
    "cc",
    "mark",
    "case",
    "cop",
    "aux",
    "aux:pass",
    "nmod",
    "nmod:poss",
    "appos",
    "flat",
    "compound",
    "amod",
    "punct",
    "root",
    "dep",
    "expl",
]

row = st.tuples(
    st.sampled_from(WORDS), st.sampled_from(TAGS), st.sampled_from(RELATIONS), st.integers(0, 40), st.booleans()
)
marks = st.tuples(st.sampled_from(["source", "cue", "content"]), st.integers(0, 30), st.integers(1, 8))


@st.composite
def drafts(draw: st.DrawFn) -> Draft:
    rows = draw(st.lists(row, min_size=1, max_size=30))
    doc = Doc(
        Vocab(),
        words=[r[0] for r in rows],
        pos=[r[1] for r in rows],
        deps=["root", *(r[2] for r in rows[1:])],
        heads=[min(r[3], len(rows) - 1) if r[3] < n else max(0, n - 1) for n, r in enumerate(rows)],
        lemmas=[r[0].removesuffix("s").replace("said", "say").replace("told", "tell") for r in rows],
        sent_starts=[n == 0 or r[4] for n, r in enumerate(rows)],
    )
    for key, start, length in draw(st.lists(marks, max_size=6)):
        if start < len(rows):
            doc.spans[key] = [*doc.spans.get(key, []), Span(doc, start, min(len(rows), start + length))]
    nothing: Any = None
    return Draft(Report("r", doc.text), plain(doc), nothing, load_atlas())


@given(drafts())
@settings(max_examples=300, deadline=None)
def test_statements_stay_within_the_text_and_are_repeatable(draft: Draft) -> None:
    ready = find_actors(draft)
    found = find_statements(ready)
    assert found == find_statements(ready)
    ids = {s.id for s in found.statements}
    assert [s.id for s in found.statements] == [f"s{n}" for n in range(1, len(found.statements) + 1)]
    for statement in found.statements:
        assert statement.source in found.actor_by_id
        assert statement.within is None or statement.within in ids - {statement.id}
        for span in (*statement.content, *statement.cue, *statement.source_span):
            assert 0 <= span.start < span.end <= len(draft.report.text)

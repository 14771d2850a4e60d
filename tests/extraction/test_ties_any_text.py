"""Whatever the parser says of whatever words, ties stay within the text, name known kinds and come out the same."""

import time

from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.lang.en import English
from spacy.tokens import Doc

from dragoman.atlas.atlas import load_atlas
from dragoman.extraction.actors import find_actors
from dragoman.extraction.draft import Draft
from dragoman.extraction.places import find_places
from dragoman.extraction.ties import find_ties
from dragoman.language.plain import plain
from dragoman.ontology.ontology import load_ontology
from dragoman.types import Report

VOCAB = English().vocab
WORDS = [
    "Iran",
    "China",
    "NATO",
    "Chabahar",
    "Tehran",
    "agreement",
    "sign",
    "with",
    "between",
    "and",
    "golden",
    "age",
    "of",
    "relations",
    "the",
    "swap",
    "gas",
    "-",
    ",",
    ".",
    "through",
    "to",
    "from",
    "join",
    "leader",
    "railway",
    "link",
    "it",
    "summit",
    "host",
    "in",
    "plant",
    "build",
    "this",
    "will",
    "10",
    "bcm",
    "$",
    "war",
    "not",
    "who",
    "country",
    "our",
]
POS = ["NOUN", "PROPN", "VERB", "ADJ", "ADP", "PRON", "DET", "AUX", "PUNCT", "NUM"]
DEPS = [
    "nsubj",
    "obj",
    "obl",
    "nmod",
    "compound",
    "amod",
    "conj",
    "case",
    "det",
    "acl",
    "acl:relcl",
    "xcomp",
    "ccomp",
    "advcl",
    "nmod:poss",
    "cop",
    "aux",
    "punct",
    "appos",
    "nsubj:pass",
    "parataxis",
]
ROWS = st.lists(
    st.tuples(st.sampled_from(WORDS), st.sampled_from(POS), st.sampled_from(DEPS), st.integers(0, 30)),
    min_size=1,
    max_size=30,
)


def draft_of(words: list[str], pos: list[str], deps: list[str], heads: list[int]) -> Draft:
    doc = Doc(VOCAB, words=words, pos=pos, deps=deps, heads=heads, lemmas=[w.lower() for w in words])
    return find_places(find_actors(Draft(Report("r", doc.text), plain(doc), load_ontology(), load_atlas())))


@settings(max_examples=150, deadline=None)
@given(ROWS)
def test_any_tree(rows: list[tuple[str, str, str, int]]) -> None:
    heads = [0] + [min(head, n - 1) for n, (_, _, _, head) in enumerate(rows) if n]
    deps = ["root"] + [dep for _, _, dep, _ in rows[1:]]
    draft = draft_of([r[0] for r in rows], [r[1] for r in rows], deps, heads)
    found = find_ties(draft)
    assert found.ties == find_ties(draft).ties
    known = {a.id for a in found.actors} | {p.id for p in found.places}
    for tie in found.ties:
        kind = found.ontology.ties[tie.kind]
        assert tie.status in kind.statuses
        assert tie.stage is None or tie.stage in kind.stages
        assert set(tie.roles) <= set(kind.roles)
        assert set(tie.attributes) <= set(kind.attributes)
        assert set(tie.parties) <= known
        assert all(draft.doc.text[e.start : e.end].strip() for e in tie.evidence)


def test_a_long_list_takes_linear_time() -> None:
    words = ["Iran", "sign", "an", "agreement", "with", "China"] + ["and", "China"] * 2000
    deps = ["nsubj", "root", "det", "obj", "case", "nmod"] + ["cc", "conj"] * 2000
    heads = [1, 1, 3, 1, 5, 3] + [n for k in range(2000) for n in (6 + 2 * k + 1, 5)]
    pos = ["PROPN", "VERB", "DET", "NOUN", "ADP", "PROPN"] + ["CCONJ", "PROPN"] * 2000
    draft = draft_of(words, pos, deps, heads)
    started = time.process_time()
    assert [t.parties for t in find_ties(draft).ties] == [("CHN", "IRN")]
    assert time.process_time() - started < 5

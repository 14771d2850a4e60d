"""Whatever the parser says of whatever words, events stay within the text, name known types and come out the same."""

import time

from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.lang.en import English
from spacy.tokens import Doc

from dragoman.atlas.atlas import load_atlas
from dragoman.extraction.actors import find_actors
from dragoman.extraction.dates import find_dates
from dragoman.extraction.draft import Draft
from dragoman.extraction.events import find_events
from dragoman.extraction.places import find_places
from dragoman.language.plain import plain
from dragoman.ontology.ontology import load_ontology
from dragoman.types import Report

VOCAB = English().vocab
WORDS = [
    "Iran",
    "China",
    "NATO",
    "Paris",
    "it",
    "the",
    "talks",
    "with",
    "between",
    "and",
    "meet",
    "visit",
    "attack",
    "attacked",
    "on",
    "in",
    "to",
    "from",
    "not",
    "will",
    "would",
    "if",
    "said",
    "sanctions",
    "impose",
    "agree",
    "agreed",
    "sign",
    "agreement",
    "trade",
    "cease",
    "-",
    "fire",
    "protest",
    "against",
    "who",
    "that",
    "was",
    "by",
    "aid",
    "send",
    "Monday",
    "may",
    "2020",
    "deny",
    "war",
    "of",
    "their",
    ",",
    ".",
    ":",
    "troops",
    "more",
    "last",
    "refuse",
    "plan",
]
POS = ["NOUN", "PROPN", "VERB", "ADJ", "ADP", "PRON", "DET", "AUX", "PUNCT", "NUM", "PART", "SCONJ"]
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
    "aux:pass",
    "mark",
    "punct",
    "appos",
    "nsubj:pass",
    "parataxis",
    "obl:agent",
    "iobj",
    "advmod",
    "cc",
    "flat",
]
ROWS = st.lists(
    st.tuples(st.sampled_from(WORDS), st.sampled_from(POS), st.sampled_from(DEPS), st.integers(0, 30)),
    min_size=1,
    max_size=30,
)


def draft_of(words: list[str], pos: list[str], deps: list[str], heads: list[int]) -> Draft:
    doc = Doc(VOCAB, words=words, pos=pos, deps=deps, heads=heads, lemmas=[w.lower() for w in words])
    draft = Draft(Report("r", doc.text), plain(doc), load_ontology(), load_atlas())
    return find_places(find_actors(find_dates(draft)))


@settings(max_examples=150, deadline=None)
@given(ROWS)
def test_any_tree(rows: list[tuple[str, str, str, int]]) -> None:
    heads = [0] + [min(head, n - 1) for n, (_, _, _, head) in enumerate(rows) if n]
    deps = ["root"] + [dep for _, _, dep, _ in rows[1:]]
    draft = draft_of([r[0] for r in rows], [r[1] for r in rows], deps, heads)
    found = find_events(draft)
    assert found.mentions == find_events(draft).mentions
    actors, places, text = {a.id for a in found.actors}, {p.id for p in found.places}, draft.doc.text
    for mention in found.mentions:
        kind = found.ontology.events[mention.type]
        assert mention.mode is None or mention.mode in kind.modes
        assert "event" in found.ontology.statuses[mention.status].of
        assert mention.actors or mention.recipients
        assert {*mention.actors, *mention.recipients} <= actors | places
        assert mention.place is None or mention.place in places
        assert set(mention.topics) <= set(found.ontology.topics)
        assert (
            mention.evidence.start <= mention.trigger.start < mention.trigger.end <= mention.evidence.end <= len(text)
        )
        assert all(text[c.start : c.end].strip() for c in (mention.trigger, *mention.status_cues))


def test_a_long_chain_takes_linear_time() -> None:
    words = ["Iran", "attack", "China"] + ["and", "attack", "China"] * 300
    deps = ["nsubj", "root", "obj"] + ["cc", "conj", "obj"] * 300
    pos = ["PROPN", "VERB", "PROPN"] + ["CCONJ", "VERB", "PROPN"] * 300
    heads = [1, 1, 1] + [n for k in range(300) for n in (3 * k + 4, 1, 3 * k + 4)]
    draft = draft_of(words, pos, deps, heads)
    started = time.process_time()
    assert len(find_events(draft).mentions) > 0
    assert time.process_time() - started < 20

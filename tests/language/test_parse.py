"""The Doc as the reader fills it, and as a pipeline of the user's does."""

import time
from pathlib import Path

import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from dragoman.errors import ModelMissing
from dragoman.language.layers import ROLES
from dragoman.language.parse import Parser, SpacyParser, load_parser, spacy_parser
from dragoman.settings import Settings

TEXT = (
    "Port deal signed in Karachi\n\nForeign Minister Lena Haddad met her counterpart in Muscat on Tuesday. “We will not"
    " wait,” she told reporters. The U.S. said the tariffs were imposed by the European Union."
)


def one(reader: Parser, text: str) -> Doc:
    return next(reader.parse([text]))


def facts(doc: Doc) -> list[tuple[object, ...]]:
    words = [(t.text, t.pos_, t.dep_, t.head.i, t.lemma_, t.is_sent_start, t._.factuality) for t in doc]
    return [
        *words,
        *((e.start, e.end, e.label_) for e in doc.ents),
        *((s.start, s.end) for r in ROLES for s in doc.spans[r]),
    ]


def test_every_layer_is_filled(reader: Parser) -> None:
    doc = one(reader, TEXT)
    assert [s[0].text for s in doc.sents] == ["Port", "Foreign", "“", "The"]
    assert {"PROPN", "VERB", "PUNCT"} <= {t.pos_ for t in doc}
    assert {"nsubj", "nsubj:pass", "obl", "punct", "root"} <= {t.dep_ for t in doc}
    assert ("Lena Haddad", "PERSON") in {(e.text, e.label_) for e in doc.ents}
    assert {e.text for e in doc.ents if e.label_ == "LOC"} >= {"Muscat"}
    assert "told" in {s.text for s in doc.spans["cue"]}
    met = next(t for t in doc if t.text == "met")
    assert met.lemma_ == "meet"
    assert met._.factuality > 0
    assert {(doc[a].text, doc[b].text) for a, b in doc._.coref} >= {("her", "Lena"), ("she", "Lena")}


def test_trees_have_one_root_and_stay_in_their_sentences(reader: Parser) -> None:
    for sent in one(reader, TEXT).sents:
        assert sum(t.head.i == t.i for t in sent) == 1
        assert all(sent.start <= t.head.i < sent.end for t in sent)


def test_a_text_is_read_alike_in_any_company(reader: Parser) -> None:
    texts = [TEXT, "Oil fell.", "", TEXT * 3]
    together = [facts(d) for d in reader.parse(texts)]
    assert together == [facts(one(reader, t)) for t in texts]


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=300))
def test_any_text_stays_itself(reader: Parser, text: str) -> None:
    doc = one(reader, text)
    assert doc.text == text
    assert all(text[t.idx : t.idx + len(t)] == t.text for t in doc)


@pytest.mark.parametrize("text", ["", " ", "\n\n \t", "x", "\x00", "“", "a\n\n\nb"])
def test_short_texts(reader: Parser, text: str) -> None:
    assert one(reader, text).text == text


@pytest.mark.parametrize("text", ["word " * 2_500, "x" * 12_500, "a-" * 2_500, "Yes. " * 625, "\n" * 6_250])
def test_ugly_texts_take_linear_time(reader: Parser, text: str) -> None:
    begun = time.process_time()
    assert one(reader, text).text == text
    assert time.process_time() - begun < 7


def test_a_pipeline_of_the_users(tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.to_disk(tmp_path / "mine")
    parser = load_parser(Settings(reader=f"spacy:{tmp_path / 'mine'}"))
    assert isinstance(parser, SpacyParser)
    doc = one(parser, "Nobody signed. They left.")
    assert len(list(doc.sents)) == 2
    assert all(len(doc.spans[r]) == 0 for r in ROLES)


def test_models_that_are_not_there(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match="spacy:no_such_pipeline"):
        spacy_parser("no_such_pipeline")
    with pytest.raises(ModelMissing, match="nowhere"):
        load_parser(Settings(reader=str(tmp_path / "nowhere")))

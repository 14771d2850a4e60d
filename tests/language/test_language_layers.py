"""What hangs on a Doc, whoever parsed it."""

import spacy

from dragoman.language.layers import ROLES, fill_missing, register_layers


def test_layers_of_a_bare_doc_are_empty() -> None:
    register_layers()
    register_layers()
    doc = fill_missing(spacy.blank("en")("Nobody signed."))
    assert all(len(doc.spans[role]) == 0 for role in ROLES)
    assert doc._.coref == ()
    assert [t._.factuality for t in doc] == [None, None, None]


def test_marks_that_are_there_stay() -> None:
    register_layers()
    doc = spacy.blank("en")("Nobody signed.")
    doc.spans["cue"] = [doc[1:2]]
    assert [s.text for s in fill_missing(doc).spans["cue"]] == ["signed"]

"""The examples of the ontology are tests: each kind's sentences hold such a tie, its counter-examples none."""

import pytest

from dragoman.extraction import extract
from dragoman.ontology.ontology import load_ontology
from dragoman.pipeline import Tools
from dragoman.types import Report

KINDS = sorted(load_ontology().ties)
# A sentence that the parser reads wrongly is lost; a few of the examples may be, of the counter-examples none.
LOST = 3


def kinds_in(tools: Tools, sentence: str) -> set[str]:
    doc = next(iter(tools.parser.parse([sentence])))
    return {t.kind for t in extract(Report("r", sentence), doc, tools.ontology, tools.atlas).ties}


@pytest.mark.parametrize("kind", KINDS)
def test_examples(tools: Tools, kind: str) -> None:
    examples = tools.ontology.ties[kind].examples
    missed = [s for s in examples if kind not in kinds_in(tools, s)]
    assert len(missed) <= LOST, missed


@pytest.mark.parametrize("kind", KINDS)
def test_counter_examples(tools: Tools, kind: str) -> None:
    assert [s for s in tools.ontology.ties[kind].counter_examples if kind in kinds_in(tools, s)] == []


@pytest.mark.parametrize("kind", KINDS)
def test_there_are_enough(kind: str) -> None:
    tie = load_ontology().ties[kind]
    assert len(set(tie.examples)) >= 15
    assert len(set(tie.counter_examples)) >= 8

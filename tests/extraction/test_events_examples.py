"""The examples of the ontology are tests: each sentence tells such an event, each counter-example none of that type."""

import pytest

from dragoman.extraction import extract
from dragoman.ontology.ontology import load_ontology
from dragoman.pipeline import Tools
from dragoman.types import Report

EVENTS = load_ontology().events
EXAMPLES = [(kind, s) for kind in sorted(EVENTS) for s in EVENTS[kind].examples]
COUNTER_EXAMPLES = [(kind, s) for kind in sorted(EVENTS) for s in EVENTS[kind].counter_examples]


def types_in(tools: Tools, sentence: str) -> set[str]:
    doc = next(iter(tools.parser.parse([sentence])))
    return {m.type for m in extract(Report("r", sentence), doc, tools.ontology, tools.atlas).mentions}


@pytest.mark.parametrize(("kind", "sentence"), EXAMPLES)
def test_example(tools: Tools, kind: str, sentence: str) -> None:
    assert kind in types_in(tools, sentence)


@pytest.mark.parametrize(("kind", "sentence"), COUNTER_EXAMPLES)
def test_counter_example(tools: Tools, kind: str, sentence: str) -> None:
    assert kind not in types_in(tools, sentence)


@pytest.mark.parametrize("kind", sorted(EVENTS))
def test_there_are_enough(kind: str) -> None:
    assert len(set(EVENTS[kind].examples)) >= 6
    assert len(set(EVENTS[kind].counter_examples)) >= 4

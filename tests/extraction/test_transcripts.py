"""Interviews: who takes turns, and where a turn ends."""

import pytest
from tests.extraction.hand import doc_of

from dragoman.extraction.quotations import find_quotations
from dragoman.extraction.speeches import Page
from dragoman.extraction.transcripts import turns
from dragoman.language.plain import plain
from dragoman.pipeline import Tools

ASKED = "Question: Why?\nSow: We paid.\nQuestion: How?\nSow: In gold.\nOur gold, I mean.\nThe talk lasted an hour."


def told(text: str, tools: Tools) -> list[tuple[str, str]]:
    doc = plain(next(iter(tools.parser.parse([text]))))
    found = turns(Page(doc, find_quotations(text)))
    return [(text[t.label.start : t.label.end], text[t.words.start : t.words.end].strip()) for t in found]


def test_a_turn_runs_to_the_next_label_and_the_last_one_over_lines_in_the_first_person(tools: Tools) -> None:
    expected = [("Question", "Why?"), ("Sow", "We paid."), ("Question", "How?"), ("Sow", "In gold.\nOur gold, I mean.")]
    assert told(ASKED, tools) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Sow: We paid.\nThe talk lasted an hour.",
        "Price: low\nWeight: ten tonnes\nColour: red",
        "The minister said: Go.\nThe minister said: Stay.\nThe minister said: Sleep.",
    ],
)
def test_labels_that_do_not_come_again_and_clauses_are_no_turns(text: str, tools: Tools) -> None:
    assert told(text, tools) == []


def test_a_text_without_labels_has_no_turns() -> None:
    doc = doc_of("Peru/PROPN/nsubj/2 paid/VERB/root/0")
    assert turns(Page(doc, find_quotations(doc.text))) == ()

"""What was considered: every finding has its explanation, every refusal its reason, and asking changes nothing."""

import pytest

from dragoman.extraction import explained, extract
from dragoman.extraction.explaining import Explanation
from dragoman.pipeline import Tools
from dragoman.types import Findings, Report

TEXTS = [
    "Norway promised on Tuesday to send aid to Malawi. The minister may visit Oslo.",
    "Sudan expelled the UN envoy. The ministry said he had interfered. If Chad attacks, Sudan will respond.",
    "Kenya and Uganda signed a treaty on 3 May 2022. The two will meet again. The runner met his target.",
    "The museum opened.",
    "",
]


def told(tools: Tools, text: str) -> tuple[Findings, tuple[Explanation, ...]]:
    report = Report("r", text, published="2022-07-15")
    return explained(report, next(iter(tools.parser.parse([text]))), tools.ontology, tools.atlas)


@pytest.mark.parametrize("text", TEXTS)
def test_every_finding_is_explained_once(tools: Tools, text: str) -> None:
    findings, explanations = told(tools, text)
    found = [x.id for x in (*findings.statements, *findings.mentions, *findings.ties)]
    assert sorted(e.of for e in explanations if e.of is not None) == sorted(found)


@pytest.mark.parametrize("text", TEXTS)
def test_asking_why_changes_no_finding(tools: Tools, text: str) -> None:
    report = Report("r", text, published="2022-07-15")
    plain = extract(report, next(iter(tools.parser.parse([text]))), tools.ontology, tools.atlas)
    assert told(tools, text)[0] == plain


@pytest.mark.parametrize("text", TEXTS)
def test_words_stand_where_the_explanation_says(tools: Tools, text: str) -> None:
    for e in told(tools, text)[1]:
        if e.of is None or e.of.startswith("m"):
            assert text[e.span.start : e.span.end] == e.words
        assert all(c.outcome for c in (*e.parties, *e.status, *e.considered))


def test_an_act_shows_its_cue_its_parties_and_where_its_date_is_from(tools: Tools) -> None:
    _, explanations = told(tools, "Norway promised on Tuesday to send aid to Malawi.")
    act = next(e for e in explanations if e.words == "send" and e.of)
    assert [(c.words, c.rule, c.outcome) for c in act.status][:1] == [("promised", "planned", "decided")]
    assert {(c.words, c.rule) for c in act.parties} == {("Norway", "actor"), ("Malawi", "recipient")}
    assert act.date == "none: 'Tuesday' hangs on another word of the sentence"


def test_a_word_that_tells_no_act_says_why(tools: Tools) -> None:
    _, explanations = told(tools, "If Chad attacks Libya, Sudan will respond.")
    refused = next(e for e in explanations if e.words == "attacks")
    assert refused.of is None
    assert "the text only supposes it" in {c.outcome for c in refused.considered}

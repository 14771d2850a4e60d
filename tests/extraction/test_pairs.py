"""Whom "the two sides", "both countries" and "the rivals" mean, and whose people "the two countries' ministers" are."""

import pytest

from dragoman.extraction import extract
from dragoman.pipeline import Tools
from dragoman.types import Report

LAID = "Peru and Bolivia agreed on Monday to build a railway. "

CASES = [
    # Those who act together, though two others were named side by side after them.
    (
        LAID + "The Peruvian minister has visited Quito and Asuncion this year. The two sides will meet in May.",
        "meet",
        {"PER", "BOL"},
    ),
    # Those who do something to each other.
    (
        "Ghana accused Togo of moving posts. Men came from Niger, Chad and Mali. The two countries will hold talks.",
        "hold",
        {"GHA", "TGO"},
    ),
    # In one sentence, the last two named side by side.
    (
        "Gambian President Sule Jatta, back from Mali and Guinea, will mediate between the two neighbours.",
        "mediate",
        {"GMB", "MLI", "GIN"},
    ),
    # "These" are the last.
    (
        LAID + "Chile has borders with Argentina and Paraguay. It signed an accord with these two countries.",
        "signed",
        {"CHL", "ARG", "PRY"},
    ),
    ("Oman's foreign minister met Yemen's in Salalah. Both sides agreed on a loan.", "agreed", {"OMN", "YEM"}),
]

BOTH = {"PER.foreign_minister", "BOL.foreign_minister"}
PEOPLE = [
    (LAID + "The two countries' foreign ministers signed the deal in Lima.", BOTH),
    (LAID + "Foreign ministers of the two countries signed the deal in Lima.", BOTH),
]

SPEAKERS = [
    (
        "Kenya's army met the rebels. Uganda's foreign ministry said it had expelled two Rwandan envoys.",
        "UGA.foreign_ministry",
    ),
    ("Fiji's president arrived in Samoa. Tonga said in a statement that it had expelled Nauru's ambassador.", "TON"),
]


def told(tools: Tools, text: str) -> dict[str, set[str]]:
    """The parties of each act by its word."""
    found = extract(Report("r", text), next(iter(tools.parser.parse([text]))), tools.ontology, tools.atlas)
    states = {a.id: a.country or a.id for a in found.actors}
    return {
        text[m.trigger.start : m.trigger.end]: {states.get(i, i) for i in (*m.actors, *m.recipients)}
        for m in found.mentions
    }


@pytest.mark.parametrize(("text", "word", "expected"), CASES)
def test_the_two_are_those_who_deal_with_each_other(tools: Tools, text: str, word: str, expected: set[str]) -> None:
    assert told(tools, text).get(word) == expected


@pytest.mark.parametrize(("text", "expected"), PEOPLE)
def test_people_of_the_two_are_of_each(tools: Tools, text: str, expected: set[str]) -> None:
    found = extract(Report("r", text), next(iter(tools.parser.parse([text]))), tools.ontology, tools.atlas)
    assert expected <= {i for m in found.mentions for i in m.actors}


@pytest.mark.parametrize(("text", "speaker"), SPEAKERS)
def test_it_is_whoever_says_so(tools: Tools, text: str, speaker: str) -> None:
    found = extract(Report("r", text), next(iter(tools.parser.parse([text]))), tools.ontology, tools.atlas)
    assert [m.actors for m in found.mentions if m.type == "SANCTION"] == [(speaker,)]


def test_armies_of_one_state_may_be_rivals(tools: Tools) -> None:
    text = (
        "The Rapid Support Forces accused Sudan's army of shelling a market. Egypt and Ethiopia were invited to watch. "
        "The rivals will hold talks in Geneva."
    )
    assert told(tools, text)
    found = extract(Report("r", text), next(iter(tools.parser.parse([text]))), tools.ontology, tools.atlas)
    talks = next(m for m in found.mentions if m.type == "CONSULT")
    assert {*talks.actors, *talks.recipients} == {"rsf", "SDN.army"}

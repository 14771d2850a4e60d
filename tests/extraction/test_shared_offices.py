"""Holders of one office in several states, people abroad, and what offices are called."""

import pytest

from dragoman.pipeline import Tools, process
from dragoman.types import Findings, Report

CASES = [
    (
        "Chile, Peru and Brazil agreed on a pipeline. A diplomat in Quito was silent. "
        "The three energy ministers will meet in Lima.",
        {"CHL.energy_minister", "PER.energy_minister", "BRA.energy_minister"},
    ),
    (
        "Fiji's president met his Samoan counterpart. Ghana and Togo quarrelled. "
        "The two foreign ministers met in Abuja.",
        {"GHA.foreign_minister", "TGO.foreign_minister"},
    ),
    ("The presidents of Malta and Tunisia met in Valletta.", {"MLT.president", "TUN.president"}),
    ("Oman kept out of the war. Chad welcomed the truce. The sultan will visit Malta.", {"OMN.sultan"}),
    ("Spain sent a letter. Peru's minister read it. The king will visit Lima.", {"ESP.king"}),
    ("The pope flew to Fiji.", {"VAT.pope"}),
]


def findings(text: str, tools: Tools) -> Findings:
    (found,) = process([Report("r", text, published="2024-05-06", language="en")], tools)
    assert isinstance(found, Findings)
    return found


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_an_office_in_several_states(text: str, expected: set[str], tools: Tools) -> None:
    assert expected <= {a.id for a in findings(text, tools).actors}


@pytest.mark.parametrize("who", ["Western diplomat", "senior ambassador", "foreign correspondent"])
def test_people_posted_abroad_are_not_of_the_state_where_they_are(who: str, tools: Tools) -> None:
    found = findings(f"A {who} in Nairobi said that the talks had failed.", tools)
    assert all(a.country is None for a in found.actors if a.kind != "state")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Kenya and Uganda quarrelled. Its foreign minister spoke on Monday.", "Kenya's foreign minister"),
        ("The Kenyan foreign minister spoke on Monday.", "Kenya's foreign minister"),
        ("The foreign minister of the Netherlands spoke on Monday.", "Netherlands' foreign minister"),
    ],
)
def test_an_office_has_one_name(text: str, name: str, tools: Tools) -> None:
    named = {a.name for a in findings(text, tools).actors if a.id.endswith(".foreign_minister")}
    assert named <= {name, "Uganda's foreign minister"}
    assert named


def test_a_minister_in_a_list_is_of_the_state_of_the_one_before(tools: Tools) -> None:
    text = "She met Kenyan President William Ruto and Foreign Minister Musalia Mudavadi."
    assert {a.country for a in findings(text, tools).actors if a.kind == "person"} == {"KEN"}


@pytest.mark.parametrize("text", ["In August Chile signed a pact with Fiji.", "Talks will be held in Lima in March."])
def test_a_month_is_no_town(text: str, tools: Tools) -> None:
    assert not {"March", "August"} & {p.name for p in findings(text, tools).places}


def test_a_dateline_takes_no_part(tools: Tools) -> None:
    found = findings("LIMA, May 6 (Andean Wire) - Chile and Peru signed a treaty, officials said.", tools)
    assert found.mentions
    assert all(m.evidence.start > 20 for m in found.mentions)
    assert all(s.content[0].start > 20 for s in found.statements)


@pytest.mark.parametrize(
    "text",
    ["Cuba denounced Mali's rivals.", "Egypt has moved closer to Ethiopia's neighbours.", "Chile met Peru's foes."],
)
def test_the_rivals_and_neighbours_of_a_state_are_not_that_state(text: str, tools: Tools) -> None:
    found = findings(text, tools)
    assert all({"MLI", "ETH", "PER"}.isdisjoint((*m.actors, *m.recipients)) for m in found.mentions)
    assert all({"MLI", "ETH", "PER"}.isdisjoint(t.parties) for t in found.ties)


def test_an_ally_by_name_acts_itself(tools: Tools) -> None:
    (act,) = findings("Peru's ally Chile signed a pact with Fiji.", tools).mentions
    assert set(act.actors) == {"CHL"}


def test_an_adviser_to_a_minister_is_of_the_ministers_state(tools: Tools) -> None:
    found = findings("An adviser to Peru's energy minister said that the plan had failed.", tools)
    (said,) = found.statements
    assert {a.country for a in found.actors if a.id == said.source} == {"PER"}

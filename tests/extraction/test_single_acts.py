"""What is told once is one act: outcomes, purposes, charges and what is only awaited are no further ones."""

import pytest

from dragoman.extraction import extract
from dragoman.pipeline import Tools
from dragoman.types import Mention, Report

# Types of all acts, sentence.
SINGLE: list[tuple[list[str], str]] = [
    (["ASSAULT"], "Kenya's army shelled a town in Sudan, killing ten villagers."),
    (["CONSULT"], "Norway hosted Estonia's president for a meeting aimed at establishing closer relations."),
    (["COERCE"], "Two Poles were arrested in Belarus for spying on the army."),
    (["COERCE"], "A Danish engineer was detained in Iran on suspicion of bombing a pipeline."),
    (["REJECT"], "Peru rejected the plan of Chile until its demands are met."),
    (["ASSAULT"], "Ghanaian police used water cannon to disperse marchers in Kumasi."),
    (["ACCUSE"], "Oman accused Yemen of financing rebels on its soil."),
    (["COERCE"], "Finland's coast guard seized a Togolese tanker suspected of smuggling crude."),
    (["ASSAULT"], "A roadside bomb wounded two Danish soldiers in Mali."),
    (["CONSULT"], "Jordan and Oman discussed ways to end the war in Sudan."),
    (["SANCTION"], "Chad recalled its ambassador from Cairo for consultations."),
    (["AGREE"], 'Laos and Fiji signed a pact on rice. "Nobody will ever leave the pact," said the president of Fiji.'),
]
# The same words tell an act in a headline, which is too short to say whether anybody abroad is meant.
HEADLINES = ["Peru Leader Condemns Violence in Speech", "Laotian Delegation Threatens to Quit Talks"]
# Type, actors, recipients, sentence.
PARTIES: list[tuple[str, set[str], set[str], str]] = [
    ("THREATEN", {"PER"}, {"CHL"}, "Peru threatened to stop the talks if Chile builds the dam."),
    ("REJECT", {"OMN"}, {"FRA"}, "Oman is opposed to French mediation."),
    ("CONCEDE", {"MLI.government"}, {"MLI.rebels"}, "Mali's government accepted the demands of the Malian rebels."),
    ("ACCUSE", {"CHL"}, {"BOL"}, "Chile accused Bolivia of violating the truce, a member of the Peruvian team said."),
    ("MOBILIZE", {"KEN.army"}, {"SOM"}, "Kenyan troops entered Somalia on Monday."),
    ("AGREE", {"ISL"}, {"FIN"}, "Iceland offered talks without conditions to Finland."),
    ("ACCUSE", {"MLI"}, {"NER"}, "Niger said that it had shut the camp on Monday, a step condemned by Mali."),
    (
        "THREATEN",
        {"TUR"},
        {"GRC"},
        "Turkey threatened to retaliate if Greece goes ahead with a sale of tanks to Egypt.",
    ),
    ("CONSULT", {"NOR.envoy"}, {"CUB"}, "Cuba freed two sailors after a visit by a Norwegian envoy."),
    ("COERCE", {"KWT"}, {"PER.citizens"}, "Kuwait released six Peruvians who had been jailed in May."),
    ("AGREE", {"QAT", "LBY"}, {"QAT", "LBY"}, "Libya sells gas to Qatar under a contract signed in June."),
    ("REJECT", {"PRK"}, {"KOR"}, "South Korea offered help to North Korea, but Pyongyang dismissed the overture."),
    ("ASSAULT", {"SDN.paramilitaries"}, {"TCD"}, "A raid by Sudanese paramilitaries destroyed a village in Chad."),
    ("CONSULT", {"THA.king"}, {"LAO"}, "Thai king in Laos on state visit"),
    ("ASSAULT", {"HRV.army"}, {"SRB"}, "Croatia's army shot down 12 of 20 Serbian drones."),
    ("ASSAULT", {"ETH.army"}, {"SOM"}, "Ethiopian troops were engaged in heavy fighting in Somalia."),
]


def acts(tools: Tools, sentence: str) -> list[Mention]:
    doc = next(iter(tools.parser.parse([sentence])))
    return list(extract(Report("r", sentence), doc, tools.ontology, tools.atlas).mentions)


@pytest.mark.parametrize(("kinds", "sentence"), SINGLE)
def test_one_act_is_told_once(tools: Tools, kinds: list[str], sentence: str) -> None:
    assert [m.type for m in acts(tools, sentence)] == kinds


@pytest.mark.parametrize(("kind", "actors", "recipients", "sentence"), PARTIES)
def test_who_and_to_whom(tools: Tools, kind: str, actors: set[str], recipients: set[str], sentence: str) -> None:
    told = [(set(m.actors), set(m.recipients)) for m in acts(tools, sentence) if m.type == kind]
    assert told == [(actors, recipients)]


@pytest.mark.parametrize("headline", HEADLINES)
def test_what_a_headline_leaves_out_is_not_held_to_be_at_home(tools: Tools, headline: str) -> None:
    assert len(acts(tools, headline)) == 1
    assert acts(tools, headline + " on Monday, he told them.") == []

"""Whose people a crowd without a name is, by what the sentence tells of it."""

import pytest

from dragoman.extraction import extract
from dragoman.pipeline import Tools
from dragoman.types import Report

# Kind, actors, recipients, sentence.
CROWDS: list[tuple[str, set[str], set[str], str]] = [
    ("PROTEST", {"PER.people"}, set(), "Hundreds of people blocked roads in Lima."),
    ("PROTEST", {"BGR.students"}, set(), "Tens of thousands of students throughout Bulgaria staged rallies."),
    ("PROTEST", {"GEO.ethnic_armenians"}, set(), "About 300 ethnic Armenians demonstrated in southern Georgia."),
    ("COERCE", {"KEN.police"}, {"KEN.protesters"}, "Kenyan police arrested 30 demonstrators on Monday."),
    ("PROTEST", {"MAR.surgeons"}, set(), "Dozens of surgeons demonstrated in Rabat."),
    ("PROTEST", {"NPL.growers"}, set(), "Hundreds of angry growers blocked a highway in Nepal."),
    # Whoever acts at home is of the state whose people, offices or places the sentence names.
    ("ASSAULT", {"KEN.riot_police"}, {"KEN.students"}, "Riot police used tear gas against Kenyan students."),
    ("ACCUSE", {"CMR.opposition"}, set(), "The opposition accused Cameroon's president of rigging the vote."),
    ("COERCE", {"YEM.army"}, set(), "Troops loyal to Yemen's president retook the port of Mocha."),
    ("ASSAULT", {"SDN.rebels"}, set(), "Rebels shelled the Sudanese town of Kadugli on Monday."),
    ("PROTEST", {"PAK.protesters"}, set(), "Protesters burned an effigy of the Danish premier in Peshawar."),
    ("ASSAULT", {"TUR.army"}, set(), "Turkish helicopters and tanks shelled a village."),
]
# Sentences in which the people are not of the state that is named, or of none that is known.
ELSEWHERE: list[tuple[str, str]] = [
    ("Tourists demonstrated in Lima.", "PER.tourists"),
    ("Protesters burned the flag of Denmark.", "DNK.protesters"),
    ("Gunmen killed two Polish soldiers.", "POL.gunmen"),
    ("Police arrested two Poles on Monday.", "POL.police"),
    ("Diplomats in Nairobi met the president of Kenya.", "KEN.diplomats"),
]


@pytest.mark.parametrize(("kind", "actors", "recipients", "sentence"), CROWDS)
def test_whose_people_act(tools: Tools, kind: str, actors: set[str], recipients: set[str], sentence: str) -> None:
    doc = next(iter(tools.parser.parse([sentence])))
    told = [m for m in extract(Report("r", sentence), doc, tools.ontology, tools.atlas).mentions if m.type == kind]
    assert [set(m.actors) for m in told] == [actors]
    assert recipients <= set(told[0].recipients)


@pytest.mark.parametrize(("sentence", "wrong"), ELSEWHERE)
def test_who_is_of_no_known_state(tools: Tools, sentence: str, wrong: str) -> None:
    doc = next(iter(tools.parser.parse([sentence])))
    assert wrong not in {a.id for a in extract(Report("r", sentence), doc, tools.ontology, tools.atlas).actors}

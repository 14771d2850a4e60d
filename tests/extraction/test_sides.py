"""Who does an act to whom, when and where, by the construction that tells it."""

import pytest

from dragoman.extraction import extract
from dragoman.pipeline import Tools
from dragoman.types import Findings, Mention, Report

# Type, actors' and recipients' countries, sentence: one construction a line.
PARTIES: list[tuple[str, set[str], set[str], str]] = [
    ("CONSULT", {"NOR"}, {"EST"}, "Norway's minister met his Estonian counterpart."),
    ("CONSULT", {"NOR", "EST"}, {"NOR", "EST"}, "The ministers of Norway and Estonia met in Riga."),
    ("CONSULT", {"NOR", "EST"}, {"NOR", "EST"}, "Norwegian-Estonian talks began in Riga."),
    ("CONSULT", {"NOR", "EST"}, {"NOR", "EST"}, "Talks planned between Norway and Estonia began in Riga."),
    ("CONSULT", {"NOR"}, {"EST"}, "The visit by Norway's minister to Estonia ended."),
    ("CONSULT", {"NOR"}, {"EST"}, "The Estonian visit of Norway's minister ended."),
    ("AGREE", {"NOR", "EST"}, {"NOR", "EST"}, "A treaty was concluded between Norway and Estonia."),
    ("AGREE", {"NOR", "EST"}, {"NOR", "EST"}, "Norway, Estonia sign fishing pact"),
    ("COOPERATE", {"ARM", "TUR"}, {"ARM", "TUR"}, "Armenia, Turkey exchange prisoners"),
    ("ASSAULT", {"SDN", "TCD"}, {"SDN", "TCD"}, "Sudan, Chad exchange fire"),
    ("COOPERATE", {"GRC", "ALB"}, {"GRC", "ALB"}, "Greece, Albania reopen border"),
    ("SUPPORT", {"YEM", "OMN"}, {"YEM", "OMN"}, "Yemen, Oman Exchange Ambassadors"),
    ("CONSULT", {"LAO", "FJI"}, {"LAO", "FJI"}, "Laos, Fiji scrap talks"),
    ("ASSAULT", {"KEN"}, {"SDN"}, "A town in Sudan was shelled by Kenya's army."),
    ("ASSAULT", {"KEN"}, {"SDN"}, "Kenya's army, which shelled Sudan, withdrew."),
    ("ASSAULT", set(), {"POL"}, "Two Polish soldiers were killed."),
    ("REQUEST", {"MLI"}, {"FRA"}, "Mali asked France to send doctors."),
    ("REQUEST", {"ECU"}, {"COL"}, "Ecuador said that Colombia must open the bridge."),
    ("COERCE", {"BLR"}, {"POL"}, "Two Poles were detained in Belarus."),
    ("COOPERATE", {"KAZ"}, {"CHN"}, "Trains carry Kazakh grain to China."),
    ("COOPERATE", {"OMN"}, {"IND"}, "Oman supplies India with gas."),
    ("MOBILIZE", {"KEN"}, set(), "Kenya's army was placed on alert."),
]
# Who does it and to whom exactly: where something is to go, or with what it is done, is not to whom.
EXACTLY: list[tuple[str, set[str], set[str], str]] = [
    ("THREATEN", {"ETH"}, set(), "Ethiopia threatened to move its cargo to Berbera."),
    ("THREATEN", {"ETH"}, {"DJI"}, "Ethiopia threatened Djibouti on Monday to move its cargo to Berbera."),
    ("THREATEN", {"NER"}, set(), "Niger threatened to reroute its uranium through Benin."),
    ("THREATEN", {"KAZ"}, {"RUS"}, "Kazakhstan threatened to send its oil to Baku instead of Novorossiysk."),
    ("THREATEN", {"TUR"}, {"LBY"}, "Turkey threatened to send troops to Libya."),
    ("THREATEN", {"BLR"}, {"LTU"}, "Belarus threatened to cut oil deliveries to Lithuania."),
    ("THREATEN", {"KEN"}, {"UGA"}, "Kenya warned Uganda that the ban violates East African Community law."),
    ("THREATEN", {"CHL"}, {"BOL"}, "Chile warned that Bolivian lorries block the road."),
    ("THREATEN", {"eu"}, {"RUS"}, "The EU warned that sanctions would hit Russia."),
    ("THREATEN", {"PRK"}, {"KOR"}, "North Korea warned that missiles would rain on Seoul."),
    ("THREATEN", {"ZMB"}, set(), "Zambia threatened to withdraw its troops."),
]
# Circumstances: type, day, place (a country's code or a name), sentence.
WHEN_AND_WHERE: list[tuple[str, str | None, str | None, str]] = [
    ("CONSULT", "2021-05-03", "Riga", "On 3 May 2021 Norway's minister met Estonia's president in Riga."),
    ("CONSULT", "2021-05-03", "EST", "Norway's minister visited Estonia on 3 May 2021."),
    ("COOPERATE", None, "TJK", "Iran has built a factory in Tajikistan."),
    ("CONSULT", None, "OMN", "Oman hosted an Iranian delegation."),
    ("AGREE", "2021-05-03", None, "On 3 May 2021 Norway met Estonia and signed a treaty with Latvia."),
    ("REQUEST", None, None, "Norway, which met Estonia on 3 May 2021, urged Latvia to sign."),
]


def read(tools: Tools, text: str) -> Findings:
    doc = next(iter(tools.parser.parse([text])))
    return extract(Report("r", text), doc, tools.ontology, tools.atlas)


def of_type(findings: Findings, kind: str) -> list[Mention]:
    return [m for m in findings.mentions if m.type == kind]


def countries(findings: Findings, ids: tuple[str, ...]) -> set[str]:
    known = {a.id: a.country or a.id for a in findings.actors}
    return {known.get(i, i) for i in ids}


@pytest.mark.parametrize(("kind", "actors", "recipients", "sentence"), PARTIES)
def test_parties(tools: Tools, kind: str, actors: set[str], recipients: set[str], sentence: str) -> None:
    findings = read(tools, sentence)
    told = [(countries(findings, m.actors), countries(findings, m.recipients)) for m in of_type(findings, kind)]
    assert (actors, recipients) in told


@pytest.mark.parametrize(("kind", "actors", "recipients", "sentence"), EXACTLY)
def test_who_is_no_party(tools: Tools, kind: str, actors: set[str], recipients: set[str], sentence: str) -> None:
    findings = read(tools, sentence)
    told = [(countries(findings, m.actors), countries(findings, m.recipients)) for m in of_type(findings, kind)]
    assert told == [(actors, recipients)]


@pytest.mark.parametrize(("kind", "day", "place", "sentence"), WHEN_AND_WHERE)
def test_date_and_place(tools: Tools, kind: str, day: str | None, place: str | None, sentence: str) -> None:
    findings = read(tools, sentence)
    mention = of_type(findings, kind)[0]
    where = {p.id: (p.name, p.country) for p in findings.places}
    assert (mention.date.start if mention.date else None) == day
    assert place in where[mention.place] if mention.place else place is None


def test_a_trip_to_two_states_is_two_visits(tools: Tools) -> None:
    findings = read(tools, "Norway's minister visited Estonia on 3 May 2021 and Latvia on 5 May 2021.")
    told = [(m.recipients, m.date.start if m.date else None) for m in of_type(findings, "CONSULT")]
    assert told == [(("EST",), "2021-05-03"), (("LVA",), "2021-05-05")]


def test_a_definite_noun_takes_up_parties_and_day(tools: Tools) -> None:
    text = "Kenya's army shelled Sudan on 3 May 2021. The attack killed nobody. Prices rose."
    told = of_type(read(tools, text), "ASSAULT")
    assert [(m.actors, m.recipients, m.date.start if m.date else None) for m in told[:2]] == [
        (("KEN.army",), ("SDN",), "2021-05-03"),
        (("KEN.army",), ("SDN",), "2021-05-03"),
    ]


def test_what_a_state_announces_without_a_doer_is_its_own(tools: Tools) -> None:
    findings = read(tools, "Iran said that it was necessary to expand trade with Oman.")
    assert [(m.actors, m.recipients, m.status) for m in of_type(findings, "COOPERATE")] == [
        (("IRN",), ("OMN",), "wanted")
    ]


def test_the_verb_before_names_whom_it_was_discussed_with(tools: Tools) -> None:
    findings = read(tools, "Norway's minister met Estonian officials and discussed fishing.")
    assert {countries(findings, m.recipients) == {"EST"} for m in of_type(findings, "CONSULT")} == {True}


def test_a_demand_made_by_marching_is_no_second_act(tools: Tools) -> None:
    findings = read(tools, "Thousands of Kenyans marched in Nairobi to demand the release of a rebel from Uganda.")
    assert [m.type for m in findings.mentions] == ["PROTEST"]


def test_an_undone_act_is_not_told_twice(tools: Tools) -> None:
    findings = read(tools, "Sri Lanka lifted the curfew on Monday.")
    assert [m.type for m in findings.mentions] == ["CONCEDE"]

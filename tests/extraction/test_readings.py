"""Short passages and what must be read in them: who, to whom, how firmly and when."""

import pytest

from dragoman.extraction import extract
from dragoman.pipeline import Tools
from dragoman.types import Findings, Report

PUBLISHED = "2026-09-03"

# Text, type, who, to whom, status.
ACTS = [
    # An infinitive of a headline is a plan.
    ("Peru, Chile to hold joint naval drills\n\nThe two navies will meet in May.", "COOPERATE", "PER", "", "planned"),
    # What is bought is a thing of its state, not an army.
    ("Kenya has bought French helicopters for its border guards.", "COOPERATE", "KEN", "FRA", "done"),
    ("Kenya is in talks with India over missiles.", "CONSULT", "KEN", "IND", "ongoing"),
    # The first to do it has done it.
    ("Ghana was the first state to recognise Kosovo's new government.", "SUPPORT", "GHA", "KOS", "done"),
    # A title that was read as hanging on the verb, and one whose state is not whom he addresses.
    ("Omani Foreign Minister Prince Salim bin Nasir urged Iran to free the crew.", "REQUEST", "OMN", "IRN", "done"),
    # The country that will do it is not whom it threatens.
    (
        "Bolivia's energy minister said the country would halt deliveries to Brazil unless it was paid more.",
        "THREATEN",
        "BOL",
        "BRA",
        "done",
    ),
    ("A Russian fuel depot was set ablaze by Ukrainian drones.", "ASSAULT", "UKR", "RUS", "done"),
    ("Chile's minister denied that Santiago had promised Argentina new loans.", "AGREE", "CHL", "ARG", "denied"),
    ("Ankara took Athens to task over the islands on Monday.", "ACCUSE", "TUR", "GRC", "done"),
    # A body's people act for it; what they are told to do by title stands before the name.
    ("UN envoy Anna Holm met Kenya's president on Monday.", "CONSULT", "anna-holm", "KEN", "done"),
    (
        "Kenya's president spoke to European Commission President Rosa Weiss by telephone on Monday.",
        "CONSULT",
        "KEN",
        "european-commission,rosa-weiss",
        "done",
    ),
    (
        "Slovakia hinted on Monday that it could expel Peru's envoys. Poland was silent.",
        "SANCTION",
        "SVK",
        "",
        "possible",
    ),
    (
        "South Korea and North Korea are at odds. The South fired shells into the north.",
        "ASSAULT",
        "KOR",
        "PRK",
        "done",
    ),
    ("The doubling of Oman's trade with Iran has not happened.", "COOPERATE", "OMN", "IRN", "not_happened"),
    # A hyphen is no dash of a dateline.
    ("Moscow warned Helsinki on Friday of far-reaching steps should it host bases.", "THREATEN", "RUS", "FIN", "done"),
]

# Text, type that must not be found.
NO_ACTS = [
    ("More than 9,000 Sudanese have crossed into Chad since April.", "ASSAULT"),
    ("Niger bought tents. A person familiar with the talks said Mali had left.", "CONSULT"),
    ("Kenya and Uganda, which backed opposite sides in the war, were thanked by Rwanda.", "ASSAULT"),
    # A meeting that is put off or called off by nobody named is refused by nobody.
    ("The summit of the five Nordic countries in Oslo has been postponed until May.", "REJECT"),
    ("Peru vowed to cut the railway to Bolivia.", "AGREE"),
    ("Iran vowed to block the corridor through Armenia.", "AGREE"),
    # What is read of an agreement, or of a draft, makes none.
    ("Libya will pay Chad for it, according to the text of the accord between Libya and Chad.", "AGREE"),
    ("The draft of the pact between Serbia and Croatia leaves the border open.", "AGREE"),
    ("Laos will use the road under the terms of the treaty between Laos and Vietnam.", "AGREE"),
    # A body whose rules are broken, or people whom a plan would hurt, are not warned of it.
    ("Serbia warned that the plan breaks EU rules.", "THREATEN"),
    ("Mali warned that the order breaches the African Union charter.", "THREATEN"),
    ("Oman warned that the plan would hurt Yemeni farmers.", "THREATEN"),
    ("Oman warned that the plan would hurt Yemeni farmers.", "ASSAULT"),
    ("Talks between Laos and Fiji were cancelled on Monday because of the flood.", "REJECT"),
    ("Ghana and Togo postponed a meeting of their ministers.", "REJECT"),
    # A practice is not the act told before it: nothing says who buys the land.
    ("Russia and Iran agreed to push back a railway. The purchase of land had been slow.", "COOPERATE"),
    ("Poland, which holds the rotating presidency, will convene the bloc's ambassadors.", "COERCE"),
    ("Petrobras said it would take Bolivia to arbitration in New York.", "CONSULT"),
]

# Text, the promise's word, by when what it promises is to be done, though its own word tells no act.
DUE = [
    ("Laos promised to repay Thailand by June 2027.", "promised", "2027-06"),
    ("Oman undertook on Monday to simplify visas for Yemenis by 1 March 2027.", "undertook", "2027-03-01"),
    ("Jordan promised Iraq that its engineers would clear the canal before August.", "promised", "2027-07"),
    ("Mali gave Niger its word that the wells would be dug by April.", "gave", "2027-04"),
    ("Togo promised Benin to repair the dam in March 2027.", "promised", "2027-03"),
    ("Kenya promised Uganda to lift the tax on milk within 20 days.", "promised", "2026-09-23"),
    ("Kenya promised to lift the tax on Ugandan milk by May 2027.", "lift", "2027-05"),
]

# Text, the act's word, its date.
DATES = [
    (
        "Relations have warmed since 2023, when Chinese vessels repeatedly fired water cannon at Philippine boats.",
        "fired",
        ("2023", "2023"),
    ),
    (
        "Supporters of Peru's jailed leader, who has been in custody since June 2025, rallied in Lima on Tuesday.",
        "rallied",
        ("2026-09-01", "2026-09-01"),
    ),
    # The day on which an agreement was made is not that of what it is about.
    (
        "Croatia and Italy signed a pact to open a ferry line between Split and Bari on 3 August 2026.",
        "signed",
        ("2026-08-03", "2026-08-03"),
    ),
    ("Ghana and Togo have postponed their talks until November.", "talks", ("2026-11", "2026-11")),
    ("Togo and Benin agreed on Tuesday to revive a plan for a railway.", "agreed", ("2026-09-01", "2026-09-01")),
]


def found(tools: Tools, text: str) -> Findings:
    doc = next(iter(tools.parser.parse([text])))
    return extract(Report("r", text, published=PUBLISHED), doc, tools.ontology, tools.atlas)


@pytest.mark.parametrize(("text", "kind", "actor", "recipient", "status"), ACTS)
def test_who_does_what_to_whom(tools: Tools, text: str, kind: str, actor: str, recipient: str, status: str) -> None:
    findings = found(tools, text)
    state = {a.id: a.country or a.id for a in findings.actors}
    told = [
        ({state.get(i, i) for i in m.actors}, {state.get(i, i) for i in m.recipients}, m.status)
        for m in findings.mentions
        if m.type == kind
    ]
    assert any(actor in doing and (not recipient or set(recipient.split(",")) == done_to) and how == status
               for doing, done_to, how in told), told  # fmt: skip


@pytest.mark.parametrize(("text", "kind"), NO_ACTS)
def test_what_is_no_such_act(tools: Tools, text: str, kind: str) -> None:
    assert [m.because for m in found(tools, text).mentions if m.type == kind] == []


# Text, the kind of a standing thing, its parties, its status: an agreement is done, what it is about is to come.
THINGS = [
    (
        "Croatia and Italy signed an agreement to open a ferry line between Split and Bari.",
        "corridor",
        "HRV,ITA",
        "planned",
    ),
    ("Croatia signed a deal with Italy on opening a ferry line from Split to Bari.", "corridor", "HRV,ITA", "planned"),
    ("Cyprus and Malta signed a pact on a study for a cable from Malta to Cyprus.", "corridor", "CYP,MLT", "planned"),
    ("Bulgaria and Greece signed a contract for the construction of a pipeline from Greece to Bulgaria.", "corridor",
     "BGR,GRC", "planned"),
    ("Bulgaria and Greece signed a contract for the construction of a pipeline from Greece to Bulgaria.", "agreement",
     "BGR,GRC", "done"),
]  # fmt: skip


# A body that is set up does not meet by that.
NO_THINGS = [
    ("Peru and Chile set up a joint commission on fishing.", "forum_meeting"),
    ("Kenya and Uganda agreed to establish an intergovernmental commission.", "forum_meeting"),
    ("Norway and Iceland formed a joint commission on cod.", "forum_meeting"),
]


@pytest.mark.parametrize(("text", "kind"), NO_THINGS)
def test_what_is_no_such_thing(tools: Tools, text: str, kind: str) -> None:
    assert [t.because for t in found(tools, text).ties if t.kind == kind] == []


@pytest.mark.parametrize(("text", "kind", "parties", "status"), THINGS)
def test_how_firmly_things_stand(tools: Tools, text: str, kind: str, parties: str, status: str) -> None:
    ties = [(set(t.parties), t.status) for t in found(tools, text).ties if t.kind == kind]
    assert (set(parties.split(",")), status) in ties, ties


@pytest.mark.parametrize("how", ["was postponed", "was called off", "was put off"])
def test_the_day_on_which_it_was_put_off_is_not_its_own(tools: Tools, how: str) -> None:
    told = found(tools, f"The meeting between Peru and Chile {how} on Monday.").mentions
    assert [(m.type, m.date) for m in told] == [("CONSULT", None)]


@pytest.mark.parametrize(("text", "word", "expected"), DATES)
def test_when_it_was(tools: Tools, text: str, word: str, expected: tuple[str, str]) -> None:
    dates = [
        (m.date.start, m.date.end)
        for m in found(tools, text).mentions
        if text[m.trigger.start : m.trigger.end] == word and m.date is not None
    ]
    assert dates == [expected]


@pytest.mark.parametrize(("text", "word", "due"), DUE)
def test_by_when_it_is_promised(tools: Tools, text: str, word: str, due: str) -> None:
    told = [m for m in found(tools, text).mentions if text[m.trigger.start : m.trigger.end] == word]
    assert [m.deadline.end for m in told if m.deadline is not None] == [due]
    assert all(m.date is None or (m.date.end or "") < due for m in told)


def test_an_act_is_told_once(tools: Tools) -> None:
    text = "Togo's leader visited Lome's old rival Ghana in June, the first such trip since the clashes of 2021."
    assert [m.type for m in found(tools, text).mentions] == ["CONSULT"]
    deal = "The deal, signed by Peru's and Chile's ministers in Arica, sets up a commission."
    assert [m.because for m in found(tools, deal).mentions if m.type == "AGREE"] == ["verbs: sign"]


# The outlet in the brackets of a dateline is no place.
DATELINES = {
    "SUVA (Fiji Sun/Pacnews) - Peru and Chile signed a treaty.": ["Suva"],
    "TBILISI (Georgia Today) - Peru and Chile signed a treaty.": ["Tbilisi"],
    "MUSCAT (Oman Observer) - Peru and Chile signed a treaty.": ["Muscat"],
}


@pytest.mark.parametrize("text", DATELINES)
def test_places_of_datelines(tools: Tools, text: str) -> None:
    findings = found(tools, text)
    assert [p.name for p in findings.places] == DATELINES[text]
    assert {a.id for a in findings.actors if a.kind == "state"} == {"PER", "CHL"}


# Who says what: what another does about it is not said, and does not say it.
SAID = [
    ("Kenya vows to build railway as Rwanda complains", {"KEN": "to build railway"}),
    (
        "Kenya and Uganda agree to build railway as Rwanda complains",
        {"KEN": "to build railway", "UGA": "to build railway"},
    ),
    ("Norway says talks with Russia go on as Sweden warns of delay", {"NOR": "talks with Russia go on"}),
]


@pytest.mark.parametrize(("text", "said"), SAID)
def test_what_is_said(tools: Tools, text: str, said: dict[str, str]) -> None:
    told = {s.source: text[s.content[0].start : s.content[0].end] for s in found(tools, text).statements}
    assert told == said


OFFICES = [
    (
        "The head of Peru's parliamentary energy committee accused Chile of lying.",
        "PER.head_of_parliamentary_energy_committee",
    ),
    ("The president of Togo's parliament accused Benin of lying.", "TGO.president_of_parliament"),
    ("The president of the republic of Togo accused Benin of lying.", "TGO.president"),
    ("The foreign minister of Togo accused Benin of lying.", "TGO.foreign_minister"),
]


def test_of_an_office_within_an_organ_the_state_owns_the_organ(tools: Tools) -> None:
    names = {a.id: a.name for a in found(tools, "The speaker of the Togolese senate accused Benin of lying.").actors}
    assert names["TGO.speaker_of_senate"] == "Speaker of Togo's senate"


@pytest.mark.parametrize(("text", "office"), OFFICES)
def test_which_office_speaks(tools: Tools, text: str, office: str) -> None:
    assert [m.actors for m in found(tools, text).mentions if m.type == "ACCUSE"] == [(office,)]


def test_what_somebody_closes_is_not_what_they_are_close_to(tools: Tools) -> None:
    acts = {m.type for m in found(tools, "Chad will close its border after Libyan attacks on Sudan.").mentions}
    assert "ASSAULT" in acts


# Several people named behind one title, and the state of each: in the order in which the states were told.
NAMED_TOGETHER = [
    (
        "Peru and Chile signed a tunnel agreement. The two ministers, Ana Gomez and Luis Prado, met reporters in Lima.",
        {"ana-gomez": "PER", "luis-prado": "CHL"},
    ),
    (
        "Norway's and Sweden's defence ministers met. The two ministers, Kari Lund and Nils Berg, signed a pact.",
        {"kari-lund": "NOR", "nils-berg": "SWE"},
    ),
    (
        "The foreign ministers of Kenya and Uganda, Ali Otieno and Joan Okello, said the bridge was open.",
        {"ali-otieno": "KEN", "joan-okello": "UGA"},
    ),
    (
        "Presidents Ana Silva of Brazil and Luis Prado of Peru opened the bridge.",
        {"ana-silva": "BRA", "luis-prado": "PER"},
    ),
    (
        "Premiers Tom Berg of Norway and Ida Holm of Denmark signed a pact.",
        {"tom-berg": "NOR", "ida-holm": "DNK"},
    ),
    (
        "Foreign ministers Kari Lund of Norway and Nils Berg of Sweden discussed trade.",
        {"kari-lund": "NOR", "nils-berg": "SWE"},
    ),
    # Of three states nobody can say which two are meant.
    (
        "Peru, Chile and Bolivia met in Lima. The two ministers, Ana Gomez and Luis Prado, spoke to reporters.",
        {"ana-gomez": None, "luis-prado": None},
    ),
]


@pytest.mark.parametrize(("text", "states"), NAMED_TOGETHER)
def test_whose_several_people_behind_one_title_are(tools: Tools, text: str, states: dict[str, str | None]) -> None:
    assert {a.id: a.country for a in found(tools, text).actors if a.kind == "person" and a.id in states} == states

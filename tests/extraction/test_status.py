"""How firmly a sentence puts the first act that it tells, and the words that say so."""

import pytest

from dragoman.extraction import extract
from dragoman.pipeline import Tools
from dragoman.types import Mention, Report

# Type of the act, its status, the words that decide (a part of them may be enough), the sentence.
TABLE: list[tuple[str, str, str, str]] = [
    ("CONSULT", "done", "", "Peru's president visited Chile on Monday."),
    ("CONSULT", "done", "", "Peru's president has visited Chile twice."),
    ("CONSULT", "done", "", "After visiting Chile, Peru's president flew home."),
    ("SANCTION", "done", "", "Norway has imposed sanctions on Belarus."),
    ("ASSAULT", "ongoing", "", "Sudanese jets are bombing Chad."),
    ("COOPERATE", "ongoing", "", "Namibia exports beef to Norway."),
    ("COOPERATE", "ongoing", "", "Greece has been working with Bulgaria for years."),
    ("SUPPORT", "ongoing", "continues", "Cuba continues to support Nicaragua."),
    ("COERCE", "ongoing", "", "Morocco has occupied two Spanish islets since 2002."),
    ("CONSULT", "planned", "will", "Peru's president will visit Chile on Friday."),
    ("CONSULT", "planned", "will", "Peru's president will be in Santiago on Friday."),
    ("CONSULT", "ongoing", "", "Peru's president is in Chile for a wedding."),
    ("CONSULT", "done", "", "Peru's president has been to Chile."),
    ("COOPERATE", "not_happened", "longer", "Peru no longer buys wheat from Chile."),
    ("SUPPORT", "not_happened", "Neither", "Neither Peru nor any neighbour of it recognised Kosovo."),
    ("ACCUSE", "done", "", "The foreign ministry of Peru strongly condemns the raid by Chile."),
    ("CONSULT", "planned", "to", "Peru's president is to visit Chile on Friday."),
    ("CONSULT", "planned", "going", "Peru's president is going to visit Chile."),
    ("CONSULT", "planned", "plans", "Peru's president plans to visit Chile."),
    ("COOPERATE", "planned", "agreed", "Kenya agreed to build a railway in Uganda."),
    ("ASSAULT", "planned", "plans", "Eritrea plans to bomb Ethiopia."),
    ("AID", "planned", "promised", "Denmark promised to send food to Malawi."),
    ("AID", "planned", "would", "Denmark said that it would send food to Malawi."),
    ("CONSULT", "planned", "scheduled", "Peru's president is scheduled to visit Chile."),
    ("AGREE", "planned", "expected", "Laos and Cambodia are expected to sign a treaty."),
    ("CONSULT", "planned", "planned", "The planned visit of Peru's president to Chile was announced on Monday."),
    ("RETREAT", "planned", "decided", "Uganda decided to withdraw its troops from Congo."),
    ("COOPERATE", "wanted", "wants", "Bangladesh wants to expand trade with Bhutan."),
    ("COOPERATE", "wanted", "ready", "Japan is ready to invest in Mongolia."),
    ("COOPERATE", "wanted", "necessary", "It is necessary to strengthen cooperation between Latvia and Estonia."),
    ("CONSULT", "wanted", "hopes", "Colombia hopes to talk to Panama."),
    ("COOPERATE", "wanted", "seeks", "Germany seeks closer ties with Kazakhstan."),
    ("ASSAULT", "wanted", "tried", "Eritrean soldiers tried to attack an Ethiopian post."),
    ("COOPERATE", "wanted", "interested", "Oman is interested in expanding trade with India."),
    ("COOPERATE", "wanted", "should", "Bolivia should work with Paraguay, its president said."),
    ("AGREE", "not_happened", "yet", "Chad has yet to sign the treaty with Libya."),
    ("CONSULT", "not_happened", "yet", "Peru's president is yet to visit Chile."),
    ("AGREE", "possible", "yet", "Chad has yet to confirm that it will sign the treaty with Libya."),
    ("COOPERATE", "wanted", "has", "Kenya has to cooperate with Uganda on the lake."),
    ("COOPERATE", "wanted", "wish", "Brazil will wish to trade with Mongolia."),
    ("ASSAULT", "possible", "might", "Israel might attack Iran."),
    ("ASSAULT", "possible", "could", "Israel could bomb Iran's reactors."),
    ("ASSAULT", "possible", "if", "Mali sent troops to the border to bomb Niger's depots if talks fail."),
    ("CONSULT", "planned", "due", "A Vatican envoy is due to meet Cuba's president."),
    ("COOPERATE", "possible", "may", "Brazil may buy gas from Argentina."),
    ("CONSULT", "possible", "likely", "Ghana's president is likely to visit Togo."),
    ("ASSAULT", "possible", "destined", "The general believes that Chad and Sudan are destined to fight Libya."),
    ("COOPERATE", "possible", "considering", "Finland is considering buying gas from Norway."),
    ("ASSAULT", "possible", "possible", "A possible attack by Israel on Iran worried the markets."),
    ("COOPERATE", "possible", "opportunity", "Georgia has an opportunity to expand trade with Turkey."),
    ("AGREE", "not_happened", "failed", "Hungary and Slovakia failed to reach an agreement."),
    ("AID", "not_happened", "not", "Sweden has not sent any money to Ethiopia."),
    ("CONSULT", "not_happened", "never", "Peru's president never visited Chile."),
    ("CONSULT", "not_happened", "cancelled", "The cancelled visit of Peru's president to Chile caused anger."),
    # What is put off is still to come; what "was cancelled" did not happen, and nobody is told to refuse it.
    ("CONSULT", "planned", "postponed", "The summit of Mali, Niger and Chad in Bamako has been postponed."),
    ("CONSULT", "planned", "put", "The visit of Danish officials to Iceland was put off because of a storm."),
    ("CONSULT", "planned", "moved", "The visit of Brazil's president to Argentina was moved to June."),
    ("CONSULT", "planned", "postponed", "Kenya postponed its talks with Uganda by a week."),
    ("AGREE", "planned", "put", "Ghana put off the signing of a treaty with Togo."),
    ("CONSULT", "not_happened", "postponed", "Chad's president postponed his visit to Sudan indefinitely."),
    ("CONSULT", "not_happened", "cancelled", "A meeting between Peru and Chile planned for Monday has been cancelled."),
    ("CONSULT", "not_happened", "called", "The talks between Norway and Latvia in Oslo were called off."),
    ("CONSULT", "not_happened", "cancel", "Finland, Estonia cancel summit"),
    ("REJECT", "done", "", "Finland called off its meeting with Estonia's president after the raid."),
    ("CONSULT", "planned", "cancelled", "The summit of Peru and Chile has not been cancelled, the minister said."),
    ("CONSULT", "planned", "postponed", "The visit of Norway's king to Iceland was not postponed."),
    ("COOPERATE", "planned", "accord", "Egypt and Jordan signed an accord to link their power grids."),
    (
        "COOPERATE",
        "planned",
        "agreement",
        "Chad signed an agreement with Niger on Monday on opening a bridge to Niger.",
    ),
    ("COOPERATE", "planned", "deal", "Laos and Vietnam struck a deal to swap gas."),
    ("AID", "not_happened", "lacks", "Russia lacks the money to provide aid to Serbia."),
    ("ASSAULT", "not_happened", "stopped", "A storm stopped Sudan's army from attacking Chad."),
    ("CONSULT", "not_happened", "without", "Peru's president left the region without visiting Chile."),
    ("ASSAULT", "denied", "denied", "North Korea denied that it had shelled South Korea."),
    ("ASSAULT", "denied", "pretext", "The army moved under the pretext that Chad had shelled Sudan."),
    ("SUPPORT", "done", "", "Peru's president met Chile's leader, praising Chile for its patience."),
    ("ASSAULT", "done", "", "Norway's king avoided condemning Chad's invasion of Sudan."),
    ("ACCUSE", "not_happened", "avoided", "Norway's king avoided condemning Chad's invasion of Sudan."),
    ("REQUEST", "done", "", "Ecuador said Colombia must withdraw its patrols."),
    ("ACCUSE", "done", "", "Ukraine says Russia is violating the ceasefire."),
]
SUPPOSED = [
    "If Israel attacks Iran, prices will rise.",
    "Prices will rise unless Norway sells gas to Poland.",
    "The minister asked whether Peru had attacked Chile.",
]


def acts(tools: Tools, sentence: str) -> list[Mention]:
    doc = next(iter(tools.parser.parse([sentence])))
    return list(extract(Report("r", sentence), doc, tools.ontology, tools.atlas).mentions)


@pytest.mark.parametrize(("kind", "status", "cue", "sentence"), TABLE)
def test_status(tools: Tools, kind: str, status: str, cue: str, sentence: str) -> None:
    found = [m for m in acts(tools, sentence) if m.type == kind]
    assert [m.status for m in found][:1] == [status]
    words = [sentence[c.start : c.end] for c in found[0].status_cues]
    assert cue in words if cue else not words


@pytest.mark.parametrize("sentence", SUPPOSED)
def test_what_is_only_supposed_is_no_act(tools: Tools, sentence: str) -> None:
    assert [m.type for m in acts(tools, sentence) if m.type in {"ASSAULT", "COOPERATE"}] == []


def test_every_status_has_sentences() -> None:
    kinds = [status for _, status, _, _ in TABLE]
    assert {s for s in kinds if kinds.count(s) >= 2} == {
        "done", "ongoing", "planned", "wanted", "possible", "not_happened", "denied",
    }  # fmt: skip

"""When an act took place that its own clause does not date."""

import pytest

from dragoman.extraction import extract
from dragoman.pipeline import Tools
from dragoman.types import Mention, Report, Span, When

PUBLISHED = "2022-07-15"
LOST = 2  # rows that the parser may read wrongly
NOWHEN = When("none", "none", "")
NOTHING = Mention("", "", (), (), "", Span(0, 0), Span(0, 0), date=NOWHEN)

# report | word of the act | from | to; "-": the text does not tell.
DATED = r"""
Peru's king visited Fiji on 4 May and Cuba from 6-8 May 2021. In Fiji he met Fiji's PM. | met | 2021-05-04 | 2021-05-04
Peru's president visited Bolivia on 4 May and Chile from 6-8 May 2021. | visited | 2021-05-04 | 2021-05-04
Vietnam's premier flew to Laos on 3 March 2020. The next day he met Lao officials. | met | 2020-03-04 | 2020-03-04
Kenya's foreign minister arrived in Kampala on Monday. He met Uganda's president there. | met | 2022-07-11 | 2022-07-11
Pakistan shelled Afghan posts on Tuesday. Afghans fired rockets at Pakistani troops. | fired | 2022-07-12 | 2022-07-12
Pakistan shelled Afghan border posts on Tuesday. Afghan forces had fired rockets at Pakistani troops. | fired | - | -
Pakistan shelled Afghan posts on Tuesday. Earlier, Afghan forces fired rockets at Pakistani troops. | fired | - | -
Turkish jets strike Syria\n\nTurkish jets bombed Syrian army positions on Wednesday. | strike | 2022-07-13 | 2022-07-13
Moldova condemned Monday's raid on its embassy in Minsk. | condemned | - | -
Moldova condemned Monday's raid on its embassy in Minsk. | raid | 2022-07-11 | 2022-07-11
Egypt signed the 2015 declaration with Sudan. | signed | 2015 | 2015
In May, when the Omani sultan visited Iran, the two sides signed four documents. | signed | 2022-05 | 2022-05
In May, when the Omani sultan visited Iran, the two sides signed four documents. | visited | 2022-05 | 2022-05
Norway said on Tuesday that it had sent aid to Malawi. | sent | - | -
Norway promised on Tuesday to send aid to Malawi. | send | - | -
Syria on Monday accused Israel of bombing an airport in Lebanon. | accused | 2022-07-11 | 2022-07-11
Syria on Monday accused Israel of bombing an airport in Lebanon. | bombing | - | -
Ukraine's president came to Warsaw on Thursday to meet Poland's prime minister. | meet | 2022-07-14 | 2022-07-14
On Sunday Laos threatened to attack Thailand. | threatened | 2022-07-10 | 2022-07-10
Qatar invited the Omani sultan to visit Doha in May. | invited | - | -
Ghana will send troops to Togo. | send | - | -
Ghana's president ended a three-day visit to Togo on Thursday. | visit | 2022-07-12 | 2022-07-14
Oman began a two-day naval exercise with India on Monday. | began | 2022-07-11 | 2022-07-12
Norway's king ended the visit on Thursday by signing a treaty with Chile. | signing | 2022-07-14 | 2022-07-14
The deal comes two months after Fiji's premier visited Tonga. | visited | 2022-05 | 2022-05
On Sunday the Omani sultan flew to Cairo, where he met Egypt's president. | met | 2022-07-10 | 2022-07-10
Peru renewed the fisheries treaty of 2013 with Chile. | renewed | - | -
Laos's premier met the Thai king on Tuesday and signed a treaty with Thailand. | signed | 2022-07-12 | 2022-07-12
Uganda has expelled the Rwandan ambassador. | expelled | - | -
""".strip().splitlines()


def act(tools: Tools, text: str, word: str, published: str | None = PUBLISHED) -> Mention:
    report = Report("r", text, published=published)
    findings = extract(report, next(iter(tools.parser.parse([text]))), tools.ontology, tools.atlas)
    told = (m for m in findings.mentions if text[m.trigger.start : m.trigger.end] == word)
    return next(told, NOTHING)


def dates(tools: Tools, row: str) -> tuple[str, str]:
    text, word, *_ = (part.strip() for part in row.replace("\\n", "\n").split(" | "))
    found = act(tools, text, word).date
    return ("-", "-") if found is None else (found.start or "-", found.end or "-")


def test_the_date_of_an_act(tools: Tools) -> None:
    wrong = [row for row in DATED if dates(tools, row) != tuple(p.strip() for p in row.split(" | ")[2:])]
    assert len(wrong) <= LOST, wrong


UNDATED = [
    "Uganda has expelled the Rwandan ambassador.",
    "Peru's foreign minister met the Chilean ambassador.",
    "Ghana will send troops to Togo.",
    "Uganda expels Rwandan ambassador",
]


@pytest.mark.parametrize("text", UNDATED)
def test_the_day_of_publication_is_no_date_of_an_act(tools: Tools, text: str) -> None:
    findings = extract(
        Report("r", text, published=PUBLISHED), next(iter(tools.parser.parse([text]))), tools.ontology, tools.atlas
    )
    assert findings.mentions
    assert all(m.date is None for m in findings.mentions)


def test_a_report_without_a_date_is_placed_by_the_day_in_its_text(tools: Tools) -> None:
    text = "QUITO, March 6, 2019 (Agency) - Ecuador expelled the Venezuelan ambassador on Monday."
    found = act(tools, text, "expelled", None).date
    assert found is not None
    assert (found.start, found.end) == ("2019-03-04", "2019-03-04")

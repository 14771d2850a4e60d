"""Who or what a name means that may mean several: states that persons are called after, capitals, regions."""

import pytest

from dragoman.extraction import extract
from dragoman.pipeline import Tools
from dragoman.types import Report

MEANT = [
    ("Jordan expelled two Syrian diplomats.", "JOR"),
    ("Chad recalled its ambassador from Libya.", "TCD"),
    ('"I am too old for that," Jordan said.', "jordan"),
    ("Drones hit a depot in northern Iraq.", "IRQ"),
    ("Aid convoys reached a town in southern Lebanon.", "LBN"),
    ("Brussels fined the Irish firm and warned Hungary.", "eu"),
    ("Belgium's king met the mayor; Brussels expelled a Russian diplomat.", "BEL"),
    ("Recife authorities banned the march.", "BRA.recife_authorities"),
    ("Lima-based rebels attacked a barracks.", "PER.rebels"),
    ("Officials of the port blamed Xhosa miners.", "ZAF.xhosa_miners"),
]
NOBODY = [
    ("Premier Meets Envoy of Ghana in Accra", "meets"),
    ("Peru's President Meets Chile's Foreign Minister in Lima", "meets"),
    ("Belgium's king met the mayor; Brussels expelled a Russian diplomat.", "eu"),
    ("Jordan rejected the plan on Monday.", "jordan"),
]


def ids(tools: Tools, text: str) -> set[str]:
    doc = next(iter(tools.parser.parse([text])))
    return {a.id for a in extract(Report("r", text), doc, tools.ontology, tools.atlas).actors}


@pytest.mark.parametrize(("text", "identity"), MEANT)
def test_who_is_meant(tools: Tools, text: str, identity: str) -> None:
    assert identity in ids(tools, text)


@pytest.mark.parametrize(("text", "beginning"), NOBODY)
def test_who_is_not_meant(tools: Tools, text: str, beginning: str) -> None:
    assert [i for i in ids(tools, text) if i.startswith(beginning)] == []

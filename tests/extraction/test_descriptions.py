"""Whom "the kingdom", "the commission" and "they" take up, in parsed sentences."""

import pytest

from dragoman.extraction.actors import find_actors
from dragoman.extraction.draft import Draft
from dragoman.language.plain import plain
from dragoman.pipeline import Tools
from dragoman.types import Report

CASES = [
    ("Jordan has asked the United States for help. The kingdom needs water.", "The kingdom", ("JOR",)),
    ("Oman's minister met Chile's president in Santiago. The sultanate sells gas.", "The sultanate", ("OMN",)),
    (
        "Laos left the Mekong River Commission. The commission regretted it.",
        "The commission",
        ("mekong-river-commission",),
    ),
    ("Mali and Burkina Faso are poor. They left the union.", "They", ("MLI", "BFA")),
    ("Costa Rica and Peru signed a pact. They want more.", "They", ("CRI", "PER")),
    ("Peru and Sri Lanka are far apart. They trade in tea.", "They", ("PER", "LKA")),
]


@pytest.mark.parametrize(("text", "words", "expected"), CASES)
def test_whom_the_words_take_up(text: str, words: str, expected: tuple[str, ...], tools: Tools) -> None:
    doc = plain(next(iter(tools.parser.parse([text]))))
    draft = find_actors(Draft(Report("r", text), doc, tools.ontology, tools.atlas))
    start = text.index(words)
    found = [r for r in draft.references if doc[r.start].idx == start]
    assert {i for r in found for i in r.ids} == set(expected)

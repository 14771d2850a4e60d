"""Places: towns, divisions and unknown names, and what is no place."""

import pytest
from hand import draft_of

from dragoman.extraction.actors import find_actors
from dragoman.extraction.draft import Draft
from dragoman.extraction.places import find_places


def read(rows: str, entities: dict[str, str] | None = None) -> Draft:
    return find_places(find_actors(draft_of(rows, entities)))


def countries(draft: Draft) -> dict[str, str | None]:
    return {draft.doc.text[s:e]: p.country for p in draft.places for s, e in p.mentions}


MET = "They/PRON/nsubj/2 met/VERB/root/0 in/ADP/case/4 {}/PROPN/obl/2"

CASES: list[tuple[str, dict[str, str], dict[str, str | None]]] = [
    (MET.format("Ashgabat"), {}, {"Ashgabat": "TKM"}),
    (MET.format("Karachi"), {}, {"Karachi": "PAK"}),
    (MET.format("Paris"), {}, {"Paris": "FRA"}),
    (MET.format("Paris") + " ,/PUNCT/punct/4 Texas/PROPN/appos/4", {}, {"Paris": "USA", "Texas": "USA"}),
    (MET.format("Zarbagistan"), {"Zarbagistan": "LOC"}, {"Zarbagistan": None}),
    (MET.format("Uzbekistan"), {}, {}),
    ("Jack/PROPN/nsubj/3 London/PROPN/flat/1 wrote/VERB/root/0", {"Jack London": "PERSON"}, {}),
    ("Bank/PROPN/nsubj/4 of/ADP/case/3 Karachi/PROPN/nmod/1 failed/VERB/root/0", {"Bank of Karachi": "ORG"}, {}),
    ("Tehran/PROPN/nsubj/2 agreed/VERB/root/0", {}, {}),
]


@pytest.mark.parametrize(("rows", "entities", "expected"), CASES)
def test_places_and_their_countries(rows: str, entities: dict[str, str], expected: dict[str, str | None]) -> None:
    assert countries(read(rows, entities)) == expected


def test_a_known_place_has_its_number_and_point_and_an_unknown_one_has_none() -> None:
    known = read(MET.format("Ashgabat")).places[0]
    assert known.id == "geonames:162183"
    assert (round(known.lat or 0), round(known.lon or 0)) == (38, 58)
    unknown = read(MET.format("Zarbagistan"), {"Zarbagistan": "LOC"}).places[0]
    assert (unknown.id, unknown.lat, unknown.lon) == ("zarbagistan", None, None)


def test_where_something_happens_is_marked_as_place() -> None:
    draft = read(MET.format("Karachi"))
    assert [(r.place, r.ids) for r in draft.references if r.ids[0] == draft.places[0].id] == [
        (True, ("geonames:1174872",))
    ]


def test_one_place_keeps_all_its_mentions() -> None:
    draft = read(MET.format("Karachi") + " ./PUNCT/punct/2 " + "He/PRON/nsubj/7 left/VERB/root/0 Karachi/PROPN/obj/7")
    assert [len(p.mentions) for p in draft.places] == [2]


REGIONS = [
    (
        "trade/NOUN/root/0 with/ADP/case/5 Central/ADJ/amod/4 Asian/ADJ/amod/5 countries/NOUN/nmod/1",
        "Central Asian",
        False,
    ),
    ("trade/NOUN/root/0 with/ADP/case/4 Central/ADJ/amod/4 Asia/PROPN/nmod/1", "Central Asia", False),
    ("towns/NOUN/root/0 in/ADP/case/4 Central/ADJ/amod/4 Asia/PROPN/nmod/1", "Central Asia", True),
]


@pytest.mark.parametrize(("rows", "words", "place"), REGIONS)
def test_a_region_is_a_party_or_a_place(rows: str, words: str, place: bool) -> None:
    draft = read(rows)
    assert [p.id for p in draft.places] == ["central-asia"]
    found = [r.place for r in draft.references if draft.doc[r.start : r.end].text == words]
    assert found == [place]


def test_named_members_stand_for_a_group() -> None:
    draft = read("the/DET/det/4 five/NUM/nummod/4 Caspian/ADJ/amod/4 states/NOUN/nsubj/5 met/VERB/root/0")
    assert ("AZE", "IRN", "KAZ", "RUS", "TKM") in [r.ids for r in draft.references]

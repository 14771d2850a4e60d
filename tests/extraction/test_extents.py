"""How far names run: common nouns, legal forms and addresses at their edges."""

import pytest
from hand import draft_of

from dragoman.extraction.actors import find_actors
from dragoman.extraction.places import find_places

NAMED: list[tuple[str, dict[str, str], set[str]]] = [
    (
        "The/DET/det/4 Peruvian/ADJ/amod/3 group/NOUN/nmod:desc/4 Sendero/PROPN/nsubj/5 left/VERB/root/0",
        {"Peruvian group Sendero": "ORG"},
        {"Peruvian", "Sendero"},
    ),
    (
        "The/DET/det/3 Shas/PROPN/compound/3 party/NOUN/nsubj/4 left/VERB/root/0",
        {"Shas party": "ORG"},
        {"Shas"},
    ),
    (
        "Orvik/PROPN/nsubj/4 ,/PUNCT/punct/3 Inc./PROPN/flat/1 paid/VERB/root/0",
        {"Orvik": "ORG"},
        {"Orvik, Inc."},
    ),
    ("Orvik/PROPN/nsubj/3 Ltd/PROPN/flat/1 paid/VERB/root/0", {"Orvik Ltd": "ORG"}, {"Orvik Ltd"}),
    ("Ada/PROPN/nsubj/3 a.berg@orvik.no/X/flat/1 wrote/VERB/root/0", {"Ada a.berg@orvik.no": "PERSON"}, {"Ada"}),
    (
        "local/ADJ/amod/5 Chilean/ADJ/amod/5 and/CCONJ/cc/4 Omani/ADJ/conj/2 hospitals/NOUN/nsubj/6 met/VERB/root/0",
        {"local Chilean and Omani hospitals": "ORG"},
        {"Chilean", "Omani"},
    ),
    ("its/PRON/nmod:poss/2 army/NOUN/nsubj/3 left/VERB/root/0", {}, set()),
    (
        "North/PROPN/nsubj/5 and/CCONJ/cc/4 South/PROPN/compound/4 Korea/PROPN/conj/1 met/VERB/root/0",
        {},
        {"North", "South Korea"},
    ),
]


@pytest.mark.parametrize(("rows", "entities", "expected"), NAMED)
def test_the_words_of_a_name(rows: str, entities: dict[str, str], expected: set[str]) -> None:
    draft = find_actors(draft_of(rows, entities))
    found = {draft.doc.text[a:b] for actor in draft.actors for a, b in actor.mentions}
    assert expected <= found
    assert not any(words in found for words in entities if words not in expected)


def test_their_own_army_is_nobody_named() -> None:
    rows = "Peru/PROPN/nsubj/2 moved/VERB/root/0 and/CCONJ/cc/6 its/PRON/nmod:poss/5 army/NOUN/nsubj/6 left/VERB/conj/2"
    draft = find_actors(draft_of(rows))
    assert [a.mentions for a in draft.actors if a.id == "PER.army"] == [()]


PLACES: list[tuple[str, dict[str, str], list[str]]] = [
    (
        "in/ADP/case/3 southern/ADJ/amod/3 Lombok/PROPN/obl/4 rained/VERB/root/0",
        {"southern Lombok": "LOC"},
        ["Lombok"],
    ),
    ("in/ADP/case/3 Karachi/PROPN/compound/3 district/NOUN/root/0", {"Karachi district": "LOC"}, ["Karachi"]),
    ("the/DET/det/2 city/NOUN/nsubj/3 slept/VERB/root/0", {"the city": "LOC"}, []),
    (
        "in/ADP/case/2 Karachi/PROPN/obl/5 ,/PUNCT/punct/4 Pakistan/PROPN/appos/2 rained/VERB/root/0",
        {"Karachi , Pakistan": "LOC"},
        ["Karachi"],
    ),
]


@pytest.mark.parametrize(("rows", "entities", "expected"), PLACES)
def test_the_words_of_a_place(rows: str, entities: dict[str, str], expected: list[str]) -> None:
    draft = find_places(find_actors(draft_of(rows, entities)))
    assert [draft.doc.text[a:b] for p in draft.places for a, b in p.mentions] == expected


def test_divisions_in_a_list_hold_each_other_not() -> None:
    rows = (
        "in/ADP/case/2 Oregon/PROPN/obl/8 ,/PUNCT/punct/4 California/PROPN/conj/2 ,/PUNCT/punct/6 "
        "Nevada/PROPN/conj/2 still/ADV/advmod/8 rained/VERB/root/0"
    )
    found = find_places(find_actors(draft_of(rows))).places
    assert [(p.name, p.kind, p.country) for p in found] == [
        ("Oregon", "region", "USA"),
        ("California", "region", "USA"),
        ("Nevada", "region", "USA"),
    ]


def test_a_british_county_is_no_american_town() -> None:
    rows = "in/ADP/case/2 Norfolk/PROPN/obl/5 ,/PUNCT/punct/4 England/PROPN/appos/2 rained/VERB/root/0"
    (first, _) = find_places(find_actors(draft_of(rows))).places
    assert (first.id, first.country) == ("norfolk-gbr", "GBR")

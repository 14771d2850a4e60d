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


@pytest.mark.parametrize(
    ("rows", "entities", "persons"),
    [
        ("in/ADP/case/3 San/PROPN/compound/3 Diego/PROPN/obl/4 rained/VERB/root/0", {"San Diego": "PERSON"}, 0),
        ("in/ADP/case/2 Karachi/PROPN/obl/3 rained/VERB/root/0", {"Karachi": "PERSON"}, 0),
        ("Karachi/PROPN/nsubj/2 wrote/VERB/root/0", {"Karachi": "PERSON"}, 1),
        ("Ada/PROPN/nsubj/3 Berg/PROPN/flat/1 wrote/VERB/root/0", {"Ada Berg": "PERSON"}, 1),
    ],
)
def test_great_towns_are_nobody(rows: str, entities: dict[str, str], persons: int) -> None:
    draft = find_places(find_actors(draft_of(rows, entities)))
    assert sum(a.kind == "person" for a in draft.actors) == persons
    assert len(draft.places) == 1 - persons


def test_a_longer_listed_name_holds_what_the_model_cuts() -> None:
    rows = "the/DET/det/3 United/ADJ/amod/3 States/PROPN/nsubj/6 of/ADP/case/5 America/PROPN/nmod/3 votes/VERB/root/0"
    draft = find_actors(draft_of(rows, {"United States of": "ORG", "America": "LOC"}))
    assert [(a.id, len(a.mentions)) for a in draft.actors] == [("USA", 1)]


def test_the_seat_of_a_power_in_a_longer_name_is_not_the_power() -> None:
    rows = "Westminster/PROPN/compound/2 College/PROPN/nsubj/3 opened/VERB/root/0"
    assert "GBR.parliament" not in {a.id for a in find_actors(draft_of(rows, {"Westminster College": "ORG"})).actors}


@pytest.mark.parametrize(
    ("rows", "country"),
    [
        (
            "analyst/NOUN/nmod:desc/2 Ada/PROPN/nsubj/6 Berg/PROPN/flat/2 in/ADP/case/5 Karachi/PROPN/nmod/2 "
            "disagreed/VERB/root/0",
            "PAK",
        ),
        (
            "minister/NOUN/nmod:desc/2 Ada/PROPN/nsubj/6 Berg/PROPN/flat/2 in/ADP/case/5 Karachi/PROPN/nmod/2 "
            "disagreed/VERB/root/0",
            None,
        ),
    ],
)
def test_those_without_public_office_are_of_the_town_where_they_work(rows: str, country: str | None) -> None:
    draft = find_actors(draft_of(rows, {"Ada Berg": "PERSON", "Karachi": "LOC"}))
    assert draft.actor_by_id["ada-berg"].country == country


@pytest.mark.parametrize(
    ("words", "name"), [("Northeast Texas", "Texas"), ("South Karachi", "Karachi"), ("North Side", "North Side")]
)
def test_a_direction_before_a_listed_name(words: str, name: str) -> None:
    first, second = words.split()
    rows = f"in/ADP/case/3 {first}/PROPN/compound/3 {second}/PROPN/obl/4 rained/VERB/root/0"
    (place,) = find_places(find_actors(draft_of(rows, {words: "LOC"}))).places
    assert (place.name, place.lat is None) == (name, name == words)

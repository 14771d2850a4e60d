"""Actors: names, adjectives, metonyms, roles, persons, groups."""

import pytest
from hand import draft_of, told

from dragoman.extraction.actors import find_actors

Rows = list[tuple[str, dict[str, str], str, list[tuple[str, ...]]]]

NAMES: Rows = [
    ("Iran/PROPN/nsubj/2 hosted/VERB/root/0 Turkish/ADJ/amod/4 envoys/NOUN/obj/2", {}, "Turkish", [("TUR",)]),
    ("We/PRON/nsubj/2 ate/VERB/root/0 turkey/NOUN/obj/2", {}, "turkey", []),
    ("They/PRON/nsubj/2 polish/VERB/root/0 shoes/NOUN/obj/2", {}, "polish", []),
    ("Michael/PROPN/nsubj/3 Jordan/PROPN/flat/1 scored/VERB/root/0", {"Michael Jordan": "PERSON"}, "Jordan", []),
    ("Jordan/PROPN/nsubj/2 signed/VERB/root/0", {"Jordan": "LOC"}, "Jordan", [("JOR",)]),
    ("tell/VERB/root/0 us/PRON/obj/1 more/ADJ/obj/1", {}, "us", []),
    ("The/DET/det/2 US/PROPN/nsubj/3 agreed/VERB/root/0", {}, "US", [("USA",)]),
    (
        "American/ADJ/amod/2 Airlines/PROPN/nsubj/3 cut/VERB/root/0 jobs/NOUN/obj/3",
        {"American Airlines": "ORG"},
        "American",
        [],
    ),
    (
        "Friends/PROPN/nsubj/4 of/ADP/case/3 Japan/PROPN/nmod/1 acted/VERB/root/0",
        {"Friends of Japan": "ORG"},
        "Japan",
        [],
    ),
    (
        "the/DET/det/3 Chinese/ADJ/amod/3 language/NOUN/nsubj/4 spread/VERB/root/0",
        {},
        "Chinese",
        [],
    ),
    ("ethnic/ADJ/amod/2 Russians/PROPN/nsubj/3 left/VERB/root/0", {}, "Russians", []),
    (
        "Bosnian/ADJ/amod/3 Serb/ADJ/amod/3 parliament/NOUN/nsubj/4 voted/VERB/root/0",
        {"Bosnian Serb parliament": "ORG"},
        "Bosnian Serb",
        [("bosnian-serbs",)],
    ),
    (
        "Turkish/ADJ/amod/3 Cypriot/ADJ/amod/3 leader/NOUN/nsubj/4 spoke/VERB/root/0",
        {"Turkish Cypriot leader": "ORG"},
        "Turkish Cypriot",
        [("northern-cyprus",)],
    ),
    (
        "DP/PROPN/nsubj/5 World/PROPN/flat/1 of/ADP/case/4 Dubai/PROPN/nmod/1 won/VERB/root/0",
        {"DP World of Dubai": "ORG"},
        "DP World",
        [("dp-world",)],
    ),
    (
        "Maersk/PROPN/nsubj/4 of/ADP/case/3 Copenhagen/PROPN/nmod/1 paid/VERB/root/0",
        {"Maersk of Copenhagen": "ORG"},
        "Maersk",
        [("maersk",)],
    ),
]

METONYMS = [
    ("Tehran/PROPN/nsubj/2 told/VERB/root/0 Baku/PROPN/obj/2 so/ADV/advmod/2", "Tehran", True),
    ("Tehran/PROPN/nsubj/2 told/VERB/root/0 Baku/PROPN/obj/2 so/ADV/advmod/2", "Baku", True),
    ("They/PRON/nsubj/2 met/VERB/root/0 in/ADP/case/4 Ashgabat/PROPN/obl/2", "Ashgabat", False),
    ("He/PRON/nsubj/2 arrived/VERB/root/0 in/ADP/case/4 Tehran/PROPN/obl/2", "Tehran", False),
    (
        "relations/NOUN/root/0 between/ADP/case/3 Tehran/PROPN/nmod/1 and/CCONJ/cc/5 Ashgabat/PROPN/conj/3",
        "Ashgabat",
        True,
    ),
    ("the/DET/det/2 assessment/NOUN/root/0 in/ADP/case/4 Tehran/PROPN/nmod/2", "Tehran", True),
    ("a/DET/det/3 big/ADJ/amod/3 step/NOUN/root/0 for/ADP/case/5 Ankara/PROPN/nmod/3", "Ankara", True),
    ("a/DET/det/2 trip/NOUN/root/0 to/ADP/case/4 Ankara/PROPN/nmod/2", "Ankara", False),
    ("support/NOUN/root/0 from/ADP/case/3 Moscow/PROPN/nmod/1", "Moscow", True),
    ("Moscow/PROPN/nmod:poss/3 's/PART/case/1 streets/NOUN/nsubj/4 emptied/VERB/root/0", "Moscow", False),
    ("Moscow/PROPN/nmod:poss/3 's/PART/case/1 demand/NOUN/nsubj/4 failed/VERB/root/0", "Moscow", True),
    ("he/PRON/nsubj/2 visited/VERB/root/0 Tashkent/PROPN/obj/2", "Tashkent", False),
    ("Tashkent/PROPN/nsubj/4 is/AUX/cop/4 the/DET/det/4 capital/NOUN/root/0", "Tashkent", False),
    ("Tashkent/PROPN/nsubj/3 is/AUX/cop/3 ready/ADJ/root/0", "Tashkent", True),
]

ROLES: Rows = [
    (
        "Iran/PROPN/nmod:poss/3 's/PART/case/1 president/NOUN/nsubj/4 spoke/VERB/root/0",
        {},
        "Iran's president",
        [("IRN.president",)],
    ),
    (
        "the/DET/det/4 Turkmen/ADJ/amod/4 foreign/ADJ/amod/4 minister/NOUN/nsubj/5 left/VERB/root/0",
        {},
        "Turkmen foreign minister",
        [("TKM.foreign_minister",)],
    ),
    (
        "president/NOUN/nsubj/4 of/ADP/case/3 Kazakhstan/PROPN/nmod/1 came/VERB/root/0",
        {},
        "president of Kazakhstan",
        [("KAZ.president",)],
    ),
    (
        "Turkish/ADJ/amod/2 officials/NOUN/nsubj/3 agreed/VERB/root/0",
        {},
        "Turkish officials",
        [("TUR.officials",)],
    ),
    (
        "US/PROPN/compound/2 analysts/NOUN/nsubj/3 doubt/VERB/root/0 it/PRON/obj/3",
        {},
        "US analysts",
        [("USA.analysts",)],
    ),
    (
        "Iran/PROPN/nsubj/2 sent/VERB/root/0 its/PRON/nmod:poss/5 foreign/ADJ/amod/5 minister/NOUN/obj/2",
        {},
        "its foreign minister",
        [("IRN.foreign_minister",)],
    ),
    (
        "Syrian/ADJ/amod/2 troops/NOUN/nsubj/3 withdrew/VERB/root/0",
        {},
        "Syrian troops",
        [("SYR.army",)],
    ),
]


@pytest.mark.parametrize(("rows", "entities", "words", "expected"), NAMES)
def test_names_of_states(rows: str, entities: dict[str, str], words: str, expected: list[tuple[str, ...]]) -> None:
    assert told(find_actors(draft_of(rows, entities)), words) == expected


def test_a_firm_has_the_state_of_the_town_in_its_name() -> None:
    rows = "Garagum/PROPN/nsubj/5 Shipping/PROPN/flat/1 of/ADP/case/4 Rotterdam/PROPN/nmod/1 paid/VERB/root/0"
    firm = next(a for a in find_actors(draft_of(rows, {"Garagum Shipping of Rotterdam": "ORG"})).actors)
    assert (firm.id, firm.country) == ("garagum-shipping-of-rotterdam", "NLD")


@pytest.mark.parametrize(("rows", "words", "acts"), METONYMS)
def test_capitals_act_or_are_towns(rows: str, words: str, acts: bool) -> None:
    assert bool(told(find_actors(draft_of(rows)), words)) is acts


@pytest.mark.parametrize(("rows", "entities", "words", "expected"), ROLES)
def test_roles_without_a_name(rows: str, entities: dict[str, str], words: str, expected: list[tuple[str, ...]]) -> None:
    assert told(find_actors(draft_of(rows, entities)), words) == expected


HARTHI = (
    "Omani/ADJ/amod/3 Foreign/ADJ/amod/3 Minister/PROPN/nsubj/6 Salim/PROPN/flat/3 Harthi/PROPN/flat/3 "
    "spoke/VERB/root/0 ./PUNCT/punct/6 Harthi/PROPN/nsubj/9 left/VERB/root/0 ./PUNCT/punct/9 "
    "The/DET/det/12 minister/NOUN/nsubj/13 returned/VERB/root/0"
)


def test_a_title_gives_country_and_sector_and_later_mentions_find_the_person() -> None:
    draft = find_actors(draft_of(HARTHI, {"Salim Harthi": "PERSON", "Harthi": "PERSON"}))
    person = draft.actor_by_id["salim-harthi"]
    assert (person.kind, person.country, person.sector) == ("person", "OMN", "GOV")
    assert told(draft, "Harthi") == [("salim-harthi",)]
    assert told(draft, "minister") == [("salim-harthi",)]
    assert {draft.doc.text[s:e] for s, e in person.mentions} == {"Salim Harthi", "Harthi"}


def test_an_apposition_gives_the_office() -> None:
    rows = (
        "Norén/PROPN/nsubj/8 ,/PUNCT/punct/6 Sweden/PROPN/nmod:poss/6 's/PART/case/3 top/ADJ/amod/6 "
        "diplomat/NOUN/appos/1 ,/PUNCT/punct/6 spoke/VERB/root/0"
    )
    draft = find_actors(draft_of(rows, {"Norén": "PERSON"}))
    assert draft.actor_by_id["noren"].country == "SWE"
    assert told(draft, "Sweden's top diplomat") == [("noren",)]


def test_pronouns_and_descriptions() -> None:
    rows = (
        "Iran/PROPN/nsubj/4 and/CCONJ/cc/3 Oman/PROPN/conj/1 agreed/VERB/root/0 ./PUNCT/punct/4 "
        "The/DET/det/8 two/NUM/nummod/8 countries/NOUN/nsubj/9 traded/VERB/root/0 ./PUNCT/punct/9 "
        "They/PRON/nsubj/12 met/VERB/root/0"
    )
    draft = find_actors(draft_of(rows))
    assert told(draft, "The two countries") == [("IRN", "OMN")]
    assert told(draft, "They") == [("IRN", "OMN")]
    assert [len(a.mentions) for a in draft.actors] == [1, 1]


def test_an_unlisted_organisation_takes_its_country_from_the_words_around_it() -> None:
    rows = "Kazakh/ADJ/amod/3 oil/NOUN/compound/3 firm/NOUN/nsubj/5 Steppoil/PROPN/appos/3 grew/VERB/root/0"
    actor = find_actors(draft_of(rows, {"Steppoil": "ORG"})).actor_by_id["steppoil"]
    assert (actor.kind, actor.country) == ("organisation", "KAZ")


def test_empty_text_has_nobody() -> None:
    assert find_actors(draft_of("!/PUNCT/root/0")).actors == ()


def test_two_countries_share_a_role_phrase() -> None:
    rows = (
        "The/DET/det/2 presidents/NOUN/nsubj/7 of/ADP/case/4 Iran/PROPN/nmod/2 and/CCONJ/cc/6 Oman/PROPN/conj/4 "
        "met/VERB/root/0"
    )
    draft = find_actors(draft_of(rows))
    assert draft.by_head[1].ids == ("IRN.president", "OMN.president")


def test_a_counterpart_holds_the_same_office() -> None:
    rows = (
        "Iran/PROPN/nmod:poss/3 's/PART/case/1 president/NOUN/nsubj/4 met/VERB/root/0 his/PRON/nmod:poss/7 "
        "Turkmen/ADJ/amod/7 counterpart/NOUN/obj/4"
    )
    draft = find_actors(draft_of(rows))
    assert told(draft, "his Turkmen counterpart") == [("TKM.president",)]
    assert told(draft, "his") == [("IRN.president",)]


def test_whoever_is_for_a_state_is_not_of_it() -> None:
    rows = "pro/ADV/compound/3 -/PUNCT/punct/1 Russian/ADJ/amod/4 rebels/NOUN/nsubj/5 fled/VERB/root/0"
    assert told(find_actors(draft_of(rows)), "Russian") == [("RUS",)]
    assert all(a.country != "RUS" or a.kind == "state" for a in find_actors(draft_of(rows)).actors)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("Georgia/PROPN/nsubj/2 thanked/VERB/root/0 Ukraine/PROPN/obj/2", [("GEO",)]),
        ("Georgia/PROPN/nsubj/2 voted/VERB/root/0", [("GEO",)]),
        ("Georgia/PROPN/nsubj/4 and/CCONJ/cc/3 Alabama/PROPN/conj/1 voted/VERB/root/0", []),
    ],
)
def test_a_state_and_its_namesake(rows: str, expected: list[tuple[str, ...]]) -> None:
    assert told(find_actors(draft_of(rows)), "Georgia") == expected


def test_people_of_a_body_stand_for_it() -> None:
    rows = "UN/PROPN/compound/2 officials/NOUN/nsubj/3 warned/VERB/root/0"
    assert told(find_actors(draft_of(rows)), "UN officials") == [("un",)]


def test_people_with_a_bodys_title_belong_to_no_state() -> None:
    rows = "UN/PROPN/compound/2 envoy/NOUN/nsubj/5 Ada/PROPN/flat/2 Berg/PROPN/flat/2 spoke/VERB/root/0"
    person = find_actors(draft_of(rows, {"Ada Berg": "PERSON"})).actor_by_id["ada-berg"]
    assert (person.country, person.sector) == (None, "GOV")


def test_the_state_in_the_name_of_its_organ_is_named_too() -> None:
    rows = "The/DET/det/3 US/PROPN/compound/3 Treasury/PROPN/nsubj/4 objected/VERB/root/0"
    draft = find_actors(draft_of(rows))
    assert {a.id for a in draft.actors} == {"USA", "USA.treasury"}


@pytest.mark.parametrize(
    ("rows", "words", "expected"),
    [
        (
            "thousands/NOUN/nsubj/4 of/ADP/case/3 Iranians/PROPN/nmod/1 marched/VERB/root/0",
            "Iranians",
            [("IRN.citizens",)],
        ),
        ("The/DET/det/2 Iranians/PROPN/nsubj/3 agreed/VERB/root/0", "Iranians", [("IRN",)]),
        ("police/NOUN/compound/2 officers/NOUN/nsubj/3 left/VERB/root/0", "police officers", [("police",)]),
        ("He/PRON/nsubj/2 visited/VERB/root/0 Russia/PROPN/obj/2 today/NOUN/obl/2", "Russia", [("RUS",)]),
    ],
)
def test_people_and_nations(rows: str, words: str, expected: list[tuple[str, ...]]) -> None:
    assert told(find_actors(draft_of(rows)), words) == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("Police/NOUN/nsubj/2 raided/VERB/root/0 homes/NOUN/obj/2 in/ADP/case/5 Oman/PROPN/obl/2", ("OMN.police",)),
        ("Envoys/NOUN/nsubj/2 met/VERB/root/0 in/ADP/case/4 Oman/PROPN/obl/2", ("envoys",)),
        ("Troops/NOUN/nsubj/2 fought/VERB/root/0 in/ADP/case/4 Oman/PROPN/obl/2", ("army",)),
    ],
)
def test_the_place_tells_the_country_of_those_at_home(rows: str, expected: tuple[str, ...]) -> None:
    assert find_actors(draft_of(rows)).by_head[0].ids == expected

"""States whose name people bear: which of them a word means that the model holds for a person."""

import pytest
from hand import draft_of, told

from dragoman.extraction.actors import find_actors

CASES = [
    (
        "Chad/PROPN/nsubj/2 sent/VERB/root/0 troops/NOUN/obj/2 to/ADP/case/5 Libya/PROPN/obl/2 ./PUNCT/punct/2",
        {"Chad": "PERSON", "Libya": "LOC"},
        "Chad",
        ("TCD",),
    ),
    (
        "Jordan/PROPN/nsubj/2 said/VERB/root/0 it/PRON/nsubj/5 would/AUX/aux/5 stay/VERB/ccomp/2",
        {"Jordan": "PERSON"},
        "Jordan",
        ("JOR",),
    ),
    (
        "Jordan/PROPN/nmod:poss/3 's/PART/case/1 king/NOUN/nsubj/4 spoke/VERB/root/0",
        {"Jordan": "PERSON"},
        "Jordan",
        ("JOR",),
    ),
    (
        "Aid/NOUN/nsubj/4 from/ADP/case/3 Georgia/PROPN/nmod/1 came/VERB/root/0",
        {"Georgia": "PERSON"},
        "Georgia",
        ("GEO",),
    ),
    (
        "Chad/PROPN/nsubj/2 smiled/VERB/root/0 at/ADP/case/5 his/PRON/nmod:poss/5 aunt/NOUN/obl/2",
        {"Chad": "PERSON"},
        "Chad",
        ("chad",),
    ),
    (
        "Michael/PROPN/nsubj/3 Jordan/PROPN/flat/1 rested/VERB/root/0 ./PUNCT/punct/3 Jordan/PROPN/nsubj/6 visited/VERB"
        "/root/0 Kenya/PROPN/obj/6",
        {"Michael Jordan": "PERSON", "Jordan": "PERSON", "Kenya": "LOC"},
        "Jordan",
        ("michael-jordan",),
    ),
    (
        "Mr/PROPN/nsubj/3 Jordan/PROPN/flat/1 visited/VERB/root/0 Kenya/PROPN/obj/3",
        {"Jordan": "PERSON", "Kenya": "LOC"},
        "Jordan",
        ("jordan",),
    ),
]


@pytest.mark.parametrize(("rows", "entities", "words", "expected"), CASES)
def test_state_or_person(rows: str, entities: dict[str, str], words: str, expected: tuple[str, ...]) -> None:
    assert expected in told(find_actors(draft_of(rows, entities)), words)


def test_a_place_that_begins_with_the_name_of_a_state_is_no_state() -> None:
    rows = "Jordan/PROPN/compound/2 Valley/PROPN/nsubj/3 farmers/NOUN/root/0"
    draft = find_actors(draft_of(rows, {"Jordan Valley": "LOC"}))
    assert "JOR" not in {a.id for a in draft.actors}


def test_what_a_minister_is_in_charge_of_is_nobody() -> None:
    draft = draft_of(
        "Chad/PROPN/nmod:poss/4 's/PART/case/1 Energy/PROPN/compound/4 Minister/PROPN/nmod:desc/5 Ali/PROPN/nsubj/7"
        " Sow/PROPN/flat/5 left/VERB/root/0",
        {"Chad": "LOC", "Energy": "PERSON", "Ali Sow": "PERSON"},
    )
    assert "energy" not in {a.id for a in find_actors(draft).actors}

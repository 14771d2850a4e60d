"""Whose officials, and which two: phrases that only the report around them resolves."""

import pytest
from hand import draft_of, told

from dragoman.extraction.actors import find_actors

MALI_NIGER = "Mali/PROPN/nsubj/4 and/CCONJ/cc/3 Niger/PROPN/conj/1 met/VERB/root/0 ./PUNCT/punct/4"
SUDAN = "Sudan/PROPN/nsubj/2 protested/VERB/root/0 ./PUNCT/punct/2"

CASES = [
    (f"{MALI_NIGER} Both/DET/nsubj/7 agreed/VERB/root/0", {}, "Both", ("MLI", "NER")),
    (f"{MALI_NIGER} The/DET/det/7 two/NUM/nsubj/8 agreed/VERB/root/0", {}, "The two", ("MLI", "NER")),
    (f"{MALI_NIGER} The/DET/det/7 pair/NOUN/nsubj/8 agreed/VERB/root/0", {}, "The pair", ("MLI", "NER")),
    (f"{MALI_NIGER} Each/DET/nsubj/7 agreed/VERB/root/0", {}, "Each", ("MLI", "NER")),
    (f"{SUDAN} Officials/NOUN/nsubj/5 agreed/VERB/root/0", {}, "Officials", ("SDN.officials",)),
    (f"{SUDAN} A/DET/det/5 spokesman/NOUN/nsubj/6 agreed/VERB/root/0", {}, "spokesman", ("SDN.spokesperson",)),
    (f"{SUDAN} Western/ADJ/amod/5 officials/NOUN/nsubj/6 agreed/VERB/root/0", {}, "Western officials", ("officials",)),
    (f"{MALI_NIGER} Officials/NOUN/nsubj/7 agreed/VERB/root/0", {}, "Officials", ("officials",)),
    (
        f"{SUDAN} Spokesman/NOUN/nsubj/7 Adel/PROPN/flat/4 Omar/PROPN/flat/4 agreed/VERB/root/0",
        {"Adel Omar": "PERSON"},
        "Adel Omar",
        ("adel-omar",),
    ),
    (
        "US/PROPN/compound/2 officials/NOUN/nsubj/3 met/VERB/root/0 Iran/PROPN/obj/3 and/CCONJ/cc/6 Iraq/PROPN/conj/4"
        " ./PUNCT/punct/3 The/DET/det/9 officials/NOUN/nsubj/10 left/VERB/root/0",
        {},
        "The officials",
        ("USA.officials",),
    ),
]


@pytest.mark.parametrize(("rows", "entities", "words", "expected"), CASES)
def test_whose_and_which(rows: str, entities: dict[str, str], words: str, expected: tuple[str, ...]) -> None:
    draft = find_actors(draft_of(rows, entities))
    assert expected in told(draft, words), [(draft.doc[r.start : r.end].text, r.ids) for r in draft.references]


def test_a_spokesman_speaks_for_the_state_before_him() -> None:
    rows = f"{SUDAN} Spokesman/NOUN/nsubj/7 Adel/PROPN/flat/4 Omar/PROPN/flat/4 agreed/VERB/root/0"
    actors = {a.id: a.country for a in find_actors(draft_of(rows, {"Adel Omar": "PERSON"})).actors}
    assert actors["adel-omar"] == "SDN"


def test_a_ministry_is_no_he() -> None:
    rows = "Sudan/PROPN/nmod:poss/3 's/PART/case/1 ministry/NOUN/nsubj/4 met/VERB/root/0 ./PUNCT/punct/4"
    draft = find_actors(draft_of(f"{rows} He/PRON/nsubj/7 left/VERB/root/0"))
    assert told(draft, "He") == []
